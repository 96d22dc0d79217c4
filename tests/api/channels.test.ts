/** Channels: who may connect them, what is kept of their secrets, and that nothing of them ever comes out again. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import type { ChannelView, PlatformView } from '../../src/plugins/content-workflow/contracts/distribution';
import { pictureOf } from '../../src/plugins/content-workflow/core/distribution/read';
import { createTokens } from '../../src/plugins/content-workflow/server/src/distribution/channels/tokens';
import { createVault } from '../../src/plugins/content-workflow/server/src/distribution/channels/vault';
import type { AdapterContext, Token } from '../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { apiToken, fetchAs } from '../support/access';
import { startApp, type Person, type TestApp } from '../support/app';
import { addParcel, openCounter, tokenUntil, type Counter } from '../support/distribution/parcel';
import { captureLines } from '../support/log-lines';
import { onPostgres } from '../support/test-database';
import { onLoad } from '../support/types';

let app: TestApp;
let counter: Counter;
let lines: string[];
let folder: string;
let back: () => void;

/** Everything that was answered in this file. */
const answered: string[] = [];

const PASSWORD = 'open-sesame-"9/3"';
const HOOK = 'https://hooks.example.com/v1/0123456789abcdef';
const DAY = 86_400_000;

beforeAll(async () => {
  process.env.EGRESS_ALLOW = '127.0.0.1';
  folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-channels-'));
  mkdirSync(path.join(folder, 'uploads'));
  back = onLoad((strapi) => {
    strapi.dirs.static.public = folder;
  });
  app = await startApp();
  addParcel(app);
  counter = await openCounter();
  lines = captureLines(app);
});
afterAll(async () => {
  delete process.env.EGRESS_ALLOW;
  back();
  await app.close();
  await counter.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (person: Person, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) => {
  const answer = await app.as(person, method, `/content-workflow${path}`, body);
  answered.push(JSON.stringify(answer.body), JSON.stringify(answer.headers));
  return answer;
};

const input = (more: object = {}) => ({ name: 'Our parcels', account: '', communities: ['Readers'], settings: { server: counter.origin }, secrets: { password: PASSWORD, hook: HOOK }, ...more });

const connect = async (more: object = {}): Promise<ChannelView> => {
  const answer = await ask('admin', 'post', '/channels', { key: `c-${randomUUID().slice(0, 8)}`, platform: 'parcel', ...input(), ...more });
  expect([answer.status, answer.body]).toMatchObject([200, {}]);
  return (answer.body as { data: ChannelView }).data;
};

const change = (channel: ChannelView, more: object, expectedRevision = channel.revision) => ask('admin', 'put', `/channels/${channel.key}`, { name: channel.name, account: channel.account, communities: channel.communities, settings: channel.settings, secrets: {}, expectedRevision, ...more });

const act = async (key: string, action: 'test' | 'pause' | 'resume'): Promise<ChannelView> => {
  const answer = await ask('admin', 'post', `/channels/${key}/${action}`, {});
  expect(answer.status).toBe(200);
  return (answer.body as { data: ChannelView }).data;
};

const refusal = (answer: { status: number; body: unknown }) => ({ status: answer.status, ...(answer.body as { error: { details: { code: string; field?: string } } }).error.details });

const contextOf = async (key: string): Promise<AdapterContext> => {
  const channel = await app.engine.reach.channels.byKey(key);
  if (channel === null) throw new Error('no such channel');
  return app.engine.reach.channels.contextOf(channel, { key: randomUUID(), signal: AbortSignal.timeout(10_000), pictures: [] });
};

describe('platforms', () => {
  test('are told with the form that connects them', async () => {
    const platforms = ((await ask('reviewer', 'get', '/platforms')).body as { data: PlatformView[] }).data;
    const found = platforms.find(({ platform }) => platform === 'parcel');
    expect(found).toMatchObject({ name: 'Parcel', delivery: 'direct', steps: ['Ask at the counter for a password.'] });
    expect(found?.fields.map(({ name, kind, required, hint }) => [name, kind, required, hint])).toEqual([['server', 'url', true, null], ['mirror', 'url', false, null], ['shelf', 'text', false, null], ['password', 'secret', true, null], ['hook', 'secret', false, null]]);
  });
});

describe('connecting', () => {
  test('is for who has the permission; others see the channels', async () => {
    expect((await ask('publisher', 'post', '/channels', { key: 'not-mine', platform: 'parcel', ...input() })).status).toBe(403);
    const { key } = await connect();
    for (const [method, path] of [['put', ''], ['delete', ''], ['post', '/test'], ['post', '/pause'], ['post', '/resume']] as const) expect((await ask('publisher', method, `/channels/${key}${path}`, {})).status).toBe(403);
    expect(((await ask('publisher', 'get', '/channels')).body as { data: ChannelView[] }).data.map((channel) => channel.key)).toContain(key);
    expect((await ask('publisher', 'get', `/channels/${key}`)).status).toBe(200);
  });

  test('answers everything but the secrets, of which it names those that are filled in', async () => {
    expect(await connect({ key: 'whole' })).toEqual({
      key: 'whole',
      name: 'Our parcels',
      platform: 'parcel',
      account: '',
      communities: ['Readers'],
      settings: { server: counter.origin, shelf: 'top', mirror: 'https://mirror.example.com' },
      secrets: ['hook', 'password'],
      capabilities: expect.objectContaining({ delivery: 'direct' }) as object,
      status: 'active',
      waitsUntil: null,
      expiresAt: null,
      daysLeft: null,
      test: null,
      revision: 1,
    });
  });

  test.each([
    [{ platform: 'pigeon' }, 422, 'PLATFORM_UNKNOWN', undefined],
    [{ key: 'whole' }, 409, 'CHANNEL_EXISTS', 'key'],
    [{ key: 'No Key' }, 400, 'INPUT_INVALID', 'key'],
    [{ name: '  ' }, 400, 'INPUT_INVALID', 'name'],
    [{ settings: {} }, 400, 'INPUT_INVALID', 'settings.server'],
    [{ settings: { server: 'https://a.example', shelf: 'far too long a shelf' } }, 400, 'INPUT_INVALID', 'settings.shelf'],
    [{ settings: { server: 'https://a.example', colour: 'red' } }, 400, 'INPUT_INVALID', 'settings.colour'],
    [{ secrets: {} }, 400, 'INPUT_INVALID', 'secrets.password'],
    [{ secrets: { password: 'short' } }, 400, 'INPUT_INVALID', 'secrets.password'],
    [{ secrets: { password: PASSWORD, hook: 'no address' } }, 400, 'INPUT_INVALID', 'secrets.hook'],
    [{ secrets: { password: PASSWORD, other: 'x' } }, 400, 'INPUT_INVALID', 'secrets.other'],
    [{ secrets: 'all' }, 400, 'INPUT_INVALID', 'secrets'],
    [{ revision: 7 }, 400, 'INPUT_INVALID', 'revision'],
  ])('%j is refused, and the field is named', async (more, status, code, field) => {
    const answer = refusal(await ask('admin', 'post', '/channels', { key: 'wrong', platform: 'parcel', ...input(), ...more }));
    expect({ status: answer.status, code: answer.code, field: answer.field }).toEqual({ status, code, field });
    expect(await app.engine.reach.channels.byKey('wrong')).toBeNull();
  });

  test('without a key to encrypt with, no secret is taken, and what needs none is', async () => {
    const key = app.strapi.config.get('admin.secrets.encryptionKey');
    app.strapi.config.set('admin.secrets.encryptionKey', undefined);
    try {
      expect(refusal(await ask('admin', 'post', '/channels', { key: 'keyless', platform: 'parcel', ...input() }))).toMatchObject({ status: 422, code: 'ENCRYPTION_KEY_MISSING', next: expect.stringContaining('ENCRYPTION_KEY') as string });
      expect(await app.engine.reach.channels.byKey('keyless')).toBeNull();
    } finally {
      app.strapi.config.set('admin.secrets.encryptionKey', key);
    }
  });
});

describe('changing', () => {
  test('keeps a secret that is left out, replaces one that is given, and empties one that is null', async () => {
    const channel = await connect();
    const renamed = await change(channel, { name: 'Other', secrets: { hook: null } });
    expect((renamed.body as { data: ChannelView }).data).toMatchObject({ name: 'Other', secrets: ['password'], revision: 2 });
    expect((await contextOf(channel.key)).secrets).toEqual({ password: PASSWORD });
    expect((await change(channel, { secrets: { password: 'new-password' } }, 2)).status).toBe(200);
    expect((await contextOf(channel.key)).secrets).toEqual({ password: 'new-password' });
    expect(refusal(await change(channel, { secrets: { password: null } }, 3))).toMatchObject({ status: 400, field: 'secrets.password' });
  });

  test('of what somebody else has changed meanwhile is refused, with what it is now', async () => {
    const channel = await connect();
    expect((await change(channel, { name: 'First' })).status).toBe(200);
    expect(refusal(await change(channel, { name: 'Second' }))).toMatchObject({ status: 409, code: 'CHANNEL_CONFLICT', current: { name: 'First', revision: 2 } });
    const both = await Promise.all([change(channel, { name: 'A' }, 2), change(channel, { name: 'B' }, 2)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('a secret does not go to another address than the one that it was entered for', async () => {
    const channel = await connect();
    const moved = { settings: { server: 'https://elsewhere.example.com' } };
    expect(refusal(await change(channel, moved))).toMatchObject({ status: 400, field: 'secrets.hook' });
    expect(refusal(await change(channel, { settings: { server: counter.origin, mirror: 'https://elsewhere.example.com' } }))).toMatchObject({ status: 400, field: 'secrets.hook' });
    // What stands there by default is no other place than before.
    expect((await change(channel, { settings: { server: counter.origin } })).status).toBe(200);
    expect((await change(channel, { ...moved, secrets: { password: 'for-elsewhere', hook: null } }, 2)).status).toBe(200);
  });

  test('nor to the address before it, by who has looked at the channel earlier', async () => {
    const channel = await connect();
    const seen = await app.engine.reach.channels.byKey(channel.key);
    const moved = await change(channel, { settings: { server: 'https://counter.example.com' }, secrets: { password: 'for the other counter', hook: HOOK } });
    expect(moved.status).toBe(200);
    if (seen === null) throw new Error('no such channel');
    const use = { key: randomUUID(), signal: AbortSignal.timeout(10_000), pictures: [] };
    await expect(app.engine.reach.channels.contextOf(seen, use)).rejects.toMatchObject({ code: 'destination-changed' });
    expect(await contextOf(channel.key)).toMatchObject({ settings: { server: 'https://counter.example.com' }, secrets: { password: 'for the other counter' } });
    // Of an earlier look at another shelf of the same counter the secrets are used as ever.
    const again = (moved.body as { data: ChannelView }).data;
    const before = await app.engine.reach.channels.byKey(channel.key);
    expect((await change(again, { settings: { ...again.settings, shelf: 'low' } })).status).toBe(200);
    if (before === null) throw new Error('no such channel');
    expect(await app.engine.reach.channels.contextOf(before, use)).toMatchObject({ settings: { shelf: 'top' } });
  });

  test('one that is not there is not found', async () => {
    for (const [method, path, body] of [['get', '', undefined], ['put', '', { ...input(), expectedRevision: 1 }], ['delete', '', undefined], ['post', '/test', {}], ['post', '/pause', {}], ['post', '/resume', {}]] as const) expect(refusal(await ask('admin', method, `/channels/not-there${path}`, body))).toMatchObject({ status: 404, code: 'CHANNEL_NOT_FOUND' });
  });
});

describe('a test of the connection', () => {
  test('says who the platform takes it for, and for how long', async () => {
    const { key } = await connect();
    let heard = '';
    counter.answer = (body, res) => {
      heard = body;
      res.end(JSON.stringify({ until: app.engine.clock.now() + 10.5 * DAY }));
    };
    const tested = await act(key, 'test');
    expect(JSON.parse(heard)).toEqual({ password: PASSWORD });
    expect(tested).toMatchObject({ account: 'Shelf 7', daysLeft: 10, test: { ok: true, message: null }, status: 'active', revision: 1 });
  });

  test('that fails says why, without what was sent', async () => {
    const { key } = await connect();
    counter.answer = (body, res) => void res.writeHead(403).end(`not ${body} nor ${HOOK}`);
    const tested = await act(key, 'test');
    expect(tested.test).toEqual({ at: expect.any(String) as string, ok: false, message: 'The counter said: not {"password":"[secret]"} nor [secret]' });
    await counter.close();
    expect((await act(key, 'test')).test).toMatchObject({ ok: false, message: 'The platform did not answer (connection-refused).' });
    counter = await openCounter();
  });

  test('keeps what the platform told of itself, and writes nothing over what somebody changed meanwhile', async () => {
    const found = { mirror: 'https://told.example.com' };
    const channel = await connect();
    counter.answer = (_body, res) => void res.end(JSON.stringify({ until: app.engine.clock.now() + DAY, found }));
    expect((await act(channel.key, 'test')).settings).toMatchObject({ ...found, shelf: 'top' });

    const slow = await connect();
    counter.answer = (_body, res) =>
      void change(slow, { settings: { ...slow.settings, shelf: 'low' } }).then(({ status }) => res.end(JSON.stringify({ until: status, found })));
    const answer = await ask('admin', 'post', `/channels/${slow.key}/test`, {});
    expect(refusal(answer)).toMatchObject({ status: 409, code: 'CHANNEL_CONFLICT', current: { revision: 2 } });
    const now = ((await ask('admin', 'get', `/channels/${slow.key}`)).body as { data: ChannelView }).data;
    expect(now).toMatchObject({ settings: { shelf: 'low', mirror: 'https://mirror.example.com' }, test: null, expiresAt: null, account: '' });
  });

  test('to an inner address that is not allowed sends nothing', async () => {
    const { key } = await connect({ settings: { server: 'https://169.254.169.254' } });
    expect((await act(key, 'test')).test).toMatchObject({ ok: false, message: 'The platform did not answer (address-forbidden).' });
  });
});

describe('pausing, resuming, removing', () => {
  test('a paused channel waits until it is resumed, which also ends a pause that failures have made', async () => {
    const { key } = await connect();
    const channel = await app.engine.reach.channels.byKey(key);
    await app.engine.reach.channels.note(channel?.id ?? 0, { failures: 5, openUntil: app.engine.clock.now() + 60_000 });
    const paused = await act(key, 'pause');
    expect([paused.status, paused.waitsUntil !== null]).toEqual(['paused', true]);
    expect(await act(key, 'resume')).toMatchObject({ status: 'active', waitsUntil: null, revision: 3 });
  });

  test('one that the platform does not let in is not resumed, but connected anew', async () => {
    const channel = await connect();
    await app.engine.reach.channels.note((await app.engine.reach.channels.byKey(channel.key))?.id ?? 0, { status: 'unauthorized' });
    expect(refusal(await ask('admin', 'post', `/channels/${channel.key}/resume`, {}))).toMatchObject({ status: 422, code: 'CHANNEL_UNAUTHORIZED' });
    expect(((await change(channel, { secrets: { password: 'another-one' } })).body as { data: ChannelView }).data).toMatchObject({ status: 'active', revision: 2 });
  });

  test('one that something was sent to stays', async () => {
    const [used, unused] = [await connect(), await connect()];
    const id = (await app.engine.reach.channels.byKey(used.key))?.id;
    await app.strapi.db.connection('cw_deliveries').insert({ key: randomUUID(), edition_id: 1, channel_id: id, state: 'scheduled' });
    expect(refusal(await ask('admin', 'delete', `/channels/${used.key}`))).toMatchObject({ status: 422, code: 'CHANNEL_IN_USE' });
    expect((await ask('admin', 'delete', `/channels/${unused.key}`)).status).toBe(200);
    expect((await ask('admin', 'get', `/channels/${unused.key}`)).status).toBe(404);
  });

  test('who did what is in the audit, with the names of what changed and no value', async () => {
    const channel = await connect();
    await change(channel, { name: 'Renamed', settings: { ...channel.settings, shelf: 'low' }, secrets: { hook: null } });
    await act(channel.key, 'pause');
    const acts = (await app.engine.audit.list({ objects: [`channel:${channel.key}`], limit: 10 })).reverse();
    expect(acts.map(({ actor, action, after }) => [actor.name, action, after])).toEqual([
      ['admin Test', 'channel.connected', { platform: 'parcel', name: 'Our parcels', secrets: ['hook', 'password'] }],
      ['admin Test', 'channel.changed', { changed: ['name', 'settings.shelf', 'secrets.hook'] }],
      ['admin Test', 'channel.paused', null],
    ]);
  });
});

test('integrators list channels with a token that may read, and with nothing less', async () => {
  const { key } = await connect();
  expect((await fetchAs(app, null, '/api/channels')).status).toBe(403);
  const token = await apiToken(app, { name: 'reader of channels', type: 'custom', permissions: ['plugin::content-workflow.channels.find'] });
  const answer = await fetchAs(app, token, '/api/channels');
  answered.push(JSON.stringify(answer.body));
  expect((answer.body as { data: ChannelView[] }).data.find((channel) => channel.key === key)).toMatchObject({ platform: 'parcel', secrets: ['hook', 'password'], capabilities: { delivery: 'direct' } });
});

describe('a token', () => {
  const HOUR = 3_600_000;
  const obtaining = (give: (nth: number) => Token | Promise<Token>) => {
    let calls = 0;
    return Object.assign(jest.fn(async () => give((calls += 1))), { calls: () => calls });
  };
  const inAnHour = (value: string): Token => tokenUntil(value, app.engine.clock.now() + HOUR);

  afterEach(() => app.engine.clock.use());

  test('is obtained by one of many who want it, also in other processes', async () => {
    const { key } = await connect();
    const channel = await app.engine.reach.channels.byKey(key);
    const [one, two] = [await contextOf(key), await contextOf(key)];
    const other = createTokens({ strapi: app.strapi, vault: createVault(app.strapi), clock: app.engine.clock });
    const obtain = obtaining(async (nth) => {
      await new Promise((done) => setTimeout(done, 50));
      return inAnHour(`secret-token-${nth}`);
    });
    // A process of its own would need a database that serves several.
    const third = () => (onPostgres() ? other.token(channel?.id ?? 0, 'access', obtain) : one.token('access', obtain));
    const got = await Promise.all([one, two, one, two].map((context) => context.token('access', obtain)).concat(third(), third()));
    expect([new Set(got).size, got[0], obtain.calls()]).toEqual([1, 'secret-token-1', 1]);
    expect(await other.token(channel?.id ?? 0, 'access', obtain)).toBe('secret-token-1');
  });

  test('is renewed before it expires; until then a platform that does not answer has taken nothing away', async () => {
    const { key } = await connect();
    const { token } = await contextOf(key);
    const start = app.engine.clock.now();
    app.engine.clock.use(() => start);
    await token('access', async () => inAnHour('secret-early'));
    app.engine.clock.use(() => start + HOUR - 6 * 60_000);
    const refuse = obtaining(() => Promise.reject(new Error('must not be asked')));
    expect([await token('access', refuse), refuse.calls()]).toEqual(['secret-early', 0]);

    app.engine.clock.use(() => start + HOUR - 4 * 60_000);
    const { fetch } = await contextOf(key);
    const away = async (): Promise<Token> => {
      await fetch('https://127.0.0.2/');
      throw new Error('was reached');
    };
    expect(await token('access', away)).toBe('secret-early');
    expect(await token('access', async () => tokenUntil('', null))).toBe('secret-early');
    const seen: (Token | null)[] = [];
    expect(await token('access', async (old) => (seen.push(old), inAnHour('secret-late')))).toBe('secret-late');
    expect(seen).toEqual([{ value: 'secret-early', expiresAt: start + HOUR }]);
  });

  test('that has expired and can not be had says that nothing was sent', async () => {
    const { key } = await connect();
    const { token } = await contextOf(key);
    const silent = await contextOf(key);
    counter.answer = (_body, res) => void res.destroy();
    const lost = async (): Promise<Token> => {
      await silent.fetch(`${counter.origin}/token`, { json: {} });
      throw new Error('was answered');
    };
    await expect(token('access', lost)).rejects.toMatchObject({ code: 'connection-lost', reached: false });
    await expect(token('access', async () => tokenUntil('', null))).rejects.toMatchObject({ code: 'token-empty', reached: false });
  });

  test('that the platform does not take any more is forgotten, but not the one that came after it', async () => {
    const { key } = await connect();
    const { token, dropToken } = await contextOf(key);
    await token('access', async () => inAnHour('secret-first'));
    await token('other', async () => inAnHour('secret-other'));
    await dropToken('access', 'secret-zero');
    expect(await token('access', async () => inAnHour('secret-second'))).toBe('secret-first');
    await dropToken('access', 'secret-first');
    expect(await token('access', async () => inAnHour('secret-second'))).toBe('secret-second');
    expect(await token('other', async () => inAnHour('secret-third'))).toBe('secret-other');
  });

  test('belongs to what it was obtained with', async () => {
    const channel = await connect();
    const { token } = await contextOf(channel.key);
    await token('access', async () => inAnHour('secret-of-old'));
    await change(channel, { secrets: { password: 'a-new-password' } });
    expect(await (await contextOf(channel.key)).token('access', async () => inAnHour('secret-of-new'))).toBe('secret-of-new');
  });

  test('is taken out of texts as well', async () => {
    const channel = await app.engine.reach.channels.byKey((await connect()).key);
    if (channel === null) throw new Error('no such channel');
    await (await contextOf(channel.key)).token('access', async () => inAnHour('secret-in-text'));
    expect((await app.engine.reach.channels.redactOf(channel))(`with secret-in-text and ${PASSWORD}`)).toBe('with [secret] and [secret]');
  });
});

describe('a picture for a platform', () => {
  const RULE = { types: ['image/jpeg'], maxWidth: 100 } as const;
  const upload = async () => {
    const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#a37' } }).withExif({ IFD0: { Make: 'SecretCamera' } }).jpeg().toBuffer();
    const answer = await app.anonymous.post('/upload').set('Authorization', `Bearer ${await app.token('admin')}`).field('fileInfo', JSON.stringify({ name: 'field.jpg' })).attach('files', bytes, { filename: 'field.jpg', contentType: 'image/jpeg' });
    expect(answer.status).toBe(201);
    const picture = pictureOf((answer.body as unknown[])[0]);
    if (picture === null) throw new Error('no picture');
    return picture;
  };
  const make = (picture: Awaited<ReturnType<typeof upload>>) => app.engine.reach.makePicture({ picture, rule: RULE, alt: 'A field' });

  test('is the approved file, made to its rule', async () => {
    const made = await make(await upload());
    expect(made).toMatchObject({ mime: 'image/jpeg', width: 100, height: 66, alt: 'A field', filename: expect.stringMatching(/^field_\w+\.jpg$/) as string });
    expect((await sharp(made.bytes).metadata()).exif).toBeUndefined();
  });

  test('is not made of a file that is gone, that was replaced, or that the library has never known', async () => {
    const picture = await upload();
    await expect(make({ ...picture, size: picture.size + 1 })).rejects.toMatchObject({ code: 'picture-changed' });
    await expect(make({ ...picture, hash: 'other' })).rejects.toMatchObject({ code: 'picture-changed' });
    await expect(make({ ...picture, fileId: null })).rejects.toMatchObject({ code: 'picture-gone' });
    await expect(make({ ...picture, fileId: 999_999 })).rejects.toMatchObject({ code: 'picture-gone' });
    for (const name of readdirSync(path.join(folder, 'uploads')).filter((file) => file.startsWith(picture.hash))) writeFileSync(path.join(folder, 'uploads', name), 'something else');
    await expect(make(picture)).rejects.toMatchObject({ code: 'picture-changed' });
    await app.strapi.db.connection('files').where({ id: picture.fileId }).update({ url: '/uploads/../../etc/passwd' });
    await expect(make(picture)).rejects.toMatchObject({ code: 'picture-gone' });
  });
});

test('with another key a channel says that it has to be connected anew, and everything else goes on', async () => {
  const channel = await connect();
  const key = app.strapi.config.get('admin.secrets.encryptionKey');
  app.strapi.config.set('admin.secrets.encryptionKey', 'rotated');
  try {
    expect(await app.engine.reach.channels.checkSecrets()).toContain(channel.key);
    const seen = (await ask('admin', 'get', `/channels/${channel.key}`)).body as { data: ChannelView };
    expect(seen.data).toMatchObject({ status: 'unauthorized', secrets: ['hook', 'password'], test: { ok: false, message: expect.stringContaining('another ENCRYPTION_KEY') as string } });
    expect((await act(channel.key, 'test')).test).toMatchObject({ ok: false, message: expect.stringContaining('another ENCRYPTION_KEY') as string });
    expect(refusal(await ask('admin', 'post', `/channels/${channel.key}/resume`, {}))).toMatchObject({ status: 422, code: 'CHANNEL_UNAUTHORIZED' });
    await expect(contextOf(channel.key)).rejects.toMatchObject({ code: 'secrets-unreadable' });
    expect(refusal(await change(channel, { name: 'Still without' }))).toMatchObject({ status: 400, field: 'secrets.password' });
    const healed = await change(channel, { secrets: { password: 'under-the-new-key' } });
    expect((healed.body as { data: ChannelView }).data).toMatchObject({ status: 'active', secrets: ['password'], test: null });
    expect((await contextOf(channel.key)).secrets).toEqual({ password: 'under-the-new-key' });
  } finally {
    app.strapi.config.set('admin.secrets.encryptionKey', key);
  }
});

test('no secret stands in any table, answer or line of the log', async () => {
  const connection = app.strapi.db.connection;
  const tables = onPostgres()
    ? ((await connection.raw("select table_name as name from information_schema.tables where table_schema = current_schema()")) as { rows: { name: string }[] }).rows
    : ((await connection.raw("select name from sqlite_master where type = 'table'")) as { name: string }[]);
  expect(tables.length).toBeGreaterThan(50);
  const kept: string[] = [];
  for (const { name } of tables) kept.push(JSON.stringify(await connection(name)));
  const everything = [...kept, ...answered, ...lines].join('\n');
  expect(everything).toContain('Our parcels');
  for (const secret of [PASSWORD, JSON.stringify(PASSWORD).slice(1, -1), HOOK, '0123456789abcdef', 'secret-token', 'secret-early', 'secret-first', 'new-password', 'another-one', 'for-elsewhere', 'under-the-new-key']) expect([secret, everything.includes(secret)]).toEqual([secret, false]);
});
