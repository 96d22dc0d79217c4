import { useCallback, useMemo, useState } from 'react';
import type { SettingsPath, SettingsProblem, SettingsValues } from '../../../../contracts/settings';
import { rebased, same, samePath, valueAt, withValue, type Settings } from './model';

export interface Draft {
  /** As the server has them. */
  readonly settings: Settings;
  readonly values: SettingsValues;
  readonly isDirty: boolean;
  readonly problems: readonly SettingsProblem[];
  /** Changed beneath, looked at, and kept as set here. */
  readonly keeps: readonly SettingsPath[];
  set(path: SettingsPath, value: unknown): void;
  /** What the file says. */
  reset(path: SettingsPath): void;
  keep(path: SettingsPath): void;
  setProblems(problems: readonly SettingsProblem[]): void;
  discard(): void;
  /** Saved: what the server has is what is shown. */
  settle(settings: Settings): void;
  /** Somebody else has saved: theirs, with what was typed here on top. */
  rebase(settings: Settings): void;
}

export const useDraft = (initial: Settings): Draft => {
  const [settings, setSettings] = useState(initial);
  const [values, setValues] = useState(initial.values);
  const [keeps, setKeeps] = useState<readonly SettingsPath[]>([]);
  const [problems, setProblems] = useState<readonly SettingsProblem[]>([]);

  const set = useCallback((path: SettingsPath, value: unknown) => {
    setValues((now) => withValue(now, path, value));
    // What was said of it was said of what stood there before.
    setProblems((said) => said.filter((problem) => !path.every((part, i) => problem.path[i] === part)));
  }, []);

  const settle = useCallback((fresh: Settings) => {
    setSettings(fresh);
    setValues(fresh.values);
    setKeeps([]);
    setProblems([]);
  }, []);

  return useMemo(
    () => ({
      settings,
      values,
      problems,
      keeps,
      isDirty: keeps.length > 0 || !same(values, settings.values),
      set,
      reset: (path) => set(path, valueAt(settings.file, path)),
      keep: (path) => setKeeps((kept) => (kept.some((one) => samePath(one, path)) ? kept : [...kept, path])),
      setProblems,
      discard: () => settle(settings),
      settle,
      rebase: (fresh) => {
        setValues((typed) => rebased(typed, settings.values, fresh.values));
        setSettings(fresh);
      },
    }),
    [settings, values, problems, keeps, set, settle]
  );
};
