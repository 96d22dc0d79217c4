/** Draws a picture as a platform takes it: upright, cropped, small enough, and with nothing of the file but its pixels. */
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PictureRule } from '../../../../core/distribution/rendition';

export type Mime = PictureRule['types'][number];

export interface Drawn {
  readonly bytes: Buffer;
  readonly mime: Mime;
  readonly width: number;
  readonly height: number;
}

/** `damaged`, `too-many-pixels`, or `too-large`: not even the smallest fits into what the platform takes. */
export class PictureImpossible extends Error {
  readonly code: 'picture-damaged' | 'picture-too-many-pixels' | 'picture-too-large';
  constructor(code: PictureImpossible['code']) {
    super(code);
    this.code = code;
  }
}

/** 100 megapixels, of all frames together: what the largest cameras give, 400 MB when it is decoded. */
const MAX_PIXELS = 100_000_000;

/** A picture that has to be smaller than this to fit shows nothing any more. */
const MIN_SIDE = 40;

/** From one attempt to the next at least so much smaller. */
const SHRINK = 0.9;

const MIME_OF: Readonly<Record<string, Mime>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', gif: 'image/gif' };

/** From what nobody can tell from the original to what still looks like it. */
const QUALITIES = [88, 78, 68, 58, 48] as const;
const PALETTES = [256, 128, 64] as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

const clamp = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), max);

/** Of the picture as it is looked at, after the crop and within the largest sides. */
export const sizeFor = ({ width, height }: Size, { ratio, maxWidth = Infinity, maxHeight = Infinity }: PictureRule): Size => {
  const wanted = ratio === undefined ? width / height : clamp(width / height, ratio.min, ratio.max);
  const cropped = wanted >= width / height ? { width, height: width / wanted } : { width: height * wanted, height };
  const scale = Math.min(1, maxWidth / cropped.width, maxHeight / cropped.height);
  // Rounded down: a side that is a pixel too long is refused, and one that is too short is not seen.
  return { width: Math.max(1, Math.floor(cropped.width * scale)), height: Math.max(1, Math.floor(cropped.height * scale)) };
};

/** Its own where the platform takes it; otherwise one that keeps what is transparent, where something may be. */
const formatsFor = ({ format, hasAlpha = false }: Metadata, { types }: PictureRule): readonly Mime[] => {
  const own = MIME_OF[format];
  const kept = own !== undefined && types.includes(own) ? [own] : [];
  const order: readonly Mime[] = hasAlpha ? ['image/png', 'image/webp', 'image/jpeg', 'image/gif'] : ['image/jpeg', 'image/webp', 'image/png', 'image/gif'];
  // A photograph that somebody saved without loss is small enough only with it.
  const lossy: readonly Mime[] = hasAlpha ? [] : ['image/jpeg'];
  const first = kept[0] ?? order.find((mime) => types.includes(mime)) ?? 'image/jpeg';
  return [first, ...lossy.filter((mime) => mime !== first && first === 'image/png' && types.includes(mime))];
};

/** Ways to write it, the best first. */
const waysOf = (mime: Mime): readonly ((picture: Sharp) => Sharp)[] => {
  switch (mime) {
    case 'image/jpeg':
      return QUALITIES.map((quality) => (picture) => picture.flatten({ background: '#fff' }).jpeg({ quality }));
    case 'image/webp':
      return QUALITIES.map((quality) => (picture) => picture.webp({ quality }));
    case 'image/png':
      return [(picture) => picture.png({ compressionLevel: 9 }), ...[90, 70].map((quality) => (picture: Sharp) => picture.png({ palette: true, quality }))];
    case 'image/gif':
      return PALETTES.map((colours) => (picture) => picture.gif({ colours }));
  }
};

const headOf = async (bytes: Buffer): Promise<Metadata> => {
  try {
    // The header alone: nothing is decoded before its size is known.
    return await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
  } catch {
    throw new PictureImpossible('picture-damaged');
  }
};

/** Throws `PictureImpossible`. */
export const draw = async (bytes: Buffer, rule: PictureRule): Promise<Drawn> => {
  const head = await headOf(bytes);
  const { autoOrient, pages = 1, pageHeight } = head;
  const upright = { width: autoOrient.width, height: pages > 1 ? (pageHeight ?? autoOrient.height) : autoOrient.height };
  if (upright.width * upright.height * pages > MAX_PIXELS) throw new PictureImpossible('picture-too-many-pixels');

  const formats = formatsFor(head, rule);
  // It moves where the platform takes its own format, and shows its first frame elsewhere.
  const moves = pages > 1 && formats[0] === MIME_OF[head.format] && (formats[0] === 'image/gif' || formats[0] === 'image/webp');
  const whole = sizeFor(upright, rule);

  const write = async ({ width, height }: Size, mime: Mime, way: (picture: Sharp) => Sharp): Promise<Drawn> => {
    const opened = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: moves });
    // Sharp writes no metadata unless it is asked to; a profile of colours is applied to the pixels.
    const picture = (moves ? opened : opened.autoOrient()).resize({ width, height, fit: 'cover', position: moves ? 'centre' : 'attention' });
    const { data } = await way(picture).toBuffer({ resolveWithObject: true });
    return { bytes: data, mime, width, height };
  };

  const max = rule.maxBytes ?? Infinity;
  const smallest = Math.min(MIN_SIDE, whole.width, whole.height);
  let scale = 1;
  while (Math.min(whole.width, whole.height) * scale >= smallest) {
    const size = { width: Math.max(1, Math.floor(whole.width * scale)), height: Math.max(1, Math.floor(whole.height * scale)) };
    let least = Infinity;
    for (const [i, mime] of formats.entries()) {
      // Few colours look worse than a little loss: where that comes next, they are not tried.
      const ways = i < formats.length - 1 ? waysOf(mime).slice(0, 1) : waysOf(mime);
      // Once it has to be smaller, only the worst quality that is allowed is small enough.
      for (const way of scale === 1 ? ways : ways.slice(-1)) {
        const drawn = await write(size, mime, way).catch(() => {
          throw new PictureImpossible('picture-damaged');
        });
        if (drawn.bytes.length <= max) return drawn;
        least = Math.min(least, drawn.bytes.length);
      }
    }
    // Bytes go with the area, and a little more than that.
    scale *= Math.min(SHRINK, Math.sqrt(max / least) * 0.95);
  }
  throw new PictureImpossible('picture-too-large');
};
