/**
 * The file is the base; what was changed in the admin lies over it. Pure: what counts, what was changed beneath, and what
 * differs between two versions.
 */
import canonicalize from 'canonicalize';
import { changesSchema, EDITABLE, governedProblems, type Changes, type Problem, type SchemaLike, type WorkflowConfig } from '../config';

/** `types`, the type and the key; or one of the keys that stand beside the types. */
export type Path = readonly [string] | readonly ['types', string, string];

export interface Entry {
  readonly path: Path;
  readonly value: unknown;
}

/** What people have to know of stored settings that do not simply hold. */
export type Notice =
  /** The file says something else than when this was changed here; what was changed here still holds. */
  | { readonly kind: 'FILE_CHANGED'; readonly path: Path; readonly then: unknown; readonly now: unknown }
  /** The file no longer governs the type, so what was changed of it does not hold. */
  | { readonly kind: 'TYPE_NOT_GOVERNED'; readonly path: Path }
  /** It does not fit the content types or this version any more, so the file's value holds. */
  | { readonly kind: 'NOT_VALID'; readonly path: Path; readonly message: string };

export type SchemaOf = (uid: string) => SchemaLike | undefined;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export const same = (a: unknown, b: unknown): boolean => canonicalize(a) === canonicalize(b);

const samePath = (a: Path, b: Path): boolean => a.length === b.length && a.every((part, i) => part === b[i]);

/** One entry a key that is set; also of JSON that nobody has checked. */
export const entriesOf = (changes: unknown): Entry[] => {
  if (!isRecord(changes)) return [];
  const { types, ...beside } = changes;
  const ofTypes = Object.entries(isRecord(types) ? types : {}).flatMap(([uid, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).map(([key, value]): Entry => ({ path: ['types', uid, key], value }))
  );
  return [...ofTypes, ...Object.entries(beside).map(([key, value]): Entry => ({ path: [key], value }))].filter(({ value }) => value !== undefined);
};

const assembled = (entries: readonly Entry[]): { types: Record<string, Record<string, unknown>> } & Record<string, unknown> => {
  const types: Record<string, Record<string, unknown>> = {};
  const beside: Record<string, unknown> = {};
  for (const { path, value } of entries) {
    const [first, uid, key] = path;
    if (uid === undefined || key === undefined) beside[first] = value;
    else types[uid] = { ...types[uid], [key]: value };
  }
  return { ...beside, types };
};

const changesOf = (entries: readonly Entry[]): Changes => assembled(entries) as Changes;

/** What a configuration says at a path. */
const valueAt = (config: WorkflowConfig, [first, uid, key]: Path): unknown =>
  uid === undefined || key === undefined ? (config as Record<string, unknown>)[first] : (config.types[uid] as Record<string, unknown> | undefined)?.[key];

/** The file's configuration with the changes over it. */
export const applied = (file: WorkflowConfig, changes: Changes): WorkflowConfig => {
  const { types, ...beside } = changes;
  const changed = Object.entries(file.types).map(([uid, type]) => [uid, { ...type, ...(Object.hasOwn(types, uid) ? types[uid] : {}) }] as const);
  return { ...file, ...beside, types: Object.assign(Object.create(null) as WorkflowConfig['types'], Object.fromEntries(changed)) };
};

/** What equals the file is the file's: it follows the file from then on. */
export const withoutTheFiles = (changes: Changes, file: WorkflowConfig): Changes => changesOf(entriesOf(changes).filter(({ path, value }) => !same(value, valueAt(file, path))));

/**
 * What the file said when each key was changed here. A key whose value does not change keeps what it was compared with,
 * unless somebody has looked at the file's new value and `keeps` the one that is set here.
 */
export const baseOf = (changes: Changes, file: WorkflowConfig, before: { readonly changes: unknown; readonly base: unknown }, keeps: readonly Path[]): Changes => {
  const [old, bases] = [entriesOf(before.changes), entriesOf(before.base)];
  const find = (entries: readonly Entry[], path: Path): Entry | undefined => entries.find((entry) => samePath(entry.path, path));
  return changesOf(
    entriesOf(changes).map(({ path, value }) => {
      const [was, base] = [find(old, path), find(bases, path)];
      const untouched = was !== undefined && base !== undefined && same(was.value, value) && !keeps.some((kept) => samePath(kept, path));
      return { path, value: untouched ? base.value : valueAt(file, path) };
    })
  );
};

const problemsOfEntry = ({ path, value }: Entry, file: WorkflowConfig, schemaOf: SchemaOf): { readonly entry: Entry | null; readonly problems: Problem[] } => {
  const parsed = changesSchema.safeParse(assembled([{ path, value }]));
  if (!parsed.success) return { entry: null, problems: parsed.error.issues.map((issue) => ({ path: issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)), message: issue.message })) };
  const [, uid] = path;
  const type = uid === undefined ? undefined : applied(file, parsed.data).types[uid];
  const known = uid === undefined || type === undefined ? [] : governedProblems({ types: { [uid]: type } }, schemaOf);
  // What is wrong in the file is not this entry's.
  const problems = known.filter((problem) => problem.path[2] === path[2]);
  return { entry: entriesOf(parsed.data).find((entry) => samePath(entry.path, path)) ?? null, problems };
};

