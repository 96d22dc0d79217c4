/**
 * The piece that the edit view shows, shared by its panels: Strapi draws them as strangers, without a common parent of
 * ours. One panel loads, both read, and an answer to a click replaces what was loaded.
 */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { PieceView } from '../../../contracts/piece';
import type { Answer } from '../api/answer';
import { listenToRules } from '../api/changes';
import { useWorkflowApi } from '../api/client';
import { forgetDocument } from '../api/strapi-cache';
import type { EventType, Subject } from '../api/types';

export type PieceState =
  | { readonly kind: 'loading' }
  /** The document is not stored yet, so there is nothing to govern. */
  | { readonly kind: 'none' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'ready'; readonly view: PieceView };

const LOADING: PieceState = { kind: 'loading' };

const states = new Map<string, PieceState>();
/** Counts what was stored, so that a slow answer does not overwrite a newer one. */
const turns = new Map<string, number>();
const listeners = new Set<() => void>();

const keyOf = ({ uid, documentId, locale }: Subject): string => `${uid}/${documentId}/${locale}`;
const turnOf = (key: string): number => turns.get(key) ?? 0;

const put = (key: string, state: PieceState): void => {
  states.set(key, state);
  turns.set(key, turnOf(key) + 1);
  listeners.forEach((listener) => listener());
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const stateOf = (answer: Answer<PieceView>): PieceState | null => {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'ready', view: answer.data };
    case 'refused':
      return answer.refusal.kind === 'not-found' ? { kind: 'none' } : { kind: 'failed', message: answer.refusal.message };
    case 'forbidden':
      return { kind: 'forbidden' };
    case 'invalid':
    case 'failed':
      return { kind: 'failed', message: answer.message };
    case 'conflict':
      return { kind: 'ready', view: answer.piece };
    case 'aborted':
      return null;
  }
};

export const usePiece = (subject: Subject): PieceState => {
  const key = keyOf(subject);
  return useSyncExternalStore(subscribe, () => states.get(key) ?? LOADING);
};

/** A piece that was asked for by its id, for screens that know no document. */
export const rememberPiece = (view: PieceView): void => put(keyOf(view), { kind: 'ready', view });

const isEarlierRound = (view: PieceView): boolean => view.rounds[0] !== undefined && view.rounds[0].id !== view.id;

/**
 * Loads the piece when the panel appears, when `freshness` changes (the document was saved), when the window gets the
 * focus back and when the rules change. An earlier round that somebody looks at stays the one that is shown.
 */
export const useLoadedPiece = (subject: Subject, freshness: string | undefined): { readonly state: PieceState; readonly reload: () => Promise<void> } => {
  const api = useWorkflowApi();
  const { uid, documentId, locale } = subject;
  const key = keyOf(subject);

  const load = useCallback(
    async (keepRound: boolean): Promise<void> => {
      const turn = turnOf(key);
      const shown = states.get(key);
      const earlier = keepRound && shown?.kind === 'ready' && isEarlierRound(shown.view) ? shown.view.id : null;
      const state = stateOf(await (earlier === null ? api.pieceOfDocument({ uid, documentId, locale }) : api.piece(earlier)));
      // What is on screen is worth more than the news that the server could not be reached.
      const wouldHide = state?.kind === 'failed' && states.get(key)?.kind === 'ready';
      if (state !== null && turnOf(key) === turn && !wouldHide) put(key, state);
    },
    [api, key, uid, documentId, locale]
  );

  useEffect(() => void load(false), [load, freshness]);

  useEffect(() => {
    const again = (): void => void load(true);
    window.addEventListener('focus', again);
    const stop = listenToRules(again);
    return () => {
      window.removeEventListener('focus', again);
      stop();
    };
  }, [load]);

  const reload = useCallback(() => load(true), [load]);
  return { state: usePiece(subject), reload };
};

export const useShowRound = (subject: Subject): ((pieceId: number) => Promise<void>) => {
  const api = useWorkflowApi();
  const key = keyOf(subject);
  return useCallback(
    async (pieceId) => {
      const answer = await api.piece(pieceId);
      if (answer.kind === 'ok') put(key, { kind: 'ready', view: answer.data });
    },
    [api, key]
  );
};

export type WireEvent = { readonly type: EventType } & Readonly<Record<string, unknown>>;

/** Sends an event for what is on screen and stores the piece that comes back, also when somebody else was faster. */
export const useSend = (subject: Subject): ((view: PieceView, event: WireEvent) => Promise<Answer<PieceView>>) => {
  const api = useWorkflowApi();
  const { uid, documentId } = subject;
  const key = keyOf(subject);
  return useCallback(
    async (view, event) => {
      const answer = await api.send(view.id, { event, expectedRevision: view.revision });
      const state = answer.kind === 'ok' || answer.kind === 'conflict' ? stateOf(answer) : null;
      if (state !== null) put(key, state);
      // Only a new state or new content makes Strapi's copy old; asking again for less would reset a form in use.
      if (answer.kind === 'ok' && (answer.data.state !== view.state || answer.data.hash !== view.hash || answer.data.isLive !== view.isLive)) forgetDocument(uid, documentId);
      return answer;
    },
    [api, key, uid, documentId]
  );
};
