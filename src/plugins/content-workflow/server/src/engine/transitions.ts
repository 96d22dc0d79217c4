/**
 * THE write path. Workflow state is written here and nowhere else.
 *
 * One transaction: load the piece, compare the expected revision, gather the facts, ask the machine, perform the effects
 * that belong to the same database (publication included), save state, history and jobs, commit. A refusal writes
 * nothing. Whoever comes second with the same revision gets a conflict, never a lost update.
 */
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../core/errors';
import type { Results } from '../../../core/experiment/results';
import { runChecklist } from '../../../core/review/checklist';
import type { Actor, RenditionHash, VariantHash } from '../../../core/workflow/context';
import { decide, type Decision } from '../../../core/workflow/decide';
import type { Effect } from '../../../core/workflow/effects';
import { ASKS_FOR_THE_APPROVAL, READS_CONTENT, READS_RESULTS, type Facts, type WorkflowEvent } from '../../../core/workflow/events';
import { MACHINE_VERSION } from '../../../core/workflow/machine';
import { restore, type PieceState } from '../../../core/workflow/snapshot';
import { isClash, isPassing } from '../database';
import type { GovernedType, WorkflowConfig } from '../config';
import type { InForce, Settings } from '../settings/settings';
import { iso, type Clock } from '../jobs/clock';
import type { Signals } from '../cluster/signals';
import type { JobQueue } from '../jobs/queue';
import { inTransaction, inTurn, subjectColumns, TABLES, type PieceRow, type Trx, type VariantRow } from '../tables';
import { refOf, SYSTEM } from './actors';
import type { Alerts } from './alerts';
import { shownHashOf, type Content, type ContentReader, type Draft, type Version } from './content';
import { RefusedError } from '../http/failure';
import { contentColumns, contextColumns, type ContentColumns } from './card';
import type { ExperimentActs } from './experiment-acts';
import type { Pieces } from './pieces';

/** An event without what the engine adds itself: who, when and the facts. */
export type EventInput = WorkflowEvent extends infer E ? (E extends WorkflowEvent ? Omit<E, 'by' | 'at' | 'facts'> : never) : never;

export interface SendInput {
  readonly pieceId: number;
  /** `null` only for the system's own events, which do not answer to a person's screen. */
  readonly expectedRevision: number | null;
  readonly event: EventInput;
  readonly by: Actor;
  /** The draft, where the caller has just read it inside the same transaction. */
  readonly draft?: Draft;
}

export type Outcome =
  | { readonly kind: 'accepted'; readonly piece: PieceRow; readonly from: string; readonly to: string; readonly inspected: Inspected | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly piece: PieceRow }
  | { readonly kind: 'conflict'; readonly piece: PieceRow }
  | { readonly kind: 'not-found' };

/** The machine's view of a stored piece with the facts that guards ask for. */
export interface Inspected {
  readonly state: PieceState;
  readonly facts: Facts;
  /** When the draft that the facts are about was saved; `null` where there is none, or the caller brought its own. */
  readonly savedAt: string | null;
}

/** What an effect that touches content is performed with. */
export interface EffectContext {
  readonly trx: Trx;
  readonly piece: PieceRow;
  readonly type: GovernedType;
  readonly by: Actor;
  readonly draft: Draft | null;
  readonly variants: readonly VariantVersion[];
}

export interface VariantVersion {
  readonly variant: VariantRow;
  readonly version: Version;
}

/** The acts on content, given by the composition root: the engine decides, publishing performs. */
export interface ContentActs {
  freeze(context: EffectContext): Promise<void>;
  publish(context: EffectContext, effect: Effect & { kind: 'publish' }): Promise<Record<string, unknown>>;
  unpublish(context: EffectContext): Promise<Record<string, unknown>>;
  applyVariant(context: EffectContext, effect: Effect & { kind: 'apply-variant' }): Promise<void>;
}

/** What the planned channels are given: another floor's knowledge, handed in at the composition root. */
export interface ChannelActs {
  shown(piece: PieceRow, versions: readonly (Version & { readonly variant: string })[], trx?: Trx): Promise<readonly RenditionHash[]>;
  seal(trx: Trx, piece: PieceRow, versions: readonly (Version & { readonly variant: string })[], by: Actor, how: { readonly how: 'review' | 'expedite'; readonly shownToAll: readonly RenditionHash[] | null }): Promise<void>;
}

