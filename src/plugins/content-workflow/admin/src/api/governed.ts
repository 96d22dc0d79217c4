/**
 * Which content types the workflow governs: asked once a session and kept.
 *
 * While the answer is on its way nothing that could publish is shown, so a Publish button can not flash up on a governed
 * type. When the answer is refused or lost, Strapi's own buttons come back: who may not read the workflow must still be
 * able to publish types that it does not govern, and on governed types the server's gate refuses with its reason. The
 * admin is never the guard.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { getFetchClient } from '@strapi/strapi/admin';
import type { GetGoverned } from '../../../contracts/http';
import { workflowApi } from './client';

export type GovernedType = GetGoverned.Response['data'][number];

type Knowledge = { readonly kind: 'unknown' } | { readonly kind: 'known'; readonly types: readonly GovernedType[] } | { readonly kind: 'failed'; readonly at: number };

/** Long enough that a role without the permission does not ask with every click. */
const ASK_AGAIN_MS = 60_000;

const NONE: readonly GovernedType[] = [];

let knowledge: Knowledge = { kind: 'unknown' };
let asking = false;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const ask = async (): Promise<void> => {
  const recently = knowledge.kind === 'failed' && Date.now() - knowledge.at < ASK_AGAIN_MS;
  if (asking || recently || knowledge.kind === 'known') return;
  asking = true;
  const answer = await workflowApi(getFetchClient()).governed();
  asking = false;
  knowledge = answer.kind === 'ok' ? { kind: 'known', types: answer.data } : { kind: 'failed', at: Date.now() };
  listeners.forEach((listener) => listener());
};

const among = (types: readonly GovernedType[], uid: string): boolean => types.some((type) => type.uid === uid);

const useKnowledge = (): Knowledge => {
  useEffect(() => void ask(), []);
  return useSyncExternalStore(subscribe, () => knowledge);
};

/** What is known at this moment, without asking. */
export const isKnownGoverned = (uid: string): boolean => knowledge.kind === 'known' && among(knowledge.types, uid);

/** Empty until they are known. */
export const useGovernedTypes = (): readonly GovernedType[] => {
  const known = useKnowledge();
  return known.kind === 'known' ? known.types : NONE;
};

export const useGoverned = (uid: string): boolean => among(useGovernedTypes(), uid);

/** True for governed types, and for every type until it is known which those are. */
export const useGivesWay = (uid: string): boolean => {
  const known = useKnowledge();
  return known.kind === 'unknown' || (known.kind === 'known' && among(known.types, uid));
};
