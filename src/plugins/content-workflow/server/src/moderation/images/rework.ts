/**
 * What becomes of a picture from a stranger. Its bytes decide what it is; name and declared type are never looked at. What
 * is kept is drawn anew from its pixels, so that nothing else of the file lives on: no place where it was taken, no camera,
 * nothing that follows the picture's end.
 *
 * Runs in a process of its own: see `process.ts`.
 */
import { createHash } from 'node:crypto';
import sharp from 'sharp';

/** Why a picture is not taken. */
export type ImageProblem = 'empty' | 'type-not-taken' | 'types-disagree' | 'too-many-pixels' | 'animated' | 'carries-a-document' | 'damaged' | 'took-too-long';

export interface KeptImage {
  readonly mime: 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
  /** 16 hex digits; of pictures that look alike only a few bits differ. */
  readonly hash: string;
  /** SHA-256 of what is kept, in hex. */
  readonly digest: string;
  readonly main: Buffer;
  /** WebP, for lists and for moderators. */
  readonly preview: Buffer;
}

export type Reworked = { readonly kind: 'kept'; readonly image: KeptImage } | { readonly kind: 'refused'; readonly problem: ImageProblem };

/** 40 megapixels: more than a phone's camera gives unless it is told to, and 160 MB when it is decoded. */
const MAX_PIXELS = 40_000_000;

/** What fills a large screen. Whatever is sent larger is stored in the database for nothing until somebody has looked at it. */
const MAX_SIDE = 2_560;

const PREVIEW_SIDE = 1_024;

/** By content: as a library knows the first bytes, and as the decoder knows the whole. */
const TAKEN: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpeg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
]);

/**
 * Documents that a browser would run when it took the file for one. Long enough that compressed pixels do not contain them
 * by chance; a picture with a film behind it, as phones make them, passes and loses the film.
 */
const OTHER_DOCUMENT = /<script[\s>/]|<html[\s>]|<!doctype|<svg[\s>]|<iframe[\s>]|<\?php|%PDF-\d/i;

const refused = (problem: ImageProblem): Reworked => ({ kind: 'refused', problem });

/** Difference hash: whether each of 8 by 8 cells is lighter than its right neighbour. */
const perceptualHash = async (picture: Buffer): Promise<string> => {
  const grey = await sharp(picture).flatten({ background: '#fff' }).greyscale().resize(9, 8, { fit: 'fill' }).raw().toBuffer();
  let bits = 0n;
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 8; column += 1) {
      const at = row * 9 + column;
      bits = (bits << 1n) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1n : 0n);
    }
  return bits.toString(16).padStart(16, '0');
};

const draw = async (bytes: Buffer, format: string): Promise<KeptImage> => {
  const upright = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 }).autoOrient().resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true });
  // Sharp writes no metadata unless it is asked to: no EXIF, no XMP, no IPTC.
  const { data: main, info } = await (format === 'jpeg' ? upright.jpeg({ quality: 82 }) : upright.webp({ quality: 84 })).toBuffer({ resolveWithObject: true });
  const preview = await sharp(main).resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true }).webp({ quality: 76 }).toBuffer();
  return {
    mime: format === 'jpeg' ? 'image/jpeg' : 'image/webp',
    width: info.width,
    height: info.height,
    hash: await perceptualHash(preview),
    digest: createHash('sha256').update(main).digest('hex'),
    main,
    preview,
  };
};

/** Never rejects because of the bytes. */
export const rework = async (bytes: Buffer): Promise<Reworked> => {
  if (bytes.length === 0) return refused('empty');
  const { fileTypeFromBuffer } = await import('file-type');
  const known = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (known?.mime === 'image/apng') return refused('animated');
  const expected = TAKEN.get(known?.mime ?? '');
  if (expected === undefined) return refused('type-not-taken');
  if (OTHER_DOCUMENT.test(bytes.toString('latin1'))) return refused('carries-a-document');
  try {
    // The header alone: nothing is decoded before its size is known.
    const { format, width = 0, height = 0, pages = 1 } = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
    if (format !== expected) return refused('types-disagree');
    if (pages > 1) return refused('animated');
    if (width * height > MAX_PIXELS) return refused('too-many-pixels');
    return { kind: 'kept', image: await draw(bytes, format) };
  } catch {
    return refused('damaged');
  }
};
