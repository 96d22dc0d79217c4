/** Accounts that a moderator found to be one person's. Links go on: who is linked with a linked account is linked too. */
import type { Core } from '@strapi/strapi';
import type { ActorRef } from '../../../../core/workflow/context';
import type { Refusal } from '../../../../core/errors';
import type { Clock } from '../../jobs/clock';
import { inTransaction, TABLES, type Connection } from '../../tables';
import type { Audit } from '../audit/audit';
import { oneByOne } from '../one-by-one';
import { alreadyLinked, noSuchLink, noSuchSender } from './refusals';
import { toLink, type LinkRow } from './rows';
import type { Senders } from './senders';

export type LinkOutcome = { readonly kind: 'done'; readonly sender: string } | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface Links {
  /** All accounts of the same person, the asked one first. */
  accountsOf(connection: Connection, sender: string): Promise<string[]>;
  /** The links that somebody made with this account itself. */
  of(sender: string): Promise<LinkRow[]>;
  link(input: { readonly sender: string; readonly other: string; readonly reason: string; readonly by: ActorRef }): Promise<LinkOutcome>;
  undo(input: { readonly id: number; readonly reason: string; readonly by: ActorRef }): Promise<LinkOutcome>;
}

export const createLinks = (deps: { readonly strapi: Core.Strapi; readonly clock: Clock; readonly audit: Audit; readonly senders: Senders }): Links => {
  const { strapi, clock, audit, senders } = deps;

  const touching = async (connection: Connection, accounts: readonly string[]): Promise<LinkRow[]> =>
    ((await connection(TABLES.linkedAccounts)
      .whereNull('undone_at')
      .where((either) => void either.whereIn('one', [...accounts]).orWhereIn('other', [...accounts]))
      .orderBy('id')) as Record<string, unknown>[]).map(toLink);

  const accountsOf: Links['accountsOf'] = async (connection, sender) => {
    const found = new Set([sender]);
    let news: string[] = [sender];
    while (news.length > 0) {
      const reached = (await touching(connection, news)).flatMap(({ one, other }) => [one, other]);
      news = [...new Set(reached)].filter((account) => !found.has(account));
      news.forEach((account) => found.add(account));
    }
    return [...found];
  };

  return {
    accountsOf,
    of: (sender) => touching(strapi.db.connection, [sender]),
    async link({ sender, other, reason, by }) {
      if (!(await senders.exists(sender)) || !(await senders.exists(other))) return { kind: 'refused', refusal: noSuchSender };
      return inTransaction(strapi, async (trx) => {
        await oneByOne(strapi, trx, [sender, other]);
        if ((await accountsOf(trx, sender)).includes(other)) return { kind: 'refused', refusal: alreadyLinked };
        await trx(TABLES.linkedAccounts).insert({ one: sender, other, reason, by_kind: by.kind, by_id: by.id, by_name: by.name, at: clock.now() });
        for (const [object, linked] of [[sender, other], [other, sender]] as const) await audit.write(trx, { actor: by, action: 'accounts.linked', object, after: { with: linked, reason } });
        return { kind: 'done', sender };
      });
    },
    undo: ({ id, reason, by }) =>
      inTransaction(strapi, async (trx) => {
        const row = (await trx(TABLES.linkedAccounts).where({ id }).whereNull('undone_at').forUpdate().first()) as Record<string, unknown> | undefined;
        if (row === undefined) return { kind: 'refused', refusal: noSuchLink };
        const { one, other } = toLink(row);
        const at = clock.now();
        await trx(TABLES.linkedAccounts).where({ id }).update({ undone_at: at, undone: JSON.stringify({ by, reason }) });
        for (const [object, linked] of [[one, other], [other, one]] as const) await audit.write(trx, { actor: by, action: 'accounts.parted', object, before: { with: linked }, after: { reason } });
        return { kind: 'done', sender: one };
      }),
  };
};
