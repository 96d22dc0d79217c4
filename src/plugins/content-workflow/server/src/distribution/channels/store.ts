/** Channels as the engine uses them: found, judged by their adapter, and opened to act with. */
import type { Core } from '@strapi/strapi';
import { openUntil } from '../../../../core/distribution/pace';
import type { Clock } from '../../jobs/clock';
import { inTransaction } from '../../tables';
import type { AdapterContext, AnyAdapter } from '../adapters/adapter';
import type { Egress } from '../egress';
import { createRedact, stringsIn } from '../egress/redact';
import type { Channel, Channels, MakePicture } from '../ports';
import { addFailure, allChannels, channelWhere, noteChannel, noteSeen, type StoredChannel } from './rows';
import { LEADS_ELSEWHERE, movesElsewhere, type Destinations } from './destinations';
import type { Tokens } from './tokens';
import type { Vault } from './vault';

/**
 * The channel can not act, and nothing was sent: `secrets-unreadable`, they were encrypted with another key;
 * `platform-unknown`; `settings-outdated`, this version of its adapter asks for something else; `destination-changed`, it was
 * pointed elsewhere while the call was being prepared.
 */
export class ChannelUnusable extends Error {
  readonly code: 'secrets-unreadable' | 'platform-unknown' | 'settings-outdated' | 'destination-changed';
  constructor(code: ChannelUnusable['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** What was made, or why the channel can not act; everything else that goes wrong is thrown on. */
export const orUnusable = <T>(make: () => T): T | ChannelUnusable => {
  try {
    return make();
  } catch (error) {
    if (error instanceof ChannelUnusable) return error;
    throw error;
  }
};

export interface ChannelsDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly adapters: ReadonlyMap<string, AnyAdapter>;
  readonly vault: Vault;
  readonly destinations: Destinations;
  readonly tokens: Tokens;
  readonly egress: Egress;
  readonly makePicture: MakePicture;
}

export const OTHER_KEY = 'Its secrets were encrypted with another ENCRYPTION_KEY than this server has. Enter them again, or start the server with the earlier key.';

export const OUTDATED = 'Its settings are not complete for this version. Open it, fill in what is missing, and save it.';

export const aboutSecrets = (key: string): string => `channel:${key}`;

export interface ChannelStore extends Channels {
  /** Names the channels whose secrets the key does not open; each is marked as to be connected anew. Where the others lead is named anew. */
  checkSecrets(): Promise<readonly string[]>;
}

export const createChannels = ({ strapi, clock, adapters, vault, destinations, tokens, egress, makePicture }: ChannelsDeps): ChannelStore => {
  const markUnreadable = (id: number): Promise<void> => noteChannel(strapi.db.connection, id, { status: 'unauthorized', testedAt: clock.now(), testResult: { ok: false, message: OTHER_KEY } });

  /** Read anew: the channel that the caller holds is without them. */
  const stored = ({ id }: Channel): Promise<StoredChannel | null> => channelWhere(strapi.db.connection, { id });

  const secretsIn = async (channel: StoredChannel | null): Promise<Readonly<Record<string, unknown>>> => {
    if (channel === null || channel.sealed === null) return {};
    const { id, key, sealed } = channel;
    const secrets = vault.open(aboutSecrets(key), sealed);
    if (secrets !== null) return secrets;
    await markUnreadable(id);
    throw new ChannelUnusable('secrets-unreadable', OTHER_KEY);
  };

  /** Of channels that were connected before destinations were named, or while the application had another oldest key. */
  const nameDestinations = async (): Promise<void> => {
    for (const { id, key, platform, sealed, secretFields, destination, revision } of await allChannels(strapi.db.connection)) {
      const adapter = adapters.get(platform);
      const secrets = sealed === null ? null : vault.open(aboutSecrets(key), sealed);
      if (adapter === undefined || secrets === null) continue;
      const named = destinations.of(adapter, secrets);
      if (named !== destination) await inTransaction(strapi, (trx) => noteSeen(trx, id, revision, { secrets: { fields: secretFields, sealed, destination: named } }));
    }
  };

  const adapterOf = ({ platform }: Channel): AnyAdapter | null => adapters.get(platform) ?? null;

  return {
    all: () => allChannels(strapi.db.connection),
    byId: (id, connection = strapi.db.connection) => channelWhere(connection, { id }),
    byKey: (key, connection = strapi.db.connection) => channelWhere(connection, { key }),
    adapterOf,
    capabilitiesOf(channel) {
      const adapter = adapterOf(channel);
      const settings = adapter?.settings.safeParse(channel.settings);
      return adapter === null || settings?.success !== true ? null : adapter.capabilities(settings.data);
    },
    async contextOf(channel, { key, signal, pictures, destination }): Promise<AdapterContext> {
      const adapter = adapterOf(channel);
      if (adapter === null) throw new ChannelUnusable('platform-unknown', `This version does not know the platform "${channel.platform}".`);
      const settings = adapter.settings.safeParse(channel.settings);
      const current = await stored(channel);
      const secrets = adapter.secrets.safeParse(await secretsIn(current));
      if (!settings.success || !secrets.success) throw new ChannelUnusable('settings-outdated', OUTDATED);
      // The secrets may have been entered for another address since the caller read the settings.
      if (current !== null && movesElsewhere(adapter, current.settings, channel.settings)) throw new ChannelUnusable('destination-changed', LEADS_ELSEWHERE);
      // Of the secrets that are used, since they may be others than a moment ago.
      if (destination !== undefined && destinations.of(adapter, secrets.data) !== destination) throw new ChannelUnusable('destination-changed', LEADS_ELSEWHERE);
      return {
        settings: settings.data,
        secrets: secrets.data,
        key,
        now: () => clock.now(),
        signal,
        fetch: (url, request) => egress.fetch(url, request, signal),
        picture(index) {
          const use = pictures[index];
          return use === undefined ? Promise.reject(new Error(`the rendition has no picture ${index}`)) : makePicture(use);
        },
        token: (name, obtain) => tokens.token(channel.id, name, obtain),
        dropToken: (name, value) => tokens.drop(channel.id, name, value),
      };
    },
    async redactOf(channel) {
      // Where they can not be read there is nothing of them in any text.
      const secrets = await stored(channel).then(secretsIn).catch(() => ({}));
      return createRedact([...stringsIn(secrets), ...stringsIn(await tokens.values(channel.id))]);
    },
    countFailure: (channelId) =>
      inTransaction(strapi, async (trx) => {
        const failures = await addFailure(trx, channelId);
        await noteChannel(trx, channelId, { openUntil: openUntil(failures, clock.now()) });
        return failures;
      }),
    note: (channelId, change) => noteChannel(strapi.db.connection, channelId, change),
    async checkSecrets() {
      const unreadable = (await allChannels(strapi.db.connection)).filter(({ key, sealed }) => sealed !== null && vault.open(aboutSecrets(key), sealed) === null);
      for (const { id } of unreadable) await markUnreadable(id);
      await nameDestinations();
      return unreadable.map(({ key }) => key);
    },
  };
};
