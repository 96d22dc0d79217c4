/** A variant while it is typed, all text, and the overrides that it becomes. Pure. */
import type { PieceView, VariantView } from '../../../../../contracts/piece';
import type { Field } from '../../../../../core/review/compare';
import { blocksOfText, textOfBlocks } from './blocks-text';

/** An attribute of the type, as Strapi's schema has it. */
export interface Attribute {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly multiple?: boolean;
  readonly required?: boolean;
  readonly maxLength?: number;
}

/** How an attribute is typed. */
export type InputKind = 'line' | 'prose' | 'markdown' | 'blocks' | 'choice' | 'file' | 'instant';

const KINDS: Readonly<Record<string, InputKind>> = {
  string: 'line',
  uid: 'line',
  email: 'line',
  text: 'prose',
  richtext: 'markdown',
  blocks: 'blocks',
  enumeration: 'choice',
  media: 'file',
  datetime: 'instant',
};

/** `null` for what a variant can not hold. */
export const inputKind = (attribute: Attribute | undefined): InputKind | null => (attribute === undefined || attribute.multiple === true ? null : (KINDS[attribute.type] ?? null));

export const shapeOf = (name: string, kind: InputKind): Field => ({
  name,
  shape: { kind: kind === 'blocks' ? 'rich-text' : kind === 'file' ? 'media' : kind === 'choice' ? 'choice' : kind === 'instant' ? 'value' : 'text' },
});

/** A form that is kept, or restored, is a flat table of texts. */
export type VariantValues = Readonly<Record<string, string>>;

const PREFIX = 'override.';
export const inputOf = (name: string): string => `${PREFIX}${name}`;

/** Which attributes are overridden, in the order in which they were added. */
export const overridden = (values: VariantValues): string[] => (values.names ?? '').split(',').filter((name) => name !== '');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** A value as it is typed. A file is its id. */
export const textOf = (kind: InputKind, value: unknown): string => {
  if (kind === 'blocks') return textOfBlocks(value);
  if (kind === 'file') return typeof value === 'number' ? String(value) : isRecord(value) && typeof value.id === 'number' ? String(value.id) : '';
  return typeof value === 'string' ? value : '';
};

/** What is typed as a value. `before`: what the text was made from; where it says the same, the value stays as it was. */
export const valueOf = (kind: InputKind, text: string, before: unknown): unknown => {
  if (kind === 'file') return text === '' ? null : Number(text);
  if (text === textOf(kind, before) && before !== undefined) return before;
  return kind === 'blocks' ? blocksOfText(text, before) : text;
};

const LETTERS = 'bcdefghijklmnopqrstuvwxyz';

/** The first letter after `a` that no variant has; the piece itself is what others would call A. */
export const suggestedKey = (taken: readonly string[]): string => [...LETTERS].find((letter) => !taken.includes(letter)) ?? `v${taken.length + 1}`;

export interface Blank {
  readonly key: string;
  readonly label: string;
  /** What it overrides at first; '' where nothing can be overridden. */
  readonly name: string;
}

/** `original` answers what the piece itself says. */
export const valuesFor = (variant: VariantView | null, blank: Blank, kindOf: (name: string) => InputKind | null, original: (name: string) => unknown): VariantValues => {
  const names = variant === null ? [blank.name].filter((name) => name !== '') : Object.keys(variant.overrides);
  const texts = names.map((name) => [inputOf(name), textOf(kindOf(name) ?? 'line', variant === null ? original(name) : variant.overrides[name])]);
  return { key: variant?.key ?? blank.key, label: variant?.label ?? blank.label, names: names.join(','), ...Object.fromEntries(texts) };
};

/** Adds an attribute, beginning with what the piece says, or takes one away; what was typed for it is kept until the dialog is closed. */
export const withOverride = (values: VariantValues, name: string, text: string): VariantValues => ({ [inputOf(name)]: text, ...values, names: [...overridden(values), name].join(',') });
export const withoutOverride = (values: VariantValues, name: string): VariantValues => ({ ...values, names: overridden(values).filter((one) => one !== name).join(',') });

/** Blocks that somebody changed begin at the variant's own value where it has one. */
export const overridesOf = (values: VariantValues, variant: VariantView | null, kindOf: (name: string) => InputKind | null, original: (name: string) => unknown): Record<string, unknown> =>
  Object.fromEntries(
    overridden(values).map((name) => {
      const before = variant !== null && name in variant.overrides ? variant.overrides[name] : original(name);
      return [name, valueOf(kindOf(name) ?? 'line', values[inputOf(name)] ?? '', before)];
    })
  );

export type Problem = 'required' | 'key' | 'taken' | 'same' | 'none';

const KEY = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** The piece itself; no variant can be called so. */
const RESERVED = 'original';

/** What is plainly wrong before anybody is asked, by input. `same`: a variant that says what the piece says shows readers nothing new. */
export const problemsOf = (values: VariantValues, variant: VariantView | null, taken: readonly string[], kindOf: (name: string) => InputKind | null, original: (name: string) => unknown): Record<string, Problem> => {
  const problems: Record<string, Problem> = {};
  const key = values.key ?? '';
  if ((values.label ?? '').trim() === '') problems.label = 'required';
  if (variant === null && !KEY.test(key)) problems.key = 'key';
  else if (variant === null && (key === RESERVED || taken.includes(key))) problems.key = 'taken';
  const names = overridden(values);
  if (names.length === 0) problems.overrides = 'none';
  for (const name of names) {
    const text = values[inputOf(name)] ?? '';
    if (text.trim() === '') problems[inputOf(name)] = 'required';
    else if (text === textOf(kindOf(name) ?? 'line', original(name))) problems[inputOf(name)] = 'same';
  }
  return problems;
};

/** The input that a server's field belongs to. */
export const inputOfField = (field: string, values: VariantValues): string => {
  const name = field.startsWith('overrides.') ? (field.slice('overrides.'.length).split('.')[0] ?? '') : '';
  return name !== '' && overridden(values).includes(name) ? inputOf(name) : field === 'key' || field === 'label' ? field : 'overrides';
};

export const isEditable = (view: Pick<PieceView, 'state' | 'locked' | 'variables'>): boolean => view.state === 'draft' && view.locked === null && view.variables.length > 0;
