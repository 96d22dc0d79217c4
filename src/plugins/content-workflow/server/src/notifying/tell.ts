/**
 * The one place where somebody is told something: rows of what they find in the admin, and promises of the mail about it,
 * in one transaction. Told again, with the same cause, nobody hears of it twice.
 */
import type { Core } from '@strapi/strapi';
import type { Kind } from '../../../core/notifying/choices';
import type { Signals } from '../cluster/signals';
import type { Clock } from '../jobs/clock';
import type { JobQueue } from '../jobs/queue';
import { inTransaction, TABLES, type Trx } from '../tables';
import type { PreferenceStore } from './preferences';

export interface Telling {
  readonly kind: Kind;
  readonly pieceId: number;
  /** What happened, so that telling it again is recognised. */
  readonly cause: string;
  readonly historyId: number | null;
  readonly by: { readonly kind: string; readonly name: string } | null;
  readonly people: readonly string[];
}

export interface TellDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly signals: Signals;
  readonly preferences: PreferenceStore;
  readonly sendsMail: () => boolean;
}

export type Tell = (telling: Telling) => Promise<void>;

export const mailKey = (mailId: number): string => `mail:${mailId}`;

/** A mail and the job that sends it, about these notifications. */
export const promiseMail = async (trx: Trx, queue: JobQueue, at: number, person: string, isDigest: boolean, notifications: readonly number[]): Promise<void> => {
  const [mail] = (await trx(TABLES.mails).insert({ person_id: person, is_digest: isDigest, state: 'waiting', at }).returning('id')) as { id: number }[];
  const mailId = Number(mail?.id);
  await trx(TABLES.notifications).whereIn('id', [...notifications]).update({ mail_id: mailId });
  await queue.enqueue(trx, { name: 'mail', payload: { mailId }, runAt: at, key: mailKey(mailId) });
};

export const createTell =
  ({ strapi, clock, queue, signals, preferences, sendsMail }: TellDeps): Tell =>
  async ({ kind, pieceId, cause, historyId, by, people }) => {
    if (people.length === 0) return;
    await inTransaction(strapi, async (trx, onCommit) => {
      const at = clock.now();
      const preferenceOf = await preferences.of(people, trx);
      const inboxes: string[] = [];
      const wakes: number[] = [];
      for (const person of [...people].sort()) {
        const { choices, digest } = preferenceOf(person);
        const { admin, mail } = choices[kind];
        const way = sendsMail() ? mail : 'never';
        // Who wants to hear nothing of it has a row all the same: it says that the cause is dealt with.
        const [row] = (await trx(TABLES.notifications)
          .insert({ person_id: person, kind, piece_id: pieceId, cause, history_id: historyId, actor_kind: by?.kind ?? null, actor_name: by?.name ?? null, in_admin: admin, at, for_digest: way === 'digest' })
          .onConflict(['person_id', 'cause', 'kind'])
          .ignore()
          .returning('id')) as { id: number }[];
        if (row === undefined) continue;
        if (admin) inboxes.push(person);
        if (way === 'at-once') {
          await promiseMail(trx, queue(), at, person, false, [Number(row.id)]);
          wakes.push(at);
        }
        const digestAt = way === 'digest' ? await preferences.promiseDigest(trx, person, digest) : null;
        if (digestAt !== null) wakes.push(digestAt);
      }
      if (inboxes.length > 0) await signals.tell(trx, { kind: 'inbox', people: inboxes });
      if (wakes.length > 0) onCommit(() => queue().nudge(Math.min(...wakes)));
    });
  };
