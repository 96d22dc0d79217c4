import { compile } from '../../../src/plugins/content-workflow/core/moderation/match';
import { createReader } from '../../../src/plugins/content-workflow/core/moderation/text/reader';
import type { WordList } from '../../../src/plugins/content-workflow/core/moderation/word-lists';
import { CLEAN } from '../../support/evasion/clean';
import type { Arena } from '../apps';
import { compete, type Figure } from '../windows';

/** Reading is most of it, and does what the loop does not: what must not be lost again of it. */
const SEEING_THROUGH = 8;

const TERMS = 20_000;
const CHARACTERS = 2_000;

const HEADS = ['免费', '代理', '出售', '购买', '加盟', '兼职', '办理', '提供', '高价', '低价', 'cheap', 'best', 'instant', 'secret', 'buy', 'sell'];
const TAILS = ['贷款', '发票', '账号', '彩票', '资源', '课程', '软件', '药品', '证件', '粉丝', 'loans', 'watches', 'followers', 'bitcoin', 'pills', 'casino'];

/** Terms like those of real lists, three in four of them Chinese; each other than the rest by a part of its own. */
const termsOf = (): string[] =>
  Array.from({ length: TERMS }, (_, i) => {
    const [head = '', tail = ''] = [HEADS[i % HEADS.length], TAILS[Math.floor(i / HEADS.length) % TAILS.length]];
    const own = String.fromCharCode(0x4e00 + ((i * 7) % 6_000), 0x4e00 + ((i * 13) % 5_000));
    return /[a-z]/.test(head) && /[a-z]/.test(tail) ? `${head} ${i.toString(36)} ${tail}` : `${head}${own}${tail}`;
  });

const textOf = (): string => {
  let text = '';
  for (let i = 0; text.length < CHARACTERS; i += 1) text += `${CLEAN[(i * 17) % CLEAN.length] ?? ''}\n`;
  return text.slice(0, CHARACTERS);
};

/**
 * By what a loop would cost that finds as much: the terms in all readings of a text at once, against asking each reading for
 * each term. And by what the least costs that somebody could write: reading the text and finding the terms in it, against one
 * loop over the text as it was sent, which sees through nothing.
 */
export const screening = async (_arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
  const terms = termsOf();
  const text = textOf();
  const reader = createReader();
  const list: WordList = { key: 'bench', version: 1, name: 'Bench', violation: 'spam-ad', severity: 'minor', kind: 'normalised', minors: false, terms, allow: [], expiresAt: null, owner: 'bench', retired: false };
  const matcher = compile([list], reader);
  const readings = reader.read(text);
  const compact = terms.map((term) => reader.compact(term));

  const perSecond = (times: number, once: () => unknown): number => {
    const began = performance.now();
    for (let i = 0; i < times; i += 1) once();
    return (1_000 * times) / (performance.now() - began);
  };

  const matched = (): number => perSecond(Math.max(50, Math.round(1_000 * scale)), () => matcher.find(readings, text, 0));
  const looped = (): number => perSecond(Math.max(2, Math.round(5 * scale)), () => readings.compacts.map(({ view }) => compact.filter((term) => view.text.includes(term))));
  const readAndMatched = (): number => perSecond(Math.max(50, Math.round(500 * scale)), () => matcher.find(reader.read(text), text, 0));
  const loopedOnce = (): number => perSecond(Math.max(2, Math.round(5 * scale)), () => terms.filter((term) => text.includes(term)));

  for (let i = 0; i < 2; i += 1) void [matched(), looped(), readAndMatched(), loopedOnce()];
  const common = { unit: 'texts a second', pairs: 7 };
  const asMuch = await compete(
    {
      ...common,
      goal: { kind: 'at least', value: 50 },
      what: `finding ${TERMS} terms in the ${readings.compacts.length} readings of ${CHARACTERS} characters, against a loop of includes over the same readings`,
      measured: () => Promise.resolve(matched()),
      against: () => Promise.resolve(looped()),
    },
    progress
  );
  const least = await compete(
    {
      ...common,
      goal: { kind: 'at least', value: SEEING_THROUGH },
      what: `reading ${CHARACTERS} characters and finding ${TERMS} terms in them, against one loop of includes over the text as it was sent`,
      note: 'the loop finds nothing that is disguised; nearly all of the rest is the reading',
      measured: () => Promise.resolve(readAndMatched()),
      against: () => Promise.resolve(loopedOnce()),
    },
    progress
  );
  return [asMuch, least];
};
