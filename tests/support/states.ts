/**
 * Pieces in any state, brought there through the write path itself and not over HTTP: for tests that need many of them.
 * Who did it are the people of the tests, each with every permission, so that only the machine decides.
 */
import { PERMISSIONS, type Actor } from '../../src/plugins/content-workflow/core/workflow/context';
import type { StateName } from '../../src/plugins/content-workflow/core/workflow/machine';
import type { EventInput } from '../../src/plugins/content-workflow/server/src/engine/transitions';
import type { PieceRow } from '../../src/plugins/content-workflow/server/src/tables';
import { ACTIVITY, POST, type Person, type TestApp } from './app';
import { planned } from './experiments';
import { postData, type Draft } from './flow';
import { lookedAt } from './looked-at';

export interface Piece extends Draft {
  readonly id: number;
}

export const actorOf = async (app: TestApp, person: Person, overrides: Partial<Actor> = {}): Promise<Actor> => ({
  kind: 'admin',
  id: await app.idOf(person),
  name: `${person} Test`,
  permissions: PERMISSIONS,
  roles: ['strapi-super-admin'],
  superAdmin: true,
  ...overrides,
});

/** Sends an event through the write path; anything but success is an error in the test. */
export const push = async (app: TestApp, pieceId: number, person: Person, event: EventInput): Promise<PieceRow> => {
  const outcome = await app.engine.transitions.send({ pieceId, expectedRevision: null, event: await lookedAt(app.engine, pieceId, event), by: await actorOf(app, person) });
  if (outcome.kind !== 'accepted') throw new Error(`${event.type} was not accepted: ${JSON.stringify(outcome)}`);
  return outcome.piece;
};

export interface Promised {
  /** Epoch milliseconds. */
  readonly publishAt?: number;
  readonly unpublishAt?: number;
  readonly timezone?: string;
}

let promises = 0;

export const scheduleEvent = (app: TestApp, promised: Promised = {}): EventInput & { type: 'SCHEDULE' } => {
  promises += 1;
  return {
    type: 'SCHEDULE',
    scheduleId: `promise-${promises}`,
    publishAt: new Date(promised.publishAt ?? app.engine.clock.now() + 7_200_000).toISOString(),
    timezone: promised.timezone ?? 'Asia/Shanghai',
    unpublishAt: promised.unpublishAt === undefined ? null : new Date(promised.unpublishAt).toISOString(),
  };
};

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<unknown>;
}

/** A draft with two variants, so that every event of the machine can be meant. */
export const draftPiece = async (app: TestApp, data: Record<string, unknown> = {}, variants: readonly string[] = ['a', 'b']): Promise<Piece> => {
  const { documentId } = await (app.strapi.documents(POST as never) as unknown as Documents).create({ data: await postData(app, data), locale: 'en' });
  const row = await app.engine.pieces.ensure({ uid: POST, documentId, locale: 'en' });
  if (row === null) throw new Error('the draft has no piece');
  let revision = row.revision;
  for (const key of variants) {
    const by = await actorOf(app, 'editor');
    const outcome = await app.engine.variants.put({ pieceId: row.id, expectedRevision: revision, by }, { key, label: key.toUpperCase(), overrides: { title: `Title ${key} of the test` } });
    if (outcome.kind !== 'accepted') throw new Error(`no variant: ${JSON.stringify(outcome)}`);
    revision = outcome.piece.revision;
  }
  return { uid: POST, documentId, locale: 'en', id: row.id };
};

let activities = 0;

/** An activity that is live under this title; its document id. */
export const liveActivity = async (app: TestApp, title: string): Promise<string> => {
  activities += 1;
  const data = { title, slug: `${title.toLowerCase().replaceAll(' ', '-')}-${activities}`, theme: 'A theme', phases: [{ name: 'Day one', kind: 'live' }] };
  const { documentId } = await (app.strapi.documents(ACTIVITY as never) as unknown as Documents).create({ data, locale: 'en' });
  const row = await app.engine.pieces.ensure({ uid: ACTIVITY, documentId, locale: 'en' });
  await bring(app, { uid: ACTIVITY, documentId, locale: 'en', id: row?.id ?? 0 }, 'published');
  return documentId;
};

/** Gives a live activity another title, and puts that live too. */
export const renameLive = async (app: TestApp, documentId: string, title: string): Promise<void> => {
  await (app.strapi.documents(ACTIVITY as never) as unknown as Documents).update({ documentId, locale: 'en', data: { title } });
  const row = await app.engine.pieces.ensure({ uid: ACTIVITY, documentId, locale: 'en' });
  await bring(app, { uid: ACTIVITY, documentId, locale: 'en', id: row?.id ?? 0 }, 'published');
};

type Way = readonly (readonly [Person, EventInput['type']])[];

const approved: Way = [
  ['editor', 'SUBMIT'],
  ['reviewer', 'APPROVE'],
  ['reviewer2', 'APPROVE'],
];
const published: Way = [...approved, ['publisher', 'PUBLISH']];

const WAYS: Readonly<Record<StateName, Way>> = {
  draft: [],
  review: [['editor', 'SUBMIT']],
  approved,
  variant: [...approved, ['publisher', 'START_EXPERIMENT']],
  scheduled: [...approved, ['publisher', 'SCHEDULE']],
  held: [...approved, ['publisher', 'SCHEDULE'], ['publisher', 'HOLD']],
  published,
  withdrawn: [...published, ['publisher', 'TAKE_DOWN']],
  retrospective: [...published, ['publisher', 'OPEN_RETROSPECTIVE']],
  closed: [...published, ['publisher', 'OPEN_RETROSPECTIVE'], ['publisher', 'COMPLETE']],
  rejected: [
    ['editor', 'SUBMIT'],
    ['reviewer', 'REJECT'],
  ],
  archived: [['editor', 'ARCHIVE']],
};

const PAYLOADS: Readonly<Record<string, object>> = {
  SUBMIT: { comment: null },
  APPROVE: { comment: null },
  REJECT: { reasonCode: 'quality', comment: null },
  HOLD: { reason: 'The shop is closed.' },
  TAKE_DOWN: { reason: 'A wrong price.' },
  COMPLETE: { highlights: 'Many replies.', shortfalls: 'Late map.', lessons: 'Map first.' },
  ARCHIVE: { comment: null },
};

export interface Wanted extends Promised {
  readonly data?: Record<string, unknown>;
  readonly variants?: readonly string[];
}

/** Takes a piece that is a draft on to a state. */
export const bring = async (app: TestApp, piece: Piece, state: StateName, promised: Promised = {}): Promise<Piece> => {
  for (const [person, type] of WAYS[state]) {
    if (type === 'START_EXPERIMENT') await planned(app, piece.id);
    await push(app, piece.id, person, type === 'SCHEDULE' ? scheduleEvent(app, promised) : ({ type, ...PAYLOADS[type] } as EventInput));
  }
  return piece;
};

export const pieceIn = async (app: TestApp, state: StateName, wanted: Wanted = {}): Promise<Piece> => bring(app, await draftPiece(app, wanted.data, wanted.variants), state, wanted);
