/** Columns as strips beside each other, whatever their height. Pure. */
interface Span {
  readonly left: number;
  readonly width: number;
}

/** The column whose strip is nearest; its height and what is scrolled in it do not matter. `null` without columns. */
export const nearestColumn = <Id>(columns: readonly (readonly [Id, Span])[], x: number): Id | null => {
  const distance = ({ left, width }: Span): number => Math.max(left - x, x - left - width, 0);
  const [first, ...others] = columns;
  if (first === undefined) return null;
  return others.reduce((best, column) => (distance(column[1]) < distance(best[1]) ? column : best), first)[0];
};

/** The column beside another, to the right for 1 and to the left for -1; `null` at the end of the board. */
export const columnBeside = <Id, S extends Span>(columns: readonly (readonly [Id, S])[], here: Id | null, step: 1 | -1): S | null => {
  const inOrder = [...columns].sort(([, a], [, b]) => a.left - b.left);
  const at = inOrder.findIndex(([id]) => id === here);
  return at < 0 ? null : (inOrder[at + step]?.[1] ?? null);
};
