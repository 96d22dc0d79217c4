/**
 * Letters of other scripts that look like Latin ones. Only in a word that is Latin in part: a word that is Cyrillic
 * throughout is Russian, and digits stay digits.
 */
import { confusablesMap } from 'confusables';
import { reread, type View } from './view';

/** Any letter that is not one of a to z, of a script that has look-alikes of Latin letters; accents are folded before. */
const OTHER = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]|(?![a-z])\p{Script=Latin}/u;
const EVERY_OTHER = new RegExp(OTHER.source, 'gu');
const LATIN = /\p{Script=Latin}/u;
/** Words of alphabets, of which Latin is one. No class of Unicode, since every text is asked for these. */
const WORDS = /[a-z0-9\u00aa-\u1fff\u2c00-\u2dff\ua4d0-\uabff]+/g;

/** Where the table of Unicode says nothing, or otherwise than the eye; small capitals among it. */
const OWN: Readonly<Record<string, string>> = { ι: 'i', ɩ: 'i', і: 'i', ӏ: 'l', ʙ: 'b', ꜰ: 'f', ʜ: 'h', ɪ: 'i', ɴ: 'n', ᴛ: 't', ꞯ: 'q' };

const looksLike = (letter: string): string => OWN[letter] ?? confusablesMap.get(letter)?.toLowerCase() ?? letter;

/** What is outside of it has no such letter; Chinese and plain Latin text is. */
const BEYOND_ASCII = /[\u00aa-\u1fff\u2c00-\u2dff\ua4d0-\uabff]/;

export const withoutConfusables = (view: View): View =>
  BEYOND_ASCII.test(view.text) ? reread(view, WORDS, (word) => (BEYOND_ASCII.test(word) && LATIN.test(word) && OTHER.test(word) ? word.replace(EVERY_OTHER, looksLike) : null)) : view;
