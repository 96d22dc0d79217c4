/**
 * Mails a sender how a moderator decided, where they left an address and mail is set up. The address is looked up when the
 * letter goes out and stands in no row of the queue.
 *
 * - **waiting**: nothing was handed to the mail server. **sending**: written before it is; whoever finds it so, after a
 *   crash, does not know whether it went out. **sent**, **failed**, **skipped** (nobody to write to).
 * - **uncertain**: not sent again. What was decided stands at the submission's own address all the same.
 */
import type { Core } from '@strapi/strapi';
import { composeLetter, letterLanguage, type ToldAction } from '../../../../core/moderation/letters';
import type { Alerts } from '../../engine/alerts';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome, JobQueue } from '../../jobs/queue';
import { inTransaction, TABLES, type Subject, type Trx } from '../../tables';
import type { HandOver } from '../sanctions/mailing';
import { toDecision, toItem, toLetter, type DecisionRow, type ItemRow, type LetterRow, type LetterState, type Row } from './rows';

export interface Letters {
  /** Call inside the transaction of the decision. */
  promise(trx: Trx, decisionId: number, at: number): Promise<void>;
  deliver(letterId: number, attempt: number): Promise<JobOutcome>;
}

export interface LetterDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly alerts: Alerts;
  /** False where no mail is sent at all. */
  readonly sendsMail: () => boolean;
  readonly handOver: HandOver;
  /** The address that the sender left and the language that they wrote in; `null` where nobody can be written to. */
  readonly contact: (sender: string, target: Subject) => Promise<{ readonly email: string; readonly language: string | null } | null>;
}

/** Over an hour by the pauses of the queue: long enough for a mail server's restart. */
const MAX_ATTEMPTS = 8;

/** The queue writes down what is thrown; a mail server's own words may hold an address. */
class LetterNotTaken extends Error {
  override readonly name = 'LetterNotTaken';
  constructor() {
    super('the mail server did not take it');
  }
}

interface Told {
  readonly decision: DecisionRow;
  readonly item: ItemRow;
}

export const createLetters = ({ strapi, clock, queue, alerts, sendsMail, handOver, contact }: LetterDeps): Letters => {
  const settle = async (letter: LetterRow, state: LetterState): Promise<void> => void (await strapi.db.connection(TABLES.letters).where({ id: letter.id }).update({ state }));

  const claim = (id: number): Promise<LetterRow | null> =>
    inTransaction(strapi, async (trx) => {
      const row = (await trx(TABLES.letters).where({ id }).forUpdate().first()) as Row | undefined;
      const letter = row === undefined ? null : toLetter(row);
      if (letter?.state === 'waiting') await trx(TABLES.letters).where({ id }).update({ state: 'sending', tried_at: clock.now() });
      return letter;
    });

  const about = async (letterId: number): Promise<Told | null> => {
    const row = (await strapi.db.connection(TABLES.decisions).whereIn('id', strapi.db.connection(TABLES.letters).where({ id: letterId }).select('decision_id')).first()) as Row | undefined;
    const decision = row === undefined ? null : toDecision(row);
    const item = decision === null ? undefined : ((await strapi.db.connection(TABLES.reviewItems).where({ id: decision.itemId }).first()) as Row | undefined);
    return decision === null || item === undefined ? null : { decision, item: toItem(item) };
  };

  const write = ({ decision, item }: Told, language: string | null): { subject: string; text: string } =>
    composeLetter({ language: letterLanguage(language), action: decision.action as ToldAction, wasLive: decision.about === 'live', title: item.title, reason: decision.reasonCodes[0] ?? null, message: decision.message });

  const alerted = async (letter: LetterRow, state: 'failed' | 'uncertain'): Promise<JobOutcome> => {
    await settle(letter, state);
    const [code, message] = state === 'failed' ? ['MAIL_FAILED', 'A sender could not be mailed how a moderator decided. Look at the mail server and its settings.'] : ['MAIL_UNCERTAIN', 'It is not known whether a sender was mailed how a moderator decided; it was not sent again.'];
    await alerts.raiseOnce({ pieceId: null, code: code ?? '', message: message ?? '' });
    return 'done';
  };

  return {
    async promise(trx, decisionId, at) {
      if (!sendsMail()) return;
      const [row] = (await trx(TABLES.letters).insert({ decision_id: decisionId, state: 'waiting', at }).returning('id')) as { id: number }[];
      await queue().enqueue(trx, { name: 'letter', payload: { letterId: Number(row?.id) }, runAt: at, key: `letter:${row?.id}` });
    },

    async deliver(letterId, attempt) {
      // Whatever can fail without a mail server is asked before anything says that a letter may be on its way.
      const known = await about(letterId);
      const reader = known === null ? null : await contact(known.item.sender, known.item.target);
      const letter = await claim(letterId);
      if (letter?.state === 'sending') return alerted(letter, 'uncertain');
      if (letter?.state !== 'waiting') return 'done';
      if (known === null || reader === null) {
        await settle(letter, 'skipped');
        return 'done';
      }
      const outcome = await handOver({ to: reader.email, ...write(known, reader.language), messageId: `<content-workflow.letter.${letter.id}.${letter.at}@localhost>`, headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } });
      if (outcome === 'unknown') return alerted(letter, 'uncertain');
      if (outcome === 'refused' || (outcome === 'not-taken' && attempt >= MAX_ATTEMPTS)) return alerted(letter, 'failed');
      if (outcome === 'not-taken') {
        await settle(letter, 'waiting');
        throw new LetterNotTaken();
      }
      await settle(letter, 'sent');
      return 'done';
    },
  };
};
