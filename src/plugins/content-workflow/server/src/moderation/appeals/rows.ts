/** The mapper of appeals. */
import type { AppealState } from '../../../../contracts/moderation/appeals';
import type { Step } from '../../../../core/moderation/policy';
import type { ActorRef } from '../../../../core/workflow/context';
import { actorOf } from '../sanctions/rows';

type Row = Record<string, unknown>;

const numberOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

export interface AppealRow {
  readonly id: number;
  readonly reference: string;
  readonly strikeId: number;
  readonly sender: string;
  readonly text: string;
  readonly state: AppealState;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly decidedAt: number | null;
  readonly reviewer: ActorRef | null;
  readonly answer: string | null;
  readonly toStep: Step | null;
}

export const toAppeal = (row: Row): AppealRow => ({
  id: Number(row.id),
  reference: String(row.reference),
  strikeId: Number(row.strike_id),
  sender: String(row.sender),
  text: String(row.text ?? ''),
  state: String(row.state) as AppealState,
  openedAt: Number(row.opened_at),
  dueAt: Number(row.due_at),
  decidedAt: numberOrNull(row.decided_at),
  reviewer: row.reviewer_id === null || row.reviewer_id === undefined ? null : actorOf(row, 'reviewer'),
  answer: row.answer === null || row.answer === undefined ? null : String(row.answer),
  toStep: numberOrNull(row.to_step) as Step | null,
});
