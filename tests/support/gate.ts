/** What the gate is held against: what is live, what front ends are served, and every hand that could write. */
import canonicalize from 'canonicalize';
import type { Actor } from '../../src/plugins/content-workflow/core/workflow/context';
import type { EventInput } from '../../src/plugins/content-workflow/server/src/engine/transitions';
import { POST, type Person, type TestApp } from './app';
import { inFuture, postAt, postData, view, type Draft } from './flow';
import { lookedAt } from './looked-at';
import { onLoad } from './types';

const API = (uid: string, actions: readonly string[]): string[] => actions.map((action) => `${uid}.${action}`);

export const READ_ACTIONS = [
  ...['post', 'activity', 'kol', 'submission', 'note', 'shelf'].flatMap((name) => API(`api::${name}.${name}`, ['find', 'findOne'])),
  ...API('plugin::content-workflow.delivery', ['find', 'findOne']),
];

export const WRITE_ACTIONS = ['post', 'activity', 'kol', 'note', 'shelf'].flatMap((name) => API(`api::${name}.${name}`, ['create', 'update', 'delete']));

/** Opens content-API actions to visitors without an identity, or to registered members. */
export const allow = async (app: TestApp, actions: readonly string[], role: 'public' | 'authenticated' = 'public'): Promise<void> => {
  const { id } = (await app.strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: role } })) as { id: number };
  for (const action of actions) await app.strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role: id } });
};

/** The bearer token of a registered member of the site. */
export const memberToken = async (app: TestApp): Promise<string> => {
  const { id } = (await app.strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } })) as { id: number };
  const users = app.strapi.plugin('users-permissions').service('user') as { add(user: object): Promise<{ id: number }> };
  const user = await users.add({ username: 'member', email: 'member@example.com', password: 'Correct-horse-7', confirmed: true, role: id });
  const jwt = app.strapi.plugin('users-permissions').service('jwt') as { issue(payload: object): string | Promise<string> };
  return jwt.issue({ id: user.id });
};

/** The key of an API token; a read-only one reaches handlers named find and findOne. */
export const apiToken = async (app: TestApp, type: 'read-only' | 'full-access'): Promise<string> => {
  const tokens = app.strapi.service('admin::api-token') as unknown as { create(token: object): Promise<{ accessKey: string }> };
  return (await tokens.create({ name: `${type} token`, description: '', type, lifespan: null })).accessKey;
};

interface Attribute {
  readonly type: string;
  readonly component?: string;
}

const populateAll = (app: TestApp, uid: string): Record<string, unknown> => {
  const { attributes } = app.strapi.getModel(uid as never) as unknown as { attributes: Record<string, Attribute> };
  const populated: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    if (['createdBy', 'updatedBy', 'localizations'].includes(name)) continue;
    if (attribute.type === 'component') populated[name] = { populate: populateAll(app, attribute.component ?? '') };
    if (['relation', 'media'].includes(attribute.type)) populated[name] = true;
  }
  return populated;
};

/** Equal for equal content: PostgreSQL answers what belongs to a row in no fixed order, and names come as the answers come. */
const asText = (rows: unknown, replacer?: (key: string, value: unknown) => unknown): string => canonicalize(JSON.parse(JSON.stringify(rows, replacer))) ?? '';

/** Every published row of the type with its ids, components, files and relations, as text that is equal when they are. */
export const liveRows = async (app: TestApp, uid: string = POST): Promise<string> =>
  asText(await app.strapi.db.query(uid as never).findMany({ where: { publishedAt: { $notNull: true } } as never, populate: populateAll(app, uid) as never, orderBy: { id: 'asc' } as never }));

/** The bytes that front ends are served, and their ETag, which differs for compressed bytes. Needs the public role to read the delivery. */
export const served = async (app: TestApp, path = 'posts'): Promise<string> => {
  const answer = await app.anonymous.get(`/api/delivery/${path}?limit=100`).set('Accept-Encoding', 'identity');
  return `${answer.status} ${answer.headers.etag} ${answer.text}`;
};

/** What a visitor gets for one entry, or the status when there is nothing. */
export const servedOne = async (app: TestApp, draft: Draft, path = 'posts'): Promise<string> => {
  const answer = await app.anonymous.get(`/api/delivery/${path}/${draft.documentId}${draft.locale === '' ? '' : `?locale=${draft.locale}`}`).set('Accept-Encoding', 'identity');
  return answer.status === 200 ? `${answer.headers.etag} ${answer.text}` : String(answer.status);
};

const withoutSavedAt = (rows: unknown): string => asText(rows, (key, value) => (key === 'updatedAt' ? undefined : value));

