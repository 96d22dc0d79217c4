/** Pictures from strangers: drawn anew or refused, out of reach until somebody has looked, and nothing of the file that was sent lives on. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { ListQuarantinedImages } from '../../src/plugins/content-workflow/contracts/moderation/intake';
import { startApp, type TestApp } from '../support/app';
import { problemOf } from '../support/events';
import { listen } from '../support/listen';
import { rawClient } from '../support/raw-http';
import { edit, newMember, picture, sendIn, status, takenIn, words, type Attachment, type Credentials } from '../support/submissions';
import { MINUTE, pass, standAt } from '../support/time';
import { onLoad } from '../support/types';

let app: TestApp;
let folder: string;
let back: () => void;
let headers: Credentials;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-intake-'));
  mkdirSync(path.join(folder, 'uploads'));
  mkdirSync(path.join(folder, 'parsed'));
  back = onLoad((strapi) => {
    strapi.dirs.static.public = folder;
    // By default the parser writes where every other test's parser does.
    const parser = strapi.config.get<{ name?: string; config?: { formidable: object } }[]>('middlewares').find(({ name }) => name === 'strapi::body');
    Object.assign(parser?.config?.formidable ?? {}, { uploadDir: path.join(folder, 'parsed') });
  });
  app = await startApp();
  await listen(app);
});
afterAll(async () => {
  back();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  standAt(app, Date.now());
  ({ headers } = await newMember(app));
});

/** Where it was taken, and by what, as a phone writes it; turned a quarter. */
const withPlace = async (width = 640, height = 480): Promise<Buffer> =>
  sharp(await picture(width, height))
    .withExif({ IFD0: { Make: 'PhoneMaker', Model: 'Secret Model' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 8/1 3/1', GPSLongitudeRef: 'E', GPSLongitude: '121/1 16/1 30/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc = (bytes: Buffer): number => (bytes.reduce((c, byte) => (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
const uint = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint(data.length), named, uint(crc(named))]);
};

/** A flat picture of so many pixels that compresses to nearly nothing. */
const flatPng = (width: number, height: number): Buffer => {
  const header = Buffer.concat([uint(width), uint(height), Buffer.from([1, 0, 0, 0, 0])]);
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
};

/** Says that it moves, before its pixels, as the format wants it. */
const movingPng = async (): Promise<Buffer> => {
  const still = await picture(64, 64, 'png');
  const afterHeader = 8 + 25;
  return Buffer.concat([still.subarray(0, afterHeader), chunk('acTL', Buffer.concat([uint(200), uint(0)])), still.subarray(afterHeader)]);
};

const movingWebp = async (): Promise<Buffer> => {
  const frames = await Promise.all([0, 90, 180].map((hue) => sharp({ create: { width: 32, height: 32, channels: 3, background: `hsl(${hue},80%,50%)` } }).png().toBuffer()));
  return sharp(frames, { join: { animated: true } }).webp({ loop: 0, delay: [100, 100, 100] }).toBuffer();
};

const HTML = Buffer.from('<html><body onload="alert(document.cookie)">hi</body></html>');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>');

type Ending = 'drawn anew' | 'type-not-taken' | 'carries-a-document' | 'animated' | 'too-many-pixels' | 'damaged' | 'empty';

const CASES: readonly { readonly name: string; readonly make: () => Attachment | Promise<Attachment>; readonly ends: Ending }[] = [
  { name: 'HTML named x.png and declared image/png', make: () => ({ bytes: HTML, filename: 'x.png', contentType: 'image/png' }), ends: 'type-not-taken' },
  { name: 'HTML without an extension, declared image/png', make: () => ({ bytes: HTML, filename: 'x', contentType: 'image/png' }), ends: 'type-not-taken' },
  { name: 'HTML declared as what it is', make: () => ({ bytes: HTML, filename: 'x.html', contentType: 'text/html' }), ends: 'type-not-taken' },
  { name: 'SVG with onload, without a prolog, named x.png', make: () => ({ bytes: SVG, filename: 'x.png', contentType: 'image/png' }), ends: 'type-not-taken' },
  { name: 'SVG with a prolog', make: () => ({ bytes: Buffer.concat([Buffer.from('<?xml version="1.0"?>'), SVG]), filename: 'x.svg', contentType: 'image/svg+xml' }), ends: 'type-not-taken' },
  { name: 'SVG with a script', make: () => ({ bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), filename: 'x.jpg', contentType: 'image/jpeg' }), ends: 'type-not-taken' },
  { name: 'PDF declared image/png', make: () => ({ bytes: Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj'), filename: 'x.png', contentType: 'image/png' }), ends: 'type-not-taken' },
  { name: 'GIF that is JavaScript too', make: () => ({ bytes: Buffer.from('GIF89a/*\u0001\u0000\u0001\u0000*/=1;alert(1)', 'latin1'), filename: 'x.jpg', contentType: 'image/jpeg' }), ends: 'type-not-taken' },
  { name: 'PNG with an HTML tail', make: async () => ({ bytes: Buffer.concat([await picture(64, 64, 'png'), HTML]), filename: 'x.png', contentType: 'image/png' }), ends: 'carries-a-document' },
  { name: 'JPEG with PHP in a comment', make: async () => ({ bytes: Buffer.concat([await picture(64, 64), Buffer.from('<?php system($_GET[0]);')]), filename: 'x.jpg' }), ends: 'carries-a-document' },
  { name: 'JPEG with a film behind it, as phones make them', make: async () => ({ bytes: Buffer.concat([await picture(64, 64), Buffer.from('\u0000\u0000\u0000\u0018ftypmp42', 'latin1'), Buffer.alloc(50_000, 7)]) }), ends: 'drawn anew' },
  { name: 'PNG named x.png.html', make: async () => ({ bytes: await picture(64, 64, 'png'), filename: 'x.png.html', contentType: 'text/html' }), ends: 'drawn anew' },
  { name: 'JPEG with a null byte in its name', make: async () => ({ bytes: await picture(64, 64), filename: 'x.jpg\u0000.html' }), ends: 'drawn anew' },
  { name: 'JPEG whose name reads backwards and is very long', make: async () => ({ bytes: await picture(64, 64), filename: `\u202Egpj.${'x'.repeat(3_000)}/../../etc/passwd` }), ends: 'drawn anew' },
  { name: 'JPEG with the place where it was taken', make: async () => ({ bytes: await withPlace() }), ends: 'drawn anew' },
  { name: 'WebP', make: async () => ({ bytes: await picture(64, 64, 'webp'), filename: 'x.webp', contentType: 'image/webp' }), ends: 'drawn anew' },
  { name: 'PNG of 20,000 by 20,000 flat pixels', make: () => ({ bytes: flatPng(20_000, 20_000), filename: 'x.png', contentType: 'image/png' }), ends: 'too-many-pixels' },
  { name: 'PNG that moves', make: async () => ({ bytes: await movingPng(), filename: 'x.png', contentType: 'image/png' }), ends: 'animated' },
  { name: 'WebP that moves', make: async () => ({ bytes: await movingWebp(), filename: 'x.webp', contentType: 'image/webp' }), ends: 'animated' },
  { name: 'JPEG that is cut off', make: async () => ({ bytes: (await picture(640, 480)).subarray(0, 6_000) }), ends: 'damaged' },
  { name: 'PNG that is cut off', make: async () => ({ bytes: (await picture(640, 480, 'png')).subarray(0, 1_500), filename: 'x.png', contentType: 'image/png' }), ends: 'damaged' },
  { name: 'file without content', make: () => ({ bytes: Buffer.alloc(0) }), ends: 'empty' },
];

const quarantined = async (documentId: string) =>
  (await app.strapi.db.connection('cw_quarantined_images').join('cw_intakes', 'cw_intakes.id', 'intake_id').where({ subject_id: documentId }).orderBy('position').select('cw_quarantined_images.*')) as { name: string; mime: string; width: number; height: number; hash: string; main: string; preview: string; upload_id: number | null }[];

const expectNothingKnown = async (bytes: Buffer): Promise<void> => {
  const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata();
  expect({ exif, xmp, iptc, icc, orientation }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, icc: undefined, orientation: undefined });
  for (const word of ['PhoneMaker', 'Secret Model', 'Exif', '<html', 'ftypmp42']) expect([word, bytes.includes(word)]).toEqual([word, false]);
};

/** What lies where the parser of bodies puts files. */
const lyingAbout = (): string[] => readdirSync(path.join(folder, 'parsed'));

test('the picture of these tests knows where it was taken', async () => {
  const { exif, orientation } = await sharp(await withPlace()).metadata();
  expect([exif?.includes('Secret Model'), orientation]).toEqual([true, 6]);
});

describe('a picture that is sent in', () => {
  test.each(CASES)('$name: $ends', async ({ make, ends }) => {
    const attachment = await make();
    const answer = await sendIn(app, headers, words(), { images: [attachment] });
    if (ends === 'drawn anew') {
      expect(answer.status).toBe(201);
      const { subject_id: documentId } = await app.strapi.db.connection('cw_intakes').where({ reference: answer.body.data.reference }).first();
      const [image] = await quarantined(String(documentId));
      expect(image).toMatchObject({ name: expect.stringMatching(/^[0-9a-f]{32}$/), mime: expect.stringMatching(/^image\/(jpeg|webp)$/), hash: expect.stringMatching(/^[0-9a-f]{16}$/) });
      for (const kept of [image?.main, image?.preview]) {
        const bytes = Buffer.from(kept ?? '', 'base64');
        expect(bytes.equals(attachment.bytes)).toBe(false);
        await expectNothingKnown(bytes);
      }
    } else {
      expect([answer.status, problemOf(answer).details]).toEqual([415, expect.objectContaining({ code: 'IMAGE_REFUSED', field: 'images.0', reason: ends })]);
    }
    expect(lyingAbout()).toEqual([]);
  });

  test('that is larger than ten megabytes is refused before anybody reads it, and a body that is announced larger than nine of them before it comes', async () => {
    const large = await sendIn(app, headers, words(), { images: [{ bytes: Buffer.alloc(10 * 1024 * 1024 + 1, 1) }] });
    expect([large.status, problemOf(large).details]).toEqual([413, expect.objectContaining({ code: 'TOO_LARGE', field: 'images.0' })]);
    const client = rawClient(app);
    const announce = (more: Record<string, string>) => client.send({ method: 'POST', target: '/api/submissions/intake', headers: { ...headers, 'Content-Type': 'multipart/form-data; boundary=x', ...more } });
    expect((await announce({ 'Content-Length': String(200 * 1024 * 1024), Connection: 'close' })).status).toBe(413);
    expect((await announce({ 'Transfer-Encoding': 'chunked' })).status).toBe(411);
    expect((await announce({ 'Content-Type': 'multipart/form-data', 'Content-Length': '0' })).status).toBe(400);
    client.close();
  });

  test('of nine is taken, of ten is not', async () => {
    const bytes = await picture(32, 32);
    const many = (count: number): Attachment[] => Array.from({ length: count }, () => ({ bytes }));
    expect((await sendIn(app, headers, words(), { images: many(9) })).status).toBe(201);
    const ten = await sendIn(app, headers, words({ title: 'Ten' }), { images: many(10) });
    expect([ten.status, problemOf(ten).details.field]).toEqual([400, 'images']);
  });

  test('that one of several is refused for leaves nothing behind', async () => {
    const count = async (): Promise<number[]> => Promise.all(['cw_intakes', 'cw_quarantined_images', 'submissions', 'cw_pieces'].map(async (table) => Number((await app.strapi.db.connection(table).count({ n: '*' }).first())?.n)));
    const before = await count();
    const answer = await sendIn(app, headers, words(), { images: [{ bytes: await picture() }, { bytes: HTML }] });
    expect([answer.status, problemOf(answer).details.field]).toEqual([415, 'images.1']);
    expect(await count()).toEqual(before);
  });

  test('stands upright, is made smaller when it is large, and looks like itself', async () => {
    const sent = await takenIn(app, headers, words(), { images: [{ bytes: await withPlace(3_200, 2_400) }, { bytes: await picture(640, 480) }, { bytes: await sharp(await picture(640, 480)).resize(320).webp({ quality: 40 }).toBuffer() }, { bytes: await sharp(await picture(640, 480)).flip().toBuffer() }] });
    const [turned, one, smaller, flipped] = await quarantined(sent.documentId);
    expect([turned?.width, turned?.height]).toEqual([1_920, 2_560]);
    const distance = (a = '', b = ''): number => (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;
    expect(distance(one?.hash, smaller?.hash)).toBeLessThanOrEqual(6);
    expect(distance(one?.hash, flipped?.hash)).toBeGreaterThan(6);
  });

  test('is part of what is approved: another one is another content', async () => {
    const sent = await takenIn(app, headers, words(), { images: [{ bytes: await picture(64, 64) }] });
    const hash = async () => (await app.strapi.db.connection('cw_pieces').where({ subject_id: sent.documentId }).first()).context as string;
    const submitted = JSON.parse(await hash()) as { submitted: { hash: string } };
    const { images } = await status(app, sent.statusAddress);
    expect((await edit(app, headers, sent.reference, words({ revision: 1, keepImages: images.map(({ id }) => id) }), [{ bytes: await picture(80, 80) }])).status).toBe(200);
    const again = JSON.parse(await hash()) as { submitted: { hash: string } };
    expect(again.submitted.hash).not.toBe(submitted.submitted.hash);
    const after = (await status(app, sent.statusAddress)).images;
    expect(after.map(({ id, width }) => [id === images[0]?.id, width])).toEqual([[true, 64], [false, 80]]);
    const swapped = await edit(app, headers, sent.reference, words({ revision: 2, keepImages: [after[1]?.id, after[0]?.id] }));
    expect(swapped.status).toBe(200);
    expect((await status(app, sent.statusAddress)).images.map(({ id }) => id)).toEqual([after[1]?.id, after[0]?.id]);
    for (const keepImages of [['0'.repeat(32)], [after[0]?.id, after[0]?.id]]) expect((await edit(app, headers, sent.reference, words({ revision: 3, keepImages }))).body.error.details.field).toBe('keepImages');
  });
});

describe('in quarantine', () => {
  const shown = async (documentId: string, by: 'moderator' | 'editor' | 'reviewer' = 'moderator') => app.as(by, 'get', `/content-workflow/moderation/submissions/${documentId}/images`);

  test('a picture is seen by moderators, under an address that is good for ten minutes', async () => {
    const sent = await takenIn(app, headers, words(), { images: [{ bytes: await withPlace() }] });
    const { data } = (await shown(sent.documentId)).body as ListQuarantinedImages.Response;
    expect(data).toMatchObject([{ width: 480, height: 640, mime: 'image/jpeg', hash: expect.stringMatching(/^[0-9a-f]{16}$/) }]);
    for (const [address, type] of [[data[0]?.preview, 'image/webp'], [data[0]?.full, 'image/jpeg']] as const) {
      const answer = await app.anonymous.get(`/api${address ?? ''}`);
      expect([answer.status, answer.headers['content-type'], answer.headers['x-content-type-options'], answer.headers['content-security-policy'], answer.headers['cache-control']]).toEqual([200, type, 'nosniff', "default-src 'none'; sandbox", 'private, no-store']);
      await expectNothingKnown(answer.body as Buffer);
    }
    const address = `/api${data[0]?.preview ?? ''}`;
    for (const wrong of [address.replace('preview.', 'main.'), `${address}x`, address.replace(/\.(\d+)\./, (_, at: string) => `.${Number(at) + 60_000}.`), address.replace(/images\/[0-9a-f]/, 'images/z')]) expect([wrong, (await app.anonymous.get(wrong)).status]).toEqual([wrong, 404]);
    pass(app, 10 * MINUTE);
    expect((await app.anonymous.get(address)).status).toBe(404);
  });

  test('nobody else is told an address', async () => {
    const sent = await takenIn(app, headers, words(), { images: [{ bytes: await picture() }] });
    for (const by of ['editor', 'reviewer'] as const) expect((await shown(sent.documentId, by)).status).toBe(403);
    expect((await app.anonymous.get(`/content-workflow/moderation/submissions/${sent.documentId}/images`)).status).toBe(401);
    expect((await shown('nonsense!')).status).toBe(400);
    expect((await shown('unknown')).body).toEqual({ data: [] });
  });

  test('it is no file of the media library, and lies in no folder that is served', async () => {
    const files = async (): Promise<number> => app.strapi.db.query('plugin::upload.file').count();
    const before = await files();
    await takenIn(app, headers, words(), { images: [{ bytes: await picture() }] });
    expect([await files(), readdirSync(path.join(folder, 'uploads'))]).toEqual([before, []]);
  });
});

test('an adopted picture is a file of the media library with responsive formats, nothing known in any of them, served so that it can do nothing', async () => {
  const sent = await takenIn(app, headers, words(), { images: [{ bytes: await withPlace(1_600, 1_200) }, { bytes: await picture(1_200, 900, 'png') }] });
  const ids = await app.engine.quarantine.adoptImages(sent.documentId);
  expect(await app.engine.quarantine.adoptImages(sent.documentId)).toEqual(ids);
  const files = (await app.strapi.db.query('plugin::upload.file').findMany({ where: { id: { $in: ids } }, orderBy: { id: 'asc' } })) as { id: number; url: string; width: number; mime: string; formats: Record<string, { url: string }> }[];
  expect(files.map(({ id, width, mime }) => [id, width, mime])).toEqual([[ids[0], 1_200, 'image/jpeg'], [ids[1], 1_200, 'image/webp']]);
  for (const file of files) {
    expect(Object.keys(file.formats).sort()).toEqual(['large', 'medium', 'small', 'thumbnail']);
    for (const { url } of [file, ...Object.values(file.formats)]) {
      expect(url).toMatch(/^\/uploads\/[a-z]*_?[0-9a-f]{32}_[0-9a-f]+\.(jpg|webp)$/);
      const stored = path.join(folder, url);
      expect(existsSync(stored)).toBe(true);
      await expectNothingKnown(readFileSync(stored));
      const answer = await app.anonymous.get(url);
      expect([answer.status, answer.headers['content-type'], answer.headers['x-content-type-options'], answer.headers['content-security-policy'], answer.headers['content-disposition']]).toEqual([200, file.mime, 'nosniff', expect.stringContaining('sandbox'), undefined]);
    }
  }
});
