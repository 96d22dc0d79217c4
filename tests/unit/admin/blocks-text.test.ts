/** Rich text typed into a plain box: what nobody touched comes back as it was, whatever it is. */
import fc from 'fast-check';
import { blocksOfText, marksIn, textOfBlocks, type Block } from '../../../src/plugins/content-workflow/admin/src/content-manager/record/variants/blocks-text';

const words = (text: string, styles: object = {}) => ({ type: 'text', text, ...styles });
const paragraph = (...children: unknown[]): Block => ({ type: 'paragraph', children });

const back = (value: readonly Block[]): Block[] => blocksOfText(textOfBlocks(value), value);

/** Without an original to take anything from, so that the text alone has to say it. */
const fromTextAlone = (value: readonly Block[]): Block[] => blocksOfText(textOfBlocks(value), []);

test('words and their styles are written with signs that people know', () => {
  const value = [
    { type: 'heading', level: 2, children: [words('Tea on the ridge')] },
    paragraph(words('Bring a '), words('cup', { bold: true }), words(', see '), { type: 'link', url: 'https://example.com/a_(b)', children: [words('the way')] }, words('.')),
    { type: 'list', format: 'unordered', children: [{ type: 'list-item', children: [words('first')] }, { type: 'list-item', children: [words('second', { italic: true })] }] },
    { type: 'quote', children: [words('Slowly')] },
    { type: 'code', language: 'js', children: [words('a\n\nb')] },
  ];
  expect(textOfBlocks(value)).toBe('## Tea on the ridge\n\nBring a **cup**, see [the way](https://example.com/a\\_\\(b\\)).\n\n- first\n- _second_\n\n> Slowly\n\n```js\na\n\nb\n```');
  expect(fromTextAlone(value)).toEqual(value);
});

test('a block that text can not say stands as a mark and comes back as it was, wherever it is moved', () => {
  const image = { type: 'image', image: { url: '/uploads/a.png', alternativeText: 'A cup' }, children: [words('')] };
  const nested = { type: 'list', format: 'ordered', children: [{ type: 'list', format: 'ordered', indentLevel: 1, children: [{ type: 'list-item', children: [words('deep')] }] }] };
  const value = [paragraph(words('before')), image, nested, paragraph(words('after'))];
  expect(textOfBlocks(value)).toBe('before\n\n⟦2⟧\n\n⟦3⟧\n\nafter');
  expect(marksIn(value)).toBe(2);
  expect(blocksOfText('⟦3⟧\n\nbefore, changed\n\n⟦2⟧', value)).toEqual([nested, paragraph(words('before, changed')), image]);
});

test('words that look like signs stay words', () => {
  for (const text of ['# not a heading', '- not a list', '1. nor this', '> nor a quote', 'a * b_c ~ `d` [e](f) \\ ⟦1⟧', '⟦1⟧', 'two\nlines', 'a blank\n\nline', '```'])
    expect(fromTextAlone([paragraph(words(text))])).toEqual([paragraph(words(text))]);
});

test('what was not touched is the very same object, with keys that the text does not know', () => {
  const strange = { ...paragraph(words('kept')), alignment: 'centre' };
  const untouched = paragraph(words('same'));
  const [first, second] = blocksOfText(`${textOfBlocks([strange, untouched])}\n\nnew`, [strange, untouched]);
  expect(first).toBe(strange);
  expect(second).toBe(untouched);
});

const style = fc.record({ bold: fc.constant(true), italic: fc.constant(true), underline: fc.constant(true), strikethrough: fc.constant(true), code: fc.constant(true) }, { requiredKeys: [] });
const leaf = fc.tuple(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('*', '_', '`', '\\', '\n', '[', ']', '(', ')', '+', '~', '#', '>', '-', ' ', '1', '.', 'a', '⟦', '⟧') })), style).map(([text, styles]) => words(text, styles));
const link = fc.tuple(fc.string(), fc.array(leaf, { maxLength: 2 })).map(([url, children]) => ({ type: 'link', url, children }));
const inline = fc.array(fc.oneof(leaf, link), { maxLength: 4 });
const block: fc.Arbitrary<Block> = fc.oneof(
  inline.map((children) => paragraph(...children)),
  fc.tuple(fc.integer({ min: 1, max: 6 }), inline).map(([level, children]) => ({ type: 'heading', level, children })),
  inline.map((children) => ({ type: 'quote', children })),
  leaf.map((one) => ({ type: 'code', children: [one] })),
  fc.tuple(fc.constantFrom('ordered', 'unordered'), fc.array(inline, { maxLength: 3 })).map(([format, lines]) => ({ type: 'list', format, children: lines.map((children) => ({ type: 'list-item', children })) })),
  fc.jsonValue().map((value) => ({ type: 'image', value }))
);

test('any value that nobody changed comes back as it was', () => {
  fc.assert(fc.property(fc.array(block, { maxLength: 5 }), (value) => expect(back(value)).toEqual(value)), { numRuns: 2_000 });
});

test('any text becomes blocks whose text is read the same way again', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('*', '_', '`', '\\', '\n', '[', ']', '(', ')', '#', '>', '-', ' ', '1', '.', 'a') }), (text) => {
      const once = blocksOfText(text, []);
      expect(blocksOfText(textOfBlocks(once), once)).toEqual(once);
    }),
    { numRuns: 2_000 }
  );
});
