/**
 * Matches all word lists in a text at once. The time grows with the length of the text and the number of matches, whatever
 * the terms are: an Aho-Corasick automaton has nothing to go back over.
 */
import { AhoCorasick } from '@monyone/aho-corasick/fast';
import { Converter } from 'opencc-js';
import { beginningsOf, type Beginnings } from './text/beginnings';
import { gapsIn, standsAlone } from './text/compact';
import { WAYS, type Reader, type Reading, type Readings, type Way } from './text/reader';
import { placeOf } from './text/view';
import { isInForce, type WordList } from './word-lists';

export interface Hit {
  readonly list: WordList;
  readonly term: string;
  /** In the text as it was sent. */
  readonly from: number;
  readonly to: number;
  readonly way: Way | 'pulled-apart';
}

export interface Matcher {
  /** At most one hit a place and list: the longest term, in the way that needs the least reading. In order of place. */
  find(readings: Readings, text: string, at: number): Hit[];
}

interface Entry {
  readonly list: WordList;
  readonly term: string;
  readonly allowed: boolean;
  /** Between its own words. */
  readonly gaps: number;
}

/** Terms as the automaton knows them, with what each stands for. */
interface Index {
  readonly automaton: AhoCorasick;
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly beginnings: Beginnings;
  /** Of its longest term. */
  readonly longest: number;
}

const indexOf = (pairs: Iterable<readonly [string, Entry]>): Index | null => {
  const entries = new Map<string, Entry[]>();
  for (const [key, entry] of pairs) {
    if (key === '') continue;
    const known = entries.get(key);
    if (known === undefined) entries.set(key, [entry]);
    else known.push(entry);
  }
  const keys = [...entries.keys()];
  return keys.length === 0 ? null : { automaton: new AhoCorasick(keys), entries, beginnings: beginningsOf(keys), longest: Math.max(...keys.map(({ length }) => length)) };
};

type Found = Hit & Pick<Entry, 'allowed' | 'gaps'>;

/** The stretches of a view in which a match can hold a unit that is read anew. */
const stretches = (length: number, changed: readonly number[], longest: number): [number, number][] => {
  const found: [number, number][] = [];
  for (const unit of changed) {
    const [begin, end] = [Math.max(0, unit - longest + 1), Math.min(length, unit + longest)];
    const last = found.at(-1);
    if (last !== undefined && begin <= last[1]) last[1] = end;
    else found.push([begin, end]);
  }
  return found;
};

const search = function* (index: Index | null, { view, way, changed }: Reading, counts: (begin: number, end: number) => boolean): Generator<{ found: Found; begin: number; end: number }> {
  if (index === null) return;
  const wanted = changed === null ? [[0, view.text.length] as const] : stretches(view.text.length, changed, index.longest);
  for (const [start, stop] of wanted.flatMap(([from, to]) => index.beginnings.stretches(view.text, from, to))) {
    for (const match of index.automaton.matchInText(view.text.slice(start, stop))) {
      const [begin, end] = [match.begin + start, match.end + start];
      if (!counts(begin, end)) continue;
      for (const entry of index.entries.get(match.keyword) ?? []) yield { found: { ...entry, way, ...placeOf(view, begin, end) }, begin, end };
    }
  }
};

const covers = (outer: Hit, inner: Hit): boolean => outer.list === inner.list && outer.from <= inner.from && outer.to >= inner.to;

const PLAINNESS: Readonly<Record<Hit['way'], number>> = Object.fromEntries([...WAYS, 'pulled-apart'].map((way, i) => [way, way === 'pulled-apart' ? 0.5 : i])) as Record<Hit['way'], number>;

