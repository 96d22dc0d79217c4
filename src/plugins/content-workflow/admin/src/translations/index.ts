import { PLUGIN_ID } from '../plugin-id';

type Messages = Readonly<Record<string, string>>;

/** Loaded by language, so that nobody downloads the other two. In Strapi's admin `zh` is Traditional Chinese. */
const CATALOGUES: Readonly<Record<string, () => Promise<{ readonly default: Messages }>>> = {
  en: () => import('./en.json'),
  'zh-Hans': () => import('./zh-Hans.json'),
  zh: () => import('./zh.json'),
};

/** Strapi keeps one flat table of messages for all plugins, so every key carries the plugin's name. */
const prefixed = (messages: Messages): Record<string, string> => Object.fromEntries(Object.entries(messages).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));

/** A language without a catalogue of ours gets no messages; Strapi falls back to English by itself. */
export const loadTranslations = ({ locales }: { readonly locales: readonly string[] }): Promise<{ data: Record<string, string>; locale: string }[]> =>
  Promise.all(locales.map(async (locale) => ({ locale, data: prefixed((await CATALOGUES[locale]?.())?.default ?? {}) })));
