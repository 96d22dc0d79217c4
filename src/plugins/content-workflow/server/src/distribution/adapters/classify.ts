/** Reads answers of platforms: what a status means for a publication, and what may be told of what was said. */
import type { Outcome } from '../../../../core/distribution/platforms';
import type { Answer } from './adapter';

/** Longer than what any platform says of an error, short enough for a row. */
const LONGEST_QUOTE = 300;

/** A secret shorter than this hides too much of other words. */
const SHORTEST_SECRET = 4;

/** The platform's own words with everything secret taken out: some repeat the address that was called. */
export const quoted = (words: unknown, secrets: readonly string[]): string => {
  const text = typeof words === 'string' ? words : words === undefined || words === null ? '' : JSON.stringify(words);
  const hidden = secrets.filter((secret) => secret.length >= SHORTEST_SECRET).reduce((safe, secret) => safe.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***'), text);
  return hidden.length > LONGEST_QUOTE ? `${hidden.slice(0, LONGEST_QUOTE)}…` : hidden;
};

/** `Retry-After` in milliseconds, of seconds or of a date (RFC 9110, 10.2.3); `null` where there is none. */
export const retryAfterOf = (answer: Pick<Answer, 'headers'>, now: number): number | null => {
  const value = answer.headers['retry-after'];
  if (value === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};

export const malformed = (): Outcome => ({ kind: 'unknown', code: 'malformed', message: 'The answer was none of this platform; it may have taken the message.' });

/**
 * What the status alone says; `null` where the body has to be read. A status of 500 or more and a redirect leave open
 * whether the message was taken.
 */
export const outcomeOfStatus = (answer: Answer, now: number, delayMs: number): Outcome | null => {
  if (answer.status === 429) return { kind: 'deferred', code: 'http-429', retryAfterMs: retryAfterOf(answer, now) ?? delayMs, message: 'The platform asks to slow down.' };
  if (answer.status >= 500 || (answer.status >= 300 && answer.status < 400)) return { kind: 'unknown', code: `http-${answer.status}`, message: 'The platform failed while it answered; it may have taken the message.' };
  return null;
};

/** JSON with whole numbers of sixteen digits and more as text: JavaScript would round them, and platforms number their messages so. `undefined` when it is no JSON. */
export const exactJson = (text: string): unknown => {
  const exact = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token));
  try {
    return JSON.parse(exact) as unknown;
  } catch {
    return undefined;
  }
};
