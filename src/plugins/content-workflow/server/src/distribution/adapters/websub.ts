/**
 * Tells readers of a feed at once that there is something new (WebSub, W3C Recommendation of 2018-01-23): this server is
 * the feed's hub. `publish` writes a row for each subscriber and nothing else; a job sends them the feed, and `confirm` counts.
 *
 * What is sent is the feed as it is, whose entries have stable ids: a subscriber that is sent it twice has it once.
 */
import { z } from '@strapi/utils';
import { ENTRY, renderEntry, type FeedPayload } from '../../../../core/distribution/feed';
import type { Capabilities, Outcome, Ref } from '../../../../core/distribution/platforms';
import type { Adapter, AdapterContext } from './adapter';
import { noSecrets } from './feed';

export const websubSettings = z.strictObject({
  /** The key of the channel whose feed it is. */
  feed: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is not the key of a channel'),
  /** Another hub that is told as well; it then asks the feed and tells its own subscribers. */
  otherHub: z.url({ protocol: /^https?$/, error: 'is not an address of the web' }).max(2_000).nullable().default(null),
  /** For how long a subscription is good at most, and without another wish. */
  leaseDays: z.int().min(1).max(90).default(10),
});

export type WebsubSettings = z.infer<typeof websubSettings>;

export interface NoticeCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly failed: number;
  /** The subscriber said that it is over. */
  readonly ended: number;
}

export interface Hub {
  fanOut(key: string, context: AdapterContext<WebsubSettings, Record<string, never>>): Promise<Outcome>;
  counts(ref: Ref): Promise<NoticeCounts>;
}

const LOOK_AGAIN_MS = 15_000;

const capabilities: Capabilities = { delivery: 'direct', idempotency: 'key', confirmation: 'poll', revocable: false, metrics: [], limits: { body: ENTRY }, rates: [] };

export const outcomeOfNotices = (ref: Ref, { waiting, sent, failed, ended }: NoticeCounts): Outcome => {
  if (waiting > 0) return { kind: 'accepted', ref, checkAfterMs: LOOK_AGAIN_MS };
  if (failed > 0 && sent === 0) return { kind: 'rejected', code: 'nobody-reached', message: `No subscriber took it: ${failed} failed, ${ended} ended.` };
  return { kind: 'published', ref };
};

export const createWebsubAdapter = (hub: Hub): Adapter<WebsubSettings, Record<string, never>, FeedPayload> => ({
  platform: 'websub',
  name: 'WebSub: tells readers of a feed',
  adaptations: ['feed'],
  guide: {
    steps: ['Connect the feed first; its addresses then name this server as their hub, and readers subscribe by themselves.'],
    fields: [
      { name: 'feed', label: 'Key of the feed', kind: 'text', required: true },
      { name: 'otherHub', label: 'Another hub', kind: 'url', required: false },
      { name: 'leaseDays', label: 'Days a subscription is good', kind: 'number', required: false },
    ],
  },
  settings: websubSettings as z.ZodType<WebsubSettings>,
  secrets: noSecrets as z.ZodType<Record<string, never>>,
  capabilities: () => capabilities,
  render: (source) => renderEntry(source),
  publish: (_payload, _prepared, context) => hub.fanOut(context.key, context),
  confirm: async (ref) => outcomeOfNotices(ref, await hub.counts(ref)),
  test: () => Promise.resolve({ kind: 'untestable', message: 'Nobody is called before there is something new.' }),
});
