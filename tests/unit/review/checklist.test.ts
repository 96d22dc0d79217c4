import { blocking, plainText, runChecklist, type ChecklistRule } from '../../../src/plugins/content-workflow/core/review/checklist';

const check = (content: Record<string, unknown>, rule: Partial<ChecklistRule> = {}) => runChecklist(content, [{ field: 'field', level: 'required', ...rule }])[0];
const problemOf = (value: unknown, rule: Partial<ChecklistRule> = {}) => check({ field: value }, rule)?.problem;

const paragraph = (...texts: string[]) => ({ type: 'paragraph', children: texts.map((text) => ({ type: 'text', text })) });

describe('text is counted as its author counts it', () => {
  test.each([
    { what: 'Latin letters', text: 'Spring', size: 6 },
    { what: 'Chinese characters', text: '春日市集', size: 4 },
    { what: 'Chinese characters outside the basic plane', text: '𠮷野家', size: 3 },
    { what: 'full-width punctuation', text: '来吧！', size: 3 },
    { what: 'an emoji', text: '🌸', size: 1 },
    { what: 'an emoji of a family, which is one picture', text: '👨‍👩‍👧', size: 1 },
    { what: 'an emoji with a skin tone', text: '👍🏽', size: 1 },
    { what: 'a flag', text: '🇨🇳', size: 1 },
    { what: 'a letter with a combining accent', text: 'e\u0301', size: 1 },
    { what: 'blanks around it not', text: '  市集 \n', size: 2 },
    { what: 'an ideographic blank around it not', text: '\u3000市集\u3000', size: 2 },
    { what: 'blanks inside it', text: 'a b', size: 3 },
  ])('$what: $text is $size long', ({ text, size }) => {
    expect({ exact: problemOf(text, { min: size, max: size }), more: problemOf(text, { min: size + 1 }), less: size > 1 ? problemOf(text, { max: size - 1 }) : 'too-long' }).toEqual({ exact: null, more: 'too-short', less: 'too-long' });
  });
});

describe('what is missing', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['a text of blanks', ' \n\u3000'],
    ['an empty list', []],
    ['rich text without a word', [paragraph('')]],
    ['rich text of blanks', [paragraph(' '), paragraph('')]],
    ['a box that is not ticked', false],
  ])('%s is missing', (_, value) => {
    expect(problemOf(value)).toBe('missing');
    expect(problemOf(value, { min: 5 })).toBe('missing');
  });

  test.each([
    ['a ticked box', true],
    ['the number zero', 0],
    ['a date', '2026-11-29'],
    ['a media file', { id: 7, url: '/uploads/cover.jpg', hash: 'x' }],
    ['a component', { platform: 'weibo' }],
    ['a list of one media file', [{ id: 7 }]],
  ])('%s is there', (_, value) => {
    expect(problemOf(value)).toBeNull();
  });
});

describe('rich text and lists', () => {
  const list = { type: 'list', format: 'unordered', children: [{ type: 'list-item', children: [{ type: 'text', text: '一' }] }, { type: 'list-item', children: [{ type: 'text', text: '二' }] }] };
  const link = { type: 'paragraph', children: [{ type: 'text', text: 'See ' }, { type: 'link', url: 'https://example.org', children: [{ type: 'text', text: 'here' }] }] };

  test('rich text is measured by its plain text, not by its number of blocks', () => {
    expect(problemOf([paragraph('春日')], { min: 2, max: 2 })).toBeNull();
    expect(problemOf([paragraph('春'), paragraph('日')], { min: 4 })).toBe('too-short');
  });

  test('parts of a paragraph stand together, paragraphs on lines of their own', () => {
    expect(plainText([paragraph('Spring ', 'fair'), paragraph('in the park')])).toBe('Spring fair\nin the park');
  });

  test('links and list items are read', () => {
    expect(plainText([link])).toBe('See here');
    expect(plainText([list])).toContain('一');
    expect(plainText([list])).toContain('二');
  });

  test('lists and repeatable components are counted by their items', () => {
    expect(problemOf([{ name: 'a' }, { name: 'b' }], { min: 3 })).toBe('too-short');
    expect(problemOf([{ name: 'a' }, { name: 'b' }], { min: 2, max: 2 })).toBeNull();
    expect(problemOf(['a', 'b', 'c'], { max: 2 })).toBe('too-long');
  });

  test('no value makes it throw', () => {
    for (const value of [0, Number.NaN, 1n, Symbol('x'), () => 1, [null], [undefined, 1], [[paragraph('x')]], { children: 7 }, [{ children: null }], { text: 7 }]) expect(() => problemOf(value)).not.toThrow();
  });
});

