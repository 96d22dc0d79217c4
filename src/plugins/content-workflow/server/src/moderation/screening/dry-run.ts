/** What a list would find in what was sent before: judged before it is saved, not after it has sent a hundred people to look. */
import type { DryRunWordList } from '../../../../contracts/moderation/word-lists';
import type { WordList, WordListContent } from '../../../../core/moderation/word-lists';
import { iso } from '../../jobs/clock';
import type { Remembered } from './fingerprints';
import type { Sample, SampleHit } from './protocol';

/** The last ones; older submissions were written by other people about other things. */
export const MAX_LOOKED = 1_000;
const MAX_SHOWN = 50;
const MAX_EXCERPTS = 5;
/** Enough to understand a match, and not a way to read whole submissions. */
const AROUND = 30;

type Trial = Pick<WordListContent, 'kind' | 'terms' | 'allow'>;

/** A list that finds by these terms and is in force; nothing else of it matters here. */
export const trialOf = ({ kind, terms, allow }: Trial): WordList => ({ key: 'trial', version: 0, name: '', violation: 'spam-ad', severity: 'minor', minors: false, owner: '', expiresAt: null, retired: false, kind, terms, allow });

export const sampleOf = ({ id, title, text, contributorName }: Remembered): Sample => ({
  id,
  fields: [
    { name: 'title', text: title },
    { name: 'text', text },
    { name: 'contributorName', text: contributorName },
  ],
});

const excerptOf = (submission: Remembered, { field, term, way, from, to }: SampleHit): DryRunWordList.Excerpt => {
  const text = submission[field as 'title' | 'text' | 'contributorName'];
  return { field, term, way, before: text.slice(Math.max(0, from - AROUND), from), matched: text.slice(from, to), after: text.slice(to, to + AROUND) };
};

const termCounts = (found: Iterable<readonly SampleHit[]>): { term: string; submissions: number }[] => {
  const counts = new Map<string, number>();
  for (const hits of found) for (const term of new Set(hits.map((hit) => hit.term))) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts].map(([term, submissions]) => ({ term, submissions })).sort((a, b) => b.submissions - a.submissions);
};

type Found = ReadonlyMap<number, readonly SampleHit[]>;

/** `before`: what the version in force finds, by the submission's id. */
export const dryRunOf = (looked: readonly Remembered[], would: Found, before: Found): DryRunWordList.Result => {
  const found = looked.filter(({ id }) => (would.get(id) ?? []).length > 0);
  const isNew = ({ id }: Remembered): boolean => (before.get(id) ?? []).length === 0;
  const shown = [...found.filter(isNew), ...found.filter((one) => !isNew(one))].slice(0, MAX_SHOWN);
  return {
    looked: looked.length,
    hits: found.length,
    hitsNow: looked.filter((one) => !isNew(one)).length,
    lost: looked.filter((one) => !isNew(one) && (would.get(one.id) ?? []).length === 0).slice(0, MAX_SHOWN).map(({ reference, title }) => ({ reference, title })),
    terms: termCounts(would.values()).slice(0, MAX_SHOWN),
    submissions: shown.map((one) => ({
      reference: one.reference,
      title: one.title,
      at: iso(one.at),
      change: isNew(one) ? 'new' : 'same',
      excerpts: (would.get(one.id) ?? []).slice(0, MAX_EXCERPTS).map((hit) => excerptOf(one, hit)),
    })),
  };
};