export interface Transitions {
  send(input: SendInput): Promise<Outcome>;
  /** The machine's view of a stored piece with fresh facts, for drawing buttons. `null` when the row can not be restored. */
  inspect(piece: PieceRow): Promise<Inspected | null>;
}

export interface TransitionDeps {
  readonly strapi: Core.Strapi;
  /** What a decision goes by is taken from here once, inside its transaction. */
  readonly settings: Pick<Settings, 'current' | 'inForce'>;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly signals: Signals;
  readonly pieces: Pieces;
  readonly content: ContentReader;
  readonly alerts: Alerts;
  readonly acts: ContentActs;
  readonly experiments: ExperimentActs;
  readonly channels: ChannelActs;
}

const MINUTE = 60_000;

/** The events that put content live. */
const PUBLICATIONS: ReadonlySet<string> = new Set(['PUBLISH', 'DUE']);

/** Events whose outcome depends on what can be changed in the admin: the history says by which version it was judged. */
const JUDGED_BY_SETTINGS: ReadonlySet<string> = new Set(['SUBMIT', 'APPROVE', 'REJECT', 'EXPEDITE', 'SCHEDULE', 'RESCHEDULE', 'PUBLISH', 'DUE']);

/** Where a button depends on what is planned or runs. */
const TRIES_OUT: ReadonlySet<string> = new Set(['approved', 'variant']);

const LIVE_STATES: readonly string[] = ['published', 'retrospective', 'closed'];

/** The facts after the event, where they follow from those before it; `null` where the content has to be read again. */
const factsAfter = (facts: Facts, draft: Version | null, effects: readonly Effect[]): Facts | null => {
  if (draft === null || effects.some((e) => e.kind === 'apply-variant')) return null;
  return { ...facts, isLive: effects.some((e) => e.kind === 'publish') || (facts.isLive && !effects.some((e) => e.kind === 'unpublish')) };
};

/** The draft's content once the effects are done: the winner of an experiment becomes the draft. */
const contentAfter = (draft: Version | null, variants: readonly VariantVersion[], effects: readonly Effect[]): Content | null => {
  const applied = effects.find((effect) => effect.kind === 'apply-variant');
  return variants.find(({ variant }) => variant.key === applied?.variant)?.version.content ?? draft?.content ?? null;
};

/** What the row keeps of the draft. */
type Written = ContentColumns & { readonly plan_at: number | null };

/** Webhooks and listeners hear of a transition a moment after the click, gathered, never before the commit. */
const ANNOUNCE_DELAY_MS = 250;

/** Two pieces that link to each other can be published at once; who loses that race asks again, not for ever. */
const MAX_CLASHES = 3;

export const jobKey = (pieceId: number, slot: string): string => `${slot}:${pieceId}`;

/** The event's own payload, for the history: what was asked, without what the engine added. */
const payloadOf = (event: EventInput): Record<string, unknown> => {
  const { type: _type, comment: _comment, reason: _reason, ...rest } = event as Record<string, unknown>;
  // What who asked may do is no part of what happened.
  return 'askedBy' in event ? { ...rest, askedBy: refOf(event.askedBy) } : rest;
};

const remarkOf = (event: EventInput): string | null => ('comment' in event ? event.comment : 'reason' in event ? event.reason : null);

const unknownState = (piece: PieceRow, reason: string): Refusal => ({
  code: 'NOT_IN_THIS_STATE',
  kind: 'unprocessable',
  guard: 'restore',
  message: `This piece can not be read by the running workflow version: ${reason}.`,
  who: [],
  next: 'Install the version that wrote it, or a migration; nothing was changed.',
  params: { state: piece.state },
});

/** The draft and its variants. */
const versionsOf = (draft: Version, variants: readonly VariantVersion[]): (Version & { readonly variant: string })[] => [
  { variant: '', content: draft.content, hash: draft.hash },
  ...variants.map(({ variant, version }) => ({ variant: variant.key, content: version.content, hash: version.hash })),
];

/** Conflict and publication failures roll the transaction back; they travel as exceptions and end as outcomes. */
class LostRace extends Error {}

