/** A document as plain text with the places of its links, counted in bytes of UTF-8, as Bluesky's facets count. */
import type { Document, Run } from './document';
import { lengthOf } from './units';

export interface LinkedText {
  readonly text: string;
  readonly links: readonly { readonly start: number; readonly end: number; readonly href: string }[];
}

type Span = Pick<Run, 'text' | 'href'>;

const words = (text: string): Span => ({ text, href: null });

const isSaid = (spans: readonly Span[]): boolean => spans.some(({ text }) => text.trim() !== '');

const joined = (parts: readonly (readonly Span[])[], by: string): readonly Span[] => parts.filter(isSaid).flatMap((spans, i) => (i === 0 ? spans : [words(by), ...spans]));

const spansOf = (document: Document): readonly Span[] =>
  joined(
    document.map((block): readonly Span[] => {
      switch (block.kind) {
        case 'paragraph':
        case 'heading':
          return block.runs;
        case 'list':
          return joined(
            block.items.map((item, i) => {
              const inner = spansOf(item);
              return isSaid(inner) ? [words(block.ordered ? `${i + 1}. ` : '• '), ...inner.map((span) => ({ ...span, text: span.text.replace(/\n+/g, '\n   ') }))] : [];
            }),
            '\n'
          );
        case 'quote': {
          const inner = spansOf(block.blocks);
          return isSaid(inner) ? [words('> '), ...inner.map((span) => ({ ...span, text: span.text.replace(/\n/g, '\n> ') }))] : [];
        }
        case 'code':
          return [words(block.text)];
        case 'rule':
          return [words('———')];
        case 'picture':
          return [];
      }
    }),
    '\n\n'
  );

const trimmed = (spans: readonly Span[]): readonly Span[] => {
  const first = spans.findIndex(({ text }) => text.trim() !== '');
  const last = spans.findLastIndex(({ text }) => text.trim() !== '');
  return spans.slice(first, last + 1).map((span, i, all) => ({ ...span, text: i === 0 && i === all.length - 1 ? span.text.trim() : i === 0 ? span.text.trimStart() : i === all.length - 1 ? span.text.trimEnd() : span.text }));
};

const bytes = (text: string): number => lengthOf(text, { unit: 'utf8' });

export const toLinkedText = (document: Document): LinkedText => {
  const spans = spansOf(document);
  let text = '';
  const links: { start: number; end: number; href: string }[] = [];
  if (!isSaid(spans)) return { text, links };
  for (const span of trimmed(spans)) {
    const inner = span.text.trim();
    if (span.href !== null && inner !== '') {
      const start = bytes(text) + bytes(span.text.slice(0, span.text.length - span.text.trimStart().length));
      const before = links.at(-1);
      const end = start + bytes(inner);
      // One link in several styles is one link.
      if (before?.href === span.href && before.end === start) before.end = end;
      else links.push({ start, end, href: span.href });
    }
    text += span.text;
  }
  return { text, links };
};
