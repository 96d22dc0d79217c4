/** Which dialog for several pieces is open: it is opened from the bar of the selected rows and stands outside of it. */
import { useSyncExternalStore } from 'react';
import type { EventType } from '../../../api/types';

/** A selected row of Strapi's list. */
export interface Selected {
  readonly documentId: string;
  readonly locale: string;
}

export interface BulkRequest {
  readonly uid: string;
  readonly selected: readonly Selected[];
  /** `null`: the person chooses in the dialog. */
  readonly type: EventType | null;
  /** Leaves only these selected. */
  readonly keep: (documentIds: ReadonlySet<string>) => void;
  /** Tells one opening from the next. */
  readonly opened: number;
}

let current: BulkRequest | null = null;
let openings = 0;
const listeners = new Set<() => void>();

const put = (request: BulkRequest | null): void => {
  current = request;
  listeners.forEach((listener) => listener());
};

export const openBulk = (request: Omit<BulkRequest, 'opened'>): void => {
  openings += 1;
  put({ ...request, opened: openings });
};

export const closeBulk = (): void => put(null);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useBulkRequest = (): BulkRequest | null => useSyncExternalStore(subscribe, () => current);
