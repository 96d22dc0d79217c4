/**
 * What the current work is about. Set once where a request or a job begins; every log line made within carries it, and no
 * caller passes it on. Ids and names of types only: a scope never holds what people wrote, or who they are.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Scope {
  readonly requestId?: string;
  readonly job?: string;
  readonly jobId?: string;
  readonly pieceId?: number;
  readonly uid?: string;
  readonly documentId?: string;
  readonly locale?: string;
}

interface Frame {
  fields: Scope;
  readonly within: Frame | undefined;
}

const storage = new AsyncLocalStorage<Frame>();

/** Runs with these fields beside those of the work that it is part of. */
export const inScope = <T>(fields: Scope, run: () => T): T => {
  const within = storage.getStore();
  return storage.run({ fields: { ...within?.fields, ...fields }, within }, run);
};

/** Adds what has just become known, here and to all that this is part of. Outside of any work there is nothing to add to. */
export const note = (fields: Scope): void => {
  for (let frame = storage.getStore(); frame !== undefined; frame = frame.within) frame.fields = { ...frame.fields, ...fields };
};

export const currentScope = (): Scope => storage.getStore()?.fields ?? {};
