/**
 * Strapi's rich text blocks as text that can be typed into a plain box, and back. Pure.
 *
 * Nothing is lost on the way: a block that the text can not say exactly (an image, a list in a list) stands as a mark, `⟦3⟧`,
 * and comes back as it was; a block whose text nobody changed comes back as the very same object.
 */
export interface Leaf {
  readonly type: 'text';
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strikethrough?: boolean;
  readonly code?: boolean;
}

export interface Block {
  readonly type: string;
  readonly children?: readonly unknown[];
  readonly [key: string]: unknown;
}

type Style = 'bold' | 'italic' | 'underline' | 'strikethrough' | 'code';

/** In the order in which they open; they close in the opposite one. */
const MARKS: readonly (readonly [Style, string])[] = [
  ['bold', '**'],
  ['italic', '_'],
  ['underline', '++'],
  ['strikethrough', '~~'],
  ['code', '`'],
];

const SPECIAL = /[\\*_+~`[\]()⟦⟧]/g;

/** At the beginning of a block these would make another kind of block of it. */
const BEGINS_A_BLOCK = /^(#{1,6} |> |- |\d+\. )/;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => value !== null && typeof value === 'object' && !Array.isArray(value);

const isLeaf = (node: unknown): node is Leaf => isRecord(node) && node.type === 'text' && typeof node.text === 'string';

const escape = (text: string): string => text.replace(SPECIAL, '\\$&').replace(/\n(?=\s|$)/g, '\\\n');

const leafText = (leaf: Leaf): string => {
  const marks = MARKS.filter(([style]) => leaf[style] === true).map(([, mark]) => mark);
  return leaf.text === '' ? '' : `${marks.join('')}${escape(leaf.text)}${[...marks].reverse().join('')}`;
};

const inlineText = (children: readonly unknown[]): string =>
  children
    .map((node) => {
      if (isLeaf(node)) return leafText(node);
      const link = node as { readonly url?: unknown; readonly children?: readonly unknown[] };
      return `[${inlineText(link.children ?? [])}](${escape(String(link.url ?? ''))})`;
    })
    .join('');

const leaf = (text: string, styles: ReadonlySet<Style>): Leaf => Object.assign({ type: 'text' as const, text }, Object.fromEntries(MARKS.filter(([style]) => styles.has(style)).map(([style]) => [style, true])));

interface Read {
  readonly nodes: readonly unknown[];
  readonly at: number;
}

const readAddress = (text: string, from: number): { readonly url: string; readonly at: number } | null => {
  if (text[from] !== '(') return null;
  let url = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === ')') return { url, at: at + 1 };
    if (text[at] === '\\') at += 1;
    url += text[at] ?? '';
  }
  return null;
};

/** Reads until `]` inside a link, and to the end outside of one. */
const readInline = (text: string, from: number, inLink: boolean): Read => {
  const nodes: unknown[] = [];
  const styles = new Set<Style>();
  let words = '';
  let at = from;
  const settle = (): void => {
    if (words !== '') nodes.push(leaf(words, styles));
    words = '';
  };
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '\\' && at + 1 < text.length) {
      words += text[at + 1] ?? '';
      at += 2;
      continue;
    }
    if (inLink && character === ']') break;
    const mark = MARKS.find(([, sign]) => text.startsWith(sign, at));
    if (mark !== undefined) {
      settle();
      if (!styles.delete(mark[0])) styles.add(mark[0]);
      at += mark[1].length;
      continue;
    }
    if (!inLink && character === '[') {
      const inside = readInline(text, at + 1, true);
      const address = text[inside.at] === ']' ? readAddress(text, inside.at + 1) : null;
      if (address !== null) {
        settle();
        nodes.push({ type: 'link', url: address.url, children: inside.nodes.length === 0 ? [leaf('', new Set())] : inside.nodes });
        at = address.at;
        continue;
      }
    }
    words += character;
    at += 1;
  }
  settle();
  return { nodes, at };
};

/** Strapi's editor wants words, be they none, before, between and after links. */
const surrounded = (nodes: readonly unknown[]): unknown[] => {
  const around: unknown[] = [];
  for (const node of nodes) {
    if (!isLeaf(node) && !isLeaf(around.at(-1))) around.push(leaf('', new Set()));
    around.push(node);
  }
  if (!isLeaf(around.at(-1))) around.push(leaf('', new Set()));
  return around;
};

const inlineOf = (text: string): unknown[] => surrounded(readInline(text, 0, false).nodes);

const isFlatList = (block: Block): boolean => (block.children ?? []).length > 0 && (block.children ?? []).every((item) => isRecord(item) && item.type === 'list-item' && Array.isArray(item.children) && !inlineText(item.children).includes('\n'));

/** What a block says; `null` for a kind that has no text of its own. */
const said = (block: Block): string | null => {
  const children = block.children ?? [];
  switch (block.type) {
    case 'paragraph': {
      const words = inlineText(children);
      return BEGINS_A_BLOCK.test(words) ? `\\${words}` : words;
    }
    case 'heading':
      return typeof block.level === 'number' ? `${'#'.repeat(block.level)} ${inlineText(children)}` : null;
    case 'quote':
      return `> ${inlineText(children)}`;
    case 'code':
      return `\`\`\`${typeof block.language === 'string' ? block.language : ''}\n${children.map((node) => (isLeaf(node) ? node.text : '')).join('')}\n\`\`\``;
    case 'list': {
      if (!isFlatList(block)) return null;
      const sign = (index: number): string => (block.format === 'ordered' ? `${index + 1}. ` : '- ');
      return children.map((item, index) => `${sign(index)}${inlineText((item as Block).children ?? [])}`).join('\n');
    }
    default:
      return null;
  }
};

