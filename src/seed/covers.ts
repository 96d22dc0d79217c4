import sharp from 'sharp';

import { PALETTES, type Palette, type PaletteName } from './art/palettes';
import { between, pick, randomFrom, type Random } from './art/random';
import { SCENES, type SceneName } from './art/scenes';

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
  const [, soft, coat, hair, dark] = palette.layers;
  const x = width / 2 + between(random, -14, 14);
  const tilt = between(random, -5, 5);
  const crown = pick(random, [
    // A round cap, a brimmed hat and a bun.
    `<path d="M${x - 82},196 a82,88 0 0 1 164,0 z" fill="${hair}"/>`,
    `<path d="M${x - 74},182 a74,84 0 0 1 148,0 z" fill="${hair}"/><rect x="${x - 122}" y="174" width="244" height="22" rx="11" fill="${dark}"/>`,
    `<circle cx="${x}" cy="104" r="34" fill="${hair}"/><path d="M${x - 82},206 a82,92 0 0 1 164,0 q-82,-58 -164,0 z" fill="${hair}"/>`,
  ]);
  return (
    `<circle cx="${width * between(random, 0.25, 0.75)}" cy="${height * 0.3}" r="150" fill="${palette.light}" fill-opacity="0.55"/>` +
    `<g transform="rotate(${tilt.toFixed(1)} ${width / 2} ${height})">` +
    `<path d="M${x - 178},${height + 30} q8,-178 178,-182 q170,4 178,182 z" fill="${coat}"/>` +
    `<path d="M${x - 40},268 h80 v48 a40,34 0 0 1 -80,0 z" fill="${soft}"/>` +
    `<circle cx="${x}" cy="212" r="82" fill="${soft}"/>` +
    `<path d="M${x - 62},318 q62,62 124,0" fill="none" stroke="${palette.accent}" stroke-width="20" stroke-linecap="round"/>${crown}</g>`
  );
}

function render({ width, height }: { width: number; height: number }, palette: Palette, drawing: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
    <defs>
      <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="${palette.sky[0]}"/><stop offset="1" stop-color="${palette.sky[1]}"/>
      </linearGradient>
      <linearGradient id="mist" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="${palette.sky[1]}" stop-opacity="0"/><stop offset="1" stop-color="${palette.sky[1]}" stop-opacity="0.3"/>
      </linearGradient>
    </defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>${drawing}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 86, mozjpeg: true }).toBuffer();
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  return Object.keys(table) as [Key, ...Key[]];
}
