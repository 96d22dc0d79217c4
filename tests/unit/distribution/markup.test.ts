/** Whatever people write is read as their words: by Telegram's HTML, Discord's Markdown, Slack's rich text and Bluesky's facets. */
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { AppBskyFeedPost, RichText } from '@atproto/api';
import type { Document, Run } from '../../../src/plugins/content-workflow/core/distribution/document';
import { toLinkedText } from '../../../src/plugins/content-workflow/core/distribution/linked-text';
import { toDiscordMarkdown, toTelegramHtml, visibleOfTelegramHtml } from '../../../src/plugins/content-workflow/core/distribution/markup';
import { toRichText } from '../../../src/plugins/content-workflow/core/distribution/rich-text';
import { bluesky } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/bluesky';
import { discord } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/discord';
import { slack } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/slack';
import { telegram } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/telegram';
import { aParagraph, aRun, aSource, anySource, anyText } from '../../support/distribution/content';
import { isBlock } from '../../support/distribution/platforms/slack';
import { parseTelegramHtml } from '../../support/distribution/platforms/telegram';

const list = (ordered: boolean, ...items: readonly Document[]): Document[number] => ({ kind: 'list', ordered, items });

/** Of every kind of block, as a piece has them. */
const piece: Document = [
  { kind: 'heading', level: 2, runs: [aRun('What to bring & why')] },
  aParagraph('Come ', aRun('early', ['bold', 'italic']), ', say ', aRun('ssh <walk>', ['code']), ' or ', aRun('read', [], 'https://e.org/a_(b)'), '.'),
  list(true, [aParagraph('Water')], [aParagraph('A hat'), list(false, [aParagraph('of straw')])]),
  { kind: 'quote', blocks: [aParagraph('No *dogs*')] },
  { kind: 'code', text: 'if (a < b) walk();', language: 'ts' },
  { kind: 'rule' },
];

test('a piece in Telegram’s HTML', () => {
  expect(toTelegramHtml(piece)).toBe(
    [
      '<b>What to bring &amp; why</b>',
      'Come <i><b>early</b></i>, say <code>ssh &lt;walk&gt;</code> or <a href="https://e.org/a_(b)">read</a>.',
      '1. Water\n2. A hat\n   • of straw',
      '<blockquote>No *dogs*</blockquote>',
      '<pre><code class="language-ts">if (a &lt; b) walk();</code></pre>',
      '———',
    ].join('\n\n')
  );
});

test('a piece in Discord’s Markdown', () => {
  expect(toDiscordMarkdown(piece)).toBe(
    ['## What to bring & why', 'Come ***early***, say `ssh <walk>` or [read](https://e.org/a_%28b%29).', '1. Water\n2. A hat\n   - of straw', '> No \\*dogs\\*', '```ts\nif (a < b) walk();\n```', '———'].join('\n\n')
  );
});

test('a piece in Slack’s rich text', () => {
  expect(toRichText(piece)).toEqual([
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'What to bring & why', style: { bold: true } },
            { type: 'text', text: '\n\n' },
            { type: 'text', text: 'Come ' },
            { type: 'text', text: 'early', style: { bold: true, italic: true } },
            { type: 'text', text: ', say ' },
            { type: 'text', text: 'ssh <walk>', style: { code: true } },
            { type: 'text', text: ' or ' },
            { type: 'link', url: 'https://e.org/a_(b)', text: 'read' },
            { type: 'text', text: '.' },
          ],
        },
        {
          type: 'rich_text_list',
          style: 'ordered',
          indent: 0,
          elements: [
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'Water' }] },
            { type: 'rich_text_section', elements: [{ type: 'text', text: 'A hat' }] },
          ],
        },
        { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'of straw' }] }] },
        { type: 'rich_text_quote', elements: [{ type: 'text', text: 'No *dogs*' }] },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'if (a < b) walk();' }] },
      ],
    },
    { type: 'divider' },
  ]);
});

