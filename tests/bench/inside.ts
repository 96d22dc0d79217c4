/** What a measured server does on command, in its own process: fill the database, publish in a loop, run what is due. */
import { randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { COLUMNS } from '../../src/plugins/content-workflow/core/board/columns';
import { PERMISSIONS, type Actor } from '../../src/plugins/content-workflow/core/workflow/context';
import type { Workflow } from '../../src/plugins/content-workflow/server/src/workflow';
import { lookedAt } from '../support/looked-at';
import { ACTIVITY, ACTIVITY_DATA, COVER, LOCALE, POST, postData, type PostParts } from './content';
import { cloneRows, type Copy, type Original } from './rows';

export { assignments, runExperiments } from '../support/experiment-commands';

const engineOf = (strapi: Core.Strapi): Workflow | null => (strapi.plugin('content-workflow')?.service('workflow') as unknown as Workflow | undefined) ?? null;

const engine = (strapi: Core.Strapi): Workflow => {
  const found = engineOf(strapi);
  if (found === null) throw new Error('there is no workflow here');
  return found;
};

/** Somebody with every permission and role; two of them, since the one who approves is not the one who submits. */
const person = (id: string): Actor => ({ kind: 'admin', id, name: `Person ${id}`, permissions: [...PERMISSIONS], roles: ['cw-reviewer', 'cw-publisher'], superAdmin: true });
const AUTHOR = person('9001');
const REVIEWER = person('9002');

type Event = Parameters<Workflow['transitions']['send']>[0]['event'];

const send = async (workflow: Workflow, uid: string, documentId: string, by: Actor, event: Event): Promise<void> => {
  const piece = await workflow.pieces.current({ uid, documentId, locale: LOCALE });
  const outcome = piece === null ? null : await workflow.transitions.send({ pieceId: piece.id, expectedRevision: piece.revision, event: await lookedAt(workflow, piece.id, event), by });
  if (outcome?.kind !== 'accepted') throw new Error(`${event.type}: ${JSON.stringify(outcome).slice(0, 500)}`);
};

const documents = (strapi: Core.Strapi, uid: string) =>
  strapi.documents(uid as never) as unknown as { create(params: object): Promise<{ documentId: string }>; publish(params: object): Promise<{ entries: unknown[] }> };

const approve = async (workflow: Workflow, uid: string, documentId: string): Promise<void> => {
  await send(workflow, uid, documentId, AUTHOR, { type: 'SUBMIT', comment: null });
  await send(workflow, uid, documentId, REVIEWER, { type: 'APPROVE', comment: null });
  await send(workflow, uid, documentId, REVIEWER, { type: 'APPROVE', comment: null });
};

/** The activity and the cover that posts point to, live where it can be, as in a running campaign. */
export const furnish = async (strapi: Core.Strapi): Promise<PostParts> => {
  const file = (await strapi.db.query('plugin::upload.file').create({ data: COVER })) as { id: number };
  const { documentId } = await documents(strapi, ACTIVITY).create({ locale: LOCALE, data: ACTIVITY_DATA });
  const workflow = engineOf(strapi);
  if (workflow === null) await documents(strapi, ACTIVITY).publish({ documentId, locale: LOCALE });
  else {
    await approve(workflow, ACTIVITY, documentId);
    await send(workflow, ACTIVITY, documentId, REVIEWER, { type: 'PUBLISH' });
  }
  return { cover: file.id, activity: documentId };
};

/** Posts by Strapi's own create; with a workflow, each has its piece. */
export const createPosts = async (strapi: Core.Strapi, { names, parts }: { names: readonly string[]; parts: PostParts }): Promise<string[]> => {
  const ids: string[] = [];
  for (const name of names) ids.push((await documents(strapi, POST).create({ locale: LOCALE, data: postData(name, parts) })).documentId);
  return ids;
};

export const approvePosts = async (strapi: Core.Strapi, ids: readonly string[]): Promise<void> => {
  for (const id of ids) await approve(engine(strapi), POST, id);
};

/** Publishes one after another and answers how long each took, in milliseconds. */
export const publishPosts = async (strapi: Core.Strapi, ids: readonly string[]): Promise<number[]> => {
  const workflow = engineOf(strapi);
  const times: number[] = [];
  for (const documentId of ids) {
    const piece = (await workflow?.pieces.current({ uid: POST, documentId, locale: LOCALE })) ?? null;
    const began = performance.now();
    if (workflow === null) {
      const { entries } = await documents(strapi, POST).publish({ documentId, locale: LOCALE });
      if (entries.length !== 1) throw new Error('not published');
    } else {
      const outcome = await workflow.transitions.send({ pieceId: piece?.id ?? 0, expectedRevision: piece?.revision ?? 0, event: { type: 'PUBLISH' }, by: REVIEWER });
      if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome).slice(0, 500));
    }
    times.push(performance.now() - began);
  }
  return times;
};

