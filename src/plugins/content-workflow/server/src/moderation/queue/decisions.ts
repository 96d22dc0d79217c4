/**
 * Decides about an item: the claim, the workflow's event, the decision's row and everything that follows from it are one
 * transaction. Of two moderators one decides; the other is told that the item is no longer what they looked at.
 */
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../../core/errors';
import { decisionRefusal, isOpen, STATE_AFTER, type Decided, type ItemSource, type QueueAction } from '../../../../core/moderation/queue';
import type { Signal } from '../../../../core/moderation/vocabulary';
import type { Actor, ActorRef } from '../../../../core/workflow/context';
import type { WorkflowConfig } from '../../config';
import { isClash } from '../../database';
import { RefusedError } from '../../http/failure';
import { refOf } from '../../engine/actors';
import type { Pieces } from '../../engine/pieces';
import type { EventInput, Transitions } from '../../engine/transitions';
import type { Clock } from '../../jobs/clock';
import { inTransaction, TABLES, type PieceRow, type Trx } from '../../tables';
import { settleReports, turnReports } from '../reports/settle';
import type { Adopt } from './adopt';
import { foresee, workflowEvent } from './foresee';
import { sameActor, type Claims } from './claims';
import type { ReviewItems } from './items';
import type { Letters } from './letters';
import type { AuditPort, ImagesPort, SanctionsPort } from './ports';
import { actorColumns, toDecision, type DecisionRow, type ItemRow, type Row } from './rows';
import type { Targets } from './targets';

export interface DecideInput extends Decided {
  readonly id: number;
  readonly expectedVersion: number;
  /** Of what the person looked at; `null` where the version says enough. */
  readonly contentHash: string | null;
  /** Of an act that may be sent twice. */
  readonly requestKey: string | null;
}

export type DecisionOutcome =
  | { readonly kind: 'done'; readonly item: ItemRow; readonly decision: DecisionRow }
  | { readonly kind: 'stale'; readonly item: ItemRow }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly item: ItemRow }
  | { readonly kind: 'not-found' };

export interface Decisions {
  decide(input: DecideInput, by: Actor): Promise<DecisionOutcome>;
  /**
   * Takes a decision back by a row of its own: those who reported get their due, and what was rejected waits again for
   * another look. Call inside the transaction of what takes it back, such as an appeal.
   */
  revert(trx: Trx, input: { readonly decisionId: number; readonly note: string | null; readonly by: ActorRef }): Promise<DecisionRow>;
  ofItem(itemId: number): Promise<DecisionRow[]>;
  byId(id: number, trx?: Trx): Promise<DecisionRow | null>;
}

export interface DecisionDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly transitions: Transitions;
  readonly items: ReviewItems;
  readonly claims: Claims;
  readonly targets: Targets;
  readonly adopt: Adopt;
  readonly images: Pick<ImagesPort, 'adopt'>;
  readonly letters: Letters;
  readonly sanctions: Pick<SanctionsPort, 'strike'>;
  readonly audit: AuditPort;
  /** Tells the rules of screening whether what they pointed to was wrong. */
  readonly learn: (trx: Trx, signals: readonly Signal[], outcome: 'upheld' | 'dismissed') => Promise<void>;
}

/** Two decisions about neighbours can stand in each other's way; whoever loses that race asks again, not for ever. */
const MAX_CLASHES = 3;

/** Ends the transaction, so that an approval without the draft that it promises is none. */
class Undone extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Ends the transaction of an adoption that nobody foresaw, whose pictures are still in quarantine. */
class PicturesWanted extends Error {}

const notFitting = (message: string, next: string): Refusal => ({ code: 'ACTION_NOT_FOR_THIS', kind: 'unprocessable', guard: 'fitsTheItem', message, who: [], next });

const GONE = notFitting('What this is about is gone.', 'Set it aside (ignore).');
const NOT_LIVE = notFitting('Readers do not have this before them any more.', 'Set it aside (ignore).');