test('a piece in Bluesky’s words, with its links where they stand in bytes', () => {
  const { text, links } = toLinkedText([aParagraph('👨‍👩‍👧‍👦 ', aRun(' 报名 ', [], 'https://e.org/a'), '！'), ...piece.slice(1, 3)]);
  expect(text).toBe('👨‍👩‍👧‍👦  报名 ！\n\nCome early, say ssh <walk> or read.\n\n1. Water\n2. A hat\n   • of straw');
  expect(links.map(({ start, end, href }) => [Buffer.from(text).subarray(start, end).toString(), href])).toEqual([
    ['报名', 'https://e.org/a'],
    ['read', 'https://e.org/a_(b)'],
  ]);
});

const rendered = <Payload>(render: (source: ReturnType<typeof aSource>) => { readonly payload: Payload; readonly issues: readonly { readonly level: string }[] }, check: (payload: Payload) => void, numRuns = 150): void => {
  fc.assert(
    fc.property(anySource, (source) => {
      const { payload, issues } = render(source);
      if (issues.every(({ level }) => level !== 'error')) check(payload);
    }),
    { numRuns, seed: 23 }
  );
};

const paragraphOf = (text: string): Document => [aParagraph(text)];

/** Letters and digits, which no markup touches. */
const wordsIn = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

describe('Telegram', () => {
  const settings = telegram.settings.parse({ chat: '@walks' });

  test('takes every HTML that is rendered as fine, and sees as much of it as was counted', () => {
    rendered((source) => telegram.render(source, settings), ({ html, pictures }) => {
      const seen = parseTelegramHtml(html);
      expect(seen).toBe(visibleOfTelegramHtml(html));
      expect(seen.length).toBeLessThanOrEqual(pictures > 0 ? 1024 : 4096);
    });
  });

  test('shows the words as they were written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parseTelegramHtml(toTelegramHtml(paragraphOf(text)))).toBe(text.trim());
      }),
      { numRuns: 300, seed: 29 }
    );
  });
});

