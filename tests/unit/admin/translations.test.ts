/** A key that one language lacks shows as a bare key; an argument that one lacks shows a sentence with a hole. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createIntl } from 'react-intl';
import { REFUSAL_CODES } from '../../../src/plugins/content-workflow/core/errors';

const FOLDER = path.join(__dirname, '../../../src/plugins/content-workflow/admin/src/translations');

/** The file names are Strapi's admin locales; its `zh` is Traditional Chinese. */
const LANGUAGES = ['en', 'zh-Hans', 'zh'] as const;

const messages = (language: string): Record<string, string> => {
  const file = path.join(FOLDER, `${language}.json`);
  if (!existsSync(file)) throw new Error(`${path.relative(process.cwd(), file)} does not exist`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
};

interface Element {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
  readonly children?: readonly Element[];
}

/** The names of a message's ICU arguments and rich-text tags; parsing it throws where its syntax is wrong. */
const argumentsOf = (message: string): string[] => {
  const names = new Set<string>();
  const visit = (elements: readonly Element[]): void => {
    for (const element of elements) {
      // 0 is plain text and 7 the `#` of a plural; everything else has a name.
      if (element.type !== 0 && element.type !== 7 && element.value !== undefined) names.add(element.value);
      for (const option of Object.values(element.options ?? {})) visit(option.value);
      visit(element.children ?? []);
    }
  };
  const { formatters } = createIntl({ locale: 'en', messages: {} });
  visit(formatters.getMessageFormat(message, 'en').getAst() as unknown as Element[]);
  return [...names].sort();
};

test('an argument is found wherever it stands', () => {
  expect(argumentsOf('Hi {name}, <b>{count, plural, one {# note of {who}} other {# notes}}</b> at {at, time}')).toEqual(['at', 'b', 'count', 'name', 'who']);
  expect(argumentsOf('plain')).toEqual([]);
});

test.each(LANGUAGES)('%s has a text for every key, in the form that it can be formatted', (language) => {
  const broken = Object.entries(messages(language)).flatMap(([key, text]) => {
    if (typeof text !== 'string' || text.trim() === '') return [`${key}: no text`];
    try {
      argumentsOf(text);
      return [];
    } catch (error) {
      return [`${key}: ${(error as Error).message}`];
    }
  });
  expect(broken).toEqual([]);
});

describe.each(LANGUAGES.filter((language) => language !== 'en'))('%s and en', (language) => {
  test('have the same keys', () => {
    expect(Object.keys(messages(language)).sort()).toEqual(Object.keys(messages('en')).sort());
  });

  test('have the same arguments in every sentence', () => {
    const english = messages('en');
    const different = Object.entries(messages(language)).flatMap(([key, text]) => {
      const [here, there] = [argumentsOf(text), argumentsOf(english[key] ?? '')];
      return here.join() === there.join() ? [] : [`${key}: {${here.join()}}, in English {${there.join()}}`];
    });
    expect(different).toEqual([]);
  });
});

test('the two Chinese languages are two translations', () => {
  const [simplified, traditional] = [messages('zh-Hans'), messages('zh')];
  const same = Object.keys(simplified).filter((key) => simplified[key] === traditional[key]);
  expect(same.length).toBeLessThan(Object.keys(simplified).length / 2);
});

test('every refusal has a sentence in the viewer\'s language', () => {
  const keys = Object.keys(messages('en'));
  expect(REFUSAL_CODES.filter((code) => !keys.some((key) => key.split('.').includes(code)))).toEqual([]);
});
