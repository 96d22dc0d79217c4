/**
 * What an experiment over a piece is, before anything is known of it.
 *
 * Its *arms* are versions of one piece, each approved by its own hash: the piece as it is (`original`) and its variants. The
 * first arm is the one that the others are compared with.
 */
import type { Instant } from '../instant';

/**
 * - `readers`: each reader is drawn at random into one arm, so that the arms differ by nothing but the copy.
 * - `channels`: each arm goes to other communities.
 * - `times`: each arm is the same message at another time.
 *
 * Only the first is an experiment in the sense of statistics; the others are comparisons, and get no p-value.
 */
export const EXPERIMENT_KINDS = ['readers', 'channels', 'times'] as const;
export type ExperimentKind = (typeof EXPERIMENT_KINDS)[number];

/** The piece as it is, without overrides. No variant can be called so. */
export const ORIGINAL = 'original';

/**
 * - `sample`: measuring ends by itself when every arm has its planned number of readers and the minimum duration is over.
 * - `sequential`: it ends as soon as an always-valid interval excludes zero, after the minimum duration; or as `sample` does.
 * - `manual`: a person ends it.
 */
export const STOP_RULES = ['sample', 'sequential', 'manual'] as const;
export type StopRule = (typeof STOP_RULES)[number];

/** `rate`: whether a reader reached the goal; `value`: what each brought, 0 for who brought nothing. */
export const GOAL_KINDS = ['rate', 'value'] as const;
export type GoalKind = (typeof GOAL_KINDS)[number];

export interface Arm {
  /** `original` or the key of a variant. */
  readonly key: string;
  /** Above 0; the arms' weights sum to 1. */
  readonly weight: number;
  /** Where it goes (`channels`) or when it goes out (`times`), in the words of the team; `null` for `readers`. */
  readonly place: string | null;
}

/** Part of the readers that experiments share without overlap: those whose number in this namespace lies in `[from, to)`. */
export interface Namespace {
  readonly id: string;
  /** From 0 to 1. */
  readonly from: number;
  readonly to: number;
}

export interface Plan {
  readonly kind: ExperimentKind;
  /** What is believed and why, one sentence; written before anything is known. */
  readonly hypothesis: string;
  /** A goal of the registry, by its code. */
  readonly goal: string;
  /** The part of the readers that takes part, above 0 up to 1. */
  readonly share: number;
  /** At least two. */
  readonly arms: readonly Arm[];
  readonly namespace: Namespace | null;
  /** Whole days that it runs at the least, without pauses; 7 sees every weekday once. */
  readonly minimumDays: number;
  /** The rate of the goal today, above 0 and below 1; `null` where nobody knows. */
  readonly baselineRate: number | null;
  /** The smallest relative change that is worth knowing, e.g. 0.1 for ten per cent. */
  readonly minimumEffect: number;
  /** The chance of finding an effect of that size where there is one, e.g. 0.8. */
  readonly power: number;
  /** Readers each arm needs. */
  readonly sampleSize: number;
  readonly stop: StopRule;
}

/** Draft and cancelled or decided are of the record; the three between are the life in the piece's stage `variant`. */
export const EXPERIMENT_STATES = ['draft', 'running', 'paused', 'finished', 'decided', 'cancelled'] as const;
export type ExperimentState = (typeof EXPERIMENT_STATES)[number];

/** While it was measured: when it began, and how long it stood still. */
export interface Duration {
  readonly startedAt: Instant;
  /** Set while it stands still. */
  readonly pausedAt: Instant | null;
  /** Milliseconds of the pauses that are over. */
  readonly pausedMs: number;
  /** When measuring ended. */
  readonly finishedAt: Instant | null;
}
