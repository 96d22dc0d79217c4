/**
 * Strapi carries the links of a draft over to the live rows at their other ends, which were approved on their own. Each of
 * them is given back the links that it was approved with, as far as these are live by now.
 */
import type { Core } from '@strapi/strapi';
import type { ContentReader } from '../engine/content';
import type { Link } from '../engine/neighbours';
import { asArray, isLocalized } from '../engine/schema';
import { withGrant } from '../engine/scope';
import type { Trx } from '../tables';
import type { Editions } from './editions';

/** `links`: the live and other rows at the far sides of entries of the type `target`, before and after its publication. */
export type Relink = (trx: Trx, links: readonly Link[], target: string) => Promise<void>;

interface LinkedRow {
  readonly id: number;
  readonly documentId: string;
}

export const createRelink = ({ strapi, content, editions }: { strapi: Core.Strapi; content: ContentReader; editions: Editions }): Relink => {
  const linkedRows = async (link: Link): Promise<LinkedRow[]> => {
    const row = (await strapi.db.query(link.uid as never).findOne({ where: { id: link.id } as never, select: ['id'] as never, populate: { [link.owner]: { select: ['id', 'documentId'] } } as never })) as Record<string, LinkedRow | LinkedRow[] | null> | null;
    return asArray(row?.[link.owner] ?? null);
  };

  return async (trx, links, target) => {
    const owners = new Map(links.filter((link) => link.isLive).map((link) => [`${link.uid} ${link.id} ${link.owner}`, link]));
    for (const link of owners.values()) {
      const approved = await editions.approvedLinks(trx, link, link.owner);
      if (approved === null) continue;
      const linked = await linkedRows(link);
      // An entry without languages links to one of several: the one that Strapi carried over, or the first there is.
      const inItsLanguage = isLocalized(content.schemaOf(target)) && link.locale !== '' ? { locale: link.locale } : {};
      const live = (await strapi.db.query(target as never).findMany({ where: { documentId: { $in: approved }, publishedAt: { $notNull: true }, ...inItsLanguage } as never, select: ['id', 'documentId'] as never, orderBy: { id: 'asc' } as never })) as LinkedRow[];
      const ids = approved.flatMap((documentId) => [...linked, ...live].find((row) => row.documentId === documentId && live.some(({ id }) => id === row.id))?.id ?? []);
      if (ids.join() === linked.map((row) => row.id).join()) continue;
      const toMany = /ToMany$/.test(content.schemaOf(link.uid).attributes[link.owner]?.relation ?? '');
      await withGrant({ ...link, action: 'publish', hash: '' }, () =>
        strapi.db.query(link.uid as never).update({ where: { id: link.id } as never, data: { [link.owner]: toMany ? ids : (ids[0] ?? null) } as never })
      );
    }
  };
};
