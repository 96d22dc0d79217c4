/** What people wrote, read into one shape and written out of it again. */
import fc from 'fast-check';
import type { Document, Run } from '../../../src/plugins/content-workflow/core/distribution/document';
import { mapRuns, picturesOf, runsOf } from '../../../src/plugins/content-workflow/core/distribution/document';
import { toStyledHtml, type Look } from '../../../src/plugins/content-workflow/core/distribution/html';
import { toMarkdown, type Flavour } from '../../../src/plugins/content-workflow/core/distribution/markdown';
import { toPlainText } from '../../../src/plugins/content-workflow/core/distribution/plain';
import { fromBlocks, fromMarkdown, fromText, pictureOf, webAddress } from '../../../src/plugins/content-workflow/core/distribution/read';
import { cutTo, lengthOf, UNITS, type Bound } from '../../../src/plugins/content-workflow/core/distribution/units';
import { assisted } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/assisted';
import { dingtalk } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/dingtalk';
import { anyDocument, anyText, aParagraph, aPicture, aRun, aSource } from '../../support/distribution/content';

const LOOK: Look = { styles: { p: 'margin:0', a: 'color:"red"' }, links: true, picture: ({ url }) => url };
const plain = (text: string): Run => aRun(text);

describe('Markdown', () => {
  test('headings, marks, links, lists in lists, quotes, code and rules', () => {
    expect(fromMarkdown('# Head *er*\n\none **two `three`** ~~four~~ [five](https://x.example/a) https://y.example\n\n1. a\n   - b\n\n     c\n2. d\n\n> q\n> > r\n\n```ts\nx < y\n```\n\n---')).toEqual([
      { kind: 'heading', level: 1, runs: [plain('Head '), aRun('er', ['italic'])] },
      { kind: 'paragraph', runs: [plain('one '), aRun('two ', ['bold']), aRun('three', ['bold', 'code']), plain(' '), aRun('four', ['strike']), plain(' '), aRun('five', [], 'https://x.example/a'), plain(' '), aRun('https://y.example', [], 'https://y.example')] },
      { kind: 'list', ordered: true, items: [[aParagraph('a'), { kind: 'list', ordered: false, items: [[aParagraph('b'), aParagraph('c')]] }], [aParagraph('d')]] },
      { kind: 'quote', blocks: [aParagraph('q'), { kind: 'quote', blocks: [aParagraph('r')] }] },
      { kind: 'code', text: 'x < y', language: 'ts' },
      { kind: 'rule' },
    ]);
  });

  test('HTML is text, and an address of another kind is no link', () => {
    expect(fromMarkdown('<b onclick="x">hi</b> [a](javascript:alert(1)) [b](/inside) [c](mailto:a@b.example)').flatMap((block) => ('runs' in block ? block.runs : []))).toEqual([plain('<b onclick="x">hi</b> [a](javascript:alert(1)) '), plain('b'), plain(' '), plain('c')]);
  });

  test('a table is a line for each row, also below a heading', () => {
    expect(fromMarkdown('# H\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\nend')).toEqual([{ kind: 'heading', level: 1, runs: [plain('H')] }, aParagraph('a', ' | ', 'b'), aParagraph('1', ' | ', aRun('2', ['bold'])), aParagraph('end')]);
  });

  test('lines that were broken in Chinese are joined without a space, others with one', () => {
    expect(toPlainText(fromMarkdown('春天\n来了，\n**走**\n吧\n\nspring\nis here\n春'))).toBe('春天来了，走吧\n\nspring is here 春');
  });

  test('a picture parts the paragraph that it stands in', () => {
    expect(fromMarkdown('a ![alt](/uploads/x.png) b').map(({ kind }) => kind)).toEqual(['paragraph', 'picture', 'paragraph']);
    expect(picturesOf(fromMarkdown('- ![one](https://x.example/1.png)\n\n> ![two](https://x.example/2.png)')).map(({ alt, fileId }) => [alt, fileId])).toEqual([['one', null], ['two', null]]);
  });
});

