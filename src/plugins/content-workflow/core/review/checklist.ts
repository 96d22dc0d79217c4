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
}

export interface CheckResult {
  readonly field: string;
  readonly level: ChecklistRule['level'];
  readonly ok: boolean;
  readonly problem: 'missing' | 'too-short' | 'too-long' | null;
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

const check = (content: Readonly<Record<string, unknown>>, rule: ChecklistRule): CheckResult => {
  const size = sizeOf(at(content, rule.field));
  const problem =
    size === 0 ? 'missing' : rule.min !== undefined && size < rule.min ? 'too-short' : rule.max !== undefined && size > rule.max ? 'too-long' : null;
  return { field: rule.field, level: rule.level, ok: problem === null, problem, min: rule.min ?? null, max: rule.max ?? null };
};

/** One result a rule, in the order of the configuration. */
export const runChecklist = (content: Readonly<Record<string, unknown>>, rules: readonly ChecklistRule[]): CheckResult[] =>
  rules.map((rule) => check(content, rule));

export const blocking = (results: readonly CheckResult[], levels: readonly ChecklistRule['level'][]): CheckResult[] => results.filter((r) => !r.ok && levels.includes(r.level));
