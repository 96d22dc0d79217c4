/**
 * Forgets what tells of single readers once it is old: events as they came, and, of experiments that ended, who was a reader and who
 * reached the goal. Sums and frozen results stay, so that no figure changes.
 */
import type { Core } from '@strapi/strapi';
import { TABLES } from '../../tables';
import { COUNTING } from './tables';

const DAY_MS = 86_400_000;

/** A long deletion would hold the events that come meanwhile. */
const AT_ONCE = 5_000;

/** States in which nothing is counted any more, and that are never left. */
const ENDED = ['decided', 'cancelled'] as const;

type Old = (table: ReturnType<Core.Strapi['db']['connection']>, before: number) => ReturnType<Core.Strapi['db']['connection']>;

/** Answers how many rows were forgotten. */
export const createRetention = (strapi: Core.Strapi, retentionDays: number) => {
  const forget = async (name: string, before: number, old: Old): Promise<number> => {
    const table = strapi.db.connection(name);
    let forgotten = 0;
    for (;;) {
      const count = Number(await table.clone().whereIn('id', old(table.clone().select('id'), before).limit(AT_ONCE)).delete());
      forgotten += count;
      if (count < AT_ONCE) return forgotten;
    }
  };

  const received: Old = (table, before) => table.where('received_at', '<', before).orderBy('received_at');

  // The end is the last change of an experiment.
  const ofEnded: Old = (table, before) => table.whereIn('experiment_id', strapi.db.connection(TABLES.experiments).select('id').whereIn('state', [...ENDED]).where('changed_at', '<', before));

  return async (now: number): Promise<number> => {
    const before = now - retentionDays * DAY_MS;
    return (await forget(COUNTING.events, before, received)) + (await forget(COUNTING.conversions, before, ofEnded)) + (await forget(COUNTING.units, before, ofEnded));
  };
};
