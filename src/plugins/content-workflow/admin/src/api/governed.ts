/**
 * Which content types the workflow governs, and by which checklist: asked once and kept, and asked again when the rules
 * change or when nobody was there to hear that they do.
 *
 * While the answer is on its way nothing that could publish is shown, so a Publish button can not flash up on a governed
 * type. When the answer is refused or lost, Strapi's own buttons come back: who may not read the workflow must still be
 * able to publish types that it does not govern, and on governed types the server's gate refuses with its reason. The
 * admin is never the guard.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { getFetchClient } from '@strapi/strapi/admin';
import type { GetGoverned } from '../../../contracts/http';
import { listenToRules } from './changes';
import { workflowApi } from './client';

export type GovernedType = GetGoverned.Response['data'][number];

type Knowledge = { readonly kind: 'unknown' } | { readonly kind: 'known'; readonly types: readonly GovernedType[] } | { readonly kind: 'failed'; readonly at: number };

/** Long enough that a role without the permission does not ask with every click. */
const ASK_AGAIN_MS = 60_000;

const NONE: readonly GovernedType[] = [];

let knowledge: Knowledge = { kind: 'unknown' };
let asking = false;
let turn = 0;
let stopListening: () => void = () => {};
const listeners = new Set<() => void>();

const ask = async (): Promise<void> => {
  const recently = knowledge.kind === 'failed' && Date.now() - knowledge.at < ASK_AGAIN_MS;
  if (asking || recently || knowledge.kind === 'known') return;
  asking = true;
  const answer = await workflowApi(getFetchClient()).governed();
  asking = false;
  knowledge = answer.kind === 'ok' ? { kind: 'known', types: answer.data } : { kind: 'failed', at: Date.now() };
  listeners.forEach((listener) => listener());
};

/** What is known holds until the answer is there. */
const renew = async (): Promise<void> => {
  if (knowledge.kind !== 'known') return ask();
  turn += 1;
  const mine = turn;
  const answer = await workflowApi(getFetchClient()).governed();
  // Of two questions that overlap, the later one's answer is the truth.
  if (answer.kind !== 'ok' || mine !== turn) return;
  knowledge = { kind: 'known', types: answer.data };
  listeners.forEach((listener) => listener());
};

const subscribe = (listener: () => void): (() => void) => {
  if (listeners.size === 0) {
    stopListening = listenToRules(() => void renew());
    if (knowledge.kind === 'known') void renew();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) stopListening();
  };
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