/** What is allowed and what lies inside it goes, then hints at what is certain, then what lies inside another hit of its list. */
const settled = (found: readonly Found[]): Hit[] => {
  const allowed = found.filter((hit) => hit.allowed);
  const firm = found.filter((hit) => hit.way !== 'sound' && !hit.allowed);
  const isToldAlready = (hit: Found): boolean => hit.way === 'sound' && firm.some((other) => other.from < hit.to && hit.from < other.to);
  const left = found.filter((hit) => !hit.allowed && !allowed.some((phrase) => covers(phrase, hit)) && !isToldAlready(hit));
  // The earliest and longest first, so that what comes later can only lie inside of what is kept.
  left.sort((a, b) => a.from - b.from || b.to - a.to || PLAINNESS[a.way] - PLAINNESS[b.way]);
  const kept: Hit[] = [];
  const reach = new Map<WordList, number>();
  for (const { list, term, from, to, way } of left) {
    if (to <= (reach.get(list) ?? -1)) continue;
    reach.set(list, to);
    kept.push({ list, term, from, to, way });
  }
  return kept;
};

const LATIN = /[a-z0-9]/;

/** A Latin word must not go on beyond it. */
const isWhole = (text: string, begin: number, end: number): boolean =>
  !(LATIN.test(text.charAt(begin)) && LATIN.test(text.charAt(begin - 1))) && !(LATIN.test(text.charAt(end - 1)) && LATIN.test(text.charAt(end)));

/** Between Taiwan and the mainland whole words differ, 軟體 and 软件; a term stands for its counterparts too. All at once, since a converter looks up much faster in one long text. */
const counterpartsOf = (terms: readonly string[]): Map<string, string[]> => {
  const converted = [Converter({ from: 'cn', to: 'twp' }), Converter({ from: 'twp', to: 'cn' })].map((convert) => convert(terms.join('\n')).split('\n'));
  return new Map(terms.map((term, i) => [term, [term, ...converted.map((others) => others[i] ?? term)]]));
};

/** Takes about a second for 20,000 terms. */
export const compile = (lists: readonly WordList[], reader: Reader): Matcher => {
  const counterparts = counterpartsOf([...new Set(lists.filter(({ kind }) => kind !== 'allowed-domains').flatMap(({ terms, allow }) => [...terms, ...allow]))]);
  const writings = (term: string): readonly string[] => counterparts.get(term) ?? [term];
  const entriesOf = (kind: WordList['kind'], of: 'terms' | 'allow', key: (term: string) => string): (readonly [string, Entry])[] =>
    lists
      .filter((list) => list.kind === kind)
      .flatMap((list) =>
        list[of].flatMap((term) => {
          const entry = { list, term, allowed: of === 'allow', gaps: term.split(' ').length - 1 };
          return [...new Set(writings(term).map(key))].map((one) => [one, entry] as const);
        })
      );
  // What is allowed is a way of writing, also where a list looks for sounds: it sounds like what is not.
  const written = indexOf([...entriesOf('normalised', 'terms', reader.compact), ...entriesOf('normalised', 'allow', reader.compact), ...entriesOf('pinyin-hint', 'allow', reader.compact)]);
  const exact = indexOf([...entriesOf('exact', 'terms', reader.line), ...entriesOf('exact', 'allow', reader.line)]);
  const sounds = indexOf(entriesOf('pinyin-hint', 'terms', reader.sound));
  const ownWriting = new Map(lists.filter((list) => list.kind === 'pinyin-hint').map((list) => [list, new Set(list.terms.flatMap(writings).map(reader.compact))]));

  return {
    find(readings, text, at) {
      const found: Found[] = [];
      for (const reading of readings.lines) for (const hit of search(exact, reading, (begin, end) => isWhole(reading.view.text, begin, end))) found.push(hit.found);
      for (const reading of readings.compacts) {
        for (const { found: hit, begin, end } of search(written, reading, (from, to) => standsAlone(reading.view, from, to))) found.push(hit.way === 'written' && gapsIn(reading.view, begin, end) > hit.gaps ? { ...hit, way: 'pulled-apart' } : hit);
      }
      for (const reading of sounds === null ? [] : readings.sounds()) {
        for (const { found: hit } of search(sounds, reading, (begin, end) => reading.view.begins[begin] === true && reading.view.ends[end] === true)) {
          // Written as the list writes it, it is no sound-alike; another kind of list looks for it.
          const spelling = reader.compact(text.slice(hit.from, hit.to));
          if (ownWriting.get(hit.list)?.has(spelling) !== true) found.push(hit);
        }
      }
      return settled(found.filter(({ list }) => isInForce(list, at)));
    },
  };
};
