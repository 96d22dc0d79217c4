/** Reads what people wrote into a document: Strapi's blocks, Markdown, or plain text. Addresses that are not http(s) lose their link and keep their words. */
import { linkifyit } from 'linkify-it';
import MarkdownIt, { type Token } from 'markdown-it';
import { plainRun, type Block, type Document, type Mark, type Picture, type Run } from './document';

type Node = Readonly<Record<string, unknown>>;

const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter((item): item is Node => item !== null && typeof item === 'object') : []);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const sizeOrNull = (value: unknown): number | null => (typeof value === 'number' && value > 0 ? value : null);

/** Absolute and of the web, or nothing. */
export const webAddress = (href: unknown): string | null => (typeof href === 'string' && /^https?:\/\//i.test(href) && URL.canParse(href) ? href : null);

/** A file of the media library, as content holds it; `null` for what is no picture. */
export const pictureOf = (file: unknown): Picture | null => {
  if (file === null || typeof file !== 'object') return null;
  const node = file as Node;
  if (words(node.url) === '' || !words(node.mime).startsWith('image/')) return null;
  return {
    fileId: typeof node.id === 'number' ? node.id : null,
    url: words(node.url),
    hash: words(node.hash),
    ext: words(node.ext),
    mime: words(node.mime),
    size: typeof node.size === 'number' ? node.size : Number(node.size ?? 0) || 0,
    width: sizeOrNull(node.width),
    height: sizeOrNull(node.height),
    alt: words(node.alternativeText),
    caption: words(node.caption),
  };
};

const MARK_OF: Readonly<Record<string, Mark>> = { bold: 'bold', italic: 'italic', underline: 'underline', strikethrough: 'strike', code: 'code' };

/** Deeper than any editor nests; what is below it was made to be deep. */
const DEEPEST = 40;

const runsOfNodes = (nodes: readonly Node[], href: string | null = null, depth = 0): Run[] =>
  nodes.flatMap((node): Run[] => {
    if (depth > DEEPEST) return [];
    if (node.type === 'link') return runsOfNodes(list(node.children), webAddress(node.url), depth + 1);
    if (typeof node.text !== 'string') return runsOfNodes(list(node.children), href, depth + 1);
    const marks = Object.entries(MARK_OF).flatMap(([name, mark]) => (node[name] === true ? [mark] : []));
    return node.text === '' ? [] : [{ text: node.text, marks, href }];
  });

const listItem = (node: Node, depth: number): Document => {
  const inner = list(node.children);
  const runs = runsOfNodes(inner.filter(({ type }) => type !== 'list'));
  return [...(runs.length > 0 ? [{ kind: 'paragraph' as const, runs }] : []), ...inner.filter(({ type }) => type === 'list').flatMap((one) => blockOfNode(one, depth + 1))];
};

const itemsOf = (node: Node, depth: number): Document[] => {
  const items: Document[] = [];
  for (const child of list(node.children)) {
    // Strapi puts a nested list beside the items; it belongs to the one before it.
    if (child.type === 'list') items.push([...(items.pop() ?? []), ...blockOfNode(child, depth + 1)]);
    else items.push(listItem(child, depth));
  }
  return items;
};

const level = (value: unknown): 1 | 2 | 3 | 4 | 5 | 6 => (value === 1 || value === 2 || value === 3 || value === 4 || value === 5 || value === 6 ? value : 2);

const blockOfNode = (node: Node, depth = 0): Block[] => {
  if (depth > DEEPEST) return [];
  const runs = (): Run[] => runsOfNodes(list(node.children));
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', level: level(node.level), runs: runs() }];
    case 'list':
      return [{ kind: 'list', ordered: node.format === 'ordered', items: itemsOf(node, depth) }];
    case 'quote':
      return [{ kind: 'quote', blocks: [{ kind: 'paragraph', runs: runs() }] }];
    case 'code':
      return [{ kind: 'code', text: runs().map(({ text }) => text).join(''), language: words(node.language) }];
    case 'image': {
      const picture = pictureOf(node.image);
      return picture === null ? [] : [{ kind: 'picture', picture }];
    }
    default: {
      const own = runs();
      return own.every(({ text }) => text.trim() === '') ? [] : [{ kind: 'paragraph', runs: own }];
    }
  }
};

/** Strapi's rich text blocks. */
export const fromBlocks = (blocks: unknown): Document => list(blocks).flatMap((node) => blockOfNode(node));

const addresses = linkifyit({ fuzzyEmail: false, fuzzyLink: false });

const linked = (text: string): Run[] => {
  const runs: Run[] = [];
  let end = 0;
  for (const match of addresses.match(text) ?? []) {
    const href = webAddress(match.url);
    if (href === null) continue;
    if (match.index > end) runs.push(plainRun(text.slice(end, match.index)));
    runs.push(plainRun(match.raw, href));
    end = match.lastIndex;
  }
  if (end < text.length) runs.push(plainRun(text.slice(end)));
  return runs;
};

/** Text as it was typed: an empty line ends a paragraph, other line breaks stay, addresses become links. */
export const fromText = (text: string): Document =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) => paragraph.replace(/^\n+|\n+$/g, ''))
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph): Block => ({ kind: 'paragraph', runs: linked(paragraph) }));

