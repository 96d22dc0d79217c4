/** When each channel gets a piece. Pure; instants are epoch milliseconds. */
import { isTimezone, parseInstant } from '../schedule/zone';
import type { Timing } from './platforms';

/** A channel that gets it months later gets another piece. */
export const MAX_OFFSET_MINUTES = 60 * 24 * 180;

export interface PlannedChannel {
  readonly channel: string;
  readonly timing: Timing;
}

export interface PlanProblem {
  /** As `2.timing.at`. */
  readonly field: string;
  readonly code: 'channel-twice' | 'channel-unknown' | 'offset-impossible' | 'time-invalid' | 'zone-unknown' | 'too-many';
  readonly message: string;
}

/** More channels than a team has. */
export const MAX_CHANNELS = 50;

const timingProblem = (timing: Timing): Omit<PlanProblem, 'field'> & { readonly at: string } | null => {
  switch (timing.kind) {
    case 'same':
      return null;
    case 'offset':
      return Number.isInteger(timing.minutes) && timing.minutes >= 0 && timing.minutes <= MAX_OFFSET_MINUTES
        ? null
        : { at: 'minutes', code: 'offset-impossible', message: `An offset is a whole number of minutes from 0 to ${MAX_OFFSET_MINUTES}.` };
    case 'at':
      if (parseInstant(timing.at) === null) return { at: 'at', code: 'time-invalid', message: 'The time is not an ISO 8601 instant with a zone.' };
      return isTimezone(timing.timezone) ? null : { at: 'timezone', code: 'zone-unknown', message: 'The time zone is not known.' };
  }
};

/** What is wrong with a plan, in its order; `known` are the channels that exist. */
export const planProblems = (plan: readonly PlannedChannel[], known: ReadonlySet<string>): PlanProblem[] => {
  if (plan.length > MAX_CHANNELS) return [{ field: '', code: 'too-many', message: `A plan has at most ${MAX_CHANNELS} channels.` }];
  return plan.flatMap(({ channel, timing }, i): PlanProblem[] => {
    if (!known.has(channel)) return [{ field: `${i}.channel`, code: 'channel-unknown', message: `There is no channel "${channel}".` }];
    if (plan.findIndex((other) => other.channel === channel) !== i) return [{ field: `${i}.channel`, code: 'channel-twice', message: `The channel "${channel}" is planned twice.` }];
    const problem = timingProblem(timing);
    return problem === null ? [] : [{ field: `${i}.timing.${problem.at}`, code: problem.code, message: problem.message }];
  });
};

/**
 * When a channel is due, by when the piece goes live. A time of its own is an instant, chosen in a zone whose rules were
 * applied when it was chosen, so a change of the clock between moves nothing; before the piece is live it waits for it.
 */
export const dueAt = (timing: Timing, liveAt: number): number => {
  switch (timing.kind) {
    case 'same':
      return liveAt;
    case 'offset':
      return liveAt + timing.minutes * 60_000;
    case 'at':
      return Math.max(liveAt, Date.parse(timing.at));
  }
};
