/** The codes by which guests prove an address: mailed, stored as a keyed hash, good once, for a while, and for few tries. */
import { randomInt } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { guestMail, type MailLanguage } from '../../../../core/moderation/guest-mail';
import type { Clock } from '../../jobs/clock';
import { within } from '../../jobs/patience';
import { inTransaction, type Query } from '../../tables';
import type { IntakeKeys } from './keys';

export interface GuestCodes {
  /** False when the mail server does not take it; a code that came before is no longer good then either. */
  send(email: string, language: MailLanguage): Promise<boolean>;
  /** True once for the right code. */
  redeem(email: string, code: string): Promise<boolean>;
  forgetOld(): Promise<void>;
}

export const CODE_MINUTES = 15;

/** Of a million codes: who tries without having the mail finds one in 200,000 mails. */
const MAX_TRIES = 5;

const DIGITS = 6;

/** A person waits for it with the form open. */
const PATIENCE_MS = 15_000;

const TABLE = 'cw_guest_codes';

interface EmailService {
  send(mail: Record<string, unknown>): Promise<unknown>;
}

export const createGuestCodes = ({ strapi, clock, keys }: { strapi: Core.Strapi; clock: Clock; keys: IntakeKeys }): GuestCodes => {
  const hashOf = (guest: string, code: string): string => keys.sign('guest-code', `${guest} ${code}`);
  const from = (): Query => strapi.db.connection(TABLE);

  return {
    async send(email, language) {
      const guest = keys.guest(email);
      const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
      const row = { code_hash: hashOf(guest, code), tries: 0, expires_at: clock.now() + CODE_MINUTES * 60_000 };
      await from().insert({ guest, ...row }).onConflict('guest').merge(row);
      const service = strapi.plugin('email').service('email') as unknown as EmailService;
      const mail = { to: email, ...guestMail(language, code, CODE_MINUTES), headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } };
      try {
        return await within(PATIENCE_MS, service.send(mail));
      } catch (error) {
        // The provider's words may hold the address.
        strapi.log.error(`[content-workflow] a code could not be mailed: ${error instanceof Error ? error.name : 'error'}`);
        return false;
      }
    },

    redeem: (email, code) =>
      inTransaction(strapi, async (trx) => {
        const guest = keys.guest(email);
        const row = (await trx(TABLE).where({ guest }).forUpdate().first()) as Record<string, unknown> | undefined;
        if (row === undefined || Number(row.expires_at) <= clock.now() || Number(row.tries) >= MAX_TRIES) return false;
        if (!keys.isSigned('guest-code', `${guest} ${code}`, String(row.code_hash))) {
          await trx(TABLE).where({ guest }).update({ tries: Number(row.tries) + 1 });
          return false;
        }
        await trx(TABLE).where({ guest }).delete();
        return true;
      }),

    async forgetOld() {
      await from().where('expires_at', '<', clock.now()).delete();
    },
  };
};
