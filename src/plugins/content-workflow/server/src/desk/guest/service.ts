/** Asking a guest, showing them what they are asked about, and taking their answer through the write path. */
import type { Core } from '@strapi/strapi';
import type { GetGuestPage, GuestLinkView } from '../../../../contracts/guest';
import type { Refusal } from '../../../../core/errors';
import type { Actor, WorkflowContext } from '../../../../core/workflow/context';
import { decide } from '../../../../core/workflow/decide';
import type { WorkflowConfig } from '../../config';
import { administrator, refOf } from '../../engine/actors';
import type { ContentReader } from '../../engine/content';
import type { Pieces } from '../../engine/pieces';
import type { EventInput, Inspected, Transitions } from '../../engine/transitions';
import { iso, type Clock } from '../../jobs/clock';
import type { Editions } from '../../publishing/editions';
import { inTransaction, type PieceRow } from '../../tables';
import { statusOf, type GuestLink, type GuestLinks } from './links';

export interface Asked {
  readonly guest: string;
  readonly step: string | null;
  readonly ttlHours: number;
}

export interface GuestReply {
  readonly approves: boolean;
  readonly name: string;
  readonly comment: string | null;
}

export type Shown =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'void'; readonly link: GuestLink; readonly status: Exclude<GuestLinkView['status'], 'open'> }
  | { readonly kind: 'open'; readonly link: GuestLink; readonly page: GetGuestPage.Content; readonly locale: string };

export type Taken = { readonly kind: 'taken'; readonly at: number } | { readonly kind: 'refused'; readonly refusal: Refusal } | Exclude<Shown, { kind: 'open' }>;

export interface Guests {
  ask(piece: PieceRow, by: Actor, asked: Asked): Promise<{ readonly kind: 'asked'; readonly view: GuestLinkView; readonly token: string } | { readonly kind: 'refused'; readonly refusal: Refusal }>;
  list(piece: PieceRow): Promise<GuestLinkView[]>;
  revoke(id: number, by: Actor): Promise<{ readonly kind: 'revoked' } | { readonly kind: 'not-found' } | { readonly kind: 'refused'; readonly refusal: Refusal }>;
  show(token: string): Promise<Shown>;
  answer(token: string, reply: GuestReply): Promise<Taken>;
}

export interface GuestDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly content: ContentReader;
  readonly editions: Editions;
  readonly transitions: Transitions;
  readonly links: GuestLinks;
}

const HOUR = 3_600_000;

const NOBODY: Omit<Actor, 'id' | 'name'> = { kind: 'guest', permissions: [], roles: [], superAdmin: false };

const notUnderReview = (state: string): Refusal => ({
  code: 'NOT_IN_THIS_STATE',
  kind: 'unprocessable',
  guard: 'state',
  message: `A guest is asked about what is under review; the piece is ${state}.`,
  who: ['submit'],
  next: 'Submit it for review first.',
  params: { event: 'ASK_GUEST', state, possible: ['SUBMIT'] },
});

const noSuchStep = (steps: readonly string[]): Refusal => ({
  code: 'NOT_THE_STEP_OF_THE_LINK',
  kind: 'invalid',
  guard: 'step',
  field: 'step',
  message: 'This is not a step that is still to be decided.',
  who: [],
  next: `Choose one of: ${steps.join(', ')}.`,
});

const different = (base: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(other).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(base[name])));

/** Undoes what was written before the machine said no. */
class Undo extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** The answer of the work, or the refusal that undid it. */
const orRefused = async <T>(work: Promise<T>): Promise<T | { readonly kind: 'refused'; readonly refusal: Refusal }> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Undo) return { kind: 'refused', refusal: error.refusal };
    throw error;
  }
};

