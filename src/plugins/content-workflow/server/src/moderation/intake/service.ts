/**
 * Takes in what members and guests send, and lets them change it or take it back while nobody has decided.
 *
 * Whatever costs time, pictures and screening, is done before the transaction; what is stored is stored in one: the
 * entry as a draft, its pictures in quarantine, its way into review, and what moderators see of it.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../../core/errors';
import { isOpen, referenceFrom, type SentState } from '../../../../core/moderation/intake';
import type { Material } from '../../../../core/moderation/screen';
import type { Standing } from '../../../../core/moderation/standing';
import type { Signal } from '../../../../core/moderation/vocabulary';
import type { Actor } from '../../../../core/workflow/context';
import type { IntakeConfig } from '../../config/intake';
import { isClash } from '../../database';
import type { Pieces } from '../../engine/pieces';
import type { EventInput, Transitions } from '../../engine/transitions';
import type { Clock } from '../../jobs/clock';
import { inTransaction, type PieceRow, type Trx } from '../../tables';
import type { Quarantine, StoredImage } from '../images/quarantine';
import type { ImageProblem, KeptImage } from '../images/rework';
import type { Studio } from '../images/studio';
import type { ReviewItems } from '../queue/items';
import type { Sanctions } from '../sanctions/sanctions';
import type { Screening } from '../screening/service';
import type { Activities, ActivityProblem } from './activities';
import { bodyHashOf, MAX_IMAGES, type EditBody, type SentFile, type SubmissionBody } from './input';
import type { IntakeKeys } from './keys';
import type { Limits } from './limits';
import type { Sender } from './senders';
import type { Intake, IntakeStore } from './store';
import { stateOf } from './views';

/** Why something was not taken; each is about the sender's own doing, never about what a rule thinks of the words. */
export type NotTaken =
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'sanctioned'; readonly standing: Standing & { mayInteract: false } }
  | { readonly kind: 'too-often'; readonly waitMs: number }
  | { readonly kind: 'outdated'; readonly current: string }
  | { readonly kind: 'activity'; readonly problem: ActivityProblem }
  | { readonly kind: 'too-many-images' }
  | { readonly kind: 'image-refused'; readonly index: number; readonly problem: ImageProblem }
  | { readonly kind: 'image-unknown'; readonly name: string }
  | { readonly kind: 'busy' }
  | { readonly kind: 'not-open'; readonly state: SentState }
  | { readonly kind: 'conflict'; readonly revision: number }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type Taken = { readonly kind: 'taken'; readonly reference: string; readonly revision: number } | NotTaken;

export interface IntakeService {
  takeIn(sender: Sender, key: string, body: SubmissionBody, files: readonly SentFile[]): Promise<Taken>;
  /** `by`: the sender as an actor, however they proved to be it. */
  edit(intake: Intake, by: Actor, body: EditBody, files: readonly SentFile[]): Promise<Taken>;
  withdraw(intake: Intake, by: Actor): Promise<{ readonly kind: 'withdrawn' } | NotTaken>;
}

export interface IntakeDeps {
  readonly strapi: Core.Strapi;
  readonly config: IntakeConfig;
  /** The type that is written. */
  readonly type: string;
  readonly clock: Clock;
  readonly keys: IntakeKeys;
  readonly store: IntakeStore;
  readonly limits: Limits;
  readonly activities: Activities;
  readonly studio: Studio;
  readonly quarantine: Quarantine;
  readonly pieces: Pick<Pieces, 'current'>;
  readonly transitions: Pick<Transitions, 'send'>;
  readonly screening: Pick<Screening, 'screen' | 'remember' | 'forget'>;
  readonly reviewItems: Pick<ReviewItems, 'open' | 'close'>;
  readonly sanctions: Pick<Sanctions, 'standing'>;
}

/** Ends a transaction that may not be kept, with what to answer instead. */
class Undone extends Error {
  readonly answer: NotTaken | { readonly kind: 'same-key' };
  constructor(answer: Undone['answer']) {
    super(answer.kind);
    this.answer = answer;
  }
}

const REFERENCE_BYTES = 8;

/** Two transactions in each other's way are repeated, not for ever. */
const MAX_CLASHES = 3;

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<unknown>;
}

/** A program fills in every field it finds. It is no verdict: a browser's helper may have done it. */
const trap = (website: string | undefined): Signal[] =>
  website === undefined || website === ''
    ? []
    : [{ source: 'rule', rule: 'intake/hidden-field', ruleVersion: '1', violation: 'spam-ad', severity: 'moderate', hint: false, span: null, matched: website.slice(0, 200), evidence: { field: 'website' } }];

const digestOf = (digests: readonly string[]): string | null => (digests.length === 0 ? null : createHash('sha256').update(digests.join(' ')).digest('hex'));