export interface Usable {
  readonly changes: Changes;
  readonly notices: readonly Notice[];
}

/**
 * What of stored settings still holds. A key that does not is left to the file and named: a type may have lost an
 * attribute, or the file a type, since it was stored, and no stored row may keep the application from starting.
 */
export const usable = (stored: { readonly changes: unknown; readonly base: unknown }, file: WorkflowConfig, schemaOf: SchemaOf): Usable => {
  const kept: Entry[] = [];
  const notices: Notice[] = [];
  const bases = entriesOf(stored.base);
  for (const entry of entriesOf(stored.changes)) {
    const { path } = entry;
    if (path[1] !== undefined && file.types[path[1]] === undefined) {
      notices.push({ kind: 'TYPE_NOT_GOVERNED', path });
      continue;
    }
    const checked = problemsOfEntry(entry, file, schemaOf);
    const [problem] = checked.problems;
    if (problem !== undefined || checked.entry === null) {
      notices.push({ kind: 'NOT_VALID', path, message: problem?.message ?? 'is not known' });
      continue;
    }
    kept.push(checked.entry);
    const base = bases.find((other) => samePath(other.path, path));
    const now = valueAt(file, path);
    if (base !== undefined && !same(base.value, now)) notices.push({ kind: 'FILE_CHANGED', path, then: base.value, now });
  }
  return { changes: changesOf(kept), notices };
};

/** More is not a configuration but a mistake; it has to fit into memory beside every decision. */
const MAX_CHARACTERS = 200_000;

export type Checked = { readonly kind: 'valid'; readonly changes: Changes; readonly config: WorkflowConfig } | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

const unknownRoles = (entries: readonly Entry[], roles: ReadonlySet<string>): Problem[] =>
  entries.flatMap(({ path, value }) =>
    path[2] !== 'review'
      ? []
      : (value as NonNullable<Changes['types'][string]['review']>).flatMap((step, i) =>
          step.roles.filter((role) => !roles.has(role)).map((role): Problem => ({ path: [...path, i, 'roles'], message: `there is no role "${role}"` }))
        )
  );

/** Judges what somebody wants to save, every problem with its place. `roles` are the codes that exist. */
export const checked = (input: unknown, file: WorkflowConfig, schemaOf: SchemaOf, roles: ReadonlySet<string>): Checked => {
  const parsed = changesSchema.safeParse(input);
  if (!parsed.success) return { kind: 'invalid', problems: parsed.error.issues.map((issue) => ({ path: issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part)), message: issue.message })) };
  if (JSON.stringify(parsed.data).length > MAX_CHARACTERS) return { kind: 'invalid', problems: [{ path: [], message: `is longer than ${MAX_CHARACTERS} characters` }] };
  const changes = withoutTheFiles(parsed.data, file);
  const strangers = Object.keys(parsed.data.types).filter((uid) => file.types[uid] === undefined);
  const problems = [
    ...strangers.map((uid): Problem => ({ path: ['types', uid], message: 'is not governed; a type is added in the configuration file' })),
    ...entriesOf(changes).flatMap((entry) => problemsOfEntry(entry, file, schemaOf).problems),
    ...unknownRoles(entriesOf(changes), roles),
  ];
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'valid', changes, config: applied(file, changes) };
};

export interface Difference {
  readonly path: Path;
  readonly from: unknown;
  readonly to: unknown;
}

const pathsOf = (config: WorkflowConfig): Path[] => [
  ...Object.keys(config.types).flatMap((uid) => EDITABLE.map((key): Path => ['types', uid, key])),
  ...Object.keys(changesSchema.shape).filter((key) => key !== 'types').map((key): Path => [key]),
];

/** Where two configurations differ in what can be changed here. */
export const differences = (from: WorkflowConfig, to: WorkflowConfig): Difference[] =>
  pathsOf(from).flatMap((path) => (same(valueAt(from, path), valueAt(to, path)) ? [] : [{ path, from: valueAt(from, path), to: valueAt(to, path) }]));

