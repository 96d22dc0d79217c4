/** The mappers of strikes and of links between accounts. */
import type { Detection } from '../../../../contracts/moderation/members';
import type { LadderReason } from '../../../../core/moderation/ladder';
import type { SanctionAction, Step } from '../../../../core/moderation/policy';
import type { Aggravator, Severity, Violation } from '../../../../core/moderation/vocabulary';
import type { ActorRef } from '../../../../core/workflow/context';

type Row = Record<string, unknown>;

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
const numberOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
const json = <T>(value: unknown): T | null => (value === null || value === undefined || value === '' ? null : (JSON.parse(String(value)) as T));

export const actorOf = (row: Row, prefix: string): ActorRef => ({ kind: text(row[`${prefix}_kind`]) as ActorRef['kind'], id: text(row[`${prefix}_id`]), name: text(row[`${prefix}_name`]) });

/** A step that one person may not take alone. */
export interface Proposal {
  readonly state: 'open' | 'confirmed' | 'declined';
  readonly step: Step;
  readonly by: ActorRef;
  readonly at: number;
  readonly reason: string | null;
  readonly settled: { readonly by: ActorRef; readonly at: number; readonly comment: string } | null;
}

export interface StrikeRow {
  readonly id: number;
  readonly reference: string;
  readonly sender: string;
  readonly violation: Violation;
  readonly severity: Severity;
  readonly aggravators: readonly Aggravator[];
  /** What holds; what is proposed above it stands in `proposal`. */
  readonly step: Step;
  readonly action: SanctionAction;
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly proposal: Proposal | null;
  readonly explanation: readonly LadderReason[];
  readonly policyVersion: string;
  readonly detection: Detection;
  readonly decisionId: number | null;
  readonly by: ActorRef;
  readonly about: { readonly uid: string; readonly documentId: string } | null;
  readonly message: string | null;
  /** The strike of a linked account that this one follows. */
  readonly followsId: number | null;
  readonly reducedFrom: Step | null;
  readonly overruled: { readonly by: ActorRef; readonly at: number; readonly reason: string } | null;
  readonly mailState: string | null;
}

export const toStrike = (row: Row): StrikeRow => ({
  id: Number(row.id),
  reference: text(row.reference),
  sender: text(row.sender),
  violation: text(row.violation) as Violation,
  severity: text(row.severity) as Severity,
  aggravators: json<Aggravator[]>(row.aggravators) ?? [],
  step: Number(row.step) as Step,
  action: text(row.action) as SanctionAction,
  startsAt: Number(row.starts_at),
  endsAt: numberOrNull(row.ends_at),
  proposal: json<Proposal>(row.proposal),
  explanation: json<LadderReason[]>(row.explanation) ?? [],
  policyVersion: text(row.policy_version),
  detection: text(row.detection) as Detection,
  decisionId: numberOrNull(row.decision_id),
  by: actorOf(row, 'by'),
  about: row.about_id === null || row.about_id === undefined ? null : { uid: text(row.about_uid), documentId: text(row.about_id) },
  message: textOrNull(row.message),
  followsId: numberOrNull(row.follows_id),
  reducedFrom: numberOrNull(row.reduced_from) as Step | null,
  overruled: json<NonNullable<StrikeRow['overruled']>>(row.overruled),
  mailState: textOrNull(row.mail_state),
});

/** The state stands in a column of its own, so that what waits can be found. */
export const proposalColumns = (proposal: Proposal | null): Row => ({ proposal: proposal === null ? null : JSON.stringify(proposal), proposal_state: proposal?.state ?? null });

export type NewStrike = Omit<StrikeRow, 'id' | 'reducedFrom' | 'overruled'>;

export const strikeColumns = (strike: NewStrike): Row => ({
  reference: strike.reference,
  sender: strike.sender,
  violation: strike.violation,
  severity: strike.severity,
  aggravators: JSON.stringify(strike.aggravators),
  step: strike.step,
  action: strike.action,
  starts_at: strike.startsAt,
  ends_at: strike.endsAt,
  ...proposalColumns(strike.proposal),
  explanation: JSON.stringify(strike.explanation),
  policy_version: strike.policyVersion,
  detection: strike.detection,
  decision_id: strike.decisionId,
  by_kind: strike.by.kind,
  by_id: strike.by.id,
  by_name: strike.by.name,
  about_uid: strike.about?.uid ?? null,
  about_id: strike.about?.documentId ?? null,
  message: strike.message,
  follows_id: strike.followsId,
  mail_state: strike.mailState,
});

export interface LinkRow {
  readonly id: number;
  readonly one: string;
  readonly other: string;
  readonly reason: string;
  readonly by: ActorRef;
  readonly at: number;
  readonly undoneAt: number | null;
}

export const toLink = (row: Row): LinkRow => ({
  id: Number(row.id),
  one: text(row.one),
  other: text(row.other),
  reason: text(row.reason),
  by: actorOf(row, 'by'),
  at: Number(row.at),
  undoneAt: numberOrNull(row.undone_at),
});
