/** What only one of the platforms outside of China does: its forms of a message, its words for what went wrong, its clocks. */
import { Webhook } from 'standardwebhooks';
import type { Adapter, AdapterContext, Answer, AnyAdapter, Request, Token } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { bluesky, recordKeyOf } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/bluesky';
import { discord } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/discord';
import { facebookPage } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/facebook-page';
import { mastodon } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/mastodon';
import { slack } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/slack';
import { telegram } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/telegram';
import { webhook } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/webhook';
import { renditionHash } from '../../../src/plugins/content-workflow/server/src/distribution/renditions';
import type { Source } from '../../../src/plugins/content-workflow/core/distribution/document';
import type { Json } from '../../../src/plugins/content-workflow/core/distribution/rendition';
import { aParagraph, aPicture, aRun, aSource } from '../../support/distribution/content';
import { contextFor, KEY } from '../../support/distribution/harness';
import { discordCase } from '../../support/distribution/platforms/discord';
import { mastodonCase } from '../../support/distribution/platforms/mastodon';
import { slackCase, WEBHOOK_PATH } from '../../support/distribution/platforms/slack';
import { telegramCase } from '../../support/distribution/platforms/telegram';
import type { ContractServer, PlatformCase } from '../../support/distribution/case';

const NOW = Date.UTC(2026, 10, 26, 12);

const open: ContractServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

interface Sent extends Request {
  readonly url: string;
}

