/**
 * What a row keeps of the content and of its context is written with them. Rows of a version that kept less lack it, and cards
 * that were made under another configuration were judged by its checklist: both are written again after the start, in the
 * background, a few at a time.
 */
import { createHash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { restore } from '../../../../core/workflow/snapshot';
import type { Signals } from '../../cluster/signals';
import type { WorkflowConfig } from '../../config';
import { contentColumns, contextColumns, coverAttribute, searchable } from '../../engine/card';
import type { ContentReader } from '../../engine/content';
import { inTransaction, TABLES, toPiece } from '../../tables';

export interface CardFill {
  /** Begins, after what it may be doing, unless every card is of this configuration already. */
  start(): void;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Few enough that a start which is interrupted repeats little. */
const BATCH = 50;

interface Progress {
  readonly made: string;
  /** The last row that was looked at; `null` when all were. */
  readonly after: number | null;
}

/** Raise it with every change of what a row keeps. */
const CARD_VERSION = 2;

/** What the cards are made by. */
const makingOf = (config: WorkflowConfig, { schemaOf }: ContentReader): string => {
  const types = Object.entries(config.types)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([uid, type]) => [uid, type.title, coverAttribute(type, schemaOf(uid)), type.delivery.activity, type.plan, type.checklist]);
  return createHash('sha256').update(JSON.stringify([CARD_VERSION, types])).digest('hex');
};

export interface CardFillDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly content: ContentReader;
  readonly signals: Signals;
}

export const createCardFill = ({ strapi, config, content, signals }: CardFillDeps): CardFill => {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const fill = async (id: number): Promise<void> => {
    const row = await strapi.db.connection(TABLES.pieces).where({ id, is_current: true }).first();
    const piece = row === undefined ? null : toPiece(row);
    const type = piece === null ? undefined : config.types[piece.uid];
    if (piece === null || type === undefined) return;
    const restored = restore(piece);
    const draft = await content.readDraft(piece);
    const title = { title: piece.title, title_search: searchable(piece.title) };
    const ofContent = draft === null ? { ...title, card: null, activity_id: null } : contentColumns(type, content.schemaOf(piece.uid), draft.content);
    const columns = { ...ofContent, ...(restored.kind === 'unknown' ? {} : contextColumns(restored.state.context)) };
    // A change of the content raises the revision, and who changed it has written the card.
    const unchanged = () => strapi.db.connection(TABLES.pieces).where({ id, revision: piece.revision });
    await unchanged().update(columns);
    // A plan raises none: who planned it meanwhile has written it.
    await unchanged().where('plan_at', piece.planAt as never).update({ plan_at: draft?.planAt ?? null });
  };

  /** Screens that show cards of the checklist before ask again. */
  const tellAll = (): Promise<void> => inTransaction(strapi, (trx) => signals.tell(trx, { kind: 'cards' }));

  const run = async (): Promise<void> => {
    const store = strapi.store({ type: 'plugin', name: 'content-workflow', key: 'cards' });
    const made = makingOf(config, content);
    const known = ((await store.get({})) ?? null) as Progress | null;
    if (known?.made === made && known.after === null) return;
    for (let after = known?.made === made ? (known.after ?? 0) : 0; !stopped; ) {
      const rows = (await strapi.db.connection(TABLES.pieces).where('is_current', true).where('id', '>', after).orderBy('id').limit(BATCH).select('id')) as { id: number }[];
      for (const { id } of rows) {
        if (!stopped) await fill(id);
        // SQLite answers at once, and whoever else waits would wait for all of it.
        await others();
      }
      if (stopped) return;
      after = rows.at(-1)?.id ?? after;
      await store.set({ value: { made, after: rows.length < BATCH ? null : after } satisfies Progress });
      if (rows.length < BATCH) return tellAll();
    }
  };

  return {
    start() {
      running = running.then(run).catch((error: unknown) => void strapi.log.warn(`[content-workflow] the cards of the board are not all written (${error instanceof Error ? error.name : 'error'}); the next start goes on with it`));
    },
    settled: () => running,
    async stop() {
      stopped = true;
      await running;
    },
  };
};