describe('words', () => {
  const problem = (text: unknown, rule: Partial<ChecklistRule>) => check({ field: text }, rule);
  test.each([
    { what: 'English', text: 'Tea on the ridge, at dawn.', words: 6 },
    { what: 'Chinese, which has no blanks', text: '春日市集在公园', words: 5 },
    { what: 'both beside each other', text: '一杯 tea', words: 2 },
    { what: 'rich text', text: [paragraph('Tea on'), paragraph('the ridge')], words: 4 },
  ])('$what: $words', ({ text, words }) => {
    expect(problem(text, { minWords: words, maxWords: words })?.problem).toBeNull();
    expect(problem(text, { minWords: words + 1 })).toMatchObject({ problem: 'too-few-words', min: words + 1, max: null });
    expect(problem(text, { maxWords: words - 1 })).toMatchObject({ problem: 'too-many-words', min: null, max: words - 1 });
  });
});

describe('pictures', () => {
  const picture = (alternativeText: unknown) => ({ id: 7, url: '/uploads/a.jpg', mime: 'image/jpeg', alternativeText });
  const inText = (alternativeText: unknown) => [{ type: 'image', image: { url: '/a.jpg', alternativeText }, children: [{ type: 'text', text: '' }] }, paragraph('x')];
  test.each([
    ['a picture without words', picture(null), 'no-alt-text'],
    ['a picture whose words are blanks', picture('  '), 'no-alt-text'],
    ['a picture with words', picture('A cup on a rock'), null],
    ['one of several without', [picture('A cup'), picture('')], 'no-alt-text'],
    ['one within rich text without', inText(''), 'no-alt-text'],
    ['one within rich text with words', inText('A cup'), null],
    ['Markdown without', 'See ![](/a.jpg)', 'no-alt-text'],
    ['Markdown with words', 'See ![a cup](/a.jpg)', null],
    ['a file that is no picture', { url: '/a.pdf', mime: 'application/pdf', alternativeText: null }, null],
    ['no picture at all', null, null],
  ])('%s', (_, value, problem) => {
    expect(problemOf(value, { altText: true })).toBe(problem);
  });

  test('a picture that has to be there is missing when it is not', () => {
    expect(problemOf(null, { altText: true, min: 1 })).toBe('missing');
  });
});

describe('links', () => {
  const to = (url: unknown, text = 'here') => [{ type: 'paragraph', children: [{ type: 'text', text: 'See ' }, { type: 'link', url, children: [{ type: 'text', text }] }] }];
  test.each([
    ['an address of the web', to('https://example.com/tea?x=1#y'), null],
    ['an address within the site', to('/tea'), null],
    ['an e-mail address', to('mailto:tea@example.com'), null],
    ['a script', to('javascript:alert(1)'), 'bad-link'],
    ['an address without its beginning', to('example.com'), 'bad-link'],
    ['an address with a blank', to('https://exa mple.com'), 'bad-link'],
    ['nothing', to(''), 'bad-link'],
    ['a link without a text', to('https://example.com', ' '), 'bad-link'],
    ['a field that is an address', 'https://example.com', null],
    ['a field that is none', 'example', 'bad-link'],
    ['Markdown', 'See [here](https://example.com)', null],
    ['Markdown without a text', 'See [](https://example.com)', 'bad-link'],
    ['a list of components', [{ url: 'https://a.example' }, { url: 'a.example' }], 'bad-link'],
    ['a file has an address of its own', { url: 'a.jpg', mime: 'image/jpeg' }, null],
    ['no link at all', null, null],
  ])('%s', (_, value, problem) => {
    expect(problemOf(value, { links: true })).toBe(problem);
  });
});

describe('the verdict', () => {
  test('a dotted path reads inside a component, and a gap on the way is a missing value', () => {
    expect(check({ seo: { title: 'x' } }, { field: 'seo.title' })?.ok).toBe(true);
    for (const content of [{ seo: null }, { seo: {} }, {}, { seo: 'x' }]) expect(check(content, { field: 'seo.title' })?.problem).toBe('missing');
  });

  test('one result a rule, in the order of the configuration, with its bounds', () => {
    const rules: ChecklistRule[] = [
      { field: 'title', level: 'required', min: 2, max: 120 },
      { field: 'cover', level: 'recommended' },
    ];
    expect(runChecklist({ title: 'A' }, rules)).toEqual([
      { field: 'title', level: 'required', ok: false, problem: 'too-short', min: 2, max: 120 },
      { field: 'cover', level: 'recommended', ok: false, problem: 'missing', min: null, max: null },
    ]);
  });

  test('only failed rules of the asked levels block', () => {
    const results = runChecklist({ a: 'x' }, [
      { field: 'a', level: 'required' },
      { field: 'b', level: 'required' },
      { field: 'c', level: 'before-approval' },
      { field: 'd', level: 'recommended' },
    ]);
    const fields = (...levels: ChecklistRule['level'][]) => blocking(results, levels).map((r) => r.field);
    expect(fields('required')).toEqual(['b']);
    expect(fields('required', 'before-approval')).toEqual(['b', 'c']);
    expect(fields()).toEqual([]);
  });
});
