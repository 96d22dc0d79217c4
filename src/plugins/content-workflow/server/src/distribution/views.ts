/** Deliveries, plans and renditions as they are told to people and programs. Nothing is written here. */
import type { Core } from '@strapi/strapi';
import QRCode from 'qrcode';
import type { DeliveryView, GetDelivery, GetDistribution, ListDeliveries, RenditionView } from '../../../contracts/distribution';
import { pictureName } from '../../../core/distribution/file-names';
import { actionsOf, distributionStateOf } from '../../../core/distribution/delivery';
import { dueAt } from '../../../core/distribution/plan';
import { DELIVERY_STATES, type DeliveryState, type Timing } from '../../../core/distribution/platforms';
import type { Actor, WorkflowContext } from '../../../core/workflow/context';
import { iso } from '../jobs/clock';
import type { Editions } from '../publishing/editions';
import { TABLES, toPiece, toSnapshot, type PieceRow } from '../tables';
import type { AnyAdapter } from './adapters/adapter';
import { ChannelUnusable, orUnusable } from './channels/store';
import { metricsOf } from './metrics';
import type { Channel, Channels, Links } from './ports';
import type { DistributionPlans, PieceContent } from './plans';
import type { Rendered, RenditionKeeper } from './renditions';
import { toDelivery, type DeliveryRow, type SealedRow } from './rows';
import type { DeliveryStore } from './store';
import type { WritePath } from './write-path';

/** What a person does to post it; a platform that says nothing of that says how it is connected. */
const stepsOf = (adapter: AnyAdapter | null): readonly string[] => adapter?.checklist ?? adapter?.guide.steps ?? [];

export interface ListFilter {
  readonly state: DeliveryState | null;
  readonly channelId: number | null;
  readonly pieceId: number | null;
  /** Only of pieces of these types; `null` for those of all. */
  readonly types: readonly string[] | null;
  readonly before: { readonly at: number; readonly id: number } | null;
  readonly limit: number;
}

export interface DistributionViews {
  distribution(piece: PieceRow, by: Actor): Promise<GetDistribution.Data>;
  /** As a channel would be given the piece now; throws where it can not be rendered. */
  preview(piece: PieceRow, channel: Channel, version: PieceContent): Promise<RenditionView>;
  list(filter: ListFilter): Promise<ListDeliveries.Response>;
  delivery(delivery: DeliveryRow): Promise<GetDelivery.Data>;
}

export interface ViewsDeps {
  readonly strapi: Core.Strapi;
  readonly channels: Channels;
  readonly links: Links;
  readonly editions: Editions;
  readonly renditions: RenditionKeeper;
  readonly store: DeliveryStore;
  readonly writePath: WritePath;
  readonly plans: DistributionPlans;
}

const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

/** Plans are made as long as somebody works on the piece; the machine has the last word. */
const PLANNABLE: ReadonlySet<string> = new Set(['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published', 'retrospective']);
const APPROVABLE: ReadonlySet<string> = new Set(['approved', 'variant', 'scheduled', 'held', 'published', 'retrospective']);

/** When a channel gets it: by its delivery, or by the plan as far as it is known when the piece goes live. */
const whenDue = (timing: Timing, liveAt: number | null, delivery: DeliveryRow | undefined): string | null => {
  if (delivery !== undefined) return iso(delivery.dueAt ?? delivery.plannedAt);
  if (liveAt !== null) return iso(dueAt(timing, liveAt));
  return timing.kind === 'at' ? timing.at : null;
};

const cursorOf = (at: number, id: number): string => Buffer.from(`${at}.${id}`).toString('base64url');

/** A delivery with its piece and whether it is live, in one question. */
interface Joined {
  readonly delivery: DeliveryRow;
  readonly piece: PieceRow;
  readonly isLive: boolean;
}

