/** What the halves of an experiment know of each other: who runs it, and who counts. */
import type { Counted } from '../../../core/experiment/results';
import type { Plan } from '../../../core/experiment/plan';
import type { GetResults } from '../../../contracts/experiment';
import type { Subject } from '../tables';

/** What readers can be drawn into now. */
export interface LiveExperiment {
  readonly id: number;
  readonly key: string;
  readonly pieceId: number;
  readonly subject: Subject;
  readonly state: 'running' | 'paused' | 'finished';
  readonly plan: Plan;
  /** The address that front ends ask for, beside the document id. */
  readonly slug: string;
  readonly arms: readonly { readonly key: string; readonly hash: string; /** The delivery object as JSON text, frozen at the start. */ readonly payload: string }[];
  /** Epoch milliseconds. */
  readonly startedAt: number;
}
/** Engine: read from the database; a signal { kind: 'experiment', id, subject } is told with every change. */
export interface LiveExperiments { all(): Promise<readonly LiveExperiment[]> }
/** Counting: what was counted, in constant time. */
export interface Counts {
  totals(experimentId: number, arms: readonly string[]): Promise<Pick<Counted, 'arms' | 'multipleExposures'>>;
  course(experimentId: number, arms: readonly string[]): Promise<readonly GetResults.Point[]>;
  dropped(experimentId: number): Promise<Readonly<Record<string, number>>>;
}
