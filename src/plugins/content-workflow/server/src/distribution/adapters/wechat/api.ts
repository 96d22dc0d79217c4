/** How WeChat is spoken to: a token in the address, an error behind a status of 200, numbers longer than JavaScript's. */
import type { Outcome } from '../../../../../core/distribution/platforms';
import type { Json } from '../../../../../core/distribution/rendition';
import { NoAnswer, type AdapterContext, type Answer, type FormPart, type Token } from '../adapter';
import { exactJson, outcomeOfStatus, quoted } from '../classify';

export interface AccountSettings {
  readonly appId: string;
  readonly server: string;
}
export interface AccountSecrets {
  readonly appSecret: string;
}
export type AccountContext = AdapterContext<AccountSettings, AccountSecrets>;

/** What can not be done, in the words of the port. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly outcome: Exclude<Outcome, { kind: 'published' | 'accepted' }>;
  constructor(outcome: Refused['outcome']) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

export interface Spoken {
  readonly errcode: number;
  readonly errmsg: unknown;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** `null` where it is no answer of WeChat's. */
export const spokenOf = (answer: Pick<Answer, 'text'>): Spoken | null => {
  const json = exactJson(answer.text);
  if (json === undefined || json === null || typeof json !== 'object' || Array.isArray(json)) return null;
  const fields = json as Readonly<Record<string, unknown>>;
  const { errcode = 0, errmsg } = fields;
  return typeof errcode === 'number' ? { errcode, errmsg, fields } : null;
};

const A_MINUTE = 60_000;
const A_DAY = 24 * 60 * A_MINUTE;
/** Quotas of a day begin anew at midnight in Beijing, which knows no summer time. */
const BEIJING = 8 * 60 * A_MINUTE;

export const untilNextDay = (now: number): number => A_DAY - ((now + BEIJING) % A_DAY);

/** 40001: not the newest token; 40014, 42001: none any more. A new one helps. */
const STALE: ReadonlySet<number> = new Set([40001, 40014, 42001]);
/** 40013, 40125: no such account or secret; 40164: this server's address is not on its list; 40243: the secret is frozen; 48004, 50002: the account is restricted; 61024: only its operator may. */
const UNAUTHORIZED: ReadonlySet<number> = new Set([...STALE, 40002, 40013, 40125, 40164, 40243, 41002, 41004, 48004, 50002, 61024, 89503]);

/** What an error means where nothing can have become public, or where `-1` leaves it open. */
export const outcomeOfError = ({ errcode, errmsg }: Spoken, now: number, secrets: readonly string[], whenBusy: 'deferred' | 'unknown'): Refused['outcome'] => {
  const [code, message] = [String(errcode), quoted(errmsg, secrets)];
  if (errcode === -1) return whenBusy === 'unknown' ? { kind: 'unknown', code, message } : { kind: 'deferred', code, message, retryAfterMs: A_MINUTE };
  if (errcode === 45009) return { kind: 'deferred', code, message, retryAfterMs: untilNextDay(now) };
  if (errcode === 45011) return { kind: 'deferred', code, message, retryAfterMs: A_MINUTE };
  if (UNAUTHORIZED.has(errcode)) return { kind: 'unauthorized', code, message };
  return { kind: 'rejected', code, message };
};

const deferred = (code: string): Refused['outcome'] => ({ kind: 'deferred', code, retryAfterMs: A_MINUTE, message: 'WeChat did not answer; nothing was published.' });

/** Only asked for repeatable calls: what fails there has published nothing. */
export const readable = (answer: Answer, context: AccountContext, token: string): Spoken => {
  const status = outcomeOfStatus(answer, context.now(), A_MINUTE);
  if (status !== null) throw new Refused(status.kind === 'deferred' ? status : deferred(`http-${answer.status}`));
  const spoken = spokenOf(answer);
  if (spoken === null) throw new Refused(deferred('malformed'));
  if (spoken.errcode !== 0) throw new Refused(outcomeOfError(spoken, context.now(), [token, context.secrets.appSecret], 'deferred'));
  return spoken;
};

const TOKEN = 'access';

/** A minute before its end a token is not begun with. */
const EARLY = A_MINUTE;

const askForToken = async (context: AccountContext, force: boolean): Promise<Token> => {
  const answer = await context.fetch(`${context.settings.server}/cgi-bin/stable_token`, { method: 'POST', json: { grant_type: 'client_credential', appid: context.settings.appId, secret: context.secrets.appSecret, force_refresh: force } });
  const { fields } = readable(answer, context, '');
  const { access_token: value, expires_in: seconds } = fields;
  if (typeof value !== 'string' || value === '' || typeof seconds !== 'number') throw new Refused(deferred('malformed'));
  return { value, expiresAt: context.now() + Math.max(A_MINUTE, seconds * 1000 - EARLY) };
};

/** `stable_token` leaves the tokens of others alone, as `cgi-bin/token` does not. It is forced only past a token that was refused. */
const tokenPast = (context: AccountContext, refused: string | null): Promise<string> =>
  context.token(TOKEN, async () => {
    const token = await askForToken(context, false);
    return token.value === refused ? askForToken(context, true) : token;
  });

export interface Asked {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly form?: readonly FormPart[];
}

const asked = (context: AccountContext, token: string, { path, query = {}, json, form }: Asked): Promise<Answer> => {
  const url = new URL(`${context.settings.server}${path}`);
  for (const [name, value] of Object.entries({ access_token: token, ...query })) url.searchParams.set(name, value);
  return context.fetch(url.href, { method: json === undefined && form === undefined ? 'GET' : 'POST', ...(json === undefined ? {} : { json }), ...(form === undefined ? {} : { form }) });
};

export interface Spoke {
  readonly answer: Answer;
  /** What must not be repeated of it. */
  readonly token: string;
}

/**
 * One call with a token. A token that is refused has done nothing, so the call is made once more with another; nothing
 * else is ever repeated. Without any token it throws `Refused`, since nothing was asked.
 */
export const call = async (context: AccountContext, ask: Asked): Promise<Spoke> => {
  const tokenOf = async (refused: string | null): Promise<string> => {
    try {
      return await tokenPast(context, refused);
    } catch (error) {
      throw error instanceof NoAnswer ? new Refused(deferred(error.code)) : error;
    }
  };
  const token = await tokenOf(null);
  const answer = await asked(context, token, ask);
  const spoken = spokenOf(answer);
  if (spoken === null || !STALE.has(spoken.errcode)) return { answer, token };
  await context.dropToken(TOKEN, token);
  const fresh = await tokenOf(token);
  return { answer: await asked(context, fresh, ask), token: fresh };
};

/** A call that may be repeated at will, and its answer; throws `Refused`. */
export const read = async (context: AccountContext, ask: Asked): Promise<Readonly<Record<string, unknown>>> => {
  try {
    const { answer, token } = await call(context, ask);
    return readable(answer, context, token).fields;
  } catch (error) {
    throw error instanceof NoAnswer ? new Refused(deferred(error.code)) : error;
  }
};