const anAnswer = (json: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => ({ status, headers, json, text: typeof json === 'string' ? json : JSON.stringify(json) });

/** Answers each call in its turn, and tells what was sent. */
const scripted = (adapter: AnyAdapter, settings: unknown, secrets: unknown, answers: readonly Answer[], more: Partial<AdapterContext> = {}): { readonly context: AdapterContext; readonly sent: readonly Sent[] } => {
  const sent: Sent[] = [];
  const context: AdapterContext = {
    ...contextFor({ settings: adapter.settings.parse(settings), secrets: adapter.secrets.parse(secrets), now: () => NOW }),
    fetch: (url, request = {}) => {
      sent.push({ ...request, url });
      const answer = answers[sent.length - 1];
      return answer === undefined ? Promise.reject(new Error(`nothing is to be called after ${answers.length}`)) : Promise.resolve(answer);
    },
    ...more,
  };
  return { context, sent };
};

/** One message, as the engine sends it, against the platform's contract server. */
const sendTo = async (platform: PlatformCase, source: Source, change: { readonly settings?: Readonly<Record<string, unknown>>; readonly secrets?: (origin: string) => unknown } = {}) => {
  const started = await platform.start();
  open.push(started.server);
  const { adapter } = platform;
  const settings = adapter.settings.parse({ ...(started.settings as object), ...change.settings });
  const rendition = adapter.render(source, settings);
  const context = contextFor({ settings, secrets: adapter.secrets.parse(change.secrets?.(started.server.origin) ?? started.secrets), pictures: rendition.pictures });
  return { ...started, adapter, rendition, context, outcome: await adapter.publish(rendition.payload, null, context) };
};

describe('Telegram', () => {
  const settings = telegram.settings.parse({ chat: '@walks' });
  const codes = (source: Source): string[] => telegram.render(source, settings).issues.map(({ code }) => code);
  const adapted = (characters: number): Source => aSource({ adapted: true, body: [aParagraph('字'.repeat(characters))] });

  test('a caption is 1,024 long; what is longer goes without pictures, and says so', () => {
    expect(telegram.render(adapted(1024), settings)).toMatchObject({ payload: { pictures: 1 }, issues: [] });
    expect(telegram.render(adapted(1025), settings)).toMatchObject({ payload: { pictures: 0 }, pictures: [], issues: [{ level: 'warning', code: 'pictures-left-out' }] });
    expect(codes(adapted(4096))).toEqual(['pictures-left-out']);
    expect(codes(adapted(4097))).toContain('too-long');
  });

  test('a piece that is too long for a text is told in short, with its pictures', () => {
    const { payload, issues } = telegram.render(aSource({ body: [aParagraph('字'.repeat(5000))] }), settings);
    expect(payload).toMatchObject({ pictures: 1, html: expect.stringContaining('https://example.org/posts/spring-walk') });
    expect(issues.map(({ level, code }) => `${level} ${code}`)).toEqual(['warning teaser']);
  });

  test('an emoji of several parts counts as Telegram counts it', () => {
    const measure = telegram.render(aSource({ cover: null, adapted: true, body: [aParagraph('👨‍👩‍👧‍👦<&')] }), settings).measures[0];
    expect(measure).toMatchObject({ field: 'body', used: 13, unit: 'utf16' });
  });

  test('an album is one message of several, and is taken back whole', async () => {
    const { server, adapter, context, outcome } = await sendTo(telegramCase, aSource({ gallery: [aPicture({ fileId: 8 }), aPicture({ fileId: 9 })] }));
    expect(outcome).toEqual({ kind: 'published', ref: { id: '-1001234567890:1,2,3', url: 'https://t.me/springwalks/1' } });
    expect(server.violations).toEqual([]);
    expect(await adapter.revoke?.({ id: '-1001234567890:1,2,3', url: null }, context)).toBe('revoked');
    expect(server.messages).toEqual([]);
  });

  test('a text without pictures goes as a text', async () => {
    const { server, outcome } = await sendTo(telegramCase, aSource({ cover: null }));
    expect(outcome.kind).toBe('published');
    expect(server.violations).toEqual([]);
    expect(server.messages[0]?.text).toContain('Bring water & a hat');
  });

  test.each([
    ['a group that became a supergroup', { ok: false, error_code: 400, description: 'Bad Request', parameters: { migrate_to_chat_id: -100555 } }, 400, { kind: 'rejected', code: 'chat-moved', message: expect.stringContaining('-100555') }],
    ['a bot that was put out', { ok: false, error_code: 403, description: 'Forbidden: bot was kicked from the channel chat' }, 403, { kind: 'unauthorized', code: 'forbidden' }],
    ['a server that fails in its own words', { ok: false, error_code: 502, description: 'Bad Gateway' }, 502, { kind: 'unknown' }],
    ['a success without a message', { ok: true, result: true }, 200, { kind: 'unknown', code: 'malformed-answer' }],
  ])('%s', async (_name, json, status, outcome) => {
    const { context } = scripted(telegram, { chat: '@walks' }, { token: '123456:abcdefghijklmnopqrstuvwxyz' }, [anAnswer(json, status)]);
    expect(await telegram.publish({ html: 'x', pictures: 0, silent: false, linkPreview: true }, null, context as never)).toMatchObject(outcome);
  });
});

describe('Discord', () => {
  test('an embed has the title in its own place and the first picture in it', async () => {
    const { server, rendition, outcome } = await sendTo(discordCase, aSource(), { settings: { style: 'embed' } });
    expect(outcome).toEqual({ kind: 'published', ref: { id: '700000000000000001', url: 'https://discord.com/channels/998877665544332211/556677889900112233/700000000000000001' } });
    expect(rendition.payload).toMatchObject({ embeds: [{ title: '春日徒步：一起出发 🌸', url: 'https://example.org/posts/spring-walk', description: expect.stringMatching(/^Join us \*\*this Saturday\*\*/) }] });
    expect(server.violations).toEqual([]);
  });

  test('a thread is named in every call', async () => {
    const { context, sent } = scripted(discord, { thread: '123456789012345678' }, { webhook: 'https://discord.com/api/webhooks/1/abc' }, [anAnswer({ id: '1', channel_id: '2' }), anAnswer('', 204)]);
    await discord.publish({ content: 'x', allowed_mentions: { parse: [] }, flags: 0, pictures: 0 }, null, context as never);
    await discord.revoke?.({ id: '1', url: null }, context as never);
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST https://discord.com/api/webhooks/1/abc?wait=true&thread_id=123456789012345678', 'DELETE https://discord.com/api/webhooks/1/abc/messages/1?thread_id=123456789012345678']);
  });

  test('a picture that is not what was approved stops it before the call', async () => {
    const { context, sent } = scripted(discord, {}, { webhook: 'https://discord.com/api/webhooks/1/abc' }, [], { picture: () => Promise.reject(new Error('not the file')) });
    expect(await discord.publish({ content: 'x', allowed_mentions: { parse: [] }, flags: 0, pictures: 1 }, null, context as never)).toMatchObject({ kind: 'rejected', code: 'picture-changed' });
    expect(sent).toEqual([]);
  });

  test('waits by the header where the body does not say, as an outer wall of theirs answers', async () => {
    const { context } = scripted(discord, {}, { webhook: 'https://discord.com/api/webhooks/1/abc' }, [anAnswer('<html>', 429, { 'x-ratelimit-reset-after': '0.25' })]);
    expect(await discord.publish({ content: 'x', allowed_mentions: { parse: [] }, flags: 0, pictures: 0 }, null, context as never)).toMatchObject({ kind: 'deferred', retryAfterMs: 250 });
  });

  test('its test tells which server the webhook is of', async () => {
    const { adapter, context } = await sendTo(discordCase, aSource());
    expect(await adapter.test(context)).toEqual({ kind: 'ok', account: 'Walks', expiresAt: null, found: { guild: '998877665544332211' } });
  });
});

describe('Slack', () => {
  const payload = { text: 'x', blocks: [], unfurl_links: true, unfurl_media: true };
  const app = { way: 'app', channel: 'C0123ABCD' };

  test('a webhook says "ok", and nothing by which the message could be found', async () => {
    const { server, adapter, context, outcome } = await sendTo(slackCase, aSource(), { settings: { way: 'webhook' }, secrets: (origin) => ({ webhook: `${origin}${WEBHOOK_PATH}` }) });
    expect(outcome).toEqual({ kind: 'published', ref: null });
    expect(server.violations).toEqual([]);
    expect(adapter.capabilities(context.settings).revocable).toBe(false);
    expect((await adapter.test(context)).kind).toBe('untestable');
  });

  test.each([
    ['invalid_token', 403, { kind: 'unauthorized', code: 'invalid_token' }],
    ['channel_is_archived', 410, { kind: 'rejected', code: 'channel_is_archived' }],
    ['rollup_error', 500, { kind: 'unknown', code: 'server-error' }],
  ])('a webhook that answers %s', async (word, status, outcome) => {
    const { context } = scripted(slack, {}, { webhook: 'https://hooks.slack.com/services/T1/B1/x1' }, [anAnswer(word, status)]);
    expect(await slack.publish(payload, null, context as never)).toMatchObject(outcome);
  });

  test.each([
    ['fatal_error', { kind: 'unknown', code: 'fatal_error' }],
    ['internal_error', { kind: 'unknown', code: 'internal_error' }],
    ['missing_scope', { kind: 'unauthorized', code: 'missing_scope' }],
    ['is_archived', { kind: 'rejected', code: 'is_archived' }],
    ['ratelimited', { kind: 'deferred', retryAfterMs: 60_000 }],
  ])('an app that is answered 200 and %s', async (error, outcome) => {
    const { context } = scripted(slack, app, { token: 'xoxb-1-a' }, [anAnswer({ ok: false, error })]);
    expect(await slack.publish(payload, null, context as never)).toMatchObject(outcome);
  });

  test('without a token, nothing is called', async () => {
    const { context, sent } = scripted(slack, app, {}, []);
    expect(await slack.publish(payload, null, context as never)).toMatchObject({ kind: 'unauthorized', code: 'not-connected' });
    expect(sent).toEqual([]);
  });
});

describe('Mastodon', () => {
  const connected = { settings: { instance: 'https://social.example' }, secrets: { token: 'a-token-of-mastodon' } };
  const payload = { status: 'x', visibility: 'public', language: null, pictures: 0 };

  test('links count 23 each, however long', () => {
    const long = `https://e.org/${'a'.repeat(400)}`;
    const settings = mastodon.settings.parse(connected.settings);
    const { measures, issues } = mastodon.render(aSource({ cover: null, adapted: true, body: [aParagraph(`${'字'.repeat(470)} `, aRun(long, [], long))] }), settings);
    expect(measures[0]).toMatchObject({ used: 494, max: 500 });
    expect(issues).toEqual([]);
  });

  test('a server’s own limits are found, and stand for the defaults', async () => {
    const { adapter, context } = await sendTo(mastodonCase, aSource({ cover: null }));
    expect(await adapter.test(context)).toMatchObject({ kind: 'ok', found: { characters: 500, pictures: 4, urlCost: 23, accountId: '1' } });
    const larger = mastodon.settings.parse({ ...connected.settings, characters: 5000 });
    expect(mastodon.render(aSource({ adapted: true, body: [aParagraph('字'.repeat(4000))] }), larger).issues).toEqual([]);
    expect(mastodon.capabilities(larger).limits.body?.max).toBe(5000);
  });

  test('whom the token lets in is part of what is approved, and no part of it before a test has said so', () => {
    const source = aSource({ cover: null });
    const hashOf = (more: object): string => {
      const settings = mastodon.settings.parse({ ...connected.settings, ...more });
      return renditionHash({ platform: 'mastodon', destination: null }, settings, mastodon.render(source, settings));
    };
    expect(hashOf({ accountId: '1' })).not.toBe(hashOf({ accountId: '2' }));
    expect(hashOf({})).not.toBe(hashOf({ accountId: '1' }));
    expect(mastodon.settings.parse(connected.settings)).not.toHaveProperty('accountId');
  });

  describe('with a token that may have been replaced', () => {
    const tested = { ...connected.settings, accountId: '1' };
    const posted = anAnswer({ id: '9', url: 'https://social.example/@desk/9' });

    test('nothing is sent in the name of another account', async () => {
      const { context, sent } = scripted(mastodon, tested, connected.secrets, [anAnswer({ id: '2', acct: 'other' })]);
      expect(await mastodon.publish(payload, null, context as never)).toMatchObject({ kind: 'unauthorized', code: 'other-account' });
      expect(sent).toHaveLength(1);
    });

    test('a newer token of the same account does', async () => {
      const { context } = scripted(mastodon, tested, connected.secrets, [anAnswer({ id: '1', acct: 'desk' }), posted]);
      expect(await mastodon.publish(payload, null, context as never)).toMatchObject({ kind: 'published' });
    });

    test.each([
      ['a server that fails', anAnswer({}, 503), { kind: 'deferred' }],
      ['a token that is not taken', anAnswer({ error: 'The access token is invalid' }, 401), { kind: 'unauthorized', code: 'token' }],
    ])('%s says that nothing was sent', async (_name, answer, outcome) => {
      const { context, sent } = scripted(mastodon, tested, connected.secrets, [answer]);
      expect(await mastodon.publish(payload, null, context as never)).toMatchObject(outcome);
      expect(sent).toHaveLength(1);
    });

    test('before the first test of the connection the account is not asked for', async () => {
      const { context, sent } = scripted(mastodon, connected.settings, connected.secrets, [posted]);
      expect(await mastodon.publish(payload, null, context as never)).toMatchObject({ kind: 'published' });
      expect(sent).toHaveLength(1);
    });
  });

  test('it waits until the instant that the server names', async () => {
    const { context } = scripted(mastodon, connected.settings, connected.secrets, [anAnswer({ error: 'Too many requests' }, 429, { 'x-ratelimit-reset': new Date(NOW + 90_000).toISOString() })]);
    expect(await mastodon.publish(payload, null, context as never)).toMatchObject({ kind: 'deferred', retryAfterMs: 90_000 });
  });

  test('pictures that the server still works on are waited for before the call', async () => {
    const prepared = { at: NOW, media: [{ id: '7', isReady: false }] };
    const waiting = scripted(mastodon, connected.settings, connected.secrets, [anAnswer({ id: '7' }, 206)]);
    expect(await mastodon.publish({ ...payload, pictures: 1 }, prepared, waiting.context as never)).toMatchObject({ kind: 'deferred', code: 'media-processing' });
    const ready = scripted(mastodon, connected.settings, connected.secrets, [anAnswer({ id: '7' }), anAnswer({ id: '1', url: 'https://social.example/@desk/1' })]);
    expect(await mastodon.publish({ ...payload, pictures: 1 }, prepared, ready.context as never)).toEqual({ kind: 'published', ref: { id: '1', url: 'https://social.example/@desk/1' } });
    expect(ready.sent[1]).toMatchObject({ headers: { 'idempotency-key': KEY }, json: { media_ids: ['7'] } });
  });

  test('what was uploaded is not uploaded again, unless the server may have swept it up', async () => {
    const { context, sent } = scripted(mastodon, connected.settings, connected.secrets, []);
    const prepared = { at: NOW - 3_600_000, media: [{ id: '7', isReady: true }] };
    expect(await mastodon.prepare?.({ ...payload, pictures: 1 }, context as never, prepared)).toEqual({ kind: 'prepared', prepared });
    expect(sent).toEqual([]);
    const later = scripted(mastodon, connected.settings, connected.secrets, [anAnswer({ id: '8' })], { picture: () => Promise.resolve({ bytes: Buffer.from('x'), mime: 'image/png', filename: 'p.png', width: 4, height: 3, alt: '' }) });
    expect(await mastodon.prepare?.({ ...payload, pictures: 1 }, later.context as never, { ...prepared, at: NOW - 86_400_000 })).toEqual({ kind: 'prepared', prepared: { at: NOW, media: [{ id: '8', isReady: true }] } });
  });
});

describe('Bluesky', () => {
  const connected = { settings: { account: 'desk.example.org' }, secrets: { password: 'abcd-efgh-ijkl-mnop' } };

  test('a key names one record for ever, and different keys different ones', () => {
    expect(recordKeyOf(KEY)).toBe(recordKeyOf(KEY));
    const names = Array.from({ length: 2000 }, (_, i) => recordKeyOf(`delivery-${i}`));
    expect(new Set(names).size).toBe(2000);
    // atproto.com/specs/tid: 13 characters, the first of which leaves the top bit unset.
    for (const name of names) expect(name).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/);
  });

  test('a record key is of the past, where no reader takes it for a post of the future', () => {
    const alphabet = '234567abcdefghijklmnopqrstuvwxyz';
    const microseconds = (name: string): number => Number([...name].reduce((sum, letter) => sum * 32n + BigInt(alphabet.indexOf(letter)), 0n) >> 10n);
    for (let i = 0; i < 500; i += 1) {
      const at = microseconds(recordKeyOf(`delivery-${i}`)) / 1000;
      expect(at).toBeGreaterThanOrEqual(Date.UTC(2023, 0, 1));
      expect(at).toBeLessThan(Date.UTC(2025, 3, 1));
    }
  });

  test('the moment of a post stays what it was when it is prepared again', async () => {
    const payload = { text: 'x', facets: [], langs: [], card: null, pictures: 0 };
    const first = scripted(bluesky, connected.settings, connected.secrets, []);
    expect(await bluesky.prepare?.(payload, first.context as never, null)).toEqual({ kind: 'prepared', prepared: { createdAt: '2026-11-26T12:00:00.000Z', images: [] } });
    const later = scripted(bluesky, connected.settings, connected.secrets, [], { now: () => NOW + 60_000 });
    expect(await bluesky.prepare?.(payload, later.context as never, { createdAt: '2026-11-26T12:00:00.000Z', images: [] })).toMatchObject({ prepared: { createdAt: '2026-11-26T12:00:00.000Z' } });
  });

  test('it waits until the second that the server names, and a session that is not to be had sends nothing', async () => {
    const tokens: Partial<AdapterContext> = { token: (_name, obtain) => obtain(null as Token | null).then(({ value }) => value) };
    const { context } = scripted(bluesky, connected.settings, connected.secrets, [anAnswer({ error: 'RateLimitExceeded', message: '' }, 429, { 'ratelimit-reset': String(NOW / 1000 + 120) })], tokens);
    expect(await bluesky.publish({ text: 'x', facets: [], langs: [], card: null, pictures: 0 }, null, context as never)).toMatchObject({ kind: 'deferred', retryAfterMs: 120_000 });
    const failing = scripted(bluesky, connected.settings, connected.secrets, [anAnswer('<html>', 502)], tokens);
    expect(await bluesky.publish({ text: 'x', facets: [], langs: [], card: null, pictures: 0 }, null, failing.context as never)).toMatchObject({ kind: 'deferred', code: 'server-error' });
  });

  test('a piece without pictures has a card; what was written for it has none', () => {
    const settings = bluesky.settings.parse(connected.settings);
    expect(bluesky.render(aSource({ cover: null }), settings).payload.card).toEqual({ uri: 'https://example.org/posts/spring-walk', title: '春日徒步：一起出发 🌸', description: 'A walk along the river, for everybody.' });
    expect(bluesky.render(aSource({ cover: null, adapted: true }), settings).payload.card).toBeNull();
    expect(bluesky.render(aSource(), settings).payload).toMatchObject({ card: null, pictures: 1 });
  });

  test('tags are found by the library, links by where they stand', () => {
    const { payload } = bluesky.render(aSource({ cover: null, title: '🌸', body: [aParagraph(aRun('hier', [], 'https://e.org/1'))], url: null, tags: ['徒步'] }), bluesky.settings.parse(connected.settings));
    expect(payload.text).toBe('🌸\n\nhier\n\n#徒步');
    expect(payload.facets).toEqual([
      { index: { byteStart: 6, byteEnd: 10 }, features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://e.org/1' }] },
      { index: { byteStart: 12, byteEnd: 19 }, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: '徒步' }] },
    ]);
  });
});