/** Schedules posts for one instant, by a clock that stands before it. */
export const schedulePosts = async (strapi: Core.Strapi, { ids, publishAt }: { ids: readonly string[]; publishAt: number }): Promise<void> => {
  const workflow = engine(strapi);
  workflow.clock.use(() => publishAt - 60_000);
  for (const id of ids) await send(workflow, POST, id, REVIEWER, { type: 'SCHEDULE', scheduleId: `bench-${id}`, publishAt: new Date(publishAt).toISOString(), timezone: 'Asia/Shanghai', unpublishAt: null });
  workflow.clock.use();
};

/** Waits until every job that the preparations caused is done, so that none of it falls into a measured window. */
export const rest = async (strapi: Core.Strapi): Promise<void> => {
  for (;;) {
    const waiting = await strapi.db.connection('cw_jobs').where({ name: 'announce' }).first('id');
    if (waiting === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** As long as Strapi's own. */
const documentIdOf = (copy: number): string => `c${String(copy).padStart(23, '0')}`;

/**
 * Copies of a post with everything that hangs on it. Where a workflow runs, its rows are copied too, with each copy's own
 * hash, or with the original's for a figure that only reads what is live. `from` numbers the first of them.
 */
export const multiply = async (strapi: Core.Strapi, { documentId, count, content = true, hashed = content, from = 0 }: { documentId: string; count: number; content?: boolean; hashed?: boolean; from?: number }): Promise<{ ids: string[]; slugs: string[] }> => {
  const workflow = engineOf(strapi);
  const row = await strapi.db.connection('posts').where({ document_id: documentId }).first('title', 'slug');
  const version = (await workflow?.content.readDraft({ uid: POST, documentId, locale: LOCALE })) ?? null;
  const original: Original = { documentId, title: row.title, slug: row.slug, hash: version?.hash ?? '' };
  const copies: Copy[] = [];
  for (let i = 0; i < count; i += 1) {
    const [title, slug] = [`${original.title} ${i}`, `${original.slug}-${i}`];
    const own = workflow === null || version === null || !hashed ? null : await workflow.content.withOverrides(POST, version.content, { title, slug });
    copies.push({ documentId: documentIdOf(from + i), title, slug, version: own === null ? null : { hash: own.hash, content: JSON.stringify(own.content) } });
  }
  await cloneRows(strapi, original, copies, { content, workflow: workflow !== null });
  const probe = copies.at(-1);
  if (probe?.version != null && (await workflow?.content.readDraft({ uid: POST, documentId: probe.documentId, locale: LOCALE }))?.hash !== probe.version.hash) throw new Error('a copy is not what its rows say');
  return { ids: copies.map((c) => c.documentId), slugs: copies.map((c) => c.slug) };
};

export const openToPublic = async (strapi: Core.Strapi): Promise<void> => {
  const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  for (const action of ['api::post.post.find', 'api::post.post.findOne', 'plugin::content-workflow.delivery.find', 'plugin::content-workflow.delivery.findOne'])
    await strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role: role?.id } });
};