const MARKED = /^⟦(\d+)⟧$/;
const FENCE = /^```([\w+#.-]*)\n([\s\S]*)\n```$/;
const HEADING = /^(#{1,6}) ([\s\S]*)$/;
const LIST = /^(?:- .*(?:\n|$))+$/;
const ORDERED = /^(?:\d+\. .*(?:\n|$))+$/;

const items = (text: string, sign: RegExp): Block[] => text.split('\n').map((line) => ({ type: 'list-item', children: inlineOf(line.replace(sign, '')) }));

const blockOf = (text: string): Block => {
  const fence = FENCE.exec(text);
  if (fence !== null) return { type: 'code', ...(fence[1] === '' ? {} : { language: fence[1] }), children: [leaf(fence[2] ?? '', new Set())] };
  const heading = HEADING.exec(text);
  if (heading !== null) return { type: 'heading', level: heading[1]?.length ?? 1, children: inlineOf(heading[2] ?? '') };
  if (text.startsWith('> ')) return { type: 'quote', children: inlineOf(text.slice(2)) };
  if (LIST.test(text)) return { type: 'list', format: 'unordered', children: items(text, /^- /) };
  if (ORDERED.test(text)) return { type: 'list', format: 'ordered', children: items(text, /^\d+\. /) };
  return { type: 'paragraph', children: inlineOf(text) };
};

/** Empty words beside others, and the order of keys, say nothing; everything else has to come back. */
const essence = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const kept = value.filter((node, index) => !isLeaf(node) || node.text !== '' || (value.length === 1 && index === 0));
    return (kept.length === 0 ? value.slice(0, 1) : kept).map(essence);
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().filter((key) => value[key] !== undefined).map((key) => [key, essence(value[key])]));
};

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(essence(a)) === JSON.stringify(essence(b));

/** Blank lines stand between blocks, but not those within a code block. */
const piecesOf = (text: string): string[] => {
  const pieces: string[] = [];
  let piece: string[] = [];
  let inCode = false;
  let escaped = false;
  const settle = (): void => {
    if (piece.length > 0) pieces.push(piece.join('\n'));
    piece = [];
  };
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const isFence = line.startsWith('```');
    if (!inCode && isFence && piece.length > 0) settle();
    if (line === '' && !inCode && !escaped) settle();
    else piece.push(line);
    if (isFence) {
      if (inCode) settle();
      inCode = !inCode;
    }
    escaped = !inCode && /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
  }
  settle();
  return pieces;
};

/** One block's text, or its mark where the text would not bring it back. `index`: its place in the list. */
const textOf = (block: Block, index: number): string => {
  const text = said(block);
  if (text === null || text === '' || MARKED.test(text)) return `⟦${index + 1}⟧`;
  const [only, ...more] = piecesOf(text);
  return only === text && more.length === 0 && isSame(blockOf(text), block) ? text : `⟦${index + 1}⟧`;
};

const blocksIn = (value: unknown): Block[] => (Array.isArray(value) ? value.filter((block): block is Block => isRecord(block) && typeof block.type === 'string') : []);

/** The whole value as text. */
export const textOfBlocks = (value: unknown): string => blocksIn(value).map(textOf).join('\n\n');

/** How many blocks stand as marks. */
export const marksIn = (value: unknown): number => blocksIn(value).filter((block, index) => textOf(block, index).startsWith('⟦')).length;

/** Back to blocks. `original`: the value whose text it was before somebody typed; its marks and untouched blocks are taken from there. */
export const blocksOfText = (text: string, original: unknown): Block[] => {
  const before = blocksIn(original);
  const texts = before.map(textOf);
  return piecesOf(text).map((piece) => {
    const mark = MARKED.exec(piece.trim());
    const kept = mark === null ? before[texts.indexOf(piece)] : before[Number(mark[1]) - 1];
    return kept ?? blockOf(piece);
  });
};
