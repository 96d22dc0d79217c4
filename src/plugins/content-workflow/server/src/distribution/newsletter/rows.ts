/** The rows of a list and of what was mailed to it. */
import type { LetterLanguage } from '../../../../core/distribution/newsletter/languages';

export type Row = Record<string, unknown>;

/**
 * - **pending**: asked for, not confirmed; forgotten after a while.
 * - **confirmed**: whoever reads that mailbox has said yes, and is written to.
 * - **unsubscribed**, **bounced**: written to no more, until somebody asks and the mailbox confirms again.
 */
export type SubscriberState = 'pending' | 'confirmed' | 'unsubscribed' | 'bounced';

export interface Subscriber {
  readonly id: number;
  readonly channelId: number;
  /** As it was typed, but for space around it: mail is sent to this. */
  readonly address: string;
  readonly language: LetterLanguage;
  readonly state: SubscriberState;
  /** Names them in links. */
  readonly token: string;
  readonly softBounces: number;
  readonly askedAt: number;
  readonly confirmedAt: number | null;
  readonly endedAt: number | null;
  readonly endedBecause: string | null;
}

/**
 * Whether somebody has asked for this address to be on the list and it has not been confirmed yet. One who left, or could
 * not be reached, stays that until then: anybody can ask for an address.
 */
export const wishes = ({ state, askedAt, endedAt }: Pick<Subscriber, 'state' | 'askedAt' | 'endedAt'>): boolean => state === 'pending' || (state !== 'confirmed' && askedAt > (endedAt ?? Number.POSITIVE_INFINITY));

const timeOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

export const toSubscriber = (row: Row): Subscriber => ({
  id: Number(row.id),
  channelId: Number(row.channel_id),
  address: String(row.address),
  language: row.language as LetterLanguage,
  state: row.state as SubscriberState,
  token: String(row.token),
  softBounces: Number(row.soft_bounces ?? 0),
  askedAt: Number(row.asked_at),
  confirmedAt: timeOrNull(row.confirmed_at),
  endedAt: timeOrNull(row.ended_at),
  endedBecause: row.ended_because === null || row.ended_because === undefined ? null : String(row.ended_because),
});

/**
 * - **waiting**: certainly not handed over; `due_at` says from when it may be.
 * - **sending**: written before it is handed over. Whoever finds it so after a crash does not know whether it went out.
 * - **sent**: the mail server has it. **bounced**: it, or a report later, said that it can not be delivered.
 * - **failed**: the server took nothing for days. **cancelled**: stopped, or the receiver had left.
 * - **uncertain**: the outcome is not known; it is not sent again.
 */
export const MAILING_STATES = ['waiting', 'sending', 'sent', 'bounced', 'failed', 'uncertain', 'cancelled'] as const;
export type MailingState = (typeof MAILING_STATES)[number];

export interface Mailing {
  readonly id: number;
  /** 0 is the letter that asks for a confirmation. */
  readonly deliveryId: number;
  readonly subscriberId: number;
  readonly messageId: string;
  readonly state: MailingState;
  readonly attempts: number;
  readonly dueAt: number;
  readonly startedAt: number | null;
}

export const toMailing = (row: Row): Mailing => ({
  id: Number(row.id),
  deliveryId: Number(row.delivery_id),
  subscriberId: Number(row.subscriber_id),
  messageId: String(row.message_id),
  state: row.state as MailingState,
  attempts: Number(row.attempts ?? 0),
  dueAt: Number(row.due_at ?? 0),
  startedAt: timeOrNull(row.started_at),
});

/** Delivery of a letter of confirmation. */
export const LETTER = 0;
