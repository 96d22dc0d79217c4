/**
 * What experiments make of a request for published content. Whoever runs them says it; the delivery API only asks, since
 * it may not know them.
 */

/** A version of a piece that this reader is shown in place of what is live. */
export interface Drawn {
  readonly documentId: string;
  readonly slug: string;
  /** Names these bytes and no others. */
  readonly version: string;
  /** The delivery object as JSON text. */
  readonly payload: string;
  /** The signed assignment. */
  token(): string;
}

export interface Trials {
  /** `stale`: something has changed, and what it is now is being read. */
  readonly state: 'none' | 'live' | 'stale';
  /** Resolves when what is known is what is so; at once when it is already. */
  settled(): Promise<void>;
  /** `undefined`: nothing is tried at this address; `null`: this reader sees what was live before. */
  one(uid: string, locale: string, slugOrId: string, visitor: string | null): Drawn | null | undefined;
  /** What is drawn of any piece of that type and language; `undefined` when none is tried. */
  list(uid: string, locale: string, visitor: string | null): readonly Drawn[] | undefined;
}

export const NO_TRIALS: Trials = { state: 'none', settled: () => Promise.resolve(), one: () => undefined, list: () => undefined };

/** What an answer was made of at an address where something is tried. */
export interface Trial {
  readonly kind: 'one' | 'list';
  readonly drawn: readonly Drawn[];
}

/** Tells answers to one address apart, by what is drawn; '' where that is nothing. An address holds no line break. */
export const suffixOf = (drawn: readonly Drawn[]): string => drawn.map(({ version }) => `\n${version}`).join('');

export const ASSIGNMENT = 'X-Assignment';

/** Headers that decide the answer at an address where something is tried. */
export const DECIDING = ['X-Visitor-Id', 'Cookie', 'Sec-GPC', 'DNT'] as const;

/** No proxy takes a header line of more than 8 KB. */
const MAX_LISTED = 40;

/** One token, or `<document id>=<token>` for each entry of a list that is shown otherwise; `null` where none is. */
export const assignmentOf = ({ kind, drawn }: Trial, shown: readonly string[]): string | null => {
  const tokens = drawn.filter(({ documentId }) => shown.includes(documentId)).slice(0, MAX_LISTED);
  if (tokens.length === 0) return null;
  return kind === 'one' ? (tokens[0]?.token() ?? null) : tokens.map((one) => `${one.documentId}=${one.token()}`).join(', ');
};

export const VISITOR = /^[A-Za-z0-9_-]{8,64}$/;
const IN_COOKIE = /(?:^|;)\s*cw_visitor=([A-Za-z0-9_-]{8,64})\s*(?:;|$)/;

/** By the name of a header in lower case; '' or `undefined` where it was not sent. */
export type HeaderOf = (name: 'x-visitor-id' | 'cookie' | 'sec-gpc' | 'dnt') => string | undefined;

/**
 * Who reads, by what they say of themselves: the parameter, else the header, else the cookie; `null` for nobody, and for whoever wants no
 * tracking (Global Privacy Control, Do Not Track). What is malformed is not there.
 */
export const visitorOf = (parameter: string | null | undefined, headerOf: HeaderOf): string | null => {
  if (headerOf('sec-gpc') === '1' || headerOf('dnt') === '1') return null;
  const [header, cookie] = [headerOf('x-visitor-id'), headerOf('cookie')];
  if (parameter != null && VISITOR.test(parameter)) return parameter;
  if (header !== undefined && VISITOR.test(header)) return header;
  return cookie === undefined ? null : (IN_COOKIE.exec(cookie)?.[1] ?? null);
};
