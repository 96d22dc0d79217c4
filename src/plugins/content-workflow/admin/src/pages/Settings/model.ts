/** What is being edited, as data: the values on the screen, the file's, and what has to be sent. Pure. */
import type { GetSettings, SettingsChanges, SettingsNotice, SettingsPath, SettingsProblem, SettingsValues, TypeSettings } from '../../../../contracts/settings';

export type Settings = GetSettings.Settings;
export type TypeKey = keyof TypeSettings;

/** In the order of the screen. */
export const TYPE_KEYS = ['review', 'checklist', 'late', 'windows', 'edits', 'rejectReasons', 'retrospectiveAfterDays'] as const satisfies readonly TypeKey[];

const BESIDE = ['blackouts', 'checklistTemplates'] as const;

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const samePath = (a: SettingsPath, b: SettingsPath): boolean => a.join('\n') === b.join('\n');

export const pathsOf = (values: SettingsValues): SettingsPath[] => [...Object.keys(values.types).flatMap((uid) => TYPE_KEYS.map((key) => ['types', uid, key])), ...BESIDE.map((key) => [key])];

export const valueAt = (values: SettingsValues, [first, uid, key]: SettingsPath): unknown =>
  uid === undefined || key === undefined ? values[first as (typeof BESIDE)[number]] : values.types[uid]?.[key as TypeKey];

export const withValue = (values: SettingsValues, [first = '', uid, key]: SettingsPath, value: unknown): SettingsValues => {
  if (uid === undefined || key === undefined) return { ...values, [first]: value };
  const type = values.types[uid];
  return type === undefined ? values : { ...values, types: { ...values.types, [uid]: { ...type, [key]: value } } };
};

/** What is not the file's. */
export const changesOf = (values: SettingsValues, file: SettingsValues): SettingsChanges => {
  const changed = pathsOf(values).filter((path) => !same(valueAt(values, path), valueAt(file, path)));
  const types: Record<string, Record<string, unknown>> = {};
  const beside: Record<string, unknown> = {};
  for (const path of changed) {
    const [first = '', uid, key] = path;
    if (uid === undefined || key === undefined) beside[first] = valueAt(values, path);
    else types[uid] = { ...types[uid], [key]: valueAt(values, path) };
  }
  return { ...beside, types } as SettingsChanges;
};

/** What somebody else has saved, with what was typed here on top of it. */
export const rebased = (typed: SettingsValues, before: SettingsValues, after: SettingsValues): SettingsValues =>
  pathsOf(after).reduce((values, path) => (same(valueAt(typed, path), valueAt(before, path)) ? values : withValue(values, path, valueAt(typed, path))), after);

const startsWith = (path: readonly (string | number)[], start: readonly (string | number)[]): boolean => start.every((part, i) => path[i] === part);

/** What the server said of one input. */
export const problemAt = (problems: readonly SettingsProblem[], ...path: readonly (string | number)[]): SettingsProblem | null => problems.find((problem) => startsWith(problem.path, path)) ?? null;

/** What it said of a list as a whole. */
export const problemOf = (problems: readonly SettingsProblem[], path: SettingsPath): SettingsProblem | null => problems.find((problem) => problem.path.length === path.length && startsWith(problem.path, path)) ?? null;

export const fileChangeAt = (notices: readonly SettingsNotice[], path: SettingsPath): Extract<SettingsNotice, { kind: 'FILE_CHANGED' }> | null => {
  for (const notice of notices) if (notice.kind === 'FILE_CHANGED' && samePath(notice.path, path)) return notice;
  return null;
};

/** A key that no step has; people see the name only. */
export const freshKey = (taken: readonly string[]): string => {
  let n = taken.length + 1;
  while (taken.includes(`step-${n}`)) n += 1;
  return `step-${n}`;
};

export const moved = <T>(list: readonly T[], from: number, to: number): T[] => {
  const rest = list.filter((_, i) => i !== from);
  const item = list[from];
  return item === undefined ? [...list] : [...rest.slice(0, to), item, ...rest.slice(to)];
};

export const replaced = <T>(list: readonly T[], at: number, item: T): T[] => list.map((old, i) => (i === at ? item : old));

export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);
