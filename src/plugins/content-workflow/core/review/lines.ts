/**
 * Strapi's rich text as lines: a paragraph, a heading, a quote, a piece of code, one item of a list, one picture. A line
 * is the unit in which people move, add and remove; its inlines are text with marks and links.
 */
import { canonical } from './canonical';
import { isNode, MARKS, type Mark, type Node } from './nodes';
import { restOf, restOfList, restText, without } from './rest';

export { MARKS, type Mark } from './nodes';

export interface Style {
  readonly marks: readonly Mark[];
  /** The address that the text leads to; `null` for text that is no link. */
  readonly link: string | null;
}

export interface Inline extends Style {
  readonly text: string;
}

export interface Picture {
  readonly url: string;
  readonly alternativeText: string;
  /** Addresses of other sizes that do not belong to the picture's own, which readers would get in its place. */
  readonly foreign: readonly string[];
  /** Everything else that is stored with the file, as canonical JSON. */
  readonly file: string;
}

/** What kind of line it is, without its text. */
export interface Frame {
  readonly type: 'paragraph' | 'heading' | 'quote' | 'code' | 'item' | 'picture' | 'caption' | 'other';
  /** 1 to 6 for a heading; 0 otherwise. */
  readonly level: number;
  /** For an item: the kind of its list, how deep it lies (0 is outermost), and whether a list begins with it. */
  readonly list: { readonly ordered: boolean; readonly depth: number; readonly first: boolean } | null;
  readonly picture: Picture | null;
  /** What a block was called that this version does not know. */
  readonly name: string | null;
  /** What its nodes hold beside all this, as canonical JSON; '' for nothing. It goes live too, so it is compared and shown. */
  readonly rest: string;
}

export interface Line {
  readonly frame: Frame;
  readonly inlines: readonly Inline[];
}

const childrenOf = (node: Node): Node[] => (Array.isArray(node.children) ? node.children.filter(isNode) : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const frame = (type: Frame['type'], more: Partial<Frame> = {}): Frame => ({ type, level: 0, list: null, picture: null, name: null, rest: '', ...more });

const sameStyle = (a: Style, b: Style): boolean => a.link === b.link && a.marks.join() === b.marks.join();

/** Neighbours in one style are one inline, however the editor had cut them. */
export const joinInlines = (inlines: readonly Inline[]): Inline[] => {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (inline.text === '') continue;
    if (last !== undefined && sameStyle(last, inline)) joined[joined.length - 1] = { ...last, text: last.text + inline.text };
    else joined.push(inline);
  }
  return joined;
};

const inlinesOf = (nodes: readonly Node[], link: string | null): Inline[] =>
  nodes.flatMap((node) => {
    if (typeof node.text === 'string') return [{ text: node.text, marks: MARKS.filter((mark) => node[mark] === true), link }];
    return inlinesOf(childrenOf(node), node.type === 'link' ? textOf(node.url) : link);
  });

const line = (type: Frame['type'], node: Node, known: readonly string[] = [], more: Partial<Frame> = {}): Line => ({
  frame: frame(type, { rest: restText(restOf(node, known)), ...more }),
  inlines: joinInlines(inlinesOf(childrenOf(node), null)),
});

const bare = (type: Frame['type'], rest: readonly unknown[], more: Partial<Frame> = {}): Line => ({ frame: frame(type, { rest: restText(rest), ...more }), inlines: [] });

const linesOfList = (list: Node, depth: number): Line[] => {
  // What a list holds beside its items stands with the first of them.
  let ofList: unknown[] = restOfList(list, depth);
  let first = true;
  const lines = (Array.isArray(list.children) ? list.children : []).flatMap((child: unknown): Line[] => {
    if (isNode(child) && child.type === 'list') return linesOfList(child, depth + 1);
    const node = isNode(child) ? child : {};
    const own = isNode(child) ? [...(child.type === 'list-item' ? [] : [{ type: child.type ?? null }]), ...restOf(child)] : [child];
    const item = line('item', node, [], { list: { ordered: list.format === 'ordered', depth, first }, rest: restText([...ofList, ...own]) });
    ofList = [];
    first = false;
    return [item];
  });
  return ofList.length === 0 ? lines : [bare('other', ofList, { name: 'list' }), ...lines];
};

/** `large_ridge.jpg` beside `ridge.jpg`: how Strapi names the other sizes of a picture. */
const belongsTo = (url: string, own: string): boolean => {
  const at = own.lastIndexOf('/') + 1;
  const name = own.slice(at);
  return url.startsWith(own.slice(0, at)) && url.endsWith(name) && /^[a-z]+_$/i.test(url.slice(at, url.length - name.length));
};

const sizesOf = (image: Node): string[] => (isNode(image.formats) ? Object.values(image.formats).flatMap((size) => (isNode(size) ? [textOf(size.url)] : [])) : []);

/** The texts of an image that are shown as such; of another kind they stay with the rest of its file. */
const IMAGE_TEXTS = ['url', 'alternativeText', 'caption'] as const;

/** Addresses that readers may get in the place of the picture's own and that are not made from it. */
export const foreignSizes = (image: Node): string[] => {
  const url = textOf(image.url);
  return [...new Set(sizesOf(image).filter((size) => size !== url && !belongsTo(size, url)))];
};

const pictureOf = (image: Node): Picture => {
  const url = textOf(image.url);
  const shown = IMAGE_TEXTS.filter((name) => typeof image[name] === 'string' || image[name] === null);
  return { url, alternativeText: textOf(image.alternativeText), foreign: foreignSizes(image), file: canonical(without(image, shown)) };
};

/** A picture, and under it the words that go live with it: its caption, and whatever text its node holds. */
const linesOfImage = (block: Node): Line[] => {
  const image = isNode(block.image) ? block.image : null;
  const caption = textOf(image?.caption);
  const words = line('caption', { children: block.children });
  return [
    bare('picture', restOf({ ...block, children: [] }, image === null ? [] : ['image']), { picture: pictureOf(image ?? {}) }),
    ...(caption === '' ? [] : [{ frame: frame('caption'), inlines: [{ text: caption, marks: [], link: null }] }]),
    ...(words.inlines.length === 0 && words.frame.rest === '' ? [] : [words]),
  ];
};

const linesOfBlock = (block: Node): Line[] => {
  switch (block.type) {
    case 'paragraph':
    case 'quote':
    case 'code':
      return [line(block.type, block)];
    case 'heading':
      return [line('heading', block, [1, 2, 3, 4, 5, 6].includes(block.level as number) ? ['level'] : [], { level: Math.min(6, Math.max(1, Number(block.level) || 1)) })];
    case 'list':
      return linesOfList(block, 0);
    case 'image':
      return linesOfImage(block);
    default:
      return [line('other', block, [], { name: textOf(block.type) })];
  }
};

/** The lines of a rich text; what is no list of blocks has none. */
export const linesOf = (blocks: unknown): Line[] => (Array.isArray(blocks) ? blocks.flatMap((block: unknown) => (isNode(block) ? linesOfBlock(block) : [bare('other', [block])])) : []);

export const textOfLine = ({ inlines }: Pick<Line, 'inlines'>): string => inlines.map(({ text }) => text).join('');

/** The text that passages are counted in: a line break between two lines, and nothing else that is not text. */
export const textOfLines = (lines: readonly Line[]): string => lines.map(textOfLine).join('\n');