describe('Facebook', () => {
  const connected = { settings: { page: '104857600000001' }, secrets: { token: 'EAAB-token-of-a-page-000' } };
  const error = (code: number, more: object = {}): unknown => ({ error: { message: 'm', code, ...more } });

  test.each([
    ['a token that ended', error(190, { error_subcode: 463 }), { kind: 'unauthorized', code: '190.463' }],
    ['a right that is missing', error(200), { kind: 'unauthorized', code: '200' }],
    ['a limit of the app', error(4), { kind: 'deferred', retryAfterMs: 3_600_000 }],
    ['a failure of which nothing is known', error(2), { kind: 'unknown', code: '2' }],
    ['the same words again', error(506), { kind: 'rejected', code: '506' }],
  ])('%s', async (_name, json, outcome) => {
    const { context } = scripted(facebookPage, connected.settings, connected.secrets, [anAnswer(json, 400)]);
    expect(await facebookPage.publish({ message: 'x', link: null, pictures: 0 }, { at: NOW, photos: [] }, context as never)).toMatchObject(outcome);
  });

  test('a token of a person, or of another page, is told before anything is sent', async () => {
    const { context } = scripted(facebookPage, connected.settings, connected.secrets, [anAnswer({ id: '7', name: 'A person' })]);
    expect(await facebookPage.test(context as never)).toMatchObject({ kind: 'failed', code: 'other-page' });
  });

  test('a page without insights still tells what its posts say', async () => {
    const { context } = scripted(facebookPage, connected.settings, connected.secrets, [anAnswer({ shares: { count: 4 }, reactions: { summary: { total_count: 9 } }, comments: { summary: { total_count: 0 } } }), anAnswer(error(100), 400)]);
    expect(await facebookPage.measure?.({ id: '1_2', url: null }, context as never)).toEqual({ likes: 9, comments: 0, shares: 4 });
  });

  test('nobody is mentioned by words', () => {
    expect(facebookPage.render(aSource({ adapted: true, body: [aParagraph('@[104857600000001:Page]')] }), facebookPage.settings.parse(connected.settings)).payload.message).toBe('@\u200B[104857600000001:Page]');
  });
});