/** Registered members, and what each logs in with. */
export const createMembers = async (strapi: Core.Strapi, { count }: { count: number }): Promise<string[]> => {
  const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
  const { jwt } = strapi.plugin('users-permissions').services as unknown as { jwt: { issue(payload: object): string } };
  const tokens: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const { id } = await strapi.db.query('plugin::users-permissions.user').create({ data: { username: `bench-${i}`, email: `bench-${i}@example.com`, provider: 'local', confirmed: true, blocked: false, role: role?.id } });
    tokens.push(jwt.issue({ id }));
  }
  return tokens;
};

/** As many short links, each with a target of its own; answers their paths. */
export const makeLinks = async (strapi: Core.Strapi, { count }: { count: number }): Promise<string[]> => {
  const { links } = engine(strapi).reach;
  const use = { channel: { id: 1, key: 'bench', platform: 'bench', linkSeed: 'bench' }, subject: { uid: POST, documentId: documentIdOf(0), locale: LOCALE }, variant: '', campaign: 'bench', kols: [] };
  const targets = Array.from({ length: count }, (_, i) => ({ label: `${i}`, url: `https://shop.example.com/${i}` }));
  const source = { title: '', summary: '', body: [], cover: null, gallery: [], tags: [], language: '', author: '', url: null, links: targets, adapted: false };
  await strapi.db.transaction(({ trx }) => links.keep(trx as never, source, use));
  return links.tracked(source, use).links.map(({ url }) => new URL(url).pathname);
};

/** What was counted of them, when all of it is written. */
export const countedClicks = async (strapi: Core.Strapi): Promise<{ person: number; bot: number }> => {
  await engine(strapi).reach.clicks.flush();
  const rows = (await strapi.db.connection('cw_link_clicks').groupBy('kind').select('kind').sum({ n: 'clicks' })) as { kind: string; n: unknown }[];
  const of = (kind: string): number => Number(rows.find((row) => row.kind === kind)?.n ?? 0);
  return { person: of('person'), bot: of('bot') };
};

/** Delivers due jobs for the time given and answers pieces per second. */
export const runDue = async (strapi: Core.Strapi, { ms }: { ms: number }): Promise<number> => {
  const workflow = engine(strapi);
  const published = async (): Promise<number> => Number((await strapi.db.connection('cw_pieces').where({ state: 'published', subject_uid: POST }).count({ n: '*' }).first())?.n ?? 0);
  const before = await published();
  const began = performance.now();
  await workflow.queue.start(workflow.handlers);
  await new Promise((resolve) => setTimeout(resolve, ms));
  await workflow.queue.stop();
  const seconds = (performance.now() - began) / 1000;
  return ((await published()) - before) / seconds;
};

/** Publishes in a plain loop for the time given and answers pieces per second, and where in the list it stopped. */
export const runLoop = async (strapi: Core.Strapi, { ids, ms }: { ids: readonly string[]; ms: number }): Promise<{ perSecond: number; done: number }> => {
  const began = performance.now();
  let done = 0;
  for (const documentId of ids) {
    if (performance.now() - began >= ms) break;
    await documents(strapi, POST).publish({ documentId, locale: LOCALE });
    done += 1;
  }
  return { perSecond: done / ((performance.now() - began) / 1000), done };
};

/** A post in each column of the board but that of experiments, which need variants. */
const WAYS: readonly (readonly Event[])[] = (() => {
  const submit: Event = { type: 'SUBMIT', comment: null };
  const approved: readonly Event[] = [submit, { type: 'APPROVE', comment: null }, { type: 'APPROVE', comment: null }];
  const scheduled: readonly Event[] = [...approved, { type: 'SCHEDULE', scheduleId: 'bench-board', publishAt: '2999-01-01T00:00:00.000Z', timezone: 'Asia/Shanghai', unpublishAt: null }];
  const published: readonly Event[] = [...approved, { type: 'PUBLISH' }];
  return [[], [submit], approved, scheduled, [...scheduled, { type: 'HOLD', reason: 'The shop is closed.' }], published, [...published, { type: 'OPEN_RETROSPECTIVE' }], [submit, { type: 'REJECT', reasonCode: 'quality', comment: null }], [...published, { type: 'TAKE_DOWN', reason: 'A wrong price.' }]];
})();

