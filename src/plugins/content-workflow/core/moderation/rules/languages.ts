/** The languages in which the community is spoken to. Its names are those of web pages; Strapi's `zh` is the Traditional one. */
import { EN } from './en';
import type { PolicyWords } from './words';
import { ZH_HANS } from './zh-hans';
import { ZH_HANT } from './zh-hant';

export const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant'] as const;
export type Language = (typeof LANGUAGES)[number];

export const POLICY_WORDS: Readonly<Record<Language, PolicyWords>> = { en: EN, 'zh-Hans': ZH_HANS, 'zh-Hant': ZH_HANT };

/** English for what is not known. */
export const languageOf = (name: string | null): Language => LANGUAGES.find((language) => language === name) ?? (name === 'zh' ? 'zh-Hant' : 'en');