describe('a webhook', () => {
  const [key, oldKey] = ['new', 'old'].map((name) => `whsec_${Buffer.from(`the ${name} key of thirty-two bytes!`).toString('base64')}`);
  const address = 'https://hooks.example.org/walks';
  const { payload } = webhook.render(aSource(), webhook.settings.parse({}));

  test('signs with both keys while one replaces the other', async () => {
    const { context, sent } = scripted(webhook, {}, { address, key, oldKey }, [anAnswer({})], { now: Date.now });
    expect(await webhook.publish(payload, null, context as never)).toEqual({ kind: 'published', ref: { id: KEY, url: null } });
    for (const secret of [key, oldKey]) expect(new Webhook(secret ?? '').verify(String(sent[0]?.body), sent[0]?.headers as Record<string, string>)).toMatchObject({ type: 'content.published', data: { title: '春日徒步：一起出发 🌸', summary: 'A walk along the river, for everybody.' } });
    expect(() => new Webhook(`whsec_${Buffer.from('somebody else’s key, as long').toString('base64')}`).verify(String(sent[0]?.body), sent[0]?.headers as Record<string, string>)).toThrow();
  });

  test.each([
    [410, {}, { kind: 'rejected', code: 'gone' }],
    [301, { location: 'https://elsewhere.example' }, { kind: 'rejected', code: 'redirected' }],
    [401, {}, { kind: 'unauthorized', code: 'status-401' }],
    [429, { 'retry-after': '120' }, { kind: 'deferred', retryAfterMs: 120_000 }],
    [503, {}, { kind: 'unknown', code: 'server-error' }],
    [204, {}, { kind: 'published' }],
  ])('that answers %i', async (status, headers, outcome) => {
    const { context } = scripted(webhook, {}, { address, key }, [anAnswer('', status, headers as Readonly<Record<string, string>>)]);
    expect(await webhook.publish(payload, null, context as never)).toMatchObject(outcome);
  });

  test('only the receiver’s own word says that a piece is not there: an endpoint may be what is not', async () => {
    const revoke = (answer: Answer) => webhook.revoke?.({ id: KEY, url: null }, scripted(webhook, { removes: true }, { address, key }, [answer]).context as never);
    expect(await revoke(anAnswer({ absent: true }, 404))).toBe('absent');
    expect(await revoke(anAnswer('not found', 404))).toBe('refused');
    expect(await revoke(anAnswer({}))).toBe('revoked');
  });

  test.each([['too short', Buffer.alloc(23)], ['too long', Buffer.alloc(65)]])('takes no key that is %s', (_name, bytes) => {
    expect(webhook.secrets.safeParse({ address, key: `whsec_${bytes.toString('base64')}` }).success).toBe(false);
    expect(webhook.secrets.safeParse({ address, key: 'whsec_???' }).success).toBe(false);
  });

  test('has the words of the piece in both forms, and no script in them', () => {
    const { payload: sent } = webhook.render(aSource({ body: [aParagraph('<script>alert(1)</script>')] }), webhook.settings.parse({}));
    expect(sent.data).toMatchObject({ text: '<script>alert(1)</script>', html: '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>' } satisfies Record<string, Json>);
  });
});

