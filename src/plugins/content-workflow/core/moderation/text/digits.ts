/** Digits in other clothes: Chinese numerals for telephone numbers, and letters for digits and digits for letters in Latin words. */
import { edited, reread, type Edit, type View } from './view';

const NUMERALS: Readonly<Record<string, string>> = Object.fromEntries(
  ['零〇○◯洞', '一壹幺弌', '二贰两弍', '三叁参弎', '四肆', '五伍', '六陆', '七柒拐', '八捌', '九玖勾'].flatMap((forms, digit) => [...forms].map((form) => [form, String(digit)] as const))
);
const NUMERAL = new RegExp(`[${Object.keys(NUMERALS).join('')}]`, 'gu');

/** Letters that stand for digits, where digits stand round them. */
const LETTERS: Readonly<Record<string, string>> = { o: '0', l: '1', i: '1' };
const LETTER_AMONG_DIGITS = /(?<=\d[^\p{L}\p{N}]{0,2}|^)[oil]{1,3}(?=[^\p{L}\p{N}]{0,2}\d)/gu;

/** Numerals read as digits. */
export const withDigits = (view: View): View => reread(reread(view, NUMERAL, (numeral) => NUMERALS[numeral] ?? null), LETTER_AMONG_DIGITS, (letters) => letters.replace(/[oil]/g, (letter) => LETTERS[letter] ?? letter));

const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '@': 'a', $: 's', '€': 'e', '!': 'i', '¡': 'i' };
/** Of each unit: 1 for a letter, 2 for a digit or sign that can stand in a word of letters, digits and signs. */
const KINDS = new Uint8Array(0x10000);
for (const letter of 'abcdefghijklmnopqrstuvwxyz') KINDS[letter.charCodeAt(0)] = 1;
for (const sign of '0123456789@$€!¡') KINDS[sign.charCodeAt(0)] = 2;

/** Longer ones are no words, but for so few signs that they can be one without a letter. */
const MAX_WORD = 30;
const MAX_SIGNS = 3;
const STANDS_IN = /[0134578@$€¡]|!(?=[a-z])/g;

const leetIn = (text: string): Edit[] => {
  const edits: Edit[] = [];
  for (let at = 0; at < text.length; at += 1) {
    let kind = KINDS[text.charCodeAt(at)];
    if (kind === 0) continue;
    const begin = at;
    let [letters, signs] = [false, false];
    for (; kind === 1 || kind === 2; kind = KINDS[text.charCodeAt(at)]) {
      if (kind === 1) letters = true;
      else signs = true;
      at += 1;
    }
    const length = at - begin;
    if (!signs || !((letters && length <= MAX_WORD) || length <= MAX_SIGNS)) continue;
    const word = text.slice(begin, at);
    const read = word.replace(STANDS_IN, (sign) => LEET[sign] ?? sign);
    if (read !== word) edits.push({ begin, end: at, read });
  }
  return edits;
};

/** Letters beside what can stand for one. */
const MIXED = /[a-z][0-9@$€!¡]|[0-9@$€!¡][a-z]/;

/** Latin words in which digits and signs stand for letters. */
export const withoutLeet = (view: View): View => (MIXED.test(view.text) ? edited(view, leetIn(view.text)) : view);
