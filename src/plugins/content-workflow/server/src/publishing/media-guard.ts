/**
 * Strapi's "replace media" writes new bytes behind the old address, and deleting a file breaks it: both would change
 * what is live, or what was approved, without a trace in the entry. A file in use is therefore left as it is.
 */
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../core/errors';
import { RefusedError } from '../http/failure';
import { TABLES } from '../tables';
import type { Editions } from './editions';

interface StoredFile {
  readonly id: number;
  readonly hash?: string;
  readonly name?: string;
}

interface UploadService {
  replace(id: number, ...rest: unknown[]): Promise<unknown>;
  remove(file: StoredFile): Promise<unknown>;
}

/** States in which somebody has approved, or is approving, what the file shows. */
const SEALED_STATES = ['review', 'approved', 'variant', 'scheduled', 'held'];

const inUse = (file: StoredFile, where: string): Refusal => ({
  code: 'LOCKED',
  kind: 'forbidden',
  guard: 'fileIsNotInUse',
  message: `The file "${file.name ?? file.id}" is part of content that is ${where}.`,
  who: ['publish'],
  next: 'Upload a new file and use that one; the change then goes through review.',
  params: { fileId: file.id },
});

export const guardMedia = (strapi: Core.Strapi, editions: Editions): void => {
  const inApprovedContent = async (hash: string): Promise<boolean> => {
    const { pieces, snapshots } = TABLES;
    const row = await strapi.db
      .connection(snapshots)
      .join(pieces, (on) => void on.on(`${pieces}.subject_id`, `${snapshots}.subject_id`).andOn(`${pieces}.subject_uid`, `${snapshots}.subject_uid`).andOn(`${pieces}.subject_locale`, `${snapshots}.subject_locale`))
      .where(`${pieces}.is_current`, true)
      .whereIn(`${pieces}.state`, SEALED_STATES)
      .andWhere(`${snapshots}.content`, 'like', `%${JSON.stringify({ hash }).slice(1, -1)}%`)
      .first(`${snapshots}.id`);
    return row !== undefined;
  };

  const assertFree = async (file: StoredFile): Promise<void> => {
    if (await editions.usesFile(strapi.db.connection, file.id)) throw new RefusedError(inUse(file, 'live'));
    if (file.hash !== undefined && (await inApprovedContent(file.hash))) throw new RefusedError(inUse(file, 'approved or under review'));
  };

  const byId = async (id: number): Promise<StoredFile | null> => (await strapi.db.query('plugin::upload.file').findOne({ where: { id } })) as StoredFile | null;

  const services = strapi.get('services') as { extend(uid: string, wrap: (service: UploadService) => UploadService): unknown };
  services.extend('plugin::upload.upload', (service) => ({
    ...service,
    async replace(id, ...rest) {
      const file = await byId(id);
      if (file !== null) await assertFree(file);
      return service.replace(id, ...rest);
    },
    async remove(file) {
      await assertFree(file);
      return service.remove(file);
    },
  }));
};
