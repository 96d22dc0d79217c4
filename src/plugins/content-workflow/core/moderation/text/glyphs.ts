/**
 * Characters that are taken for others because they look alike, and characters taken apart. A look-alike is also a
 * character of its own, so it is read as what it is in the words where it belongs.
 */
import { editsOf, reread, type Edit, type View } from './view';

interface Glyph {
  readonly base: string;
  readonly looks: string;
  /** Simplified, as texts are when they come here. */
  readonly words?: readonly string[];
}

const GLYPHS: readonly Glyph[] = [
  { base: '微', looks: '徽薇溦癓霺嶶', words: ['安徽', '徽章', '徽标', '徽州', '徽派', '徽剧', '徽商', '徽墨', '徽号', '国徽', '校徽', '会徽', '队徽', '警徽', '党徽', '帽徽', '族徽', '蔷薇', '紫薇', '采薇', '薇拉'] },
  { base: '信', looks: '佶倍伩', words: ['倍数', '加倍', '百倍', '两倍', '双倍', '几倍', '倍增', '倍感', '翻倍', '十倍', '事半功倍'] },
  { base: '加', looks: '伽咖茄泇', words: ['咖啡', '咖喱', '大咖', '伽马', '瑜伽', '番茄', '茄子', '雪茄', '茄汁', '咖位'] },
  { base: '群', looks: '裙郡帬', words: ['裙子', '裙摆', '连衣裙', '短裙', '长裙', '围裙', '裙装', '郡县', '郡主'] },
  { base: '扣', looks: '釦叩', words: ['叩头', '叩门', '叩拜'] },
  { base: '赌', looks: '堵睹', words: ['堵车', '堵塞', '拥堵', '目睹', '睹物', '堵住', '封堵'] },
  { base: '博', looks: '搏膊', words: ['搏斗', '拼搏', '脉搏', '胳膊', '搏击', '赤膊'] },
  { base: '彩', looks: '綵睬', words: ['理睬'] },
  { base: '票', looks: '嘌慓' },
  { base: '代', looks: '玳岱', words: ['玳瑁', '岱山', '泰岱'] },
  { base: '开', looks: '幵' },
  { base: '贷', looks: '贳' },
  { base: '刷', looks: '唰', words: ['唰唰', '唰地'] },
  { base: '私', looks: '俬厶', words: ['家俬'] },
  { base: '聊', looks: '聎' },
  { base: '返', looks: '钣' },
  { base: '现', looks: '岘' },
  { base: '兼', looks: '蒹搛', words: ['蒹葭'] },
  { base: '职', looks: '聀' },
  { base: '赚', looks: '歉谦', words: ['抱歉', '道歉', '歉意', '谦虚', '谦逊', '谦和', '歉收', '谦卑', '致歉', '歉疚'] },
  { base: '钱', looks: '浅贱', words: ['深浅', '浅显', '浅色', '肤浅', '浅谈', '粗浅', '浅绿', '浅蓝', '贫贱', '卑贱', '浅浅', '搁浅', '贱卖'] },
  { base: '币', looks: '帀巾', words: ['毛巾', '纸巾', '围巾', '头巾', '餐巾', '红领巾'] },
];

/** Parts side by side, which the eye puts together. */
const APART: readonly (readonly [string, string])[] = [
  ['亻言', '信'],
  ['力口', '加'],
  ['亻尔', '你'],
  ['亻戈', '代'],
  ['贝者', '赌'],
  ['弋贝', '贷'],
];

const BASE_OF = new Map(GLYPHS.flatMap(({ base, looks }) => [...looks].map((look) => [look, base] as const)));
const WORDS = GLYPHS.flatMap(({ words = [] }) => words);
const WORDS_OF = new Map([...BASE_OF.keys()].map((look) => [look, WORDS.filter((word) => word.includes(look))]));
const WHOLE = new Map(APART);
const PATTERN = new RegExp(`${[...WHOLE.keys()].join('|')}|[${[...BASE_OF.keys()].join('')}]`, 'g');

const belongs = (text: string, look: string, at: number): boolean => (WORDS_OF.get(look) ?? []).some((word) => text.startsWith(word, at - word.indexOf(look)));

export const lookAlikes = (text: string): Edit[] => editsOf(text, PATTERN, (look, at) => WHOLE.get(look) ?? (belongs(text, look, at) ? null : (BASE_OF.get(look) ?? null)));

/** Signs that stand for a word. */
const SIGNS: Readonly<Record<string, string>> = { '➕': '加', '+': '加', '✚': '加', '╋': '加', '🐧': 'qq', '📞': '电话', '☎': '电话', '📱': '手机', '💰': '钱', '💴': '钱', '🧧': '红包', '🈷': '月' };
const SIGN = new RegExp(Object.keys(SIGNS).map((sign) => sign.replace('+', '\\+')).join('|'), 'gu');

/** The first units of them: where none is, there is no sign. */
const FIRST = new RegExp(`[${Object.keys(SIGNS).map((sign) => sign.charAt(0)).join('')}]`);

export const withSignsRead = (view: View): View => (FIRST.test(view.text) ? reread(view, SIGN, (sign) => SIGNS[sign] ?? null) : view);
