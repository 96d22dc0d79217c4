/** What adapters share when they read what a platform answered. */
import type { Outcome } from '../../../../core/distribution/platforms';
import { NoAnswer, noAnswerInWords, outcomeOfNoAnswer, type AdapterContext, type Answer, type MadePicture, type Tested } from './adapter';
import { quoted, retryAfterOf } from './classify';

type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields => (value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : {});

export const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** A part of an address that is as long as this may be a token. */
const TOKEN_LENGTH = 16;

/** All that is secret of a channel: of an address, each part that may be a token as well. */
const secretsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value, ...(URL.canParse(value) ? [...new URL(value).pathname.split('/'), ...new URL(value).searchParams.values()].filter(({ length }) => length >= TOKEN_LENGTH) : [])];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(secretsIn) : [];
};

/** What a platform says of its reasons, without the channel's secrets. */
export const said = ({ secrets }: Pick<AdapterContext, 'secrets'>, words: unknown, otherwise: string): string => quoted(words, secretsIn(secrets)) || otherwise;

/** Long enough for whatever a platform counts by the minute. */
const DEFAULT_WAIT_MS = 60_000;

export const retryAfterMs = (answer: Answer, now: number): number => retryAfterOf(answer, now) ?? DEFAULT_WAIT_MS;

export const rateLimited = (afterMs: number): Outcome => ({ kind: 'deferred', code: 'rate-limited', retryAfterMs: Math.max(1, Math.ceil(afterMs)), message: 'The platform asks to wait.' });

/** An answer that no rule of the platform's explains: nobody knows what came of it. A redirect may be how a success is told. */
export const unexplained = (answer: Answer, now: number): Outcome => {
  if (answer.status === 429) return rateLimited(retryAfterMs(answer, now));
  if (answer.status >= 300 && answer.status < 400) return { kind: 'unknown', code: 'redirected', message: 'The platform answered with another address, which is not followed; it may have taken the message.' };
  if (answer.status >= 500) return { kind: 'unknown', code: 'server-error', message: `The platform answered with ${answer.status}; it may have taken the message.` };
  return { kind: 'unknown', code: 'malformed-answer', message: `The platform answered with ${answer.status} and nothing that can be read; it may have taken the message.` };
};

/** Ends a publication before its one call: nothing was sent. */
export class NotSent<Reason extends Outcome = Outcome> extends Error {
  readonly outcome: Reason;
  constructor(outcome: Reason) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/** The one call, and what stopped it before. */
export const publishing = async (run: () => Promise<Outcome>): Promise<Outcome> => {
  try {
    return await run();
  } catch (error) {
    return error instanceof NotSent ? error.outcome : outcomeOfNoAnswer(error);
  }
};

export type Stopped = Exclude<Outcome, { kind: 'published' | 'accepted' }>;

/** What may be repeated at will: where no answer came it is, later. */
export const repeatable = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw new NotSent<Stopped>({ kind: 'deferred', code: error.code, retryAfterMs: DEFAULT_WAIT_MS, message: 'The platform did not answer; nothing was sent.' });
  }
};

/** An answer to what only prepares: nothing is public, so what is not explained is tried again. */
export const unprepared = (outcome: Outcome): Stopped => {
  if (outcome.kind === 'unknown' || outcome.kind === 'published' || outcome.kind === 'accepted') return { kind: 'deferred', code: outcome.kind === 'unknown' ? outcome.code : 'malformed-answer', retryAfterMs: DEFAULT_WAIT_MS, message: 'The platform did not take what the message needs; nothing was sent.' };
  return outcome;
};

export const preparing = async <Prepared>(run: () => Promise<Prepared>): Promise<{ readonly kind: 'prepared'; readonly prepared: Prepared } | Stopped> => {
  try {
    return { kind: 'prepared', prepared: await repeatable(run) };
  } catch (error) {
    if (error instanceof NotSent) return unprepared(error.outcome);
    throw error;
  }
};

/** The first pictures of the rendition. One that is not what was approved stops the publication. */
export const picturesFrom = async ({ picture }: Pick<AdapterContext, 'picture'>, count: number): Promise<readonly MadePicture[]> => {
  try {
    return await Promise.all(Array.from({ length: count }, (_, i) => picture(i)));
  } catch {
    throw new NotSent({ kind: 'rejected', code: 'picture-changed', message: 'A picture is gone, or is not the file that was approved.' });
  }
};

/** For what only reads: the platform gave no answer to the question. */
export const unanswered = ({ status }: Answer): NoAnswer => new NoAnswer(`status-${status}`, true);

/** A refusal, as a test of the connection tells it. */
export const failedTest = (outcome: Outcome): Tested => ({ kind: 'failed', code: 'code' in outcome ? outcome.code : outcome.kind, message: 'message' in outcome ? (outcome.message ?? '') : '' });

export const testing = async (run: () => Promise<Tested>): Promise<Tested> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NotSent) return failedTest(error.outcome);
    if (error instanceof NoAnswer) return { kind: 'failed', code: error.code, message: noAnswerInWords(error.code) };
    throw error;
  }
};
