/** How an event's button looks and in which order they stand; which events there are is the server's business. */
import type { Possible } from '../api/types';

export type Look = 'main' | 'plain' | 'danger';

const MAIN = ['APPROVE', 'SUBMIT', 'PUBLISH', 'SCHEDULE', 'PROMOTE', 'COMPLETE', 'REOPEN', 'REQUEST_CHANGES', 'OPEN_RETROSPECTIVE', 'START_EXPERIMENT', 'RESUME_EXPERIMENT', 'FINISH_EXPERIMENT'];
const DANGER = ['EXPEDITE', 'REJECT', 'TAKE_DOWN'];

/** Said about a piece, not done to its content: they have their own places and are safe beside unsaved changes. */
const TALK: ReadonlySet<string> = new Set(['ASSIGN', 'SET_DUE', 'COMMENT']);

export const isTalk = (event: string): boolean => TALK.has(event);

export const lookOf = (event: string): Look => (MAIN.includes(event) ? 'main' : DANGER.includes(event) ? 'danger' : 'plain');

const rankOf = (event: string): number => {
  const rank = MAIN.indexOf(event);
  // Anything the list does not know comes after what it knows and before what is dangerous.
  return rank >= 0 ? rank : MAIN.length + Math.max(0, DANGER.indexOf(event) + 1);
};

export const inOrder = (events: readonly Possible[]): Possible[] => [...events].sort((a, b) => rankOf(a.event) - rankOf(b.event));
