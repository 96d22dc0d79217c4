/** Who may do what: the roles that teams start with, the buttons that people see, and the answers that they get. */
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { PERMISSIONS, type Permission } from '../../src/plugins/content-workflow/core/workflow/context';
import { rulesFor } from '../../src/plugins/content-workflow/core/workflow/decide';
import type { UserEventType } from '../../src/plugins/content-workflow/core/workflow/events';
import { STATES, workflowMachine, type StateName } from '../../src/plugins/content-workflow/core/workflow/machine';
import { ROLE_PRESETS } from '../../src/plugins/content-workflow/server/src/permissions';
import { apiToken, readsEntries, sessionWith } from '../support/access';
import { ACTIVITY, KOL, POST, startApp, SUBMISSION, type Person, type TestApp } from '../support/app';
import { EVENTS, expectExplained, post, problemOf, wireEvents } from '../support/events';
import { createPost, done, savePost, send, view } from '../support/flow';
import { listen } from '../support/listen';
import { draftPiece, pieceIn, push, type Piece } from '../support/states';
import { context } from '../support/unit/build';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await listen(app);
});
afterAll(() => app.close());

const presetOf = (person: Person): readonly Permission[] =>
  person === 'admin' ? PERMISSIONS : (ROLE_PRESETS.find(({ code }) => code === `cw-${person}`)?.permissions ?? []);

const ROLES = ['editor', 'reviewer', 'publisher', 'moderator', 'admin'] as const satisfies readonly Person[];

/** The permission that an event needs, and a state that knows it, as the machine declares both. */
const KNOWN = EVENTS.map((type) => {
  for (const state of STATES) {
    const rules = rulesFor(workflowMachine.resolveState({ value: state, context: context() }), type);
    if (rules[0] !== undefined) return { type, state, permission: rules[0].permission as Permission };
  }
  throw new Error(`no state knows ${type}`);
});

/** Pieces that refused events leave as they are, one a state. */
const standing = new Map<StateName, Piece>();
const pieceAt = async (state: StateName): Promise<Piece> => {
  const known = standing.get(state);
  if (known !== undefined) return known;
  const fresh = await pieceIn(app, state);
  standing.set(state, fresh);
  return fresh;
};

/** A role of this name with these actions, and the session of somebody who has it. */
const somebodyWith = (name: string, actions: readonly string[]): Promise<string> =>
  // What these tests ask is the workflow's permission; that the entry may be read is a question of its own.
  sessionWith(app, name, [...actions.map((action) => ({ action })), ...readsEntries(POST, ACTIVITY, KOL, SUBMISSION)]);

const ask = (token: string, method: string, url: string, body: object = {}) => {
  const asked = app.anonymous[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](url).set('Authorization', `Bearer ${token}`);
  return method === 'GET' ? asked : asked.send(body);
};

const adminRoutes = (piece: Piece): { method: string; url: string }[] =>
  (app.strapi.server.listRoutes() as { path: string; methods: string[] }[])
    .filter(({ path }) => path.startsWith('/content-workflow/'))
    .flatMap(({ path, methods }) => methods.filter((method) => method !== 'HEAD').map((method) => ({ method, url: path.replace(':uid', POST).replace(':documentId', piece.documentId).replace(':id', String(piece.id)).replace(':key', 'a') })));

describe('the roles that teams start with', () => {
  test.each(ROLE_PRESETS.map((preset) => ({ code: preset.code, preset })))('$code has what its preset says, and can publish nothing past the workflow', async ({ preset }) => {
    const role = await app.strapi.db.query('admin::role').findOne({ where: { code: preset.code }, populate: { permissions: true } });
    const actions = (role?.permissions as { action: string }[]).map(({ action }) => action);
    const ours = actions.filter((action) => action.startsWith('plugin::content-workflow.')).map((action) => action.replace('plugin::content-workflow.', ''));
    expect(ours.sort()).toEqual([...preset.permissions].sort());
    expect(actions).not.toContain('plugin::content-manager.explorer.publish');
  });

  const matrix = ROLES.flatMap((person) => KNOWN.map((known) => ({ person, ...known, may: presetOf(person).includes(known.permission) })));

  test.each(matrix.filter(({ may }) => !may))('$person may not $type: 403 names "$permission" and changes nothing', async ({ person, type, state, permission }) => {
    const { id } = await pieceAt(state);
    const before = await app.engine.pieces.byId(id);
    const answer = await post(app, id, person, (await wireEvents(app))[type]);
    expectExplained(answer);
    expect(answer.status).toBe(403);
    expect(problemOf(answer).details).toMatchObject({ code: 'PERMISSION_MISSING', guard: 'permission', who: [permission], params: { permission } });
    expect(await app.engine.pieces.byId(id)).toEqual(before);
  });

  test.each(matrix.filter(({ may }) => may))('$person may $type: what decides is the piece, not the role', async ({ person, type, state }) => {
    const { id } = await pieceIn(app, state);
    const answer = await post(app, id, person, (await wireEvents(app))[type]);
    if (answer.status === 200) return;
    expectExplained(answer);
    // Whose step it is, who submitted it, and how an experiment stands, are rules of the piece.
    expect(['NOT_A_REVIEWER_OF_THIS_STEP', 'ONLY_THE_SUBMITTER_RECALLS', 'EXPERIMENT_NOT_PLANNED', 'EXPERIMENT_NOT_PAUSED']).toContain(problemOf(answer).details.code);
  });
});

