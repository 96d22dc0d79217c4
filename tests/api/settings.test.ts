/** The settings that the admin keeps: judged, versioned, in force with the next decision, and as the preview said. */
import type { GetChanges } from '../../src/plugins/content-workflow/contracts/changes';
import type { GetSettings, PreviewSettings, SettingsChanges, SettingsPath } from '../../src/plugins/content-workflow/contracts/settings';
import { KOL, POST, startApp, SUBMISSION, type Person, type TestApp } from '../support/app';
import { createPost, done, postAt, send, view, type Draft } from '../support/flow';
import { historyOf } from '../support/history';
import { whileConfigured } from '../support/gate';
import { HOUR, isoOf, runDueJobs, standAt } from '../support/time';

const START = '2027-01-15T12:00:00Z';
const NONE: SettingsChanges = { types: {} };

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => void standAt(app, START));

const settings = async (): Promise<GetSettings.Settings> => (await app.as('admin', 'get', '/content-workflow/settings')).body.data as GetSettings.Settings;

const put = async (changes: unknown, more: { expectedVersion?: number; comment?: string; keeps?: readonly SettingsPath[]; by?: Person } = {}) => {
  const { by = 'admin', ...body } = more;
  return app.as(by, 'put', '/content-workflow/settings', { expectedVersion: (await settings()).version, comment: 'For the test.', changes, ...body });
};

