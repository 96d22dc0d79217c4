/** How people hide words: each class of evasion as what it makes of a term, and cases that were picked by hand. */
import { Converter } from 'opencc-js';

export interface Mutation {
  readonly kind: string;
  /** The term of a starter list, or the kind of contact detail, that hides in it. */
  readonly hides: string;
  readonly text: string;
}

type Mutate = (term: string) => string | null;

const letters = (term: string): string[] => [...term];
const between = (what: string): Mutate => (term) => letters(term).join(what);
const mapped = (table: Readonly<Record<string, string>>, atLeast = 1): Mutate => (term) => {
  const out = letters(term).map((letter) => table[letter] ?? letter);
  return out.filter((letter, i) => letter !== letters(term)[i]).length >= atLeast ? out.join('') : null;
};
const shifted = (from: string, to: number): Mutate => (term) => letters(term).map((letter) => (/[a-z]/.test(letter) ? String.fromCodePoint(letter.codePointAt(0)! - from.codePointAt(0)! + to) : letter)).join('');
const marked = (mark: string): Mutate => (term) => letters(term).map((letter) => (letter === ' ' ? letter : letter + mark)).join('');
const oneIn = (table: Readonly<Record<string, string>>): Mutate => (term) => {
  const at = letters(term).findIndex((letter) => table[letter] !== undefined);
  return at < 0 ? null : letters(term).map((letter, i) => (i === at ? table[letter] : letter)).join('');
};

const toTaiwan = Converter({ from: 'cn', to: 't' });

const CYRILLIC = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', y: 'у', x: 'х', i: 'і', s: 'ѕ', j: 'ј' };
const GREEK = { o: 'ο', a: 'α', i: 'ι', v: 'ν', u: 'υ', e: 'ε', p: 'ρ' };
const LEET = { o: '0', i: '1', e: '3', a: '4', s: '5', t: '7' };
const ACCENTS = { a: 'á', e: 'ê', i: 'ï', o: 'õ', u: 'ü', y: 'ý', c: 'ç', n: 'ñ' };
const SMALL_CAPS = { a: 'ᴀ', b: 'ʙ', c: 'ᴄ', d: 'ᴅ', e: 'ᴇ', f: 'ꜰ', g: 'ɢ', h: 'ʜ', i: 'ɪ', j: 'ᴊ', k: 'ᴋ', l: 'ʟ', m: 'ᴍ', n: 'ɴ', o: 'ᴏ', p: 'ᴘ', r: 'ʀ', s: 'ꜱ', t: 'ᴛ', u: 'ᴜ', v: 'ᴠ', w: 'ᴡ', y: 'ʏ', z: 'ᴢ' };
const GLYPHS = { 微: '薇', 信: '佶', 加: '伽', 群: '裙', 赌: '睹', 贷: '贳', 代: '玳', 返: '钣', 兼: '蒹', 开: '幵', 票: '嘌', 刷: '唰' };
const GLYPHS_2 = { 微: '徽', 加: '茄', 群: '郡', 赌: '堵', 票: '慓', 代: '岱' };
const APART = { 信: '亻言', 加: '力口' };

const CHINESE: Readonly<Record<string, Mutate>> = {
  'zero width space': between('\u200b'),
  'zero width joiner': between('\u200d'),
  'word joiner': between('\u2060'),
  'combining grapheme joiner': between('\u034f'),
  'variation selector': marked('\ufe0f'),
  'soft hyphen': between('\u00ad'),
  'Hangul filler': between('\u3164'),
  'empty Braille cell': between('\u2800'),
  spaces: between(' '),
  'ideographic spaces': between('\u3000'),
  symbols: between('*'),
  'full stops between all': between('。'),
  hearts: between('❤️'),
  'emoji between': between('😊'),
  traditional: (term) => (toTaiwan(term) === term ? null : toTaiwan(term)),
  'traditional and spaced': (term) => (toTaiwan(term) === term ? null : between(' ')(toTaiwan(term))),
  'struck through': marked('\u0336'),
  'direction override': (term) => `\u202e${letters(term).reverse().join('')}\u202c`,
  'direction isolate': (term) => `\u2067${letters(term).reverse().join('')}\u2069`,
  'look-alike glyphs': mapped(GLYPHS),
  'other look-alike glyphs': mapped(GLYPHS_2),
  'glyphs and spaces': (term) => (mapped(GLYPHS)(term) === null ? null : between('~')(mapped(GLYPHS)(term)!)),
  'characters taken apart': oneIn(APART),
  'a sign for a word': oneIn({ 加: '➕' }),
  'a plus for a word': oneIn({ 加: '＋' }),
};

