/** Draws what members sent in and readers see into the queue, and says how much of it was wrong. */
import { randomInt } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { GetQueueFigures } from '../../../../contracts/moderation/queue';
import { isOpen } from '../../../../core/moderation/queue';
import { drawPatrol, patrolSize, type Drawn } from '../../../../core/moderation/patrol';
import type { Signal } from '../../../../core/moderation/vocabulary';
import type { WorkflowConfig } from '../../config';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome, JobQueue } from '../../jobs/queue';
import { inTransaction, TABLES, type Subject } from '../../tables';
import type { ReviewItems } from './items';
import { targetColumns, toItem, toSignal, type ItemRow, type Row } from './rows';

export interface Patrol {
  /** The job: draws, and promises the next draw. */
  run(): Promise<JobOutcome>;
  schedule(runAt: number): Promise<void>;
  figures(): Promise<GetQueueFigures.Response['data']['patrol']>;
}

export interface PatrolDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly items: ReviewItems;
}

const HOUR = 3_600_000;
const LOOK_BACK_MS = 30 * 24 * HOUR;

/** The newest that are drawn from; what is older has been seen by its readers. */
const MAX_CANDIDATES = 5_000;

/** A number from 0 to 1 that nobody who sends something in can foresee. */
const roll = (): number => randomInt(1, 2 ** 32) / 2 ** 32;

interface Live {
  readonly target: Subject;
  readonly contentHash: string;
  readonly item: ItemRow | null;
}

/** Asked in pieces: SQLite takes so many values in a statement and no more. */
const CHUNK = 400;

export const createPatrol = ({ strapi, config, clock, queue, items }: PatrolDeps): Patrol => {
  const db = () => strapi.db.connection;
  const { submissions, patrol } = config.moderation;

  const inChunks = async (values: readonly (string | number)[], ask: (chunk: (string | number)[]) => Promise<Row[]>): Promise<Row[]> => {
    const found: Row[] = [];
    for (let i = 0; i < values.length; i += CHUNK) found.push(...(await ask(values.slice(i, i + CHUNK))));
    return found;
  };

  /** Live submissions, and live pieces that were made of one. */
  const live = async (): Promise<Live[]> => {
    const made = db()(TABLES.decisions).whereNotNull('made_id').select('made_id');
    const rows = (await db()(TABLES.editions)
      .where({ is_live: true })
      .andWhere((q) => void q.where({ subject_uid: submissions }).orWhereIn('subject_id', made))
      .orderBy('went_live_at', 'desc')
      .limit(MAX_CANDIDATES)
      .select('subject_uid', 'subject_id', 'subject_locale', 'content_hash')) as Row[];
    const known = new Map((await inChunks(rows.map((row) => String(row.subject_id)), (ids) => db()(TABLES.reviewItems).whereIn('target_id', ids) as unknown as Promise<Row[]>)).map(toItem).map((item) => [JSON.stringify(targetColumns(item.target)), item]));
    return rows.map((row) => {
      const target = { uid: String(row.subject_uid), documentId: String(row.subject_id), locale: String(row.subject_locale ?? '') };
      return { target, contentHash: String(row.content_hash), item: known.get(JSON.stringify(targetColumns(target))) ?? null };
    });
  };

  /** Versions that a patrol has looked at, by item. */
  const seenVersions = async (ids: readonly number[]): Promise<Set<string>> => {
    const rows = await inChunks(ids, (chunk) => db()(TABLES.reviewSignals).whereIn('item_id', chunk).andWhere({ source: 'patrol' }) as unknown as Promise<Row[]>);
    return new Set(rows.map(toSignal).map(({ itemId, signal }) => `${itemId} ${String(signal.evidence.version)}`));
  };

  const draw = async (): Promise<{ live: Live; how: Drawn['how'] }[]> => {
    const found = (await live()).filter(({ item }) => item === null || !isOpen(item.state));
    const seen = await seenVersions(found.flatMap(({ item }) => item?.id ?? []));
    const candidates = found.filter(({ item, contentHash }) => item === null || !seen.has(`${item.id} ${contentHash}`));
    const size = patrolSize(candidates.length, patrol.share, patrol.atMost);
    const drawn = drawPatrol(candidates.map(({ item }, id) => ({ id, risk: item?.priority ?? 0 })), size, Array.from({ length: 2 * candidates.length }, roll));
    return drawn.flatMap(({ id, how }) => {
      const chosen = candidates[id];
      return chosen === undefined ? [] : [{ live: chosen, how }];
    });
  };

  /** A post has no sender of its own: it is answered for by whoever sent in what it was made of. */
  const senderOf = async ({ target, item }: Live): Promise<string> => {
    if (item !== null && item.sender !== '') return item.sender;
    return items.senderOfMade(db(), target);
  };

  const signalOf = ({ contentHash }: Live, how: Drawn['how']): Signal => ({ source: 'patrol', rule: `patrol/${how}`, ruleVersion: '1', violation: null, severity: 'minor', hint: true, span: null, matched: null, evidence: { version: contentHash } });

  const schedule: Patrol['schedule'] = (runAt) => inTransaction(strapi, (trx) => queue().enqueue(trx, { name: 'patrol', payload: {}, runAt, key: 'patrol' }));

  return {
    schedule,

    async run() {
      try {
        for (const { live: chosen, how } of submissions === null ? [] : await draw()) {
          const sender = await senderOf(chosen);
          await inTransaction(strapi, (trx) => items.open(trx, { target: chosen.target, revision: chosen.item?.revision ?? 1, sender, signals: [signalOf(chosen, how)], source: 'patrol', at: clock.now() }));
        }
      } catch (error) {
        // The next draw is promised whatever becomes of this one, which it makes good.
        strapi.log.error(`[content-workflow] a patrol could not be drawn: ${error instanceof Error ? error.name : 'error'}`);
      }
      await schedule(clock.now() + patrol.everyHours * HOUR);
      return 'settled';
    },

    async figures() {
      const rows = (await db()(TABLES.decisions)
        .where({ about: 'live', detection: 'patrol' })
        .whereIn('action', ['reject', 'ignore'])
        .andWhere('at', '>', clock.now() - LOOK_BACK_MS)
        .whereNotIn('id', db()(TABLES.decisions).whereNotNull('reverts_id').select('reverts_id'))
        .groupBy('action')
        .select('action', db().raw('count(*) as n'))) as Row[];
      const count = (action: string): number => Number(rows.find((row) => row.action === action)?.n ?? 0);
      const missed = count('reject');
      const looked = missed + count('ignore');
      return { looked, missed, missRate: looked === 0 ? null : missed / looked };
    },
  };
};