const saved = async (changes: SettingsChanges): Promise<GetSettings.Settings> => {
  const answer = await put(changes);
  if (answer.status !== 200) throw new Error(`not saved: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.data as GetSettings.Settings;
};

const preview = async (changes: SettingsChanges): Promise<PreviewSettings.Preview> => {
  const answer = await app.as('admin', 'post', '/content-workflow/settings/preview', { changes });
  if (answer.status !== 200) throw new Error(`no preview: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.data as PreviewSettings.Preview;
};

/** What is said of one piece. */
const saidOf = async (changes: SettingsChanges, draft: Draft): Promise<string[]> => {
  const { id } = await view(app, draft);
  return (await preview(changes)).impact.flatMap(({ kind, pieces }) => (pieces.some((piece) => piece.id === id) ? [kind] : []));
};

/** Back to the file, whatever a test has left. */
afterEach(async () => {
  const { values, file } = await settings();
  if (JSON.stringify(values) !== JSON.stringify(file)) await saved(NONE);
});

const EDITORIAL = { key: 'editorial', name: 'Editorial', quorum: 1, roles: ['cw-reviewer'] };
const LEGAL = { key: 'legal', name: 'Legal', quorum: 1, roles: ['cw-publisher'] };

describe('open screens', () => {
  test('hear that the rules are others, once the server goes by them', async () => {
    const changes = async (after = '', wait = '') => (await app.as('editor', 'get', `/content-workflow/changes?${new URLSearchParams({ ...(after === '' ? {} : { after }), ...(wait === '' ? {} : { wait }) }).toString()}`)).body as GetChanges.Response;
    const { cursor } = (await changes()).meta;
    const waiting = changes(cursor, '20');
    const { version } = await saved({ types: { [POST]: { rejectReasons: ['rights', 'tone'] } } });
    expect((await waiting).data.rules).toBe(true);
    expect(app.engine.settings.current().version).toBe(version);
  });
});

describe('reading', () => {
  test('answers what holds, what the file says, the types, the roles and who could review', async () => {
    const now = await settings();
    expect(now.values).toEqual(now.file);
    expect(now.types.map(({ uid }) => uid)).toContain(POST);
    expect(now.types.find(({ uid }) => uid === POST)?.fields).toEqual(expect.arrayContaining(['title', 'cover', 'seo', 'seo.metaTitle']));
    expect(now.ungoverned.some(({ because }) => because === 'no-drafts' || because === 'not-listed')).toBe(true);
    expect(now.roles.map(({ code }) => code)).toEqual(expect.arrayContaining(['cw-reviewer', 'strapi-super-admin']));
    // Two reviewers, two moderators and the super admin; nobody's name.
    expect(now.reviewers.map(({ superAdmin, roles }) => `${superAdmin} ${roles.join()}`).sort()).toEqual(['false cw-moderation-lead', 'false cw-moderation-lead', 'false cw-moderator', 'false cw-moderator', 'false cw-reviewer', 'false cw-reviewer', 'true strapi-super-admin']);
    expect(JSON.stringify(now.reviewers)).not.toMatch(/reviewer2|@example|Test/);
  });

  test.each(['editor', 'reviewer', 'publisher', 'moderator'] as const)('is refused to a %s, and so are changing, previewing and restoring', async (person) => {
    const asked = await Promise.all([
      app.as(person, 'get', '/content-workflow/settings'),
      app.as(person, 'get', '/content-workflow/settings/versions'),
      app.as(person, 'post', '/content-workflow/settings/preview', { changes: NONE }),
      app.as(person, 'put', '/content-workflow/settings', { expectedVersion: 0, comment: 'x', changes: NONE }),
      app.as(person, 'post', '/content-workflow/settings/versions/0/restore', { expectedVersion: 0, comment: 'x' }),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });
});

describe('what can not be saved', () => {
  test.each([
    ['a quorum of nobody', { types: { [POST]: { review: [{ ...LEGAL, quorum: 0 }] } } }, ['types', POST, 'review', 0, 'quorum']],
    ['no review at all', { types: { [POST]: { review: [] } } }, ['types', POST, 'review']],
    ['a role that does not exist', { types: { [POST]: { review: [{ ...LEGAL, roles: ['ghosts'] }] } } }, ['types', POST, 'review', 0, 'roles']],
    ['a field that the type lacks', { types: { [POST]: { checklist: [{ field: 'budget' }] } } }, ['types', POST, 'checklist', 0]],
    ['a blackout that ends before it begins', { types: {}, blackouts: [{ from: '2027-02-02T00:00:00Z', to: '2027-02-01T00:00:00Z', reason: 'x' }] }, ['blackouts', 0, 'from']],
    ['an address', { types: { [POST]: { path: 'elsewhere' } } }, ['types', POST]],
    ['a type that is not governed', { types: { 'api::page.page': { review: [LEGAL] } } }, ['types', 'api::page.page']],
  ] as const)('%s is named at its place, by the preview and by the save', async (_name, changes, path) => {
    const answer = await put(changes);
    expect(answer.status).toBe(400);
    expect(answer.body.error.details).toMatchObject({ code: 'INPUT_INVALID', issues: [expect.objectContaining({ path })] });
    expect((await preview(changes as unknown as SettingsChanges)).problems).toEqual([expect.objectContaining({ path })]);
    expect((await settings()).values).toEqual((await settings()).file);
  });

  test.each([{}, { changes: 7 }, { changes: NONE, comment: 'x' }, { changes: NONE, comment: ' ', expectedVersion: 0 }, { changes: NONE, comment: 'x', expectedVersion: 'new' }, { changes: NONE, comment: 'a\u0000', expectedVersion: 0 }, { changes: NONE, comment: 'x', expectedVersion: 0, more: 1 }])('%j is a 400', async (body) => {
    expect((await app.as('admin', 'put', '/content-workflow/settings', body)).status).toBe(400);
  });

  test('what holds already is no version', async () => {
    const before = (await settings()).version;
    const answer = await put(NONE);
    expect({ status: answer.status, code: answer.body.error.details.code }).toEqual({ status: 422, code: 'NOTHING_CHANGED' });
    expect((await settings()).version).toBe(before);
  });
});

describe('a version', () => {
  test('of two that were made from the same one, one is saved and the other hears who was faster', async () => {
    const { version } = await settings();
    const [a, b] = await Promise.all([1, 2].map((quorum) => put({ types: { [POST]: { review: [{ ...LEGAL, quorum }] } } }, { expectedVersion: version, comment: `Quorum ${quorum}.` })));
    expect([a?.status, b?.status].sort()).toEqual([200, 409]);
    const lost = [a, b].find((answer) => answer?.status === 409);
    expect(lost?.body.error.details).toMatchObject({ code: 'SETTINGS_CONFLICT', current: { version: version + 1, comment: expect.stringMatching(/^Quorum/), by: { name: 'admin Test' } } });
    expect((await settings()).version).toBe(version + 1);
  });

  test('says who, when, why and what, against the one before, the file and any other', async () => {
    const first = await saved({ types: { [POST]: { late: { policy: 'hold', toleranceMinutes: 5 } } } });
    const second = await saved({ types: { [POST]: { late: { policy: 'hold', toleranceMinutes: 5 }, rejectReasons: ['dull'] } } });
    const list = (await app.as('admin', 'get', '/content-workflow/settings/versions')).body.data;
    expect(list.slice(0, 2)).toMatchObject([{ version: second.version, comment: 'For the test.', at: isoOf(Date.parse(START)) }, { version: first.version }]);
    const one = (query = '') => app.as('admin', 'get', `/content-workflow/settings/versions/${second.version}${query}`);
    const paths = (answer: Awaited<ReturnType<typeof one>>) => answer.body.data.differences.map(({ path }: { path: string[] }) => path.at(-1));
    expect(paths(await one())).toEqual(['rejectReasons']);
    expect(paths(await one('?against=0'))).toEqual(['late', 'rejectReasons']);
    expect((await one('?against=99999')).status).toBe(404);
    expect((await app.as('admin', 'get', '/content-workflow/settings/versions/99999')).status).toBe(404);
    expect((await app.as('admin', 'get', '/content-workflow/settings/versions/x')).status).toBe(400);
    const older = (await app.as('admin', 'get', `/content-workflow/settings/versions?before=${second.version}&limit=1`)).body.data;
    expect(older).toMatchObject([{ version: first.version }]);
  });

  test('that is restored is a new one, by the same checks; 0 is the file', async () => {
    const first = await saved({ types: { [POST]: { review: [LEGAL] } } });
    const second = await saved({ types: { [POST]: { review: [EDITORIAL] } } });
    const restore = (version: number, expectedVersion: number) => app.as('admin', 'post', `/content-workflow/settings/versions/${version}/restore`, { expectedVersion, comment: 'It was better.' });
    expect((await restore(first.version, first.version)).status).toBe(409);
    const back = await restore(first.version, second.version);
    expect(back.body.data).toMatchObject({ version: second.version + 1, last: { comment: 'It was better.' } });
    expect(back.body.data.values.types[POST].review).toEqual([{ ...LEGAL, guests: false }]);
    const alone = await restore(0, second.version + 1);
    expect(alone.body.data.values).toEqual(alone.body.data.file);
    expect((await restore(99999, second.version + 2)).status).toBe(404);
  });
});

describe('the next decision', () => {
  test('is made by the new steps, says by which version, and the templates are there', async () => {
    const rules = [{ field: 'title', level: 'required' as const, min: 2 }];
    const { version, values } = await saved({ types: { [POST]: { review: [LEGAL] } }, checklistTemplates: [{ name: 'Short', rules }] });
    expect(values.checklistTemplates).toEqual([{ name: 'Short', rules }]);
    const draft = await createPost(app);
    expect((await done(app, draft, 'editor', { type: 'SUBMIT' })).steps.map(({ name }) => name)).toEqual(['Legal']);
    const { id } = await view(app, draft);
    expect((await historyOf(app, id)).at(-1)).toMatchObject({ event: 'SUBMIT', detail: { settingsVersion: version } });
  });

  test('a review that has begun goes on as the preview said, and keeps its approvals', async () => {
    const draft = await postAt(app, 'review');
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    const changes = { types: { [POST]: { review: [LEGAL] } } };
    expect(await saidOf(changes, draft)).toEqual(['KEEPS_STEPS']);
    await saved(changes);
    expect((await view(app, draft)).steps.map(({ name, state }) => `${name} ${state}`)).toEqual(['Editorial done', 'Brand and legal current']);
    expect((await done(app, draft, 'reviewer2', { type: 'APPROVE' })).state).toBe('approved');
  });

  test('what was approved stays so, and can be published', async () => {
    const draft = await postAt(app, 'approved');
    const changes = { types: { [POST]: { review: [LEGAL, { ...EDITORIAL, quorum: 2 }] } } };
    expect(await saidOf(changes, draft)).toEqual(['KEEPS_APPROVAL']);
    await saved(changes);
    expect(await view(app, draft)).toMatchObject({ state: 'approved', approvalHolds: true });
    expect((await done(app, draft, 'publisher', { type: 'PUBLISH' })).state).toBe('published');
  });

  test('a checklist that asks for more stops the approval that the preview named', async () => {
    const draft = await postAt(app, 'review', { tags: [] });
    const checklist = [{ field: 'tags', level: 'before-approval' as const }];
    expect(await saidOf({ types: { [POST]: { checklist } } }, draft)).toEqual(['CHECKLIST_STOPS_APPROVAL']);
    await saved({ types: { [POST]: { checklist } } });
    const answer = await send(app, draft, 'reviewer', { type: 'APPROVE' });
    expect(answer.body.error.details).toMatchObject({ code: 'CHECKLIST_INCOMPLETE', params: { missing: [{ field: 'tags' }] } });
  });

  test('a promise that a new blackout covers is listed, and held when its time comes', async () => {
    const draft = await postAt(app, 'scheduled');
    const { publishAt, id } = await view(app, draft);
    const at = Date.parse(String(publishAt));
    const changes = { types: {}, blackouts: [{ from: isoOf(at - HOUR), to: isoOf(at + HOUR), reason: 'Mourning' }] };
    const seen = await preview(changes);
    const group = seen.impact.find(({ kind, uid }) => kind === 'WILL_BE_HELD' && uid === POST);
    expect(group?.pieces.find((piece) => piece.id === id)).toMatchObject({ state: 'scheduled', impact: { code: 'IN_BLACKOUT' } });
    const { version } = await saved(changes);
    expect((await view(app, draft)).state).toBe('scheduled');
    standAt(app, at);
    await runDueJobs(app);
    expect(await view(app, draft)).toMatchObject({ state: 'held', held: { code: 'IN_BLACKOUT' } });
    expect((await historyOf(app, id)).at(-1)).toMatchObject({ event: 'DUE', detail: { settingsVersion: version } });
  });

  test('an edit is refused as soon as the settings say so', async () => {
    const draft = await postAt(app, 'review');
    const changes = { types: { [POST]: { edits: { review: 'lock' as const, scheduled: 'lock' as const } } } };
    expect(await saidOf(changes, draft)).toEqual(['EDITS_LOCKED']);
    await saved(changes);
    const answer = await app.as('editor', 'put', `/content-manager/collection-types/${POST}/${draft.documentId}?locale=en`, { title: 'Changed under review' });
    expect({ status: answer.status, code: answer.body.error?.details?.code }).toEqual({ status: 403, code: 'LOCKED' });
  });
});

describe('the preview', () => {
  test('changes nothing, counts what it names, and looks at no type that stays as it is', async () => {
    await Promise.all([1, 2].map(() => postAt(app, 'review')));
    const before = (await settings()).version;
    const seen = await preview({ types: { [POST]: { review: [LEGAL] } } });
    const group = seen.impact.find(({ kind }) => kind === 'KEEPS_STEPS');
    expect(group).toMatchObject({ uid: POST });
    expect(group?.count).toBeGreaterThanOrEqual(2);
    expect(group?.pieces.length).toBe(Math.min(10, group?.count ?? 0));
    expect(seen.differences.map(({ path }) => path)).toEqual([['types', POST, 'review']]);
    expect((await settings()).version).toBe(before);
    expect(await preview({ types: { [SUBMISSION]: { rejectReasons: ['spam'] } } })).toMatchObject({ impact: [], looked: 0 });
  });

  test('warns of a quorum that the people there are can not reach', async () => {
    const seen = await preview({ types: { [POST]: { review: [{ ...EDITORIAL, quorum: 9 }, { ...LEGAL, quorum: 1 }] } } });
    expect(seen.warnings).toEqual([
      { uid: POST, step: 'Editorial', risk: 'never', people: 3, quorum: 9 },
      { uid: POST, step: 'Legal', risk: 'not-by-all', people: 1, quorum: 1 },
    ]);
  });
});

test('a file that changes beneath is said after the restart, a changed key holds, and keeping it settles the matter', async () => {
  await saved({ types: { [POST]: { rejectReasons: ['dull'] } } });
  await app.close({ keep: true });
  type Types = Record<string, Record<string, unknown>>;
  const newFile = (config: Record<string, unknown>) => {
    const { [KOL]: _gone, ...types } = config.types as Types;
    return { ...config, types: { ...types, [POST]: { ...types[POST], rejectReasons: ['off-topic'], late: { policy: 'skip' } } } };
  };
  app = await whileConfigured('plugin::content-workflow', newFile, () => startApp({ folder: app.folder }));
  const now = await settings();
  expect(now.notices).toEqual([{ kind: 'FILE_CHANGED', path: ['types', POST, 'rejectReasons'], then: expect.arrayContaining(['quality']), now: ['off-topic'] }]);
  expect(now.values.types[POST]).toMatchObject({ rejectReasons: ['dull'], late: { policy: 'skip' } });
  const kept = await put({ types: { [POST]: { rejectReasons: ['dull'] } } }, { keeps: [['types', POST, 'rejectReasons']] });
  expect(kept.body.data).toMatchObject({ version: now.version + 1, notices: [] });
  expect((await put({ types: { [KOL]: { rejectReasons: ['spam'] } } })).status).toBe(400);
});