describe('blocks of Strapi', () => {
  test('lists in lists belong to the item before them', () => {
    const text = (words: string): unknown => ({ type: 'text', text: words });
    const item = (words: string): unknown => ({ type: 'list-item', children: [text(words)] });
    expect(fromBlocks([{ type: 'list', format: 'ordered', children: [item('a'), { type: 'list', format: 'unordered', children: [item('b')] }, item('c')] }])).toEqual([{ kind: 'list', ordered: true, items: [[aParagraph('a'), { kind: 'list', ordered: false, items: [[aParagraph('b')]] }], [aParagraph('c')]] }]);
  });

  test('links keep their words and lose an address that is none of the web', () => {
    const link = (url: string): unknown => ({ type: 'link', url, children: [{ type: 'text', text: 'here', bold: true }] });
    expect(runsOf(fromBlocks([{ type: 'paragraph', children: [link('https://x.example/'), link('javascript:alert(1)'), link('//x.example')] }]))).toEqual([aRun('here', ['bold'], 'https://x.example/'), aRun('here', ['bold']), aRun('here', ['bold'])]);
  });

  test('whatever is stored: no crash, however deep', () => {
    let deep: unknown = { type: 'text', text: 'x' };
    for (let i = 0; i < 20_001; i += 1) deep = { type: i % 2 === 0 ? 'list' : 'list-item', children: [deep] };
    expect(fromBlocks([deep])).toHaveLength(1);
    fc.assert(fc.property(fc.jsonValue(), (value) => expect(Array.isArray(fromBlocks(value))).toBe(true)), { seed: 21 });
    const types = ['paragraph', 'heading', 'list', 'list-item', 'quote', 'code', 'image', 'link', 'text', 'nothing'];
    const anyNode = fc.letrec((tie) => ({ node: fc.record({ type: fc.constantFrom(...types), text: fc.option(anyText), url: fc.webUrl(), level: fc.integer(), image: fc.jsonValue(), children: fc.array(tie('node'), { maxLength: 3 }) }, { requiredKeys: [] }) })).node;
    fc.assert(fc.property(fc.array(anyNode, { maxLength: 4 }), (nodes) => expect(typeof toPlainText(fromBlocks(nodes))).toBe('string')), { seed: 22 });
  });
});

describe('typed text', () => {
  test('an empty line ends a paragraph, whatever invisible stands in it; addresses are links', () => {
    expect(fromText('a\r\nb\n \n\t\n\nsee https://x.example/a_(b), ok\n\n')).toEqual([aParagraph('a\nb'), aParagraph('see ', aRun('https://x.example/a_(b)', [], 'https://x.example/a_(b)'), ', ok')]);
  });

  test('is given back as it was, but for empty lines', () => {
    const anyLine = fc.string({ unit: fc.constantFrom('a', '春', ' ', '🌸', '.', '<', 'https://x.example/p'), maxLength: 8 });
    fc.assert(fc.property(fc.array(anyLine, { maxLength: 6 }), (lines) => expect(toPlainText(fromText(lines.join('\n'))).replace(/\s/g, '')).toBe(lines.join('').replace(/\s/g, ''))), { seed: 23 });
  });

  test('only addresses of the web are addresses', () => {
    for (const no of ['javascript:alert(1)', 'data:text/html,x', '//x.example', '/x', 'ftp://x.example', 'https://', 'http://[', '', null, 7]) expect(webAddress(no)).toBeNull();
    expect(webAddress('HTTPS://x.example')).toBe('HTTPS://x.example');
  });
});

test('a picture is a file that is one', () => {
  expect(pictureOf({ id: 3, url: '/uploads/a.jpg', mime: 'image/jpeg', size: '12.5', width: 0, alternativeText: null })).toMatchObject({ fileId: 3, size: 12.5, width: null, alt: '' });
  for (const no of [null, 'x', {}, { url: '/a.pdf', mime: 'application/pdf' }, { mime: 'image/png' }]) expect(pictureOf(no)).toBeNull();
});

