/**
 * Two versions of a piece's content compared, attribute by attribute. The result is data: how it looks is up to whoever
 * shows it. A missing side (`null`) makes everything new, or everything gone.
 */
import { canonical } from './canonical';
import { linesOf, textOfLines } from './lines';
import { diffRichText, type RichTextDiff } from './rich-text';
import { stepsBetween } from './sequence';
import { diffText, type TextDiff } from './words';

export type Content = Readonly<Record<string, unknown>>;

/** How an attribute is compared. */
export type Shape =
  | { readonly kind: 'text' | 'rich-text' | 'choice' | 'value' | 'media' | 'relation' }
  | { readonly kind: 'component'; readonly component: string }
  /** The display names of the components that it can hold. */
  | { readonly kind: 'zone'; readonly names: Readonly<Record<string, string>> };

export interface Field {
  readonly name: string;
  readonly shape: Shape;
}

/** The attributes of a component, in the order in which they are shown. */
export type FieldsOf = (component: string) => readonly Field[];

export type Standing = 'same' | 'added' | 'removed' | 'changed';

export interface FileView {
  readonly url: string;
  readonly name: string;
  readonly mime: string;
  readonly alternativeText: string;
  readonly caption: string;
}

export interface MediaDiff {
  readonly standing: Standing;
  /** `null` for a file that was added, as `after` is for one that was removed; both where one took the place of another. */
  readonly before: FileView | null;
  readonly after: FileView | null;
  readonly alternativeText: TextDiff;
  readonly caption: TextDiff;
}

export interface LinkDiff {
  readonly standing: 'same' | 'added' | 'removed';
  readonly label: string;
}

export interface PartDiff {
  readonly standing: Standing;
  /** The uid of the component. */
  readonly component: string;
  /** What the component is called, where parts of several kinds stand in one list; `null` where all are of one. */
  readonly kindName: string | null;
  /** Its place in the list after; before, for one that was removed. */
  readonly index: number;
  readonly fields: readonly FieldDiff[];
}

export type ValueDiff =
  | ({ readonly kind: 'text' } & TextDiff)
  | ({ readonly kind: 'rich-text' } & RichTextDiff)
  /** A number, a date, JSON: whole values, as they are stored. A choice is one of the values that its attribute names. */
  | { readonly kind: 'choice' | 'value'; readonly before: unknown; readonly after: unknown }
  | { readonly kind: 'media'; readonly files: readonly MediaDiff[] }
  | { readonly kind: 'relation'; readonly links: readonly LinkDiff[] }
  | { readonly kind: 'parts'; readonly parts: readonly PartDiff[] };

export interface FieldDiff {
  readonly name: string;
  /** The way to it from the top, e.g. `phases.0.name`, by the places after. */
  readonly path: string;
  readonly changed: boolean;
  readonly value: ValueDiff;
  /** Both sides as canonical JSON, where they are stored differently and `value` shows no difference. */
  readonly stored: { readonly before: string; readonly after: string } | null;
}

type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry => value !== null && typeof value === 'object' && !Array.isArray(value);
const listOf = (value: unknown): Entry[] => (Array.isArray(value) ? value : [value]).filter(isEntry);
const said = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '');


const fileOf = (file: Entry | undefined): FileView | null =>
  file === undefined ? null : { url: said(file.url), name: said(file.name), mime: said(file.mime), alternativeText: said(file.alternativeText), caption: said(file.caption) };

/** A file is known by its bytes; its texts can change while it stays the same picture. */
const bytesOf = (file: Entry): string => JSON.stringify([file.hash ?? null, file.url ?? null, file.size ?? null]);

