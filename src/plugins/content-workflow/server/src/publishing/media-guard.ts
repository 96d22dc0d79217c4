/**
 * Strapi's "replace media" writes new bytes behind the old address, and deleting a file breaks it: both would change
 * what is live, or what was approved, without a trace in the entry. A file in use is therefore left as it is. Its texts
 * may be changed; that is an edit of every entry that was approved with them.
 */
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../core/errors';
import type { Edits } from '../engine/edits';
import { undoable } from '../engine/undoable';
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
  updateFileInfo(id: number, ...rest: unknown[]): Promise<unknown>;
}

interface Document {
  readonly uid: string;
  readonly documentId: string;
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

export const guardMedia = (strapi: Core.Strapi, editions: Editions, edits: Edits): void => {
  const approvedWith = async (hash: string): Promise<Document[]> => {
    const { pieces, snapshots } = TABLES;
    const rows = (await strapi.db
      .connection(snapshots)
      .join(pieces, (on) => void on.on(`${pieces}.subject_id`, `${snapshots}.subject_id`).andOn(`${pieces}.subject_uid`, `${snapshots}.subject_uid`).andOn(`${pieces}.subject_locale`, `${snapshots}.subject_locale`))
      .where(`${pieces}.is_current`, true)
      .whereIn(`${pieces}.state`, SEALED_STATES)
      .andWhere(`${snapshots}.content`, 'like', `%${JSON.stringify({ hash }).slice(1, -1)}%`)
      .distinct({ uid: `${pieces}.subject_uid`, documentId: `${pieces}.subject_id` })) as Document[];
    return rows;
  };

  const assertFree = async (file: StoredFile): Promise<void> => {
    if (await editions.usesFile(strapi.db.connection, file.id)) throw new RefusedError(inUse(file, 'live'));
    if (file.hash !== undefined && (await approvedWith(file.hash)).length > 0) throw new RefusedError(inUse(file, 'approved or under review'));
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
    async updateFileInfo(id, ...rest) {
      const hash = (await byId(id))?.hash;
      const documents = hash === undefined ? [] : await approvedWith(hash);
      return undoable(strapi, async () => {
        const result = await service.updateFileInfo(id, ...rest);
        for (const { uid, documentId } of documents) await edits.noticed(uid, documentId);
        return result;
      });
    },
    async remove(file) {
      await assertFree(file);
      return service.remove(file);
    },
  }));
};
