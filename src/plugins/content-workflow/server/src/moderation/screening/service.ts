/**
 * Screening: why a person should look at a submission, and how soon. It never decides, and it never says "nothing found"
 * about what it could not read.
 */
import { LRUCache } from 'lru-cache';
import type { Core } from '@strapi/strapi';
import { signal, type Material, type Screened } from '../../../../core/moderation/screen';
import { senderFindings } from '../../../../core/moderation/sender';
import type { Signal } from '../../../../core/moderation/vocabulary';
import type { Trx } from '../../tables';
import { deniedAmong } from './denied-images';
import type { Examiner, Outcome } from './examiner';
import { forget, forgetDocument, forgetOlder, nearImages, nearTexts, remember, sentBefore, type Duplicate } from './fingerprints';
import type { ListsInForce } from './lists-in-force';
import { countOutcome } from './outcomes';

/** What moderators have found of a sender before. */
export interface SenderRecord {
  /** That stand. */
  readonly strikes: number;
  readonly rejections: number;
}

export interface Screening {
  /** Never fails because of the material: what can not be read in time becomes a signal. */
  screen(material: Material): Promise<Signal[]>;
  /** So that later submissions are compared with this one. In the transaction that accepts it. */
  remember(trx: Trx, material: Material): Promise<void>;
  /** For what was withdrawn. */
  forget(trx: Trx, reference: string): Promise<void>;
  /** For what was deleted. */
  forgetDocument(trx: Trx, documentId: string): Promise<void>;
  /** For what was sent in longer ago than texts are compared. */
  forgetOld(now: number): Promise<void>;
  /** Tells the rules how a moderator decided about what they flagged. In the transaction of the decision. */
  settle(trx: Trx, signals: readonly Pick<Signal, 'source' | 'rule' | 'ruleVersion'>[], outcome: 'upheld' | 'dismissed'): Promise<void>;
  stop(): Promise<void>;
}

export interface ScreeningDeps {
  readonly strapi: Core.Strapi;
  readonly examiner: Examiner;
  readonly lists: ListsInForce;
  /** For how many days a submission is compared with later ones. */
  readonly rememberDays: number;
  /** Host names of the site itself, to which links may lead. */
  readonly ownDomains: readonly string[];
  /** Without it nobody is known as a repeat offender. */
  readonly recordOf?: (sender: string) => Promise<SenderRecord>;
}

/** Between screening and accepting there are a few database statements; what is not remembered by then is not compared with. */
const KEPT = 500;

const DAY = 86_400_000;

const keyOf = ({ reference, revision }: Pick<Material, 'reference' | 'revision'>): string => `${reference} ${revision}`;

const unreadable = (outcome: Exclude<Outcome<Screened>, { kind: 'answered' }>): Signal =>
  outcome.kind === 'timed-out' ? signal('screening/timed-out', null, 'moderate') : signal('screening/failed', null, 'moderate', { evidence: { why: outcome.why } });

const duplicateSignals = (duplicates: readonly Duplicate[]): Signal[] => {
  const [likest] = duplicates;
  if (likest === undefined) return [];
  const evidence = { reference: likest.reference, jaccard: Number(likest.jaccard.toFixed(2)), distance: likest.distance, sameSender: likest.sameSender ? 1 : 0, submissions: duplicates.length };
  return [signal(likest.kind === 'same' ? 'duplicate' : 'near-duplicate', 'spam-ad', duplicates.length > 1 || !likest.sameSender ? 'moderate' : 'minor', { evidence })];
};

export const createScreening = ({ strapi, examiner, lists, rememberDays, ownDomains, recordOf }: ScreeningDeps): Screening => {
  const read = new LRUCache<string, Screened>({ max: KEPT });

  const imageSignals = async (material: Material): Promise<Signal[]> => {
    const denied = await deniedAmong(strapi.db.connection, material.imageHashes);
    const seen = await nearImages(strapi.db.connection, material, rememberDays);
    return [
      ...denied.map(({ image, denied: one, distance }) => signal('image/denied', one.violation, one.severity, { evidence: { image, distance, denied: one.id, reason: one.reason } })),
      ...seen.map(({ image, reference, distance, sameSender }) => signal('image/near-duplicate', 'spam-ad', 'minor', { evidence: { image, reference, distance, sameSender: sameSender ? 1 : 0 } })),
    ];
  };

  return {
    async screen(material) {
      const [sent, record] = await Promise.all([sentBefore(strapi.db.connection, material), recordOf?.(material.sender) ?? { strikes: 0, rejections: 0 }]);
      examiner.use(await lists.current());
      const outcome = await examiner.ask({ kind: 'screen', material, first: sent.earlier === 0, own: ownDomains });
      const senders = senderFindings({ ...sent, ...record, composedMs: material.composedMs, length: material.title.length + material.text.length }).map(({ rule, severity, hint, evidence }) => signal(`sender/${rule}`, null, severity, { hint, evidence }));
      const images = await imageSignals(material);
      if (outcome.kind !== 'answered') {
        strapi.log.warn(`[content-workflow] a submission could not be read: ${outcome.kind === 'failed' ? outcome.why : outcome.kind}`);
        return [unreadable(outcome), ...images, ...senders];
      }
      read.set(keyOf(material), outcome.answer);
      const duplicates = await nearTexts(strapi.db.connection, material, outcome.answer, rememberDays);
      return [...outcome.answer.signals, ...duplicateSignals(duplicates), ...images, ...senders];
    },
    remember: (trx, material) => remember(trx, material, read.get(keyOf(material)) ?? null),
    forget,
    forgetDocument,
    forgetOld: (now) => forgetOlder(strapi.db.connection, now - rememberDays * DAY),
    settle: countOutcome,
    stop: () => examiner.stop(),
  };
};