const ENGLISH: Readonly<Record<string, Mutate>> = {
  'upper case': (term) => term.toUpperCase(),
  'mixed case': (term) => letters(term).map((letter, i) => (i % 2 === 0 ? letter.toUpperCase() : letter)).join(''),
  'full width': (term) => shifted('a', 0xff41)(term)!.replaceAll(' ', '\u3000'),
  circled: shifted('a', 0x24d0),
  'mathematical bold': shifted('a', 0x1d41a),
  'mathematical script': shifted('a', 0x1d4ea),
  'mathematical monospace': shifted('a', 0x1d68a),
  'zero width non-joiner': between('\u200c'),
  'tag characters': between('\u{e0020}'),
  'dots between': between('.'),
  'hyphens between': between('-'),
  'spaces between': between(' '),
  accents: mapped(ACCENTS),
  'struck letters': marked('\u0336'),
  'marks above and below': marked('\u0300\u0316\u0488'),
  'small capitals': mapped(SMALL_CAPS),
  'Cyrillic among Latin': mapped(CYRILLIC),
  'one Greek letter': oneIn(GREEK),
  leet: mapped(LEET),
  'words joined': (term) => (term.includes(' ') ? term.replaceAll(' ', '') : null),
  'words joined by signs': (term) => (term.includes(' ') ? term.replaceAll(' ', '_') : null),
  'direction override, Latin': (term) => `\u202e${letters(term).reverse().join('')}\u202c`,
};

const digitsAs = (forms: string): Mutate => (number) => letters(number).map((digit) => [...forms][Number(digit)] ?? digit).join('');

const NUMBERS: Readonly<Record<string, Mutate>> = {
  'full width digits': digitsAs('０１２３４５６７８９'),
  'Chinese digits': digitsAs('零一二三四五六七八九'),
  'bankers’ digits': digitsAs('零壹贰叁肆伍陆柒捌玖'),
  'circle for zero': digitsAs('〇一二三四五六七八九'),
  'circled digits': digitsAs('⓪①②③④⑤⑥⑦⑧⑨'),
  'mathematical digits': digitsAs('𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'),
  'keycap emoji': (number) => letters(number).map((digit) => `${digit}\ufe0f\u20e3`).join(''),
  'digits spaced': between(' '),
  'digits with hyphens': (number) => `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`,
  'digits with zero width': between('\u200b'),
  'digits with emoji': between('🌟'),
  'half in Chinese': (number) => digitsAs('零一二三四五六七八九')(number.slice(0, 5))! + number.slice(5),
};

const CHINESE_TERMS = ['加微信', '微信联系', '扣扣群', '加群领取', '刷单返利', '兼职刷单', '无抵押贷款', '代开发票', '赌博网站', '买卖银行卡'];
const ENGLISH_TERMS = ['free money', 'make money fast', 'click here to claim', 'buy followers', 'crypto giveaway', 'join our telegram', 'online casino bonus'];
const PHONES = ['13800138000', '15912345678', '18677778888'];

