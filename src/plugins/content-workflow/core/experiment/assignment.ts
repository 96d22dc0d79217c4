/**
 * Which arm a visitor is drawn into: the same on every process and in every language, without a database.
 *
 * The algorithm is GrowthBook's, hash version 2, so that other tools that speak it draw the same way; its vectors are tests. A
 * hash is FNV-1a of 32 bits over the UTF-16 code units of a string (not over its UTF-8 bytes).
 */
import type { Namespace, Plan } from './plan';

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** Version 2 tells ten thousand buckets apart. */
export const BUCKETS = 10_000;

/** Version 1 tells a thousand apart. It is biased between experiments, and used by namespaces alone. */
const BUCKETS_V1 = 1_000;

/** How far the weights may sum up beside 1 before they are taken for a mistake and every arm gets the same. */
const SUM_TOLERANCE = 0.01;

/** Goes on with a hash over the code units of `text`. */
const fnvFrom = (state: number, text: string): number => {
  let hash = state;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash >>> 0;
};

/** FNV-1a, 32 bits, over UTF-16 code units; an unsigned integer. */
export const fnv32a = (text: string): number => fnvFrom(OFFSET_BASIS, text);

/** The largest power of ten below 2^32. */
const BILLION = 1_000_000_000;

/** The hash of an unsigned integer's decimal digits, without making a string of them. */
const fnvOfDigits = (value: number): number => {
  let unit = BILLION;
  while (unit > 1 && unit > value) unit /= 10;
  let hash = OFFSET_BASIS;
  for (let rest = value; unit >= 1; unit /= 10) {
    const digit = (rest / unit) | 0;
    rest -= digit * unit;
    hash = Math.imul(hash ^ (0x30 + digit), PRIME);
  }
  return hash >>> 0;
};

const secondHash = (first: number): number => (fnvOfDigits(first) % BUCKETS) / BUCKETS;

/** A number from 0 up to below 1 for a value under a seed; `null` for a version that does not exist. */
export const hashOf = (seed: string, value: string, version: number): number | null => {
  if (version === 2) return secondHash(fnvFrom(fnv32a(seed), value));
  if (version === 1) return (fnvFrom(fnv32a(value), seed) % BUCKETS_V1) / BUCKETS_V1;
  return null;
};

/** The visitor's number in an experiment, from 0 up to below 1, in steps of 1/10000. */
export const bucketOf = (experimentKey: string, visitor: string): number => secondHash(fnvFrom(fnv32a(experimentKey), visitor));

/** From the first number up to below the second. */
export type Range = readonly [from: number, to: number];

/** One weight for each of `n` arms; equal ones where they are missing, too many or too few, or do not sum to 1. */
export const weightsOf = (n: number, weights: readonly number[] | null): number[] => {
  const equal = Array.from({ length: Math.max(0, n) }, () => 1 / n);
  if (weights === null || weights.length !== n) return equal;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum >= 1 - SUM_TOLERANCE && sum <= 1 + SUM_TOLERANCE ? [...weights] : equal;
};

/**
 * The part of the numbers that belongs to each of `n` arms. Each begins where it would with everybody taking part: a smaller
 * coverage (clamped to 0..1) cuts off the end of every range, and moves nobody from one arm to another.
 */
export const bucketRanges = (n: number, coverage: number, weights: readonly number[] | null = null): Range[] => {
  const part = Math.min(1, Math.max(0, coverage));
  let begin = 0;
  return weightsOf(n, weights).map((weight): Range => {
    const from = begin;
    begin += weight;
    return [from, from + part * weight];
  });
};

/** The ranges of a plan's arms, in its order. */
const rangesOf = ({ arms, share }: Pick<Plan, 'arms' | 'share'>): Range[] =>
  bucketRanges(
    arms.length,
    share,
    arms.map(({ weight }) => weight)
  );

/** The first bucket whose number is not below `end`; one beyond the last where there is none. */
const firstBucketFrom = (end: number): number => {
  let bucket = Math.min(BUCKETS, Math.ceil(end * BUCKETS));
  // The product is rounded; whether a bucket lies within is decided by its number, as in a draw.
  while (bucket > 0 && (bucket - 1) / BUCKETS >= end) bucket -= 1;
  while (bucket < BUCKETS && bucket / BUCKETS < end) bucket += 1;
  return bucket;
};

/**
 * Buckets that each arm of a plan really has, of `BUCKETS`. An end of a range between two buckets is rounded by the draw, so
 * the arms' sizes are in proportion to these and not to their weights: of three even arms, a thousandth of the readers has 4, 3 and 3.
 */
export const bucketsOf = (plan: Pick<Plan, 'arms' | 'share'>): number[] => rangesOf(plan).map(([from, to]) => firstBucketFrom(to) - firstBucketFrom(from));

/** The first range that holds the number; -1 where none does. */
export const chooseVariation = (number: number, ranges: readonly Range[]): number => {
  for (let i = 0; i < ranges.length; i += 1) {
    const range = ranges[i] as Range;
    if (number >= range[0] && number < range[1]) return i;
  }
  return -1;
};

const numberInNamespace = (visitor: string, seed: string): number => (fnvFrom(fnv32a(visitor), seed) % BUCKETS_V1) / BUCKETS_V1;

const namespaceSeed = (id: string): string => `__${id}`;

/** Whether the visitor belongs to the part that a namespace keeps for an experiment. */
export const inNamespace = (visitor: string, { id, from, to }: Namespace): boolean => {
  const number = numberInNamespace(visitor, namespaceSeed(id));
  return number >= from && number < to;
};

/** What drawing needs of a plan, worked out once. */
export interface PreparedAssignment {
  /** The hash over the experiment's key; each visitor's goes on from here. */
  readonly state: number;
  readonly ranges: readonly Range[];
  readonly namespace: { readonly seed: string; readonly from: number; readonly to: number } | null;
}

/** Kept for as long as the plan is; `experimentKey` is the seed, so that two experiments draw independently. */
export const prepareAssignment = (plan: Pick<Plan, 'arms' | 'share' | 'namespace'>, experimentKey: string): PreparedAssignment => ({
  state: fnv32a(experimentKey),
  ranges: rangesOf(plan),
  namespace: plan.namespace === null ? null : { seed: namespaceSeed(plan.namespace.id), from: plan.namespace.from, to: plan.namespace.to },
});

/** Index of the visitor's arm in the plan, -1 for who does not take part. Allocates nothing. */
export const assignPrepared = (prepared: PreparedAssignment, visitor: string): number => {
  const { namespace } = prepared;
  if (namespace !== null) {
    const number = numberInNamespace(visitor, namespace.seed);
    if (number < namespace.from || number >= namespace.to) return -1;
  }
  return chooseVariation(secondHash(fnvFrom(prepared.state, visitor)), prepared.ranges);
};

/** As `assignPrepared`, for a single draw: index of the visitor's arm in the plan, -1 for who does not take part. */
export const assign = (plan: Pick<Plan, 'arms' | 'share' | 'namespace'>, experimentKey: string, visitor: string): number => assignPrepared(prepareAssignment(plan, experimentKey), visitor);
