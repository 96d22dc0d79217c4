/** Performs what the engine decided about an experiment: every act is a change of its row, in the transaction of the event. */
import type { ExperimentAct } from '../../../core/workflow/effects';
import type { Signals } from '../cluster/signals';
import type { GovernedType } from '../config';
import type { Content } from '../engine/content';
import type { ExperimentActs, ExperimentContext } from '../engine/experiment-acts';
import { publicationFailed } from '../engine/transitions';
import { iso, type Clock } from '../jobs/clock';
import { TABLES, type Connection, type PieceRow, type Subject, type Trx } from '../tables';
import type { ResultsReader } from './results';
import { durationColumns } from './rows';
import type { ExperimentStore } from './store';

/** What freezes content for readers; given by the composition root, so that an arm is made by the code that makes editions. */
export interface Freezing {
  snapshot(connection: Connection, subject: Subject, hash: string): Promise<{ readonly content: Content } | null>;
  live(connection: Connection, subject: Subject): Promise<{ readonly slug: string; readonly publishedAt: number; readonly firstPublishedAt: number } | null>;
  payload(connection: Connection, input: { subject: Subject; type: GovernedType; content: Content; publishedAt: string | null; firstPublishedAt: string | null }): Promise<Content>;
}

export interface ActsDeps {
  readonly clock: Clock;
  readonly signals: Signals;
  readonly store: ExperimentStore;
  readonly results: ResultsReader;
  readonly editions: Freezing;
}

const slugOf = (piece: PieceRow, type: GovernedType, content: Content): string => {
  const slug = type.slug === null ? null : content[type.slug];
  return typeof slug === 'string' && slug !== '' ? slug : piece.documentId;
};

export const createExperimentActs = ({ clock, signals, store, results, editions }: ActsDeps): ExperimentActs => {
  const update = async (trx: Trx, id: number, from: readonly string[], columns: Record<string, unknown>): Promise<void> => {
    const count = await trx(TABLES.experiments).where({ id }).whereIn('state', [...from]).update({ ...columns, changed_at: clock.now() });
    if (count !== 1) throw publicationFailed(new Error('The experiment is not in the state that its piece says.'));
  };

  /**
   * What readers see is made once, from the approved versions. Its dates are those that readers outside the experiment see,
   * so that no arm is told apart by them; a piece that was never live begins with the experiment.
   */
  const start = async ({ trx, piece, type }: ExperimentContext, id: number, does: ExperimentAct & { act: 'start' }): Promise<void> => {
    const live = await editions.live(trx, piece);
    const publishedAt = live === null ? does.duration.startedAt : iso(live.publishedAt);
    const firstPublishedAt = live === null ? does.duration.startedAt : iso(live.firstPublishedAt);
    let slug = live?.slug ?? null;
    for (const [position, { key, hash }] of does.arms.entries()) {
      const snapshot = await editions.snapshot(trx, piece, hash);
      if (snapshot === null) throw publicationFailed(new Error(`The approved version of "${key}" was not found.`));
      slug ??= slugOf(piece, type, snapshot.content);
      const addressed = live === null || type.slug === null ? snapshot.content : { ...snapshot.content, [type.slug]: live.slug };
      const payload = JSON.stringify(await editions.payload(trx, { subject: piece, type, content: addressed, publishedAt, firstPublishedAt }));
      await trx(TABLES.experimentArms).insert({ experiment_id: id, position, key, content_hash: hash, payload });
    }
    await update(trx, id, ['draft'], { state: 'running', slug, ...durationColumns(does.duration) });
  };

  const MEASURED = ['running', 'paused', 'finished'] as const;

  const write = async (context: ExperimentContext, id: number, does: ExperimentAct): Promise<void> => {
    const { trx } = context;
    switch (does.act) {
      case 'start':
        return start(context, id, does);
      case 'record':
        return update(trx, id, MEASURED, { state: does.state, ...durationColumns(does.duration) });
      case 'cancel':
        return update(trx, id, MEASURED, { state: 'cancelled', ...durationColumns(does.duration) });
      case 'decide': {
        const { results: frozen, ...ruling } = does.ruling;
        const state = ruling.outcome === 'cancelled' ? 'cancelled' : 'decided';
        return update(trx, id, MEASURED, { state, ...durationColumns(does.duration), decision: JSON.stringify(ruling), results: frozen === null ? null : JSON.stringify(frozen), engine: frozen?.engine ?? null });
      }
    }
  };

  return {
    async known(pieceId, trx) {
      const row = await store.open(pieceId, trx);
      if (row === null) return null;
      const arms = row.state === 'draft' ? [] : await store.arms([row.id], trx);
      return { id: row.id, key: row.key, state: row.state, plan: row.plan, arms: arms.map(({ key, hash }) => ({ key, hash })) };
    },
    async results(pieceId) {
      const row = await store.open(pieceId);
      return row === null || row.state === 'draft' ? null : results.of(row);
    },
    async perform(context, id, does) {
      await write(context, id, does);
      const { uid, documentId, locale } = context.piece;
      await signals.tell(context.trx, { kind: 'experiment', id, subject: { uid, documentId, locale } });
    },
  };
};
