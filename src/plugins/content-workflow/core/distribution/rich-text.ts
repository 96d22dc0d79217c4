/**
 * A document as Slack's own composer writes it: elements with a style each instead of markup, so that nothing in the words
 * can be read as a sign, a link or a call (docs.slack.dev/reference/block-kit/blocks/rich-text-block).
 */
import type { Block, Document, Run } from './document';

interface Style {
  readonly [name: string]: boolean;
}

type Element = { readonly type: 'text'; readonly text: string; readonly style?: Style } | { readonly type: 'link'; readonly url: string; readonly text?: string; readonly style?: Style };

type Part =
  | { readonly type: 'rich_text_section'; readonly elements: readonly Element[] }
  | { readonly type: 'rich_text_quote'; readonly elements: readonly Element[] }
  | { readonly type: 'rich_text_preformatted'; readonly elements: readonly Element[] }
  | { readonly type: 'rich_text_list'; readonly style: 'bullet' | 'ordered'; readonly indent: number; readonly offset?: number; readonly elements: readonly { readonly type: 'rich_text_section'; readonly elements: readonly Element[] }[] };

export type RichBlock = { readonly type: 'rich_text'; readonly elements: readonly Part[] } | { readonly type: 'divider' };

/** Slack indents no deeper. */
const DEEPEST = 8;

const STYLES = ['bold', 'italic', 'strike', 'code'] as const;

const styleOf = ({ marks }: Run): { readonly style?: Style } => {
  const on = STYLES.filter((mark) => marks.includes(mark));
  return on.length === 0 ? {} : { style: Object.fromEntries(on.map((mark) => [mark, true])) };
};

const elementOf = (run: Run): Element =>
  run.href === null ? { type: 'text', text: run.text, ...styleOf(run) } : { type: 'link', url: run.href, ...(run.text === run.href || run.text.trim() === '' ? {} : { text: run.text }), ...styleOf(run) };

const elementsOf = (runs: readonly Run[]): Element[] => runs.filter(({ text }) => text !== '').map(elementOf);

const isSaid = (runs: readonly Run[]): boolean => runs.some(({ text }) => text.trim() !== '');

const bold = (runs: readonly Run[]): readonly Run[] => runs.map((run) => ({ ...run, marks: [...new Set([...run.marks, 'bold' as const])] }));

const newLine = (lines: number): Run => ({ text: '\n'.repeat(lines), marks: [], href: null });

/** What stands where only words may, as in a quotation. */
const flat = (document: Document): readonly Run[] => {
  const parts = document.flatMap((block): (readonly Run[])[] => {
    switch (block.kind) {
      case 'paragraph':
        return [block.runs];
      case 'heading':
        return [bold(block.runs)];
      case 'quote':
        return [flat(block.blocks)];
      case 'code':
        return [[{ text: block.text, marks: ['code'], href: null }]];
      case 'list':
        return block.items.map((item, i) => [{ text: block.ordered ? `${i + 1}. ` : '• ', marks: [], href: null }, ...flat(item)]);
      case 'picture':
      case 'rule':
        return [];
    }
  });
  return parts.filter(isSaid).flatMap((runs, i) => (i === 0 ? runs : [newLine(1), ...runs]));
};

const listParts = (list: Extract<Block, { kind: 'list' }>, indent: number): Part[] => {
  const parts: Part[] = [];
  let elements: { type: 'rich_text_section'; elements: readonly Element[] }[] = [];
  let counted = 0;
  const flush = (): void => {
    if (elements.length > 0) parts.push({ type: 'rich_text_list', style: list.ordered ? 'ordered' : 'bullet', indent, ...(list.ordered && counted > elements.length ? { offset: counted - elements.length } : {}), elements });
    elements = [];
  };
  for (const item of list.items) {
    const words = flat(item.filter(({ kind }) => kind !== 'list'));
    if (isSaid(words)) {
      elements.push({ type: 'rich_text_section', elements: elementsOf(words) });
      counted += 1;
    }
    for (const inner of item) {
      if (inner.kind !== 'list') continue;
      flush();
      parts.push(...listParts(inner, Math.min(indent + 1, DEEPEST)));
    }
  }
  flush();
  return parts;
};

const partsOf = (document: Document): Part[] => {
  const parts: Part[] = [];
  let open: readonly Run[] = [];
  const flush = (): void => {
    if (open.length > 0) parts.push({ type: 'rich_text_section', elements: elementsOf(open) });
    open = [];
  };
  const say = (runs: readonly Run[]): void => {
    if (isSaid(runs)) open = open.length === 0 ? runs : [...open, newLine(2), ...runs];
  };
  for (const block of document) {
    if (block.kind === 'paragraph') say(block.runs);
    else if (block.kind === 'heading') say(bold(block.runs));
    else if (block.kind === 'list') {
      flush();
      parts.push(...listParts(block, 0));
    } else if (block.kind === 'quote') {
      const words = flat(block.blocks);
      if (!isSaid(words)) continue;
      flush();
      parts.push({ type: 'rich_text_quote', elements: elementsOf(words) });
    } else if (block.kind === 'code' && block.text.trim() !== '') {
      flush();
      parts.push({ type: 'rich_text_preformatted', elements: [{ type: 'text', text: block.text }] });
    }
  }
  flush();
  return parts;
};

export const toRichText = (document: Document): readonly RichBlock[] => {
  const blocks: RichBlock[] = [];
  let section: Block[] = [];
  const flush = (): void => {
    const elements = partsOf(section);
    if (elements.length > 0) blocks.push({ type: 'rich_text', elements });
    section = [];
  };
  for (const block of document) {
    if (block.kind !== 'rule') section.push(block);
    else {
      flush();
      blocks.push({ type: 'divider' });
    }
  }
  flush();
  return blocks;
};
