/** How many notifications the viewer has not read: asked once, and again whenever their inbox changes. */
import { useEffect, useSyncExternalStore } from 'react';
import { getFetchClient, useAuth } from '@strapi/strapi/admin';
import { listenToInbox } from '../api/changes';
import { workflowApi } from '../api/client';

let viewer: string | null = null;
let count = 0;
let turn = 0;
const listeners = new Set<() => void>();

const show = (next: number): void => {
  if (next === count) return;
  count = next;
  listeners.forEach((listener) => listener());
};

const ask = async (): Promise<void> => {
  turn += 1;
  const mine = turn;
  const answer = await workflowApi(getFetchClient()).unread();
  // Of two questions that overlap, the later one's answer is the truth.
  if (mine === turn && answer.kind === 'ok') show(answer.data.count);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  const stop = listenToInbox(() => void ask());
  return () => {
    listeners.delete(listener);
    stop();
  };
};

/** Somebody else may log in without the page being loaded anew. */
const begin = (person: string): void => {
  if (viewer === person) return;
  viewer = person;
  show(0);
  void ask();
};

export const useUnreadCount = (): number => {
  const person = useAuth('InboxBell', (state) => String(state.user?.id ?? ''));
  useEffect(() => begin(person), [person]);
  return useSyncExternalStore(subscribe, () => count);
};