describe('the buttons of a piece say what sending does', () => {
  const STAYS = new Set<UserEventType>(['ASSIGN', 'SET_DUE', 'COMMENT']);

  test.each(ROLES.flatMap((person) => STATES.map((state) => ({ person, state }))))('for the $person in $state', async ({ person, state }) => {
    const piece = await pieceIn(app, state);
    const { events } = (await app.as(person, 'get', `/content-workflow/pieces/${piece.id}`)).body.data as PieceView;
    const wire = await wireEvents(app);
    for (const type of EVENTS) {
      const button = events.find(({ event }) => event === type);
      if (button?.available === true) continue;
      const answer = await post(app, piece.id, person, wire[type]);
      const expected = button === undefined ? 'NOT_IN_THIS_STATE' : button.refusal.code;
      expect([type, answer.status >= 400 ? problemOf(answer).details.code : answer.status]).toEqual([type, expected]);
      if (button !== undefined) expect(problemOf(answer)).toMatchObject({ message: button.refusal.message, details: { guard: button.refusal.guard, who: button.refusal.who, next: button.refusal.next } });
    }
    for (const { event: type, available } of events) {
      if (!available) continue;
      const target = STAYS.has(type) ? piece : await pieceIn(app, state);
      const answer = await post(app, target.id, person, wire[type]);
      expect([type, answer.status, answer.status === 200 ? null : problemOf(answer).details.code]).toEqual([type, 200, null]);
    }
  });

  test('and what an event asks for is what its body takes', async () => {
    const wire = await wireEvents(app);
    for (const state of STATES) {
      const { events } = await view(app, await pieceAt(state));
      for (const button of events) {
        if (!button.available) continue;
        const asked = button.fields.filter(({ required }) => required).flatMap(({ name }) => (name === 'schedule' ? ['publishAt', 'timezone'] : [name]));
        for (const name of asked) expect([button.event, Object.keys(wire[button.event])]).toEqual([button.event, expect.arrayContaining([name])]);
      }
    }
  });
});

