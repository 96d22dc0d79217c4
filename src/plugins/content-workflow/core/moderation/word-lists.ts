/** Word lists: what one says and what it may say. Every save is a version; a signal names the version that made it. */
import type { Severity, Violation } from './vocabulary';

/**
 * `exact`: as it is written, but for width, case, script variant and what nobody sees. `normalised`: also pulled apart,
 * with look-alikes, signs and leet. `pinyin-hint`: what sounds like it and is written otherwise, which is only ever a hint.
 * `allowed-domains`: no words, but places that links may lead to without anything being said about it.
 */
export const MATCH_KINDS = ['exact', 'normalised', 'pinyin-hint', 'allowed-domains'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

export interface WordListContent {
  readonly name: string;
  readonly violation: Violation;
  readonly severity: Severity;
  readonly kind: MatchKind;
  /** What it finds concerns minors, and goes first. */
  readonly minors: boolean;
  readonly terms: readonly string[];
  /** Phrases in which a term means nothing: a match inside one of them is none. */
  readonly allow: readonly string[];
  /** Epoch milliseconds from which the list finds nothing any more; `null`: it does not expire. */
  readonly expiresAt: number | null;
  /** Who answers for it: a person or a team. */
  readonly owner: string;
  /** No longer in force; its versions stay. */
  readonly retired: boolean;
}

export interface WordList extends WordListContent {
  readonly key: string;
  readonly version: number;
}

export const LIST_KEY = /^[a-z][a-z0-9-]{1,39}$/;

/** Of all lists in force together; what the matcher is measured with. */
export const MAX_TERMS = 20_000;
/** Of one list; more are exceptions that a list of other terms would not need. */
export const MAX_ALLOWED = 2_000;
export const MAX_TERM_LENGTH = 100;
/** A single letter is in every text. */
export const MIN_TERM_LETTERS = 2;

export const lettersIn = (term: string): number => term.normalize('NFKC').match(/[\p{L}\p{N}]/gu)?.length ?? 0;

export type TermProblem = { readonly at: number; readonly message: string };

/** What is wrong with terms, by their place; a list is saved only when nothing is. */
export const termProblems = (terms: readonly string[]): TermProblem[] =>
  terms.flatMap((term, at) => {
    if (term.length > MAX_TERM_LENGTH) return [{ at, message: `is longer than ${MAX_TERM_LENGTH} characters` }];
    return lettersIn(term) < MIN_TERM_LETTERS ? [{ at, message: `has fewer than ${MIN_TERM_LETTERS} letters or digits` }] : [];
  });

/** Trimmed, without empty lines and without what is there twice, in the order given. */
export const tidyTerms = (terms: readonly string[]): string[] => [...new Set(terms.map((term) => term.trim().replace(/\s+/g, ' ')).filter((term) => term !== ''))];

export const isInForce = (list: Pick<WordListContent, 'retired' | 'expiresAt'>, at: number): boolean => !list.retired && (list.expiresAt === null || list.expiresAt > at);
