/** What moderators see of a submission's pictures: those in quarantine, or the files of an entry that the team wrote itself. */
import type { Core } from '@strapi/strapi';
import { currentActor, refOf } from '../../engine/actors';
import { iso } from '../../jobs/clock';
import { inTransaction } from '../../tables';
import type { ImagesPort } from '../queue/ports';
import { deniedByHash } from '../screening/denied-images';
import type { Audit } from './controller';
import type { Previews } from './previews';
import type { Quarantine } from './quarantine';

export interface QueueImageDeps {
  readonly strapi: Core.Strapi;
  readonly quarantine: Quarantine;
  readonly imageAddresses: Previews;
  readonly audit: Audit;
  readonly entry: ImagesPort;
}

export const createQueueImages = ({ strapi, quarantine, imageAddresses, audit, entry }: QueueImageDeps): ImagesPort => {
  const prefix = (): string => strapi.config.get('api.rest.prefix', '/api');

  return {
    async count(connection, target) {
      return (await quarantine.count(connection, target.documentId)) || entry.count(connection, target);
    },
    async previews(target) {
      const images = await quarantine.ofDocument(target.documentId);
      if (images.length === 0) return entry.previews(target);
      const actor = refOf(await currentActor(strapi));
      await inTransaction(strapi, (trx) => audit.write(trx, { actor, action: 'submission-images.shown', object: `submission:${target.documentId}` }));
      const denied = await deniedByHash(strapi.db.connection, images.map(({ hash }) => hash));
      return images.map(({ name, width, height, hash }, place) => {
        const { path, expiresAt } = imageAddresses.addressOf(name, 'preview');
        const entry = denied.get(hash);
        return { id: name, url: `${prefix()}${path}`, width, height, expiresAt: iso(expiresAt), place, denied: entry === undefined ? null : { id: entry.id, reason: entry.reason } };
      });
    },
    async adopt(target) {
      const ids = await quarantine.adoptImages(target.documentId);
      return ids.length > 0 ? ids : entry.adopt(target);
    },
  };
};
