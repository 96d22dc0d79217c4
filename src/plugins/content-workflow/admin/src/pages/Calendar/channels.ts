/** Which of what channels get is told on the tile of its piece, and which has a tile of its own. Pure. */
import type { CalendarDelivery, CalendarItem } from '../../../../contracts/calendar';

/** Something is wrong, and only a person can mend it. */
const WRONG: ReadonlySet<CalendarDelivery['state']> = new Set<CalendarDelivery['state']>(['failed', 'uncertain', 'held', 'remove-by-hand']);

/** What stands out: it is never told on another's tile. */
export const standsOut = ({ state, isLate }: Pick<CalendarDelivery, 'state' | 'isLate'>): boolean => isLate || WRONG.has(state);

/** A publication is written a moment before what it promises to the channels; a plan can say a minute later, and then it is another time. */
const MOMENT_MS = 30_000;

/** How long a platform takes until something is public. Who reads a calendar sees no difference; a channel that took longer is seen to have. */
const SAME_TIME_MS = 15 * 60_000;

const apart = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b));

const goesWith = ({ at }: CalendarItem, delivery: CalendarDelivery): boolean => apart(at, delivery.plannedAt) < MOMENT_MS && apart(at, delivery.at) < SAME_TIME_MS;

export interface Channels {
  /** By the id of the item on whose tile they are told. */
  readonly withItem: ReadonlyMap<string, readonly CalendarDelivery[]>;
  readonly alone: readonly CalendarDelivery[];
}

/** A month would be full of tiles that say the same: what goes with its piece, as it should, is a number there. */
export const channelsOf = (items: readonly CalendarItem[], deliveries: readonly CalendarDelivery[]): Channels => {
  const ofPiece = new Map(items.filter(({ kind }) => kind !== 'due').map((item) => [item.pieceId, item]));
  const withItem = new Map<string, CalendarDelivery[]>();
  const alone: CalendarDelivery[] = [];
  for (const delivery of deliveries) {
    const item = ofPiece.get(delivery.pieceId);
    if (item === undefined || standsOut(delivery) || !goesWith(item, delivery)) alone.push(delivery);
    else withItem.set(item.id, [...(withItem.get(item.id) ?? []), delivery]);
  }
  return { withItem, alone };
};
