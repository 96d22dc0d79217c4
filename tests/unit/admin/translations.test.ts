/** A key that one language lacks shows as a bare key; an argument that one lacks shows a sentence with a hole. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REFUSAL_CODES } from '../../../src/plugins/content-workflow/core/errors';
import { AGGRAVATORS, LANES, SEVERITIES, VIOLATIONS } from '../../../src/plugins/content-workflow/core/moderation/vocabulary';
import { argumentsOf } from '../../support/icu';

const FOLDER = path.join(__dirname, '../../../src/plugins/content-workflow/admin/src/translations');

/** The file names are Strapi's admin locales; its `zh` is Traditional Chinese. */
const LANGUAGES = ['en', 'zh-Hans', 'zh'] as const;

const messages = (language: string): Record<string, string> => {
  const file = path.join(FOLDER, `${language}.json`);
  if (!existsSync(file)) throw new Error(`${path.relative(process.cwd(), file)} does not exist`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
};

test('an argument is found wherever it stands', () => {
  expect(argumentsOf('Hi {name}, <b>{count, plural, one {# note of {who}} other {# notes}}</b> at {at, time}')).toEqual(['at', 'b', 'count', 'name', 'who']);
  expect(argumentsOf('plain')).toEqual([]);
});

test.each(LANGUAGES)('%s has no key twice, of which only the last would be read', (language) => {
  const keys: readonly string[] = readFileSync(path.join(FOLDER, `${language}.json`), 'utf8').match(/^ {2}"[^"]+"(?=:)/gm) ?? [];
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  expect(keys).toHaveLength(Object.keys(messages(language)).length);
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

/** What a converter makes of simplified words, where Taiwan says it otherwise. */
const CONVERTED = [
  ...['釋出', '核準', '稽核', '許可權', '賬號', '平臺', '模板', '令牌', '二維碼', '點贊', '發佈', '計劃', '純文本', '發件人'],
  ...['點讚', '型別', '自定義', '主頁', '域名', '郵箱', '後臺', '工作臺', '子區', '傳送', '投遞', '管道', '時間線', '訂閱源', '關注者', '列表'],
  ...['條目', '密鑰', '寄件人', 'QR 碼', '富文本', '保存', '當前', '評論', '訪問', '鏈接', '網絡', '默認', '信息', '用戶', '文檔', '服務器', '接口'],
];

/** “App” alone is an application in Taiwan by its whole name only. */
const SHORTENED = /應用(?!程式)/;

test('Traditional Chinese calls one thing by one name, and by its own', () => {
  expect(Object.entries(messages('zh')).filter(([, message]) => SHORTENED.test(message) || CONVERTED.some((word) => message.includes(word)))).toEqual([]);
});

test.each(['zh-Hans', 'zh'])('%s addresses everybody as 您', (language) => {
  expect(Object.entries(messages(language)).filter(([, message]) => message.includes('你'))).toEqual([]);
});

/** Names of things stay as they are: “App key”, “STARTTLS”, an address. Two words that begin small are a sentence. */
const wordsOf = (message: string): readonly string[] => message.replace(/\{[^{}]*\}|\S+:\/\/\S+/g, ' ').match(/\b[a-z]{2,}\b/g) ?? [];

test.each(['zh-Hans', 'zh'])('%s has no sentence in English', (language) => {
  expect(Object.entries(messages(language)).filter(([, message]) => !/\p{Script=Han}/u.test(message) && wordsOf(message).length > 1)).toEqual([]);
});

test('every refusal has a sentence in the viewer\'s language', () => {
  const keys = Object.keys(messages('en'));
  expect(REFUSAL_CODES.filter((code) => !keys.some((key) => key.split('.').includes(code)))).toEqual([]);
});

test('every word of moderation has one in the viewer\'s language', () => {
  const keys = new Set(Object.keys(messages('en')));
  const words = [...VIOLATIONS.map((code) => `violation.${code}`), ...SEVERITIES.map((code) => `severity.${code}`), ...AGGRAVATORS.map((code) => `aggravator.${code}`), ...LANES.map((code) => `lane.${code}`)];
  expect(words.filter((key) => !keys.has(key))).toEqual([]);
});
