/** One answer for all widgets of the home page, asked again when somebody carries a piece on. */
import { useEffect, useSyncExternalStore } from 'react';
import { getFetchClient } from '@strapi/strapi/admin';
import type { GetHome } from '../../../contracts/home';
import { useChanges } from '../api/changes';
import { workflowApi } from '../api/client';
import type { Polled } from '../api/use-polled';

type Home = Polled<GetHome.Response['data']>;

/** Twice the clock's own beat, for what no change tells of: that it stopped. */
const EVERY_MS = 30_000;

/** Three widgets that are drawn together ask once, and a bulk change of many pieces is one question. */
const GATHER_MS = 100;

let home: Home = { kind: 'loading' };
let asking: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

const show = (next: Home): void => {
  home = next;
  listeners.forEach((listener) => listener());
};

const ask = async (): Promise<void> => {
  asking = null;
  const answer = await workflowApi(getFetchClient()).home();
  if (answer.kind === 'ok') show({ kind: 'ready', data: answer.data });
  else if (answer.kind !== 'aborted' && home.kind !== 'ready') show({ kind: 'failed' });
};

const askSoon = (): void => {
  asking ??= setTimeout(() => void ask(), GATHER_MS);
};

const subscribe = (listener: () => void): (() => void) => {
  // What was shown at the last visit may be another person's.
  if (listeners.size === 0) home = { kind: 'loading' };
  listeners.add(listener);
  askSoon();
  return () => listeners.delete(listener);
};

export const useHome = (): Home => {
  useChanges(askSoon);
  useEffect(() => {
    const timer = setInterval(askSoon, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return useSyncExternalStore(subscribe, () => home);
};
