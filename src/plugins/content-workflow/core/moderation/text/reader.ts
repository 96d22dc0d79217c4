/** Reads a text in every way in which people do: the views that rules match in. */
import { compactOf, reedited, type Compact } from './compact';
import { withoutConfusables } from './confusables';
import { withDigits, withoutLeet } from './digits';
import { createFold, foldedViews } from './fold';
import { lookAlikes, withSignsRead } from './glyphs';
import { createSyllable, soundsOf, type Sounds } from './sounds';
import { edited, type View } from './view';

/** By which reading something was found. */
export const WAYS = ['written', 'turned', 'look-alike', 'signs', 'leet', 'sound'] as const;
export type Way = (typeof WAYS)[number];

export interface Reading<V extends View = View> {
  readonly way: Way;
  readonly view: V;
  /** The units that differ from a reading before; whatever holds none of them was found there. `null`: the whole. */
  readonly changed: readonly number[] | null;
}

export interface Readings {
  /** With its spaces and punctuation. */
  readonly lines: readonly Reading[];
  /** Letters and digits alone. */
  readonly compacts: readonly Reading<Compact>[];
  /** With its punctuation, look-alikes read as what they look like, and numerals as digits. */
  digits(): View;
  sounds(): readonly Reading<Sounds>[];
}

export interface Reader {
  read(text: string): Readings;
  /** A term, as it stands in the lines of a text. */
  line(term: string): string;
  /** A term, as it stands in the compact views of a text. */
  compact(term: string): string;
  sound(term: string): string;
}

const whole = <V extends View>(way: Way, view: V): Reading<V> => ({ way, view, changed: null });

/** A reading, and with its look-alikes read as what they look like. */
const withLookAlikes = (way: Way, compact: Compact): Reading<Compact>[] => {
  const edits = lookAlikes(compact.text);
  return edits.length === 0 ? [whole(way, compact)] : [whole(way, compact), { way: 'look-alike', ...reedited(compact, edits) }];
};

/** Signs and leet are read beside what is written, which may mean themselves. */
const compactsOf = ({ way, view }: Reading): Reading<Compact>[] => {
  const signs = withSignsRead(view);
  const leet = withoutLeet(signs);
  return [
    ...withLookAlikes(way, compactOf(view)),
    ...(signs === view ? [] : withLookAlikes('signs', compactOf(signs))),
    ...(leet === signs ? [] : withLookAlikes('leet', compactOf(leet))),
  ];
};

/** Keep one: it remembers how characters fold and sound. */
export const createReader = (): Reader => {
  const fold = createFold();
  const syllable = createSyllable();
  const linesOf = (text: string): View[] => foldedViews(text, fold).map(withoutConfusables);
  const lineOf = (text: string): View => linesOf(text)[0] ?? { text: '', from: [], to: [] };

  return {
    read(text) {
      const [typed = lineOf(''), turned] = linesOf(text);
      const lines = [whole('written', typed), ...(turned === undefined ? [] : [whole('turned', turned)])];
      return {
        lines,
        compacts: lines.flatMap(compactsOf),
        digits: () => withDigits(edited(typed, lookAlikes(typed.text))),
        sounds: () => lines.map(({ view }) => whole('sound', soundsOf(view, syllable))),
      };
    },
    line: (term) => lineOf(term).text,
    compact: (term) => compactOf(lineOf(term)).text,
    sound: (term) => soundsOf(lineOf(term), syllable).text,
  };
};
