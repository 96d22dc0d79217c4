/**
 * The checklist an author sees while writing and the guard enforces at SUBMIT: rules over the frozen content, no
 * language in the verdict (the admin says it in the viewer's language).
 */
export interface ChecklistRule {
  /** Dotted path of an attribute, e.g. `cover` or `goal`. */
  readonly field: string;
  /** `required` holds SUBMIT back, `before-approval` lets a reviewer see it but not approve it, `recommended` only advises. */
  readonly level: 'required' | 'before-approval' | 'recommended';
  /** Characters of text; for rich text its plain text; for lists the number of items. */
  readonly min?: number;
  readonly max?: number;
  /** Words as a dictionary tells them apart; Chinese too, where no blank does. */
  readonly minWords?: number;
  readonly maxWords?: number;
  /** Every picture of the field, or within its text, says in words what it shows. */
  readonly altText?: boolean;
  /** Every link leads somewhere by its form, and has a text to follow. Whether anybody answers there is not asked. */
  readonly links?: boolean;
}

export type CheckProblem = 'missing' | 'too-short' | 'too-long' | 'too-few-words' | 'too-many-words' | 'no-alt-text' | 'bad-link';

export interface CheckResult {
  readonly field: string;
  readonly level: ChecklistRule['level'];
  readonly ok: boolean;
  readonly problem: CheckProblem | null;
  /** The bounds in the unit of the problem: words, or characters and items. */
  readonly min: number | null;
  readonly max: number | null;
}

/** Plain text of any content value: strings, rich text blocks, lists, components. */
export const plainText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join('\n');
  if (value !== null && typeof value === 'object') {
    const node = value as Record<string, unknown>;
    if (typeof node.text === 'string') return node.text;
    if (Array.isArray(node.children)) return node.children.map(plainText).join('');
  }
  return '';
};

const isRichText = (value: unknown): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every((node) => node !== null && typeof node === 'object' && 'children' in node);

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Characters as a reader sees them: 漢字, a flag and an emoji with a skin tone count once each. */
const lengthOf = (text: string): number => [...graphemes.segment(text.trim())].length;

/** Size in the unit an author counts: characters or items. */
const sizeOf = (value: unknown): number => {
  // An unticked box is a missing answer.
  if (value === null || value === undefined || value === false) return 0;
  if (typeof value === 'string') return lengthOf(value);
  if (isRichText(value)) return lengthOf(plainText(value));
  if (Array.isArray(value)) return value.length;
  return 1;
};

const at = (content: Readonly<Record<string, unknown>>, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (node !== null && typeof node === 'object' ? (node as Record<string, unknown>)[key] : undefined), content);

/** Blanks tell no words apart in Chinese; the dictionary for it leaves other scripts as they are. */
const words = new Intl.Segmenter('zh', { granularity: 'word' });

const wordsOf = (value: unknown): number => [...words.segment(plainText(value))].filter(({ isWordLike }) => isWordLike === true).length;

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Every object in a value, however deep it lies: what people nest may be deeper than calls can be. */
const nodesOf = (value: unknown): Node[] => {
  const found: Node[] = [];
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); next !== undefined || waiting.length > 0; next = waiting.pop()) {
    if (isNode(next)) found.push(next);
    if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) waiting.push(part);
  }
  return found;
};

const isBlank = (text: unknown): boolean => typeof text !== 'string' || text.trim() === '';

const isPicture = (node: Node): boolean => typeof node.mime === 'string' && node.mime.startsWith('image/') && 'url' in node;

/** `![words](address)` and `[words](address)` of Markdown. */
const MARKDOWN = /(!?)\[([^\]]*)\]\(\s*([^)\s]*)[^)]*\)/g;

const lacksAltText = (value: unknown): boolean => {
  if (typeof value === 'string') return [...value.matchAll(MARKDOWN)].some(([, mark, alt]) => mark === '!' && isBlank(alt));
  return nodesOf(value).some((node) => (isPicture(node) || (node.type === 'image' && 'image' in node) ? isBlank((isNode(node.image) ? node.image : node).alternativeText) : false));
};

const ADDRESS = /^(https?:\/\/[^\s/?#.]+(\.[^\s/?#.]+)*\.?(:\d+)?([/?#]\S*)?|mailto:\S+@\S+|tel:[+\d][\d\s-]*|\/(?!\/)\S*|#\S+)$/i;

const WEB_ADDRESS = /^https?:/i;

const isAddress = (url: unknown): boolean => typeof url === 'string' && ADDRESS.test(url);

const hasBadLink = (value: unknown): boolean => {
  if (typeof value === 'string') {
    const links = [...value.matchAll(MARKDOWN)].filter(([, mark]) => mark === '');
    if (links.length > 0) return links.some(([, , label, url]) => isBlank(label) || !isAddress(url));
    // Without any Markdown the whole text is the address.
    return value.trim() !== '' && !(isAddress(value.trim()) && WEB_ADDRESS.test(value.trim()));
  }
  return nodesOf(value).some((node) => {
    if (node.type === 'link') return !isAddress(node.url) || isBlank(plainText(node));
    return 'url' in node && !('mime' in node) && node.url !== null && !isAddress(node.url);
  });
};

/** A rule that only asks how pictures and links are made asks nothing of a field without any. */
const asksForContent = ({ altText, links, min, max, minWords, maxWords }: ChecklistRule): boolean => (altText !== true && links !== true) || [min, max, minWords, maxWords].some((bound) => bound !== undefined);

const problemOf = (value: unknown, rule: ChecklistRule): CheckProblem | null => {
  const size = sizeOf(value);
  if (size === 0) return asksForContent(rule) ? 'missing' : null;
  if (rule.min !== undefined && size < rule.min) return 'too-short';
  if (rule.max !== undefined && size > rule.max) return 'too-long';
  if (rule.minWords !== undefined && wordsOf(value) < rule.minWords) return 'too-few-words';
  if (rule.maxWords !== undefined && wordsOf(value) > rule.maxWords) return 'too-many-words';
  if (rule.altText === true && lacksAltText(value)) return 'no-alt-text';
  return rule.links === true && hasBadLink(value) ? 'bad-link' : null;
};

const check = (content: Readonly<Record<string, unknown>>, rule: ChecklistRule): CheckResult => {
  const problem = problemOf(at(content, rule.field), rule);
  const inWords = problem === 'too-few-words' || problem === 'too-many-words';
  const [min, max] = inWords ? [rule.minWords, rule.maxWords] : [rule.min, rule.max];
  return { field: rule.field, level: rule.level, ok: problem === null, problem, min: min ?? null, max: max ?? null };
};

/** One result a rule, in the order of the configuration. */
export const runChecklist = (content: Readonly<Record<string, unknown>>, rules: readonly ChecklistRule[]): CheckResult[] =>
  rules.map((rule) => check(content, rule));

export const blocking = (results: readonly CheckResult[], levels: readonly ChecklistRule['level'][]): CheckResult[] => results.filter((r) => !r.ok && levels.includes(r.level));
