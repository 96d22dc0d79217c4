import { PLUGIN_ID } from '../plugin-id';

interface Catalogue {
  readonly data: Record<string, string>;
  readonly locale: string;
}

/** Strapi keeps one flat table of messages for all plugins, so every key carries the plugin's name. */
const prefixed = (messages: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(messages).map(([key, text]) => [`${PLUGIN_ID}.${key}`, text]));

const read = async (locale: string): Promise<Catalogue> => {
  try {
    const { default: messages } = (await import(`./${locale}.json`)) as { default: Record<string, string> };
    return { data: prefixed(messages), locale };
  } catch {
    // A language without a file of ours: Strapi falls back to English by itself.
    return { data: {}, locale };
  }
};

export const loadTranslations = ({ locales }: { readonly locales: readonly string[] }): Promise<Catalogue[]> => Promise.all(locales.map(read));
