/** May it go live at that instant, and is the promise the one that was made, and due? */
import { blackoutAt, insideWindow } from '../../schedule/rules';
import { isTimezone, parseInstant } from '../../schedule/zone';
import type { WorkflowContext } from '../context';
import type { WorkflowEvent } from '../events';
import { refuse, type Guard } from './guard';

/** The instant a schedule guard judges: the promised one, or now for an event that publishes at once. */
const promisedAt = (event: WorkflowEvent): string => (event.type === 'SCHEDULE' || event.type === 'RESCHEDULE' ? event.publishAt : event.at);

export const PROMISE_GUARDS = {
  isAPossibleTime: (_context, event) => {
    if (!('publishAt' in event)) return null;
    if (!isTimezone(event.timezone))
      return refuse({
        code: 'TIMEZONE_UNKNOWN',
        kind: 'invalid',
        guard: 'isAPossibleTime',
        field: 'timezone',
        message: `"${event.timezone}" is not a known IANA time zone.`,
        who: [],
        next: 'Use a name such as Asia/Shanghai or Europe/Berlin.',
      });
    for (const field of ['publishAt', 'unpublishAt'] as const) {
      const instant = event[field];
      if (instant !== null && parseInstant(instant) === null)
        return refuse({
          code: 'TIME_INVALID',
          kind: 'invalid',
          guard: 'isAPossibleTime',
          field,
          message: 'This is not a point in time.',
          who: [],
          next: 'Send an ISO 8601 instant with a zone.',
        });
    }
    if (event.unpublishAt !== null && Date.parse(event.unpublishAt) <= Date.parse(event.publishAt))
      return refuse({
        code: 'UNPUBLISH_BEFORE_PUBLISH',
        kind: 'invalid',
        guard: 'isAPossibleTime',
        field: 'unpublishAt',
        message: 'The end lies before the start.',
        who: [],
        next: 'Choose an end after the publish time.',
      });
    return null;
  },

  isInTheFuture: (_context, event) =>
    Date.parse(promisedAt(event)) > Date.parse(event.at)
      ? null
      : refuse({
          code: 'TIME_IN_THE_PAST',
          kind: 'invalid',
          guard: 'isInTheFuture',
          field: 'publishAt',
          message: 'The time has passed.',
          who: [],
          next: 'Choose a time in the future, or publish now.',
        }),

  isInsideWindow: (_context, event) =>
    insideWindow(event.facts.publishRules, promisedAt(event))
      ? null
      : refuse({
          code: 'OUTSIDE_WINDOW',
          kind: 'unprocessable',
          guard: 'isInsideWindow',
          field: 'publishAt',
          message: 'The time lies outside the hours in which this type may go live.',
          who: [],
          next: 'Choose a time inside a publishing window.',
          params: { windows: event.facts.publishRules.windows },
        }),

  isNotInBlackout: (_context, event) => {
    const blackout = blackoutAt(event.facts.publishRules, promisedAt(event));
    return blackout === null
      ? null
      : refuse({
          code: 'IN_BLACKOUT',
          kind: 'unprocessable',
          guard: 'isNotInBlackout',
          field: 'publishAt',
          message: `Nothing goes live from ${blackout.from} to ${blackout.to}: ${blackout.reason}.`,
          who: [],
          next: 'Choose a time before or after it.',
          params: { ...blackout },
        });
  },

  isThisPromise: (context, event) =>
    'scheduleId' in event && context.schedule?.id === event.scheduleId
      ? null
      : refuse({
          code: 'SCHEDULE_REPLACED',
          kind: 'conflict',
          guard: 'isThisPromise',
          message: 'The promise was changed or withdrawn.',
          who: [],
          next: 'Nothing: the newer promise has its own job.',
        }),

  isDue: (context, event) =>
    context.schedule !== null && Date.parse(context.schedule.publishAt) <= Date.parse(event.at)
      ? null
      : refuse({
          code: 'NOT_YET_DUE',
          kind: 'unprocessable',
          guard: 'isDue',
          message: 'The promised time has not come.',
          who: [],
          next: 'The job runs again at the promised time.',
        }),
} as const satisfies Record<string, Guard>;

export const tooLate = (context: WorkflowContext, event: WorkflowEvent): boolean =>
  context.schedule !== null && Date.parse(event.at) - Date.parse(context.schedule.publishAt) > event.facts.late.toleranceMs;

/** A promise that is kept within the tolerance is judged by its own time: a second's delay does not leave the window. */
const judgedAt = (context: WorkflowContext, event: WorkflowEvent): string => (context.schedule === null || tooLate(context, event) ? event.at : context.schedule.publishAt);

/** True when the promised end lies before the instant, so that going live would be over at once. */
export const endPassed = (context: WorkflowContext, at: string): boolean => context.schedule?.unpublishAt != null && Date.parse(context.schedule.unpublishAt) <= Date.parse(at);

/** True when nothing may go live now: the branch of a promise whose hour has come. */
export const isBlocked = (context: WorkflowContext, event: WorkflowEvent): boolean => blackoutAt(event.facts.publishRules, event.at) !== null || !insideWindow(event.facts.publishRules, judgedAt(context, event));
