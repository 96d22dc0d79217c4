/** The mappers of what experiments keep. */
import type { Decision } from '../../../contracts/experiment';
import { EXPERIMENT_STATES, type Duration, type ExperimentState, type Plan } from '../../../core/experiment/plan';
import type { Results } from '../../../core/experiment/results';
import { iso } from '../jobs/clock';
import type { Subject } from '../tables';

type Row = Record<string, unknown>;

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const json = <T>(value: unknown): T | null => JSON.parse(text(value) || 'null') as T | null;
const isoOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : iso(Number(value)));

export interface ExperimentRow {
  readonly id: number;
  readonly pieceId: number;
  readonly subject: Subject;
  readonly key: string;
  readonly state: ExperimentState;
  readonly plan: Plan;
  readonly slug: string;
  /** `null` until it starts. */
  readonly duration: Duration | null;
  readonly decision: Omit<Decision, 'results'> | null;
  /** Frozen with the decision. */
  readonly results: Results | null;
}

export const toExperiment = (row: Row): ExperimentRow => ({
  id: Number(row.id),
  pieceId: Number(row.piece_id),
  subject: { uid: text(row.subject_uid), documentId: text(row.subject_id), locale: text(row.subject_locale) },
  key: text(row.key),
  // What nobody knows is over: nobody may be drawn into it.
  state: EXPERIMENT_STATES.find((state) => state === row.state) ?? 'cancelled',
  plan: json<Plan>(row.plan) as Plan,
  slug: text(row.slug),
  duration: row.started_at == null ? null : { startedAt: iso(Number(row.started_at)), pausedAt: isoOrNull(row.paused_at), pausedMs: Number(row.paused_ms ?? 0), finishedAt: isoOrNull(row.finished_at) },
  decision: json<Omit<Decision, 'results'>>(row.decision),
  results: json<Results>(row.results),
});

const ms = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant));

export const durationColumns = ({ startedAt, pausedAt, pausedMs, finishedAt }: Duration) => ({ started_at: ms(startedAt), paused_at: ms(pausedAt), paused_ms: pausedMs, finished_at: ms(finishedAt) });

export interface ArmRow {
  readonly experimentId: number;
  readonly key: string;
  readonly hash: string;
  /** The delivery object as JSON text. */
  readonly payload: string;
}

export const toArm = (row: Row): ArmRow => ({ experimentId: Number(row.experiment_id), key: text(row.key), hash: text(row.content_hash), payload: text(row.payload) });

/** What somebody read off a platform. */
export interface FigureRow {
  readonly arm: string;
  readonly units: number;
  readonly conversions: number;
  readonly source: string;
  readonly readAt: number;
}

export const toFigure = (row: Row): FigureRow => ({ arm: text(row.arm), units: Number(row.units), conversions: Number(row.conversions), source: text(row.source), readAt: Number(row.read_at) });
