/**
 * Which content types the workflow governs: asked once a session and kept.
 *
 * While the answer is on its way nothing that could publish is drawn: the asking component suspends for that one
 * request, so a Publish button can neither flash up on a governed type nor be missing from another one. When the answer
 * is refused or lost, Strapi's own buttons stay: who may not read the workflow must still be able to publish types that it
 * does not govern, and on governed types the server's gate refuses with its reason. The admin is never the guard.
 */
import { useState } from 'react';
import { getFetchClient } from '@strapi/strapi/admin';
import type { GetGoverned } from '../../../contracts/http';
import { workflowApi } from './client';

export type GovernedType = GetGoverned.Response['data'][number];

type Knowledge =
  | { readonly kind: 'unasked' }
  | { readonly kind: 'asked'; readonly answer: Promise<void> }
  | { readonly kind: 'known'; readonly types: readonly GovernedType[] }
  | { readonly kind: 'failed'; readonly at: number };

/** Long enough that a role without the permission does not ask with every click. */
const ASK_AGAIN_MS = 60_000;

let knowledge: Knowledge = { kind: 'unasked' };

const ask = (): Promise<void> => {
  const answer = workflowApi(getFetchClient())
    .governed()
    .then((outcome) => {
      knowledge = outcome.kind === 'ok' ? { kind: 'known', types: outcome.data } : { kind: 'failed', at: Date.now() };
    });
  knowledge = { kind: 'asked', answer };
  return answer;
};

/** The governed types, empty when they could not be had. Suspends the caller until they are known. */
const governedTypes = (): readonly GovernedType[] => {
  if (knowledge.kind === 'known') return knowledge.types;
  if (knowledge.kind === 'failed' && Date.now() - knowledge.at < ASK_AGAIN_MS) return [];
  throw knowledge.kind === 'asked' ? knowledge.answer : ask();
};

const among = (types: readonly GovernedType[], uid: string): boolean => types.some((type) => type.uid === uid);

/** What is known now, without asking. */
export const isKnownGoverned = (uid: string): boolean => knowledge.kind === 'known' && among(knowledge.types, uid);

/** Decided when the component mounts and kept, because a changed mind would change the number of hooks that follow. */
export const useGovernedAtMount = (uid: string): boolean => useState(() => among(governedTypes(), uid))[0];

export const useGovernedTypes = (): readonly GovernedType[] => useState(governedTypes)[0];
