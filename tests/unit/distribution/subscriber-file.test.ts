/** A file of subscribers, as people keep them: how it is read, and what would become of each line. */
import { importCounts, judgeLines, MAX_IMPORT_BYTES, MAX_IMPORT_ROWS, type ImportLine } from '../../../src/plugins/content-workflow/core/distribution/newsletter/import';
import { readSubscriberFile } from '../../../src/plugins/content-workflow/server/src/distribution/newsletter/imports/file';

const read = (text: string | Buffer) => readSubscriberFile(typeof text === 'string' ? Buffer.from(text) : text);

const linesOf = (text: string | Buffer): readonly ImportLine[] => {
  const file = read(text);
  if (file.kind === 'unreadable') throw new Error(file.code);
  return file.lines;
};

const addressesIn = (text: string | Buffer): string[] => linesOf(text).map(({ address }) => address);

describe('a file', () => {
  test.each([
    ['with commas', 'Name,Email\nLi,li@tea.example\nWu,wu@tea.example\n'],
    ['with semicolons, as spreadsheets of half of Europe write', 'Name;E-Mail\nLi;li@tea.example\nWu;wu@tea.example\n'],
    ['with tabs, as it is pasted from a spreadsheet', 'Name\tE-mail Address\nLi\tli@tea.example\nWu\twu@tea.example'],
    ['with a byte order mark and Windows line ends', '\ufeffemail,name\r\nli@tea.example,Li\r\nwu@tea.example,Wu\r\n'],
    ['with Chinese headings and names', '姓名,电子邮箱\n李雷,li@tea.example\n吴静,wu@tea.example\n'],
    ['with headings in Traditional Chinese', '姓名;電子郵件\n李雷;li@tea.example\n吳靜;wu@tea.example\n'],
    ['with a full-width heading', '姓名,Ｅｍａｉｌ\n李雷,li@tea.example\n吴静,wu@tea.example\n'],
    ['without headings', 'li@tea.example\n\n  wu@tea.example  \n'],
    ['with commas and line breaks inside quotes', 'name,email\n"Li, Lei\nof the ridge",li@tea.example\n"Wu ""Jing""",wu@tea.example\n'],
    ['with rows of different lengths and loose quotes', 'email,name\nli@tea.example\nwu@tea.example,Wu "J" Jing,more\n'],
  ])('%s is read', (_how, text) => {
    expect(addressesIn(text)).toEqual(['li@tea.example', 'wu@tea.example']);
  });

  test('names the line that a person finds in it, and the columns that are not kept', () => {
    const file = read('姓名,邮箱,生日\n\n李雷,li@tea.example,1990\n\n吴静,wu@tea.example,1991\n');
    expect(file).toMatchObject({ kind: 'readable', ignored: ['姓名', '生日'], lines: [{ line: 3 }, { line: 5 }] });
  });

  test('has its address column by the surest name', () => {
    expect(addressesIn('address,email\n1 Tea Road,li@tea.example\n')).toEqual(['li@tea.example']);
  });

  test('that a guard against formulas has been over is read without it', () => {
    expect(addressesIn("email\n'+li@tea.example\n'=wu@tea.example\no'hara@tea.example\n")).toEqual(['+li@tea.example', '=wu@tea.example', "o'hara@tea.example"]);
  });

  test.each([
    ['in GBK', Buffer.from([0xd3, 0xca, 0xcf, 0xe4, 0x0a, 0x61, 0x40, 0x62, 0x2e, 0x63, 0x6e]), 'SUBSCRIBER_FILE_NOT_UTF8'],
    ['in UTF-16 with its mark', Buffer.from('\ufeffemail\nli@tea.example', 'utf16le'), 'SUBSCRIBER_FILE_NOT_UTF8'],
    ['in UTF-16 without it', Buffer.from('email\nli@tea.example', 'utf16le'), 'SUBSCRIBER_FILE_NOT_UTF8'],
    ['that is a workbook', Buffer.from('PK\u0003\u0004rest', 'latin1'), 'SUBSCRIBER_FILE_IS_NO_TEXT'],
    ['of nothing', '', 'SUBSCRIBER_FILE_EMPTY'],
    ['of headings alone', 'email,name\n', 'SUBSCRIBER_FILE_EMPTY'],
    ['without addresses', 'name,phone\nLi,123\n', 'SUBSCRIBER_FILE_NO_ADDRESSES'],
    ['with more people than are taken at once', `email\n${'a@tea.example\n'.repeat(MAX_IMPORT_ROWS + 1)}`, 'SUBSCRIBER_FILE_TOO_LONG'],
    ['with more bytes than are taken at once', 'x'.repeat(MAX_IMPORT_BYTES + 1), 'SUBSCRIBER_FILE_TOO_LARGE'],
  ])('%s is refused with a reason and a way out', (_how, bytes, code) => {
    const file = read(bytes);
    expect(file).toMatchObject({ kind: 'unreadable', code });
    expect(file.kind === 'unreadable' && file.message !== '' && file.next !== '').toBe(true);
  });

  test('with a quote that is never closed is refused with the line', () => {
    expect(read('email,name\nli@tea.example,Li\nwu@tea.example,"Wu\n')).toMatchObject({ kind: 'unreadable', code: 'SUBSCRIBER_FILE_BROKEN', params: { line: expect.any(Number) } });
  });

  test('of exactly as many people as are taken is read', () => {
    expect(linesOf(`email\n${'a@tea.example\n'.repeat(MAX_IMPORT_ROWS)}`)).toHaveLength(MAX_IMPORT_ROWS);
  });
});

