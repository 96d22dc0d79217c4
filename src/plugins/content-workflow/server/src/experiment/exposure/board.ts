/**
 * The experiments that readers can be drawn into now, in the memory of every process. Read when the process starts, whenever one
 * changes, and when a change may have been missed; a request asks the database nothing, unless signals are not heard.
 */
import { assignPrepared, prepareAssignment, type PreparedAssignment } from '../../../../core/experiment/assignment';
import type { Signals } from '../../cluster/signals';
import type { LiveExperiment, LiveExperiments } from '../ports';
import type { Tokens } from './tokens';

/** What is shown to a reader who was drawn. The same shape as the delivery API asks for, which this file may not know. */
export interface DrawnArm {
  readonly documentId: string;
  readonly slug: string;
  readonly version: string;
  readonly payload: string;
  token(): string;
}

export interface ExperimentBoard {
  /** `stale`: something has changed, and what it is now is being read. */
  readonly state: 'none' | 'live' | 'stale';
  /** False while no change would be heard of and what is so could not be read: then nobody is drawn, and nothing is known by its key. */
  readonly isTrusted: boolean;
  /** Resolves when what is known is what is so, as far as it can be read; while signals are not heard that is asked each time. */
  settled(): Promise<void>;
  one(uid: string, locale: string, slugOrId: string, visitor: string | null): DrawnArm | null | undefined;
  list(uid: string, locale: string, visitor: string | null): readonly DrawnArm[] | undefined;
  /** By the key that tokens name. */
  byKey(key: string): LiveExperiment | undefined;
  /** Reads them, and goes on hearing of changes. */
  start(): Promise<void>;
  stop(): void;
}

export interface BoardOptions {
  readonly live: LiveExperiments;
  readonly signals: Pick<Signals, 'listen' | 'isCurrent'>;
  readonly tokens: Tokens;
  readonly now: () => number;
  readonly complain: (error: unknown) => void;
}

/** An experiment at an address, with what drawing needs worked out once. */
interface Candidate {
  readonly experiment: LiveExperiment;
  readonly prepared: PreparedAssignment;
  /** In the order of the plan. */
  readonly arms: readonly LiveExperiment['arms'][number][];
}

/** How soon what could not be read is asked for again. Until then goes what was known before. */
const AGAIN_MS = 1_000;

const placeKey = (uid: string, locale: string): string => `${uid}\n${locale}`;
const addressKey = (uid: string, locale: string, name: string): string => `${uid}\n${locale}\n${name}`;

const candidateOf = (experiment: LiveExperiment): Candidate => {
  const byKey = new Map(experiment.arms.map((arm) => [arm.key, arm]));
  const arms = experiment.plan.arms.flatMap(({ key }) => byKey.get(key) ?? []);
  // Nobody is drawn into an arm that has no content: the numbers of the others would be somebody else's.
  return { experiment, prepared: prepareAssignment(experiment.plan, experiment.key), arms: arms.length === experiment.plan.arms.length ? arms : [] };
};

const add = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
};

export const createExperimentBoard = ({ live, signals, tokens, now, complain }: BoardOptions): ExperimentBoard => {
  let byKey = new Map<string, LiveExperiment>();
  let byAddress = new Map<string, Candidate[]>();
  let byPlace = new Map<string, Candidate[]>();
  let reading: Promise<void> | null = null;
  let changedMeanwhile = false;
  let failed = false;
  let again: NodeJS.Timeout | undefined;
  let deaf = (): void => undefined;

  const take = (experiments: readonly LiveExperiment[]): void => {
    byKey = new Map(experiments.map((experiment) => [experiment.key, experiment]));
    byAddress = new Map();
    byPlace = new Map();
    // Channels and times are compared without drawing readers: everybody at an address sees the same.
    for (const candidate of experiments.filter(({ plan }) => plan.kind === 'readers').map(candidateOf)) {
      const { uid, locale, documentId } = candidate.experiment.subject;
      add(byPlace, placeKey(uid, locale), candidate);
      for (const name of new Set([documentId, candidate.experiment.slug])) if (name !== '') add(byAddress, addressKey(uid, locale, name), candidate);
    }
  };

  const read = async (): Promise<void> => {
    try {
      do {
        changedMeanwhile = false;
        take(await live.all());
        failed = false;
      } while (changedMeanwhile);
    } catch (error) {
      failed = true;
      complain(error);
      again ??= setTimeout(() => {
        again = undefined;
        refresh();
      }, AGAIN_MS).unref();
    } finally {
      reading = null;
    }
  };

  const refresh = (): void => {
    changedMeanwhile = true;
    reading ??= read();
  };

  const isTrusted = (): boolean => signals.isCurrent() || !failed;

  const armOf = ({ experiment, prepared, arms }: Candidate, visitor: string): DrawnArm | null => {
    if (experiment.state === 'paused' || !isTrusted()) return null;
    const place = assignPrepared(prepared, visitor);
    const arm = arms[place];
    if (arm === undefined) return null;
    return {
      documentId: experiment.subject.documentId,
      slug: experiment.slug,
      version: `${experiment.id}.${arm.key}.${arm.hash}`,
      payload: arm.payload,
      token: () => tokens.sign({ key: experiment.key, arm: place, unit: tokens.unitOf(experiment.key, visitor) }, now()),
    };
  };

  const firstOf = (candidates: readonly Candidate[], visitor: string): DrawnArm | null => {
    for (const candidate of candidates) {
      const drawn = armOf(candidate, visitor);
      if (drawn !== null) return drawn;
    }
    return null;
  };

  return {
    get state() {
      return reading !== null ? 'stale' : byAddress.size > 0 ? 'live' : 'none';
    },
    get isTrusted() {
      return isTrusted();
    },
    async settled() {
      // Shared by all who ask meanwhile; as a change it would be read again for each of them.
      if (!signals.isCurrent()) reading ??= read();
      if (reading !== null) await reading;
    },
    one(uid, locale, slugOrId, visitor) {
      const candidates = byAddress.get(addressKey(uid, locale, slugOrId));
      if (candidates === undefined) return undefined;
      return visitor === null ? null : firstOf(candidates, visitor);
    },
    list(uid, locale, visitor) {
      const candidates = byPlace.get(placeKey(uid, locale));
      if (candidates === undefined) return undefined;
      return visitor === null ? [] : candidates.flatMap((candidate) => armOf(candidate, visitor) ?? []);
    },
    byKey: (key) => (isTrusted() ? byKey.get(key) : undefined),
    async start() {
      deaf = signals.listen(({ kind }) => {
        if (kind === 'experiment' || kind === 'missed') refresh();
      });
      refresh();
      if (reading !== null) await reading;
    },
    stop() {
      deaf();
      clearTimeout(again);
    },
  };
};
