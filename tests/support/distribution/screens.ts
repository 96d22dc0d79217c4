/** Channels and deliveries that no server has, for tests of how they look: what is sent to the server is remembered, and changes what it says. */
import type { Page, Route } from 'playwright-core';
import type { ChannelView, CreateChannel, DeliveryAction, DeliveryView, GetDelivery, GetDistribution, LinkView, PlanRow, PlatformView, RenditionView, SubscriberView } from '../../../src/plugins/content-workflow/contracts/distribution';
import type { Capabilities, DeliveryState } from '../../../src/plugins/content-workflow/core/distribution/platforms';

const AT = '2026-11-20T08:00:00.000Z';

export const CAPABILITIES: Capabilities = { delivery: 'direct', idempotency: 'none', confirmation: 'sync', revocable: true, metrics: ['views'], limits: {}, rates: [] };

export const PLATFORMS: readonly PlatformView[] = [
  {
    platform: 'telegram',
    name: 'Telegram',
    delivery: 'direct',
    capabilities: CAPABILITIES,
    steps: ['Ask @BotFather for a bot and copy its token.', 'Make the bot an administrator of the channel.'],
    fields: [
      { name: 'chat', label: 'Channel or group', hint: 'As @name or number.', kind: 'text', choices: [], required: true },
      { name: 'silent', label: 'Without a sound', hint: null, kind: 'flag', choices: [], required: false },
      { name: 'token', label: 'Token of the bot', hint: null, kind: 'secret', choices: [], required: true },
    ],
  },
  { platform: 'newsletter', name: 'E-mail newsletter', delivery: 'direct', capabilities: CAPABILITIES, steps: [], fields: [{ name: 'from', label: 'Sender', hint: null, kind: 'text', choices: [], required: true }] },
  { platform: 'wechat-group', name: 'WeChat group', delivery: 'assisted', capabilities: { ...CAPABILITIES, delivery: 'assisted', confirmation: 'person' }, steps: [], fields: [] },
  { platform: 'feed', name: 'Feeds', delivery: 'pull', capabilities: { ...CAPABILITIES, delivery: 'pull' }, steps: [], fields: [] },
];

export const channelOf = (change: Partial<ChannelView> & Pick<ChannelView, 'key' | 'name' | 'platform'>): ChannelView => ({
  account: '@ridge',
  communities: ['tea-friends'],
  settings: { chat: '@ridge' },
  secrets: ['token'],
  capabilities: CAPABILITIES,
  status: 'active',
  waitsUntil: null,
  expiresAt: null,
  daysLeft: null,
  test: { at: AT, ok: true, message: null },
  revision: 1,
  ...change,
});

export const renditionOf = (channel: string, change: Partial<RenditionView> = {}): RenditionView => ({
  channel,
  variant: '',
  hash: `hash-of-${channel}`,
  preview: { look: 'chat', title: null, text: 'Tea on the ridge\nBring your own cup: https://go.example.com/l/abc', html: null },
  pictures: [],
  measures: [{ field: 'body', used: 64, max: 4096, unit: 'utf16' }],
  issues: [],
  approved: null,
  ...change,
});

export const deliveryOf = (key: string, state: DeliveryState, actions: readonly DeliveryAction[], change: Partial<GetDelivery.Data> = {}): GetDelivery.Data => ({
  key,
  channel: { key: 'tg', name: 'Ridge on Telegram', platform: 'telegram', account: '@ridge' },
  piece: { id: 1, uid: 'api::post.post', documentId: 'abcdefghijklmnopqrstuvwx', locale: 'en', title: 'Tea on the ridge' },
  state,
  dueAt: null,
  url: null,
  code: null,
  message: null,
  attempts: 1,
  publishedAt: state === 'published' ? AT : null,
  changedAt: AT,
  actions,
  attemptList: [{ number: 1, phase: 'publish', startedAt: AT, endedAt: '2026-11-20T08:00:02.000Z', outcome: state === 'uncertain' ? 'unknown' : 'published', code: state === 'uncertain' ? 'timeout' : null, answer: null, by: null }],
  metrics: [],
  rendition: renditionOf('tg'),
  task: null,
  evidence: null,
  ...change,
});

