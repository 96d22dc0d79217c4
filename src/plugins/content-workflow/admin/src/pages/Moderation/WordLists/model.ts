/** A word list as it is edited: terms are lines of text until somebody saves them. */
import { isInForce, termProblems, tidyTerms, type TermProblem } from '../../../../../core/moderation/word-lists';
import type { ListValues, RulePrecision, WordListView } from '../../../../../contracts/moderation/word-lists';

export interface Draft extends Omit<ListValues, 'terms' | 'allow' | 'expiresAt'> {
  readonly terms: string;
  readonly allow: string;
  /** A day, `2026-12-31`; '' for a list that does not expire. */
  readonly expiresOn: string;
}

export const EMPTY: Draft = { name: '', violation: 'spam-ad', severity: 'minor', kind: 'normalised', minors: false, terms: '', allow: '', expiresOn: '', owner: '', retired: false };

const linesOf = (text: string): string[] => text.split('\n');

export const draftOf = ({ name, violation, severity, kind, minors, terms, allow, expiresAt, owner, retired }: ListValues): Draft => ({
  name,
  violation,
  severity,
  kind,
  minors,
  terms: terms.join('\n'),
  allow: allow.join('\n'),
  expiresOn: expiresAt === null ? '' : expiresAt.slice(0, 10),
  owner,
  retired,
});

/** A list holds until its last day has begun everywhere it is read in UTC. */
export const valuesOf = ({ terms, allow, expiresOn, ...rest }: Draft): ListValues => ({ ...rest, terms: tidyTerms(linesOf(terms)), allow: tidyTerms(linesOf(allow)), expiresAt: expiresOn === '' ? null : `${expiresOn}T00:00:00.000Z` });

export const countOf = (text: string): number => tidyTerms(linesOf(text)).length;

/** The first line that can not be saved, counted from 1 as an editor counts. */
export const firstProblem = (text: string): { readonly line: number; readonly term: string } | null => {
  const lines = linesOf(text).map((line, i) => ({ term: line.trim(), line: i + 1 })).filter(({ term }) => term !== '');
  const [problem] = termProblems(lines.map(({ term }) => term)) as readonly (TermProblem | undefined)[];
  return problem === undefined ? null : (lines[problem.at] ?? null);
};

export const isSame = (a: Draft, b: Draft): boolean => JSON.stringify(valuesOf(a)) === JSON.stringify(valuesOf(b));

export type Standing = 'inForce' | 'expired' | 'retired';

export const standingOf = (list: Pick<WordListView, 'retired' | 'expiresAt'>, now: number): Standing =>
  list.retired ? 'retired' : isInForce({ retired: false, expiresAt: list.expiresAt === null ? null : Date.parse(list.expiresAt) }, now) ? 'inForce' : 'expired';

/** The share that moderators agreed with; `null` before they decided about anything. */
export const precisionOf = ({ upheld, dismissed }: RulePrecision): number | null => (upheld + dismissed === 0 ? null : upheld / (upheld + dismissed));