interface Pair<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** Two lists side by side; what went and what came at one place stands together where `alike` says it is one thing. */
const alongside = <T>(before: readonly T[], after: readonly T[], key: (item: T) => string, alike: (before: T, after: T) => boolean): Pair<T>[] => {
  const pairs: Pair<T>[] = [];
  let gone: T[] = [];
  let come: T[] = [];
  const settle = (): void => {
    while (gone.length > 0 || come.length > 0) {
      const [was, is] = [gone[0], come[0]];
      const together = was !== undefined && is !== undefined && alike(was, is);
      if (was !== undefined) gone = gone.slice(1);
      if (is !== undefined && (together || was === undefined)) come = come.slice(1);
      pairs.push({ before: was, after: together || was === undefined ? is : undefined });
    }
  };
  for (const step of stepsBetween(before.map(key), after.map(key)).steps) {
    if (step.kind === 'removed') gone.push(before[step.before] as T);
    else if (step.kind === 'added') come.push(after[step.after] as T);
    else {
      settle();
      pairs.push({ before: before[step.before], after: after[step.after] });
    }
  }
  settle();
  return pairs;
};

const standingOf = <T>({ before, after }: Pair<T>, key: (item: T) => string): Standing =>
  before === undefined ? 'added' : after === undefined ? 'removed' : key(before) === key(after) ? 'same' : 'changed';

const texts = (file: Entry): string => JSON.stringify([bytesOf(file), said(file.alternativeText), said(file.caption)]);

const diffMedia = (before: unknown, after: unknown, locale: string): ValueDiff & { kind: 'media' } => ({
  kind: 'media',
  files: alongside(listOf(before), listOf(after), bytesOf, () => true).map((pair) => ({
    standing: standingOf(pair, texts),
    before: fileOf(pair.before),
    after: fileOf(pair.after),
    alternativeText: diffText(said(pair.before?.alternativeText), said(pair.after?.alternativeText), locale),
    caption: diffText(said(pair.before?.caption), said(pair.after?.caption), locale),
  })),
});

const targetOf = (entry: Entry): string => JSON.stringify([entry.type ?? null, entry.documentId ?? null]);
const labelOf = (entry: Entry): string => said(entry.label) || said(entry.slug) || said(entry.documentId);

const diffRelation = (before: unknown, after: unknown): ValueDiff & { kind: 'relation' } => ({
  kind: 'relation',
  links: alongside(listOf(before), listOf(after), targetOf, () => false).map((pair) => ({
    standing: pair.before === undefined ? 'added' : pair.after === undefined ? 'removed' : 'same',
    label: labelOf(pair.after ?? pair.before ?? {}),
  })),
});

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Ground {
  readonly fieldsOf: FieldsOf;
  readonly locale: string;
}

const diffParts = (before: unknown, after: unknown, componentOf: (entry: Entry) => string, path: string, ground: Ground, names: Readonly<Record<string, string>> | null = null): ValueDiff & { kind: 'parts' } => {
  const [was, is] = [listOf(before), listOf(after)];
  const isList = Array.isArray(before ?? after) || Array.isArray(after);
  const pairs = alongside(was, is, canonical, (a, b) => componentOf(a) === componentOf(b));
  return {
    kind: 'parts',
    parts: pairs.map((pair) => {
      const shown = pair.after ?? pair.before ?? {};
      const index = pair.after === undefined ? was.indexOf(shown) : is.indexOf(shown);
      const component = componentOf(shown);
      return {
        standing: standingOf(pair, canonical),
        component,
        kindName: names === null ? null : (names[component] ?? component),
        index,
        fields: compareContent(pair.before ?? null, pair.after ?? null, ground.fieldsOf(component), ground.fieldsOf, ground.locale, isList ? `${path}.${index}` : path),
      };
    }),
  };
};