/** All draft rows of a document with all they hold, as text; a save that changes nothing still moves `updatedAt`. */
export const draftRows = async (app: TestApp, draft: Draft): Promise<string> =>
  withoutSavedAt(await app.strapi.db.query(draft.uid as never).findMany({ where: { documentId: draft.documentId, publishedAt: null } as never, populate: populateAll(app, draft.uid) as never, orderBy: { id: 'asc' } as never }));

/** The title of the draft row that is in the database now. */
export const draftTitle = async (app: TestApp, draft: Draft): Promise<unknown> =>
  ((await app.strapi.db.query(draft.uid as never).findOne({ where: { documentId: draft.documentId, publishedAt: null, ...(draft.locale === '' ? {} : { locale: draft.locale }) } as never })) as { title?: unknown } | null)?.title;

export const rowId = async (app: TestApp, draft: Draft, which: 'draft' | 'live'): Promise<number> =>
  Number((await app.strapi.db.query(draft.uid as never).findOne({ where: { documentId: draft.documentId, publishedAt: which === 'draft' ? null : { $notNull: true }, ...(draft.locale === '' ? {} : { locale: draft.locale }) } as never }))?.id ?? 0);

/** What an attempt came to, whichever way it was made. */
export interface Attempt {
  /** The HTTP status; 200 for a call in code that returned, the error's own status for one that threw. */
  readonly status: number;
  readonly message: string;
  readonly details: Record<string, unknown>;
}

interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}
interface ErrorBody {
  readonly error?: { readonly message?: string; readonly details?: Record<string, unknown> };
}

export const overHttp = async (asked: PromiseLike<HttpAnswer>): Promise<Attempt> => {
  const { status, body } = await asked;
  const { error } = (body ?? {}) as ErrorBody;
  return { status, message: error?.message ?? '', details: error?.details ?? {} };
};

const STATUS: Readonly<Record<string, number>> = { PolicyError: 403, ForbiddenError: 403, ValidationError: 400, ApplicationError: 400, NotFoundError: 404 };

/** A throw that is not one of Strapi's own errors would be a 500 in a request. */
export const inCode = async (run: () => unknown): Promise<Attempt> => {
  try {
    await run();
    return { status: 200, message: '', details: {} };
  } catch (error) {
    const { name, message, details } = error as Error & { details?: Record<string, unknown> };
    return { status: STATUS[name] ?? 500, message, details: details ?? {} };
  }
};

interface GraphqlBody {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly error?: { readonly name?: string; readonly details?: Record<string, unknown> } } }[];
}

export const graphql = async (app: TestApp, query: string, token?: string): Promise<GraphqlBody & { status: number; text: string }> => {
  const asked = app.anonymous.post('/graphql').send({ query });
  const answer = await (token === undefined ? asked : asked.set('Authorization', `Bearer ${token}`));
  return { ...(answer.body as GraphqlBody), status: answer.status, text: answer.text };
};

/** GraphQL answers 200 with errors inside; what counts is the first of them. */
export const overGraphql = async (app: TestApp, query: string): Promise<Attempt> => {
  const { errors, status } = await graphql(app, query);
  const first = errors?.[0];
  if (first === undefined) return { status, message: '', details: {} };
  return { status: STATUS[first.extensions?.error?.name ?? ''] ?? 500, message: first.message, details: first.extensions?.error?.details ?? {} };
};

interface AnyDocuments {
  [action: string]: (params: object) => Promise<Record<string, unknown>>;
}
export const documents = (app: TestApp, uid: string = POST): AnyDocuments => app.strapi.documents(uid as never) as unknown as AnyDocuments;

interface AnyQuery {
  [action: string]: (params: object) => Promise<Record<string, unknown> | null>;
}
export const query = (app: TestApp, uid: string = POST): AnyQuery => app.strapi.db.query(uid as never) as unknown as AnyQuery;

export const contentManager = (app: TestApp, by: Person, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object): Promise<Attempt> =>
  overHttp(app.as(by, method, `/content-manager/collection-types/${path}`, body));

/** The state and revision of a piece, without the cost of drawing its buttons. */
export const standing = async (app: TestApp, draft: Draft): Promise<{ id: number; state: string; revision: number; round: number }> => {
  const row = await app.strapi.db.connection('cw_pieces').where({ subject_uid: draft.uid, subject_id: draft.documentId, subject_locale: draft.locale, is_current: true }).first('id', 'state', 'revision', 'round');
  return { id: Number(row?.id ?? 0), state: String(row?.state ?? ''), revision: Number(row?.revision ?? 0), round: Number(row?.round ?? 0) };
};

