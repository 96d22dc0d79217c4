import type { PieceView } from '../../../contracts/piece';

const known = new WeakMap<PieceView['variants'], Readonly<Record<string, string>>>();

/** What the team calls each variant, by its key; one object for one list, so that what is drawn from it stays. */
export const labelsOf = ({ variants }: Pick<PieceView, 'variants'>): Readonly<Record<string, string>> => {
  const before = known.get(variants);
  if (before !== undefined) return before;
  const labels = Object.fromEntries(variants.map(({ key, label }) => [key, label]));
  known.set(variants, labels);
  return labels;
};
