/** What an answer of the delivery API is made of, told by the controller to whoever may keep it. */
import type { OutgoingHttpHeaders } from 'node:http';
import { DECIDING } from './trials';

export interface Delivered {
  readonly kind: 'one' | 'list';
  readonly uid: string;
  /** '' for types without localisation. */
  readonly locale: string;
  /** The caller named no locale, so that the default one was meant. */
  readonly byDefault: boolean;
  /** For one entry, the slug or document id that was asked for and the document that it leads to. */
  readonly asked: readonly string[];
  readonly body: string;
  readonly etag: string;
  /** Where something is tried: how the answer is told apart from others to the same address, and the documents that are shown otherwise than they are live. */
  readonly trial?: { readonly suffix: string; readonly shown: readonly string[] };
}

export const CONTENT_TYPE = 'application/json; charset=utf-8';

const DELIVERED = Symbol('delivered');

type State = Record<string | symbol, unknown>;

export const markDelivered = (state: State, delivered: Delivered): void => {
  state[DELIVERED] = delivered;
};

export const deliveredOf = (state: State): Delivered | undefined => state[DELIVERED] as Delivered | undefined;

/** Headers that belong to one answer; every other belongs to the caller: security, CORS, Vary. In lower case. */
export const OF_THE_ANSWER: ReadonlySet<string> = new Set(['content-type', 'content-length', 'etag', 'cache-control', 'cache-tag', 'surrogate-key', 'x-assignment']);

/** Headers about the content that the delivery API does not set: somebody else knows more of this answer than is kept. */
const FOREIGN = /^(?:content-(?!security-policy)|link$|last-modified$|expires$|age$|set-cookie$|location$)/;

const VARIES_BY: ReadonlySet<string> = new Set(['origin', 'accept-encoding']);

const words = (value: OutgoingHttpHeaders[string]): string[] => String(value ?? '').toLowerCase().split(',').map((word) => word.trim());

/** Where something is tried, answers vary by these as well, and what is kept of them is told apart by what was drawn. */
const VARIES_ON_TRIAL: ReadonlySet<string> = new Set(DECIDING.map((name) => name.toLowerCase()));

/** Of a Vary, what holds at other addresses too. */
export const varyElsewhere = (vary: string): string => vary.split(',').map((name) => name.trim()).filter((name) => !VARIES_ON_TRIAL.has(name.toLowerCase())).join(', ');

/**
 * True when the answer is the same for every caller with the same Authorization and Origin; where something is tried, for
 * every one of them for whom the same is drawn. What shows a reader something of their own is private to caches elsewhere.
 */
export const isShared = (headers: OutgoingHttpHeaders, trial?: Delivered['trial']): boolean => {
  const caching = words(headers['cache-control']);
  const own = trial !== undefined && trial.shown.length > 0;
  if (caching.includes('no-store') || caching.includes('public') === own || caching.includes('private') !== own) return false;
  if (!words(headers.vary).every((name) => VARIES_BY.has(name) || (trial !== undefined && VARIES_ON_TRIAL.has(name)))) return false;
  return Object.keys(headers).every((name) => OF_THE_ANSWER.has(name) || !FOREIGN.test(name));
};
