/** A document as HTML whose look stands in each element, for places that drop style sheets: mail and articles of WeChat. */
import { escapeHtml } from '../html';
import type { Block, Document, Mark, Picture, Run } from './document';

export interface Look {
  /** The style of each element, as `font-size:16px;line-height:1.75`. */
  readonly styles: Readonly<Partial<Record<'p' | 'h1' | 'h2' | 'h3' | 'ul' | 'ol' | 'li' | 'blockquote' | 'pre' | 'code' | 'a' | 'img' | 'figure' | 'figcaption' | 'hr' | 'strong' | 'em' | 's' | 'u', string>>>;
  /** The address of a picture, `null` leaves it out. */
  readonly picture: (picture: Picture) => string | null;
  /** False where links are not taken; their words stay. */
  readonly links: boolean;
}

type Element = keyof Look['styles'];

const TAG_OF: Readonly<Record<Mark, Element>> = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' };

const open = (look: Look, element: Element, attributes = ''): string => {
  const style = look.styles[element];
  return `<${element}${attributes}${style === undefined ? '' : ` style="${escapeHtml(style)}"`}>`;
};

const around = (look: Look, element: Element, inner: string, attributes = ''): string => `${open(look, element, attributes)}${inner}</${element}>`;

const runHtml = (look: Look, run: Run): string => {
  const text = escapeHtml(run.text).replace(/\n/g, '<br>');
  const marked = run.marks.reduce((inner, mark) => around(look, TAG_OF[mark], inner), text);
  return run.href === null || !look.links ? marked : around(look, 'a', marked, ` href="${escapeHtml(run.href)}"`);
};

export const runsHtml = (look: Look, runs: readonly Run[]): string => runs.map((run) => runHtml(look, run)).join('');

const headingOf = (level: number): 'h1' | 'h2' | 'h3' => (level <= 1 ? 'h1' : level === 2 ? 'h2' : 'h3');

const pictureHtml = (look: Look, picture: Picture): string => {
  const address = look.picture(picture);
  if (address === null) return '';
  const image = open(look, 'img', ` src="${escapeHtml(address)}" alt="${escapeHtml(picture.alt)}"`);
  return picture.caption === '' ? around(look, 'figure', image) : around(look, 'figure', `${image}${around(look, 'figcaption', escapeHtml(picture.caption))}`);
};

const blockHtml = (look: Look, block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return around(look, 'p', runsHtml(look, block.runs));
    case 'heading':
      return around(look, headingOf(block.level), runsHtml(look, block.runs));
    case 'list':
      return around(look, block.ordered ? 'ol' : 'ul', block.items.map((item) => around(look, 'li', itemHtml(look, item))).join(''));
    case 'quote':
      return around(look, 'blockquote', toStyledHtml(block.blocks, look));
    case 'code':
      return around(look, 'pre', `<code>${escapeHtml(block.text)}</code>`);
    case 'picture':
      return pictureHtml(look, block.picture);
    case 'rule':
      return open(look, 'hr');
  }
};

/** The words of an item stand in it without a paragraph of their own; a second paragraph begins a new line. */
const itemHtml = (look: Look, item: Document): string =>
  item.map((block, i) => (block.kind === 'paragraph' ? `${item[i - 1]?.kind === 'paragraph' ? '<br>' : ''}${runsHtml(look, block.runs)}` : blockHtml(look, block))).join('');

export const toStyledHtml = (document: Document, look: Look): string => document.map((block) => blockHtml(look, block)).join('');
