/** A comparison is two versions at once: whatever is shown as same, removed and added puts each of them together again. */
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { compareContent, textAt, type Field, type FieldDiff, type FieldsOf, type ValueDiff } from '../../../src/plugins/content-workflow/core/review/compare';
import { linesOf, textOfLines, type Line } from '../../../src/plugins/content-workflow/core/review/lines';
import { diffLines, diffRichText, linesOfSide } from '../../../src/plugins/content-workflow/core/review/rich-text';
import { MAX_EDITS, stepsBetween } from '../../../src/plugins/content-workflow/core/review/sequence';
import { diffText, MAX_CHARACTERS, sideOf, wordsOf } from '../../../src/plugins/content-workflow/core/review/words';

type Node = Record<string, unknown>;

const text = (words: string, marks: Node = {}): Node => ({ type: 'text', text: words, ...marks });
const paragraph = (...children: Node[]): Node => ({ type: 'paragraph', children });
const heading = (level: number, words: string): Node => ({ type: 'heading', level, children: [text(words)] });
const link = (url: string, words: string): Node => ({ type: 'link', url, children: [text(words)] });
const item = (words: string): Node => ({ type: 'list-item', children: [text(words)] });
const list = (format: 'ordered' | 'unordered', ...children: Node[]): Node => ({ type: 'list', format, children });
const image = (url: string, alternativeText = ''): Node => ({ type: 'image', image: { url, alternativeText }, children: [text('')] });

const shown = (before: string, after: string, locale = 'en'): string =>
  diffText(before, after, locale)
    .runs.map(({ kind, text: run }) => (kind === 'same' ? run : kind === 'removed' ? `[-${run}-]` : `[+${run}+]`))
    .join('');

describe('words', () => {
  test('an English sentence is compared word by word', () => {
    expect(shown('The tea is served at nine.', 'The tea is poured at ten.')).toBe('The tea is [-served-][+poured+] at [-nine-][+ten+].');
  });

  test.each([
    ['zh-Hant', '請自備茶杯，一起聽雨。', '請自備雨傘，一起聽雨。', '請自備[-茶杯-][+雨傘+]，一起聽雨。'],
    ['zh-Hans', '活动在上海举行。', '活动在北京举行。', '活动在[-上海-][+北京+]举行。'],
    ['', '活动在上海举行。', '活动在北京举行。', '活动在[-上海-][+北京+]举行。'],
  ])('a Chinese sentence is too (%s), though nothing stands between its words', (locale, before, after, expected) => {
    expect(shown(before, after, locale)).toBe(expected);
  });

  test('a name that is no language tag does not stop it', () => {
    expect(wordsOf('a b', 'not_a_tag!')).toEqual(['a', ' ', 'b']);
  });

  const words = fc.array(fc.constantFrom('tea', ' ', 'ridge', '茶', '山頂', '，', '\n', '👩‍👩‍👧', 'e\u0301', '.'), { maxLength: 40 }).map((parts) => parts.join(''));
  const anyText = fc.oneof(words, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));

  test('both texts can be put together from their comparison', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom('en', 'zh-Hant', 'zh-Hans', ''), (before, after, locale) => {
        const diff = diffText(before, after, locale);
        expect(sideOf(diff, 'before')).toBe(before);
        expect(sideOf(diff, 'after')).toBe(after);
        expect(diff.runs.every(({ text: run }) => run !== '')).toBe(true);
        if (before === after) expect(diff.runs.every(({ kind }) => kind === 'same')).toBe(true);
      })
    );
  });

  test('a text that was written anew is shown as a whole gone and a whole come, and still adds up', () => {
    const [before, after] = ['a', 'b'].map((word) => `start ${`${word} `.repeat(MAX_EDITS)}end`) as [string, string];
    const diff = diffText(before, after, 'en');
    expect(diff.coarse).toBe(true);
    expect(diff.runs.filter(({ kind }) => kind !== 'same')).toHaveLength(2);
    expect([sideOf(diff, 'before'), sideOf(diff, 'after')]).toEqual([before, after]);
  });

  test('beyond its length a text is compared line by line', () => {
    const before = 'A line of a very long text.\n'.repeat(MAX_CHARACTERS / 28);
    const after = `${before}One line more.\n`;
    const diff = diffText(before, after, 'en');
    expect(diff.coarse).toBe(true);
    expect(diff.runs).toEqual([
      { kind: 'same', text: before },
      { kind: 'added', text: 'One line more.\n' },
    ]);
  });
});

