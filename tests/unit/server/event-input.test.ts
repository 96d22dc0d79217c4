/** The only way from the network into the machine: what gets through is an event that a person may send, and nothing else. */
import { INTERNAL_EVENTS, USER_EVENTS, type UserEventType } from '../../../src/plugins/content-workflow/core/workflow/events';
import type { ActorRef } from '../../../src/plugins/content-workflow/core/workflow/context';
import { sendBody, toEvent, wireEvent, type WireEvent } from '../../../src/plugins/content-workflow/server/src/engine/event-input';
import { PAYLOADS } from '../../support/unit/build';

const promise = { publishAt: '2026-11-29T01:00:00Z', timezone: 'Asia/Shanghai' };

/** What a client sends for each event; the type makes it grow with the machine. */
const WIRE: { readonly [T in UserEventType]: Record<string, unknown> } = {
  SUBMIT: {},
  APPROVE: { comment: 'Fine.' },
  REQUEST_CHANGES: { comment: 'Name the place.' },
  REJECT: { reasonCode: 'off-topic' },
  RECALL: {},
  EXPEDITE: { reason: 'The venue burns.' },
  START_EXPERIMENT: {},
  PAUSE_EXPERIMENT: {},
  RESUME_EXPERIMENT: {},
  FINISH_EXPERIMENT: {},
  PROMOTE: { variant: 'a' },
  STOP: {},
  SCHEDULE: promise,
  RESCHEDULE: promise,
  UNSCHEDULE: {},
  HOLD: { reason: 'The partner asks to wait.' },
  PUBLISH: {},
  TAKE_DOWN: { reason: 'The rights ended.' },
  OPEN_RETROSPECTIVE: {},
  COMPLETE: { highlights: 'a', shortfalls: 'b', lessons: 'c' },
  ASSIGN: { assignee: '7' },
  SET_DUE: { dueAt: '2026-11-29T01:00:00Z' },
  COMMENT: { comment: 'Looks good.' },
  ARCHIVE: {},
  REOPEN: {},
};

const ben: ActorRef = { kind: 'admin', id: '7', name: 'Ben' };
const person = (id: string): Promise<ActorRef | null> => Promise.resolve(id === '7' ? ben : null);

const wire = (type: UserEventType, overrides: Record<string, unknown> = {}): WireEvent => wireEvent.parse({ type, ...WIRE[type], ...overrides });
const fails = (body: unknown): string[] => {
  const parsed = wireEvent.safeParse(body);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.map(String).join('.'));
};
const schedule = (overrides: Record<string, unknown>) => toEvent(wire('SCHEDULE', { publishAt: undefined, timezone: 'Europe/Berlin', ...overrides }), person);

describe('what can be sent', () => {
  test.each(USER_EVENTS.map((type) => ({ type })))('$type has a wire form that becomes the event with all its fields', async ({ type }) => {
    const translated = await toEvent(wire(type), person);
    if (translated.kind === 'invalid') throw new Error(`${translated.field}: ${translated.message}`);
    expect(translated.event.type).toBe(type);
    expect(Object.keys(translated.event).sort()).toEqual(['type', ...Object.keys(PAYLOADS[type])].sort());
  });

  test.each(INTERNAL_EVENTS.map((type) => ({ type })))('$type can not be sent: the system says it', ({ type }) => {
    expect(fails({ type, ...PAYLOADS[type] })).toEqual(['type']);
  });

  test.each(['', 'submit', 'xstate.init', 'xstate.stop', '*', '__proto__', null, 7, ['SUBMIT'], undefined])('%j is not an event', (type) => {
    expect(fails({ type })).not.toEqual([]);
  });

  test.each(USER_EVENTS.map((type) => ({ type })))('$type takes nothing from the client that the engine finds out itself', ({ type }) => {
    for (const field of ['by', 'at', 'facts', 'scheduleId', 'hash', 'state']) expect({ field, accepted: fails({ type, ...WIRE[type], [field]: 'x' }).length === 0 }).toEqual({ field, accepted: false });
  });

  test.each([
    { title: 'without a revision', body: { event: { type: 'SUBMIT' } } },
    { title: 'with a revision of zero', body: { event: { type: 'SUBMIT' }, expectedRevision: 0 } },
    { title: 'with a revision that is a text', body: { event: { type: 'SUBMIT' }, expectedRevision: '1' } },
    { title: 'with a revision that is no whole number', body: { event: { type: 'SUBMIT' }, expectedRevision: 1.5 } },
    { title: 'with a revision that is null', body: { event: { type: 'SUBMIT' }, expectedRevision: null } },
    { title: 'with something more', body: { event: { type: 'SUBMIT' }, expectedRevision: 1, force: true } },
    { title: 'without an event', body: { expectedRevision: 1 } },
    { title: 'that is empty', body: {} },
  ])('a body $title is refused', ({ body }) => {
    expect(sendBody.safeParse(body).success).toBe(false);
  });
});