const BY_HAND: readonly Mutation[] = [
  { kind: 'picked by hand', hides: '加微信', text: '想了解的加\u200b微\u200d信聊' },
  { kind: 'picked by hand', hides: '加微信', text: '有意者➕薇❤️信细聊' },
  { kind: 'picked by hand', hides: '加微信', text: '力口徽亻言了解详情' },
  { kind: 'picked by hand', hides: '加微信', text: '加 ▲ 微 ▼ 信' },
  { kind: 'picked by hand', hides: '加微信', text: '【加】【微】【信】' },
  { kind: 'picked by hand', hides: '加微信', text: '加-微-信-了解' },
  { kind: 'picked by hand', hides: '加微信', text: '加\n微\n信' },
  { kind: 'picked by hand', hides: '加vx', text: '感兴趣加Ｖ Ｘ' },
  { kind: 'picked by hand', hides: '加vx', text: '➕ⓥⓧ' },
  { kind: 'picked by hand', hides: '加qq', text: '加🅀🅀聊聊' },
  { kind: 'picked by hand', hides: '加qq', text: '加🐧详聊' },
  { kind: 'picked by hand', hides: '私聊我', text: '需要的厶聊我' },
  { kind: 'picked by hand', hides: '月入过万', text: '宝妈在家月～入～过～万' },
  { kind: 'picked by hand', hides: '免费领取', text: '免 费 领 取 全套教程' },
  { kind: 'picked by hand', hides: '免费领取', text: '今天免費領取禮包' },
  { kind: 'picked by hand', hides: '办假证', text: '專業辦假證快速出證' },
  { kind: 'picked by hand', hides: '无抵押贷款', text: '無抵押貸款當天放款' },
  { kind: 'picked by hand', hides: '赌博网站', text: '最新睹搏网站入口' },
  { kind: 'picked by hand', hides: 'free money', text: 'ｆｒ33 m0n3y inside' },
  { kind: 'picked by hand', hides: 'free money', text: 'F​R​E​E M​O​N​E​Y' },
  { kind: 'picked by hand', hides: 'free money', text: 'get f.r.e.e  m.o.n.e.y today' },
  { kind: 'picked by hand', hides: 'make money fast', text: 'mаke mоney fаst from home' },
  { kind: 'picked by hand', hides: 'crypto giveaway', text: 'C r y p t o   G i v e a w a y !!!' },
  { kind: 'picked by hand', hides: 'you have won', text: 'Congratulations, y0u h@ve w0n!' },
  { kind: 'picked by hand', hides: 'claim your prize', text: 'click to cläim your prïze' },
  { kind: 'picked by hand', hides: 'buy followers', text: 'buy_followers / bυy follοwers' },
  { kind: 'picked by hand', hides: 'i will kill you', text: 'I  WILL  K1LL  Y0U' },
  { kind: 'picked by hand', hides: 'contact/phone', text: '电话一叁捌零零壹三八〇〇〇' },
  { kind: 'picked by hand', hides: 'contact/phone', text: '联系我 1 3 8 - 0 0 1 3 - 8 0 0 0' },
  { kind: 'picked by hand', hides: 'contact/phone', text: '+８６ １３８００１３８０００' },
  { kind: 'picked by hand', hides: 'contact/wechat', text: 'V❤X：abc_12345' },
  { kind: 'picked by hand', hides: 'contact/wechat', text: '徽❤信 lovecat99' },
  { kind: 'picked by hand', hides: 'contact/qq', text: '扣\u200b扣：一二三四五六七八' },
  { kind: 'picked by hand', hides: 'contact/email', text: 'write to joe［at］example［dot］com' },
  { kind: 'picked by hand', hides: 'contact/telegram', text: 'ｔ．ｍｅ／bestdeals' },
];

const made = (classes: Readonly<Record<string, Mutate>>, terms: readonly string[], hides: (term: string) => string, carrier: (hidden: string) => string): Mutation[] =>
  Object.entries(classes).flatMap(([kind, mutate]) =>
    terms.flatMap((term) => {
      const hidden = mutate(term);
      return hidden === null ? [] : [{ kind, hides: hides(term), text: carrier(hidden) }];
    })
  );

const itself = (term: string): string => term;

/** Every class that screening sees through. */
export const SOLVED: readonly Mutation[] = [
  ...made(CHINESE, CHINESE_TERMS, itself, (hidden) => `大家好 ${hidden} 谢谢大家`),
  ...made(ENGLISH, ENGLISH_TERMS, itself, (hidden) => `Hello all, ${hidden} (today)`),
  ...made(NUMBERS, PHONES, () => 'contact/phone', (hidden) => `有事找我 ${hidden} 白天都在`),
  ...BY_HAND,
];

/** Written otherwise and sounding alike: a hint, never more. */
export const HOMOPHONES: readonly Mutation[] = ['葳信', '威心', '维信', '薇芯', '威欣', '微新', 'weixin', 'wei xin', '微xin', '伟信'].map((text) => ({ kind: 'homophones', hides: '微信', text: `可以找我的${text}聊` }));

const CYRILLIC_ALL = mapped({ ...CYRILLIC, m: 'м', n: 'п', r: 'г', b: 'ь', t: 'т', w: 'ш', k: 'к', l: 'ӏ', f: 'ғ', h: 'н', g: 'ԍ', u: 'ц', v: 'ѵ', d: 'ԁ' });

/** What is known to get through; measured so that nobody believes otherwise. */
export const UNSOLVED: readonly Mutation[] = [
  ...made({ 'circled characters between': between('㊙') }, CHINESE_TERMS, itself, (hidden) => `大家好 ${hidden} 谢谢大家`),
  ...made({ 'letters repeated': (term) => letters(term).map((letter) => (/[aeiou]/.test(letter) ? letter.repeat(3) : letter)).join('') }, ENGLISH_TERMS, itself, (hidden) => `Hello all, ${hidden} (today)`),
  ...made({ 'characters repeated': (term) => letters(term).map((letter) => letter.repeat(2)).join('') }, CHINESE_TERMS, itself, (hidden) => `大家好 ${hidden} 谢谢大家`),
  ...made({ 'another alphabet throughout': CYRILLIC_ALL }, ENGLISH_TERMS, itself, (hidden) => `Hello all, ${hidden} (today)`),
  ...made({ 'letters swapped': (term) => term.replace(/([a-z])([a-z])([a-z])([a-z])/g, '$1$3$2$4') }, ENGLISH_TERMS, itself, (hidden) => `Hello all, ${hidden} (today)`),
];
