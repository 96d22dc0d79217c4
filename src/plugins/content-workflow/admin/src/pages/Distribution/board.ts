/** The order of the delivery board. Pure. */
import { DELIVERY_STATES, type DeliveryState } from '../../../../core/distribution/platforms';

/** What waits for a person, the gravest first: content that should be gone, what may or may not be there, what was not sent. */
export const FOR_PEOPLE = ['remove-by-hand', 'uncertain', 'failed', 'held', 'task'] as const satisfies readonly DeliveryState[];

const UNDER_WAY = ['publishing', 'preparing', 'confirming', 'revoking', 'scheduled'] as const satisfies readonly DeliveryState[];

const OVER = ['published', 'revoked', 'cancelled'] as const satisfies readonly DeliveryState[];

export const ORDER: readonly DeliveryState[] = [...FOR_PEOPLE, ...UNDER_WAY, ...OVER];

export type Counts = Readonly<Partial<Record<DeliveryState, number>>>;

export const stateIn = (text: string): DeliveryState | '' => DELIVERY_STATES.find((state) => state === text) ?? '';

/** One group a state in which something is; the chosen one alone, also where it is empty. */
export const groupsOf = (counts: Counts, chosen: DeliveryState | ''): readonly DeliveryState[] => (chosen === '' ? ORDER.filter((state) => (counts[state] ?? 0) > 0) : [chosen]);

export const totalOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
