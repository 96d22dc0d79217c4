/**
 * What others do meanwhile, for every screen that is open: one question waits at the server for all of them, and only
 * while somebody looks. A screen that was hidden asks when it is looked at again, and is told if it missed something.
 */
import { useEffect, useRef } from 'react';
import { getFetchClient } from '@strapi/strapi/admin';
import type { ChangedDelivery, GetChanges } from '../../../contracts/changes';
import { workflowApi } from './client';

export type News = Pick<GetChanges.Response['data'], 'pieces' | 'missed'>;
type Listener = (news: News) => void;
type Heard = () => void;
type DeliveryListener = (deliveries: readonly ChangedDelivery[]) => void;

const WAIT_S = 25;

/** Between two questions, so that a busy hour is not a flood of them. */
const PAUSE_MS = 500;

const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 60_000;

/** What was told of a piece before; the same change can be told twice. */
const MAX_KNOWN = 2_000;

const listeners = new Set<Listener>();
const inboxListeners = new Set<Heard>();
const rulesListeners = new Set<Heard>();
const deliveryListeners = new Set<DeliveryListener>();
/** By piece or delivery. */
const known = new Map<number | string, string>();
let cursor = '';
let running = false;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const isLookedAt = (): boolean => document.visibilityState === 'visible';

const untilLookedAt = (): Promise<void> =>
  isLookedAt()
    ? Promise.resolve()
    : new Promise((resolve) => {
        const look = (): void => {
          if (!isLookedAt()) return;
          document.removeEventListener('visibilitychange', look);
          resolve();
        };
        document.addEventListener('visibilitychange', look);
      });

const unknown = (id: number | string, change: string): boolean => {
  if (known.get(id) === change) return false;
  known.delete(id);
  known.set(id, change);
  const oldest = known.keys().next().value;
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
  return true;
};

const tell = ({ pieces: told, deliveries, inbox, rules, missed }: GetChanges.Response['data']): void => {
  const pieces = told.filter(({ id, change }) => unknown(id, change));
  const moved = deliveries.filter(({ key, change }) => unknown(key, change));
  if (rules) rulesListeners.forEach((listener) => listener());
  // By other rules anything may be judged otherwise.
  if (missed || rules || pieces.length > 0) listeners.forEach((listener) => listener({ pieces, missed: missed || rules }));
  if (moved.length > 0) deliveryListeners.forEach((listener) => listener(moved));
  if (inbox) inboxListeners.forEach((listener) => listener());
};

const run = async (): Promise<void> => {
  let retry = FIRST_RETRY_MS;
  while (listeners.size + inboxListeners.size + rulesListeners.size + deliveryListeners.size > 0) {
    await untilLookedAt();
    const answer = await workflowApi(getFetchClient()).changes(cursor === '' ? {} : { after: cursor, wait: String(WAIT_S) });
    if (answer.kind === 'ok') {
      retry = FIRST_RETRY_MS;
      cursor = answer.data.meta.cursor;
      tell(answer.data.data);
      await sleep(PAUSE_MS);
    } else if (answer.kind === 'forbidden') {
      return;
    } else {
      // A server that forgot our cursor, or is another version, is asked from the beginning.
      if (answer.kind === 'invalid') cursor = '';
      await sleep(retry);
      retry = Math.min(retry * 2, LAST_RETRY_MS);
    }
  }
};

const start = (): void => {
  if (running) return;
  running = true;
  void run().finally(() => {
    running = false;
  });
};

/** Calls `hear` whenever somebody, this browser included, carried a piece on, planned it or commented on it, and with `missed` when all has to be asked for again. */
export const useChanges = (hear: Listener): void => {
  const latest = useRef(hear);
  useEffect(() => {
    latest.current = hear;
  });
  useEffect(() => {
    const listener: Listener = (news) => latest.current(news);
    listeners.add(listener);
    start();
    return () => void listeners.delete(listener);
  }, []);
};

/** Calls `hear` whenever a delivery was promised or moved on, by whichever process; what was missed is said to `useChanges`. */
export const useDeliveryChanges = (hear: DeliveryListener): void => {
  const latest = useRef(hear);
  useEffect(() => {
    latest.current = hear;
  });
  useEffect(() => {
    const listener: DeliveryListener = (deliveries) => latest.current(deliveries);
    deliveryListeners.add(listener);
    start();
    return () => void deliveryListeners.delete(listener);
  }, []);
};

/** Calls `hear` whenever the viewer was told something, or read it, in whichever window; answers how to stop. */
export const listenToInbox = (hear: Heard): (() => void) => {
  inboxListeners.add(hear);
  start();
  return () => void inboxListeners.delete(hear);
};

/** Calls `hear` whenever somebody changed how pieces are judged; answers how to stop. */
export const listenToRules = (hear: Heard): (() => void) => {
  rulesListeners.add(hear);
  start();
  return () => void rulesListeners.delete(hear);
};
