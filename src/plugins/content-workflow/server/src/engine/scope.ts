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
  /** A document operation runs and will be followed by one look at all its locales. */
  readonly documentOperation: boolean;
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

export const withGrant = <T>(grant: Grant, work: () => Promise<T>): Promise<T> => enter({ grant, documentOperation: true }, work);

/** Keeps a grant that is open and marks that the edits underneath are already watched. */
export const duringDocumentOperation = <T>(work: () => Promise<T>): Promise<T> => enter({ grant: current()?.grant ?? null, documentOperation: true }, work);

export const currentGrant = (): Grant | null => current()?.grant ?? null;

export const inDocumentOperation = (): boolean => current()?.documentOperation ?? false;
