import { useMemo } from 'react';
import { isFetchError, useFetchClient } from '@strapi/strapi/admin';
import type { GetSettings, GetSettingsVersion, ListSettingsVersions, PreviewSettings, RestoreSettings, SaveSettings, SettingsChanges, SettingsProblem, VersionSummary } from '../../../../contracts/settings';
import { answerOf, type Answer } from '../../api/answer';

const BASE = '/content-workflow/settings';

/** Every way in which saving can end. Whatever it is, what was typed stays. */
export type SaveAnswer =
  | { readonly kind: 'saved'; readonly settings: GetSettings.Settings }
  | { readonly kind: 'invalid'; readonly problems: readonly SettingsProblem[] }
  | { readonly kind: 'conflict'; readonly current: VersionSummary | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'failed' };

interface Issue {
  readonly field: string;
  readonly message: string;
  readonly path?: readonly (string | number)[];
}

const endOf = (error: unknown): SaveAnswer => {
  if (!isFetchError(error)) return { kind: 'failed' };
  const details = (error.response?.data.error as { details?: { issues?: Issue[]; current?: VersionSummary | null } } | undefined)?.details;
  if (error.status === 400) return { kind: 'invalid', problems: (details?.issues ?? []).map(({ path, field, message }) => ({ path: path ?? [field], message })) };
  if (error.status === 409) return { kind: 'conflict', current: details?.current ?? null };
  if (error.status === 422) return { kind: 'unchanged' };
  return { kind: error.status === 403 ? 'forbidden' : 'failed' };
};

const saving = async (request: Promise<{ data: GetSettings.Response }>): Promise<SaveAnswer> => {
  try {
    return { kind: 'saved', settings: (await request).data.data };
  } catch (error) {
    return endOf(error);
  }
};

const dataOf = async <T>(request: Promise<{ data: { readonly data: T } }>): Promise<Answer<T>> => {
  const answer = await answerOf(request);
  return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.data } : answer;
};

/** Requests of a component end with it. */
export const useSettingsApi = () => {
  const { get, post, put } = useFetchClient();
  return useMemo(
    () => ({
      read: () => dataOf(get<GetSettings.Response>(BASE)),
      preview: (changes: SettingsChanges) => dataOf(post<PreviewSettings.Response, PreviewSettings.Request>(`${BASE}/preview`, { changes })),
      save: (body: SaveSettings.Request) => saving(put<SaveSettings.Response, SaveSettings.Request>(BASE, body)),
      versions: (before: number | null) => dataOf(get<ListSettingsVersions.Response>(before === null ? `${BASE}/versions` : `${BASE}/versions?before=${before}`)),
      version: (version: number, against: number | null) => dataOf(get<GetSettingsVersion.Response>(`${BASE}/versions/${version}${against === null ? '' : `?against=${against}`}`)),
      restore: (version: number, body: RestoreSettings.Request) => saving(post<RestoreSettings.Response, RestoreSettings.Request>(`${BASE}/versions/${version}/restore`, body)),
    }),
    [get, post, put]
  );
};

export type SettingsApi = ReturnType<typeof useSettingsApi>;
