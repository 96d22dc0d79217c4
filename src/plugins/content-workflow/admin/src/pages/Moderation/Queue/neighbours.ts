/** Where one goes from an item. Pure. */
export interface Neighbours {
  readonly next: number | null;
  readonly previous: number | null;
  /** Where the item stands in the queue, or stood while it was in it. */
  readonly place: number;
}

/** An item leaves the queue when it is decided; what moved up into its place comes next, or the first one after the last. */
export const neighboursOf = (ids: readonly number[], id: number, lastPlace: number): Neighbours => {
  const found = ids.indexOf(id);
  const place = found >= 0 ? found : lastPlace;
  const next = found >= 0 ? ids[place + 1] : (ids[place] ?? ids[0]);
  return { next: next ?? null, previous: ids[place - 1] ?? null, place };
};
