/** What the parts of distribution know of each other. */
import type { Capabilities, DeliveryState, DistributionState, Ref, Timing } from '../../../core/distribution/platforms';
import type { Document, Source } from '../../../core/distribution/document';
import type { PictureUse, Rendition } from '../../../core/distribution/rendition';
import type { Actor, RenditionHash } from '../../../core/workflow/context';
import type { Content } from '../engine/content';
import type { Connection, PieceRow, Subject, Trx } from '../tables';
import type { AdapterContext, AnyAdapter, MadePicture } from './adapters/adapter';

export type ChannelStatus = 'active' | 'paused' | 'unauthorized';

/** A channel as the engine sees it, without its secrets. */
export interface Channel {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly platform: string;
  readonly account: string;
  readonly communities: readonly string[];
  readonly settings: unknown;
  /** A fingerprint of where it leads, where its secrets say that; `null` where its settings do. */
  readonly destination: string | null;
  readonly linkSeed: string;
  readonly status: ChannelStatus;
  readonly failures: number;
  readonly openUntil: number | null;
  readonly blockedUntil: number | null;
  readonly expiresAt: number | null;
  readonly testedAt: number | null;
  readonly revision: number;
}

/** What a call is about. */
export interface CallUse {
  readonly key: string;
  readonly pictures: readonly PictureUse[];
  /** Where what it sends was approved to go: a channel that leads elsewhere by now is not called. Left out where nothing is sent. */
  readonly destination?: string | null;
}

export interface Channels {
  all(): Promise<readonly Channel[]>;
  byId(id: number, connection?: Connection): Promise<Channel | null>;
  byKey(key: string, connection?: Connection): Promise<Channel | null>;
  /** Its adapter; `null` for a platform that this version does not know. */
  adapterOf(channel: Channel): AnyAdapter | null;
  capabilitiesOf(channel: Channel): Capabilities | null;
  /** What an adapter acts with: secrets opened, egress guarded, tokens shared. */
  contextOf(channel: Channel, use: { readonly signal: AbortSignal } & CallUse): Promise<AdapterContext>;
  /** Takes the channel's secrets and tokens out of a text, before it is kept or logged. */
  redactOf(channel: Channel): Promise<(text: string) => string>;
  /** One more call in a row of which nobody knows what became. Counted where the row is, since several end at once; how many there are now. */
  countFailure(channelId: number): Promise<number>;
  /** Compare-and-set by `revision` where a person changes it; what the engine notes needs none. */
  note(channelId: number, change: Partial<Pick<Channel, 'status' | 'failures' | 'openUntil' | 'blockedUntil' | 'expiresAt'>>): Promise<void>;
}

/** Makes a picture for a platform. Throws when the file is gone or is not the one that was approved. */
export type MakePicture = (use: PictureUse) => Promise<MadePicture>;

/** Short links of one version of a piece for one channel. Deterministic: the same target has the same code at every rendering. */
export interface Links {
  /** The source with every web address in it replaced by its short link. Pure but for the seed. */
  tracked(source: Source, use: LinkUse): Source;
  /** Writes the links that `tracked` made, so that they lead somewhere. Before anybody is sent one. */
  keep(trx: Trx, source: Source, use: LinkUse): Promise<void>;
  /** How often people followed the links of a piece from a channel. */
  clicks(subject: Subject, channelId: number): Promise<number>;
}

export interface LinkUse {
  readonly channel: Pick<Channel, 'id' | 'key' | 'platform' | 'linkSeed'>;
  readonly subject: Subject;
  /** '' for the original. */
  readonly variant: string;
  /** What the campaign is called in UTM: the activity's slug, or the piece's. */
  readonly campaign: string;
  /** Document ids of KOLs who carry the piece; a link each is made for them. */
  readonly kols: readonly string[];
}

/** Reads approved content into what adapters render; what editors wrote for the platform comes first. */
export interface Sources {
  of(piece: Pick<PieceRow, 'uid' | 'documentId' | 'locale'>, content: Content, adapter: Pick<AnyAdapter, 'adaptations'>): Source;
}

export interface Renditions {
  /** As this channel would be given the content now. */
  render(channel: Channel, piece: PieceRow, content: Content, variant: string): { readonly rendition: Rendition; readonly hash: string };
}

/** One version of a piece; the variant is '' for the original. */
export interface PieceVersion {
  readonly variant: string;
  readonly hash: string;
  readonly content: Content;
}

/** What the engine's write path asks of distribution, in its transaction. */
export interface Distribution {
  /** The hashes of what the planned channels would be given, for `Facts.shown`. */
  shown(piece: PieceRow, versions: readonly PieceVersion[], trx?: Trx): Promise<readonly RenditionHash[]>;
  /** The piece was approved: what was shown for its channels is what may be sent. What an earlier reviewer was not shown, or shown otherwise, is left out, and so is what can not be sent. */
  seal(trx: Trx, piece: PieceRow, versions: readonly PieceVersion[], by: Actor, how: { readonly how: 'review' | 'expedite'; readonly shownToAll: readonly RenditionHash[] | null }): Promise<void>;
  /** The piece went live: its deliveries are promised. */
  wentLive(trx: Trx, piece: PieceRow, edition: { readonly id: number; readonly contentHash: string }): Promise<void>;
  /** The piece is no longer live: what waits is cancelled, what can be taken back is, and the rest is listed for people. */
  tookDown(trx: Trx, piece: PieceRow): Promise<void>;
}

export type { Capabilities, DeliveryState, DistributionState, Document, Ref, Timing };
