/**
 * What is typed stays in the browser until it is sent: closing a dialog, a reload or a crash loses nothing. It is kept for
 * the person and the place, never sent anywhere, and forgotten after a week.
 */
import { attempt } from '../storage';

type Values = Readonly<Record<string, string>>;

const KEEP_MS = 7 * 86_400_000;

interface Kept {
  readonly at: number;
  readonly values: Values;
}

const PREFIX = 'content-workflow.typed';

/** `what`: the box that somebody types into. */
export const placeOf = (person: string, what: string): string => `${PREFIX}.${person}.${what}`;

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'number' && 'values' in value && typeof value.values === 'object' && value.values !== null;

export const forgetTyped = (place: string): void => attempt(() => localStorage.removeItem(place), undefined);

/** Empty values are not worth keeping. */
export const keepTyped = (place: string, values: Values, now: number): void => {
  const written = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
  if (Object.keys(written).length === 0) return forgetTyped(place);
  attempt(() => localStorage.setItem(place, JSON.stringify({ at: now, values: written } satisfies Kept)), undefined);
};

/** Empty where nothing is kept. */
export const typedBefore = (place: string, now: number): Values => {
  const kept = attempt((): unknown => JSON.parse(localStorage.getItem(place) ?? 'null'), null);
  return isKept(kept) && now - kept.at < KEEP_MS ? kept.values : {};
};
