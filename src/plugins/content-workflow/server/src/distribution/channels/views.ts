/** Channels and platforms as they are answered: with the names of secrets, never with their values. */
import type { ChannelView, PlatformView } from '../../../../contracts/distribution';
import { iso } from '../../jobs/clock';
import type { AnyAdapter, Field } from '../adapters/adapter';
import type { Channels } from '../ports';
import type { StoredChannel } from './rows';

const DAY_MS = 86_400_000;

const waitsUntil = ({ openUntil, blockedUntil }: StoredChannel, now: number): string | null => {
  const until = Math.max(openUntil ?? 0, blockedUntil ?? 0);
  return until > now ? iso(until) : null;
};

/** Plain records only: what an adapter keeps otherwise is nothing that a form could show. */
const settingsOf = (settings: unknown): Readonly<Record<string, unknown>> => (settings !== null && typeof settings === 'object' && !Array.isArray(settings) ? (settings as Record<string, unknown>) : {});

export const channelView = (channel: StoredChannel, channels: Pick<Channels, 'capabilitiesOf'>, now: number): ChannelView => ({
  key: channel.key,
  name: channel.name,
  platform: channel.platform,
  account: channel.account,
  communities: channel.communities,
  settings: settingsOf(channel.settings),
  secrets: channel.secretFields,
  capabilities: channels.capabilitiesOf(channel),
  status: channel.status,
  waitsUntil: waitsUntil(channel, now),
  expiresAt: channel.expiresAt === null ? null : iso(channel.expiresAt),
  daysLeft: channel.expiresAt === null ? null : Math.max(0, Math.floor((channel.expiresAt - now) / DAY_MS)),
  test: channel.testedAt === null || channel.testResult === null ? null : { at: iso(channel.testedAt), ok: channel.testResult.ok, message: channel.testResult.message },
  revision: channel.revision,
});

/** What somebody could fill in, where a platform's capabilities depend on it. */
const example = ({ kind, choices }: Field): unknown => {
  switch (kind) {
    case 'choice':
      return choices?.[0] ?? '';
    case 'flag':
      return false;
    case 'number':
      return 1;
    case 'list':
      return [];
    case 'url':
      return 'https://example.com';
    case 'text':
    case 'secret':
      return 'example';
  }
};

/** As it is connected with the least that can be filled in. */
const plainSettings = ({ settings, guide }: AnyAdapter): unknown => {
  const least = settings.safeParse({});
  if (least.success) return least.data;
  const filled = Object.fromEntries(guide.fields.filter(({ kind, required }) => required && kind !== 'secret').map((field) => [field.name, example(field)]));
  const parsed = settings.safeParse(filled);
  return parsed.success ? parsed.data : filled;
};

export const platformView = (adapter: AnyAdapter): PlatformView => {
  const capabilities = adapter.capabilities(plainSettings(adapter));
  return {
    platform: adapter.platform,
    name: adapter.name,
    delivery: capabilities.delivery,
    capabilities,
    steps: adapter.guide.steps,
    fields: adapter.guide.fields.map(({ name, label, hint, kind, choices, required }) => ({ name, label, hint: hint ?? null, kind, choices: choices ?? [], required })),
  };
};
