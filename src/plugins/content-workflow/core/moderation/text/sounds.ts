/**
 * A text as it sounds: every Chinese character as its syllable without tone, Latin letters as they are. Many words sound
 * alike, so what is found here is never more than a hint.
 */
import { pinyin } from 'pinyin-pro';
import type { View } from './view';

/** The syllable of one Chinese character, its most usual one. Keep one: it remembers. */
export type Syllable = (character: string) => string;

export const createSyllable = (): Syllable => {
  const known = new Map<string, string>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const syllable = pinyin(character, { toneType: 'none', v: true });
    const plain = /^[a-z]+$/.test(syllable) ? syllable : '';
    known.set(character, plain);
    return plain;
  };
};

export interface Sounds extends View {
  /** Whether a word can begin at a unit; whether one can end before it. */
  readonly begins: readonly boolean[];
  readonly ends: readonly boolean[];
}

const HAN = /^\p{Script=Han}$/u;
const LATIN = /^[a-z]$/;

/** Of a view that is folded. */
export const soundsOf = (view: View, syllable: Syllable): Sounds => {
  let text = '';
  let before: 'latin' | 'other' = 'other';
  const from: number[] = [];
  const to: number[] = [];
  const begins: boolean[] = [];
  const ends: boolean[] = [true];
  let at = 0;
  for (const character of view.text) {
    const isLatin = LATIN.test(character);
    const sound = isLatin ? character : HAN.test(character) ? syllable(character) : '';
    for (let i = 0; i < sound.length; i += 1) {
      from.push(view.from[at] ?? 0);
      to.push(view.to[at + character.length - 1] ?? 0);
      const insideWord = isLatin && before === 'latin';
      begins.push(i === 0 && !insideWord);
      if (insideWord) ends[text.length] = false;
      text += sound.charAt(i);
      ends.push(i === sound.length - 1);
    }
    before = isLatin ? 'latin' : 'other';
    at += character.length;
  }
  return { text, from, to, begins, ends };
};
