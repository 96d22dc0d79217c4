/** What distribution reaches the outside with: adapters, the guarded door, channels with their secrets, pictures, links. */
import type { Core } from '@strapi/strapi';
import type { DistributionConfig } from '../config/distribution';
import type { SigningKeys } from '../http/signing';
import type { Clock } from '../jobs/clock';
import { inTransaction } from '../tables';
import type { AnyAdapter } from './adapters/adapter';
import { createChannelDesk, type ChannelDesk, type ChannelDeskDeps } from './channels/desk';
import { createDestinations } from './channels/destinations';
import { createChannels, type ChannelStore } from './channels/store';
import { createTokens } from './channels/tokens';
import { createVault, type Vault } from './channels/vault';
import { createEgress, type Egress } from './egress';
import { createClicks, type Clicks } from './links/clicks';
import { createLinks, type LinkStore } from './links/links';
import { createRedirects, type Redirects } from './links/redirects';
import { addClicks, linkByCode } from './links/rows';
import { createMakePicture } from './pictures';
import { createReadOriginal } from './pictures/original';
import type { MakePicture } from './ports';

export interface Reach {
  readonly adapters: ReadonlyMap<string, AnyAdapter>;
  readonly egress: Egress;
  readonly vault: Vault;
  readonly channels: ChannelStore;
  readonly channelDesk: ChannelDesk;
  readonly makePicture: MakePicture;
  readonly links: LinkStore;
  readonly redirects: Redirects;
  readonly clicks: Clicks;
  /** Writes the clicks that are not written yet, and hangs up. After the last request. */
  stop(): Promise<void>;
}

export interface ReachDeps {
  readonly strapi: Core.Strapi;
  readonly config: DistributionConfig;
  readonly clock: Clock;
  readonly adapters: ReadonlyMap<string, AnyAdapter>;
  readonly applicationKeys: SigningKeys;
  readonly audit: ChannelDeskDeps['audit'];
}

/** A test of a connection may be a few calls, one after another. */
const CALLS_OF_A_TEST = 3;

/** Where this server is reached by everybody, or where it listens while nobody has said so. */
const shortBase = (strapi: Core.Strapi, { shortAddress }: DistributionConfig): string => (shortAddress ?? `${String(strapi.config.get('server.absoluteUrl', '')).replace(/\/+$/, '')}/l`).replace(/\/+$/, '');

export const createReach = ({ strapi, config, clock, adapters, applicationKeys, audit }: ReachDeps): Reach => {
  const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'error');
  const complain = (what: string) => (error: unknown) => strapi.log.error(`[content-workflow] ${what}: ${nameOf(error)}`);
  const egress = createEgress({ closed: config.egress.closed, allow: config.egress.allow, timeoutMs: config.timeoutSeconds * 1_000 });
  const vault = createVault(strapi);
  const destinations = createDestinations(applicationKeys);
  const tokens = createTokens({ strapi, vault, clock });
  const makePicture = createMakePicture({ readOriginal: createReadOriginal({ strapi, egress }) });
  const channels = createChannels({ strapi, clock, adapters, vault, destinations, tokens, egress, makePicture });
  const clicks = createClicks({ write: (counts) => inTransaction(strapi, (trx) => addClicks(trx, counts)), now: () => clock.now(), complain: complain('clicks could not be written and are kept for the next time') });
  const redirects = createRedirects({ find: (code) => linkByCode(strapi.db.connection, code), count: clicks.count, complain: complain('a short link could not be looked up') });
  return {
    adapters,
    egress,
    vault,
    channels,
    channelDesk: createChannelDesk({ strapi, clock, adapters, vault, destinations, channels, audit, testMs: CALLS_OF_A_TEST * config.timeoutSeconds * 1_000 }),
    makePicture,
    links: createLinks({ strapi, clock, base: shortBase(strapi, config), made: redirects.made }),
    redirects,
    clicks,
    async stop() {
      await clicks.stop();
      egress.close();
    },
  };
};