const diffValue = (shape: Shape, before: unknown, after: unknown, path: string, ground: Ground): ValueDiff => {
  switch (shape.kind) {
    case 'text':
      return { kind: 'text', ...diffText(asText(before), asText(after), ground.locale) };
    case 'rich-text':
      return { kind: 'rich-text', ...diffRichText(before, after, ground.locale) };
    case 'choice':
    case 'value':
      return { kind: shape.kind, before: before ?? null, after: after ?? null };
    case 'media':
      return diffMedia(before, after, ground.locale);
    case 'relation':
      return diffRelation(before, after);
    case 'component':
      return diffParts(before, after, () => shape.component, path, ground);
    case 'zone':
      return diffParts(before, after, (entry) => said(entry.__component), path, ground, shape.names);
  }
};

/** True where the two sides differ and it can be seen; a related entry's new label is not a change of this piece. */
const showsChange = (diff: ValueDiff): boolean => {
  switch (diff.kind) {
    case 'text':
      return diff.runs.some(({ kind }) => kind !== 'same');
    case 'rich-text':
      return diff.lines.some(({ kind }) => kind !== 'same');
    case 'choice':
    case 'value':
      return canonical(diff.before) !== canonical(diff.after);
    case 'media':
      return diff.files.some(({ standing, before, after, ...texts }) => standing === 'added' || standing === 'removed' || before?.url !== after?.url || [texts.alternativeText, texts.caption].some(({ runs }) => runs.some(({ kind }) => kind !== 'same')));
    case 'relation':
      return diff.links.some(({ standing }) => standing !== 'same');
    case 'parts':
      return diff.parts.some(({ standing, fields }) => standing === 'added' || standing === 'removed' || fields.some(({ changed }) => changed));
  }
};

/** What the bytes and texts of a file are known by, as the hash of the content sees it. */
const FILE_IDENTITY = ['url', 'hash', 'ext', 'mime', 'size', 'width', 'height', 'alternativeText', 'caption'] as const;

/** What counts of a value: whatever two contents differ in here, an approval of one is none of the other. */
const identityOf = (shape: Shape, value: unknown): unknown => {
  const each = (identity: (entry: Entry) => unknown): unknown => (Array.isArray(value) ? value.map((one: unknown) => (isEntry(one) ? identity(one) : one)) : isEntry(value) ? identity(value) : value);
  switch (shape.kind) {
    case 'media':
      return each((file) => Object.fromEntries(FILE_IDENTITY.map((name) => [name, file[name] ?? null])));
    case 'relation':
      return each(({ type, documentId }) => ({ type: type ?? null, documentId: documentId ?? null }));
    case 'component':
    case 'zone':
      // What is inside of the parts is compared attribute by attribute.
      return each(() => ({}));
    default:
      return value;
  }
};

/** Where everything is new, or gone, all of it is shown as such. */
const storedOf = (shape: Shape, before: Content | null, after: Content | null, name: string): FieldDiff['stored'] => {
  if (before === null || after === null) return null;
  const [was, is] = [before, after].map((content) => canonical(identityOf(shape, content[name]))) as [string, string];
  return was === is ? null : { before: was, after: is };
};

/** One result an attribute, in the order of `fields`. */
export const compareContent = (before: Content | null, after: Content | null, fields: readonly Field[], fieldsOf: FieldsOf, locale: string, path = ''): FieldDiff[] =>
  fields.map(({ name, shape }) => {
    const way = path === '' ? name : `${path}.${name}`;
    const value = diffValue(shape, before?.[name], after?.[name], way, { fieldsOf, locale });
    const shows = showsChange(value);
    const stored = shows ? null : storedOf(shape, before, after, name);
    return { name, path: way, changed: shows || stored !== null, value, stored };
  });

/** The plain text at a path, in which passages are counted; `null` where there is no text. */
export const textAt = (content: Content, path: string): string | null => {
  const value = path.split('.').reduce<unknown>((node, key) => (node !== null && typeof node === 'object' && Object.hasOwn(node, key) ? (node as Record<string, unknown>)[key] : undefined), content);
  if (typeof value === 'string') return value;
  const lines = linesOf(value);
  return lines.length > 0 ? textOfLines(lines) : null;
};
