/** A document as plain text, for platforms without markup and for the text part of a mail. */
import type { Document, Run } from './document';

/** Where readers find an address that hides behind other words. */
const withAddress = ({ text, href }: Run): string => {
  if (href === null || text.trim() === '' || href.replace(/\/$/, '') === text.trim().replace(/\/$/, '')) return text;
  const [after = ''] = /\s*$/.exec(text) ?? [];
  return `${text.slice(0, text.length - after.length)} ${href}${after}`;
};

const lines = (runs: readonly Run[]): string => {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    // One link in several styles is told its address once.
    if (last !== undefined && last.href === run.href && run.href !== null) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined.map(withAddress).join('');
};

const indent = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, i) => (line === '' ? '' : `${i === 0 ? first : rest}${line}`))
    .join('\n');

/** Paragraphs are parted by an empty line; the lines of a list are not. Pictures are left out: platforms get them beside the text. */
export const toPlainText = (document: Document): string =>
  document
    .flatMap((block): string[] => {
      switch (block.kind) {
        case 'paragraph':
        case 'heading':
          return [lines(block.runs)];
        case 'list':
          return [block.items.map((item, i) => indent(toPlainText(item).replace(/\n\n/g, '\n'), block.ordered ? `${i + 1}. ` : '• ', '   ')).filter((item) => item !== '').join('\n')];
        case 'quote':
          return [indent(toPlainText(block.blocks), '> ', '> ')];
        case 'code':
          return [block.text];
        case 'rule':
          return ['———'];
        case 'picture':
          return [];
      }
    })
    .filter((part) => part.trim() !== '')
    .join('\n\n');
