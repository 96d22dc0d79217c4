/** What the robots of group chats share: one call that puts a message into the group, and an answer whose body, not its status, says what came of it. */
import type { Outcome } from '../../../../core/distribution/platforms';
import type { Json } from '../../../../core/distribution/rendition';
import { NoAnswer, noAnswerInWords, outcomeOfNoAnswer, type AdapterContext, type Answer, type Tested } from './adapter';
import { malformed, outcomeOfStatus, quoted } from './classify';

/** What an answer says of itself; `null` where it is no answer of the platform. */
export interface Said {
  readonly code: string;
  readonly message: unknown;
}

export interface Robot {
  readonly said: (json: unknown) => Said | null;
  /** The code of success. */
  readonly ok: string;
  /** What was too fast, and how long the platform wants to be left alone then, in milliseconds. */
  readonly delayMs: (said: Said) => number | null;
  readonly isUnauthorized: (said: Said) => boolean;
  /** Codes that leave open whether the message was taken. */
  readonly unclear: readonly string[];
  /** How long to wait when the status alone says that it was too fast. */
  readonly usualDelayMs: number;
}

const numberedSaid = (json: unknown, code: string, message: string): Said | null => {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return null;
  const fields = json as Readonly<Record<string, unknown>>;
  const value = fields[code];
  return typeof value === 'number' && Number.isInteger(value) ? { code: String(value), message: fields[message] } : null;
};

/** `{errcode, errmsg}`, as WeCom, DingTalk and WeChat answer. */
export const errcodeSaid = (json: unknown): Said | null => numberedSaid(json, 'errcode', 'errmsg');

/** `{code, msg}`, as Feishu answers. */
export const codeSaid = (json: unknown): Said | null => numberedSaid(json, 'code', 'msg');

export const outcomeOfRobot = (robot: Robot, answer: Answer, now: number, secrets: readonly string[]): Outcome => {
  const byStatus = outcomeOfStatus(answer, now, robot.usualDelayMs);
  if (byStatus !== null) return byStatus;
  const said = robot.said(answer.json);
  if (said === null) return answer.status >= 400 ? { kind: 'rejected', code: `http-${answer.status}`, message: 'The platform refused the call.' } : malformed();
  if (said.code === robot.ok) return { kind: 'published', ref: null };
  const message = quoted(said.message, secrets);
  const delay = robot.delayMs(said);
  if (delay !== null) return { kind: 'deferred', code: said.code, retryAfterMs: delay, message };
  if (robot.isUnauthorized(said)) return { kind: 'unauthorized', code: said.code, message };
  if (robot.unclear.includes(said.code)) return { kind: 'unknown', code: said.code, message };
  return { kind: 'rejected', code: said.code, message };
};

/** The one call. */
export const sendByRobot = async (robot: Robot, context: Pick<AdapterContext, 'fetch' | 'now'>, url: string, json: Json, secrets: readonly string[]): Promise<Outcome> => {
  try {
    return outcomeOfRobot(robot, await context.fetch(url, { method: 'POST', json }), context.now(), secrets);
  } catch (error) {
    return outcomeOfNoAnswer(error);
  }
};

/**
 * Asks with a message of no kind: a robot that knows the caller complains about the kind, any other about the caller.
 * Nothing is put into the group.
 */
export const testRobot = async (robot: Robot, context: Pick<AdapterContext, 'fetch' | 'now'>, url: string, json: Json, secrets: readonly string[], complaints: readonly string[]): Promise<Tested> => {
  try {
    const outcome = outcomeOfRobot(robot, await context.fetch(url, { method: 'POST', json }), context.now(), secrets);
    if (outcome.kind === 'rejected' && complaints.includes(outcome.code)) return { kind: 'ok', account: null, expiresAt: null };
    if (outcome.kind === 'unauthorized') return { kind: 'failed', code: outcome.code, message: outcome.message };
    const said = 'code' in outcome ? `${outcome.code} ${outcome.message ?? ''}`.trim() : outcome.kind;
    return { kind: 'untestable', message: `The platform says neither yes nor no (${said}). The first message will tell.` };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { kind: 'failed', code: error.code, message: noAnswerInWords(error.code) };
  }
};
