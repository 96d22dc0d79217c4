/** What a mail provider's failure says about whether the mail is on its way. */
import { isDistrusted } from '../../../core/certificate';

/**
 * `not-taken`: it certainly is not, and may be tried again. `refused`: it never will be. `unknown`: it may have been
 * taken, so it must not be sent again.
 */
export type MailFailure = 'not-taken' | 'refused' | 'unknown';

interface Told {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
  readonly syscall?: unknown;
  /** Of providers that speak HTTP. */
  readonly statusCode?: unknown;
}

/** What is said to a mail server before the mail itself. */
const BEFORE_THE_MAIL = /^(EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL FROM|RCPT TO)/;

/** Nothing was connected, or nobody was let in. */
const NEVER_BEGAN: ReadonlySet<unknown> = new Set(['EDNS', 'ETLS', 'EAUTH', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

export const mailFailureOf = (error: unknown): MailFailure => {
  const { code, command, responseCode, syscall, statusCode } = (typeof error === 'object' && error !== null ? error : {}) as Told;
  if (isDistrusted(error) || NEVER_BEGAN.has(code) || syscall === 'connect') return 'not-taken';
  // SMTP: 4xx asks to come back later, 5xx not to.
  if (typeof responseCode === 'number' && responseCode >= 400) return responseCode >= 500 ? 'refused' : 'not-taken';
  // An address that is none is found out before anything is said.
  if (code === 'EENVELOPE' && command === 'API') return 'refused';
  if (typeof command === 'string' && BEFORE_THE_MAIL.test(command)) return 'not-taken';
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return 'not-taken';
  return 'unknown';
};

/** What the people who run it can mend, in words that hold nothing of the provider's own; `null`: nothing that is known. */
export const mendableOf = (error: unknown): string | null => {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as Told;
  if (isDistrusted(error)) return 'its certificate is not trusted, has ended or is for another name';
  if (code === 'ETLS') return 'it does not offer the encryption (STARTTLS) that SMTP_REQUIRE_TLS asks for';
  return code === 'EAUTH' ? 'it does not take the user name and password' : null;
};