describe('a role', () => {
  test('without permissions of the workflow learns which types it governs, so that the admin can give way, and gets 403 on every other route', async () => {
    const piece = await pieceAt('review');
    const token = await somebodyWith('Plain', ['plugin::upload.read']);
    const routes = adminRoutes(piece);
    expect(routes.length).toBeGreaterThan(10);
    for (const { method, url } of routes) expect([method, url, (await ask(token, method, url)).status]).toEqual([method, url, url.endsWith('/governed') ? 200 : 403]);
  });

  test('that only reads can read, and every event is refused by name', async () => {
    const piece = await pieceAt('review');
    const token = await somebodyWith('Reader', ['plugin::content-workflow.read']);
    for (const url of [`/pieces/${piece.id}`, '/pieces', `/pieces/${piece.id}/history`, `/documents/${POST}/${piece.documentId}?locale=en`, '/people', '/alerts', '/health', '/governed']) expect([url, (await ask(token, 'GET', `/content-workflow${url}`)).status]).toEqual([url, 200]);
    const wire = await wireEvents(app);
    const { revision } = await view(app, piece);
    for (const type of ['APPROVE', 'REJECT', 'COMMENT', 'ASSIGN', 'ARCHIVE', 'EXPEDITE'] as const) {
      const answer = await ask(token, 'POST', `/content-workflow/pieces/${piece.id}/events`, { event: wire[type], expectedRevision: revision });
      expect([type, answer.status, problemOf(answer).details.code]).toEqual([type, 403, 'PERMISSION_MISSING']);
    }
    const draft = await draftPiece(app, {}, []);
    const variant = await ask(token, 'PUT', `/content-workflow/pieces/${draft.id}/variants/a`, { label: 'A', overrides: { title: 'Another' }, expectedRevision: 1 });
    expect([variant.status, problemOf(variant).details.code]).toEqual([403, 'PERMISSION_MISSING']);
    expect(await app.strapi.db.connection('cw_variants').where({ piece_id: draft.id })).toEqual([]);
    expect((await ask(token, 'POST', '/content-workflow/integrity')).status).toBe(403);
  });

  test('that only reads acknowledges no alert', async () => {
    const token = await somebodyWith('Onlooker', ['plugin::content-workflow.read']);
    await app.engine.alerts.raise({ pieceId: null, code: 'TEST', message: 'Somebody has to act.' });
    const { id } = await app.strapi.db.connection('cw_alerts').orderBy('id', 'desc').first('id');
    expect((await ask(token, 'POST', `/content-workflow/alerts/${id}/acknowledge`)).status).toBe(403);
    expect(await app.strapi.db.connection('cw_alerts').where({ id }).first()).toMatchObject({ seen_at: null });
  });

  test('that may publish but not read reaches nothing', async () => {
    const piece = await pieceAt('approved');
    const token = await somebodyWith('Blind', ['plugin::content-workflow.publish']);
    expect((await ask(token, 'POST', `/content-workflow/pieces/${piece.id}/events`, { event: { type: 'PUBLISH' }, expectedRevision: 1 })).status).toBe(403);
    expect((await ask(token, 'GET', `/content-workflow/pieces/${piece.id}`)).status).toBe(403);
  });

  test.each(PERMISSIONS.filter((permission) => permission !== 'read'))('with read and "%s" can send exactly the events of that permission', async (permission) => {
    const token = await somebodyWith(`Only ${permission}`, ['plugin::content-workflow.read', `plugin::content-workflow.${permission}`]);
    const wire = await wireEvents(app);
    for (const known of KNOWN) {
      const own = known.permission === permission;
      const { id } = own ? await pieceIn(app, known.state) : await pieceAt(known.state);
      const revision = (await app.engine.pieces.byId(id))?.revision;
      const answer = await ask(token, 'POST', `/content-workflow/pieces/${id}/events`, { event: wire[known.type], expectedRevision: revision });
      const missing = answer.status === 403 && problemOf(answer).details.code === 'PERMISSION_MISSING';
      expect([known.type, missing]).toEqual([known.type, !own]);
    }
  });

  test('that loses a permission loses it at once', async () => {
    const piece = await pieceIn(app, 'approved', { variants: [] });
    const roles = app.strapi.service('admin::role') as unknown as { assignPermissions(id: number, permissions: object[]): Promise<unknown> };
    const token = await somebodyWith('Temporary', ['plugin::content-workflow.read', 'plugin::content-workflow.publish']);
    const role = await app.strapi.db.query('admin::role').findOne({ where: { name: 'Temporary' } });
    await roles.assignPermissions(Number(role?.id), [{ action: 'plugin::content-workflow.read' }, { action: 'plugin::content-manager.explorer.read', subject: POST, properties: { locales: null } }]);
    const revision = (await app.engine.pieces.byId(piece.id))?.revision;
    const answer = await ask(token, 'POST', `/content-workflow/pieces/${piece.id}/events`, { event: { type: 'PUBLISH' }, expectedRevision: revision });
    expect([answer.status, problemOf(answer).details.code]).toEqual([403, 'PERMISSION_MISSING']);
  });
});

describe('the routes of the admin', () => {
  test('are closed without a session, with a made-up one, and with an API token of any kind', async () => {
    const tokens = ['made-up', await apiToken(app, { name: 'reads', type: 'read-only' }), await apiToken(app, { name: 'everything', type: 'full-access' })];
    for (const { method, url } of adminRoutes(await pieceAt('review'))) {
      const anonymous = app.anonymous[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](url);
      expect([url, (await anonymous).status]).toEqual([url, 401]);
      for (const token of tokens) expect([url, (await ask(token, method, url)).status]).toEqual([url, 401]);
    }
  });
});