export const createDistributionViews = ({ strapi, channels, links, editions, renditions, store, writePath, plans }: ViewsDeps): DistributionViews => {
  const known = async (): Promise<ReadonlyMap<number, Channel>> => new Map((await channels.all()).map((channel) => [channel.id, channel]));

  const viewOf = ({ delivery, piece, isLive }: Joined, channel: Channel | undefined): DeliveryView => ({
    key: delivery.key,
    channel: channel === undefined ? { key: '', name: `channel ${delivery.channelId}`, platform: '', account: '' } : { key: channel.key, name: channel.name, platform: channel.platform, account: channel.account },
    piece: { id: piece.id, uid: piece.uid, documentId: piece.documentId, locale: piece.locale, title: piece.title },
    state: delivery.state,
    dueAt: isoOrNull(delivery.dueAt),
    url: delivery.url,
    code: delivery.code,
    message: delivery.message,
    attempts: delivery.attempts,
    publishedAt: isoOrNull(delivery.publishedAt),
    changedAt: iso(delivery.changedAt),
    actions: actionsOf({ state: delivery.state, isLive, capabilities: channel === undefined ? null : channels.capabilitiesOf(channel) }),
  });

  /** Columns of the same name are told apart by what they are fetched with: deliveries first, then what they point to. */
  const join = async (rows: readonly Record<string, unknown>[]): Promise<Joined[]> => {
    const deliveries = rows.map(toDelivery);
    const pieceRows = (await strapi.db.connection(TABLES.pieces).whereIn('id', [...new Set(deliveries.map(({ pieceId }) => pieceId))])) as Record<string, unknown>[];
    const pieces = new Map(pieceRows.map(toPiece).map((piece) => [piece.id, piece]));
    const live = (await strapi.db.connection(TABLES.editions).whereIn('id', [...new Set(deliveries.map(({ editionId }) => editionId))]).where({ is_live: true }).select('id')) as { id: unknown }[];
    const liveIds = new Set(live.map(({ id }) => Number(id)));
    return deliveries.flatMap((delivery): Joined[] => {
      const piece = pieces.get(delivery.pieceId);
      return piece === undefined ? [] : [{ delivery, piece, isLive: liveIds.has(delivery.editionId) }];
    });
  };

  const renditionView = (channel: Channel, { rendition, hash }: Pick<Rendered, 'rendition' | 'hash'>, variant: string, sealed: SealedRow | undefined): RenditionView => ({
    channel: channel.key,
    variant,
    hash,
    preview: rendition.preview,
    pictures: rendition.pictures.map(({ picture, alt }) => ({ url: picture.url, alt, width: picture.width, height: picture.height })),
    measures: rendition.measures,
    issues: rendition.issues,
    approved: sealed === undefined ? null : { by: sealed.by, at: iso(sealed.sealedAt) },
  });

  const preview: DistributionViews['preview'] = async (piece, channel, version) => {
    const rendered = renditions.render(channel, piece, version.content, version.variant);
    const sealed = await renditions.sealed(strapi.db.connection, piece.id, channel.id, version.hash);
    return renditionView(channel, rendered, version.variant, sealed.find(({ hash }) => hash === rendered.hash));
  };

  const taskOf = async (delivery: DeliveryRow, piece: PieceRow, channel: Channel | undefined, sealed: SealedRow | null): Promise<GetDelivery.Data['task']> => {
    if (channel === undefined || sealed === null || channels.capabilitiesOf(channel)?.delivery !== 'assisted') return null;
    const { rendition } = sealed;
    const row = (await strapi.db.connection(TABLES.editions).join(TABLES.snapshots, `${TABLES.snapshots}.id`, `${TABLES.editions}.snapshot_id`).where(`${TABLES.editions}.id`, delivery.editionId).first(`${TABLES.snapshots}.*`)) as Record<string, unknown> | undefined;
    const rendered = row === undefined ? null : orUnusable(() => renditions.render(channel, piece, toSnapshot(row).content, sealed.variant));
    const link = rendered === null || rendered instanceof ChannelUnusable ? null : links.tracked(rendered.source, rendered.use).url;
    return {
      text: rendition.preview.text ?? '',
      title: rendition.preview.title,
      steps: stepsOf(channels.adapterOf(channel)),
      link,
      qr: link === null ? null : await QRCode.toString(link, { type: 'svg', margin: 2 }),
      pictures: rendition.pictures.map((_, index) => ({ index, filename: pictureName(piece.title, channel.platform, index) })),
    };
  };

  return {
    preview,

    async distribution(piece, by) {
      const all = await known();
      const plan = await writePath.planOf(strapi.db.connection, piece.id);
      const deliveries = await join((await strapi.db.connection(TABLES.deliveries).where({ piece_id: piece.id }).orderBy('id')) as Record<string, unknown>[]);
      const edition = await editions.live(strapi.db.connection, piece);
      const liveAt = edition?.pieceId === piece.id ? edition.publishedAt : piece.publishAt;
      const version = await plans.contentOf(piece);
      const shown: RenditionView[] = [];
      for (const { channel } of version === null ? [] : plan) {
        try {
          shown.push(await preview(piece, channel, version as PieceContent));
        } catch {
          shown.push({ channel: channel.key, variant: '', hash: '', preview: { look: 'json', title: null, text: null, html: null }, pictures: [], measures: [], issues: [{ level: 'error', code: 'not-rendered', field: 'body', message: 'This can not be written for the platform; look at the settings of the channel.' }], approved: null });
        }
      }
      // Only the last round's deliveries are its distribution; those of an edition that was replaced are history.
      const counted = deliveries.filter(({ delivery }) => edition === null || edition.pieceId !== piece.id || delivery.editionId === edition.id);
      return {
        state: distributionStateOf(counted.map(({ delivery }) => delivery.state)),
        plan: plan.map(({ channel, timing }) => ({
          channel: channel.key,
          timing,
          name: channel.name,
          platform: channel.platform,
          dueAt: whenDue(timing, liveAt, deliveries.find(({ delivery }) => delivery.channelId === channel.id && delivery.editionId === edition?.id)?.delivery),
        })),
        renditions: shown,
        deliveries: deliveries.map((joined) => viewOf(joined, all.get(joined.delivery.channelId))),
        channels: [...all.values()].map(({ key, name, platform, account, status }) => ({ key, name, platform, account, status })),
        mayPlan: by.permissions.includes('distribute') && PLANNABLE.has(piece.state),
        mayApprove: by.permissions.includes('review') && APPROVABLE.has(piece.state) && (piece.context as WorkflowContext).seal !== null,
      };
    },

    async list({ state, channelId, pieceId, types, before, limit }) {
      const scope = () =>
        strapi.db
          .connection(TABLES.deliveries)
          .where({ ...(channelId === null ? {} : { channel_id: channelId }), ...(pieceId === null ? {} : { piece_id: pieceId }) })
          .modify((query) => {
            if (types !== null) void query.whereIn('piece_id', strapi.db.connection(TABLES.pieces).whereIn('subject_uid', [...types]).select('id'));
          });
      const counted = (await scope().select('state').count({ n: '*' }).groupBy('state')) as unknown as { state: string; n: unknown }[];
      const rows = (await scope()
        .modify((query) => {
          if (state !== null) void query.where({ state });
          if (before !== null) void query.where((place) => void place.where('changed_at', '<', before.at).orWhere((same) => void same.where('changed_at', before.at).where('id', '<=', before.id)));
        })
        .orderBy([{ column: 'changed_at', order: 'desc' }, { column: 'id', order: 'desc' }])
        .limit(limit + 1)) as Record<string, unknown>[];
      const all = await known();
      const following = rows[limit];
      const joined = await join(rows.slice(0, limit));
      return {
        data: joined.map((one) => viewOf(one, all.get(one.delivery.channelId))),
        meta: {
          next: following === undefined ? null : cursorOf(Number(following.changed_at), Number(following.id)),
          counts: Object.fromEntries(DELIVERY_STATES.flatMap((name) => counted.flatMap((row) => (row.state === name ? [[name, Number(row.n)]] : [])))),
        },
      };
    },

    async delivery(delivery) {
      const channel = (await channels.byId(delivery.channelId)) ?? undefined;
      const [joined] = await join([(await strapi.db.connection(TABLES.deliveries).where({ id: delivery.id }).first()) as Record<string, unknown>]);
      if (joined === undefined) throw new Error('the piece of a delivery is gone');
      const sealed = joined.delivery.renditionId === null ? null : await renditions.byId(joined.delivery.renditionId);
      const attempts = await store.attempts(delivery.id);
      const metrics = await metricsOf(strapi.db.connection, delivery.id);
      return {
        ...viewOf(joined, channel),
        attemptList: attempts.map(({ number, phase, startedAt, endedAt, outcome, code, answer, by }) => ({ number, phase, startedAt: iso(startedAt), endedAt: isoOrNull(endedAt), outcome, code, answer, by })),
        metrics: metrics.map(({ metric, value, source, note, readAt }) => ({ metric, value, source, note, readAt: iso(readAt) })),
        rendition: sealed === null || channel === undefined ? null : renditionView(channel, sealed, sealed.variant, sealed),
        task: await taskOf(joined.delivery, joined.piece, channel, sealed),
        evidence: joined.delivery.evidence,
      };
    },
  };
};
