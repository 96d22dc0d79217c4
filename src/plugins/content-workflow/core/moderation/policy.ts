/**
 * The community's policy: what each step of the ladder is, where an offence begins on it, and the settings that the rules leave
 * open. A version says all of it, so a strike that names its version can be explained for ever; an edition is never changed,
 * another is added.
 */
import type { Severity } from './vocabulary';

/** 0 warn, 1 to 3 mute for a time, 4 mute for good, 5 ban. */
export type Step = 0 | 1 | 2 | 3 | 4 | 5;
export type SanctionAction = 'warn' | 'mute' | 'ban';

export interface StepMeaning {
  readonly action: SanctionAction;
  /** `null`: for good. A warning lasts no time. */
  readonly days: number | null;
}

/** What a team may set; the rules of communities differ in exactly these. */
export interface LadderSettings {
  /** Whether a minor first offence without anything that makes it worse is only warned of. */
  readonly warningStep: boolean;
  /** A strike for the same violation within so many days makes the next one a step worse; `null`: it does not. */
  readonly sameCodeDays: number | null;
  /** For how many days after a strike its member may appeal. */
  readonly appealDays: number;
  /** Whether mutes run side by side, or one after the other. */
  readonly mutes: 'overlap' | 'add';
}

export const DEFAULT_SETTINGS: LadderSettings = { warningStep: false, sameCodeDays: 180, appealDays: 20, mutes: 'overlap' };

/** What is not a setting: it changes by a new edition. */
export interface PolicyEdition {
  readonly edition: string;
  /** ISO date from which it holds. */
  readonly since: string;
  readonly steps: Readonly<Record<Step, StepMeaning>>;
  readonly base: Readonly<Record<Severity, Step>>;
  /** Harm to minors is never below this step. */
  readonly minorHarmFloor: Step;
  /** What a machine may do without a person. */
  readonly systemCap: Step;
  /** What one person may do alone; above it a second one has to agree. */
  readonly aloneCap: Step;
}

export const EDITIONS: readonly PolicyEdition[] = [
  {
    edition: '2026-11',
    since: '2026-11-01',
    steps: {
      0: { action: 'warn', days: 0 },
      1: { action: 'mute', days: 1 },
      2: { action: 'mute', days: 7 },
      3: { action: 'mute', days: 15 },
      4: { action: 'mute', days: null },
      5: { action: 'ban', days: null },
    },
    base: { minor: 1, moderate: 2, serious: 3, extreme: 5 },
    minorHarmFloor: 2,
    systemCap: 2,
    aloneCap: 3,
  },
];

export interface Policy extends PolicyEdition {
  /** The edition, and every setting that is not the default: `2026-11`, `2026-11+warning-step+same-code-90`. */
  readonly version: string;
  readonly settings: LadderSettings;
}

const versionOf = (edition: string, settings: LadderSettings): string =>
  [
    edition,
    ...(settings.warningStep === DEFAULT_SETTINGS.warningStep ? [] : ['warning-step']),
    ...(settings.sameCodeDays === DEFAULT_SETTINGS.sameCodeDays ? [] : [`same-code-${settings.sameCodeDays ?? 'off'}`]),
    ...(settings.appealDays === DEFAULT_SETTINGS.appealDays ? [] : [`appeal-${settings.appealDays}`]),
    ...(settings.mutes === DEFAULT_SETTINGS.mutes ? [] : [`mutes-${settings.mutes}`]),
  ].join('+');

const NEWEST = EDITIONS.reduce((newest, edition) => (edition.since > newest.since ? edition : newest));

/** The newest edition with a team's settings. */
export const policyWith = (settings: LadderSettings): Policy => ({ ...NEWEST, version: versionOf(NEWEST.edition, settings), settings });

export const STEPS = [0, 1, 2, 3, 4, 5] as const satisfies readonly Step[];
