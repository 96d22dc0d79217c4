/**
 * What stands in a feed: what was delivered to its channel and is live, as it was approved. One indexed question a visit
 * tells which entries these are and, by their hashes, whether a reader has them already; the text is made once a version
 * and kept.
 */
import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { LRUCache } from 'lru-cache';
import type { FeedPayload } from '../../../../core/distribution/feed';
import type { Ref } from '../../../../core/distribution/platforms';
import { TABLES } from '../../tables';
import { feedSettings, type FeedSettings, type FeedShelf } from '../adapters/feed';
import { websubSettings } from '../adapters/websub';
import type { Channel, Channels } from '../ports';
import { sealedIn } from '../sealed';
import { writeFeed, type Entry, type Format } from './write';

export interface Feed {
  readonly channel: Channel;
  readonly settings: FeedSettings;
}

/** A feed as it is now. `body` is made when it is asked for. */
export interface Version {
  /** A strong validator: the same for the same entries, settings and addresses. */
  readonly etag: string;
  /** Epoch milliseconds; goes forward with whatever enters or leaves. */
  readonly changedAt: number;
  /** A header `Link` with the feed's own address and those of its hubs. */
  readonly links: string;
  body(): Promise<string>;
}

export interface Shelf extends FeedShelf {
  feed(key: string): Promise<Feed | null>;
  now(feed: Feed, format: Format): Promise<Version>;
  /** The address of a feed, by which readers and subscribers name it. */
  address(key: string, format: Format): string;
  /** Which feed an address is of. */
  at(address: string): { readonly key: string; readonly format: Format } | null;
}

type Row = Record<string, unknown>;

/** Feeds of all channels in three formats; one is some hundred kilobytes. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** Of how the text is made: goes up when the same entries would be written otherwise. */
const WRITING = 1;

const FORMATS: readonly Format[] = ['rss', 'atom', 'json'];

/** The same for every round of a piece and in every format: an IRI, as Atom asks for (RFC 4287, 4.2.6), of RFC 9562's own kind. */
export const entryId = (documentId: string, locale: string): string => {
  const hex = createHash('sha256').update(`${documentId} ${locale}`).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const shown = { state: 'published', is_live: true } as const;

export const createShelf = (deps: { readonly strapi: Core.Strapi; readonly channels: () => Pick<Channels, 'all' | 'byKey'> }): Shelf => {
  const { strapi, channels } = deps;
  const { deliveries, editions, renditions } = TABLES;
  const kept = new LRUCache<string, string>({ maxSize: KEPT_BYTES, sizeCalculation: (text) => text.length * 2 });

  const site = (): string => String(strapi.config.get('server.absoluteUrl', '')).replace(/\/+$/, '');
  const base = (): string => `${site()}${String(strapi.config.get('api.rest.prefix', '/api'))}`;
  const address = (key: string, format: Format): string => `${base()}/feeds/${key}.${format}`;

  const entriesOf = ({ id }: Channel) => strapi.db.connection(deliveries).join(editions, `${editions}.id`, `${deliveries}.edition_id`).where({ channel_id: id });

  /** The newest that something entered, was replaced or left. */
  const changedAt = async (channel: Channel): Promise<number> => {
    const row = (await entriesOf(channel).max({ delivered: `${deliveries}.changed_at`, live: `${editions}.went_live_at`, gone: `${editions}.withdrawn_at` }).first()) as Row | undefined;
    return Math.max(0, Number(row?.delivered ?? 0), Number(row?.live ?? 0), Number(row?.gone ?? 0));
  };

  /** Our own where a channel of this kind is the feed's, and those that it tells beside. */
  const hubsOf = async (key: string): Promise<string[]> => {
    const own = (await channels().all()).filter(({ platform, status }) => platform === 'websub' && status === 'active');
    const settings = own.map((channel) => websubSettings.safeParse(channel.settings)).flatMap(({ data }) => (data?.feed === key ? [data] : []));
    return settings.length === 0 ? [] : [`${base()}/websub`, ...settings.flatMap(({ otherHub }) => (otherHub === null ? [] : [otherHub]))];
  };

  const read = async (ids: readonly number[]): Promise<Entry[]> => {
    const rows = (await strapi.db
      .connection(deliveries)
      .join(editions, `${editions}.id`, `${deliveries}.edition_id`)
      .join(renditions, `${renditions}.id`, `${deliveries}.rendition_id`)
      .whereIn(`${deliveries}.id`, [...ids])
      .select(`${deliveries}.id`, 'rendered', 'subject_id', 'subject_locale', 'went_live_at', 'first_published_at')) as Row[];
    const byId = new Map(rows.map((row) => [Number(row.id), row]));
    return ids.flatMap((id): Entry[] => {
      const row = byId.get(id);
      if (row === undefined) return [];
      const { payload } = sealedIn<FeedPayload>(row.rendered);
      // A later round of the same piece is the same entry, changed.
      return [{ id: entryId(String(row.subject_id), String(row.subject_locale ?? '')), payload, publishedAt: Number(row.first_published_at), changedAt: Number(row.went_live_at) }];
    });
  };

  return {
    address,

    at(asked) {
      const prefix = `${base()}/feeds/`;
      const match = asked.startsWith(prefix) ? /^([a-z0-9][a-z0-9-]{0,63})\.(rss|atom|json)$/.exec(asked.slice(prefix.length)) : null;
      const format = FORMATS.find((known) => known === match?.[2]);
      return match?.[1] === undefined || format === undefined ? null : { key: match[1], format };
    },

    async feed(key) {
      const channel = await channels().byKey(key);
      const settings = channel?.platform === 'feed' ? feedSettings.safeParse(channel.settings) : null;
      return channel === null || settings?.success !== true ? null : { channel, settings: settings.data };
    },

    async now({ channel, settings }, format) {
      const rows = (await entriesOf(channel)
        .andWhere(shown)
        .orderBy([{ column: 'went_live_at', order: 'desc' }, { column: `${deliveries}.id`, order: 'desc' }])
        .limit(settings.entries)
        .select(`${deliveries}.id`, 'rendition_id', 'edition_id', 'went_live_at')) as Row[];
      const hubs = await hubsOf(channel.key);
      const self = address(channel.key, format);
      const known = JSON.stringify([WRITING, format, self, site(), hubs, settings, rows.map(({ id, rendition_id: rendition, edition_id: edition, went_live_at: at }) => [Number(id), Number(rendition), Number(edition), Number(at)])]);
      const etag = `"${createHash('sha256').update(known).digest('base64url').slice(0, 27)}"`;
      const changed = await changedAt(channel);
      return {
        etag,
        changedAt: changed,
        links: [`<${self}>; rel="self"`, ...hubs.map((hub) => `<${hub}>; rel="hub"`)].join(', '),
        async body() {
          const held = kept.get(etag);
          if (held !== undefined) return held;
          const entries = await read(rows.map(({ id }) => Number(id)));
          // From what enters the feed itself, so that the text follows from what its validator is made of.
          const made = writeFeed(format, { self, site: site(), hubs, settings, entries, changedAt: Math.max(0, ...entries.map((entry) => entry.changedAt)) });
          kept.set(etag, made);
          return made;
        },
      };
    },

    async withdraw({ id }: Ref) {
      const row = (await strapi.db.connection(deliveries).join(editions, `${editions}.id`, `${deliveries}.edition_id`).where({ [`${deliveries}.key`]: id, is_live: true }).first(`${deliveries}.id`)) as Row | undefined;
      return row === undefined ? 'absent' : 'revoked';
    },
  };
};
