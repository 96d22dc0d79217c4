/** What a person was told, for that person. */
import type { Core } from '@strapi/strapi';
import type { NotificationView } from '../../../contracts/notifications';
import type { Signals } from '../cluster/signals';
import type { Clock } from '../jobs/clock';
import { inTransaction, TABLES } from '../tables';
import { toView } from './rows';

export interface InboxPage {
  readonly unreadOnly: boolean;
  readonly before: { readonly at: number; readonly id: number } | null;
  readonly limit: number;
}

export interface Inbox {
  list(person: string, page: InboxPage): Promise<NotificationView[]>;
  unread(person: string): Promise<number>;
  /** These, or all up to the one with this id; what came in meanwhile stays unread. How many are unread after it. */
  markRead(person: string, which: { readonly ids: readonly number[] } | { readonly upTo: number }): Promise<number>;
}

const COLUMNS = ['id', 'kind', 'at', 'read_at', 'actor_kind', 'actor_name', 'piece_id'].map((column) => `${TABLES.notifications}.${column}`);

export const createInbox = (strapi: Core.Strapi, clock: Clock, signals: Signals): Inbox => {
  const unread: Inbox['unread'] = async (person) => {
    const [row] = (await strapi.db.connection(TABLES.notifications).where({ person_id: person, in_admin: true }).whereNull('read_at').count({ n: '*' })) as { n: unknown }[];
    return Number(row?.n ?? 0);
  };

  return {
    unread,
    async list(person, { unreadOnly, before, limit }) {
      const query = strapi.db
        .connection(TABLES.notifications)
        .join(TABLES.pieces, `${TABLES.pieces}.id`, `${TABLES.notifications}.piece_id`)
        .leftJoin(TABLES.history, `${TABLES.history}.id`, `${TABLES.notifications}.history_id`)
        .where({ person_id: person, in_admin: true })
        .orderBy([
          { column: `${TABLES.notifications}.at`, order: 'desc' },
          { column: `${TABLES.notifications}.id`, order: 'desc' },
        ])
        .limit(limit)
        .select(...COLUMNS, 'subject_uid', 'subject_id', 'subject_locale', 'title', 'state', 'comment');
      if (unreadOnly) query.whereNull('read_at');
      if (before !== null)
        query.where(
          (q) =>
            void q
              .where(`${TABLES.notifications}.at`, '<', before.at)
              .orWhere((same) => void same.where(`${TABLES.notifications}.at`, before.at).andWhere(`${TABLES.notifications}.id`, '<', before.id))
        );
      return ((await query) as Record<string, unknown>[]).map(toView);
    },
    async markRead(person, which) {
      await inTransaction(strapi, async (trx) => {
        const query = trx(TABLES.notifications).where({ person_id: person, in_admin: true }).whereNull('read_at');
        if ('ids' in which) query.whereIn('id', [...which.ids]);
        else query.where('id', '<=', which.upTo);
        const count = Number(await query.update({ read_at: clock.now() }));
        if (count > 0) await signals.tell(trx, { kind: 'inbox', people: [person] });
      });
      return unread(person);
    },
  };
};
