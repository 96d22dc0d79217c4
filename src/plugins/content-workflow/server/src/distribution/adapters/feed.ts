/** RSS, Atom and JSON Feed: readers come for it. What is delivered to the channel and live stands in the feed; nothing else has to be called. */
import { z } from '@strapi/utils';
import { webAddress } from '../../../../core/distribution/read';
import { ENTRY, renderEntry, type FeedPayload } from '../../../../core/distribution/feed';
import type { Capabilities, Ref } from '../../../../core/distribution/platforms';
import type { Adapter } from './adapter';

const line = (max: number) => z.string().max(max).refine((text) => text.trim() !== '', 'is empty');

export const feedSettings = z.strictObject({
  title: line(200),
  description: z.string().max(2_000).default(''),
  /** Where the site is that the feed is of. */
  home: z.string().max(2_000).refine((url) => webAddress(url) !== null, 'is not an http(s) address'),
  /** BCP 47; '' where entries are of several languages. */
  language: z.string().max(35).default(''),
  author: z.string().max(200).default(''),
  /** Entries at most, newest first. */
  entries: z.int().min(1).max(100).default(30),
});

export type FeedSettings = z.infer<typeof feedSettings>;
export const noSecrets = z.strictObject({});

/** What shows the feed. */
export interface FeedShelf {
  /** `absent` where the entry is not shown: a piece that is taken down leaves the feed by itself. */
  withdraw(ref: Ref): Promise<'revoked' | 'absent'>;
}

const capabilities: Capabilities = { delivery: 'pull', idempotency: 'key', confirmation: 'sync', revocable: true, metrics: [], limits: { body: ENTRY }, rates: [] };

export const createFeedAdapter = (shelf: FeedShelf): Adapter<FeedSettings, Record<string, never>, FeedPayload> => ({
  platform: 'feed',
  name: 'Feed: RSS, Atom, JSON Feed',
  adaptations: ['feed'],
  guide: {
    steps: ['Give the addresses of the feed to whoever reads it: /api/feeds/<key>.rss, .atom and .json, where <key> is the key of this channel.'],
    fields: [
      { name: 'title', label: 'Title of the feed', kind: 'text', required: true },
      { name: 'description', label: 'Description', kind: 'text', required: false },
      { name: 'home', label: 'Address of the site', kind: 'url', required: true },
      { name: 'language', label: 'Language', hint: 'A code such as en or zh-Hans; empty for several.', kind: 'text', required: false },
      { name: 'author', label: 'Author', kind: 'text', required: false },
      { name: 'entries', label: 'Entries at most', kind: 'number', required: false },
    ],
  },
  settings: feedSettings as z.ZodType<FeedSettings>,
  secrets: noSecrets as z.ZodType<Record<string, never>>,
  capabilities: () => capabilities,
  render: (source) => renderEntry(source),
  // The entry is shown because its delivery is published.
  publish: (_payload, _prepared, { key }) => Promise.resolve({ kind: 'published', ref: { id: key, url: null } }),
  revoke: (ref) => shelf.withdraw(ref),
  test: () => Promise.resolve({ kind: 'untestable', message: 'Nobody is called: readers come for it.' }),
});
