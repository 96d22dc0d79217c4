/**
 * Channels, plans and deliveries on the wire. Paths are below the admin's `/content-workflow`; those of the section
 * "integrators" are there below `/api` as well, for API tokens. Reading needs `read`, planning and sending `distribute`,
 * connecting `channels`, approving a rendition `review`.
 */
import type { Capabilities, DeliveryState, DistributionState, Metric, Timing } from '../core/distribution/platforms';
import type { ImportOutcome } from '../core/distribution/newsletter/import';
import type { Issue, Measure, Preview } from '../core/distribution/rendition';
import type { ActorRef } from '../core/workflow/context';

/** A platform that channels can be connected to. */
export interface PlatformView {
  readonly platform: string;
  readonly name: string;
  readonly delivery: Capabilities['delivery'];
  readonly capabilities: Capabilities;
  /** What people do at the platform first; English sentences, translated by their place: `distribution.<platform>.step.<n>`. */
  readonly steps: readonly string[];
  readonly fields: readonly { readonly name: string; readonly label: string; readonly hint: string | null; readonly kind: 'text' | 'secret' | 'url' | 'number' | 'flag' | 'choice' | 'list'; readonly choices: readonly string[]; readonly required: boolean }[];
}

export interface ChannelView {
  readonly key: string;
  readonly name: string;
  readonly platform: string;
  readonly account: string;
  readonly communities: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** Which secret fields are filled in; their values never leave the server. */
  readonly secrets: readonly string[];
  readonly capabilities: Capabilities | null;
  readonly status: 'active' | 'paused' | 'unauthorized';
  /** Not tried before then, after failures in a row or because the platform asked for it. */
  readonly waitsUntil: string | null;
  readonly expiresAt: string | null;
  /** Whole days until the token expires; `null` where none does. */
  readonly daysLeft: number | null;
  readonly test: { readonly at: string; readonly ok: boolean; readonly message: string | null } | null;
  readonly revision: number;
}

/** GET /platforms */
export namespace ListPlatforms {
  export interface Response {
    readonly data: readonly PlatformView[];
  }
}

/** GET /channels (integrators) */
export namespace ListChannels {
  export interface Response {
    readonly data: readonly ChannelView[];
  }
}

export interface ChannelInput {
  readonly name: string;
  readonly account: string;
  readonly communities: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  /** A field that is left out stays as it is; `null` empties it. */
  readonly secrets: Readonly<Record<string, string | null>>;
}

/** POST /channels */
export namespace CreateChannel {
  export interface Body extends ChannelInput {
    readonly key: string;
    readonly platform: string;
  }
  export interface Response {
    readonly data: ChannelView;
  }
}

/** GET, PUT and DELETE /channels/:key. One that something was sent to is not deleted: it is paused. */
export namespace ChangeChannel {
  export interface Body extends ChannelInput {
    readonly expectedRevision: number;
  }
  export interface Response {
    readonly data: ChannelView;
  }
}

/** POST /channels/:key/test, /pause and /resume: the channel as it is afterwards. */
export namespace ActOnChannel {
  export interface Response {
    readonly data: ChannelView;
  }
}

export interface PlanRow {
  readonly channel: string;
  readonly timing: Timing;
}

/** What a channel would be, or was, given. */
export interface RenditionView {
  readonly channel: string;
  /** '' for the original. */
  readonly variant: string;
  readonly hash: string;
  readonly preview: Preview;
  readonly pictures: readonly { readonly url: string; readonly alt: string; readonly width: number | null; readonly height: number | null }[];
  readonly measures: readonly Measure[];
  readonly issues: readonly Issue[];
  /** Whether exactly this was approved; `by` who did. */
  readonly approved: { readonly by: ActorRef; readonly at: string } | null;
}

export interface AttemptView {
  readonly number: number;
  readonly phase: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly outcome: string | null;
  readonly code: string | null;
  /** What the platform said, without secrets. */
  readonly answer: string | null;
  readonly by: ActorRef | null;
}

export interface MetricView {
  readonly metric: Metric;
  readonly value: number;
  readonly source: 'api' | 'manual' | 'link';
  readonly note: string | null;
  readonly readAt: string;
}

export type DeliveryAction = 'send' | 'retry' | 'cancel' | 'confirm' | 'resend' | 'revoke' | 'removed' | 'done' | 'measure';

