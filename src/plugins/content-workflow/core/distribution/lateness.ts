/** Whether something that a channel was to get has not come out in time. Pure; instants are epoch milliseconds. */
import type { DeliveryState } from './platforms';

/** What is on its way by itself, or with a person who posts it. What failed, or needs an answer, says so itself. */
const TO_COME: ReadonlySet<DeliveryState> = new Set<DeliveryState>(['scheduled', 'preparing', 'publishing', 'confirming', 'task']);

/** `plannedAt` is when it was to go out: what was put off since is late by that. */
export const isLate = ({ state, plannedAt }: { readonly state: DeliveryState; readonly plannedAt: number }, now: number, toleranceMs: number): boolean => TO_COME.has(state) && plannedAt + toleranceMs < now;
