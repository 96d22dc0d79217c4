import type { Blocks, Tag } from './types';

type Block = Blocks[number];
type Paragraph = Extract<Block, { type: 'paragraph' }>;
type Inline = Paragraph['children'][number];

const inline = (part: string | Inline): Inline => (typeof part === 'string' ? { type: 'text', text: part } : part);

export const paragraph = (...parts: (string | Inline)[]): Block => ({ type: 'paragraph', children: parts.map(inline) });

export const heading = (text: string): Block => ({ type: 'heading', level: 2, children: [inline(text)] });

export const quote = (text: string): Block => ({ type: 'quote', children: [inline(text)] });

const list =
  (format: 'ordered' | 'unordered') =>
  (...items: string[]): Block => ({
    type: 'list',
    format,
    children: items.map((item) => ({ type: 'list-item', children: [{ type: 'text', text: item }] })),
  });

export const bullets = list('unordered');
export const steps = list('ordered');

export const bold = (text: string): Inline => ({ type: 'text', text, bold: true });

export const link = (text: string, url: string): Inline => ({
  type: 'link',
  url,
  rel: 'noopener noreferrer',
  target: '_blank',
  children: [{ type: 'text', text }],
});

export const tags = (...names: string[]): readonly Tag[] => names.map((name) => ({ name }));
