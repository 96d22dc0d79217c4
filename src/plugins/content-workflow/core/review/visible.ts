/** Characters that nobody sees: controls, and marks that turn the direction of a text or have no width. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** An address as it is printed beside the words that lead to it: nothing in it hides or reorders the rest. */
export const visibly = (address: string): string => address.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
