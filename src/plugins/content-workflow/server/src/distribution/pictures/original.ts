/** The file in the media library that a picture was approved as, and nothing else. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { Picture } from '../../../../core/distribution/document';
import type { Egress } from '../egress';

/** `picture-gone`: there is no such file. `picture-changed`: there is another in its place. */
export class PictureNotThere extends Error {
  readonly code: 'picture-gone' | 'picture-changed';
  constructor(code: PictureNotThere['code']) {
    super(code);
    this.code = code;
  }
}

interface File {
  readonly url: string;
  readonly hash: string;
  readonly ext: string | null;
  readonly size: number | string;
  readonly provider: string;
}

/** A file of the media library; larger ones are films. */
const MAX_BYTES = 60 * 1024 * 1024;

const DOWNLOAD_MS = 60_000;

/** As the media library counts: two decimals of a kilobyte of 1000. */
const kilobytes = (bytes: number): number => Math.round((bytes / 1_000) * 100) / 100;

/** The library rounds what its provider tells it, before or after the file is optimised. */
const isSize = (bytes: number, size: number): boolean => Math.abs(kilobytes(bytes) - size) <= 0.011;

export const createReadOriginal = ({ strapi, egress }: { readonly strapi: Core.Strapi; readonly egress: Egress }) => {
  const fromDisk = async (url: string): Promise<Buffer> => {
    const root = path.resolve(strapi.dirs.static.public);
    const file = path.resolve(root, `.${path.posix.normalize(decodeURIComponent(url.split('?')[0] ?? ''))}`);
    if (!file.startsWith(root + path.sep)) throw new PictureNotThere('picture-gone');
    return readFile(file).catch(() => {
      throw new PictureNotThere('picture-gone');
    });
  };

  /** A private store gives an address that is good for a moment. */
  const signedUrl = async (file: File): Promise<string> => {
    const service = strapi.plugin('upload').service('file') as unknown as { signFileUrls(file: File): Promise<File> };
    return (await service.signFileUrls(file)).url;
  };

  return async ({ fileId, hash, ext, size }: Picture): Promise<Buffer> => {
    if (fileId === null) throw new PictureNotThere('picture-gone');
    const file = (await strapi.db.query('plugin::upload.file').findOne({ where: { id: fileId } })) as File | null;
    if (file === null) throw new PictureNotThere('picture-gone');
    if (file.hash !== hash || (file.ext ?? '') !== ext || Number(file.size) !== size) throw new PictureNotThere('picture-changed');
    const bytes = file.url.startsWith('/') ? await fromDisk(file.url) : await egress.download(await signedUrl(file), MAX_BYTES, AbortSignal.timeout(DOWNLOAD_MS));
    if (!isSize(bytes.length, size)) throw new PictureNotThere('picture-changed');
    return bytes;
  };
};
