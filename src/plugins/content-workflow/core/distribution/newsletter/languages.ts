/** The languages in which a newsletter speaks for itself: letters of confirmation, pages, and the foot of every mail. */

export const LETTER_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant'] as const;
export type LetterLanguage = (typeof LETTER_LANGUAGES)[number];

const TRADITIONAL = /^zh-(hant|tw|hk|mo)/i;

/** The nearest of them to a language code; `fallback` where there is none. */
export const nearestLanguage = (code: string, fallback: LetterLanguage): LetterLanguage => {
  if (TRADITIONAL.test(code)) return 'zh-Hant';
  if (/^zh\b/i.test(code)) return 'zh-Hans';
  if (/^en\b/i.test(code)) return 'en';
  return fallback;
};