/** So many pieces, in equal parts in the columns; with the entries that they are about, or alone. */
export const fillBoard = async (strapi: Core.Strapi, { count, content = false }: { count: number; content?: boolean }): Promise<void> => {
  const workflow = engine(strapi);
  const names = WAYS.map((_, i) => `b${i}`);
  const ids = await createPosts(strapi, { names, parts: await furnish(strapi) });
  const each = Math.ceil(count / WAYS.length);
  for (const [i, way] of WAYS.entries()) {
    const documentId = ids[i] ?? '';
    for (const event of way) await send(workflow, POST, documentId, event.type === 'SUBMIT' ? AUTHOR : REVIEWER, event);
    await multiply(strapi, { documentId, count: each, content, hashed: false, from: i * each });
  }
};

/** As many as a team that writes for five years has, among so many people. */
const YEARS_MS = 5 * 365 * 86_400_000;
const PEOPLE = 20;

/** The same with entries, dates and people spread as in a team's archive. */
export const fillDesk = async (strapi: Core.Strapi, { count }: { count: number }): Promise<void> => {
  await fillBoard(strapi, { count, content: true });
  const { connection } = strapi.db;
  const begin = Date.now() - YEARS_MS / 2;
  // Far from each other for neighbouring ids.
  const spread = `${begin} + (id * 7919 % ${count}) * ${Math.floor(YEARS_MS / count)}`;
  const update = (table: string, columns: Record<string, string>): Promise<unknown> => connection(table).update(Object.fromEntries(Object.entries(columns).map(([column, sql]) => [column, connection.raw(sql)]))) as unknown as Promise<unknown>;
  await update('cw_pieces', {
    due_at: `case when id % 2 = 0 then ${spread} end`,
    plan_at: `case when id % 3 = 0 then ${spread} end`,
    publish_at: `case when state = 'scheduled' then ${spread} end`,
    assignee_id: `cast(id % ${PEOPLE} as text)`,
    author_id: `cast(id % ${PEOPLE} as text)`,
    changed_at: spread,
  });
  await update('cw_editions', { went_live_at: spread });
};

export interface BoardAnswer {
  readonly ms: readonly number[];
  /** What one first page asks of the database. */
  readonly statements: number;
}

/** The first page of every column, so many times, as the route answers it. */
export const askBoard = async (strapi: Core.Strapi, { times }: { times: number }): Promise<BoardAnswer> => {
  const { board } = engine(strapi);
  const filter = { uid: null, activityId: null, assigneeId: null, text: null };
  const ms: number[] = [];
  let statements = 0;
  const count = (): void => void (statements += 1);
  const database = strapi.db.connection as unknown as { on(event: 'query', hear: () => void): void; removeListener(event: 'query', hear: () => void): void };
  database.on('query', count);
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    const columns = [];
    for (const column of COLUMNS) columns.push(await board.column(filter, { column, before: null, limit: 20 }));
    JSON.stringify(columns);
    ms.push(performance.now() - began);
  }
  database.removeListener('query', count);
  return { ms, statements: statements / times };
};

/** One insert an event by Strapi's document service, so many at a time, for the time given; answers events per second. */
export const createReadings = async (strapi: Core.Strapi, { ms, atOnce }: { ms: number; atOnce: number }): Promise<number> => {
  const began = performance.now();
  let done = 0;
  const one = async (): Promise<void> => {
    while (performance.now() - began < ms) {
      await documents(strapi, 'api::reading.reading').create({ data: { eventId: randomUUID(), experiment: 1, unit: randomUUID().slice(0, 22), kind: 'exposure', arm: 'b', goal: null, value: null, at: Date.now() } });
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return done / ((performance.now() - began) / 1000);
};