class PublicationFailed extends Error {
  readonly refusal: Refusal;
  constructor(cause: Error) {
    super(cause.message);
    const details = (cause as { details?: { errors?: unknown } }).details;
    this.refusal = {
      code: 'PUBLISH_FAILED',
      kind: 'unprocessable',
      guard: 'publication',
      message: `Strapi refused to publish: ${cause.message}`,
      who: [],
      next: 'Mend what is named here, then try again.',
      params: details?.errors === undefined ? {} : { errors: details.errors },
    };
  }
}

export const createTransitions = (deps: TransitionDeps): Transitions => {
  const { strapi, settings, clock, queue, signals, pieces, content, alerts, acts, experiments, channels } = deps;

  const typeOf = (config: WorkflowConfig, piece: PieceRow): GovernedType => {
    const type = config.types[piece.uid];
    if (type === undefined) throw new RefusedError({ code: 'TYPE_NOT_GOVERNED', kind: 'unprocessable', guard: 'type', message: `${piece.uid} is not governed.`, who: [], next: 'Add it to the plugin configuration.' });
    return type;
  };

  const variantVersions = async (type: GovernedType, piece: PieceRow, draft: Version | null, trx?: Trx): Promise<VariantVersion[]> => {
    if (draft === null || type.variables.length === 0) return [];
    const rows = await pieces.variants(piece.id, trx);
    return inTurn(rows, async (variant) => ({ variant, version: await content.withOverrides(piece.uid, draft.content, variant.overrides) }));
  };

  const factsOf = async ({ config }: InForce, piece: PieceRow, draft: Version | null, variants: readonly VariantVersion[], hash: string, tried: Pick<Facts, 'experiment' | 'results'>, trx?: Trx): Promise<Facts> => {
    // A round that never went live can not be the one that is served, so most events spare the question.
    const couldBeLive = LIVE_STATES.includes(piece.state);
    const type = typeOf(config, piece);
    const hashes = variants.map(({ variant, version }): VariantHash => ({ key: variant.key, hash: version.hash }));
    const renditions = draft === null ? [] : await channels.shown(piece, versionsOf(draft, variants), trx);
    return {
      hash,
      shown: shownHashOf(hash, hashes, renditions),
      renditions,
      checklist: draft === null ? [] : runChecklist(draft.content, type.checklist),
      variants: hashes,
      isLive: couldBeLive && (await pieces.isLive(piece.id, trx)),
      steps: type.review,
      publishRules: { windows: type.windows, blackouts: config.blackouts },
      late: { policy: type.late.policy, toleranceMs: type.late.toleranceMinutes * MINUTE },
      retrospectiveAfterDays: type.retrospectiveAfterDays,
      rejectReasons: type.rejectReasons,
      ...tried,
    };
  };

  /** What is no longer live must not go on being shown to the readers of an experiment over the round that follows. */
  const endTrial = async ({ trx, piece }: EffectContext): Promise<void> => {
    const tried = await trx(TABLES.pieces).where({ ...subjectColumns(piece), state: 'variant' }).first('id');
    if (tried !== undefined) await transact({ pieceId: Number(tried.id), expectedRevision: null, event: { type: 'LIVE_ROUND_ENDED' }, by: SYSTEM }, false, null);
  };

  const performOne = async (effect: Exclude<Effect, { kind: 'cancel' }>, context: EffectContext): Promise<Record<string, unknown>> => {
    const { trx, piece, draft, variants } = context;
    switch (effect.kind) {
      case 'freeze':
        await acts.freeze(context);
        return {};
      case 'seal-renditions': {
        const sealed = variants.filter(({ variant }) => effect.variants.includes(variant.key));
        if (draft !== null) await channels.seal(trx, piece, versionsOf(draft, sealed), context.by, effect);
        return {};
      }
      case 'publish':
        return acts.publish(context, effect);
      case 'unpublish': {
        const notes = await acts.unpublish(context);
        await endTrial(context);
        return notes;
      }
      case 'apply-variant':
        await acts.applyVariant(context, effect);
        return {};
      case 'experiment':
        await experiments.perform(context, effect.id, effect.does);
        return {};
      case 'open-round': {
        if (context.draft === null) return {};
        await trx(TABLES.pieces).where({ id: piece.id }).update({ is_current: false });
        const next = await pieces.open(trx, piece, { round: piece.round + 1, author: context.by, lastEditor: context.by, version: context.draft });
        return { openedRound: next.round };
      }
      case 'enqueue': {
        const runAt = Date.parse(effect.runAt);
        // A pre-flight whose time is over already would only repeat what the schedule guard has just said.
        if (effect.name === 'preflight' && runAt <= clock.now()) {
          await queue.cancel(trx, jobKey(piece.id, effect.slot));
          return {};
        }
        const payload = { pieceId: piece.id, scheduleId: effect.scheduleId ?? '', minutesBefore: effect.minutesBefore ?? 0 };
        await queue.enqueue(trx, { name: effect.name, payload, runAt, key: jobKey(piece.id, effect.slot) });
        return {};
      }
      case 'alert':
        await alerts.raise({ pieceId: piece.id, code: effect.code, message: effect.message }, trx);
        return {};
    }
  };

  const perform = async (effects: readonly Effect[], context: EffectContext): Promise<Record<string, unknown>> => {
    const notes: Record<string, unknown> = {};
    const slots = effects.flatMap((e) => (e.kind === 'cancel' ? [e.slot] : []));
    await queue.cancelMany(context.trx, slots.map((slot) => jobKey(context.piece.id, slot)));
    for (const effect of effects) if (effect.kind !== 'cancel') Object.assign(notes, await performOne(effect, context));
    return notes;
  };

  const save = async (trx: Trx, piece: PieceRow, decision: Decision & { kind: 'accepted' }, input: SendInput, at: number, written: Written | null, notes: Record<string, unknown>): Promise<{ piece: PieceRow; historyId: number }> => {
    const context = decision.next.context;
    const revision = piece.revision + 1;
    const columns = contextColumns(context);
    const publishAt = decision.to === 'scheduled' && context.schedule !== null ? Date.parse(context.schedule.publishAt) : null;
    const count = await trx(TABLES.pieces)
      .where({ id: piece.id, revision: piece.revision })
      .update({
        state: decision.to,
        context: JSON.stringify(context),
        machine_version: MACHINE_VERSION,
        revision,
        ...columns,
        publish_at: publishAt,
        ...written,
        changed_at: at,
      });
    if (count !== 1) throw new LostRace();
    const [row] = (await trx(TABLES.history)
      .insert({
        piece_id: piece.id,
        revision,
        event: input.event.type,
        from_state: decision.from,
        to_state: decision.to,
        actor_kind: input.by.kind,
        actor_id: input.by.id,
        actor_name: input.by.name,
        permission: decision.permission,
        comment: remarkOf(input.event),
        detail: JSON.stringify({ ...payloadOf(input.event), ...notes }),
        content_hash: context.hash,
        at,
      })
      .returning('id')) as { id: number }[];
    const kept = written === null ? {} : { title: written.title, activityId: written.activity_id, planAt: written.plan_at };
    return { piece: { ...piece, ...kept, state: decision.to, context, machineVersion: MACHINE_VERSION, revision, changedAt: at, dueAt: columns.due_at, publishAt }, historyId: row?.id ?? 0 };
  };

  /**
   * `trusting`: a publication takes the approval at its word, because what it puts live is compared with what was approved
   * before the commit. That spares a second reading of the same content; whatever differs is rolled back and told by a
   * second attempt that looks first.
   */
  const transact = (input: SendInput, trusting: boolean, results: Results | null): Promise<Outcome> =>
    inTransaction(strapi, async (trx, onCommit) => {
      const piece = await pieces.lock(trx, input.pieceId);
      if (piece === null) return { kind: 'not-found' };
      if (input.expectedRevision !== null && input.expectedRevision !== piece.revision) return { kind: 'conflict', piece };
      const restored = restore(piece);
      if (restored.kind === 'unknown') return { kind: 'refused', refusal: unknownState(piece, restored.reason), piece };

      const { type } = input.event;
      const stored: Draft | null = input.draft === undefined && READS_CONTENT.has(type) && !trusting ? await content.readDraft(piece) : null;
      const draft = input.draft ?? stored;
      const isJudged = !ASKS_FOR_THE_APPROVAL.has(type);
      const rules = await settings.inForce(trx);
      const governed = typeOf(rules.config, piece);
      const variants = isJudged ? await variantVersions(governed, piece, draft, trx) : [];
      const { seal, hash: lastKnown } = restored.state.context;
      const hash = draft?.hash ?? (trusting ? (seal?.hash ?? '') : READS_CONTENT.has(type) ? '' : lastKnown);
      const at = clock.now();
      const experiment = isJudged && governed.variables.length > 0 ? await experiments.known(piece.id, trx) : null;
      const facts = await factsOf(rules, piece, isJudged ? draft : null, variants, hash, { experiment, results }, trx);
      const decision = decide(restored.state, { ...input.event, by: input.by, at: iso(at), facts } as WorkflowEvent);
      if (decision.kind === 'refused') return { kind: 'refused', refusal: decision.refusal, piece };

      const isOpinion = decision.next.context.opinions.length > restored.state.context.opinions.length;
      const done = await perform(decision.effects, { trx, piece, type: governed, by: input.by, draft, variants });
      const notes = { ...(isOpinion ? { opinion: true } : {}), ...(JUDGED_BY_SETTINGS.has(type) ? { settingsVersion: rules.version } : {}), ...done };
      const written = contentAfter(draft, variants, decision.effects);
      const columns = written === null || draft === null ? null : { ...contentColumns(governed, content.schemaOf(piece.uid), written), plan_at: draft.planAt };
      const saved = await save(trx, piece, decision, input, at, columns, notes);
      await queue.enqueue(trx, { name: 'announce', payload: { historyId: saved.historyId }, runAt: at + ANNOUNCE_DELAY_MS, key: `announce:${saved.historyId}` });
      const wakeAt = Math.min(at + ANNOUNCE_DELAY_MS, ...decision.effects.flatMap((e) => (e.kind === 'enqueue' ? [Date.parse(e.runAt)] : [])));
      onCommit(() => queue.nudge(wakeAt));
      await signals.tell(trx, { kind: 'piece', id: piece.id, revision: saved.piece.revision });
      const after = isJudged ? factsAfter(facts, draft, decision.effects) : null;
      return { kind: 'accepted', piece: saved.piece, from: decision.from, to: decision.to, inspected: after === null ? null : { state: decision.next, facts: after, savedAt: stored?.savedAt ?? null } };
    });

  const attempt = async (input: SendInput, trusting: boolean, clashes = 0): Promise<Outcome> => {
    try {
      // On SQLite there is no second connection inside of somebody else's transaction; there a winner needs a reason.
      return await transact(input, trusting, READS_RESULTS.has(input.event.type) && !strapi.db.inTransaction() ? await experiments.results(input.pieceId) : null);
    } catch (error) {
      if (trusting && error instanceof PublicationFailed) return attempt(input, false);
      // Inside somebody else's transaction the caller has to roll back too.
      if (strapi.db.inTransaction()) throw error;
      if (isClash(error) && clashes < MAX_CLASHES) return attempt(input, trusting, clashes + 1);
      // Another question would only fail in its place.
      if (isPassing(error)) throw error;
      const piece = await pieces.byId(input.pieceId);
      if (piece === null) return { kind: 'not-found' };
      if (error instanceof LostRace) return { kind: 'conflict', piece };
      if (error instanceof PublicationFailed) return { kind: 'refused', refusal: error.refusal, piece };
      throw error;
    }
  };

  return {
    // Inside somebody else's transaction nothing can be rolled back here, so the content is looked at first.
    send: (input) => attempt(input, PUBLICATIONS.has(input.event.type) && !strapi.db.inTransaction()),
    async inspect(piece) {
      const restored = restore(piece);
      if (restored.kind === 'unknown') return null;
      const draft = await content.readDraft(piece);
      const rules = settings.current();
      const variants = await variantVersions(typeOf(rules.config, piece), piece, draft);
      const experiment = TRIES_OUT.has(piece.state) ? await experiments.known(piece.id) : null;
      return { state: restored.state, facts: await factsOf(rules, piece, draft, variants, draft?.hash ?? '', { experiment, results: null }), savedAt: draft?.savedAt ?? null };
    },
  };
};

/** Wraps what Strapi throws while publishing, so that it ends as a refusal that says what to mend. */
export const publicationFailed = (error: unknown): Error => {
  if (!(error instanceof Error)) return new Error('publication failed');
  // Nothing is wrong with the piece: whoever asked, asks again.
  return isPassing(error) ? error : new PublicationFailed(error);
};