describe('plain text', () => {
  test('a link is told once, after its words and before what follows', () => {
    expect(toPlainText([aParagraph(aRun('bo', ['bold'], 'https://x.example/a'), aRun('th ', [], 'https://x.example/a'), 'end ', aRun('https://y.example', [], 'https://y.example/'))])).toBe('both https://x.example/a end https://y.example');
  });

  test('lists are set in, empty items are left out, numbers stay', () => {
    expect(toPlainText([{ kind: 'list', ordered: true, items: [[aParagraph('a'), { kind: 'list', ordered: false, items: [[aParagraph('b')]] }], [], [aParagraph('c\nd')]] }])).toBe('1. a\n   • b\n3. c\n   d');
  });
});

describe('styled HTML', () => {
  test('two paragraphs of an item do not run into each other', () => {
    expect(toStyledHtml([{ kind: 'list', ordered: false, items: [[aParagraph('a'), aParagraph('b'), { kind: 'list', ordered: true, items: [[aParagraph('c')]] }]] }], LOOK)).toBe('<ul><li>a<br>b<ol><li>c</li></ol></li></ul>');
  });

  test('every tag that opens closes, in order, and nothing of people’s is one', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const html = toStyledHtml(document, LOOK);
        const open: string[] = [];
        for (const [, slash, tag] of html.replace(/"[^"]*"/g, '""').matchAll(/<(\/?)([a-z0-9]+)[^<>]*>/g)) {
          expect(['p', 'h1', 'h2', 'h3', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'a', 'img', 'figure', 'figcaption', 'hr', 'br', 'strong', 'em', 's', 'u']).toContain(tag);
          if (tag === 'img' || tag === 'hr' || tag === 'br') continue;
          if (slash === '') open.push(tag ?? '');
          else expect(open.pop()).toBe(tag);
        }
        expect(open).toEqual([]);
        // Nothing is left that opens a tag and is none.
        expect(html.replace(/"[^"]*"/g, '""').replace(/<\/?[a-z0-9]+[^<>]*>/g, '')).not.toMatch(/[<>]/);
      }),
      { numRuns: 200, seed: 24 }
    );
  });
});

describe('Markdown that is written', () => {
  const forum = assisted.find(({ platform }) => platform === 'forum');
  const asForum = (document: Document): string => forum?.render(aSource({ title: 'x', body: document, adapted: true }), forum.settings.parse({})).preview.text ?? '';
  const asDingtalk = (document: Document): string => dingtalk.render(aSource({ title: '', body: document, adapted: true }), dingtalk.settings.parse({})).preview.text ?? '';
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
  // Words that no reader takes for an address.
  const anyWords = anyText.filter((text) => !/:|www|\.|@/.test(text));

  test('read again by CommonMark: the same words, and nothing became a link, a mark or a block of another kind', () => {
    fc.assert(
      fc.property(fc.array(anyWords, { minLength: 1, maxLength: 4 }), (texts) => {
        for (const write of [asForum, asDingtalk]) {
          const read = fromMarkdown(write(texts.map((text) => aParagraph(text))));
          expect(read.every(({ kind }) => kind === 'paragraph')).toBe(true);
          for (const { href, marks } of runsOf(read)) expect({ href, marks }).toEqual({ href: null, marks: [] });
          expect(letters(toPlainText(read))).toBe(letters(texts.join('')));
        }
      }),
      { numRuns: 300, seed: 25 }
    );
  });

  test('read again by CommonMark: links lead where they led, marks mark what they marked', () => {
    const document = [aParagraph('a ', aRun(' bold ', ['bold']), 'b ', aRun('li[n]k', ['italic'], 'https://x.example/a_(b)?c=*d*'), '.')];
    const read = runsOf(fromMarkdown(asForum(document)));
    expect(read.filter(({ marks }) => marks.includes('bold')).map(({ text }) => text)).toEqual(['bold']);
    expect(read.filter(({ href }) => href !== null)).toEqual([aRun('li[n]k', ['italic'], 'https://x.example/a_%28b%29?c=%2Ad%2A')]);
  });

  test('whatever is written: no crash, in any flavour', () => {
    const bare: Flavour = { marks: {}, escape: (text) => text, link: (words) => words, heading: (_level, words) => words, lineBreak: '\n', bullet: '- ', rule: '---', code: (text) => text, picture: ({ url }) => url };
    fc.assert(fc.property(anyDocument, (document) => expect(typeof toMarkdown(document, bare)).toBe('string')), { numRuns: 200, seed: 26 });
    fc.assert(fc.property(anyText, (text) => expect(typeof toPlainText(fromMarkdown(text))).toBe('string')), { numRuns: 300, seed: 27 });
  });
});