describe('a line', () => {
  const judge = (text: string, known: Readonly<Record<string, 'pending' | 'confirmed' | 'unsubscribed' | 'bounced'>> = {}) => judgeLines(linesOf(text), new Map(Object.entries(known)), ['zh-Hans', 'en']);

  test('is new, or there is a reason', () => {
    const judged = judge('email\nnew@tea.example\non@tea.example\nasked@tea.example\nleft@tea.example\ngone@tea.example\nnot an address\nNEW@tea.example\n', { 'on@tea.example': 'confirmed', 'asked@tea.example': 'pending', 'left@tea.example': 'unsubscribed', 'gone@tea.example': 'bounced' });
    expect(judged.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'new'],
      [3, 'present'],
      [4, 'waiting'],
      [5, 'left'],
      [6, 'bounced'],
      [7, 'invalid'],
      [8, 'duplicate'],
    ]);
    expect(judged.at(-1)?.sameAs).toBe(2);
    expect(importCounts(judged)).toEqual({ new: 1, present: 1, waiting: 1, left: 1, bounced: 1, withheld: 0, invalid: 1, duplicate: 1 });
  });

  test.each([['unsubscribed'], ['cleaned'], ['Complained'], ['pending'], ['已退订'], ['VIP']])('that the file itself calls "%s" is withheld', (state) => {
    expect(judge(`email,status\nli@tea.example,${state}\n`)[0]).toMatchObject({ outcome: 'withheld', state });
  });

  test.each([['subscribed'], ['Confirmed'], ['已订阅'], ['']])('that the file calls "%s" is new', (state) => {
    expect(judge(`email,status\nli@tea.example,${state}\n`)[0]?.outcome).toBe('new');
  });

  test.each([
    ['en', 'en'],
    ['en_GB', 'en'],
    ['英文', 'en'],
    ['简体中文', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-TW', 'zh-Hans'],
    ['Klingon', 'zh-Hans'],
    ['', 'zh-Hans'],
  ])('in "%s" is written to in a language of the list', (typed, language) => {
    expect(judge(`email,language\nli@tea.example,${typed}\n`)[0]?.language).toBe(language);
  });
});