describe('steps', () => {
  test('keep the order of both lists and miss no item of either', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
    fc.assert(
      fc.property(keys, keys, fc.constantFrom(MAX_EDITS, 3), (before, after, bound) => {
        const { steps } = stepsBetween(before, after, bound);
        expect(steps.flatMap((step) => (step.kind === 'added' ? [] : [step.before]))).toEqual(before.map((_, i) => i));
        expect(steps.flatMap((step) => (step.kind === 'removed' ? [] : [step.after]))).toEqual(after.map((_, i) => i));
        for (const step of steps) if (step.kind === 'same') expect(before[step.before]).toBe(after[step.after]);
      })
    );
  });
});

describe('rich text', () => {
  test('becomes lines with their marks, links, lists and pictures', () => {
    const lines = linesOf([
      heading(2, 'Programme'),
      paragraph(text('Bring '), text('tea', { bold: true }), text(' to '), link('https://example.com', 'the ridge')),
      list('unordered', item('one'), list('ordered', item('inner')), item('two')),
      image('/uploads/ridge.jpg', 'A ridge'),
    ]);
    expect(lines.map(({ frame }) => frame.type)).toEqual(['heading', 'paragraph', 'item', 'item', 'item', 'picture']);
    expect(lines[1]?.inlines).toEqual([
      { text: 'Bring ', marks: [], link: null },
      { text: 'tea', marks: ['bold'], link: null },
      { text: ' to ', marks: [], link: null },
      { text: 'the ridge', marks: [], link: 'https://example.com' },
    ]);
    expect(lines.flatMap(({ frame }) => frame.list ?? [])).toEqual([
      { ordered: false, depth: 0, first: true },
      { ordered: true, depth: 1, first: true },
      { ordered: false, depth: 0, first: false },
    ]);
    expect(textOfLines(lines)).toBe('Programme\nBring tea to the ridge\none\ninner\ntwo\n');
  });

  test('an edited sentence is compared inside of its paragraph, and the others stay', () => {
    const before = [heading(2, 'Programme'), paragraph(text('We walk at nine and rest at noon.')), paragraph(text('Bring water.'))];
    const after = [heading(2, 'Programme'), paragraph(text('We walk at ten and rest at noon.')), paragraph(text('Bring water.'))];
    const { lines } = diffRichText(before, after, 'en');
    expect(lines.map(({ kind }) => kind)).toEqual(['same', 'changed', 'same']);
    const changed = lines[1];
    expect(changed?.kind === 'changed' && changed.runs.filter(({ kind }) => kind !== 'same').map(({ kind, text: run }) => `${kind} ${run}`)).toEqual(['removed nine', 'added ten']);
  });

  test('words that only became bold, or a link to elsewhere, are restyled and not replaced', () => {
    const { lines } = diffRichText([paragraph(text('Bring tea.')), paragraph(link('https://a.example', 'map'))], [paragraph(text('Bring '), text('tea', { bold: true }), text('.')), paragraph(link('https://b.example', 'map'))], 'en');
    const restyled = lines.flatMap((line) => (line.kind === 'changed' ? line.runs.filter(({ kind }) => kind === 'restyled') : []));
    expect(restyled).toEqual([
      { kind: 'restyled', text: 'tea', marks: ['bold'], link: null, was: { marks: [], link: null } },
      { kind: 'restyled', text: 'map', marks: [], link: 'https://b.example', was: { marks: [], link: 'https://a.example' } },
    ]);
  });

  test('a paragraph that became a heading keeps its words', () => {
    const [line] = diffRichText([paragraph(text('The programme of the day'))], [heading(3, 'The programme of the day')], 'en').lines;
    expect(line).toMatchObject({ kind: 'changed', before: { type: 'paragraph' }, after: { type: 'heading', level: 3 }, runs: [{ kind: 'same', text: 'The programme of the day' }] });
  });

  test('another picture is one gone and one come', () => {
    expect(diffRichText([image('/a.jpg')], [image('/b.jpg')], 'en').lines.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  const marks = fc.record({ bold: fc.boolean(), italic: fc.boolean(), code: fc.boolean() });
  const leaf = fc.tuple(fc.constantFrom('tea ', 'on the ridge', '山頂喝茶', ' ', '，', ''), marks).map(([words, style]) => text(words, style));
  const inline = fc.oneof(leaf, fc.tuple(fc.constantFrom('https://a.example', '/b'), leaf).map(([url, child]): Node => ({ type: 'link', url, children: [child] })));
  const inlines = fc.array(inline, { maxLength: 4 });
  const block: fc.Arbitrary<Node> = fc.oneof(
    inlines.map((children): Node => ({ type: 'paragraph', children })),
    fc.tuple(fc.integer({ min: 1, max: 6 }), inlines).map(([level, children]): Node => ({ type: 'heading', level, children })),
    fc.tuple(fc.constantFrom('ordered', 'unordered'), fc.array(inlines.map((children): Node => ({ type: 'list-item', children })), { maxLength: 3 })).map(([format, children]): Node => ({ type: 'list', format, children })),
    inlines.map((children): Node => ({ type: 'quote', children })),
    fc.constantFrom('/a.jpg', '/b.jpg').map((url) => image(url))
  );

  test('both texts can be put together from their comparison, line by line', () => {
    const blocks = fc.array(block, { maxLength: 6 });
    fc.assert(
      fc.property(blocks, blocks, (before, after) => {
        const diff = diffRichText(before, after, 'zh-Hant');
        expect(linesOfSide(diff, 'before')).toEqual(linesOf(before));
        expect(linesOfSide(diff, 'after')).toEqual(linesOf(after));
      })
    );
  });

  test('an edit in the middle of a text is found whatever stands around it', () => {
    const around: Line[] = linesOf(Array.from({ length: 400 }, (_, i) => paragraph(text(`Paragraph ${i} says what it says.`))));
    const [before, after] = ['nine', 'ten'].map((hour) => [...around.slice(0, 200), ...linesOf([paragraph(text(`We meet at ${hour} by the old well.`))]), ...around.slice(200)]) as [Line[], Line[]];
    const diff = diffLines(before, after, 'en');
    expect(diff.coarse).toBe(false);
    expect(diff.lines.filter(({ kind }) => kind !== 'same')).toHaveLength(1);
  });
});

/** Choices and whole values are one shape. */
type ValueOf<K extends ValueDiff['kind']> = ValueDiff extends infer D ? (D extends { readonly kind: infer Kind } ? (K extends Kind ? D : never) : never) : never;

describe('what no line models', () => {
  const picture = (more: Node, children: readonly Node[] = [text('')]): Node => ({
    type: 'image',
    image: { name: 'ridge.jpg', url: '/uploads/ridge.jpg', alternativeText: 'A ridge', caption: null, width: 10, height: 10, hash: 'ridge', ext: '.jpg', mime: 'image/jpeg', size: 1, formats: { large: { url: '/uploads/large_ridge.jpg' } }, ...more },
    children,
  });
  const code = (language: string): Node => ({ type: 'code', language, children: [text('x')] });
  const linked = (url: string, more: Node = {}): Node => paragraph({ type: 'link', url, children: [text('here')], ...more });

  test.each([
    ['the sizes of a picture', picture({}), picture({ formats: { large: { url: 'https://elsewhere.example/other.jpg' } } })],
    ['its caption', picture({}), picture({ caption: 'Buy at elsewhere.example' })],
    ['the text in its node', picture({}), picture({}, [text('Unseen')])],
    ['a link in its node', picture({}), picture({}, [{ type: 'link', url: 'https://elsewhere.example', children: [text('Unseen')] }])],
    ['how wide it is', picture({}), picture({ width: 9_999 })],
    ['the language of code', code('plaintext'), code('javascript')],
    ['what a link holds beside its address', linked('https://a.example'), linked('https://a.example', { target: '_blank', rel: 'sponsored' })],
    ['a link that is no address of the web', linked('https://a.example'), linked('ftp://a.example')],
    ['what a paragraph holds', paragraph(text('here')), { ...paragraph(text('here')), align: 'center' }],
    ['what a text holds', paragraph(text('here')), paragraph(text('here', { color: 'white' }))],
    ['the kind of a list', list('ordered', item('one')), list('unordered', item('one'))],
    ['an empty link', paragraph(text('here')), paragraph(text('here'), { type: 'link', url: 'https://a.example', children: [text('')] })],
    ['a node of an unknown kind', paragraph(text('here')), paragraph(text('here'), { type: 'embed', src: 'https://a.example' })],
    ['a list without items', paragraph(text('here')), list('ordered')],
    ['a block that is none', paragraph(text('here')), 'raw' as unknown as Node],
  ])('%s is a difference that is shown', (_, before, after) => {
    const { lines } = diffRichText([before], [after], 'en');
    expect(lines.some(({ kind }) => kind !== 'same')).toBe(true);
  });

  test('a caption and the text of a picture are lines under it', () => {
    expect(linesOf([picture({ caption: 'On the ridge' }, [text('Seen')])]).map(({ frame, inlines }) => [frame.type, inlines.map((one) => one.text).join('')])).toEqual([
      ['picture', ''],
      ['caption', 'On the ridge'],
      ['caption', 'Seen'],
    ]);
  });

  test('the sizes that Strapi makes of a picture are its own, others are named', () => {
    const foreign = (formats: Node): readonly string[] | undefined => linesOf([picture({ formats })])[0]?.frame.picture?.foreign;
    expect(foreign({ large: { url: '/uploads/large_ridge.jpg' }, thumbnail: { url: '/uploads/thumbnail_ridge.jpg' } })).toEqual([]);
    expect(foreign({ large: { url: 'https://elsewhere.example/large_ridge.jpg' }, small: { url: '/uploads/small_cup.jpg' }, odd: { url: '/uploads/x/../ridge.jpg' } })).toEqual(['https://elsewhere.example/large_ridge.jpg', '/uploads/small_cup.jpg', '/uploads/x/../ridge.jpg']);
  });

  test('an ordinary text holds nothing else', () => {
    const ordinary = [paragraph(text('a', { bold: true, italic: false }), link('https://a.example', 'b')), list('ordered', item('c'), { ...list('unordered', item('d')), indentLevel: 1 }), heading(2, 'e'), image('/a.jpg')];
    expect(linesOf(ordinary).map(({ frame }) => frame.rest)).toEqual(['', '', '', '', '']);
  });
});

describe('content', () => {
  const FIELDS: readonly Field[] = [
    { name: 'title', shape: { kind: 'text' } },
    { name: 'body', shape: { kind: 'rich-text' } },
    { name: 'form', shape: { kind: 'choice' } },
    { name: 'price', shape: { kind: 'value' } },
    { name: 'cover', shape: { kind: 'media' } },
    { name: 'kols', shape: { kind: 'relation' } },
    { name: 'tags', shape: { kind: 'component', component: 'tag' } },
    { name: 'zone', shape: { kind: 'zone', names: { tag: 'Tag' } } },
  ];
  const COMPONENTS: Readonly<Record<string, readonly Field[]>> = { tag: [{ name: 'name', shape: { kind: 'text' } }], note: [{ name: 'words', shape: { kind: 'text' } }] };
  const fieldsOf: FieldsOf = (component) => COMPONENTS[component] ?? [];
  const compare = (before: Node | null, after: Node | null): Map<string, FieldDiff> => new Map(compareContent(before, after, FIELDS, fieldsOf, 'en').map((field) => [field.name, field]));
  const valueOf = <K extends ValueDiff['kind']>(field: FieldDiff | undefined, kind: K): ValueOf<K> => {
    if (field?.value.kind !== kind) throw new Error(`expected ${kind}, got ${field?.value.kind}`);
    return field.value as ValueOf<K>;
  };
  const file = (hash: string, more: Node = {}): Node => ({ hash, url: `/${hash}.jpg`, size: 1, name: `${hash}.jpg`, mime: 'image/jpeg', alternativeText: 'A cup', caption: null, ...more });

  const CONTENT: Node = {
    title: 'Tea',
    body: [paragraph(text('Tea on the ridge.'))],
    form: 'text',
    price: 3,
    cover: file('cup'),
    kols: [{ documentId: 'k1', label: 'Ayuan' }],
    tags: [{ name: 'ridge' }, { name: 'tea' }],
    zone: [{ __component: 'note', words: 'Bring water.' }],
  };

  test('nothing differs between a content and itself', () => {
    for (const field of compareContent(CONTENT, structuredClone(CONTENT), FIELDS, fieldsOf, 'en')) expect([field.name, field.changed]).toEqual([field.name, false]);
  });

  test('where there was nothing, everything is new', () => {
    const fields = compare(null, CONTENT);
    expect([...fields.values()].filter(({ changed }) => !changed)).toEqual([]);
    expect(valueOf(fields.get('cover'), 'media').files.map(({ standing }) => standing)).toEqual(['added']);
    expect(valueOf(fields.get('tags'), 'parts').parts.map(({ standing }) => standing)).toEqual(['added', 'added']);
  });

  test('a new file in the place of another is a replacement, another alternative text is not', () => {
    expect(valueOf(compare(CONTENT, { ...CONTENT, cover: file('bowl') }).get('cover'), 'media').files).toMatchObject([{ standing: 'changed', before: { url: '/cup.jpg' }, after: { url: '/bowl.jpg' } }]);
    const [changed] = valueOf(compare(CONTENT, { ...CONTENT, cover: file('cup', { alternativeText: 'A cup on a rock' }) }).get('cover'), 'media').files;
    expect(changed?.standing).toBe('changed');
    expect(changed?.before?.url).toBe(changed?.after?.url);
    expect(changed?.alternativeText.runs.map(({ kind }) => kind)).toEqual(['same', 'added']);
    expect(valueOf(compare(CONTENT, { ...CONTENT, cover: null }).get('cover'), 'media').files).toMatchObject([{ standing: 'removed', after: null }]);
  });

  test('a link counts by where it leads, not by what it is called', () => {
    const renamed = compare(CONTENT, { ...CONTENT, kols: [{ documentId: 'k1', label: 'A-yuan' }] }).get('kols');
    expect(renamed?.changed).toBe(false);
    const links = valueOf(compare(CONTENT, { ...CONTENT, kols: [{ documentId: 'k1', label: 'Ayuan' }, { documentId: 'k2', label: 'Linxi' }] }).get('kols'), 'relation').links;
    expect(links.map(({ standing, label }) => `${standing} ${label}`)).toEqual(['same Ayuan', 'added Linxi']);
  });

  test('a part that was edited is compared inside, with the way to it', () => {
    const { parts } = valueOf(compare(CONTENT, { ...CONTENT, tags: [{ name: 'ridge' }, { name: 'green tea' }] }).get('tags'), 'parts');
    expect(parts.map(({ standing, index }) => `${standing} ${index}`)).toEqual(['same 0', 'changed 1']);
    expect(parts[1]?.fields).toMatchObject([{ path: 'tags.1.name', changed: true }]);
  });

  test('a part of another kind is one gone and one come', () => {
    const { parts } = valueOf(compare(CONTENT, { ...CONTENT, zone: [{ __component: 'tag', name: 'water' }] }).get('zone'), 'parts');
    expect(parts.map(({ standing, component, kindName }) => `${standing} ${component}, ${kindName}`)).toEqual(['removed note, note', 'added tag, Tag']);
    expect(valueOf(compare(CONTENT, CONTENT).get('tags'), 'parts').parts.map(({ kindName }) => kindName)).toEqual([null, null]);
  });

  test('a choice that changed shows both', () => {
    expect(valueOf(compare(CONTENT, { ...CONTENT, form: 'video' }).get('form'), 'choice')).toEqual({ kind: 'choice', before: 'text', after: 'video' });
    expect(valueOf(compare(CONTENT, { ...CONTENT, price: 4 }).get('price'), 'value')).toEqual({ kind: 'value', before: 3, after: 4 });
  });

  test('the text at a path is the one in which passages are counted', () => {
    expect(textAt(CONTENT, 'title')).toBe('Tea');
    expect(textAt(CONTENT, 'body')).toBe('Tea on the ridge.');
    expect(textAt(CONTENT, 'tags.1.name')).toBe('tea');
    for (const path of ['cover', 'nothing', 'tags.7.name', 'constructor', '__proto__.polluted', 'title.length']) expect([path, textAt(CONTENT, path)]).toEqual([path, null]);
  });

  /** What the hash of a content is taken over: a related entry's label and a file's name are no part of it. */
  const identity = (name: string, value: unknown): unknown => {
    const each = (one: (entry: Node) => unknown): unknown => (Array.isArray(value) ? value.map((entry) => one(entry as Node)) : value === null ? null : one(value as Node));
    if (name === 'cover') return each((entry) => ['url', 'hash', 'ext', 'mime', 'size', 'width', 'height', 'alternativeText', 'caption'].map((key) => entry[key] ?? null));
    if (name === 'kols') return each((entry) => entry.documentId ?? null);
    return value;
  };
  const words = fc.constantFrom('', 'tea', 'ridge', null);
  const media = fc.record({ url: fc.constantFrom('/a.jpg', '/b.jpg'), hash: fc.constantFrom('a', 'b'), name: words, ext: words, mime: words, size: fc.constantFrom(1, 2), width: fc.constantFrom(1, null), height: fc.constantFrom(1, null), alternativeText: words, caption: words, formats: fc.jsonValue() });
  const extra = fc.dictionary(fc.constantFrom('target', 'color', 'bold', 'language', 'indentLevel', 'level', 'format', 'url', 'text'), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 });
  const { node } = fc.letrec<{ node: Node }>((tie) => ({
    node: fc
      .tuple(fc.constantFrom('paragraph', 'text', 'link', 'list', 'list-item', 'heading', 'image', 'code', 'odd'), extra, fc.oneof({ depthSize: 'small' }, fc.constant([]), fc.array(tie('node'), { maxLength: 2 })), fc.constantFrom('', 'tea', 'ridge'))
      .map(([type, more, children, said]): Node => ({ type, ...(type === 'text' ? { text: said } : { children }), ...(type === 'image' ? { image: { url: '/a.jpg', caption: said } } : {}), ...more })),
  }));
  const blocks = fc.array(node, { maxLength: 3 });
  const parts = (shape: fc.Arbitrary<Node>): fc.Arbitrary<Node[]> => fc.array(shape, { maxLength: 3 });
  const KINDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    title: words,
    body: fc.oneof(blocks, fc.constant(null)),
    form: fc.jsonValue(),
    cover: fc.oneof(media, fc.constant(null)),
    kols: fc.array(fc.record({ documentId: fc.constantFrom('k1', 'k2', 'k3'), label: words }), { maxLength: 3 }),
    tags: parts(fc.record({ name: words })),
    zone: parts(fc.oneof(fc.record({ __component: fc.constant('tag'), name: words }), fc.record({ __component: fc.constant('note'), words }))),
  };

  test.each(FIELDS.map(({ name }) => name))('two contents whose "%s" differs never compare as if nothing had changed', (name) => {
    const value = KINDS[name] ?? fc.constant(null);
    const json = (one: unknown): string => canonicalize(identity(name, one)) ?? '';
    fc.assert(
      fc.property(value, value, (before, after) => {
        const [field] = compareContent({ [name]: before }, { [name]: after }, FIELDS.filter((one) => one.name === name), fieldsOf, 'en');
        expect(field?.changed).toBe(json(before) !== json(after));
      }),
      { numRuns: 500 }
    );
  });

  test('what is stored differently and looks alike is told as it is stored', () => {
    const [before, after] = [{ body: [paragraph(text('tea'))] }, { body: [paragraph(text('te'), text('a'))] }];
    const body = compare(before, after).get('body');
    expect(body?.changed).toBe(true);
    expect(body?.stored).toEqual({ before: expect.stringContaining('"tea"'), after: expect.stringContaining('"te"') });
    expect(compare(CONTENT, structuredClone(CONTENT)).get('body')?.stored).toBeNull();
  });

  test('whatever two contents hold, comparing them gives one result an attribute and never throws', () => {
    const wild = fc.dictionary(fc.constantFrom(...FIELDS.map(({ name }) => name)), fc.jsonValue());
    fc.assert(fc.property(fc.option(wild), fc.option(wild), (before, after) => expect(compareContent(before, after, FIELDS, fieldsOf, 'zh')).toHaveLength(FIELDS.length)));
  });
});
