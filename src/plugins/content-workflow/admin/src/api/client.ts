import { useMemo } from 'react';
import { useFetchClient, type FetchClient } from '@strapi/strapi/admin';
import type { CreatePreviewLink, GetGoverned, GetHealth, GetHistory, GetPiece, GetPieceOfDocument, ListAlerts, ListPeople, ListPieces, SendEvent } from '../../../contracts/http';
import { answerOf, type Answer } from './answer';
import type { Subject } from './types';

type Fetch = Pick<FetchClient, 'get' | 'post'>;

const BASE = '/content-workflow';

/** Strapi's client joins `params` without encoding them, so the query is written here. */
const withQuery = (path: string, query: object): string => {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`;
};

/** Every response is `{ data }`; lists that are paged have `meta` beside it and are kept whole. */
const dataOf = async <T>(answer: Promise<Answer<{ readonly data: T }>>): Promise<Answer<T>> => {
  const settled = await answer;
  return settled.kind === 'ok' ? { kind: 'ok', data: settled.data.data } : settled;
};

export const workflowApi = ({ get, post }: Fetch) => ({
  governed: () => dataOf(answerOf(get<GetGoverned.Response>(`${BASE}/governed`))),
  pieces: (query: ListPieces.Query) => answerOf(get<ListPieces.Response>(withQuery(`${BASE}/pieces`, query))),
  pieceOfDocument: ({ uid, documentId, locale }: Subject) =>
    dataOf(answerOf(get<GetPieceOfDocument.Response>(withQuery(`${BASE}/documents/${uid}/${documentId}`, { locale })))),
  piece: (id: number) => dataOf(answerOf(get<GetPiece.Response>(`${BASE}/pieces/${id}`))),
  history: (id: number, before: number) => dataOf(answerOf(get<GetHistory.Response>(withQuery(`${BASE}/pieces/${id}/history`, { before: String(before) })))),
  send: (id: number, body: SendEvent.Request) => dataOf(answerOf(post<SendEvent.Response, SendEvent.Request>(`${BASE}/pieces/${id}/events`, body))),
  previewLink: (id: number, body: CreatePreviewLink.Request) =>
    dataOf(answerOf(post<CreatePreviewLink.Response, CreatePreviewLink.Request>(`${BASE}/pieces/${id}/preview-links`, body))),
  people: () => dataOf(answerOf(get<ListPeople.Response>(`${BASE}/people`))),
  alerts: () => dataOf(answerOf(get<ListAlerts.Response>(`${BASE}/alerts`))),
  acknowledge: (id: number) => answerOf(post<unknown>(`${BASE}/alerts/${id}/acknowledge`)),
  health: () => dataOf(answerOf(get<GetHealth.Response>(`${BASE}/health`))),
});

export type WorkflowApi = ReturnType<typeof workflowApi>;

/** Requests of a component end with it. */
export const useWorkflowApi = (): WorkflowApi => {
  const { get, post } = useFetchClient();
  return useMemo(() => workflowApi({ get, post }), [get, post]);
};
