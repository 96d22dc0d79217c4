/** People connect, test, change, pause and remove channels. Each act is compared with what was seen, and is in the audit without a value. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { ChannelInput, ChannelView, CreateChannel, PlatformView } from '../../../../contracts/distribution';
import type { ActorRef } from '../../../../core/workflow/context';
import type { Clock } from '../../jobs/clock';
import { inTransaction, TABLES, type Trx } from '../../tables';
import { NoAnswer, noAnswerInWords, type AnyAdapter, type Tested } from '../adapters/adapter';
import { movesElsewhere, type Destinations } from './destinations';
import { addChannel, allChannels, changeChannel, channelWhere, noteSeen, type ChannelChange, type StoredChannel } from './rows';
import { aboutSecrets, ChannelUnusable, OTHER_KEY, type ChannelStore } from './store';
import type { Vault } from './vault';
import { channelView, platformView } from './views';

export type Outcome =
  | { readonly kind: 'done'; readonly channel: ChannelView }
  | { readonly kind: 'removed' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'exists' }
  | { readonly kind: 'conflict'; readonly current: ChannelView }
  | { readonly kind: 'invalid'; readonly field: string; readonly message: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly next: string };

export interface ChannelDesk {
  platforms(): PlatformView[];
  list(): Promise<ChannelView[]>;
  read(key: string): Promise<ChannelView | null>;
  create(input: CreateChannel.Body, by: ActorRef): Promise<Outcome>;
  change(key: string, expectedRevision: number, input: ChannelInput, by: ActorRef): Promise<Outcome>;
  remove(key: string, by: ActorRef): Promise<Outcome>;
  /** Asks the platform, without sending anything that people see. */
  test(key: string, by: ActorRef): Promise<Outcome>;
  pause(key: string, by: ActorRef): Promise<Outcome>;
  resume(key: string, by: ActorRef): Promise<Outcome>;
}

export interface ChannelDeskDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly adapters: ReadonlyMap<string, AnyAdapter>;
  readonly vault: Vault;
  readonly destinations: Destinations;
  readonly channels: ChannelStore;
  /** Writes who did what, in the same transaction. */
  readonly audit: (trx: Trx, act: { readonly actor: ActorRef; readonly action: string; readonly object: string; readonly after?: unknown }) => Promise<void>;
  /** For a test of the connection, which may be several calls. */
  readonly testMs: number;
}

type Refusal = Exclude<Outcome, { kind: 'done' | 'removed' }>;
type Values = Readonly<Record<string, unknown>>;

/** What was entered, as the adapter takes it. */
interface Judged {
  readonly kind: 'judged';
  readonly settings: unknown;
  readonly secrets: Values;
}

const NO_KEY: Refusal = {
  kind: 'refused',
  code: 'ENCRYPTION_KEY_MISSING',
  message: 'This server has no ENCRYPTION_KEY, so it can not keep a secret.',
  next: 'Set ENCRYPTION_KEY to a random value, start the server again, and keep the key: without it the secrets are lost.',
};

const unknownPlatform = (platform: string): Refusal => ({ kind: 'refused', code: 'PLATFORM_UNKNOWN', message: `This version does not know the platform "${platform}".`, next: 'Choose one of the list of platforms.' });

