/** Strapi's own screens in Chinese: with every Strapi that is installed, each text is there, and none of ours is in the way. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { argumentsOf } from '../../support/icu';

const ROOT = path.join(__dirname, '../../..');

/** The file names are Strapi's admin locales; its `zh` is Traditional Chinese. */
const CHINESE = ['zh-Hans', 'zh'] as const;

type Catalogue = Readonly<Record<string, string>>;

/** Where each package keeps its texts, and what it puts before their keys. */
const PACKAGES = {
  admin: { folder: '@strapi/admin/dist/admin/admin/src/translations', prefix: '' },
  'content-manager': { folder: '@strapi/content-manager/dist/admin/translations', prefix: 'content-manager.' },
  'content-type-builder': { folder: '@strapi/content-type-builder/dist/admin/translations', prefix: 'content-type-builder.' },
  email: { folder: '@strapi/email/dist/admin/translations', prefix: 'email.' },
  i18n: { folder: '@strapi/i18n/dist/admin/translations', prefix: 'i18n.' },
  upload: { folder: '@strapi/upload/dist/admin/translations', prefix: 'upload.' },
  'users-permissions': { folder: '@strapi/plugin-users-permissions/dist/admin/translations', prefix: 'users-permissions.' },
} as const;

type Package = keyof typeof PACKAGES;

const NAMES = Object.keys(PACKAGES) as Package[];

const strapis = (name: Package, language: string): Catalogue => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const module = require(path.join(ROOT, 'node_modules', PACKAGES[name].folder, `${language}.json.js`)) as { default?: Catalogue } & Catalogue;
  return (module.default as Catalogue | undefined) ?? module;
};

/** Everything that Strapi says in a language; one package may hold a text of another. */
const allOfStrapi = (language: string): Catalogue =>
  Object.fromEntries(NAMES.flatMap((name) => Object.entries(strapis(name, language)).filter(([, text]) => typeof text === 'string').map(([key, text]) => [PACKAGES[name].prefix + key, text])));

const ours = (name: Package, language: string): Catalogue => JSON.parse(readFileSync(path.join(ROOT, 'src/admin/translations', language, `${name}.json`), 'utf8')) as Catalogue;

/** A few of Strapi's own texts are no patterns, such as an address in angle brackets; those are shown as they stand. */
const formOf = (text: string): string => {
  try {
    return argumentsOf(text).join();
  } catch {
    return 'no pattern';
  }
};

/** A text that asks for what the English one is not given, or is no message, is shown with its braces: as good as none. */
const isShownRaw = (text: string, english: string): boolean => {
  const [mine, its] = [formOf(text), formOf(english)];
  if (its === 'no pattern') return false;
  return mine === 'no pattern' || mine.split(',').some((name) => name !== '' && !its.split(',').includes(name));
};

const cases = CHINESE.flatMap((language) => NAMES.map((name) => ({ language, name })));

test('the texts of the installed Strapi are found', () => {
  for (const name of NAMES) expect(Object.keys(strapis(name, 'en')).length).toBeGreaterThan(20);
});

describe.each(cases)('$name in $language', ({ language, name }) => {
  const english = strapis(name, 'en');
  const allThere = allOfStrapi(language);
  /** What Strapi has of this text in the language, where it can be shown. */
  const there = (key: string): string | undefined => {
    const text = allThere[PACKAGES[name].prefix + key];
    return text === undefined || isShownRaw(text, english[key] ?? '') ? undefined : text;
  };
  const here = ours(name, language);

  test('every English text has a Chinese one, from Strapi or from here', () => {
    expect(Object.keys(english).filter((key) => there(key) === undefined && here[key] === undefined)).toEqual([]);
  });

  test('nothing replaces what Strapi has and can show, and nothing is left of what Strapi has given up', () => {
    expect(Object.keys(here).filter((key) => there(key) !== undefined || english[key] === undefined)).toEqual([]);
  });

  test('each has the arguments and tags of the English one, and some text', () => {
    const wrong = Object.entries(here).flatMap(([key, text]) => {
      // A text of blanks parts two others in English too.
      if (text.trim() === '' && english[key]?.trim() !== '') return [`${key}: no text`];
      const [mine, its] = [formOf(text), formOf(english[key] ?? '')];
      return mine === its ? [] : [`${key}: {${mine}}, in English {${its}}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** Common characters that only the other script has: a text in the wrong file is found by them. */
const FOREIGN = {
  'zh-Hans': /[這個們為與對時開關發儲檢設預覽請選擇項檔資訊語確認刪]/u,
  zh: /[这个们为与对时开关发储检设预览请选择项档资讯语确认删]/u,
} as const;

test.each(CHINESE)('%s is written in its own script', (language) => {
  const found = NAMES.flatMap((name) => Object.entries(ours(name, language)).flatMap(([key, text]) => (FOREIGN[language].test(text) ? [`${name}.${key}: ${text}`] : [])));
  expect(found).toEqual([]);
});