export const createGuests = (deps: GuestDeps): Guests => {
  const { strapi, config, clock, pieces, content, editions, transitions, links } = deps;

  const eventOf = (link: GuestLink, askedBy: Actor, { approves, comment }: Pick<GuestReply, 'approves' | 'comment'>) => {
    const about = { link: link.id, step: link.step, hash: link.contentHash, askedBy };
    return approves ? ({ type: 'GUEST_APPROVED', ...about, comment } as const) : ({ type: 'GUEST_OBJECTED', ...about, comment: comment ?? '' } as const);
  };

  /** Who asked, with the rights of this moment: whoever left has no vote to give away. */
  const asker = async (link: GuestLink): Promise<Actor> => (await administrator(strapi, link.askedBy.id)) ?? { ...link.askedBy, permissions: [], roles: [], superAdmin: false };

  const wouldCount = (inspected: Inspected | null, link: GuestLink, askedBy: Actor): boolean => {
    if (inspected === null) return false;
    const { state, facts } = inspected;
    const by: Actor = { ...NOBODY, id: `link-${link.id}`, name: link.guest };
    const decision = decide(state, { ...eventOf(link, askedBy, { approves: true, comment: null }), by, at: iso(clock.now()), facts });
    return decision.kind === 'accepted' && decision.next.context.opinions.length === state.context.opinions.length;
  };

  const viewOf = async (link: GuestLink, piece: PieceRow, inspected: Inspected | null, askedBy: (link: GuestLink) => Promise<Actor> = asker): Promise<GuestLinkView> => {
    const status = statusOf(link, piece, clock.now());
    return {
      id: link.id,
      guest: link.guest,
      step: link.step,
      status,
      decides: status === 'open' ? wouldCount(inspected, link, await askedBy(link)) : null,
      askedBy: link.askedBy,
      askedAt: iso(link.askedAt),
      expiresAt: iso(link.expiresAt),
      answer: link.answer === null ? null : { ...link.answer, at: iso(link.answer.at) },
    };
  };

  /** What readers would get: the frozen version in the shape of the delivery, and of each variant what differs. */
  const pageOf = async (link: GuestLink, piece: PieceRow): Promise<GetGuestPage.Content | 'changed' | null> => {
    const type = config.types[piece.uid];
    const subject = { uid: piece.uid, documentId: piece.documentId, locale: piece.locale };
    const snapshot = type === undefined ? null : await editions.snapshot(strapi.db.connection, subject, link.contentHash);
    if (type === undefined || snapshot === null) return null;
    const payload = (version: Record<string, unknown>) => editions.payload(strapi.db.connection, { subject, type, content: version, publishedAt: null, firstPublishedAt: null });
    const base = await payload(snapshot.content);
    const submitted = (piece.context as WorkflowContext).submitted?.variants ?? [];
    const variants: { label: string; content: Record<string, unknown> }[] = [];
    for (const variant of submitted.length === 0 ? [] : await pieces.variants(piece.id)) {
      const version = await content.withOverrides(piece.uid, snapshot.content, variant.overrides);
      if (submitted.some(({ key, hash }) => key === variant.key && hash === version.hash)) variants.push({ label: variant.label, content: different(base, await payload(version.content)) });
    }
    // What is not what was submitted any more can not be approved, so nobody is asked about the rest of it.
    if (variants.length < submitted.length) return 'changed';
    return { title: piece.title, content: base, variants };
  };

  /** The history tells of every link, in the transaction that makes or revokes it. */
  const record = async (pieceId: number, by: Actor, event: EventInput & { type: 'GUEST_ASKED' | 'GUEST_LINK_REVOKED' }): Promise<PieceRow | null> => {
    const outcome = await transitions.send({ pieceId, expectedRevision: null, event, by });
    if (outcome.kind === 'refused') throw new Undo(outcome.refusal);
    return outcome.kind === 'accepted' ? outcome.piece : null;
  };

  const make = (asked: PieceRow, by: Actor, { guest, step, ttlHours }: Asked) =>
    inTransaction(strapi, async (trx) => {
      const piece = (await pieces.lock(trx, asked.id)) ?? asked;
      const context = piece.context as WorkflowContext;
      if (piece.state !== 'review' || context.submitted === null) throw new Undo(notUnderReview(piece.state));
      const open = context.steps.slice(context.step).map(({ key }) => key);
      const chosen = step ?? open[0];
      if (chosen === undefined || !open.includes(chosen)) throw new Undo(noSuchStep(open));
      const now = clock.now();
      const made = await links.create(trx, { pieceId: piece.id, contentHash: context.submitted.hash, step: chosen, guest, askedBy: refOf(by), askedAt: now, expiresAt: now + ttlHours * HOUR });
      const { id, expiresAt } = made.link;
      return { ...made, piece: (await record(piece.id, by, { type: 'GUEST_ASKED', link: id, guest, step: chosen, until: iso(expiresAt) })) ?? piece };
    });

  const withdraw = (id: number, by: Actor) =>
    inTransaction(strapi, async (trx): Promise<{ readonly kind: 'revoked' | 'not-found' }> => {
      const link = await links.hold(trx, id);
      if (link === null || link.answer !== null || link.revokedAt !== null) return { kind: 'not-found' };
      await links.revoked(trx, id, clock.now());
      await record(link.pieceId, by, { type: 'GUEST_LINK_REVOKED', link: id, guest: link.guest });
      return { kind: 'revoked' };
    });

  return {
    async ask(asked, by, wish) {
      const made = await orRefused(make(asked, by, wish));
      if ('kind' in made) return made;
      return { kind: 'asked', view: await viewOf(made.link, made.piece, await transitions.inspect(made.piece)), token: made.token };
    },

    async list(piece) {
      const known = await links.ofPiece(piece.id);
      const inspected = known.some((link) => statusOf(link, piece, clock.now()) === 'open') ? await transitions.inspect(piece) : null;
      // One person asks many guests, and their rights are read once.
      const askers = new Map<string, Promise<Actor>>();
      const once = (link: GuestLink): Promise<Actor> => {
        const reading = askers.get(link.askedBy.id) ?? asker(link);
        askers.set(link.askedBy.id, reading);
        return reading;
      };
      return Promise.all(known.map((link) => viewOf(link, piece, inspected, once)));
    },

    revoke: (id, by) => orRefused(withdraw(id, by)),

    async show(token) {
      const link = await links.find(token);
      const piece = link === null ? null : await pieces.byId(link.pieceId);
      if (link === null || piece === null) return { kind: 'unknown' };
      const status = statusOf(link, piece, clock.now());
      if (status !== 'open') return { kind: 'void', link, status };
      const page = await pageOf(link, piece);
      return page === null || page === 'changed' ? { kind: 'void', link, status: page ?? 'over' } : { kind: 'open', link, page, locale: piece.locale };
    },

    async answer(token, reply) {
      const known = await links.find(token);
      if (known === null) return { kind: 'unknown' };
      const askedBy = await asker(known);
      return inTransaction(strapi, async (trx): Promise<Taken> => {
        const link = await links.hold(trx, known.id);
        if (link === null) return { kind: 'unknown' };
        const piece = await pieces.lock(trx, link.pieceId);
        const status = statusOf(link, piece, clock.now());
        if (status !== 'open') return { kind: 'void', link, status };
        const by: Actor = { ...NOBODY, id: `link-${link.id}`, name: reply.name };
        const outcome = await transitions.send({ pieceId: link.pieceId, expectedRevision: null, event: eventOf(link, askedBy, reply), by });
        if (outcome.kind === 'refused') return { kind: 'refused', refusal: outcome.refusal };
        if (outcome.kind !== 'accepted') return { kind: 'void', link, status: 'over' };
        const at = clock.now();
        await links.answered(trx, link.id, { approves: reply.approves, name: reply.name, at });
        return { kind: 'taken', at };
      });
    },
  };
};