describe('Discord', () => {
  /** CommonMark with the strikethrough that Discord has as well: a reader of other makers. */
  const reader = new MarkdownIt({ html: true, breaks: true });

  /** A run of words and nothing else: whatever of them is read as markup becomes a tag. */
  const read = (markdown: string): string =>
    reader
      .render(markdown)
      .replace(/<\/?p>|<br>/g, '')
      .trim();

  test('reads no markup in words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        // Discord has no indented code, and drops no spaces.
        const markdown = toDiscordMarkdown(paragraphOf(text.replace(/[ \t]{2,}/g, ' ')));
        expect(read(markdown.trim())).not.toMatch(/<(?!\/?p>|br>)[a-z]/);
      }),
      { numRuns: 300, seed: 31 }
    );
  });

  test.each(['@everyone', '@here', '@EVERYONE', '<@123456789012345678>', '<@&123456789012345678>', '<#123456789012345678>', '</cmd:123456789012345678>', '<t:1700000000>', '||x||', '-# x', '>>> x', '# x', '1. x', '[x](https://evil.example)', '\\', '`x`', '***x***'])('makes nothing of %s', (text) => {
    const written = toDiscordMarkdown(paragraphOf(text));
    expect(written).not.toMatch(/@(everyone|here)/i);
    expect(written.replace(/\\[^\p{L}\p{N}\s]/gu, '_')).not.toMatch(/[<|*`[\]]|^[#>-]|^\d+\./u);
    expect(wordsIn(written)).toBe(wordsIn(text));
  });

  test('calls nobody, in words and in code', () => {
    const settings = discord.settings.parse({});
    rendered((source) => discord.render(source, settings), ({ content, allowed_mentions }) => {
      expect(allowed_mentions).toEqual({ parse: [] });
      expect(content).not.toMatch(/@(everyone|here)/i);
      expect(content?.length).toBeLessThanOrEqual(2000);
    });
  });

  test('keeps an address whole, and apart from what follows it', () => {
    expect(toDiscordMarkdown([aParagraph(aRun('https://e.org/a_b_c', [], 'https://e.org/a_b_c'), '。再来')])).toBe('https://e.org/a_b_c 。再来');
    const { payload } = discord.render(aSource({ cover: null, adapted: true, body: paragraphOf('见 https://e.org/a_b_c。') }), discord.settings.parse({}));
    expect(payload.content).toBe('见 https://e.org/a_b_c 。');
  });

  test('tells an address rather than words that look like another', () => {
    expect(toDiscordMarkdown([aParagraph(aRun('https://good.example', [], 'https://e.org/x'))])).toBe('https://e.org/x');
  });

  test('marks runs beside each other apart', () => {
    expect(toDiscordMarkdown([aParagraph(aRun('a', ['bold']), aRun(' b ', ['italic']), aRun('c', ['strike']), aRun('d', ['strike', 'bold']))])).toBe('**a** *b* ~~c~~\u200B**~~d~~**');
  });
});

describe('Slack', () => {
  const settings = slack.settings.parse({});

  test('takes every block that is rendered as fine, and calls nobody in the line of a notification', () => {
    rendered((source) => slack.render(source, settings), ({ blocks, text }) => {
      expect((blocks as unknown as Readonly<Record<string, unknown>>[]).every(isBlock)).toBe(true);
      expect(blocks.length).toBeLessThanOrEqual(50);
      expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    });
  });

  test('shows <!channel> as the words that they are', () => {
    const { payload } = slack.render(aSource({ adapted: true, body: paragraphOf('<!channel> & *all*') }), settings);
    expect(payload.text).toBe('&lt;!channel&gt; &amp; *all*');
    expect(payload.blocks).toEqual([{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '<!channel> & *all*' }] }] }]);
  });
});

describe('Bluesky', () => {
  const settings = bluesky.settings.parse({ account: 'desk.example.org' });

  test('takes every record that is rendered as fine: by its lexicon, with each facet on whole characters', () => {
    rendered((source) => bluesky.render(source, settings), ({ text, facets, langs }) => {
      const record = { $type: 'app.bsky.feed.post', text, facets, langs, createdAt: '2026-01-01T00:00:00.000Z' };
      expect(AppBskyFeedPost.validateRecord(record).success).toBe(true);
      expect(new RichText({ text }).graphemeLength).toBeLessThanOrEqual(300);
      let end = 0;
      for (const { index } of facets) {
        expect(index.byteStart).toBeGreaterThanOrEqual(end);
        expect(Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString()).not.toMatch(/^\uFFFD|\uFFFD$/);
        end = index.byteEnd;
      }
    });
  });

  test.each([
    ['CJK', '长'.repeat(300), '长'.repeat(301)],
    ['families', '👨‍👩‍👧‍👦'.repeat(120), '👨‍👩‍👧‍👦'.repeat(121)],
  ])('counts %s as the platform does: letters to 300, bytes to 3,000', (_name, fits, exceeds) => {
    const errors = (text: string): number => bluesky.render(aSource({ cover: null, adapted: true, body: paragraphOf(text) }), settings).issues.filter(({ level }) => level === 'error').length;
    expect(errors(fits)).toBe(0);
    expect(errors(exceeds)).toBe(1);
  });

  test('links each run to its own address', () => {
    const anyLinked: fc.Arbitrary<Run> = fc.record({ text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), marks: fc.constant([]), href: fc.option(fc.constantFrom('https://e.org/1', 'https://e.org/2'), { nil: null }) });
    fc.assert(
      fc.property(fc.array(anyLinked, { maxLength: 6 }), (runs) => {
        const { text, links } = toLinkedText([{ kind: 'paragraph', runs }]);
        const linked = links.map(({ start, end, href }) => [Buffer.from(text).subarray(start, end).toString('utf8'), href]);
        for (const { text: words, href } of runs) if (href !== null && words.trim() !== '') expect(linked.some(([seen, to]) => to === href && (seen ?? '').includes(words.trim()))).toBe(true);
      }),
      { numRuns: 200, seed: 37 }
    );
  });
});
