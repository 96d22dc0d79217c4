/** Looks at what a reader's script sent, without the database: whose it is, when it was, and whether it may be counted. */
import type { Batch, Countable, Drop, Reason } from '../counting/batch';
import type { Tokens } from '../exposure/tokens';
import type { LiveExperiment } from '../ports';
import type { Sent } from './input';

const DAY_MS = 86_400_000;

/** A script that could send nothing for longer belongs to a tab that was forgotten. */
export const OLDEST_MS = 7 * DAY_MS;

/** Clocks of two machines differ by so much at the most; what is later than that has not happened. */
export const NEWEST_MS = 5 * 60_000;

export interface Sieve {
  readonly tokens: Tokens;
  byKey(key: string): LiveExperiment | undefined;
  /** Codes of the goals in the registry. */
  readonly goals: ReadonlySet<string>;
}

type Event = Sent['events'][number];

/** When it happened by the server's clock: the difference of the two clocks is taken off, and what is left is held within reason. */
export const happenedAt = (at: string, sentAt: string, now: number, startedAt: number): number => {
  const corrected = Date.parse(at) + (now - Date.parse(sentAt));
  return Math.max(startedAt, Math.min(now + NEWEST_MS, Math.max(now - OLDEST_MS, corrected)));
};

const STANDSTILL: Readonly<Record<LiveExperiment['state'], Reason | null>> = { running: null, paused: 'paused', finished: 'over' };

const sift = ({ tokens, byKey, goals }: Sieve, event: Event, sentAt: string, now: number, isBot: boolean): Countable | Drop => {
  const read = tokens.read(event.token, now);
  const experiment = read.kind === 'forged' ? undefined : byKey(read.key);
  const drop = (reason: Reason): Drop => ({ experimentId: experiment?.id ?? 0, reason });
  if (isBot) return drop('bot');
  if (read.kind !== 'valid') return drop(read.kind);
  const arm = experiment?.plan.arms[read.arm]?.key;
  if (experiment === undefined || arm === undefined) return drop('unknown-experiment');
  const standstill = STANDSTILL[experiment.state];
  if (standstill !== null) return drop(standstill);
  const goal = event.type === 'goal' ? (event.goal ?? '') : null;
  if (goal !== null && !goals.has(goal)) return drop('unknown-goal');
  // What is measured was decided before anything was known; another goal could only be picked from afterwards.
  if (goal !== null && goal !== experiment.plan.goal) return drop('other-goal');
  return { id: event.id.toLowerCase(), experimentId: experiment.id, unit: read.unit, arm, kind: event.type, goal, value: goal === null ? null : (event.value ?? null), at: happenedAt(event.at, sentAt, now, experiment.startedAt) };
};

/** `isBot`: by what the browser says of itself. */
export const siftAll = (sieve: Sieve, { events, sentAt }: Sent, now: number, isBot: boolean): Batch => {
  const sifted = events.map((event) => sift(sieve, event, sentAt, now, isBot));
  return { events: sifted.filter((one): one is Countable => 'kind' in one), drops: sifted.filter((one): one is Drop => 'reason' in one) };
};
