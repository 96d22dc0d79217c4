/**
 * What the workflow tells of itself, in its own words. Labels are names from closed lists (events, states, job names,
 * governed types), so that their number is bounded and none of them is what somebody wrote.
 */
import type { RefusalCode } from '../../../core/errors';
import type { JobName } from '../../../core/workflow/effects';
import type { EventType } from '../../../core/workflow/events';

/** `type` is the uid of the governed type; `null` when there is no such piece. */
export type TransitionSeen =
  | { readonly outcome: 'accepted'; readonly event: EventType; readonly type: string; readonly from: string; readonly to: string; readonly latenessMs: number | null }
  | { readonly outcome: 'refused'; readonly event: EventType; readonly type: string | null; readonly code: RefusalCode }
  | { readonly outcome: 'conflict'; readonly event: EventType; readonly type: string }
  | { readonly outcome: 'failed'; readonly event: EventType };

export interface JobSeen {
  readonly name: JobName;
  /** `early`: put back, since its time has not come. */
  readonly outcome: 'done' | 'settled' | 'early' | 'failed';
  readonly seconds: number;
  /** From the promised time to the start. */
  readonly lagMs: number;
}

/** `refused`: not allowed, or too often. `failed`: the server's own fault. */
export type DeliveryOutcome = 'miss' | 'not_modified' | 'not_found' | 'bad_request' | 'refused' | 'failed';

export interface DeliverySeen {
  readonly outcome: DeliveryOutcome;
  readonly seconds: number;
}

export interface Telemetry {
  /** Once the transaction around the event has committed; what was rolled back did not happen. */
  transition(seen: TransitionSeen): void;
  /** Every attempt, whatever came of it. */
  transitionTook(event: EventType, seconds: number): void;
  jobRan(seen: JobSeen): void;
  delivered(seen: DeliverySeen): void;
}

/** Listens without a say: what goes wrong in it stays in it. */
export const harmless = (telemetry: Telemetry): Telemetry => {
  const quiet =
    <A extends readonly unknown[]>(tell: (...seen: A) => void) =>
    (...seen: A): void => {
      try {
        tell(...seen);
      } catch {
        // A number that is lost must not cost a transition.
      }
    };
  return { transition: quiet(telemetry.transition), transitionTook: quiet(telemetry.transitionTook), jobRan: quiet(telemetry.jobRan), delivered: quiet(telemetry.delivered) };
};

/** Seconds since it was called, by a watch that nobody sets. */
export const stopwatch = (): (() => number) => {
  const start = performance.now();
  return () => (performance.now() - start) / 1000;
};
