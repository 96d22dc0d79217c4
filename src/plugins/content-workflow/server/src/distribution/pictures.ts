/** Pictures for platforms: the approved file, made to the platform's rule. One at a time, since each takes a core and much memory. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Picture } from '../../../core/distribution/document';
import type { MadePicture } from './adapters/adapter';
import { draw, type Drawn } from './pictures/draw';
import type { MakePicture } from './ports';

const EXTENSIONS: Readonly<Record<Drawn['mime'], string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' };

/** The pictures of a piece that goes to several platforms with one rule, or is prepared again in a moment. */
const MAX_KEPT_BYTES = 32 * 1024 * 1024;

export interface PicturesDeps {
  /** Throws when the file is gone or is not the one that was approved. */
  readonly readOriginal: (picture: Picture) => Promise<Buffer>;
}

export const createMakePicture = ({ readOriginal }: PicturesDeps): MakePicture => {
  const kept = new LRUCache<string, Drawn>({ maxSize: MAX_KEPT_BYTES, sizeCalculation: ({ bytes }) => bytes.length + 1_000 });
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return async ({ picture, rule, alt }): Promise<MadePicture> => {
    // Read every time: what was replaced since must not be sent because it was drawn before.
    const original = await readOriginal(picture);
    const key = createHash('sha256').update(original).update(JSON.stringify(rule)).digest('base64');
    const drawn = kept.get(key) ?? (await inTurn(() => draw(original, rule)));
    kept.set(key, drawn);
    return { ...drawn, filename: `${picture.hash || 'picture'}.${EXTENSIONS[drawn.mime]}`, alt };
  };
};