test('what a platform says of its reasons holds no secret, and no more than a row', async () => {
  const adapters: readonly (readonly [Adapter<never, never, never, never>, unknown, unknown, Json, string])[] = [
    [telegram as never, { chat: '@walks' }, { token: '123456:abcdefghijklmnopqrstuvwxyz' }, { html: 'x', pictures: 0, silent: false, linkPreview: true }, '123456:abcdefghijklmnopqrstuvwxyz'],
    [discord as never, {}, { webhook: 'https://discord.com/api/webhooks/1/abcdefghijklmnopqrstuvw' }, { content: 'x', allowed_mentions: { parse: [] }, flags: 0, pictures: 0 }, 'abcdefghijklmnopqrstuvw'],
  ];
  for (const [adapter, settings, secrets, payload, secret] of adapters) {
    const { context } = scripted(adapter as never, settings, secrets, [anAnswer({ ok: false, error_code: 400, code: 50035, description: `${'x'.repeat(150)}${secret}${'y'.repeat(900)}`, message: `${'x'.repeat(150)}${secret}${'y'.repeat(900)}` }, 400)]);
    const told = JSON.stringify(await (adapter as never as AnyAdapter).publish(payload, null, context));
    expect(told).toContain('***');
    expect(told).not.toContain(secret);
    expect(told.length).toBeLessThan(500);
  }
});
