import sharp from 'sharp';

import { PALETTES, type Palette, type PaletteName } from './art/palettes';
import { between, pick, randomFrom, type Random } from './art/random';
import { SCENES, type SceneName } from './art/scenes';
import { area, circle, draw, element, rect, stroke } from './art/svg';

/** What a cover shows. The key decides the rest: the lie of the hills, the place of the sun. */
export interface Art {
  scene: SceneName;
  palette: PaletteName;
}

const COVER = { width: 1200, height: 675 };
const AVATAR = { width: 480, height: 480 };

/** A JPEG of 1200 by 675 pixels, the same for the same key and art. Without `art` the key chooses that as well. */
export async function coverImage(key: string, art?: Art): Promise<Buffer> {
  const random = randomFrom(key);
  const scene = SCENES[art?.scene ?? pick(random, keysOf(SCENES))];
  const palette = PALETTES[art?.palette ?? pick(random, keysOf(PALETTES))];
  return render(COVER, palette, scene({ ...COVER, palette, random }));
}

/** A square JPEG of 480 pixels: head and shoulders without a face, the same for the same key. */
export async function avatarImage(key: string): Promise<Buffer> {
  const random = randomFrom(`${key} portrait`);
  const palette = PALETTES[pick(random, keysOf(PALETTES))];
  return render(AVATAR, palette, portrait(palette, random));
}

function portrait(palette: Palette, random: Random): string {
  const { width, height } = AVATAR;
  const [, skin, coat, hair, dark] = palette.layers;
  const x = width / 2 + between(random, -14, 14);
  const tilt = between(random, -5, 5);
  const head = pick(random, [
    // A cap,
    area(draw('M', x - 82, 196, 'a', 82, 88, 0, 0, 1, 164, 0, 'z'), hair),
    // a hat with a brim,
    area(draw('M', x - 74, 182, 'a', 74, 84, 0, 0, 1, 148, 0, 'z'), hair) + rect(x - 122, 174, 244, 22, dark, { rx: 11 }),
    // or a bun.
    circle(x, 104, 34, hair) + area(draw('M', x - 82, 206, 'a', 82, 92, 0, 0, 1, 164, 0, 'q', -82, -58, -164, 0, 'z'), hair),
  ]);
  const person = [
    area(draw('M', x - 178, height + 30, 'q', 8, -178, 178, -182, 'q', 170, 4, 178, 182, 'z'), coat),
    area(draw('M', x - 40, 268, 'h', 80, 'v', 48, 'a', 40, 34, 0, 0, 1, -80, 0, 'z'), skin),
    circle(x, 212, 82, skin),
    stroke(draw('M', x - 62, 318, 'q', 62, 62, 124, 0), palette.accent, 20),
    head,
  ].join('');
  const sun = circle(width * between(random, 0.25, 0.75), height * 0.3, 150, palette.light, 0.55);
  return sun + element('g', { transform: `rotate(${tilt.toFixed(1)} ${width / 2} ${height})` }, person);
}

function render({ width, height }: { width: number; height: number }, palette: Palette, drawing: string): Promise<Buffer> {
  const gradient = (id: string, ...stops: string[]) => element('linearGradient', { id, x1: 0, y1: 0, x2: 0, y2: 1 }, stops.join(''));
  const stop = (offset: number, colour: string, opacity = 1) =>
    element('stop', { offset, 'stop-color': colour, 'stop-opacity': opacity });
  const [top, bottom] = palette.sky;
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    gradient('sky', stop(0, top), stop(1, bottom)) +
      gradient('mist', stop(0, bottom, 0), stop(1, bottom, 0.3)) +
      rect(0, 0, width, height, 'url(#sky)') +
      drawing,
  );
  return sharp(Buffer.from(svg)).jpeg({ quality: 86, mozjpeg: true }).toBuffer();
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  return Object.keys(table) as [Key, ...Key[]];
}