/** A square of four, as good as any code for a look. */
export const QR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0zM1 1h1v1H1z"/></svg>';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** What is asked for next. Changing a property changes the next answer. */
export interface Stage {
  channels: ChannelView[];
  deliveries: GetDelivery.Data[];
  distribution: GetDistribution.Data;
  links: LinkView[];
  subscribers: SubscriberView[];
  template: PlanRow[];
  /** Answers the next writing request, once. */
  refusal: { readonly status: number; readonly message: string; readonly details: Readonly<Record<string, unknown>> } | null;
  /** What a test of a connection finds. */
  tested: { readonly ok: boolean; readonly message: string | null };
  readonly sent: Sent[];
}

export const NOTHING_PLANNED: GetDistribution.Data = { state: 'none', plan: [], renditions: [], deliveries: [], channels: [], mayPlan: true, mayApprove: true };

const json = (route: Route, body: unknown, status = 200): Promise<void> => route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });

const countsOf = (deliveries: readonly DeliveryView[]): Partial<Record<DeliveryState, number>> => {
  const counts: Partial<Record<DeliveryState, number>> = {};
  for (const { state } of deliveries) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

const isWanted = (wanted: string | null, value: string): boolean => wanted === null || wanted === value;

/** What an action leads to. */
const AFTER: Readonly<Partial<Record<string, DeliveryState>>> = { confirm: 'published', done: 'published', resend: 'scheduled', retry: 'scheduled', cancel: 'cancelled', removed: 'revoked' };

/** From now on the page hears of these, and of everything else from the server. */
export const stage = async (page: Page, beginning: Partial<Stage> = {}): Promise<Stage> => {
  const set: Stage = { channels: [], deliveries: [], distribution: NOTHING_PLANNED, links: [], subscribers: [], template: [], refusal: null, tested: { ok: true, message: null }, ...beginning, sent: [] };
  /** `null` where the request was refused already. */
  const take = async (route: Route): Promise<Sent | null> => {
    const request = route.request();
    const sent = { method: request.method(), path: new URL(request.url()).pathname, body: (request.postData() === null || request.postData() === '' ? null : request.postDataJSON()) as unknown };
    set.sent.push(sent);
    const { refusal } = set;
    if (refusal === null) return sent;
    set.refusal = null;
    await json(route, { data: null, error: { status: refusal.status, name: 'ValidationError', message: refusal.message, details: refusal.details } }, refusal.status);
    return null;
  };
  const last = (route: Route, from = 1): string => decodeURIComponent(new URL(route.request().url()).pathname.split('/').at(-from) ?? '');
  const channelIn = (key: string): ChannelView => set.channels.find((one) => one.key === key) ?? channelOf({ key, name: key, platform: 'telegram' });
  const put = (channel: ChannelView): ChannelView => {
    set.channels = [...set.channels.filter(({ key }) => key !== channel.key), channel];
    return channel;
  };

  // The desk's own addresses end alike, so what is answered begins at the root of the server.
  await page.route('*://*/content-workflow/platforms', (route) => json(route, { data: PLATFORMS }));
  await page.route('*://*/content-workflow/channels', async (route) => {
    if (route.request().method() === 'GET') return json(route, { data: set.channels });
    const sent = await take(route);
    if (sent === null) return undefined;
    const { secrets, ...body } = sent.body as CreateChannel.Body;
    return json(route, { data: put(channelOf({ ...body, secrets: Object.keys(secrets), test: null })) });
  });
  await page.route('*://*/content-workflow/channels/*', async (route) => {
    const key = last(route);
    if (route.request().method() === 'GET') return set.channels.some((one) => one.key === key) ? json(route, { data: channelIn(key) }) : json(route, { error: { status: 404, name: 'NotFoundError', message: 'Not Found', details: {} } }, 404);
    const sent = await take(route);
    if (sent === null) return undefined;
    if (sent.method === 'DELETE') {
      set.channels = set.channels.filter((one) => one.key !== key);
      return json(route, { data: null });
    }
    const body = sent.body as CreateChannel.Body;
    return json(route, { data: put({ ...channelIn(key), name: body.name, account: body.account, communities: body.communities, settings: body.settings, revision: channelIn(key).revision + 1 }) });
  });
  await page.route(/^\w+:\/\/[^/]+\/content-workflow\/channels\/[^/]+\/(test|pause|resume)$/, async (route) => {
    if ((await take(route)) === null) return undefined;
    const [act, channel] = [last(route), channelIn(last(route, 2))];
    return json(route, { data: put(act === 'test' ? { ...channel, test: { at: new Date().toISOString(), ...set.tested } } : { ...channel, status: act === 'pause' ? 'paused' : 'active' }) });
  });
  await page.route('*://*/content-workflow/channels/*/subscribers*', (route) => {
    const query = new URL(route.request().url()).searchParams;
    const found = set.subscribers.filter(({ address, state }) => address.includes(query.get('q') ?? '') && isWanted(query.get('state'), state));
    return json(route, { data: found, meta: { next: null, counts: { confirmed: set.subscribers.length } } });
  });
  await page.route('*://*/content-workflow/channels/*/subscribers/*', async (route) => {
    if ((await take(route)) === null) return undefined;
    set.subscribers = set.subscribers.filter(({ id }) => String(id) !== last(route));
    return json(route, { data: null });
  });
  await page.route(/^\w+:\/\/[^/]+\/content-workflow\/deliveries(\?.*)?$/, (route) => {
    const query = new URL(route.request().url()).searchParams;
    const ofChannel = set.deliveries.filter(({ channel }) => isWanted(query.get('channel'), channel.key));
    return json(route, { data: ofChannel.filter(({ state }) => isWanted(query.get('state'), state)), meta: { next: null, counts: countsOf(ofChannel) } });
  });
  await page.route(/^\w+:\/\/[^/]+\/content-workflow\/deliveries\/[^/]+$/, (route) => json(route, { data: set.deliveries.find(({ key }) => key === last(route)) }));
  await page.route(/^\w+:\/\/[^/]+\/content-workflow\/deliveries\/[^/]+\/[a-z]+$/, async (route) => {
    const sent = await take(route);
    if (sent === null) return undefined;
    const [action, key] = [last(route), last(route, 2)];
    const body = sent.body as { url?: string } | null;
    set.deliveries = set.deliveries.map((one) => (one.key === key ? { ...one, state: AFTER[action] ?? one.state, url: body?.url ?? one.url, actions: [], changedAt: new Date().toISOString() } : one));
    return json(route, { data: set.deliveries.find((one) => one.key === key) });
  });
  await page.route(/^\w+:\/\/[^/]+\/content-workflow\/deliveries\/[^/]+\/pictures(\.zip|\/\d+)$/, (route) => route.fulfill({ status: 200, contentType: 'application/octet-stream', body: 'picture' }));
  await page.route(/^\w+:\/\/[^/]+\/content-workflow\/pieces\/\d+\/distribution$/, async (route) => {
    if (route.request().method() === 'GET') return json(route, { data: set.distribution });
    const sent = await take(route);
    if (sent === null) return undefined;
    const { plan } = sent.body as { plan: PlanRow[] };
    const known = set.channels;
    set.distribution = { ...set.distribution, state: 'waiting', plan: plan.map((row) => ({ ...row, name: known.find(({ key }) => key === row.channel)?.name ?? row.channel, platform: known.find(({ key }) => key === row.channel)?.platform ?? '', dueAt: null })), renditions: plan.map(({ channel }) => renditionOf(channel)) };
    return json(route, { data: set.distribution });
  });
  await page.route(/^\w+:\/\/[^/]+\/content-workflow\/pieces\/\d+\/distribution\/(approve|template|send)$/, async (route) => {
    if ((await take(route)) !== null) await json(route, { data: set.distribution });
  });
  await page.route(/^\w+:\/\/[^/]+\/content-workflow\/pieces\/\d+\/links$/, (route) => json(route, { data: set.links }));
  await page.route(/^\w+:\/\/[^/]+\/content-workflow\/links\/[^/]+\/qr\.svg$/, (route) => route.fulfill({ status: 200, contentType: 'image/svg+xml', body: QR }));
  await page.route('*://*/content-workflow/activities/*/distribution', async (route) => {
    if (route.request().method() === 'GET') return json(route, { data: { plan: set.template, revision: 1 } });
    const sent = await take(route);
    if (sent === null) return undefined;
    set.template = (sent.body as { plan: PlanRow[] }).plan;
    return json(route, { data: { plan: set.template, revision: 2 } });
  });
  return set;
};
