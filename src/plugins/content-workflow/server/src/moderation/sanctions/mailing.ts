/**
 * Mails the statement of a strike, when it is new and whenever something about it has changed. The state of the mail stands with
 * the strike:
 *
 * - **waiting**: promised by a job of the same transaction. **sending**: handed to the mail server; found so after a crash, nobody
 *   knows whether it is on its way. **sent**, **failed**, **uncertain**: done with; the statement stands at the member's own address.
 */
import type { Core } from '@strapi/strapi';
import { languageOf, type Language } from '../../../../core/moderation/rules/languages';
import type { Alerts } from '../../engine/alerts';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome, JobQueue } from '../../jobs/queue';
import { inTransaction, TABLES, type Trx } from '../../tables';
import type { Senders } from './senders';
import { toStrike, type StrikeRow } from './rows';
import { statementText } from './statement-text';
import type { Statements } from './statements';

/** `not-taken` may be tried again; `refused` never will be taken; of `unknown` nobody knows. */
export type HandOver = (mail: { readonly to: string; readonly subject: string; readonly text: string; readonly messageId?: string; readonly headers: Readonly<Record<string, string>> }) => Promise<'sent' | 'not-taken' | 'refused' | 'unknown'>;

export interface StatementMail {
  /** In the transaction of what is told. */
  promise(trx: Trx, strike: StrikeRow): Promise<void>;
  deliver(strikeId: number, attempt: number): Promise<JobOutcome>;
}

export interface StatementMailDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly alerts: Alerts;
  readonly senders: Senders;
  readonly statements: Statements;
  readonly sendsMail: () => boolean;
  readonly handOver: HandOver;
  /** Absolute address of the statement and its appeal. */
  readonly addressOf: (strike: StrikeRow) => string;
}

const MAX_ATTEMPTS = 8;

/** The queue writes down what is thrown; a mail server's own words may hold an address. */
class MailNotTaken extends Error {
  override readonly name = 'MailNotTaken';
  constructor() {
    super('the mail server did not take it');
  }
}

export const createStatementMail = (deps: StatementMailDeps): StatementMail => {
  const { strapi, clock, queue, alerts, senders, statements, sendsMail, handOver, addressOf } = deps;
  /** Where something has changed while the mail was on its way, the next one is promised already. */
  const settle = async (id: number, state: string): Promise<void> => void (await strapi.db.connection(TABLES.strikes).where({ id, mail_state: 'sending' }).update({ mail_state: state }));

  const claim = (id: number): Promise<StrikeRow | null> =>
    inTransaction(strapi, async (trx) => {
      const row = (await trx(TABLES.strikes).where({ id }).forUpdate().first()) as Record<string, unknown> | undefined;
      if (row === undefined) return null;
      const strike = toStrike(row);
      if (strike.mailState === 'waiting') await trx(TABLES.strikes).where({ id }).update({ mail_state: 'sending' });
      return strike;
    });

  const given = async (id: number, state: 'failed' | 'uncertain'): Promise<JobOutcome> => {
    await settle(id, state);
    await alerts.raiseOnce({ pieceId: null, code: state === 'failed' ? 'MAIL_FAILED' : 'MAIL_UNCERTAIN', message: 'A member may not have been mailed why they were sanctioned; they find it at their own address. Look at the mail server and its settings.' });
    return 'done';
  };

  const write = async (strike: StrikeRow, language: Language): Promise<{ subject: string; text: string } | null> => {
    const [statement] = await statements.of([strike], language);
    return statement === undefined ? null : statementText(statement, language, statement.appeal.possible ? addressOf(strike) : null);
  };

  return {
    async promise(trx, strike) {
      if (!sendsMail()) return;
      await trx(TABLES.strikes).where({ id: strike.id }).update({ mail_state: 'waiting' });
      await queue().enqueue(trx, { name: 'statement', payload: { strikeId: strike.id }, runAt: clock.now(), key: `statement:${strike.id}` });
    },

    async deliver(strikeId, attempt) {
      const strike = await claim(strikeId);
      if (strike === null) return 'done';
      if (strike.mailState === 'sending') return given(strikeId, 'uncertain');
      if (strike.mailState !== 'waiting') return 'done';
      const contact = await senders.contact(strike.sender, strike.about);
      const language = languageOf(contact?.language ?? null);
      const mail = contact === null ? null : await write(strike, language);
      if (contact === null || mail === null) {
        await settle(strikeId, 'skipped');
        return 'done';
      }
      const outcome = await handOver({ to: contact.email, ...mail, headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } });
      if (outcome === 'sent') await settle(strikeId, 'sent');
      else if (outcome === 'unknown') return given(strikeId, 'uncertain');
      else if (outcome === 'refused' || attempt >= MAX_ATTEMPTS) return given(strikeId, 'failed');
      else {
        await settle(strikeId, 'waiting');
        throw new MailNotTaken();
      }
      return 'done';
    },
  };
};