describe('texts', () => {
  test('a text is trimmed, and one that may be left out is null when nothing is said', () => {
    expect(wire('COMMENT', { comment: '  hi \n' })).toMatchObject({ comment: 'hi' });
    for (const comment of [undefined, null, '', '  ']) expect(wire('SUBMIT', { comment })).toMatchObject({ comment: null });
  });

  test('a required text that is blank gets through as blank, so that the machine explains it', () => {
    expect(wire('REQUEST_CHANGES', { comment: '  ' })).toMatchObject({ comment: '' });
  });

  test('a required text that is missing is refused here', () => {
    expect(fails({ type: 'REQUEST_CHANGES' })).toEqual(['comment']);
    expect(fails({ type: 'COMPLETE', highlights: 'a' })).toEqual(['shortfalls', 'lessons']);
  });

  test('10,000 characters are a comment, one more is a document', () => {
    expect(fails({ type: 'COMMENT', comment: 'a'.repeat(10_000) })).toEqual([]);
    expect(fails({ type: 'COMMENT', comment: 'a'.repeat(10_001) })).toEqual(['comment']);
  });

  test('NUL can not be stored and is refused', () => {
    expect(fails({ type: 'COMMENT', comment: 'a\u0000b' })).toEqual(['comment']);
    expect(fails({ type: 'SUBMIT', comment: 'a\u0000b' })).toEqual(['comment']);
  });
});

describe('people and dates', () => {
  test('an assignee is looked up, never believed', async () => {
    expect(await toEvent(wire('ASSIGN'), person)).toEqual({ kind: 'event', event: { type: 'ASSIGN', assignee: ben } });
    expect(await toEvent(wire('ASSIGN', { assignee: null }), person)).toEqual({ kind: 'event', event: { type: 'ASSIGN', assignee: null } });
    expect(await toEvent(wire('ASSIGN', { assignee: '8' }), person)).toMatchObject({ kind: 'invalid', field: 'event.assignee' });
    for (const assignee of ['0', '-1', '7; drop table', '', { id: '7', name: 'Root' }, 7]) expect(fails({ type: 'ASSIGN', assignee })).toEqual(['assignee']);
  });

  test('a due date is an instant in UTC, whatever offset it was sent with', () => {
    expect(wire('SET_DUE', { dueAt: '2026-11-29T09:00:00+08:00' })).toEqual({ type: 'SET_DUE', dueAt: '2026-11-29T01:00:00.000Z' });
    expect(wire('SET_DUE', { dueAt: null })).toEqual({ type: 'SET_DUE', dueAt: null });
    for (const dueAt of ['2026-11-31T00:00:00Z', '2026-11-29', 'tomorrow', 0]) expect(fails({ type: 'SET_DUE', dueAt })).toEqual(['dueAt']);
  });
});

