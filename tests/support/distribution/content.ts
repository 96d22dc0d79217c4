/** Things to say, for tests of distribution. */
import type { Block, Document, Mark, Picture, Run, Source } from '../../../src/plugins/content-workflow/core/distribution/document';
import fc from 'fast-check';

export const aPicture = (change: Partial<Picture> = {}): Picture => ({
  fileId: 7,
  url: 'https://media.example.org/uploads/spring_1a2b.jpg',
  hash: 'spring_1a2b',
  ext: '.jpg',
  mime: 'image/jpeg',
  size: 120.5,
  width: 1600,
  height: 900,
  alt: 'Cherry trees along the river',
  caption: '',
  ...change,
});

export const aRun = (text: string, marks: readonly Mark[] = [], href: string | null = null): Run => ({ text, marks, href });

export const aParagraph = (...runs: readonly (string | Run)[]): Block => ({ kind: 'paragraph', runs: runs.map((run) => (typeof run === 'string' ? aRun(run) : run)) });

export const aBody: Document = [
  aParagraph('Join us ', aRun('this Saturday', ['bold']), ' for the spring walk. ', aRun('Sign up here', [], 'https://go.example.org/a1')),
  { kind: 'list', ordered: false, items: [[aParagraph('Meet at the north gate')], [aParagraph('Bring water & a hat')]] },
];

export const aSource = (change: Partial<Source> = {}): Source => ({
  title: '春日徒步：一起出发 🌸',
  summary: 'A walk along the river, for everybody.',
  body: aBody,
  cover: aPicture(),
  gallery: [],
  tags: ['spring', '徒步'],
  language: 'zh-Hans',
  author: 'Lin',
  url: 'https://example.org/posts/spring-walk',
  links: [],
  adapted: false,
  ...change,
});

/** So many characters in one paragraph, written for the platform: nothing is left out of it. */
export const aLongSource = (characters: number, character = '长'): Source => aSource({ body: [aParagraph(character.repeat(characters))], adapted: true });

/** Text as people write it, and as those write it who mean harm. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('@all', '<@all>', '<at user_id="all">x</at>', '@everyone', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '](https://evil.example)', '[click](javascript:alert(1))', '**bold**', '> quote', '# head', '\\', '`', '```', '👨‍👩‍👧‍👦', '𠮷野家', '\u202Eoops', 'a\nb', '  ', '')
);

const anyHref = fc.option(fc.constantFrom('https://example.org/a', 'https://example.org/a_(b)?c=d&e="f"', 'http://例え.jp/道', 'https://example.org/a%20b)c'), { nil: null });

const anyRun: fc.Arbitrary<Run> = fc.record({ text: anyText, marks: fc.subarray<Mark>(['bold', 'italic', 'strike', 'underline', 'code']), href: anyHref });

const anyPicture: fc.Arbitrary<Picture> = fc.record({ alt: anyText, caption: anyText, fileId: fc.option(fc.constantFrom(1, 2, 3), { nil: null }), width: fc.option(fc.integer({ min: 1, max: 6000 }), { nil: null }) }).map((change) => aPicture(change));

export const anyDocument: fc.Arbitrary<Document> = fc.letrec<{ block: Block; document: Document }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('paragraph' as const), runs: fc.array(anyRun, { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1 as const, 2 as const, 3 as const, 6 as const), runs: fc.array(anyRun, { maxLength: 2 }) }),
    fc.record({ kind: fc.constant('code' as const), text: anyText, language: fc.constantFrom('', 'ts', 'a`b"<') }),
    fc.record({ kind: fc.constant('picture' as const), picture: anyPicture }),
    fc.constant({ kind: 'rule' as const }),
    fc.record({ kind: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(tie('document'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('quote' as const), blocks: tie('document') })
  ),
  document: fc.array(tie('block'), { maxLength: 4 }),
})).document;

export const anySource: fc.Arbitrary<Source> = fc.record({
  title: anyText,
  summary: anyText,
  body: anyDocument,
  cover: fc.option(anyPicture, { nil: null }),
  gallery: fc.array(anyPicture, { maxLength: 12 }),
  tags: fc.array(anyText, { maxLength: 12 }),
  language: fc.constantFrom('', 'en', 'zh-Hans', 'zh-Hant-TW', 'xx'),
  author: anyText,
  url: fc.option(fc.constant('https://example.org/posts/1'), { nil: null }),
  links: fc.array(fc.record({ label: anyText, url: fc.constant('https://shop.example.org/item?id=1&ref=2') }), { maxLength: 3 }),
  adapted: fc.boolean(),
});
