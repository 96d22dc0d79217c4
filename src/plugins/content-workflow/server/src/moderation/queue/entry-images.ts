/** Pictures that stand in the media library already, such as those of a submission that the team entered by itself. */
import type { Core } from '@strapi/strapi';
import type { ImageView } from '../../../../contracts/moderation/queue';
import { schemaReader } from '../../engine/schema';
import type { Subject } from '../../tables';
import type { ImagesPort } from './ports';

interface File {
  readonly id: number;
  readonly url: string;
  readonly mime?: string | null;
  readonly width?: number | null;
  readonly height?: number | null;
}

export const createEntryImages = (strapi: Core.Strapi): ImagesPort => {
  const schemaOf = schemaReader(strapi);

  /** Through Strapi, which joins the transaction that is open. */
  const files = async (target: Subject): Promise<File[]> => {
    const names = Object.entries(schemaOf(target.uid).attributes).flatMap(([name, { type }]) => (type === 'media' ? [name] : []));
    if (names.length === 0) return [];
    const where = { documentId: target.documentId, publishedAt: null, ...(target.locale === '' ? {} : { locale: target.locale }) };
    const entry = (await strapi.db.query(target.uid as never).findOne({ where: where as never, populate: names as never })) as Record<string, File | File[] | null> | null;
    if (entry === null) return [];
    return names.flatMap((name) => entry[name] ?? []).filter(({ mime }) => mime?.startsWith('image/') === true);
  };

  return {
    count: async (_connection, target) => (await files(target)).length,
    previews: async (target) => (await files(target)).map(({ id, url, width, height }): ImageView => ({ id: String(id), url, width: width ?? null, height: height ?? null, expiresAt: null, place: null, denied: null })),
    adopt: async (target) => (await files(target)).map(({ id }) => id),
  };
};
