/** What a channel is given: rendered, named by its hash, sealed with the approval, and compared before it is sent. */
import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import canonicalize from 'canonicalize';
import type { Source } from '../../../core/distribution/document';
import type { Rendition } from '../../../core/distribution/rendition';
import type { ActorRef } from '../../../core/workflow/context';
import type { WorkflowConfig } from '../config';
import type { Content } from '../engine/content';
import type { Clock } from '../jobs/clock';
import { TABLES, type Connection, type PieceRow, type Trx } from '../tables';
import { ChannelUnusable, OUTDATED } from './channels/store';
import type { Channel, Channels, Links, LinkUse, Renditions, Sources } from './ports';
import { byColumns, toSealed, type SealedRow } from './rows';
import { campaignOf, kolsOf } from './sources';

export interface Rendered {
  readonly rendition: Rendition;
  readonly hash: string;
  readonly destination: string | null;
  /** What it was made of, before its links were tracked. */
  readonly source: Source;
  readonly use: LinkUse;
}

export interface RenditionKeeper extends Renditions {
  /** Throws `ChannelUnusable` where this version of the adapter does not take the channel's settings. */
  render(channel: Channel, piece: PieceRow, content: Content, variant: string): Rendered;
  /** Approved to be sent. The same one is sealed once, by whoever was first. */
  seal(trx: Trx, row: { readonly pieceId: number; readonly channelId: number; readonly contentHash: string; readonly variant: string; readonly rendered: Rendered; readonly how: SealedRow['how']; readonly by: ActorRef }): Promise<void>;
  /** What was approved for a channel of this version, newest first. */
  sealed(connection: Connection, pieceId: number, channelId: number, contentHash: string): Promise<SealedRow[]>;
  byId(id: number, connection?: Connection): Promise<SealedRow | null>;
  /** True while the channel leads where it led when this was approved, and sends it as it would have then. */
  isFor(channel: Channel, sealed: SealedRow): boolean;
}

/** SHA-256 over the canonical JSON (RFC 8785) of what is sent and of the settings, and the fingerprint, that say where to, in hex. */
export const renditionHash = ({ platform, destination }: Pick<Channel, 'platform' | 'destination'>, settings: unknown, { payload, pictures }: Pick<Rendition, 'payload' | 'pictures'>): string =>
  createHash('sha256')
    .update(canonicalize({ platform, payload, pictures, settings, ...(destination === null ? {} : { destination }) }) ?? '')
    .digest('hex');

export const canBeSent = ({ issues }: Rendition): boolean => issues.every(({ level }) => level !== 'error');

export interface RenditionDeps {
  readonly strapi: Core.Strapi;
  readonly config: Pick<WorkflowConfig, 'types'>;
  readonly clock: Clock;
  readonly channels: Channels;
  readonly links: Links;
  readonly sources: Sources;
}

export const createRenditions = ({ strapi, config, clock, channels, links, sources }: RenditionDeps): RenditionKeeper => ({
  render(channel, piece, content, variant) {
    const adapter = channels.adapterOf(channel);
    const type = config.types[piece.uid];
    if (adapter === null || type === undefined) throw new Error(`there is no platform "${channel.platform}" for ${piece.uid}`);
    const use: LinkUse = { channel, subject: { uid: piece.uid, documentId: piece.documentId, locale: piece.locale }, variant, campaign: campaignOf(type, content, piece.documentId), kols: kolsOf(type, content) };
    const source = sources.of(piece, content, adapter);
    const settings = adapter.settings.safeParse(channel.settings);
    if (!settings.success) throw new ChannelUnusable('settings-outdated', OUTDATED);
    const rendition = adapter.render(links.tracked(source, use), settings.data);
    return { rendition, hash: renditionHash(channel, settings.data, rendition), destination: channel.destination, source, use };
  },
  async seal(trx, { pieceId, channelId, contentHash, variant, rendered, how, by }) {
    await trx(TABLES.renditions)
      .insert({ piece_id: pieceId, channel_id: channelId, content_hash: contentHash, hash: rendered.hash, rendered: JSON.stringify({ variant, rendition: rendered.rendition, destination: rendered.destination }), how, ...byColumns(by), sealed_at: clock.now() })
      .onConflict(['piece_id', 'channel_id', 'content_hash', 'hash'])
      .ignore();
  },
  async sealed(connection, pieceId, channelId, contentHash) {
    const rows = (await connection(TABLES.renditions).where({ piece_id: pieceId, channel_id: channelId, content_hash: contentHash }).orderBy('id', 'desc')) as Record<string, unknown>[];
    return rows.map(toSealed);
  },
  async byId(id, connection = strapi.db.connection) {
    const row = (await connection(TABLES.renditions).where({ id }).first()) as Record<string, unknown> | undefined;
    return row === undefined ? null : toSealed(row);
  },
  isFor(channel, { rendition, hash }) {
    const settings = channels.adapterOf(channel)?.settings.safeParse(channel.settings);
    return settings?.success === true && renditionHash(channel, settings.data, rendition) === hash;
  },
});
