/**
 * What the edit view's Save does on governed types, beyond what Strapi's does.
 *
 * A save says which version its form was filled from, and the server refuses one that would undo somebody else's. A refused
 * save leaves the form as it is: Strapi writes what is saved into its copy of the entry before it asks and takes it back
 * after a refusal, and its form follows that copy, so what was typed would be gone. Here the copy follows the answer.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { adminApi } from '@strapi/strapi/admin';
import { isKnownGoverned } from '../api/governed';
import type { Subject } from '../api/types';

/** The server's `stale-saves.ts` reads it. */
const MADE_FROM = 'X-Content-Workflow-Made-From';

/** Somebody saved after the form was filled. */
export interface Meanwhile {
  readonly by: string | null;
  readonly at: string;
}

interface Opened {
  readonly locale: string;
  /** `updatedAt` of the version in the form. */
  readonly madeFrom: string;
  /** Says a refusal in the viewer's language. */
  readonly say: (meanwhile: Meanwhile) => string;
}

const opened = new Map<string, Opened>();
const meanwhiles = new Map<string, Meanwhile>();
const listeners = new Set<() => void>();

const keyOf = (uid: string, documentId: string): string => `${uid}/${documentId}`;

const newer = (a: string, b: string | undefined): string => (b !== undefined && Date.parse(b) > Date.parse(a) ? b : a);

const tell = (key: string, meanwhile: Meanwhile | null): void => {
  if (meanwhile === null) meanwhiles.delete(key);
  else meanwhiles.set(key, meanwhile);
  listeners.forEach((listener) => listener());
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Keeps which version the form shows. A form is never older than what was saved from it a moment ago. */
export const useOpenedVersion = (subject: Subject | null, updatedAt: string | undefined, say: Opened['say']): void => {
  useEffect(() => {
    if (subject === null || updatedAt === undefined) return;
    const key = keyOf(subject.uid, subject.documentId);
    const before = opened.get(key);
    const madeFrom = newer(updatedAt, before?.locale === subject.locale ? before.madeFrom : undefined);
    opened.set(key, { locale: subject.locale, madeFrom, say });
    const known = meanwhiles.get(key);
    if (known !== undefined && Date.parse(madeFrom) >= Date.parse(known.at)) tell(key, null);
  }, [subject, updatedAt, say]);
};

/** Who saved meanwhile, as the last refused save was told. */
export const useMeanwhile = ({ uid, documentId }: Subject): Meanwhile | null => useSyncExternalStore(subscribe, () => meanwhiles.get(keyOf(uid, documentId)) ?? null);

/** The next save puts what is in the form in the place of what was saved meanwhile. */
export const overwrite = ({ uid, documentId }: Subject): void => {
  const key = keyOf(uid, documentId);
  const [version, meanwhile] = [opened.get(key), meanwhiles.get(key)];
  if (version === undefined || meanwhile === undefined) return;
  opened.set(key, { ...version, madeFrom: meanwhile.at });
  tell(key, null);
};

interface SaveArguments {
  readonly model: string;
  readonly documentId?: string;
  readonly params?: { readonly locale?: string };
  readonly data: object;
}

interface ApiError {
  readonly name?: string;
  readonly status?: number;
  readonly message?: string;
  readonly details?: { readonly code?: string; readonly errors?: unknown; readonly params?: { readonly by?: string | null; readonly at?: string } };
}

interface LifeCycle {
  readonly dispatch: (action: unknown) => unknown;
  readonly queryFulfilled: Promise<{ readonly data: { readonly data?: { readonly updatedAt?: string } } }>;
}

interface SaveRequest {
  readonly config?: object;
}

/** Strapi's own endpoint, as far as it is changed. */
interface SaveEndpoint {
  query: (args: SaveArguments) => SaveRequest;
  invalidatesTags: (result: unknown, error: unknown, args: SaveArguments) => readonly unknown[];
  onQueryStarted?: (args: SaveArguments, api: LifeCycle) => Promise<void>;
  transformErrorResponse?: (error: ApiError, meta: unknown, args: SaveArguments) => unknown;
}

interface DocumentApi {
  readonly util: { updateQueryData(endpoint: 'getDocument', args: object, change: (cached: { data: object }) => void): unknown };
  enhanceEndpoints(changes: { endpoints: { updateDocument: (endpoint: SaveEndpoint | undefined) => void } }): unknown;
}

const versionOf = ({ model, documentId, params }: SaveArguments): Opened | undefined => {
  const version = documentId === undefined ? undefined : opened.get(keyOf(model, documentId));
  const sameLanguage = version !== undefined && (params?.locale === undefined || version.locale === '' || params.locale === version.locale);
  return sameLanguage ? version : undefined;
};

/** The error in the form in which Strapi's edit view keeps what was typed. */
const keepingTheForm = (error: ApiError, args: SaveArguments): ApiError => {
  if (error.details?.code === 'SAVED_MEANWHILE') {
    const meanwhile: Meanwhile = { by: error.details.params?.by ?? null, at: error.details.params?.at ?? new Date().toISOString() };
    tell(keyOf(args.model, args.documentId ?? ''), meanwhile);
    return { ...error, name: 'ValidationError', message: versionOf(args)?.say(meanwhile) ?? error.message, details: {} };
  }
  return error.name === 'ValidationError' && Array.isArray(error.details?.errors) ? error : { ...error, name: 'ValidationError', details: {} };
};

/** Called once, when Strapi's content manager has its endpoints. */
export const guardSaves = (): void => {
  const api = adminApi as unknown as DocumentApi;
  api.enhanceEndpoints({
    endpoints: {
      updateDocument: (endpoint) => {
        if (endpoint === undefined) return;
        const { query, invalidatesTags, onQueryStarted, transformErrorResponse } = endpoint;
        endpoint.query = (args) => {
          const version = isKnownGoverned(args.model) ? versionOf(args) : undefined;
          const request = query(args);
          return version === undefined ? request : { ...request, config: { ...request.config, headers: { [MADE_FROM]: version.madeFrom } } };
        };
        // Asking again after a refusal would put the stored text into the form.
        endpoint.invalidatesTags = (result, error, args) => (error !== undefined && isKnownGoverned(args.model) ? [] : invalidatesTags(result, error, args));
        endpoint.onQueryStarted = async (args, life) => {
          if (!isKnownGoverned(args.model)) return onQueryStarted?.(args, life);
          const saved = await life.queryFulfilled.then(
            ({ data }) => data.data ?? {},
            () => null
          );
          if (saved === null) return;
          const { data, ...asked } = args;
          life.dispatch(api.util.updateQueryData('getDocument', asked, (cached) => void Object.assign(cached.data, data)));
          const key = keyOf(args.model, args.documentId ?? '');
          const version = opened.get(key);
          if (version !== undefined && saved.updatedAt !== undefined) opened.set(key, { ...version, madeFrom: newer(saved.updatedAt, version.madeFrom) });
        };
        endpoint.transformErrorResponse = (error, meta, args) => (isKnownGoverned(args.model) ? keepingTheForm(error, args) : (transformErrorResponse?.(error, meta, args) ?? error));
      },
    },
  });
};
