import { isFetchError } from '@strapi/strapi/admin';
import type { PieceView } from '../../../contracts/piece';
import type { Refusal } from './types';

/** A wall time that the clock skips or shows twice, and the two instants it can mean. */
export interface ClockQuestion {
  readonly because: 'gap' | 'overlap';
  readonly earlier: string;
  readonly later: string;
}

/** Every way a request can end; nobody has to look at status codes after this. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly data: T }
  | { readonly kind: 'conflict'; readonly piece: PieceView }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'invalid'; readonly field: string; readonly message: string; readonly clock: ClockQuestion | null }
  /** Strapi itself said no, before the workflow was asked: the role lacks the permission of the route. */
  | { readonly kind: 'forbidden' }
  /** The screen that asked is gone. */
  | { readonly kind: 'aborted' }
  /** `code`, `field` and what the sentence is about where the server gave them, and no rule of the workflow stands behind it. */
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string; readonly field?: string; readonly params?: Readonly<Record<string, string | number>> };

type Details = Readonly<Record<string, unknown>>;

const clockQuestion = (details: Details): ClockQuestion | null => {
  const { because, earlier, later } = details;
  return (because === 'gap' || because === 'overlap') && typeof earlier === 'string' && typeof later === 'string' ? { because, earlier, later } : null;
};

/** The details of a refusal are the refusal; only its sentence can be missing, and then it is the error's own. */
const refusalOf = (message: string, details: Details): Refusal | null =>
  typeof details.code === 'string' && typeof details.guard === 'string' ? ({ kind: 'unprocessable', who: [], next: '', message, ...details } as unknown as Refusal) : null;

const failureOf = (error: unknown): Exclude<Answer<never>, { kind: 'ok' }> => {
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'aborted' };
  if (!isFetchError(error)) return { kind: 'failed', message: error instanceof Error ? error.message : '' };
  const body = error.response?.data.error;
  const details: Details = (body?.details as Details | undefined) ?? {};
  if (error.status === 409 && details.piece !== undefined) return { kind: 'conflict', piece: details.piece as PieceView };
  const refusal = refusalOf(error.message, details);
  if (refusal !== null) return { kind: 'refused', refusal };
  if (error.status === 400) return { kind: 'invalid', field: String(details.field ?? ''), message: error.message, clock: clockQuestion(details) };
  if (error.status === 403) return { kind: 'forbidden' };
  return { kind: 'failed', message: error.message, ...(typeof details.code === 'string' ? { code: details.code } : {}), ...(typeof details.field === 'string' ? { field: details.field } : {}), ...(typeof details.params === 'object' && details.params !== null ? { params: details.params as Readonly<Record<string, string | number>> } : {}) };
};

/** Turns Strapi's fetch client, which throws, into an answer, which can not be overlooked. */
export const answerOf = async <T>(request: Promise<{ data: T }>): Promise<Answer<T>> => {
  try {
    return { kind: 'ok', data: (await request).data };
  } catch (error) {
    return failureOf(error);
  }
};