describe('four eyes', () => {
  test('hold for a super admin too: neither the author nor the last editor approves', async () => {
    const own = await createPost(app, {}, 'admin');
    await done(app, own, 'admin', { type: 'SUBMIT' });
    const author = await send(app, own, 'admin', { type: 'APPROVE' });
    expect([author.status, problemOf(author).details.code]).toEqual([403, 'AUTHOR_CANNOT_APPROVE']);
    const expedited = await send(app, own, 'admin', { type: 'EXPEDITE', reason: 'I am in a hurry.' });
    expect([expedited.status, problemOf(expedited).details.code]).toEqual([403, 'AUTHOR_CANNOT_APPROVE']);

    const edited = await createPost(app);
    await savePost(app, edited, { title: 'Just a comma' }, 'admin');
    await done(app, edited, 'editor', { type: 'SUBMIT' });
    const editor = await send(app, edited, 'admin', { type: 'APPROVE' });
    expect([editor.status, problemOf(editor).details.code]).toEqual([403, 'LAST_EDITOR_CANNOT_APPROVE']);
  });

  test('hold in every round: who wrote the second one does not approve it', async () => {
    const draft = await createPost(app);
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    await done(app, draft, 'publisher', { type: 'PUBLISH' });
    await savePost(app, draft, { title: 'The second round' }, 'admin');
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    const answer = await send(app, draft, 'admin', { type: 'APPROVE' });
    expect(answer.status).toBe(403);
  });

  test('hold after a piece was live, archived and reopened', async () => {
    const draft = await createPost(app);
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    await done(app, draft, 'publisher', { type: 'PUBLISH' });
    await done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    await done(app, draft, 'editor', { type: 'ARCHIVE' });
    await done(app, draft, 'editor', { type: 'REOPEN' });
    await savePost(app, draft, { title: 'Edited by the one who approves' }, 'admin');
    expect((await view(app, draft)).lastEditor?.id).toBe(await app.idOf('admin'));
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    const answer = await send(app, draft, 'admin', { type: 'APPROVE' });
    expect([answer.status, problemOf(answer).details.code]).toEqual([403, 'LAST_EDITOR_CANNOT_APPROVE']);
  });

  test('one person counts once in a step', async () => {
    const type = app.engine.config.types[POST];
    if (type === undefined) throw new Error('posts are not governed');
    const review = type.review;
    type.review = [{ key: 'editorial', name: 'Editorial', quorum: 2, roles: ['cw-reviewer'], guests: false }];
    try {
      const draft = await createPost(app);
      await done(app, draft, 'editor', { type: 'SUBMIT' });
      expect((await done(app, draft, 'reviewer', { type: 'APPROVE' })).state).toBe('review');
      const again = await send(app, draft, 'reviewer', { type: 'APPROVE' });
      expect([again.status, problemOf(again).details.code]).toEqual([422, 'ALREADY_APPROVED_BY_YOU']);
      expect((await done(app, draft, 'reviewer2', { type: 'APPROVE' })).state).toBe('approved');
    } finally {
      type.review = review;
    }
  });

  test('a moderator who reviews submissions does not approve one of their own', async () => {
    const created = await app.as('moderator', 'post', `/content-manager/collection-types/${SUBMISSION}`, { title: 'A letter', text: 'Dear hut,', consentGiven: true });
    expect(created.status).toBe(201);
    const draft = { uid: SUBMISSION, documentId: created.body.data.documentId as string, locale: '' };
    await done(app, draft, 'moderator', { type: 'SUBMIT' });
    const own = await send(app, draft, 'moderator', { type: 'APPROVE' });
    expect([own.status, problemOf(own).details.code]).toEqual([403, 'AUTHOR_CANNOT_APPROVE']);
    const reviewer = await send(app, draft, 'reviewer', { type: 'APPROVE' });
    expect([reviewer.status, problemOf(reviewer).details]).toEqual([403, expect.objectContaining({ code: 'NOT_A_REVIEWER_OF_THIS_STEP', who: ['cw-moderator', 'cw-moderation-lead'] })]);
    expect((await done(app, draft, 'moderator2', { type: 'APPROVE' })).state).toBe('approved');
  });

  test('only the author or the submitter recalls', async () => {
    const draft = await createPost(app);
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    const other = await send(app, draft, 'editor2', { type: 'RECALL' });
    expect([other.status, problemOf(other).details]).toEqual([403, expect.objectContaining({ code: 'ONLY_THE_SUBMITTER_RECALLS', who: expect.arrayContaining(['editor Test']) })]);
    expect((await done(app, draft, 'editor', { type: 'RECALL' })).state).toBe('draft');
  });
});

test('every permission that an event needs is one that a role can be given', async () => {
  const actions = (app.strapi.service('admin::permission') as unknown as { actionProvider: { values(): { actionId: string }[] } }).actionProvider.values().map(({ actionId }) => actionId);
  for (const { permission } of KNOWN) expect(actions).toContain(`plugin::content-workflow.${permission}`);
  await push(app, (await draftPiece(app, {}, [])).id, 'editor', { type: 'COMMENT', comment: 'Written by somebody who has it.' });
});
