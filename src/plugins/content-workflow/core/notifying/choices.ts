/** What people can be told of, and how each of them wants to hear it. */

export const KINDS = ['assigned', 'review-requested', 'changes-requested', 'rejected', 'approved', 'guest-answered', 'approval-lost', 'held', 'failed', 'promise-broken', 'at-risk', 'overdue', 'decision-due', 'comment'] as const;
export type Kind = (typeof KINDS)[number];

export const MAIL_WAYS = ['at-once', 'digest', 'never'] as const;
export type MailWay = (typeof MAIL_WAYS)[number];

export interface Choice {
  /** Shown in the admin's inbox. */
  readonly admin: boolean;
  readonly mail: MailWay;
}

export type Choices = Readonly<Record<Kind, Choice>>;

/** What keeps somebody else waiting, or breaks a promise, can not wait for tomorrow's digest. */
const AT_ONCE: readonly Kind[] = ['review-requested', 'changes-requested', 'guest-answered', 'approval-lost', 'held', 'failed', 'promise-broken', 'at-risk'];

export const DEFAULT_CHOICES: Choices = Object.fromEntries(KINDS.map((kind) => [kind, { admin: true, mail: AT_ONCE.includes(kind) ? 'at-once' : 'digest' }])) as unknown as Choices;

const isChoice = (value: unknown): value is Choice =>
  typeof value === 'object' && value !== null && typeof (value as Choice).admin === 'boolean' && MAIL_WAYS.includes((value as Choice).mail);

/** Choices as they were stored, completed by the defaults: a kind that is newer than the row is told as by default. */
export const completeChoices = (stored: Readonly<Record<string, unknown>>): Choices =>
  Object.fromEntries(KINDS.map((kind) => [kind, isChoice(stored[kind]) ? { admin: stored[kind].admin, mail: stored[kind].mail } : DEFAULT_CHOICES[kind]])) as unknown as Choices;
