/**
 * What the engine is doing right now, known along the asynchronous call chain.
 *
 * A grant lets exactly one act on exactly one document and locale through the gate. It is revoked when the callback
 * ends: a listener that Strapi calls later inherits the chain but finds the grant closed.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Subject } from '../tables';

export interface Grant extends Subject {
  readonly action: 'publish' | 'unpublish' | 'edit';
  /** The approved content; for `publish` the draft was found to have this hash inside the same transaction. */
  readonly hash: string;
}

interface Scope {
  readonly grant: Grant | null;
  /** The document whose operation runs: one look at all its locales follows it. `null` while its id is not known yet. */
  readonly operation: { readonly uid: string; readonly documentId: string | null } | null;
  active: boolean;
}

const scopes = new AsyncLocalStorage<Scope>();

const enter = async <T>(scope: Omit<Scope, 'active'>, work: () => Promise<T>): Promise<T> => {
  const entered: Scope = { ...scope, active: true };
  try {
    return await scopes.run(entered, work);
  } finally {
    entered.active = false;
  }
};

const current = (): Scope | null => {
  const scope = scopes.getStore();
  return scope?.active === true ? scope : null;
};

export const withGrant = <T>(grant: Grant, work: () => Promise<T>): Promise<T> => enter({ grant, operation: { uid: grant.uid, documentId: grant.documentId } }, work);

/** Keeps a grant that is open and marks that the edits underneath are already watched. */
export const duringDocumentOperation = <T>(uid: string, documentId: string | null, work: () => Promise<T>): Promise<T> => enter({ grant: current()?.grant ?? null, operation: { uid, documentId } }, work);

export const currentGrant = (): Grant | null => current()?.grant ?? null;

/** True for a write below an operation on any governed document, which is watched as a whole. */
export const inAnyDocumentOperation = (): boolean => (current()?.operation ?? null) !== null;

/** True for a write below an operation on this very document; a write to another document is nobody else's to notice. */
export const inDocumentOperation = (uid: string, documentId: string): boolean => {
  const operation = current()?.operation ?? null;
  return operation !== null && operation.uid === uid && (operation.documentId === null || operation.documentId === documentId);
};