/** The newest history entry of the document's current piece. */
export const lastEntry = async (app: TestApp, draft: Draft) => (await view(app, draft)).history[0];

export const STAGES = ['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published', 'published, next round open', 'withdrawn', 'retrospective', 'closed', 'rejected', 'archived'] as const;
export type Stage = (typeof STAGES)[number];

export const LIVE_STAGES: readonly Stage[] = ['published', 'published, next round open', 'retrospective', 'closed'];
/** An experiment and, by this application's setting, a promise keep a post from being edited. */
export const LOCKED_STAGES: readonly Stage[] = ['variant', 'scheduled'];

const person = (name: string, role: string, permissions: Actor['permissions']): Actor => ({ kind: 'admin', id: `at-hand-${name}`, name, permissions, roles: [role], superAdmin: false });
const EDITOR = person('editor', 'cw-editor', ['submit', 'archive']);
const REVIEWERS = [person('reviewer', 'cw-reviewer', ['review']), person('reviewer2', 'cw-reviewer', ['review'])] as const;
const PUBLISHER = person('publisher', 'cw-publisher', ['publish', 'take-down', 'own']);

const tell = async (app: TestApp, draft: Draft, by: Actor, event: EventInput): Promise<void> => {
  const { id } = await standing(app, draft);
  const outcome = await app.engine.transitions.send({ pieceId: id, expectedRevision: null, event: await lookedAt(app.engine, id, event), by });
  if (outcome.kind !== 'accepted') throw new Error(`${event.type} was not accepted: ${JSON.stringify(outcome)}`);
};

const approve = async (app: TestApp, draft: Draft): Promise<void> => {
  for (const by of REVIEWERS) await tell(app, draft, by, { type: 'APPROVE', comment: null });
};

export const publishAgain = async (app: TestApp, draft: Draft, upTo: 'approved' | 'scheduled' | 'published' = 'published'): Promise<void> => {
  await tell(app, draft, EDITOR, { type: 'SUBMIT', comment: null });
  await approve(app, draft);
  if (upTo === 'scheduled') await tell(app, draft, PUBLISHER, { type: 'SCHEDULE', scheduleId: 'again', publishAt: inFuture(app), timezone: 'UTC', unpublishAt: null });
  if (upTo === 'published') await tell(app, draft, PUBLISHER, { type: 'PUBLISH' });
};

/**
 * A fresh post at the stage, by the same write path that requests take but without the requests: the way itself is tested
 * elsewhere, and here hundreds of posts are needed.
 */
