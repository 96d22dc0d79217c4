/**
 * Texts that are nearly the same: a 64-bit SimHash over pairs of neighbouring characters finds candidates, the share of
 * pairs in common (Jaccard) decides. Of short texts the hash says little, so they are compared by their pairs alone.
 */

/** 16 hexadecimal digits. */
export type Hash64 = string;

/** Below so many characters one changed word turns a third of the bits. */
export const SHORT = 20;
/** "Nice!" is said by many. */
export const TOO_SHORT = 6;

/**
 * An advertisement of 50 characters with one word changed differs by 5 to 16 bits, an unrelated text by 32, give or take 4.
 * So the distance only spares the comparison of pairs, which decides.
 */
export const MAX_DISTANCE = 16;
export const MIN_JACCARD = 0.7;

/** Of short texts one character more weighs more. */
export const MIN_JACCARD_SHORT = 0.8;

const FNV_PRIME = 0x01000193;
const OFFSETS = [0x811c9dc5, 0x9dc5811c] as const;

/** Two 32-bit FNV-1a hashes of a pair, stirred at the end, since its last bits alone would not spread. */
const hashOf = (pair: string, half: 0 | 1): number => {
  let hash: number = OFFSETS[half];
  for (let i = 0; i < pair.length; i += 1) {
    const unit = pair.charCodeAt(i);
    hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};

/** Each pair of neighbours, with how often it stands there. */
const pairsOf = (text: string): Map<string, number> => {
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i += 1) {
    const pair = text.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
};

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');

/** Of a text that is normalised: letters and digits alone. */
export const simHash = (text: string): Hash64 => {
  const balance = new Array<number>(64).fill(0);
  for (const [pair, times] of pairsOf(text)) {
    for (const half of [0, 1] as const) {
      const hash = hashOf(pair, half);
      for (let bit = 0; bit < 32; bit += 1) balance[half * 32 + bit] = (balance[half * 32 + bit] ?? 0) + ((hash >>> bit) & 1 ? times : -times);
    }
  }
  const words = [0, 0];
  balance.forEach((sum, i) => {
    if (sum > 0) words[i < 32 ? 0 : 1] = (words[i < 32 ? 0 : 1] ?? 0) | (1 << (i % 32));
  });
  return words.map(hex).join('');
};

const bitsIn = (word: number): number => {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** In how many of 64 bits two hashes differ. */
export const distance = (a: Hash64, b: Hash64): number => [0, 8].reduce((sum, at) => sum + bitsIn(Number.parseInt(a.slice(at, at + 8), 16) ^ Number.parseInt(b.slice(at, at + 8), 16)), 0);

export const bitsSet = (hash: Hash64): number => distance(hash, '0000000000000000');

/** The eight bytes of a hash: hashes that differ in 7 bits or fewer share at least one of them, at its place, and most that differ in a few more do. */
export const bandsOf = (hash: Hash64): number[] => Array.from({ length: 8 }, (_, i) => Number.parseInt(hash.slice(2 * i, 2 * i + 2), 16));

/** The share of pairs that two texts have in common, of 0 to 1. */
export const jaccard = (a: string, b: string): number => {
  const [of, other] = [new Set(pairsOf(a).keys()), new Set(pairsOf(b).keys())];
  const common = [...of].filter((pair) => other.has(pair)).length;
  const all = of.size + other.size - common;
  return all === 0 ? (a === b ? 1 : 0) : common / all;
};

export type Likeness = { readonly kind: 'same' | 'near'; readonly distance: number; readonly jaccard: number };

/** `null` for texts that are not nearly the same. */
export const likeness = (a: { readonly text: string; readonly hash: Hash64 }, b: { readonly text: string; readonly hash: Hash64 }): Likeness | null => {
  if (Math.min(a.text.length, b.text.length) < TOO_SHORT) return null;
  const apart = distance(a.hash, b.hash);
  if (a.text === b.text) return { kind: 'same', distance: 0, jaccard: 1 };
  const isShort = Math.min(a.text.length, b.text.length) < SHORT;
  if (!isShort && apart > MAX_DISTANCE) return null;
  const share = jaccard(a.text, b.text);
  return share >= (isShort ? MIN_JACCARD_SHORT : MIN_JACCARD) ? { kind: 'near', distance: apart, jaccard: share } : null;
};

/** A perceptual hash of a picture that is nearly one colour says nothing: every such picture has it. */
const MIN_BITS = 4;
export const saysSomething = (hash: Hash64): boolean => bitsSet(hash) >= MIN_BITS && bitsSet(hash) <= 64 - MIN_BITS;

/** A picture that is scaled, recompressed or slightly cut stays within so many bits. */
export const MAX_IMAGE_DISTANCE = 6;
