/** Events as a client writes them. */
import { NEEDS_A_LOOK, USER_EVENTS, type UserEventType } from '../../src/plugins/content-workflow/core/workflow/events';
import type { Person, TestApp } from './app';
import { havingLooked } from './looked-at';

export type Wire = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A body that is valid for every event: a refusal of it is the machine's, not the form's. */
export const wireEvents = async (app: TestApp): Promise<Readonly<Record<UserEventType, Wire>>> => {
  const promise = { publishAt: new Date(app.engine.clock.now() + 7_200_000).toISOString(), timezone: 'Asia/Shanghai' };
  return {
    SUBMIT: { type: 'SUBMIT', comment: 'Ready.' },
    APPROVE: { type: 'APPROVE' },
    REQUEST_CHANGES: { type: 'REQUEST_CHANGES', comment: 'Name the place.' },
    REJECT: { type: 'REJECT', reasonCode: 'quality' },
    RECALL: { type: 'RECALL' },
    EXPEDITE: { type: 'EXPEDITE', reason: 'A recall of the product.' },
    START_EXPERIMENT: { type: 'START_EXPERIMENT' },
    PAUSE_EXPERIMENT: { type: 'PAUSE_EXPERIMENT' },
    RESUME_EXPERIMENT: { type: 'RESUME_EXPERIMENT' },
    FINISH_EXPERIMENT: { type: 'FINISH_EXPERIMENT' },
    PROMOTE: { type: 'PROMOTE', variant: 'a', reason: 'The partner prefers it.' },
    STOP: { type: 'STOP' },
    SCHEDULE: { type: 'SCHEDULE', ...promise },
    RESCHEDULE: { type: 'RESCHEDULE', ...promise },
    UNSCHEDULE: { type: 'UNSCHEDULE' },
    HOLD: { type: 'HOLD', reason: 'The shop is closed.' },
    PUBLISH: { type: 'PUBLISH' },
    TAKE_DOWN: { type: 'TAKE_DOWN', reason: 'A wrong price.' },
    OPEN_RETROSPECTIVE: { type: 'OPEN_RETROSPECTIVE' },
    COMPLETE: { type: 'COMPLETE', highlights: 'Many replies.', shortfalls: 'Late map.', lessons: 'Map first.' },
    ASSIGN: { type: 'ASSIGN', assignee: await app.idOf('editor2') },
    SET_DUE: { type: 'SET_DUE', dueAt: promise.publishAt },
    COMMENT: { type: 'COMMENT', comment: 'Looks good.' },
    ARCHIVE: { type: 'ARCHIVE' },
    REOPEN: { type: 'REOPEN' },
  };
};

export const EVENTS: readonly UserEventType[] = USER_EVENTS;

/** Sends a body to a piece as it is; the revision, and for an approval what was looked at, are the current ones unless others are given. */
export const post = async (app: TestApp, pieceId: number, person: Person, event: unknown, expectedRevision?: unknown) => {
  const piece = await app.engine.pieces.byId(pieceId);
  const needsALook = NEEDS_A_LOOK.has((event as Partial<Wire> | null)?.type as UserEventType);
  const inspected = needsALook && piece !== null ? await app.engine.transitions.inspect(piece) : null;
  const looked = inspected === null ? event : havingLooked(inspected.facts, event as Wire);
  return app.as(person, 'post', `/content-workflow/pieces/${pieceId}/events`, { event: looked, expectedRevision: expectedRevision ?? piece?.revision });
};

export interface Problem {
  readonly status: number;
  readonly name: string;
  readonly message: string;
  readonly details: { readonly code: string; readonly guard?: string; readonly who?: readonly string[]; readonly next?: string; readonly field?: string } & Readonly<Record<string, unknown>>;
}

export const problemOf = (answer: { body: unknown }): Problem => (answer.body as { error: Problem }).error;

/** A refusal says what stood in the way, who could pass and what to do next. */
export const expectExplained = (answer: { status: number; body: unknown }): void => {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  const { message, details } = problemOf(answer);
  expect(message).toMatch(/\S.*\.$/);
  expect(details.code).toMatch(/^[A-Z_]+$/);
  expect(details.guard).toMatch(/\S/);
  expect(Array.isArray(details.who)).toBe(true);
  expect(details.next).toMatch(/\S.*\.$/);
};