export const postAtStage = async (app: TestApp, stage: Stage, overrides: Record<string, unknown> = {}): Promise<Draft> => {
  if (stage === 'variant') return postAt(app, 'variant', overrides);
  const created = await documents(app).create?.({ locale: 'en', data: await postData(app, overrides) });
  const draft: Draft = { uid: POST, documentId: String(created?.documentId), locale: 'en' };
  if (stage === 'draft') return draft;
  if (stage === 'archived') {
    await tell(app, draft, EDITOR, { type: 'ARCHIVE', comment: null });
    return draft;
  }
  await tell(app, draft, EDITOR, { type: 'SUBMIT', comment: null });
  if (stage === 'review') return draft;
  if (stage === 'rejected') {
    await tell(app, draft, REVIEWERS[0], { type: 'REJECT', reasonCode: 'quality', comment: null });
    return draft;
  }
  await approve(app, draft);
  if (stage === 'approved') return draft;
  if (stage === 'scheduled' || stage === 'held') {
    await tell(app, draft, PUBLISHER, { type: 'SCHEDULE', scheduleId: 'first', publishAt: inFuture(app), timezone: 'Asia/Shanghai', unpublishAt: null });
    if (stage === 'held') await tell(app, draft, PUBLISHER, { type: 'HOLD', reason: 'The shop is closed.' });
    return draft;
  }
  await tell(app, draft, PUBLISHER, { type: 'PUBLISH' });
  if (stage === 'published') return draft;
  if (stage === 'published, next round open') {
    await documents(app).update?.({ documentId: draft.documentId, locale: 'en', data: { title: 'The title of the next round' } });
    return draft;
  }
  if (stage === 'withdrawn') {
    await tell(app, draft, PUBLISHER, { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    return draft;
  }
  await tell(app, draft, PUBLISHER, { type: 'OPEN_RETROSPECTIVE' });
  if (stage === 'closed') await tell(app, draft, PUBLISHER, { type: 'COMPLETE', highlights: 'Many replies.', shortfalls: 'Late map.', lessons: 'Map first.' });
  return draft;
};

const EVERY_REVIEW: Actor = { ...person('reviewer3', 'cw-reviewer', ['review']), roles: ['cw-reviewer', 'cw-publisher', 'cw-moderator'] };
const OTHER_REVIEW: Actor = { ...EVERY_REVIEW, id: 'at-hand-reviewer4' };

/** Publishes an entry of any governed type the way of its own review, and answers the draft. */
export const publishEntry = async (app: TestApp, uid: string, data: Record<string, unknown>, locale = ''): Promise<Draft> => {
  const created = await documents(app, uid).create?.({ ...(locale === '' ? {} : { locale }), data });
  const draft: Draft = { uid, documentId: String(created?.documentId), locale };
  await publishDraft(app, draft);
  return draft;
};

export const publishDraft = async (app: TestApp, draft: Draft): Promise<void> => {
  await tell(app, draft, EDITOR, { type: 'SUBMIT', comment: null });
  for (const by of [EVERY_REVIEW, OTHER_REVIEW]) if ((await standing(app, draft)).state === 'review') await tell(app, draft, by, { type: 'APPROVE', comment: null });
  await tell(app, draft, PUBLISHER, { type: 'PUBLISH' });
};

export const takeDown = (app: TestApp, draft: Draft): Promise<void> => tell(app, draft, PUBLISHER, { type: 'TAKE_DOWN', reason: 'A wrong price.' });

export const SECOND_LOCALE = 'zh-Hans';

export const addSecondLocale = async (app: TestApp): Promise<void> => {
  const locales = app.strapi.plugin('i18n').service('locales') as { create(locale: object): Promise<unknown> };
  await locales.create({ code: SECOND_LOCALE, name: 'Chinese (Simplified)' });
};

/** Strapi's own tools for AI agents; they have to be turned on before Strapi loads. */
export const turnMcpOn = (): (() => void) => onLoad((strapi) => strapi.config.set('server.mcp.enabled', true));

export interface Agent {
  /** The administrator's own token, which the admin API takes as well. */
  readonly key: string;
  call(tool: string, args: object): Promise<Attempt>;
}

/** An AI agent with an administrator's token that may do everything with posts. */
export const agent = async (app: TestApp): Promise<Agent> => {
  const actions = ['read', 'create', 'update', 'delete', 'publish'].map((action) => ({ action: `plugin::content-manager.explorer.${action}`, subject: POST, properties: { locales: null } }));
  const created = await app.as('admin', 'post', '/admin/admin-tokens', { name: 'agent', lifespan: null, adminPermissions: actions });
  const key = (created.body as { data?: { accessKey?: string } }).data?.accessKey;
  if (key === undefined) throw new Error(`no token for the agent: ${JSON.stringify(created.body)}`);
  return {
    key,
    async call(name, args) {
      const answer = await app.anonymous
        .post('/mcp')
        .set('Authorization', `Bearer ${key}`)
        .set('Accept', 'application/json, text/event-stream')
        .send({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } });
      const line = answer.text.split('\n').find((l) => l.startsWith('data: '))?.slice(6) ?? answer.text;
      const message = JSON.parse(line) as { error?: { message: string }; result?: { isError?: boolean; content?: { text?: string }[] } };
      if (message.error !== undefined) throw new Error(`the agent was not understood: ${message.error.message}`);
      const said = message.result?.content?.map((c) => c.text ?? '').join(' ') ?? '';
      // A tool answers 200 and says inside that it failed; the protocol carries a text and nothing else.
      return { status: message.result?.isError === true ? 400 : 200, message: said, details: {} };
    },
  };
};

interface Config {
  set(key: string, value: unknown): unknown;
}

/** Boots with another value of a setting that Strapi or a plugin puts there while it loads. */
export const whileConfigured = async <T>(key: string, change: (value: Record<string, unknown>) => unknown, work: () => Promise<T>): Promise<T> => {
  const back = onLoad((strapi) => {
    const config = strapi.config as unknown as Config;
    const set = config.set.bind(config);
    config.set = (path, value) => set(path, path === key ? change(value as Record<string, unknown>) : value);
  });
  try {
    return await work();
  } finally {
    back();
  }
};

/** Starts an app that is expected to refuse, cleans up behind it and answers what it said. */
export const refusalToStart = async (start: () => Promise<TestApp>): Promise<string> => {
  let loading: { db?: { destroy(): Promise<void> } } | null = null;
  const back = onLoad((strapi) => {
    loading = strapi as never;
  });
  try {
    const app = await start();
    await app.close({ keep: true });
    return 'it started';
  } catch (error) {
    await (loading as { db?: { destroy(): Promise<void> } } | null)?.db?.destroy();
    return (error as Error).message;
  } finally {
    back();
  }
};
