import type { Instant } from './context';

/** Names only; the machine declares which of them a transition causes. */
export const EFFECT_KINDS = [
  'freeze',
  'publish',
  'unpublish',
  'applyVariant',
  'openRound',
  'enqueueDue',
  'cancelDue',
  'enqueueUnpublish',
  'cancelUnpublish',
  'enqueueRetrospective',
  'cancelRetrospective',
  'alertHeld',
  'alertLate',
  'alertSkipped',
  'alertVoided',
] as const;

export type EffectKind = (typeof EFFECT_KINDS)[number];

/** Job names and what each carries; the handler map of the server is exhaustive over this type. */
export interface JobPayloads {
  readonly due: { readonly pieceId: number; readonly scheduleId: string };
  readonly preflight: { readonly pieceId: number; readonly scheduleId: string; readonly minutesBefore: number };
  readonly unpublish: { readonly pieceId: number; readonly scheduleId: string };
  readonly retrospective: { readonly pieceId: number };
  readonly announce: { readonly historyId: number };
  readonly integrity: Record<string, never>;
}

export type JobName = keyof JobPayloads;

/**
 * What the shell has to do for an accepted event, as data. `publish`, `unpublish`, `applyVariant`, `openRound` and
 * `freeze` happen inside the same transaction as the state; jobs are rows in it; alerts are rows in it.
 */
export type Effect =
  | { readonly kind: 'freeze' }
  | { readonly kind: 'publish'; readonly hash: string; readonly latenessMs: number | null }
  | { readonly kind: 'unpublish'; readonly reason: string }
  | { readonly kind: 'apply-variant'; readonly variant: string; readonly hash: string }
  | { readonly kind: 'open-round' }
  | { readonly kind: 'enqueue'; readonly name: 'due' | 'preflight' | 'unpublish' | 'retrospective'; readonly slot: string; readonly runAt: Instant; readonly scheduleId: string | null; readonly minutesBefore: number | null }
  | { readonly kind: 'cancel'; readonly slot: string }
  | { readonly kind: 'alert'; readonly code: 'HELD' | 'LATE' | 'SKIPPED' | 'VOIDED'; readonly message: string };
