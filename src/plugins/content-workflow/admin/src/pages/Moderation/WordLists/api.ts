import { useMemo } from 'react';
import { isFetchError, useFetchClient } from '@strapi/strapi/admin';
import type { DryRunWordList, GetWordList, ListVersionSummary, ListWordLists, ListWordListVersions, SaveWordList, WordListView } from '../../../../../contracts/moderation/word-lists';
import { answerOf } from '../../../api/answer';
import { dataOf } from '../../../api/client';

const BASE = '/content-workflow/moderation/word-lists';

/** Every way in which saving can end. Whatever it is, what was typed stays. */
export type SaveAnswer =
  | { readonly kind: 'saved'; readonly list: WordListView }
  | { readonly kind: 'invalid'; readonly field: string; readonly message: string }
  | { readonly kind: 'conflict'; readonly current: ListVersionSummary | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'too-many'; readonly terms: number; readonly maximum: number }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'failed' };

interface Details {
  readonly code?: string;
  readonly field?: string;
  readonly current?: ListVersionSummary | null;
  readonly terms?: number;
  readonly maximum?: number;
}

const endOf = (error: unknown): SaveAnswer => {
  if (!isFetchError(error)) return { kind: 'failed' };
  const details = ((error.response?.data.error as { details?: Details } | undefined)?.details ?? {}) satisfies Details;
  if (error.status === 400) return { kind: 'invalid', field: details.field ?? '', message: error.message };
  if (error.status === 409) return { kind: 'conflict', current: details.current ?? null };
  if (error.status === 422) return details.code === 'TOO_MANY_TERMS' ? { kind: 'too-many', terms: details.terms ?? 0, maximum: details.maximum ?? 0 } : { kind: 'unchanged' };
  return { kind: error.status === 403 ? 'forbidden' : 'failed' };
};

/** Requests of a component end with it. */
export const useWordListsApi = () => {
  const { get, post, put } = useFetchClient();
  return useMemo(
    () => ({
      list: () => answerOf(get<ListWordLists.Response>(BASE)),
      read: (key: string) => dataOf(answerOf(get<GetWordList.Response>(`${BASE}/${key}`))),
      versions: (key: string, before: number | null) => dataOf(answerOf(get<ListWordListVersions.Response>(`${BASE}/${key}/versions${before === null ? '' : `?before=${before}`}`))),
      dryRun: (body: DryRunWordList.Request) => dataOf(answerOf(post<DryRunWordList.Response, DryRunWordList.Request>(`${BASE}/dry-run`, body))),
      async save(key: string, body: SaveWordList.Request): Promise<SaveAnswer> {
        try {
          return { kind: 'saved', list: (await put<SaveWordList.Response, SaveWordList.Request>(`${BASE}/${key}`, body)).data.data };
        } catch (error) {
          return endOf(error);
        }
      },
    }),
    [get, post, put]
  );
};
