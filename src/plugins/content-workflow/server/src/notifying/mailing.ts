/**
 * Sends the mails that were promised.
 *
 * - **waiting**: nothing was handed to the provider, or it said no and may be asked again.
 * - **sending**: written before the mail is handed over. Whoever finds it so, after a crash, does not know whether the mail
 *   is on its way.
 * - **sent**, **failed** (refused, or tried often enough), **skipped** (read meanwhile, no longer wanted, nobody there).
 * - **uncertain**: the outcome is not known. It is not sent again; what it says stands in the admin.
 *
 * A mail has one Message-ID for ever, so that a mail server that is given it twice can know.
 */
import type { Core } from '@strapi/strapi';
import type { Preferences } from '../../../contracts/notifications';
import { entryPath } from '../../../core/address';
import { composeMail, type MailItem } from '../../../core/notifying/mail';
import type { Alerts } from '../engine/alerts';
import type { Clock } from '../jobs/clock';
import type { JobOutcome, JobQueue } from '../jobs/queue';
import { inTransaction, TABLES } from '../tables';
import { handOver } from './hand-over';
import type { PreferenceStore } from './preferences';
import { toMail, toView, type MailRow, type MailState } from './rows';
import type { Person, ReadTeam } from './team';
import { promiseMail } from './tell';

export interface Mailing {
  /** Gathers what waits for the person's digest into one mail; nothing when there is nothing. */
  digest(personId: string): Promise<JobOutcome>;
  deliver(mailId: number, attempt: number): Promise<JobOutcome>;
}

export interface MailingDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly alerts: Alerts;
  readonly team: ReadTeam;
  readonly preferences: PreferenceStore;
}

/** Over an hour by the pauses of the embedded queue, half an hour by the other's: long enough for a mail server's restart. */
const MAX_ATTEMPTS = 8;

/** More lines than anybody reads in a mail; the rest is in the inbox. */
const MAX_ITEMS = 50;

/** The queue writes down what is thrown; a provider's own words may hold an address. */
class MailNotTaken extends Error {
  override readonly name = 'MailNotTaken';
  constructor() {
    super('the mail server did not take it');
  }
}

/** Strapi's email plugin is always there; its provider is what somebody configures. */
export const hasMailProvider = (strapi: Core.Strapi): boolean => String(strapi.config.get('plugin::email.provider', 'sendmail')).toLowerCase() !== 'sendmail';

const adminAddress = (strapi: Core.Strapi): string => String(strapi.config.get('admin.absoluteUrl', '')).replace(/\/+$/, '');

const hostOf = (address: string): string => {
  try {
    return new URL(address).hostname;
  } catch {
    return 'localhost';
  }
};

export const createMailing = ({ strapi, clock, queue, alerts, team, preferences }: MailingDeps): Mailing => {
  const settle = async (mail: MailRow, state: MailState): Promise<void> => void (await strapi.db.connection(TABLES.mails).where({ id: mail.id }).update({ state }));

  /** The mail of which nobody knows yet whether it went out, or `null` when there is nothing to do. */
  const claim = (mailId: number): Promise<MailRow | null> =>
    inTransaction(strapi, async (trx) => {
      const row = (await trx(TABLES.mails).where({ id: mailId }).forUpdate().first()) as Record<string, unknown> | undefined;
      const mail = row === undefined ? null : toMail(row);
      if (mail?.state === 'waiting') await trx(TABLES.mails).where({ id: mailId }).update({ state: 'sending', tried_at: clock.now() });
      return mail;
    });

  const isWanted = (choices: Preferences['choices'], item: { readonly kind: MailItem['kind'] }): boolean => choices[item.kind].mail !== 'never';

  /** What the mail is about and is still news. */
  const itemsOf = async (mail: MailRow, choices: Preferences['choices'], address: string): Promise<MailItem[]> => {
    const rows = (await strapi.db
      .connection(TABLES.notifications)
      .join(TABLES.pieces, `${TABLES.pieces}.id`, `${TABLES.notifications}.piece_id`)
      .where({ mail_id: mail.id })
      .whereNull('read_at')
      .orderBy(`${TABLES.notifications}.id`)
      .select(`${TABLES.notifications}.*`, 'subject_uid', 'subject_id', 'subject_locale', 'title', 'state')) as Record<string, unknown>[];
    return rows
      .map(toView)
      .filter((item) => isWanted(choices, item))
      .map(({ kind, piece, by }) => ({ kind, title: piece.title, link: `${address}${entryPath(piece)}`, by: by?.name ?? null }));
  };

  const send = (mail: MailRow, person: Person, items: readonly MailItem[], address: string): ReturnType<typeof handOver> => {
    const inbox = `${address}/plugins/content-workflow/inbox`;
    const choose = `${inbox}/preferences`;
    const written = composeMail({ language: person.language, isDigest: mail.isDigest, items: items.slice(0, MAX_ITEMS), more: Math.max(0, items.length - MAX_ITEMS), preferences: choose, inbox });
    return handOver(strapi, {
      to: person.email,
      ...written,
      messageId: `<content-workflow.${mail.id}.${mail.at}@${hostOf(address)}>`,
      headers: { 'List-Unsubscribe': `<${choose}>`, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
  };

  const uncertain = async (mail: MailRow): Promise<JobOutcome> => {
    await settle(mail, 'uncertain');
    await alerts.raiseOnce({ pieceId: null, code: 'MAIL_UNCERTAIN', message: 'It is not known whether a notification was mailed; it was not sent again and stands in the admin.' });
    return 'done';
  };

  const failed = async (mail: MailRow): Promise<JobOutcome> => {
    await settle(mail, 'failed');
    await alerts.raiseOnce({ pieceId: null, code: 'MAIL_FAILED', message: 'A notification could not be mailed; it stands in the admin. Look at the mail server and its settings.' });
    return 'done';
  };

  return {
    digest: (personId) =>
      inTransaction(strapi, async (trx, onCommit) => {
        const rows = (await trx(TABLES.notifications).where({ person_id: personId, for_digest: true }).forUpdate().select('id', 'in_admin', 'read_at', 'kind')) as Record<string, unknown>[];
        await trx(TABLES.notifications).whereIn('id', rows.map(({ id }) => id) as number[]).update({ for_digest: false });
        const news = rows.filter(({ in_admin: inAdmin, read_at: readAt }) => !inAdmin || readAt === null).map(({ id }) => Number(id));
        if (news.length > 0) {
          await promiseMail(trx, queue(), clock.now(), personId, true, news);
          onCommit(() => queue().nudge(clock.now()));
        }
        return 'done' as const;
      }),

    async deliver(mailId, attempt) {
      const mail = await claim(mailId);
      if (mail === null) return 'done';
      if (mail.state === 'sending') return uncertain(mail);
      if (mail.state !== 'waiting') return 'done';
      const address = adminAddress(strapi);
      const person = (await team()).find(({ id }) => id === mail.personId);
      const items = person === undefined ? [] : await itemsOf(mail, (await preferences.of([person.id]))(person.id).choices, address);
      if (person === undefined || person.email === '' || items.length === 0 || !person.permissions.includes('read')) {
        await settle(mail, 'skipped');
        return 'done';
      }
      const outcome = await send(mail, person, items, address);
      if (outcome === 'unknown') return uncertain(mail);
      if (outcome === 'refused' || (outcome === 'not-taken' && attempt >= MAX_ATTEMPTS)) return failed(mail);
      if (outcome === 'not-taken') {
        await settle(mail, 'waiting');
        throw new MailNotTaken();
      }
      await settle(mail, 'sent');
      return 'done';
    },
  };
};
