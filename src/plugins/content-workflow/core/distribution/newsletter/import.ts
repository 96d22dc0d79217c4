/**
 * What would become of each line of a file of subscribers. Nobody who left comes back by a file, nobody whose mailbox takes
 * nothing is written to again, and nobody is added twice: a line is `new`, or there is a reason why nothing happens to it.
 */
import { normalAddress } from './address';
import { nearestLanguage, type LetterLanguage } from './languages';

/** Enough for a list that somebody looks through before it is taken over; a longer one comes in parts. */
export const MAX_IMPORT_ROWS = 5_000;

/** A hundred bytes a line, and less than the server takes as one request. */
export const MAX_IMPORT_BYTES = 500_000;

/** A line as it was typed. */
export interface ImportLine {
  /** Of the file, counted from 1. */
  readonly line: number;
  readonly address: string;
  readonly language: string;
  /** What the file's own column of states says; '' where it has none. */
  readonly state: string;
}

/** Which columns of a file are read. The others are not kept: a mail is the same for everybody, so a name serves nobody. */
export interface ImportColumns {
  readonly address: number;
  readonly language: number | null;
  readonly state: number | null;
  /** The first line is headings, and nobody's. */
  readonly hasHeadings: boolean;
  /** Headings of what is not kept. */
  readonly ignored: readonly string[];
}

/**
 * - **new**: is added.
 * - **present**: confirmed already. **waiting**: was asked already, and has not confirmed.
 * - **left**: unsubscribed, and comes back only by asking. **bounced**: the address takes no mail.
 * - **withheld**: the file itself does not call them subscribed. **invalid**: no address. **duplicate**: stands further up.
 */
export const IMPORT_OUTCOMES = ['new', 'present', 'waiting', 'left', 'bounced', 'withheld', 'invalid', 'duplicate'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

export interface JudgedLine {
  readonly line: number;
  readonly address: string;
  /** The one spelling by which addresses are compared; '' for what is none. */
  readonly addressKey: string;
  readonly language: LetterLanguage;
  readonly outcome: ImportOutcome;
  /** The line that a duplicate repeats. */
  readonly sameAs: number | null;
  /** What the file calls them, where that is why they are withheld. */
  readonly state: string | null;
}

const HEADINGS = {
  address: ['email', 'e-mail', 'emailaddress', 'e-mailaddress', 'mail', 'subscriber', '邮箱', '邮箱地址', '电子邮箱', '电子邮件', '电子邮件地址', '邮件', '邮件地址', '郵箱', '郵箱地址', '電子郵箱', '電子郵件', '電子郵件地址', '電子信箱', '信箱', '郵件', '郵件地址', '電郵', '電郵地址', 'address', '地址'],
  language: ['language', 'lang', 'locale', '语言', '語言', '语种', '語種'],
  state: ['state', 'status', 'subscriptionstatus', '状态', '狀態', '订阅状态', '訂閱狀態'],
} as const;

/** How lists are kept elsewhere when somebody is on them. Any other word may mean that they are not. */
const SUBSCRIBED: ReadonlySet<string> = new Set(['', 'subscribed', 'confirmed', 'active', 'enabled', '已订阅', '已訂閱', '订阅中', '訂閱中', '已确认', '已確認', '正常', '有效', '启用', '啟用']);

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s_]+/g, '');

/** The earliest name of a column wins, so that `email` is the address beside a postal `address`. */
const columnOf = (headings: readonly string[], names: readonly string[]): number | null => {
  const found = names.map((name) => headings.indexOf(name)).find((index) => index >= 0);
  return found ?? null;
};

/** `null` when no column holds addresses. A file without headings is a list of addresses: the column is that of the first one. */
export const importColumns = (first: readonly string[]): ImportColumns | null => {
  const headings = first.map(folded);
  const bare = first.findIndex((cell) => normalAddress(unquoted(cell)) !== null);
  if (bare >= 0) return { address: bare, language: null, state: null, hasHeadings: false, ignored: [] };
  const [address, language, state] = [columnOf(headings, HEADINGS.address), columnOf(headings, HEADINGS.language), columnOf(headings, HEADINGS.state)];
  if (address === null) return null;
  return { address, language, state, hasHeadings: true, ignored: first.filter((heading, i) => ![address, language, state].includes(i) && heading.trim() !== '') };
};

/** Programs that guard against formulas, this one's export among them, put an apostrophe before what begins like one. */
const unquoted = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '');

export const importLine = (cells: readonly string[], line: number, { address, language, state }: ImportColumns): ImportLine => {
  const cell = (column: number | null): string => (column === null ? '' : (cells[column] ?? '').trim());
  return { line, address: unquoted(cell(address)), language: cell(language), state: cell(state) };
};

/** Codes, and the names that people give languages in Chinese and English. */
const languageOf = (typed: string, offered: readonly LetterLanguage[]): LetterLanguage => {
  const first = offered[0] ?? 'en';
  const text = typed.normalize('NFKC');
  const code = /繁|traditional/i.test(text) ? 'zh-Hant' : /[简簡]|中文|chinese/i.test(text) ? 'zh-Hans' : /^英|english/i.test(text) ? 'en' : text.replaceAll('_', '-');
  const nearest = nearestLanguage(code, first);
  return offered.includes(nearest) ? nearest : first;
};

/** How somebody stands on a list. */
type Standing = 'pending' | 'confirmed' | 'unsubscribed' | 'bounced';

const OF_THE_LIST: Readonly<Record<Standing, ImportOutcome>> = { confirmed: 'present', pending: 'waiting', unsubscribed: 'left', bounced: 'bounced' };

/**
 * `known` says by compared address who is on the list. Somebody without their own line in `known` and with a file that does
 * not contradict itself is `new`, once.
 */
export const judgeLines = (lines: readonly ImportLine[], known: ReadonlyMap<string, Standing>, languages: readonly LetterLanguage[]): JudgedLine[] => {
  const seen = new Map<string, number>();
  return lines.map(({ line, address, language, state }) => {
    const addressKey = normalAddress(address);
    const judged = { line, address, addressKey: addressKey ?? '', language: languageOf(language, languages), sameAs: null, state: null };
    if (addressKey === null) return { ...judged, outcome: 'invalid' };
    const sameAs = seen.get(addressKey);
    if (sameAs !== undefined) return { ...judged, outcome: 'duplicate', sameAs };
    seen.set(addressKey, line);
    const standing = known.get(addressKey);
    if (standing !== undefined) return { ...judged, outcome: OF_THE_LIST[standing] };
    return SUBSCRIBED.has(folded(state)) ? { ...judged, outcome: 'new' } : { ...judged, outcome: 'withheld', state };
  });
};

/** How many lines came to each outcome. */
export const importCounts = (lines: readonly Pick<JudgedLine, 'outcome'>[]): Readonly<Record<ImportOutcome, number>> => {
  const counts = Object.fromEntries(IMPORT_OUTCOMES.map((outcome) => [outcome, 0])) as Record<ImportOutcome, number>;
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
};
