/** Runs inside a server that a test may kill: short links that can be followed. */
import type { Core } from '@strapi/strapi';
import { addLinks } from '../../../src/plugins/content-workflow/server/src/distribution/links/rows';
import { inTransaction } from '../../../src/plugins/content-workflow/server/src/tables';

/** As codes are made, of their alphabet and ten characters long. */
export const LINKS = ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'] as const;

export const makeLinks = (strapi: Core.Strapi): Promise<void> =>
  inTransaction(strapi, (trx) => addLinks(trx, LINKS.map((code) => ({ code, target: `https://shop.example/${code}`, channelId: 1, subject: { uid: 'api::post.post', documentId: 'of-a-test', locale: 'en' }, variant: '', kol: '', label: 'Shop', at: 0 }))));
