/** A document in the Markdown of one platform. No two of them read the same, so what is markup to one is told by its flavour. */
import type { Block, Document, Mark, Picture, Run } from './document';

export interface Flavour {
  /** What stands around a run in that style; a style that is left out is not marked. */
  readonly marks: Readonly<Partial<Record<Mark, readonly [string, string]>>>;
  /** A run's own words, so that none of them is markup. */
  readonly escape: (text: string) => string;
  /** The words of a link are escaped already. */
  readonly link: (words: string, href: string) => string;
  readonly heading: (level: number, words: string) => string;
  /** Between the lines of one paragraph. */
  readonly lineBreak: string;
  readonly bullet: string;
  readonly rule: string;
  readonly code: (text: string, language: string) => string;
  /** `null` leaves it out. */
  readonly picture: (picture: Picture) => string | null;
}

/** Invisible; between two characters it keeps them from being markup together. */
export const ZERO_WIDTH_SPACE = '\u200B';

/** What would end an address in round brackets. */
export const bracketSafe = (href: string): string => href.replace(/[()<>\s"'\\`*[\]]/g, (character) => (character === "'" ? '%27' : character === '(' ? '%28' : character === ')' ? '%29' : character === '*' ? '%2A' : encodeURIComponent(character)));

/** What stands at the start of a line and would make something else of it. */
const unstarted = (line: string): string => (/^\s*(#{1,6}(\s|$)|>|[-+=*_]{1,}(\s|$)|[-=*_]{3,}|\d+[.)]\s|~~~|```)/.test(line) ? `${ZERO_WIDTH_SPACE}${line}` : line);

const styled = (flavour: Flavour, run: Run): string => {
  // Markup does not open before a space or close after one.
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text) ?? [];
  if (words === '') return run.text;
  const marked = run.marks.reduce((inner, mark) => {
    const around = flavour.marks[mark];
    return around === undefined ? inner : `${around[0]}${inner}${around[1]}`;
  }, flavour.escape(words));
  return `${before}${run.href === null ? marked : flavour.link(marked.replace(/\s*\n\s*/g, ' '), run.href)}${after}`;
};

/** Runs of one style that stand beside each other would close and open their marks in between. */
const merged = (runs: readonly Run[]): readonly Run[] => {
  const whole: Run[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (last !== undefined && last.href === run.href && last.marks.join() === run.marks.join()) whole[whole.length - 1] = { ...last, text: last.text + run.text };
    else if (run.text !== '') whole.push(run);
  }
  return whole;
};

const words = (flavour: Flavour, runs: readonly Run[]): string =>
  merged(runs)
    .map((run) => styled(flavour, run))
    .join('');

const paragraph = (flavour: Flavour, runs: readonly Run[]): string =>
  words(flavour, runs)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(unstarted)
    .join(flavour.lineBreak);

const prefixed = (text: string, first: string, rest: string): string =>
  text
    .split('\n')
    .map((line, i) => (line === '' ? '' : `${i === 0 ? first : rest}${line}`))
    .join('\n');

const blockMarkdown = (flavour: Flavour, block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(flavour, block.runs);
    case 'heading': {
      const text = words(flavour, block.runs).replace(/\s*\n\s*/g, ' ').trim();
      return text === '' ? '' : flavour.heading(block.level, text);
    }
    case 'list':
      return block.items.map((item, i) => prefixed(toMarkdown(item, flavour).replace(/\n\n+/g, '\n'), block.ordered ? `${i + 1}. ` : flavour.bullet, '   ')).filter((item) => item.trim() !== '').join('\n');
    case 'quote':
      return prefixed(toMarkdown(block.blocks, flavour).replace(/\n\n+/g, '\n'), '> ', '> ');
    case 'code':
      return block.text.trim() === '' ? '' : flavour.code(block.text, block.language);
    case 'picture':
      return flavour.picture(block.picture) ?? '';
    case 'rule':
      return flavour.rule;
  }
};

export const toMarkdown = (document: Document, flavour: Flavour): string =>
  document
    .map((block) => blockMarkdown(flavour, block))
    .filter((part) => part.trim() !== '')
    .join('\n\n');
