/** By when a person has to act on what waits in each lane. */
import type { Lane } from './vocabulary';

const HOUR = 3_600_000;

/** Hours from when something begins to wait, by the clock: nothing pauses them. */
export const SLA_HOURS: Readonly<Record<Lane, number>> = { illegal: 1, minor: 1, threat: 2, reported: 12, flagged: 24, 'new-sender': 24, patrol: 48, regular: 48, appeal: 72 };

/** Epoch milliseconds. */
export const dueAt = (lane: Lane, openedAt: number): number => openedAt + SLA_HOURS[lane] * HOUR;
