/** Which events can be sent to a selection, and to which of it. Pure. */
import type { Offer } from '../../../../../contracts/bulk';
import { NEEDS_A_LOOK } from '../../../../../core/workflow/events';
import type { EventType, FieldSpec, Possible, Refusal } from '../../../api/types';
import { inOrder } from '../../../piece/event-looks';

/** An offer, and the reasons for a rejection that its type knows. */
export interface KnownOffer extends Offer {
  readonly rejectReasons: readonly string[];
}

export interface Choice {
  readonly type: EventType;
  readonly fields: readonly FieldSpec[];
  readonly can: readonly KnownOffer[];
  /** Possible, but only for who looks at each: these are decided on the review page. */
  readonly look: readonly KnownOffer[];
  readonly cannot: readonly { readonly offer: KnownOffer; readonly refusal: Refusal | null }[];
}

/** What has to be said of one piece alone: its own winner, its own lessons. */
const ALONE: ReadonlySet<EventType> = new Set<EventType>(['PROMOTE', 'COMPLETE']);

/** Every event that at least one of them accepts, the likeliest first. `refusal` is `null` where the piece's stage does not know the event. */
export const choicesOf = (offers: readonly KnownOffer[]): Choice[] => {
  const known = new Map<EventType, Possible>();
  for (const { events } of offers) for (const event of events) if (event.available && !ALONE.has(event.event) && !known.has(event.event)) known.set(event.event, event);
  return inOrder([...known.values()]).map(({ event: type, fields }) => {
    const entries = offers.map((offer) => ({ offer, event: offer.events.find(({ event }) => event === type) }));
    const possible = entries.flatMap(({ offer, event }) => (event?.available === true ? [offer] : []));
    return {
      type,
      fields,
      can: NEEDS_A_LOOK.has(type) ? [] : possible,
      look: NEEDS_A_LOOK.has(type) ? possible : [],
      cannot: entries.flatMap(({ offer, event }) => (event?.available === true ? [] : [{ offer, refusal: event === undefined ? null : event.refusal }])),
    };
  });
};