/** Of those who were found wrong by a moderator: reports first, then a patrol, then what screening or nobody said. */
const detectionOf = (item: ItemRow): ItemSource => {
  if (item.about === 'submission') return 'submission';
  return (['report', 'patrol', 'appeal'] as const).find((source) => item.sources.includes(source)) ?? 'submission';
};

/** Whom it is told: nobody of what was set aside without a word or is not decided yet. */
const TELLS: ReadonlySet<QueueAction> = new Set(['adopt', 'return', 'reject']);

/** Of what was returned nobody knows yet whether it was wrong. */
const LEARNT: Readonly<Partial<Record<QueueAction, 'upheld' | 'dismissed'>>> = { reject: 'upheld', adopt: 'dismissed', ignore: 'dismissed' };

export const createDecisions = (deps: DecisionDeps): Decisions => {
  const { strapi, config, clock, pieces, transitions, items, claims, targets } = deps;

  const byId: Decisions['byId'] = async (id, trx) => {
    const row = (await (trx ?? strapi.db.connection)(TABLES.decisions).where({ id }).first()) as Row | undefined;
    return row === undefined ? null : toDecision(row);
  };

  const write = async (trx: Trx, item: ItemRow, decided: Pick<Decided, 'reasonCodes' | 'message' | 'note' | 'sanction'> & { action: DecisionRow['action'] }, by: ActorRef, more: { at: number; requestKey: string | null; reverts: number | null; made: DecisionRow['made'] }): Promise<DecisionRow> => {
    const [row] = (await trx(TABLES.decisions)
      .insert({
        item_id: item.id,
        revision: item.revision,
        content_hash: item.contentHash,
        about: item.about,
        detection: detectionOf(item),
        action: decided.action,
        reason_codes: JSON.stringify(decided.reasonCodes),
        message: decided.message,
        note: decided.note,
        sanction: decided.sanction === null ? null : JSON.stringify(decided.sanction),
        ...actorColumns(by),
        reverts_id: more.reverts,
        made_uid: more.made?.uid ?? null,
        made_id: more.made?.documentId ?? null,
        made_locale: more.made?.locale ?? null,
        request_key: more.requestKey,
        at: more.at,
      })
      .returning('*')) as Row[];
    return toDecision(row ?? {});
  };

  /** The piece that the event goes to, held before the item: everybody takes the two in this order. */
  const pieceOf = async (trx: Trx, item: ItemRow): Promise<PieceRow | null> => {
    if (item.about === 'submission') {
      const current = await pieces.current(item.target, trx);
      return current === null ? null : pieces.lock(trx, current.id);
    }
    const id = await pieces.livePieceId(item.target, trx);
    return id === null ? null : pieces.lock(trx, id);
  };

  /** Carries the decision into the workflow; the refusal where it does not take it. */
  const carry = async (piece: PieceRow | null, item: ItemRow, input: DecideInput, by: Actor): Promise<{ readonly refusal: Refusal } | { readonly to: string }> => {
    if (input.action === 'escalate' || (item.about === 'live' && input.action === 'ignore')) return { to: piece?.state ?? '' };
    if (piece === null) {
      // Nothing is left to carry it to: what waits for nobody can only be set aside.
      if (input.action === 'ignore') return { to: '' };
      return { refusal: item.about === 'live' ? NOT_LIVE : GONE };
    }
    const outcome = await transitions.send({ pieceId: piece.id, expectedRevision: piece.revision, event: workflowEvent(item.about, input, item.contentHash), by });
    if (outcome.kind === 'accepted') return { to: outcome.to };
    if (outcome.kind === 'refused' && input.action === 'ignore' && outcome.refusal.code === 'NOT_IN_THIS_STATE') return { to: piece.state };
    return { refusal: outcome.kind === 'refused' ? outcome.refusal : GONE };
  };

  /** The draft that adopting makes. */
  const make = async (item: ItemRow, images: readonly number[], by: Actor): Promise<DecisionRow['made']> => {
    const text = await targets.draft(item.target);
    try {
      return text === null ? null : await deps.adopt.draft({ target: item.target, text, images, by });
    } catch (error) {
      // The type that submissions become may have rules of its own for what it takes.
      if (!(error instanceof Error) || error.name !== 'ValidationError') throw error;
      throw new Undone(notFitting(`No draft could be made of it: ${error.message}`, 'Return it with a word to its sender, or mend the type that submissions become.'));
    }
  };

  const follow = async (trx: Trx, item: ItemRow, decision: DecisionRow, input: DecideInput): Promise<void> => {
    const { at } = decision;
    if (item.about === 'live' && input.action !== 'escalate') await settleReports(trx, item.id, input.action === 'reject' ? 'agreed' : 'disagreed', decision.id, at);
    const learnt = LEARNT[input.action];
    if (learnt !== undefined) await deps.learn(trx, (await items.signals(trx, item.id)).map(({ signal }) => signal), learnt);
    if (TELLS.has(input.action) && item.sender !== '') await deps.letters.promise(trx, decision.id, at);
  };

  /** A strike writes to the chain of the audit, which one transaction at a time may: so it comes late. */
  const sanction = async (trx: Trx, { sender, target }: ItemRow, { id, at, detection, message, sanction: held }: DecisionRow, by: Actor): Promise<void> => {
    if (held === null) return;
    await deps.sanctions.strike(trx, { sender, ...held, decisionId: id, by: refOf(by), detection: detection === 'appeal' ? 'submission' : detection, at, about: { uid: target.uid, documentId: target.documentId }, message });
  };

  const transact = (input: DecideInput, by: Actor, images: readonly number[] | null): Promise<DecisionOutcome> =>
    inTransaction(strapi, async (trx): Promise<DecisionOutcome> => {
      const seen = await items.byId(input.id, trx);
      if (seen === null) return { kind: 'not-found' };
      const piece = await pieceOf(trx, seen);
      const item = (await items.hold(trx, input.id)) ?? seen;
      const earlier = input.requestKey === null ? undefined : ((await trx(TABLES.decisions).where({ item_id: item.id, request_key: input.requestKey }).first()) as Row | undefined);
      if (earlier !== undefined) return { kind: 'done', item, decision: toDecision(earlier) };
      const claim = (await claims.current(trx, [item.id])).get(item.id);
      const heldBy = claim === undefined || sameActor(claim.by, by) ? null : claim.by;
      const rejectReasons = config.types[item.target.uid]?.rejectReasons ?? [];
      const isStale = item.version !== input.expectedVersion || (input.contentHash !== null && input.contentHash !== item.contentHash);
      if (isStale && isOpen(item.state)) return { kind: 'stale', item };
      const refusal = decisionRefusal(input, { state: item.state, about: item.about, sender: item.sender, heldBy, rejectReasons }, by);
      if (refusal !== null) return { kind: 'refused', refusal, item };
      const carried = await carry(piece, item, input, by);
      if ('refusal' in carried) return { kind: 'refused', refusal: carried.refusal, item };

      const at = clock.now();
      // Where a review has several steps, the last one adopts; until then the item waits for the next.
      const isOnItsWay = input.action === 'adopt' && carried.to === 'review';
      const adopts = input.action === 'adopt' && !isOnItsWay;
      if (adopts && images === null) throw new PicturesWanted();
      const made = adopts ? await make(item, images ?? [], by) : null;
      const decision = await write(trx, item, input, by, { at, requestKey: input.requestKey, reverts: null, made });
      if (!isOnItsWay) await follow(trx, item, decision, input);
      const after = input.action === 'escalate' ? await items.escalate(trx, item, at) : isOnItsWay ? await items.goOn(trx, item, at) : await items.finish(trx, item, STATE_AFTER[input.action], at);
      await sanction(trx, item, decision, by);
      await deps.audit.write(trx, { actor: refOf(by), action: `moderation.${input.action}`, object: `review-item:${item.id}`, before: { state: item.state, version: item.version }, after: { state: after.state, version: after.version, decision: decision.id, reasonCodes: input.reasonCodes } });
      return { kind: 'done', item: after, decision };
    });

  const sendOrThrow = async (piece: PieceRow, event: EventInput, by: Actor): Promise<PieceRow> => {
    const outcome = await transitions.send({ pieceId: piece.id, expectedRevision: piece.revision, event, by });
    if (outcome.kind === 'accepted') return outcome.piece;
    throw outcome.kind === 'refused' ? new RefusedError(outcome.refusal) : new Error('the piece changed at this moment');
  };

  /** What was rejected or taken down goes to its reviewers again: an overturned decision is not yet an approval. */
  const reviewAgain = async (trx: Trx, item: ItemRow, by: Actor, at: number): Promise<void> => {
    const piece = await pieces.current(item.target, trx);
    if (piece === null) return;
    if (piece.state === 'withdrawn') await sendOrThrow(piece, { type: 'CONTENT_CHANGED', changed: [] }, by);
    if (piece.state === 'rejected') await sendOrThrow(piece, { type: 'REOPEN', comment: null }, by);
    const draft = await pieces.current(item.target, trx);
    if (draft?.state !== 'draft') return;
    await sendOrThrow(draft, { type: 'SUBMIT', comment: null }, by);
    if (item.target.uid === config.moderation.submissions) await items.open(trx, { target: item.target, revision: item.revision, sender: item.sender, signals: [], source: 'appeal', at });
  };

  /** Pictures are written as files that anybody can open, which no transaction takes back: so only of what will be adopted as far as can be foreseen. */
  const imagesFor = async (input: DecideInput, by: Actor): Promise<readonly number[] | null> => {
    if (!deps.adopt.takesImages) return [];
    const item = input.action === 'adopt' ? await items.byId(input.id) : null;
    if (item === null || item.about !== 'submission' || !isOpen(item.state) || item.version !== input.expectedVersion) return null;
    const piece = await pieces.current(item.target);
    const inspected = piece === null ? null : await transitions.inspect(piece);
    const foreseen = inspected === null ? null : foresee(workflowEvent(item.about, input, item.contentHash), inspected, by, clock.now());
    // Where a review has several steps, the last one adopts.
    return foreseen?.kind === 'accepted' && foreseen.to !== 'review' ? deps.images.adopt(item.target) : null;
  };

  const attempt = async (input: DecideInput, by: Actor, images: readonly number[] | null, clashes = 0): Promise<DecisionOutcome> => {
    try {
      return await transact(input, by, images);
    } catch (error) {
      if (isClash(error) && clashes < MAX_CLASHES) return attempt(input, by, images, clashes + 1);
      const item = await items.byId(input.id);
      if (error instanceof PicturesWanted && item !== null) return attempt(input, by, await deps.images.adopt(item.target), clashes);
      if (!(error instanceof Undone)) throw error;
      return item === null ? { kind: 'not-found' } : { kind: 'refused', refusal: error.refusal, item };
    }
  };

  return {
    decide: async (input, by) => attempt(input, by, await imagesFor(input, by)),
    byId,

    async revert(trx, { decisionId, note, by }) {
      const decision = await byId(decisionId, trx);
      const seen = decision === null ? null : await items.byId(decision.itemId, trx);
      const current = seen === null ? null : await pieces.current(seen.target, trx);
      if (current !== null) await pieces.lock(trx, current.id);
      const item = seen === null ? null : await items.hold(trx, seen.id);
      if (decision === null || item === null) throw new Error('there is no such decision');
      const at = clock.now();
      const reverted = await write(trx, item, { action: 'revert', reasonCodes: [], message: null, note, sanction: null }, by, { at, requestKey: null, reverts: decisionId, made: null });
      await turnReports(trx, decisionId);
      // Whoever may take a decision back may bring its piece before its reviewers again.
      if (decision.action === 'reject' && !isOpen(item.state)) await reviewAgain(trx, item, { ...by, permissions: ['submit'], roles: [], superAdmin: false }, at);
      await deps.audit.write(trx, { actor: by, action: 'moderation.revert', object: `review-item:${item.id}`, before: { decision: decisionId }, after: { decision: reverted.id } });
      return reverted;
    },

    async ofItem(itemId) {
      return ((await strapi.db.connection(TABLES.decisions).where({ item_id: itemId }).orderBy('id', 'desc')) as Row[]).map(toDecision);
    },
  };
};