const markdown = new MarkdownIt({ html: false, linkify: true });

const PAIRS: Readonly<Record<string, Mark>> = { strong: 'bold', em: 'italic', s: 'strike' };

/** A picture in Markdown is an address, of which the media library may know nothing. */
const bare = (url: string, alt: string): Picture => ({ fileId: null, url, hash: '', ext: '', mime: '', size: 0, width: null, height: null, alt, caption: '' });

/** Written without spaces between its words: a line that was broken there is joined without one. */
const CLOSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

const isClose = (before: string, after: string): boolean => CLOSE.test([...before].at(-1) ?? '') && CLOSE.test([...after][0] ?? '');

const inlineBlocks = (token: Token, wrap: (runs: readonly Run[]) => Block): Block[] => {
  const blocks: Block[] = [];
  let runs: Run[] = [];
  const marks: Mark[] = [];
  let href: string | null = null;
  const flush = (): void => {
    if (runs.some(({ text }) => text.trim() !== '')) blocks.push(wrap(runs));
    runs = [];
  };
  const children = token.children ?? [];
  for (const [i, child] of children.entries()) {
    const pair = PAIRS[child.type.replace(/_(open|close)$/, '')];
    if (pair !== undefined) {
      if (child.nesting === 1) marks.push(pair);
      else marks.splice(marks.lastIndexOf(pair), 1);
    } else if (child.type === 'link_open') href = webAddress(child.attrGet('href'));
    else if (child.type === 'link_close') href = null;
    else if (child.type === 'text' || child.type === 'code_inline') {
      if (child.content !== '') runs.push({ text: child.content, marks: child.type === 'code_inline' ? [...marks, 'code'] : [...marks], href });
    } else if (child.type === 'softbreak') {
      const next = children.slice(i + 1).find(({ content }) => content !== '');
      if (!isClose(runs.at(-1)?.text ?? '', next?.content ?? '')) runs.push({ text: ' ', marks: [...marks], href });
    }
    else if (child.type === 'hardbreak') runs.push({ text: '\n', marks: [...marks], href });
    else if (child.type === 'image') {
      const url = child.attrGet('src') ?? '';
      flush();
      if (url !== '') blocks.push({ kind: 'picture', picture: bare(url, child.content) });
    }
  }
  flush();
  return blocks;
};

/** The cells of a row, in one line. A picture in one stands after it. */
const rowBlocks = (row: readonly Token[]): Block[] => {
  const cells = row.filter(({ type }) => type === 'inline').flatMap((cell) => inlineBlocks(cell, (runs) => ({ kind: 'paragraph', runs })));
  const runs = cells.flatMap((cell): readonly (readonly Run[])[] => (cell.kind === 'paragraph' ? [cell.runs] : [])).flatMap((cell, i) => (i === 0 ? cell : [plainRun(' | '), ...cell]));
  return [...(runs.length === 0 ? [] : [{ kind: 'paragraph' as const, runs }]), ...cells.filter(({ kind }) => kind === 'picture')];
};

/** The blocks from `start` to the token that closes what was opened before it; answers where that is. */
const blocksOfTokens = (tokens: readonly Token[], start: number, close: string | null): { readonly blocks: Block[]; readonly end: number } => {
  const blocks: Block[] = [];
  let i = start;
  let wrap: (runs: readonly Run[]) => Block = (runs) => ({ kind: 'paragraph', runs });
  while (i < tokens.length) {
    const token = tokens[i];
    if (token === undefined || token.type === close) return { blocks, end: i };
    if (token.type === 'heading_open') wrap = (runs) => ({ kind: 'heading', level: level(Number(token.tag.slice(1))), runs });
    else if (token.type === 'paragraph_open') wrap = (runs) => ({ kind: 'paragraph', runs });
    else if (token.type === 'inline') blocks.push(...inlineBlocks(token, wrap));
    else if (token.type === 'fence' || token.type === 'code_block') blocks.push({ kind: 'code', text: token.content.replace(/\n$/, ''), language: token.info.trim() });
    else if (token.type === 'tr_open') {
      const row = tokens.slice(i, tokens.findIndex(({ type }, at) => at > i && type === 'tr_close'));
      blocks.push(...rowBlocks(row));
      i += row.length;
    } else if (token.type === 'hr') blocks.push({ kind: 'rule' });
    else if (token.type === 'blockquote_open') {
      const inner = blocksOfTokens(tokens, i + 1, 'blockquote_close');
      blocks.push({ kind: 'quote', blocks: inner.blocks });
      i = inner.end;
    } else if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
      const ordered = token.type === 'ordered_list_open';
      const items: Document[] = [];
      i += 1;
      while (tokens[i]?.type === 'list_item_open') {
        const inner = blocksOfTokens(tokens, i + 1, 'list_item_close');
        items.push(inner.blocks);
        i = inner.end + 1;
      }
      blocks.push({ kind: 'list', ordered, items });
    }
    i += 1;
  }
  return { blocks, end: i };
};

/** CommonMark with strikethrough and bare links. HTML in it is text; a row of a table is a line. */
export const fromMarkdown = (text: string): Document => blocksOfTokens(markdown.parse(text, {}), 0, null).blocks;