export const createIntake = (deps: IntakeDeps): IntakeService => {
  const { strapi, config, type, clock, keys, store, limits, activities, studio, quarantine, pieces, transitions, screening, reviewItems, sanctions } = deps;
  const documents = (): Documents => strapi.documents(type as never) as unknown as Documents;
  const targetOf = (documentId: string): { readonly uid: string; readonly documentId: string } => ({ uid: type, documentId });

  /** Those who may not interact are told so before anything of theirs is looked at. */
  const refusal = async (sender: string, rightsStatement: string): Promise<NotTaken | null> => {
    const standing = await sanctions.standing(sender);
    if (!standing.mayInteract) return { kind: 'sanctioned', standing };
    const wait = await limits.sender(sender);
    if (wait !== null) return { kind: 'too-often', waitMs: wait };
    return rightsStatement === config.rightsStatement.version ? null : { kind: 'outdated', current: config.rightsStatement.version };
  };

  /** One after another, so that the first that is refused spares the rest. */
  const rework = async (files: readonly SentFile[]): Promise<{ readonly images: readonly KeptImage[] } | NotTaken> => {
    const images: KeptImage[] = [];
    for (const [index, { filepath }] of files.entries()) {
      const result = await studio.rework(filepath);
      if (result.kind === 'busy') return result;
      if (result.kind === 'refused') return { kind: 'image-refused', index, problem: result.problem };
      images.push(result.image);
    }
    return { images };
  };

  const composedMs = (form: string | undefined, now: number): number | null => {
    const [opened = '', signature = ''] = form?.split('.') ?? [];
    return keys.isSigned('form', opened, signature) ? Math.max(0, now - parseInt(opened, 36)) : null;
  };

  const materialOf = (intake: Pick<Intake, 'reference' | 'sender' | 'revision'> & { documentId: string | null }, body: SubmissionBody | EditBody, imageHashes: readonly string[], at: number): Material => {
    const { title, text, links, contributorName, form } = body;
    const { reference, sender, revision, documentId } = intake;
    return { documentId, reference, revision, title, text, links, contributorName, sender, composedMs: composedMs(form, at), imageHashes, at };
  };

  const contentOf = (body: SubmissionBody | EditBody, digests: readonly string[]) => ({
    title: body.title,
    text: body.text,
    links: body.links,
    language: body.language ?? null,
    contributorName: body.contributorName,
    consentGiven: true,
    rightsStatementVersion: body.rightsStatement,
    imagesDigest: digestOf(digests),
  });

  const pieceOf = async (trx: Trx, documentId: string): Promise<PieceRow> => {
    const piece = await pieces.current({ uid: type, documentId, locale: '' }, trx);
    if (piece === null) throw new Undone({ kind: 'not-open', state: 'closed' });
    return piece;
  };

  const send = async (trx: Trx, documentId: string, event: EventInput, by: Actor): Promise<void> => {
    const piece = await pieceOf(trx, documentId);
    const outcome = await transitions.send({ pieceId: piece.id, expectedRevision: piece.revision, event, by });
    if (outcome.kind === 'refused') throw new Undone({ kind: 'refused', refusal: outcome.refusal });
    if (outcome.kind !== 'accepted') throw new Undone({ kind: 'not-open', state: 'received' });
  };

  /** What follows every writing: into review, into the memory of the screening, and before the moderators. */
  const present = async (trx: Trx, documentId: string, by: Actor, material: Material, signals: Signal[]): Promise<void> => {
    await send(trx, documentId, { type: 'SUBMIT', comment: null }, by);
    await screening.remember(trx, { ...material, documentId });
    await reviewItems.open(trx, { target: targetOf(documentId), revision: material.revision, sender: material.sender, signals, source: 'submission', at: material.at });
  };

  const transact = async <T>(work: (trx: Trx) => Promise<T>, clashes = 0): Promise<T | Undone['answer']> => {
    try {
      return await inTransaction(strapi, work);
    } catch (error) {
      if (error instanceof Undone) return error.answer;
      if (isClash(error) && clashes < MAX_CLASHES) return transact(work, clashes + 1);
      throw error;
    }
  };

  /** What was answered when this was sent before; `null` when it was not. */
  const before = async (sender: Sender, key: string, bodyHash: string): Promise<Taken | null> => {
    const known = await store.byKey(sender.key, key);
    if (known === null) return null;
    return known.bodyHash === bodyHash ? { kind: 'taken', reference: known.reference, revision: 1 } : { kind: 'key-reused' };
  };

  const takeIn: IntakeService['takeIn'] = async (sender, clientKey, body, files) => {
    // It is compared and nothing else, so what a client puts into it is not kept.
    const key = createHash('sha256').update(clientKey).digest('base64url');
    // When the form was opened is no part of what is sent, and differs when a page is loaded again.
    const bodyHash = await bodyHashOf({ ...body, form: undefined }, files);
    const answered = await before(sender, key, bodyHash);
    if (answered !== null) return answered;
    const not = await refusal(sender.key, body.rightsStatement);
    if (not !== null) return not;
    const activity = await activities.find(body.activity, body.language, sender.memberId === null);
    if (activity !== null && 'problem' in activity) return { kind: 'activity', problem: activity.problem };
    if (files.length > MAX_IMAGES) return { kind: 'too-many-images' };
    const reworked = await rework(files);
    if ('kind' in reworked) return reworked;
    const { images } = reworked;

    const at = clock.now();
    const reference = referenceFrom(randomBytes(REFERENCE_BYTES));
    const material = materialOf({ reference, sender: sender.key, revision: 1, documentId: null }, body, images.map(({ hash }) => hash), at);
    const signals = [...trap(body.website), ...(await screening.screen(material))];
    const entry = {
      ...contentOf(body, images.map(({ digest }) => digest)),
      contributorEmail: sender.email,
      source: body.source,
      ...(sender.memberId === null ? {} : { member: { connect: [{ documentId: sender.memberId }] } }),
      ...(activity === null ? {} : { activity: { connect: [{ documentId: activity.documentId, ...(activity.locale === null ? {} : { locale: activity.locale }) }] } }),
    };
    const done = await transact(async (trx) => {
      const id = await store.reserve(trx, { reference, sender, idempotencyKey: key, bodyHash, at });
      if (id === null) throw new Undone({ kind: 'same-key' });
      // Named, since without it Strapi's content API would publish at once.
      const { documentId } = await documents().create({ data: entry, status: 'draft' });
      await store.wrote(trx, id, documentId);
      await quarantine.replace(trx, id, [], images, at);
      await present(trx, documentId, sender.actor, material, signals);
      return { kind: 'taken' as const, reference, revision: 1 };
    });
    if (done.kind === 'same-key') return (await before(sender, key, bodyHash)) ?? { kind: 'busy' };
    return done;
  };

  const openedBy = async (trx: Trx, id: number): Promise<{ readonly intake: Intake; readonly piece: PieceRow }> => {
    const intake = await store.hold(trx, id);
    if (intake === null) throw new Undone({ kind: 'not-open', state: 'closed' });
    const piece = await pieceOf(trx, intake.documentId);
    const state = stateOf(intake, piece);
    if (!isOpen(state)) throw new Undone({ kind: 'not-open', state });
    return { intake, piece };
  };

  return {
    takeIn,

    async edit(shown, by, body, files) {
      if (shown.revision !== body.revision) return { kind: 'conflict', revision: shown.revision };
      const not = await refusal(shown.sender, body.rightsStatement);
      if (not !== null) return not;
      const stored = await quarantine.of(shown.id);
      const kept = body.keepImages ?? stored.map(({ name }) => name);
      const byName = new Map(stored.map((image) => [image.name, image]));
      const unknown = kept.find((name, i) => !byName.has(name) || kept.indexOf(name) !== i);
      if (unknown !== undefined) return { kind: 'image-unknown', name: unknown };
      if (kept.length + files.length > MAX_IMAGES) return { kind: 'too-many-images' };
      const reworked = await rework(files);
      if ('kind' in reworked) return reworked;

      const at = clock.now();
      const images: readonly Pick<StoredImage, 'hash' | 'digest'>[] = [...kept.flatMap((name) => byName.get(name) ?? []), ...reworked.images];
      const material = materialOf({ ...shown, revision: body.revision + 1 }, body, images.map(({ hash }) => hash), at);
      const signals = [...trap(body.website), ...(await screening.screen(material))];
      const done = await transact(async (trx) => {
        const { intake, piece } = await openedBy(trx, shown.id);
        if (intake.revision !== body.revision) throw new Undone({ kind: 'conflict', revision: intake.revision });
        if (piece.state === 'review') await send(trx, intake.documentId, { type: 'RECALL', comment: null }, by);
        await documents().update({ documentId: intake.documentId, data: contentOf(body, images.map(({ digest }) => digest)), status: 'draft' });
        await quarantine.replace(trx, intake.id, kept, reworked.images, at);
        await store.edited(trx, intake.id, material.revision, at);
        await present(trx, intake.documentId, by, material, signals);
        return { kind: 'taken' as const, reference: intake.reference, revision: material.revision };
      });
      return done.kind === 'same-key' ? { kind: 'busy' } : done;
    },

    async withdraw(shown, by) {
      const done = await transact(async (trx) => {
        const { intake } = await openedBy(trx, shown.id);
        await send(trx, intake.documentId, { type: 'ARCHIVE', comment: null }, by);
        await store.withdrawn(trx, intake.id, clock.now());
        await reviewItems.close(trx, targetOf(intake.documentId), 'withdrawn');
        await screening.forget(trx, intake.reference);
        return { kind: 'withdrawn' as const };
      });
      return done.kind === 'same-key' ? { kind: 'busy' } : done;
    },
  };
};