test('runs are rewritten wherever they stand', () => {
  const document: Document = [{ kind: 'quote', blocks: [{ kind: 'list', ordered: false, items: [[aParagraph('a')]] }] }, { kind: 'picture', picture: aPicture() }, { kind: 'heading', level: 2, runs: [plain('b')] }];
  expect(runsOf(mapRuns(document, (run) => ({ ...run, text: run.text.toUpperCase() }))).map(({ text }) => text)).toEqual(['A', 'B']);
});

describe('counting', () => {
  const bound = (unit: Bound['unit'], max: number, urlCost?: number): Bound => ({ unit, max, ...(urlCost === undefined ? {} : { urlCost }), source: 'test', asOf: '2026-11-26' });

  test.each([
    ['a', 1, 1, 1, 1, 1],
    ['长', 1, 1, 1, 3, 2],
    ['𠮷', 2, 1, 1, 4, 2],
    ['🌸', 2, 1, 1, 4, 2],
    ['👨‍👩‍👧‍👦', 11, 7, 1, 25, 2],
    ['e\u0301', 2, 2, 1, 3, 1],
    ['\uD800', 1, 1, 1, 3, 2],
    ['', 0, 0, 0, 0, 0],
  ])('%j: %i UTF-16 units, %i code points, %i graphemes, %i bytes, %i of X', (text, utf16, codepoint, grapheme, utf8, weighted) => {
    expect({ utf16: lengthOf(text, { unit: 'utf16' }), codepoint: lengthOf(text, { unit: 'codepoint' }), grapheme: lengthOf(text, { unit: 'grapheme' }), utf8: lengthOf(text, { unit: 'utf8' }), weighted: lengthOf(text, { unit: 'x-weighted' }) }).toEqual({ utf16, codepoint, grapheme, utf8, weighted });
  });

  test('bytes are those that are sent', () => {
    fc.assert(fc.property(anyText, (text) => expect(lengthOf(text, { unit: 'utf8' })).toBe(Buffer.byteLength(text))), { seed: 28 });
  });

  test('an address costs what the platform says, and Chinese right behind it is not part of it', () => {
    expect(lengthOf('看 https://x.example/a/very/long/path?x=1 吧', { unit: 'codepoint', urlCost: 23 })).toBe(2 + 23 + 2);
    expect(lengthOf('看https://x.example/a，这里很好', { unit: 'codepoint', urlCost: 23 })).toBe(1 + 23 + 5);
  });

  test('what is cut is within its bound, a beginning of it, and cut between characters', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...UNITS), fc.integer({ min: 3, max: 40 }), (text, unit, max) => {
        const cut = cutTo(text, bound(unit, max));
        expect(lengthOf(cut, { unit })).toBeLessThanOrEqual(max);
        if (cut !== text) expect(text.startsWith(cut.slice(0, -1))).toBe(true);
        else expect(lengthOf(text, { unit })).toBeLessThanOrEqual(max);
      }),
      { numRuns: 300, seed: 29 }
    );
    expect(cutTo('一二👨‍👩‍👧‍👦三', bound('grapheme', 3))).toBe('一二…');
  });
});