export interface DeliveryView {
  readonly key: string;
  readonly channel: { readonly key: string; readonly name: string; readonly platform: string; readonly account: string };
  readonly piece: { readonly id: number; readonly uid: string; readonly documentId: string; readonly locale: string; readonly title: string };
  readonly state: DeliveryState;
  readonly dueAt: string | null;
  readonly url: string | null;
  /** Why it is as it is: a stable name and a sentence. */
  readonly code: string | null;
  readonly message: string | null;
  readonly attempts: number;
  readonly publishedAt: string | null;
  readonly changedAt: string;
  /** What who asks may do with it now; the admin draws these and knows no rules. */
  readonly actions: readonly DeliveryAction[];
}

/** GET /pieces/:id/distribution (integrators) */
export namespace GetDistribution {
  export interface Data {
    readonly state: DistributionState;
    readonly plan: readonly (PlanRow & { readonly name: string; readonly platform: string; readonly dueAt: string | null })[];
    readonly renditions: readonly RenditionView[];
    readonly deliveries: readonly DeliveryView[];
    /** Channels that could be planned. */
    readonly channels: readonly { readonly key: string; readonly name: string; readonly platform: string; readonly account: string; readonly status: string }[];
    /** True where who asks may plan, and may approve what a channel would be given. */
    readonly mayPlan: boolean;
    readonly mayApprove: boolean;
  }
  export interface Response {
    readonly data: Data;
  }
}

/** POST /pieces/:id/distribution/preview (integrators): renders without planning anything. */
export namespace PreviewRendition {
  export interface Body {
    readonly channel: string;
    readonly variant?: string;
  }
  export interface Response {
    readonly data: RenditionView;
  }
}

/** PUT /pieces/:id/distribution (integrators): the whole plan. */
export namespace PutPlan {
  export interface Body {
    readonly plan: readonly PlanRow[];
    readonly expectedRevision: number;
  }
}

/** GET and PUT /activities/:documentId/distribution: the plan that POST /pieces/:id/distribution/template takes over. */
export namespace ActivityTemplate {
  export interface Data {
    readonly plan: readonly PlanRow[];
    /** 0 as long as nobody has planned anything. */
    readonly revision: number;
  }
  export interface Body {
    readonly plan: readonly PlanRow[];
    /** Of the plan that was looked at. */
    readonly expectedRevision: number;
  }
  export interface Response {
    readonly data: Data;
  }
}

/** GET /activities/:documentId/distribution/history?before=: newest first. */
export namespace ActivityTemplateHistory {
  export interface Version {
    readonly revision: number;
    readonly plan: readonly PlanRow[];
    readonly by: ActorRef;
    /** ISO 8601, UTC. */
    readonly at: string;
  }
  export interface Response {
    readonly data: readonly Version[];
    /** Of the next page; `null` on the last. */
    readonly meta: { readonly before: number | null };
  }
}

/** POST /pieces/:id/distribution/approve: one rendition that was added or changed after the approval. */
export namespace ApproveRendition {
  export interface Body {
    readonly channel: string;
    readonly shownHash: string;
    readonly expectedRevision: number;
  }
}

/** POST /pieces/:id/distribution/send (integrators): a live piece to channels of its plan that have no delivery yet. */
export namespace SendNow {
  export interface Body {
    readonly channels: readonly string[];
  }
}

/** GET /deliveries?state=&channel=&piece=&cursor= (integrators): newest change first. */
export namespace ListDeliveries {
  export interface Response {
    readonly data: readonly DeliveryView[];
    readonly meta: { readonly next: string | null; readonly counts: Readonly<Partial<Record<DeliveryState, number>>> };
  }
}

/** GET /deliveries/:key (integrators) */
export namespace GetDelivery {
  export interface Data extends DeliveryView {
    readonly attemptList: readonly AttemptView[];
    readonly metrics: readonly MetricView[];
    readonly rendition: RenditionView | null;
    /** For a person who posts it: what to paste where, and the tracked link with its QR code (SVG). */
    readonly task: { readonly text: string; readonly title: string | null; readonly steps: readonly string[]; readonly link: string | null; readonly qr: string | null; readonly pictures: readonly { readonly index: number; readonly filename: string }[] } | null;
    readonly evidence: { readonly url: string | null; readonly fileId: number | null; readonly note: string | null } | null;
  }
  export interface Response {
    readonly data: Data;
  }
}

