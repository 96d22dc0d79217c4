/** Pictures for platforms: exactly what was approved, in the form that the platform takes, without anything else of the file. */
import sharp from 'sharp';
import type { Picture } from '../../../src/plugins/content-workflow/core/distribution/document';
import type { PictureRule } from '../../../src/plugins/content-workflow/core/distribution/rendition';
import { createMakePicture } from '../../../src/plugins/content-workflow/server/src/distribution/pictures';
import { draw, sizeFor } from '../../../src/plugins/content-workflow/server/src/distribution/pictures/draw';

const JPEG: PictureRule = { types: ['image/jpeg'] };

const noise = (width: number, height: number, channels: 3 | 4 = 3) => {
  // Chance without chance: what can not be compressed, and is the same every time.
  const data = Buffer.alloc(width * height * channels);
  let state = 42;
  for (let i = 0; i < data.length; i += 1) data[i] = (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) >> 16;
  return sharp(data, { raw: { width, height, channels } });
};
const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#3a7' } });

const picture = (more: Partial<Picture> = {}): Picture => ({ fileId: 1, url: '/uploads/a.jpg', hash: 'a_1', ext: '.jpg', mime: 'image/jpeg', size: 1, width: 10, height: 10, alt: '', caption: '', ...more });

describe('the size', () => {
  test.each([
    [{ width: 4000, height: 3000 }, { maxWidth: 1000 }, { width: 1000, height: 750 }],
    [{ width: 300, height: 200 }, { maxWidth: 1000, maxHeight: 1000 }, { width: 300, height: 200 }],
    [{ width: 1000, height: 1000 }, { ratio: { min: 1.91, max: 1.91 } }, { width: 1000, height: 523 }],
    [{ width: 1000, height: 2000 }, { ratio: { min: 0.8, max: 1.91 } }, { width: 1000, height: 1250 }],
    [{ width: 3000, height: 1000 }, { ratio: { min: 0.8, max: 1.91 }, maxWidth: 1080, maxHeight: 1080 }, { width: 1080, height: 565 }],
    [{ width: 1, height: 5000 }, { maxHeight: 100 }, { width: 1, height: 100 }],
  ])('of %j by %j is %j', (size, rule, expected) => expect(sizeFor(size, { ...JPEG, ...rule })).toEqual(expected));
});

test('is upright, and carries neither the place where it was taken nor the camera', async () => {
  const original = await plain(80, 40).withExif({ IFD0: { Make: 'SecretCamera', Orientation: '6' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const { bytes, mime, width, height } = await draw(original, JPEG);
  const head = await sharp(bytes).metadata();
  expect([mime, width, height, head.width, head.height]).toEqual(['image/jpeg', 40, 80, 40, 80]);
  expect([head.exif, head.xmp, head.iptc, head.icc, head.orientation]).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(bytes.includes('SecretCamera')).toBe(false);
});

test('fits into what the platform takes: by quality first, then by size', async () => {
  const original = await noise(600, 600).png().toBuffer();
  const best = await draw(original, JPEG);
  const lower = await draw(original, { ...JPEG, maxBytes: Math.floor(best.bytes.length * 0.6) });
  expect([lower.width, lower.bytes.length <= best.bytes.length * 0.6]).toEqual([600, true]);
  const smaller = await draw(original, { ...JPEG, maxBytes: 12_000 });
  expect([smaller.width < 600, smaller.bytes.length <= 12_000, (await sharp(smaller.bytes).metadata()).width]).toEqual([true, true, smaller.width]);
});

test('a photograph without loss becomes one with loss before it becomes smaller; what is transparent stays so', async () => {
  const both: PictureRule = { types: ['image/png', 'image/jpeg'] };
  expect((await draw(await plain(50, 50).png().toBuffer(), both)).mime).toBe('image/png');
  expect(await draw(await noise(400, 400).png().toBuffer(), { ...both, maxBytes: 150_000 })).toMatchObject({ mime: 'image/jpeg', width: 400 });
  const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).webp().toBuffer();
  expect((await draw(clear, both)).mime).toBe('image/png');
  const onWhite = await draw(clear, JPEG);
  expect([...(await sharp(onWhite.bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
});

test('what moves goes on moving where the platform takes it, and shows its first frame elsewhere', async () => {
  const frames = await Promise.all(['#f00', '#0f0', '#00f'].map((background) => sharp({ create: { width: 40, height: 30, channels: 3, background } }).png().toBuffer()));
  const moving = await sharp(frames, { join: { animated: true } }).gif().toBuffer();
  const kept = await draw(moving, { types: ['image/gif'], maxWidth: 20 });
  expect([(await sharp(kept.bytes, { animated: true }).metadata()).pages, kept.width, kept.height]).toEqual([3, 20, 15]);
  const still = await draw(moving, JPEG);
  expect([(await sharp(still.bytes).metadata()).pages ?? 1, still.width, still.height]).toEqual([1, 40, 30]);
});

test('what can not be a picture is refused with its reason', async () => {
  await expect(draw(Buffer.from('not a picture'), JPEG)).rejects.toMatchObject({ code: 'picture-damaged' });
  const cut = (await noise(200, 200).jpeg().toBuffer()).subarray(0, 3_000);
  await expect(draw(cut, JPEG)).rejects.toMatchObject({ code: 'picture-damaged' });
  await expect(draw(await noise(100, 100).png().toBuffer(), { ...JPEG, maxBytes: 100 })).rejects.toMatchObject({ code: 'picture-too-large' });
  await expect(draw(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"/>'), JPEG)).rejects.toMatchObject({ code: 'picture-too-many-pixels' });
});

test('the file is read every time, and drawn once for one rule', async () => {
  const original = await plain(20, 20).png().toBuffer();
  const readOriginal = jest.fn(async () => original);
  const make = createMakePicture({ readOriginal });
  const use = { picture: picture(), rule: JPEG, alt: 'A field' };
  const [first, second] = [await make(use), await make(use)];
  expect(first).toMatchObject({ mime: 'image/jpeg', filename: 'a_1.jpg', alt: 'A field', width: 20 });
  expect([second.bytes === first.bytes, readOriginal.mock.calls.length]).toEqual([true, 2]);
  readOriginal.mockRejectedValue(new Error('picture-changed'));
  await expect(make(use)).rejects.toThrow('picture-changed');
});
