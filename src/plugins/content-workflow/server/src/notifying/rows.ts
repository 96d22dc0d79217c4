/** The mappers of what people are told, and of how they want to hear it. */
import type { NotificationView } from '../../../contracts/notifications';
import { completeChoices, KINDS, type Choices, type Kind } from '../../../core/notifying/choices';
import { iso } from '../jobs/clock';

type Row = Record<string, unknown>;

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

const kindOf = (value: unknown): Kind => KINDS.find((kind) => kind === value) ?? 'comment';

/** The row is joined with its piece and with the entry of the history that caused it. */
export const toView = (row: Row): NotificationView => ({
  id: Number(row.id),
  kind: kindOf(row.kind),
  at: iso(Number(row.at)),
  readAt: row.read_at == null ? null : iso(Number(row.read_at)),
  by: row.actor_kind == null ? null : { kind: text(row.actor_kind), name: text(row.actor_name) },
  piece: { id: Number(row.piece_id), uid: text(row.subject_uid), documentId: text(row.subject_id), locale: text(row.subject_locale), title: text(row.title), state: text(row.state) },
  comment: text(row.comment) === '' ? null : text(row.comment),
});

/**
 * `waiting`: to be sent, or to be tried again. `sending`: handed to the provider, and what became of it is not recorded yet.
 * `sent`, `failed`, `skipped` and `uncertain` are final.
 */
export type MailState = 'waiting' | 'sending' | 'sent' | 'failed' | 'skipped' | 'uncertain';

const MAIL_STATES: readonly MailState[] = ['waiting', 'sending', 'sent', 'failed', 'skipped', 'uncertain'];

export interface MailRow {
  readonly id: number;
  readonly personId: string;
  readonly isDigest: boolean;
  readonly state: MailState;
  readonly at: number;
}

export const toMail = (row: Row): MailRow => ({
  id: Number(row.id),
  personId: text(row.person_id),
  isDigest: Boolean(row.is_digest),
  // A state that nobody knows is not one in which anything is sent.
  state: MAIL_STATES.find((state) => state === row.state) ?? 'uncertain',
  at: Number(row.at),
});

export interface PreferenceRow {
  readonly personId: string;
  readonly choices: Choices;
  readonly digest: { readonly at: string; readonly timezone: string };
}

const stored = (value: unknown): Record<string, unknown> => {
  try {
    const parsed: unknown = JSON.parse(text(value) || '{}');
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

export const toPreference = (row: Row): PreferenceRow => ({ personId: text(row.person_id), choices: completeChoices(stored(row.choices)), digest: { at: text(row.digest_at), timezone: text(row.timezone) } });