/** Short links are derived from it: as long as a key, so that nobody guesses the link that another is given. */
const SEED_BYTES = 32;

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const firstProblem = (error: { readonly issues: readonly { readonly code?: string; readonly path: readonly PropertyKey[]; readonly message: string; readonly keys?: readonly string[] }[] }, where: string): Refusal => {
  const issue = error.issues[0];
  if (issue?.keys?.[0] !== undefined) return { kind: 'invalid', field: [where, ...issue.path, issue.keys[0]].map(String).join('.'), message: 'is not a field of this platform' };
  return { kind: 'invalid', field: [where, ...(issue?.path ?? [])].map(String).join('.'), message: issue?.message ?? 'is not valid' };
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Names of what differs, and no value. */
const changedFields = (before: StoredChannel, input: ChannelInput, settings: unknown): string[] => {
  const [was, is] = [(before.settings ?? {}) as Values, (settings ?? {}) as Values];
  return [
    ...(['name', 'account', 'communities'] as const).filter((field) => !same(before[field], input[field])),
    ...[...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => !same(was[field], is[field])).map((field) => `settings.${field}`),
    ...Object.keys(input.secrets).map((field) => `secrets.${field}`),
  ];
};

export const createChannelDesk = ({ strapi, clock, adapters, vault, destinations, channels, audit, testMs }: ChannelDeskDeps): ChannelDesk => {
  const view = (channel: StoredChannel): ChannelView => channelView(channel, channels, clock.now());
  const stored = (key: string): Promise<StoredChannel | null> => channelWhere(strapi.db.connection, { key });
  const done = async (key: string): Promise<Outcome> => {
    const channel = await stored(key);
    return channel === null ? { kind: 'not-found' } : { kind: 'done', channel: view(channel) };
  };

  const judge = (adapter: AnyAdapter, { settings, secrets }: Pick<ChannelInput, 'settings' | 'secrets'>, before: Values): Judged | Refusal => {
    const entered = Object.entries(secrets);
    if (entered.some(([, value]) => isFilled(value)) && !vault.hasKey()) return NO_KEY;
    const parsed = adapter.settings.safeParse(settings);
    if (!parsed.success) return firstProblem(parsed.error, 'settings');
    const merged = Object.fromEntries(Object.entries({ ...before, ...secrets }).filter(([, value]) => isFilled(value)));
    const kept = adapter.secrets.safeParse(merged);
    if (!kept.success) return firstProblem(kept.error, 'secrets');
    return { kind: 'judged', settings: parsed.data, secrets: (kept.data ?? {}) as Values };
  };

  const sealed = (adapter: AnyAdapter, key: string, secrets: Values) => {
    const fields = Object.keys(secrets).filter((field) => isFilled(secrets[field])).sort();
    return { fields, sealed: fields.length === 0 ? null : vault.seal(aboutSecrets(key), secrets), destination: destinations.of(adapter, secrets) };
  };

  /** What was kept and can not be read is gone, so that everything has to be entered that is needed. */
  const opened = ({ key, sealed: kept }: StoredChannel): Values => (kept === null ? {} : (vault.open(aboutSecrets(key), kept) ?? {}));

  const act = async (key: string, by: ActorRef, action: string, change: (channel: StoredChannel) => ChannelChange | Refusal): Promise<Outcome> => {
    const refusal = await inTransaction(strapi, async (trx): Promise<Refusal | null> => {
      const channel = await channelWhere(trx, { key });
      if (channel === null) return { kind: 'not-found' };
      const changed = change(channel);
      if ('kind' in changed) return changed;
      if (!(await changeChannel(trx, channel.id, channel.revision, changed, clock.now()))) return { kind: 'conflict', current: view(channel) };
      await audit(trx, { actor: by, action, object: `channel:${key}` });
      return null;
    });
    return refusal ?? done(key);
  };

  const askPlatform = async (channel: StoredChannel, adapter: AnyAdapter): Promise<Tested> => {
    try {
      const context = await channels.contextOf(channel, { key: randomUUID(), signal: AbortSignal.timeout(testMs), pictures: [] });
      return await adapter.test(context);
    } catch (error) {
      if (error instanceof ChannelUnusable) return { kind: 'failed', code: error.code, message: error.message };
      if (error instanceof NoAnswer) return { kind: 'failed', code: error.code, message: noAnswerInWords(error.code) };
      // Its words may hold what was sent.
      strapi.log.error(`[content-workflow] the test of a connection to ${channel.platform} failed: ${error instanceof Error ? error.name : 'error'}`);
      return { kind: 'failed', code: 'adapter-failed', message: 'The connection could not be tested.' };
    }
  };

  /** The channel's settings with what the platform told of itself, where its own rules take them; nothing where that says nothing new. */
  const withFound = (channel: StoredChannel, tested: Tested): unknown => {
    if (tested.kind !== 'ok' || tested.found === undefined) return undefined;
    const parsed = adapters.get(channel.platform)?.settings.safeParse({ ...(channel.settings as object), ...tested.found });
    return parsed?.success === true && !same(parsed.data, channel.settings) ? parsed.data : undefined;
  };

  /** False when the channel was changed while the platform was asked: then the answer is about another one. */
  const noteTested = async (channel: StoredChannel, tested: Tested, by: ActorRef): Promise<boolean> => {
    const redact = await channels.redactOf(channel);
    const change: ChannelChange = {
      testedAt: clock.now(),
      settings: withFound(channel, tested),
      testResult: tested.kind === 'ok' ? { ok: true, message: null } : { ok: tested.kind === 'untestable', message: redact(tested.message) },
      ...(tested.kind === 'ok' ? { expiresAt: tested.expiresAt } : {}),
      ...(tested.kind === 'ok' && tested.account !== null && channel.account === '' ? { account: redact(tested.account) } : {}),
      ...(tested.kind === 'ok' && channel.status === 'unauthorized' ? { status: 'active', failures: 0, openUntil: null } : {}),
    };
    return inTransaction(strapi, async (trx) => {
      const isSame = await noteSeen(trx, channel.id, channel.revision, change);
      if (isSame) await audit(trx, { actor: by, action: 'channel.tested', object: `channel:${channel.key}`, after: { result: tested.kind } });
      return isSame;
    });
  };

  const inUse = async (trx: Trx, channelId: number): Promise<Refusal | null> => {
    const some = async (table: string): Promise<boolean> => (await trx(table).where({ channel_id: channelId }).first('id')) !== undefined;
    if (await some(TABLES.deliveries)) return { kind: 'refused', code: 'CHANNEL_IN_USE', message: 'Something was sent to this channel, or is about to be, and what became of it stands with the channel.', next: 'Pause it instead.' };
    if (await some(TABLES.subscribers)) return { kind: 'refused', code: 'CHANNEL_IN_USE', message: 'People have subscribed to this channel.', next: 'Pause it instead, or forget its subscribers first.' };
    return null;
  };

  return {
    platforms: () => [...adapters.values()].map(platformView),
    list: async () => (await allChannels(strapi.db.connection)).map(view),
    async read(key) {
      const channel = await stored(key);
      return channel === null ? null : view(channel);
    },

    async create({ key, platform, name, account, communities, settings, secrets }, by) {
      const adapter = adapters.get(platform);
      if (adapter === undefined) return unknownPlatform(platform);
      const judged = judge(adapter, { settings, secrets }, {});
      if (judged.kind !== 'judged') return judged;
      const kept = sealed(adapter, key, judged.secrets);
      const added = await inTransaction(strapi, async (trx) => {
        const isNew = await addChannel(trx, { key, platform, name, account, communities, settings: judged.settings, secrets: kept, linkSeed: randomBytes(SEED_BYTES).toString('hex'), at: clock.now() });
        if (isNew) await audit(trx, { actor: by, action: 'channel.connected', object: `channel:${key}`, after: { platform, name, secrets: kept.fields } });
        return isNew;
      });
      return added ? done(key) : { kind: 'exists' };
    },

    async change(key, expectedRevision, input, by) {
      const before = await stored(key);
      if (before === null) return { kind: 'not-found' };
      if (before.revision !== expectedRevision) return { kind: 'conflict', current: view(before) };
      const adapter = adapters.get(before.platform);
      if (adapter === undefined) return unknownPlatform(before.platform);
      const moves = movesElsewhere(adapter, before.settings, input.settings);
      const missing = moves ? before.secretFields.find((field) => input.secrets[field] === undefined) : undefined;
      if (missing !== undefined) return { kind: 'invalid', field: `secrets.${missing}`, message: 'has to be entered again, since the address is another one' };
      const judged = judge(adapter, input, opened(before));
      if (judged.kind !== 'judged') return judged;
      const entersSecrets = Object.keys(input.secrets).length > 0;
      const reconnects = entersSecrets || !same(before.settings, judged.settings);
      const change: ChannelChange = {
        name: input.name,
        account: input.account,
        communities: input.communities,
        // What says the same moves nothing: whoever has approved a rendition need not look again.
        ...(same(before.settings, judged.settings) ? {} : { settings: judged.settings }),
        ...(entersSecrets ? { secrets: sealed(adapter, key, judged.secrets) } : {}),
        // A token belongs to what it was obtained with.
        ...(reconnects ? { tokens: null } : {}),
        ...(entersSecrets && before.status === 'unauthorized' ? { status: 'active', failures: 0, openUntil: null, testResult: null } : {}),
      };
      const changed = await inTransaction(strapi, async (trx) => {
        const isMine = await changeChannel(trx, before.id, expectedRevision, change, clock.now());
        if (isMine) await audit(trx, { actor: by, action: 'channel.changed', object: `channel:${key}`, after: { changed: changedFields(before, input, judged.settings) } });
        return isMine;
      });
      const after = await stored(key);
      if (after === null) return { kind: 'not-found' };
      return changed ? { kind: 'done', channel: view(after) } : { kind: 'conflict', current: view(after) };
    },

    remove: (key, by) =>
      inTransaction(strapi, async (trx): Promise<Outcome> => {
        const channel = await channelWhere(trx, { key });
        if (channel === null) return { kind: 'not-found' };
        const refusal = await inUse(trx, channel.id);
        if (refusal !== null) return refusal;
        // Its short links stay: whoever was given one finds the way.
        for (const table of [TABLES.distributionPlans, TABLES.renditions, TABLES.hubSubscriptions]) await trx(table).where({ channel_id: channel.id }).delete();
        await trx(TABLES.channels).where({ id: channel.id }).delete();
        await audit(trx, { actor: by, action: 'channel.removed', object: `channel:${key}` });
        return { kind: 'removed' };
      }),

    async test(key, by) {
      const channel = await stored(key);
      if (channel === null) return { kind: 'not-found' };
      const adapter = adapters.get(channel.platform);
      if (adapter === undefined) return unknownPlatform(channel.platform);
      const tested = await askPlatform(channel, adapter);
      if (await noteTested(channel, tested, by)) return done(key);
      const current = await stored(key);
      return current === null ? { kind: 'not-found' } : { kind: 'conflict', current: view(current) };
    },

    pause: (key, by) => act(key, by, 'channel.paused', () => ({ status: 'paused' })),
    resume: (key, by) =>
      act(key, by, 'channel.resumed', (channel) => {
        if (channel.sealed !== null && vault.open(aboutSecrets(key), channel.sealed) === null) return { kind: 'refused', code: 'CHANNEL_UNAUTHORIZED', message: OTHER_KEY, next: 'Enter its secrets again.' };
        if (channel.status === 'unauthorized') return { kind: 'refused', code: 'CHANNEL_UNAUTHORIZED', message: 'The platform does not let this channel in.', next: 'Enter its secrets again, or test the connection.' };
        // Whoever resumes it does not wait for a pause any more; a platform that meant it asks for it again.
        return { status: 'active', failures: 0, openUntil: null, blockedUntil: null };
      }),
  };
};
