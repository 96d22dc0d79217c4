/** What has to be there before the first request, and what has to keep the server from starting. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ACTIVITY, KOL, POST, startApp, SUBMISSION, type TestApp } from '../support/app';
import { addSecondLocale, postAtStage, refusalToStart, SECOND_LOCALE, whileConfigured } from '../support/gate';
import { onLoad } from '../support/types';

type Types = Record<string, Record<string, unknown>>;

interface Module {
  readonly contentTypes?: Record<string, { schema: { options?: { draftAndPublish?: boolean } } }>;
}

/** What the Content-Type Builder's switch does to the schema file. */
const withoutDraftAndPublish = (name: string): (() => void) =>
  onLoad((strapi) => {
    const apis = strapi.get('apis') as unknown as { add(name: string, module: Module): void };
    const add = apis.add.bind(apis);
    apis.add = (api, module) => {
      const schema = module.contentTypes?.[name]?.schema;
      if (schema !== undefined) schema.options = { ...schema.options, draftAndPublish: false };
      return add(api, module);
    };
  });

describe('a server that started', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('has the server half of every plugin that is turned on, which Strapi would skip without a word', () => {
    const enabled = Object.keys(app.strapi.config.get('enabledPlugins') as object);
    expect(enabled).toContain('content-workflow');
    expect(enabled.filter((name) => app.strapi.plugins[name] === undefined)).toEqual([]);
    expect(app.strapi.plugin('content-workflow')).toBeDefined();
    expect(Object.keys(app.strapi.plugin('content-workflow').contentTypes).sort()).toEqual(['alert', 'appeal', 'attempt', 'audit-entry', 'channel', 'comment', 'comment-act', 'decision', 'delivery', 'delivery-metric', 'denied-image', 'distribution-plan', 'distribution-template', 'edition', 'edition-term', 'experiment', 'experiment-arm', 'experiment-conversion', 'experiment-drop', 'experiment-event', 'experiment-figure', 'experiment-hour', 'experiment-unit', 'feed', 'fingerprint', 'guest-code', 'guest-link', 'history', 'hub-notice', 'hub-subscription', 'intake', 'job', 'letter', 'link-click', 'linked-account', 'mail', 'mailing', 'notification', 'notification-preference', 'piece', 'quarantined-image', 'rendition', 'report', 'review-claim', 'review-item', 'review-signal', 'rule-outcome', 'setting', 'short-link', 'snapshot', 'strike', 'subscriber', 'subscriber-evidence', 'subscriber-import', 'variant', 'word-list']);
  });

  it('keeps its own tables out of the Content Manager and out of the content API', async () => {
    const types = (await app.as('admin', 'get', '/content-manager/content-types')).body.data as { uid: string; isDisplayed: boolean }[];
    expect(types.filter((type) => type.uid.startsWith('plugin::content-workflow.') && type.isDisplayed)).toEqual([]);
    for (const name of ['pieces', 'histories', 'snapshots', 'editions', 'jobs']) expect((await app.anonymous.get(`/api/content-workflow/${name}`)).status).toBe(404);
    // Not displayed is not the same as not reachable, so the super admin tries to write.
    const draft = await postAtStage(app, 'approved');
    const row = await app.strapi.db.query('plugin::content-workflow.piece').findOne({ where: { subjectId: draft.documentId } });
    for (const name of ['piece', 'history', 'snapshot', 'edition', 'job']) {
      const type = `/content-manager/collection-types/plugin::content-workflow.${name}`;
      expect((await app.as('admin', 'post', type, { title: 'By hand', event: 'APPROVE' })).status).toBe(403);
      expect((await app.as('admin', 'put', `${type}/${row?.documentId ?? row?.id}`, { state: 'published', isLive: true })).status).toBe(403);
      expect((await app.as('admin', 'delete', `${type}/${row?.documentId ?? row?.id}`)).status).toBe(403);
      expect((await app.as('admin', 'post', `${type}/actions/bulkDelete`, { documentIds: [String(row?.documentId ?? row?.id)] })).status).toBe(403);
    }
  });

  it('has one live edition a document and language at most, by an index of the database', async () => {
    const draft = await postAtStage(app, 'published');
    const { id: _id, ...row } = (await app.strapi.db.connection('cw_editions').where({ subject_id: draft.documentId, is_live: true }).first()) as Record<string, unknown>;
    // The driver's error is of the realm that loaded the driver first, so it is not an instance of this one's Error.
    await expect(app.strapi.db.connection('cw_editions').insert({ ...row, edition_key: 'another' })).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
  });

  describe('has roles for a team', () => {
    const EVERYBODY = ['read', 'comment', 'assign'];
    const roles: readonly [string, { workflow: string[]; content: string[] }][] = [
      ['cw-editor', { workflow: [...EVERYBODY, 'submit', 'archive'], content: ['create', 'read', 'update', 'delete'] }],
      ['cw-reviewer', { workflow: [...EVERYBODY, 'review'], content: ['read'] }],
      ['cw-publisher', { workflow: [...EVERYBODY, 'submit', 'archive', 'publish', 'take-down', 'own', 'expedite', 'distribute'], content: ['create', 'read', 'update', 'delete'] }],
      ['cw-moderator', { workflow: [...EVERYBODY, 'submit', 'review', 'archive', 'take-down', 'moderate'], content: ['create', 'read', 'update'] }],
      ['cw-moderation-lead', { workflow: [...EVERYBODY, 'submit', 'review', 'archive', 'take-down', 'moderate', 'moderation-lead'], content: ['create', 'read', 'update'] }],
    ];
    const permissionsOf = async (code: string) => {
      const role = (await app.strapi.db.query('admin::role').findOne({ where: { code }, populate: ['permissions'] })) as { permissions: { action: string; subject: string | null; properties: { fields?: string[]; locales?: unknown } }[] } | null;
      return role?.permissions ?? [];
    };

    it('beside those of Strapi', async () => {
      const codes = ((await app.strapi.db.query('admin::role').findMany()) as { code: string }[]).map((role) => role.code);
      expect(codes).toEqual(expect.arrayContaining(['strapi-super-admin', 'cw-editor', 'cw-reviewer', 'cw-publisher', 'cw-moderator']));
      expect(new Set(codes).size).toBe(codes.length);
    });

    it.each(roles)('%s, with what its work needs and nothing else', async (code, expected) => {
      const permissions = await permissionsOf(code);
      const workflow = permissions.filter((p) => p.action.startsWith('plugin::content-workflow.')).map((p) => p.action.replace('plugin::content-workflow.', ''));
      expect(workflow.sort()).toEqual([...expected.workflow].sort());
      const content = permissions.filter((p) => p.action.startsWith('plugin::content-manager.explorer.'));
      for (const uid of [POST, ACTIVITY, KOL, SUBMISSION])
        expect(content.filter((p) => p.subject === uid).map((p) => p.action.replace('plugin::content-manager.explorer.', '')).sort()).toEqual([...expected.content].sort());
      expect(new Set(content.map((p) => p.subject))).toEqual(new Set([POST, ACTIVITY, KOL, SUBMISSION]));
    });

    it.each(roles)("%s, without Strapi's own right to publish", async (code) => {
      expect((await permissionsOf(code)).map((p) => p.action)).not.toContain('plugin::content-manager.explorer.publish');
    });

    it.each(roles.filter(([, { content }]) => content.includes('update')))('%s, for every language and every field', async (code) => {
      const update = (await permissionsOf(code)).find((p) => p.subject === POST && p.action.endsWith('explorer.update'));
      expect(update?.properties.locales).toEqual(['en']);
      expect(update?.properties.fields).toEqual(expect.arrayContaining(['title', 'audience', 'planDate', 'tags.name', 'platformAdaptations.note']));
    });

    it('that may do in a language that is added what they may do in the others, unless somebody took one away', async () => {
      const localesOf = async (code: string, action: string): Promise<unknown> => (await permissionsOf(code)).find((p) => p.subject === POST && p.action.endsWith(`explorer.${action}`))?.properties.locales;
      const role = await app.strapi.db.query('admin::role').findOne({ where: { code: 'cw-editor' } });
      const reading = await app.strapi.db.query('admin::permission').findOne({ where: { role: role?.id, subject: POST, action: { $endsWith: 'explorer.delete' } } });
      await app.strapi.db.query('admin::permission').update({ where: { id: reading?.id }, data: { properties: { locales: [] } } });
      await addSecondLocale(app);
      expect(await localesOf('cw-editor', 'update')).toEqual(['en', SECOND_LOCALE]);
      expect(await localesOf('cw-reviewer', 'read')).toEqual(['en', SECOND_LOCALE]);
      expect(await localesOf('cw-publisher', 'delete')).toEqual(['en', SECOND_LOCALE]);
      expect(await localesOf('cw-editor', 'delete')).toEqual([]);
    });
  });
});

