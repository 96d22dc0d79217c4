/**
 * Who else has the entry open. This window says that it is here every few seconds; the panel shows the answer and Save
 * heeds it, so it is kept where both find it.
 */
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import { getFetchClient } from '@strapi/strapi/admin';
import type { PutPresence } from '../../../../contracts/presence';
import { workflowApi } from '../../api/client';
import type { Subject } from '../../api/types';
import { WINDOW } from './window-id';

export type Around = PutPresence.Response['data'];

/** Alone, nobody waits for the news; beside others they should be fresh. */
const ALONE_MS = 15_000;
const BESIDE_OTHERS_MS = 5_000;

const NOBODY: Around = { others: [], takenOver: null };

const around = new Map<string, Around>();
const listeners = new Set<() => void>();

const keyOf = ({ uid, documentId, locale }: Subject): string => `${uid}/${documentId}/${locale}`;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const say = async (subject: Subject, body: Omit<PutPresence.Request, 'window'>): Promise<void> => {
  const answer = await workflowApi(getFetchClient()).presence(subject, { window: WINDOW, ...body });
  if (answer.kind !== 'ok' || body.leaves === true) return;
  around.set(keyOf(subject), answer.data);
  listeners.forEach((listener) => listener());
};

export const usePresence = (subject: Subject | null): Around => {
  const key = subject === null ? '' : keyOf(subject);
  return useSyncExternalStore(subscribe, () => around.get(key) ?? NOBODY);
};

/** Says that this window is here while the component is, and answers how to take the entry over. */
export const useBeingPresent = (subject: Subject, editing: boolean): (() => Promise<void>) => {
  const { uid, documentId, locale } = subject;
  const here = useMemo(() => ({ uid, documentId, locale }), [uid, documentId, locale]);
  const isAlone = usePresence(here).others.length === 0;

  useEffect(() => {
    const beat = (): void => void say(here, { editing });
    beat();
    const timer = setInterval(beat, isAlone ? ALONE_MS : BESIDE_OTHERS_MS);
    return () => clearInterval(timer);
  }, [here, editing, isAlone]);

  useEffect(
    () => () => {
      around.delete(keyOf(here));
      void say(here, { editing: false, leaves: true });
    },
    [here]
  );

  return useCallback(() => say(here, { editing, takeOver: true }), [here, editing]);
};
