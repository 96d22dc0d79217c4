/** A document in the markup of messengers: HTML as Telegram takes it, Markdown as Discord does. */
import { escapeHtml } from '../html';
import type { Document, Mark, Run } from './document';

interface Dialect {
  readonly runs: (runs: readonly Run[]) => string;
  readonly heading: (level: number, runs: readonly Run[]) => string;
  readonly quote: (inner: string, isNested: boolean) => string;
  readonly code: (text: string, language: string) => string;
  readonly bullet: string;
  readonly rule: string;
}

const indent = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, i) => (line === '' ? '' : `${i === 0 ? first : rest}${line}`))
    .join('\n');

const write = (document: Document, dialect: Dialect, isQuoted = false): string =>
  document
    .flatMap((block): string[] => {
      switch (block.kind) {
        case 'paragraph':
          return [dialect.runs(block.runs)];
        case 'heading':
          return [dialect.heading(block.level, block.runs)];
        case 'list':
          return [block.items.map((item, i) => indent(write(item, dialect, isQuoted).replace(/\n\n/g, '\n'), block.ordered ? `${i + 1}. ` : dialect.bullet, '   ')).filter((item) => item !== '').join('\n')];
        case 'quote': {
          const inner = write(block.blocks, dialect, true);
          return inner === '' ? [] : [dialect.quote(inner, isQuoted)];
        }
        case 'code':
          return block.text.trim() === '' ? [] : [dialect.code(block.text, block.language)];
        case 'rule':
          return [dialect.rule];
        case 'picture':
          return [];
      }
    })
    .filter((part) => part.trim() !== '')
    .join('\n\n');

const inBold = (runs: readonly Run[]): readonly Run[] => runs.map((run) => (run.marks.includes('bold') ? run : { ...run, marks: [...run.marks, 'bold' as const] }));

/** Markup stands close to its words: the spaces around them are outside of it. */
const around = (text: string, mark: (inner: string) => string): string => {
  const inner = text.trim();
  if (inner === '') return text;
  const start = text.length - text.trimStart().length;
  return `${text.slice(0, start)}${mark(inner)}${text.slice(start + inner.length)}`;
};

const LANGUAGE = /^[\w+#-]{1,30}$/;

const TAGS: Readonly<Record<Mark, string>> = { bold: 'b', italic: 'i', strike: 's', underline: 'u', code: 'code' };

const inTag = (tag: string, inner: string): string => `<${tag}>${inner}</${tag}>`;

const telegramRun = ({ text, marks, href }: Run): string =>
  around(text, (inner) => {
    const words = escapeHtml(inner);
    // Code is neither in another entity nor holds one.
    if (marks.includes('code') && href === null) return inTag('code', words);
    const marked = marks.filter((mark) => mark !== 'code').reduce((text, mark) => inTag(TAGS[mark], text), words);
    return href === null ? marked : `<a href="${escapeHtml(href)}">${marked}</a>`;
  });

const TELEGRAM: Dialect = {
  runs: (runs) => runs.map(telegramRun).join(''),
  heading: (_level, runs) => inBold(runs).map(telegramRun).join(''),
  // A block quotation holds no other.
  quote: (inner, isNested) => (isNested ? indent(inner, '» ', '  ') : inTag('blockquote', inner)),
  code: (text, language) => (LANGUAGE.test(language) ? `<pre><code class="language-${escapeHtml(language)}">${escapeHtml(text)}</code></pre>` : inTag('pre', escapeHtml(text))),
  bullet: '• ',
  rule: '———',
};

/** core.telegram.org/bots/api#html-style */
export const toTelegramHtml = (document: Document): string => write(document, TELEGRAM);

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };

/** What is left of it "after entities parsing", which is what Telegram counts. */
export const visibleOfTelegramHtml = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|amp|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();

/** Seen by nobody, and keeps two characters from being read as one sign. */
const APART = '\u200B';

/** Every sign that Discord reads as markup is told to be itself; nobody is called by words. */
const escapeDiscord = (text: string): string =>
  text
    .replace(/[\\*_~`|<>[\]]/g, '\\$&')
    .replace(/^(\s*)([#+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.')
    .replace(/@(?=everyone|here)/gi, `@${APART}`);

/** An address in which nothing ends a link or begins markup. */
const discordAddress = (href: string): string => (URL.canParse(href) ? new URL(href).href : href).replace(/[()<>*|`\\\s[\]]/g, (character) => `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`);

const discordCode = (text: string): string => {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const padded = longest > 0 ? ` ${text} ` : text;
  return `${fence}${padded.replace(/\n/g, ' ').replace(/@(?=everyone|here)/gi, `@${APART}`)}${fence}`;
};

const DISCORD_MARKS: Readonly<Record<Exclude<Mark, 'code'>, string>> = { italic: '*', bold: '**', underline: '__', strike: '~~' };

const discordRun = ({ text, marks, href }: Run): string =>
  around(text, (inner) => {
    // Discord links no words that look like an address: it is told itself.
    if (href !== null && /https?:\/\//i.test(inner)) return discordAddress(href);
    const words = marks.includes('code') ? discordCode(inner) : escapeDiscord(inner);
    const marked = marks.reduce((text, mark) => (mark === 'code' ? text : `${DISCORD_MARKS[mark]}${text}${DISCORD_MARKS[mark]}`), words);
    return href === null ? marked : `[${marked}](${discordAddress(href)})`;
  });

const SIGN_AT_END = /[*_~`|]$/;
const SIGN_AT_START = /^[*_~`|]/;

/** What keeps two runs from being read as one: an address goes on until a space, but within brackets. */
const between = (text: string, next: string): string => (/https?:\/\/[^\s()]+$/i.test(text) && /^\S/.test(next) ? ' ' : SIGN_AT_END.test(text) && SIGN_AT_START.test(next) ? APART : '');

const discordRuns = (runs: readonly Run[]): string => runs.map(discordRun).reduce((text, next) => `${text}${between(text, next)}${next}`, '');

const onOneLine = (runs: readonly Run[]): readonly Run[] => runs.map((run) => ({ ...run, text: run.text.replace(/\s+/g, ' ') }));

const DISCORD: Dialect = {
  runs: discordRuns,
  heading: (level, runs) => {
    const words = level <= 3 ? discordRuns(onOneLine(runs)).trim() : discordRuns(inBold(onOneLine(runs))).trim();
    return level <= 3 && words !== '' ? `${'#'.repeat(level)} ${words}` : words;
  },
  quote: (inner) =>
    inner
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
  code: (text, language) => `\`\`\`${LANGUAGE.test(language) ? language : ''}\n${text.replace(/`(?=``)/g, `\`${APART}`).replace(/@(?=everyone|here)/gi, `@${APART}`)}\n\`\`\``,
  bullet: '- ',
  rule: '———',
};

/** support.discord.com: "Markdown Text 101". */
export const toDiscordMarkdown = (document: Document): string => write(document, DISCORD);
