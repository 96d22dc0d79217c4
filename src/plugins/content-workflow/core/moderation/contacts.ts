/** Ways to reach somebody outside: telephone numbers, handles of messengers, mail addresses. Patterns are bounded, so that no text makes them slow. */
import { placeOf, type View } from './text/view';

export const CONTACTS = ['phone', 'qq', 'wechat', 'telegram', 'whatsapp', 'line', 'email'] as const;
export type Contact = (typeof CONTACTS)[number];

export interface ContactFinding {
  readonly contact: Contact;
  readonly from: number;
  readonly to: number;
}

/** What people put between letters and digits to hide them. */
const BETWEEN = '[^\\p{L}\\p{N}\\n]{0,3}';

const spaced = (word: string): string => [...word].join(BETWEEN);
const oneOf = (words: readonly string[]): string => `(?:${words.map(spaced).join('|')})`;
const digits = (pattern: string): string => pattern.replaceAll('D', `\\d${BETWEEN}`);

/** A handle has a digit or an underscore, or is announced by a sign; "wechat payments" is neither. */
const HANDLE = `(?:(?:号|號|id|帐号|账号|是|为)?[^\\p{L}\\p{N}\\n]{0,2}[:：=@][^\\p{L}\\p{N}\\n]{0,2}[a-z][a-z0-9_-]{4,29}|(?:号|id|帐号|账号|是|为)?[^\\p{L}\\p{N}\\n]{0,4}(?=[a-z_-]{0,20}[0-9_])[a-z0-9][a-z0-9_-]{4,29})(?![a-z0-9_])`;
const NUMBER_OF = (from: number, to: number): string => `(?:号|群|群号|号码|id|是|为)?[^\\p{L}\\p{N}\\n]{0,4}(?:\\d${BETWEEN}){${from},${to}}(?!\\d)`;

const START = '(?<![a-z0-9])';

const PATTERNS: readonly (readonly [Contact, RegExp])[] = [
  // Of the mainland, with or without its code; of Taiwan; of anywhere with a plus.
  ['phone', new RegExp(`(?<![\\d.])(?:(?:\\+|00)?8${BETWEEN}6${BETWEEN})?1${BETWEEN}[3-9]${BETWEEN}${digits('DDDDDDDD')}\\d(?![\\d%])`, 'gu')],
  ['phone', new RegExp(`(?<![\\d.])(?:\\+8${BETWEEN}8${BETWEEN}6${BETWEEN})?0?9${BETWEEN}${digits('DDDDDDD')}\\d(?![\\d%])(?<=09.{8,40}|\\+886.{9,40})`, 'gu')],
  ['phone', new RegExp(`(?<![\\d+])\\+(?:[1-9][\\s().-]{0,2})(?:\\d[\\s().-]{0,2}){6,13}\\d(?!\\d)`, 'gu')],
  ['phone', new RegExp(`${START}${oneOf(['电话', '手机', '热线', 'tel', 'phone', 'call'])}(?:号|号码|是|为)?[^\\p{L}\\p{N}\\n]{0,4}(?:\\d[^\\p{L}\\p{N}\\n]{0,2}){7,14}(?!\\d)`, 'gu')],
  ['qq', new RegExp(`${START}${oneOf(['qq', '扣扣', '企鹅', 'q群', '扣群', '球球'])}${NUMBER_OF(5, 11)}`, 'gu')],
  ['wechat', new RegExp(`${START}${oneOf(['微信', 'vx', 'wx', 'v信', 'wechat', 'weixin', '加v', '加微', '威信', '卫星', '薇信'])}(?:${HANDLE}|${NUMBER_OF(6, 15)})`, 'gu')],
  ['telegram', new RegExp(`${START}(?:${oneOf(['telegram', '电报', '飞机号', '纸飞机'])}|tg)(?:${HANDLE})`, 'gu')],
  ['telegram', /(?<![a-z0-9.])t\.me\/\+?[a-z0-9_]{4,32}/gu],
  ['whatsapp', new RegExp(`${START}${oneOf(['whatsapp', "what's app"])}${NUMBER_OF(7, 15)}`, 'gu')],
  ['whatsapp', /(?<![a-z0-9.])wa\.me\/\d{6,15}/gu],
  ['line', new RegExp(`${START}(?:line\\s?id|加line|赖)(?:${HANDLE})`, 'gu')],
  // The dot and the at sign in other clothes too.
  ['email', /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}\s?(?:@|\[at\]|\(at\)|#at#|艾特)\s?(?:[a-z0-9][a-z0-9-]{0,62}\s?(?:\.|\[dot\]|\(dot\)|点)\s?){1,4}[a-z]{2,12}(?![a-z0-9])/gu],
];

/** `view` is a text with numerals read as digits. Each stretch counts once, for the first kind that it fits. */
export const contactsIn = (view: View): ContactFinding[] => {
  const found: ContactFinding[] = [];
  const taken: (readonly [number, number])[] = [];
  for (const [contact, pattern] of PATTERNS) {
    for (const match of view.text.matchAll(pattern)) {
      const [begin, end] = [match.index, match.index + match[0].trimEnd().length];
      if (taken.some(([from, to]) => from < end && begin < to)) continue;
      taken.push([begin, end]);
      found.push({ contact, ...placeOf(view, begin, end) });
    }
  }
  return found.sort((a, b) => a.from - b.from);
};
