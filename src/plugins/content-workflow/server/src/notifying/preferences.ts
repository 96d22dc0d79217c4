/** How each person wants to hear what. */
import type { Core } from '@strapi/strapi';
import type { Preferences } from '../../../contracts/notifications';
import { DEFAULT_CHOICES } from '../../../core/notifying/choices';
import { nextDigest } from '../../../core/notifying/digest';
import type { WorkflowConfig } from '../config';
import { iso, type Clock } from '../jobs/clock';
import type { JobQueue } from '../jobs/queue';
import { inTransaction, TABLES, type Connection, type Trx } from '../tables';
import { toPreference } from './rows';

export interface PreferenceStore {
  /** Of each of these people, the defaults of those who have not chosen. */
  of(people: readonly string[], connection?: Connection): Promise<(person: string) => Preferences>;
  /** A digest that waits already goes by the new hour. */
  save(person: string, preferences: Preferences): Promise<void>;
  /**
   * Promises the digest of what waits for it. Its time follows from the oldest thing in it, so that news that comes while
   * a digest is due does not put it off by a day.
   */
  promiseDigest(trx: Trx, person: string, digest: Preferences['digest']): Promise<number | null>;
}

export interface PreferenceDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
}

export const digestKey = (person: string): string => `digest:${person}`;

export const createPreferences = ({ strapi, config, clock, queue }: PreferenceDeps): PreferenceStore => {
  const { digestAt, timezone } = config.notifications;
  const defaults: Preferences = { choices: DEFAULT_CHOICES, digest: { at: digestAt, timezone } };

  const promiseDigest: PreferenceStore['promiseDigest'] = async (trx, person, digest) => {
    const oldest = (await trx(TABLES.notifications).where({ person_id: person, for_digest: true }).min({ at: 'at' }).first()) as { at: unknown } | undefined;
    if (oldest?.at == null) return null;
    const next = nextDigest(iso(Number(oldest.at)), digest);
    const runAt = next === null ? clock.now() : Date.parse(next);
    await queue().enqueue(trx, { name: 'digest', payload: { personId: person }, runAt, key: digestKey(person) });
    return runAt;
  };

  return {
    promiseDigest,
    async of(people, connection = strapi.db.connection) {
      const rows = (await connection(TABLES.preferences).whereIn('person_id', [...people])) as Record<string, unknown>[];
      const known = new Map(rows.map(toPreference).map(({ personId, choices, digest }) => [personId, { choices, digest }]));
      return (person) => known.get(person) ?? defaults;
    },
    save: (person, { choices, digest }) =>
      inTransaction(strapi, async (trx, onCommit) => {
        const columns = { choices: JSON.stringify(choices), digest_at: digest.at, timezone: digest.timezone };
        await trx(TABLES.preferences).insert({ person_id: person, ...columns }).onConflict('person_id').merge(['choices', 'digest_at', 'timezone']);
        const runAt = await promiseDigest(trx, person, digest);
        if (runAt !== null) onCommit(() => queue().nudge(runAt));
      }),
  };
};
