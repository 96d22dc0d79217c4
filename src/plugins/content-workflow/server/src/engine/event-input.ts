/** From a request body to an event: the only way from the network into the machine. Internal events have no schema here. */
import { randomUUID } from 'node:crypto';
import { z } from '@strapi/utils';
import type { ActorRef } from '../../../core/workflow/context';
import { parseInstant, resolveWallTime } from '../../../core/schedule/zone';
import type { UserEventType } from '../../../core/workflow/events';
import { plain, prose } from '../http/endpoint';
import type { EventInput } from './transitions';

const comment = prose.nullish().transform((text) => (text === undefined || text === null || text.trim() === '' ? null : text.trim()));
const text = prose.transform((t) => t.trim());
const key = plain(64).refine((k) => k !== '', 'is empty');

/** What the person had before them when they decided, variants included. */
const shownHash = z.string().regex(/^[0-9a-f]{64}$/, 'is not the hash of a version').optional();

/** Text that is a point in time; comes out in UTC. */
export const instant = z.string().transform((value, ctx): string => {
  const parsed = parseInstant(value);
  if (parsed !== null) return parsed;
  ctx.addIssue({ code: 'custom', message: 'is not an ISO 8601 instant with a zone, e.g. 2026-11-29T01:00:00Z' });
  return z.NEVER;
});

const timezone = z.string().min(1).max(64);

/**
 * A promise is an instant, or a wall time with its zone. A wall time that does not exist or exists twice is refused
 * unless `disambiguation` says which instant is meant.
 */
const schedule = {
  publishAt: instant.optional(),
  localTime: z.string().max(32).optional(),
  disambiguation: z.enum(['earlier', 'later', 'reject']).default('reject'),
  timezone,
  unpublishAt: instant.nullish().transform((v) => v ?? null),
};

const wireEvents = [
  z.strictObject({ type: z.literal('SUBMIT'), comment }),
  z.strictObject({ type: z.literal('APPROVE'), comment, shownHash }),
  z.strictObject({ type: z.literal('REQUEST_CHANGES'), comment: text, shownHash }),
  z.strictObject({ type: z.literal('REJECT'), reasonCode: key, comment, shownHash }),
  z.strictObject({ type: z.literal('RECALL'), comment }),
  z.strictObject({ type: z.literal('EXPEDITE'), reason: text, shownHash }),
  z.strictObject({ type: z.literal('START_EXPERIMENT') }),
  z.strictObject({ type: z.literal('PAUSE_EXPERIMENT'), comment }),
  z.strictObject({ type: z.literal('RESUME_EXPERIMENT'), comment }),
  z.strictObject({ type: z.literal('FINISH_EXPERIMENT'), comment }),
  z.strictObject({ type: z.literal('PROMOTE'), variant: key, reason: comment }),
  z.strictObject({ type: z.literal('STOP'), comment, outcome: z.enum(['inconclusive', 'cancelled']).nullish().transform((outcome) => outcome ?? null) }),
  z.strictObject({ type: z.literal('SCHEDULE'), ...schedule }),
  z.strictObject({ type: z.literal('RESCHEDULE'), ...schedule }),
  z.strictObject({ type: z.literal('UNSCHEDULE'), comment }),
  z.strictObject({ type: z.literal('HOLD'), reason: text }),
  z.strictObject({ type: z.literal('PUBLISH') }),
  z.strictObject({ type: z.literal('TAKE_DOWN'), reason: text }),
  z.strictObject({ type: z.literal('OPEN_RETROSPECTIVE') }),
  z.strictObject({ type: z.literal('COMPLETE'), highlights: text, shortfalls: text, lessons: text }),
  z.strictObject({ type: z.literal('ASSIGN'), assignee: z.string().regex(/^[1-9]\d{0,14}$/, 'is not a person').nullable() }),
  z.strictObject({ type: z.literal('SET_DUE'), dueAt: instant.nullable() }),
  z.strictObject({ type: z.literal('COMMENT'), comment: text }),
  z.strictObject({ type: z.literal('ARCHIVE'), comment }),
  z.strictObject({ type: z.literal('REOPEN'), comment }),
] as const;

export const wireEvent = z.discriminatedUnion('type', wireEvents);
export type WireEvent = z.infer<typeof wireEvent>;

/** Fails to compile when an event of the machine has no wire form, or the other way round. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
export const EVERY_EVENT_HAS_A_WIRE_FORM: Same<WireEvent['type'], UserEventType> = true;

export const revision = z.int().min(1);

export const sendBody = z.strictObject({ event: wireEvent, expectedRevision: revision });

export type Translated = { readonly kind: 'event'; readonly event: EventInput } | { readonly kind: 'invalid'; readonly field: string; readonly message: string; readonly params?: Record<string, unknown> };

const scheduleEvent = (wire: WireEvent & { type: 'SCHEDULE' | 'RESCHEDULE' }): Translated => {
  const rest = { scheduleId: randomUUID(), timezone: wire.timezone, unpublishAt: wire.unpublishAt };
  if ((wire.publishAt === undefined) === (wire.localTime === undefined)) return { kind: 'invalid', field: 'event.publishAt', message: 'send either publishAt or localTime' };
  if (wire.publishAt !== undefined) return { kind: 'event', event: { type: wire.type, publishAt: wire.publishAt, ...rest } };
  const answer = resolveWallTime(wire.localTime ?? '', wire.timezone, wire.disambiguation);
  switch (answer.kind) {
    case 'invalid':
      return answer.because === 'zone'
        ? { kind: 'invalid', field: 'event.timezone', message: 'is not a known IANA time zone' }
        : { kind: 'invalid', field: 'event.localTime', message: 'is not a wall time such as 2026-11-29T09:00' };
    case 'refused':
      return {
        kind: 'invalid',
        field: 'event.localTime',
        message:
          answer.because === 'gap'
            ? `does not exist in ${wire.timezone}: the clock goes forward over it; choose disambiguation "earlier" (${answer.earlier}) or "later" (${answer.later})`
            : `occurs twice in ${wire.timezone}: choose disambiguation "earlier" (${answer.earlier}) or "later" (${answer.later})`,
        params: { because: answer.because, earlier: answer.earlier, later: answer.later },
      };
    default:
      return { kind: 'event', event: { type: wire.type, publishAt: answer.instant, ...rest } };
  }
};

/** Turns the wire form into the machine's event. `person` finds an assignee by id. */
export const toEvent = async (wire: WireEvent, person: (id: string) => Promise<ActorRef | null>): Promise<Translated> => {
  switch (wire.type) {
    case 'SCHEDULE':
    case 'RESCHEDULE':
      return scheduleEvent(wire);
    case 'ASSIGN': {
      const assignee = wire.assignee === null ? null : await person(wire.assignee);
      if (wire.assignee !== null && assignee === null) return { kind: 'invalid', field: 'event.assignee', message: 'there is no such person' };
      return { kind: 'event', event: { type: 'ASSIGN', assignee } };
    }
    default:
      return { kind: 'event', event: wire };
  }
};
