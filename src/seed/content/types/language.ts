/** The content locales of the application. */
export type Locale = 'en' | 'zh-Hans' | 'zh-Hant';

/** A language of the admin panel, in which `zh` is Traditional Chinese. */
export type AdminLanguage = 'en' | 'zh-Hans' | 'zh';
