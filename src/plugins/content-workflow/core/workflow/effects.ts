import type { Duration } from '../experiment/plan';
import type { Results } from '../experiment/results';
import type { ActorRef, Instant, RenditionHash, VariantHash } from './context';

/** Names only; the machine declares which of them a transition causes. */
export const EFFECT_KINDS = [
  'freeze',
  'sealRenditions',
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
  'startExperiment',
  'recordExperiment',
  'decideExperiment',
  'cancelExperiment',
  'enqueueExperiment',
  'cancelExperimentJob',
] as const;

export type EffectKind = (typeof EFFECT_KINDS)[number];

/** Job names and what each carries; the handler map of the server is exhaustive over this type. */
export interface JobPayloads {
  readonly due: { readonly pieceId: number; readonly scheduleId: string };
  readonly preflight: { readonly pieceId: number; readonly scheduleId: string; readonly minutesBefore: number };
  readonly unpublish: { readonly pieceId: number; readonly scheduleId: string };
  readonly retrospective: { readonly pieceId: number };
  /** Looks whether the stop rule of a running experiment holds. */
  readonly experiment: { readonly pieceId: number };
  readonly announce: { readonly historyId: number };
  readonly integrity: Record<string, never>;
  readonly overdue: Record<string, never>;
  readonly digest: { readonly personId: string };
  readonly mail: { readonly mailId: number };
  /** The time within which a person has to look at an item of the moderators' queue, or to answer an appeal that has no item, is over. */
  readonly sla: { readonly itemId: number } | { readonly appealId: number };
  /** Draws published submissions for another look. */
  readonly patrol: Record<string, never>;
  /** Tells a sender how a moderator decided. */
  readonly letter: { readonly letterId: number };
  /** Mails a member why they were sanctioned, or what became of it. */
  readonly statement: { readonly strikeId: number };
  /** Does what the state of a delivery asks for: sends it, asks the platform, takes it back, reminds of it. */
  readonly deliver: { readonly deliveryId: number };
  /** Reads the numbers of what was sent back. */
  readonly measure: { readonly deliveryId: number };
  /** Hands over mails of a newsletter: of one delivery, or the letters that ask for a confirmation. */
  readonly newsletter: { readonly deliveryId: number } | { readonly letters: true };
  /** Tells subscribers of a feed what is new in it, or asks whoever wants to be one whether that is so. */
  readonly websub: { readonly deliveryId: number } | { readonly subscriptionId: number };
}

export type JobName = keyof JobPayloads;

/** How an experiment ended, with the numbers as they were at that moment. */
export interface Ruling {
  /** The winner; `null` without one. */
  readonly arm: string | null;
  readonly outcome: 'winner' | 'inconclusive' | 'cancelled';
  readonly by: ActorRef;
  readonly at: Instant;
  readonly reason: string | null;
  readonly results: Results | null;
}

/** What becomes of an experiment's row; `id` is its. `record` mirrors what the context says of it. */
export type ExperimentAct =
  | { readonly act: 'start'; readonly arms: readonly VariantHash[]; readonly duration: Duration }
  | { readonly act: 'record'; readonly state: 'running' | 'paused' | 'finished'; readonly duration: Duration }
  | { readonly act: 'decide'; readonly duration: Duration; readonly ruling: Ruling }
  /** What it was about is no longer there: nobody has decided, and nothing was learnt. */
  | { readonly act: 'cancel'; readonly duration: Duration };

/**
 * What the shell has to do for an accepted event, as data. `publish`, `unpublish`, `applyVariant`, `openRound`,
 * `experiment`, `sealRenditions` and `freeze` happen inside the same transaction as the state; jobs are rows in it; alerts are rows in it.
 */
export type Effect =
  | { readonly kind: 'freeze' }
  /** What the channels would be given is what may be sent, as far as everybody before had it before them too; `null`: nobody was before. */
  | { readonly kind: 'seal-renditions'; readonly how: 'review' | 'expedite'; readonly shownToAll: readonly RenditionHash[] | null; readonly variants: readonly string[] }
  | { readonly kind: 'publish'; readonly hash: string; readonly latenessMs: number | null }
  | { readonly kind: 'unpublish'; readonly reason: string }
  | { readonly kind: 'apply-variant'; readonly variant: string; readonly hash: string }
  | { readonly kind: 'open-round' }
  | { readonly kind: 'experiment'; readonly id: number; readonly does: ExperimentAct }
  | { readonly kind: 'enqueue'; readonly name: 'due' | 'preflight' | 'unpublish' | 'retrospective' | 'experiment'; readonly slot: string; readonly runAt: Instant; readonly scheduleId: string | null; readonly minutesBefore: number | null }
  | { readonly kind: 'cancel'; readonly slot: string }
  | { readonly kind: 'alert'; readonly code: 'HELD' | 'LATE' | 'SKIPPED' | 'VOIDED'; readonly message: string };
