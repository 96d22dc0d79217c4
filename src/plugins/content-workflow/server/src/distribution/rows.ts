/** The mappers of what the engine of distribution keeps. */
import { DELIVERY_STATES, type DeliveryState, type Timing } from '../../../core/distribution/platforms';
import type { Json, Rendition } from '../../../core/distribution/rendition';
import type { ActorRef } from '../../../core/workflow/context';

type Row = Record<string, unknown>;

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));
const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
const numberOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
const json = <T>(value: unknown): T | null => JSON.parse(text(value) || 'null') as T | null;

/** `null` where the engine did it by itself. */
const byOf = (row: Row): ActorRef | null => (row.by_kind == null ? null : { kind: text(row.by_kind) as ActorRef['kind'], id: text(row.by_id), name: text(row.by_name) });

export const byColumns = (by: ActorRef | null) => ({ by_kind: by?.kind ?? null, by_id: by?.id ?? null, by_name: by?.name ?? null });

/** What a person gave as proof that it was posted. */
export interface Evidence {
  readonly url: string | null;
  readonly fileId: number | null;
  readonly note: string | null;
}

export interface DeliveryRow {
  readonly id: number;
  /** What the platform knows it by, the same for every attempt. */
  readonly key: string;
  readonly editionId: number;
  readonly pieceId: number;
  readonly channelId: number;
  readonly renditionId: number | null;
  readonly state: DeliveryState;
  /** Epoch milliseconds: when it is due, or looked at again. */
  readonly dueAt: number | null;
  /** When it was to go out by the plan. */
  readonly plannedAt: number;
  readonly prepared: Json | null;
  readonly refId: string | null;
  readonly url: string | null;
  readonly code: string | null;
  readonly message: string | null;
  /** Calls that were begun. */
  readonly attempts: number;
  readonly evidence: Evidence | null;
  readonly publishedAt: number | null;
  readonly openedAt: number;
  readonly changedAt: number;
}

export const toDelivery = (row: Row): DeliveryRow => ({
  id: Number(row.id),
  key: text(row.key),
  editionId: Number(row.edition_id),
  pieceId: Number(row.piece_id),
  channelId: Number(row.channel_id),
  renditionId: numberOrNull(row.rendition_id),
  // What nobody knows is for a person: nothing may be sent by it.
  state: DELIVERY_STATES.find((state) => state === row.state) ?? 'uncertain',
  dueAt: numberOrNull(row.due_at),
  plannedAt: Number(row.planned_at),
  prepared: json<Json>(row.prepared),
  refId: textOrNull(row.ref_id),
  url: textOrNull(row.url),
  code: textOrNull(row.code),
  message: textOrNull(row.message),
  attempts: Number(row.attempts ?? 0),
  evidence: json<Evidence>(row.evidence),
  publishedAt: numberOrNull(row.public_at),
  openedAt: Number(row.opened_at),
  changedAt: Number(row.changed_at),
});

/** `act`: what a person did, with the name of it as its outcome. */
export type AttemptPhase = 'prepare' | 'publish' | 'confirm' | 'find' | 'revoke' | 'act';

export interface AttemptRow {
  readonly id: number;
  readonly deliveryId: number;
  readonly number: number;
  readonly phase: AttemptPhase;
  readonly startedAt: number;
  /** `null`: nobody has come back from it. */
  readonly endedAt: number | null;
  readonly outcome: string | null;
  readonly code: string | null;
  readonly answer: string | null;
  readonly by: ActorRef | null;
}

export const toAttempt = (row: Row): AttemptRow => ({
  id: Number(row.id),
  deliveryId: Number(row.delivery_id),
  number: Number(row.number),
  phase: text(row.phase) as AttemptPhase,
  startedAt: Number(row.started_at),
  endedAt: numberOrNull(row.ended_at),
  outcome: textOrNull(row.outcome),
  code: textOrNull(row.code),
  answer: textOrNull(row.answer),
  by: byOf(row),
});

export interface PlanRowStored {
  readonly pieceId: number;
  readonly channelId: number;
  readonly timing: Timing;
}

export const toPlanRow = (row: Row): PlanRowStored => ({ pieceId: Number(row.piece_id), channelId: Number(row.channel_id), timing: json<Timing>(row.timing) ?? { kind: 'same' } });

/** What was approved to be sent to a channel, of one version of the content. */
export interface SealedRow {
  readonly id: number;
  readonly pieceId: number;
  readonly channelId: number;
  readonly contentHash: string;
  readonly hash: string;
  /** '' for the original. */
  readonly variant: string;
  readonly rendition: Rendition;
  /** Where it was approved to go, as a fingerprint; `null` where the settings say it. */
  readonly destination: string | null;
  readonly how: 'review' | 'expedite' | 'afterwards';
  readonly by: ActorRef;
  readonly sealedAt: number;
}

export const toSealed = (row: Row): SealedRow => {
  const rendered = json<{ readonly variant: string; readonly rendition: Rendition; readonly destination?: string | null }>(row.rendered);
  return {
    id: Number(row.id),
    pieceId: Number(row.piece_id),
    channelId: Number(row.channel_id),
    contentHash: text(row.content_hash),
    hash: text(row.hash),
    variant: rendered?.variant ?? '',
    rendition: rendered?.rendition ?? { payload: null, pictures: [], preview: { look: 'json', title: null, text: null, html: null }, measures: [], issues: [] },
    destination: rendered?.destination ?? null,
    how: text(row.how) as SealedRow['how'],
    by: byOf(row) ?? { kind: 'system', id: '', name: '' },
    sealedAt: Number(row.sealed_at),
  };
};
