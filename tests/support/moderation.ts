/** Submissions and their items in the moderators' queue, as the intake brings them there. */
import type { DecisionRequest, ItemSummary, ItemView } from '../../src/plugins/content-workflow/contracts/moderation/queue';
import type { Signal } from '../../src/plugins/content-workflow/core/moderation/vocabulary';
import type { Actor } from '../../src/plugins/content-workflow/core/workflow/context';
import { SUBMISSION, type Person, type TestApp } from './app';

export interface Member {
  readonly id: number;
  readonly key: string;
  readonly token: string;
}

let counter = 0;

/** A registered member of the site, with the token of a session. */
export const createMember = async (app: TestApp, name = `member-${(counter += 1)}`): Promise<Member> => {
  const { id: role } = (await app.strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } })) as { id: number };
  const users = app.strapi.plugin('users-permissions').service('user') as { add(user: object): Promise<{ id: number }> };
  const { id } = await users.add({ username: name, email: `${name}@example.com`, password: 'Correct-horse-7', confirmed: true, role });
  const jwt = app.strapi.plugin('users-permissions').service('jwt') as { issue(payload: object): string | Promise<string> };
  return { id, key: `member:${id}`, token: await jwt.issue({ id }) };
};

export const signal = (overrides: Partial<Signal> = {}): Signal => ({ source: 'rule', rule: 'word-list/spam', ruleVersion: '3', violation: 'spam-ad', severity: 'moderate', hint: false, span: { field: 'text', from: 0, to: 2 }, matched: '加微', evidence: { term: '加微信' }, ...overrides });

export interface Sent {
  readonly documentId: string;
  readonly itemId: number;
  readonly title: string;
}

export const submitterOf = (member: Member | null): Actor => ({ kind: member === null ? 'system' : 'member', id: member === null ? 'intake' : String(member.id), name: 'sender', permissions: ['submit'], roles: [], superAdmin: false });

interface Documents {
  create(params: object): Promise<{ documentId: string }>;
  update(params: object): Promise<unknown>;
}

export const documents = (app: TestApp): Documents => app.strapi.documents(SUBMISSION as never) as unknown as Documents;

const submit = async (app: TestApp, documentId: string, by: Actor): Promise<void> => {
  const piece = await app.engine.pieces.ensure({ uid: SUBMISSION, documentId, locale: '' });
  const outcome = await app.engine.transitions.send({ pieceId: piece?.id ?? 0, expectedRevision: null, event: { type: 'SUBMIT', comment: null }, by });
  if (outcome.kind !== 'accepted') throw new Error(`not submitted: ${JSON.stringify(outcome)}`);
};

/** What a member sends in, down to the item that waits for a moderator: one transaction, as at the intake. */
export const sendIn = async (app: TestApp, member: Member | null, data: Record<string, unknown> = {}, signals: readonly Signal[] = []): Promise<Sent> => {
  counter += 1;
  const title = String(data.title ?? `A cup of the first flush ${counter}`);
  return app.strapi.db.transaction(async ({ trx }) => {
    const { documentId } = await documents(app).create({
      data: { title, text: 'We drank it on the ridge.\nIt was still warm.', contributorName: '小美', language: 'zh-Hant', consentGiven: true, ...(member === null ? {} : { member: member.id }), ...data },
      status: 'draft',
    });
    await submit(app, documentId, submitterOf(member));
    const itemId = await app.engine.moderationQueue.items.open(trx as never, { target: { uid: SUBMISSION, documentId }, revision: 1, sender: member?.key ?? '', signals, source: 'submission', at: app.engine.clock.now() });
    return { documentId, itemId, title };
  }) as unknown as Promise<Sent>;
};

/** The sender writes it anew while it waits. */
export const editSent = async (app: TestApp, member: Member, sent: Sent, data: Record<string, unknown>, revision: number): Promise<void> => {
  const by = submitterOf(member);
  await app.strapi.db.transaction(async ({ trx }) => {
    const piece = await app.engine.pieces.ensure({ uid: SUBMISSION, documentId: sent.documentId, locale: '' });
    await app.engine.transitions.send({ pieceId: piece?.id ?? 0, expectedRevision: null, event: { type: 'RECALL', comment: null }, by });
    await documents(app).update({ documentId: sent.documentId, data, status: 'draft' });
    await submit(app, sent.documentId, by);
    await app.engine.moderationQueue.items.open(trx as never, { target: { uid: SUBMISSION, documentId: sent.documentId }, revision, sender: member.key, signals: [], source: 'submission', at: app.engine.clock.now() });
  });
};

const QUEUE = '/content-workflow/moderation/queue';

const ok = (answer: { status: number; body: unknown }): { data: unknown; meta: unknown } => {
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as { data: unknown; meta: unknown };
};

export const queue = {
  list: async (app: TestApp, by: Person, query = ''): Promise<{ items: ItemSummary[]; meta: { nextCursor: string | null; counts: { lane: string; waiting: number; overdue: number }[] | null } }> => {
    const { data, meta } = ok(await app.as(by, 'get', `${QUEUE}?${query}`));
    return { items: data as ItemSummary[], meta: meta as never };
  },
  item: async (app: TestApp, by: Person, id: number): Promise<ItemView> => ok(await app.as(by, 'get', `${QUEUE}/${id}`)).data as ItemView,
  act: (app: TestApp, by: Person, id: number, act: 'claim' | 'release' | 'take-over') => app.as(by, 'post', `${QUEUE}/${id}/${act}`),
  /** With the version that is current, unless the test says another. */
  decide: async (app: TestApp, by: Person, id: number, request: DecisionRequest & { expectedVersion?: number; contentHash?: string }) =>
    app.as(by, 'post', `${QUEUE}/${id}/decisions`, { expectedVersion: (await queue.item(app, by, id)).version, ...request }),
  decideMany: (app: TestApp, by: Person, body: object) => app.as(by, 'post', `${QUEUE}/decisions`, body),
};

export const rowsOf = (app: TestApp, table: string, where: Record<string, unknown>): Promise<Record<string, unknown>[]> => app.strapi.db.connection(table).where(where).orderBy('id') as unknown as Promise<Record<string, unknown>[]>;