describe('a server refuses to start', () => {
  let folder: string;
  const start = () => startApp({ folder });
  const configured = (change: (types: Types) => unknown, work: () => Promise<string>) => whileConfigured('plugin::content-workflow', (config) => ({ ...config, types: change(config.types as Types) }), work);

  let drafts: unknown[];
  const draftsNow = (app: TestApp): Promise<unknown[]> => app.strapi.db.connection('posts').whereNull('published_at').orderBy('id');

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-boot-'));
    const app = await start();
    for (const stage of ['draft', 'approved', 'published'] as const) await postAtStage(app, stage);
    drafts = await draftsNow(app);
    await app.close({ keep: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('without the compiled server half of the workflow, and says how to build it', async () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'content-workflow-empty-'));
    const said = await whileConfigured(
      'enabledPlugins',
      (plugins) => Object.assign(plugins, { 'content-workflow': { ...(plugins['content-workflow'] as object), pathToPlugin: empty } }),
      () => refusalToStart(start)
    );
    rmSync(empty, { recursive: true });
    expect(said).toMatch(/server half of content-workflow is missing.*npm run build/);
  });

  it('with Draft & Publish turned off and attributes that do not exist, and names every problem at once', async () => {
    const back = withoutDraftAndPublish('post');
    const said = await configured(
      (types) => ({
        ...types,
        [POST]: { ...types[POST], title: 'headline', checklist: [{ field: 'lead' }], variables: ['coverr'], unreviewed: ['summary'], delivery: { fields: ['title', 'sumary'], activity: 'title', tags: 'keywords' } },
        'api::poster.poster': { path: 'posters', title: 'title', review: [{ key: 'one', name: 'One' }] },
      }),
      () => refusalToStart(start)
    );
    back();
    for (const problem of [
      `types.${POST}: Draft & Publish is off`,
      `types.${POST}.title: there is no attribute "headline"`,
      'checklist.0: there is no attribute "lead"',
      'variables.0: there is no attribute "coverr"',
      'unreviewed.0: "summary" is not private',
      'delivery.fields.1: there is no attribute "sumary"',
      'delivery.activity: "title" is not a relation',
      'delivery.tags: there is no attribute "keywords"',
      'types.api::poster.poster: there is no such content type',
    ])
      expect(said).toContain(problem);
  });

  it('with a configuration that is not valid, and names every problem at once', async () => {
    const said = await configured((types) => ({ ...types, [POST]: { ...types[POST], path: 'Posts!', review: [] }, [KOL]: { ...types[KOL], revew: [] } }), () => refusalToStart(start));
    for (const problem of [`types.${POST}.path: use lower-case letters`, `types.${POST}.review: at least one review step is needed`, `types.${KOL}`, 'revew']) expect(said).toContain(problem);
  });

  it('and has not lost a single draft by it', async () => {
    const app = await start();
    try {
      expect(await draftsNow(app)).toEqual(drafts);
    } finally {
      await app.close({ keep: true });
    }
  });

  it('never because of a role: one that the team changed stays as the team wants it', async () => {
    let app = await start();
    const editor = async () => (await app.strapi.db.query('admin::role').findOne({ where: { code: 'cw-editor' }, populate: ['permissions'] })) as { permissions: { id: number; action: string }[] };
    const { permissions } = await editor();
    await app.strapi.db.query('admin::permission').delete({ where: { id: permissions.find((p) => p.action === 'plugin::content-workflow.archive')?.id } });
    await app.close({ keep: true });
    app = await start();
    const after = (await editor()).permissions.map((p) => p.action);
    await app.close({ keep: true });
    expect(after).toHaveLength(permissions.length - 1);
    expect(after).not.toContain('plugin::content-workflow.archive');
  });
});