describe('promises', () => {
  test('an instant is taken as it is, in UTC, with an id of its own', async () => {
    const [a, b] = await Promise.all([toEvent(wire('SCHEDULE', { publishAt: '2026-11-29T09:00:00+08:00' }), person), toEvent(wire('SCHEDULE'), person)]);
    expect(a).toMatchObject({ kind: 'event', event: { type: 'SCHEDULE', publishAt: '2026-11-29T01:00:00.000Z', timezone: 'Asia/Shanghai', unpublishAt: null } });
    const id = (t: typeof a) => (t.kind === 'event' && t.event.type === 'SCHEDULE' ? t.event.scheduleId : '');
    expect(id(a)).toMatch(/^[0-9a-f-]{36}$/);
    expect(id(a)).not.toBe(id(b));
  });

  test('a wall time that exists once becomes its instant', async () => {
    expect(await schedule({ localTime: '2026-11-29T09:00' })).toMatchObject({ kind: 'event', event: { publishAt: '2026-11-29T08:00:00.000Z', timezone: 'Europe/Berlin' } });
  });

  test.each([
    { what: 'does not exist', localTime: '2026-03-29T02:30', because: 'gap', earlier: '2026-03-29T00:30:00.000Z', later: '2026-03-29T01:30:00.000Z' },
    { what: 'occurs twice', localTime: '2026-10-25T02:30', because: 'overlap', earlier: '2026-10-25T00:30:00.000Z', later: '2026-10-25T01:30:00.000Z' },
  ])('a wall time that $what is refused with both instants, and taken when one is chosen', async ({ localTime, because, earlier, later }) => {
    const unanswered = await schedule({ localTime });
    expect(unanswered).toMatchObject({ kind: 'invalid', field: 'event.localTime', params: { because, earlier, later } });
    const message = unanswered.kind === 'invalid' ? unanswered.message : '';
    for (const part of [earlier, later, 'Europe/Berlin']) expect(message).toContain(part);
    expect(await schedule({ localTime, disambiguation: 'earlier' })).toMatchObject({ kind: 'event', event: { publishAt: earlier } });
    expect(await schedule({ localTime, disambiguation: 'later' })).toMatchObject({ kind: 'event', event: { publishAt: later } });
  });

  test.each([
    { what: 'neither an instant nor a wall time', overrides: {}, field: 'event.publishAt' },
    { what: 'both of them', overrides: { publishAt: '2026-11-29T01:00:00Z', localTime: '2026-11-29T09:00' }, field: 'event.publishAt' },
    { what: 'a wall time in no known zone', overrides: { localTime: '2026-11-29T09:00', timezone: 'Mars/Phobos' }, field: 'event.timezone' },
    { what: 'a wall time with an offset for a zone', overrides: { localTime: '2026-11-29T09:00', timezone: '+08:00' }, field: 'event.timezone' },
    { what: 'a wall time of 30 February', overrides: { localTime: '2026-02-30T09:00' }, field: 'event.localTime' },
    { what: 'a wall time that carries an offset', overrides: { localTime: '2026-11-29T09:00+08:00' }, field: 'event.localTime' },
  ])('a promise with $what is refused, and the field is named', async ({ overrides, field }) => {
    expect(await schedule(overrides)).toMatchObject({ kind: 'invalid', field });
  });

  test.each([
    { what: 'an instant without a zone', overrides: { publishAt: '2026-11-29T09:00:00' }, field: 'publishAt' },
    { what: 'an end that is no instant', overrides: { unpublishAt: 'later' }, field: 'unpublishAt' },
    { what: 'a disambiguation that is none', overrides: { disambiguation: 'maybe' }, field: 'disambiguation' },
    { what: 'no zone', overrides: { timezone: undefined }, field: 'timezone' },
  ])('a promise with $what does not get past the form', ({ overrides, field }) => {
    expect(fails({ type: 'SCHEDULE', ...promise, ...overrides })).toEqual([field]);
  });
});