/** GET /deliveries/:key/pictures/:index and /deliveries/:key/pictures.zip: made for the platform. */

/** POST /deliveries/:key/:action (integrators): the delivery as it is afterwards. */
export namespace ActOnDelivery {
  export interface Body {
    /** `confirm`, `done`: where it is. */
    readonly url?: string;
    /** `done`: a screenshot in the media library, where there is no address. */
    readonly fileId?: number;
    /** `resend`, `removed`, `cancel`, `revoke`: why. */
    readonly note?: string;
    /** `measure`: what was read off. */
    readonly metrics?: Readonly<Partial<Record<Metric, number>>>;
    readonly readAt?: string;
  }
  export interface Response {
    readonly data: GetDelivery.Data;
  }
}

export interface LinkView {
  readonly code: string;
  readonly address: string;
  readonly target: string;
  readonly channel: string;
  readonly variant: string;
  readonly kol: string;
  readonly clicks: number;
  readonly bots: number;
  readonly days: readonly { readonly day: string; readonly clicks: number }[];
}

/** GET /pieces/:id/links; GET /links/:code/qr.svg and qr.png */
export namespace ListLinks {
  export interface Response {
    readonly data: readonly LinkView[];
  }
}

export interface SubscriberView {
  readonly id: number;
  readonly address: string;
  readonly language: string;
  readonly state: 'pending' | 'confirmed' | 'unsubscribed' | 'bounced';
  readonly askedAt: string;
  readonly confirmedAt: string | null;
  readonly endedAt: string | null;
  readonly endedBecause: string | null;
  /** Where the consent comes from of whoever was taken over from a file, the oldest first. Only ever added to. */
  readonly evidence: readonly ImportEvidence[];
}

/** Where the people of a file agreed to the newsletter, as whoever imports it states. */
export interface ImportConsent {
  /** The form, shop, event or list. */
  readonly source: string;
  /** The day by which all of them had agreed, as `YYYY-MM-DD`. */
  readonly obtainedOn: string;
  /** What they agreed to, in words. */
  readonly statement: string;
}

export interface ImportEvidence extends ImportConsent {
  /** `ask`: they were asked to confirm. `confirmed`: somebody with the permission vouched that they had. */
  readonly basis: 'ask' | 'confirmed';
  readonly by: string;
  readonly at: string;
  /** Of the file. */
  readonly line: number;
}

export interface ImportLineView {
  readonly line: number;
  readonly address: string;
  readonly language: string;
  readonly outcome: ImportOutcome;
  /** The line that a duplicate repeats. */
  readonly sameAs: number | null;
  /** What the file calls somebody who is withheld for it. */
  readonly state: string | null;
}

/** POST /channels/:key/subscribers/check. What would happen to each line of a file; writes nothing. 422 with a code and `params` where the file can not be read. */
export namespace CheckImport {
  export interface Body {
    /** The bytes of the file, base64. */
    readonly file: string;
  }
  export interface Data {
    /** Names exactly this outcome; the import is asked for by it. */
    readonly digest: string;
    readonly counts: Readonly<Record<ImportOutcome, number>>;
    /** Headings of columns that are not kept. */
    readonly ignored: readonly string[];
    /** So many letters go out a minute. */
    readonly perMinute: number;
    readonly lines: readonly ImportLineView[];
  }
  export interface Response {
    readonly data: Data;
  }
}

/** POST /channels/:key/subscribers/import asks everybody new to confirm; POST …/import-confirmed, with `vouch`, takes them over as confirmed. 409 where the list has changed since the dry run. */
export namespace ImportSubscribers {
  export interface Body extends CheckImport.Body {
    readonly digest: string;
    readonly consent: ImportConsent;
  }
  export interface Response {
    readonly data: { readonly added: number };
  }
}

/** GET /channels/:key/subscribers?state=&q=&cursor=; DELETE /channels/:key/subscribers/:id forgets one. */
export namespace ListSubscribers {
  export interface Response {
    readonly data: readonly SubscriberView[];
    readonly meta: { readonly next: string | null; readonly counts: Readonly<Record<string, number>> };
  }
}
