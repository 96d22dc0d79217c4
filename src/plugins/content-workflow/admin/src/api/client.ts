import { useMemo } from 'react';
import { useFetchClient, type FetchClient } from '@strapi/strapi/admin';
import type { CreatePreviewLink, GetGoverned, GetHealth, GetHistory, GetPiece, GetPieceOfDocument, ListAlerts, ListPeople, ListPieces, PutVariant, SendEvent } from '../../../contracts/http';
import type { GetBoard, GetBoardCards, GetBoardFilters, GetMoves } from '../../../contracts/board';
import type { ListDocumentStates, ListOffers, SendEvents } from '../../../contracts/bulk';
import type { GetChanges } from '../../../contracts/changes';
import type { CreateComment, GetComparison, GetReviewQueue, ListComments, SettleComment, WriteComment } from '../../../contracts/review';
import type { GetHome } from '../../../contracts/home';
import type { CountUnread, ListNotifications, MarkRead, NotificationPreferences } from '../../../contracts/notifications';
import type { CreateGuestLink, ListGuestLinks } from '../../../contracts/guest';
import type { PutPresence } from '../../../contracts/presence';
import { answerOf, type Answer } from './answer';
import type { Subject } from './types';

type Fetch = Pick<FetchClient, 'get' | 'post' | 'put' | 'del'>;

const BASE = '/content-workflow';

/** Strapi's client joins `params` without encoding them, so the query is written here. */
export const withQuery = (path: string, query: object): string => {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`;
};

/** Every response is `{ data }`; lists that are paged have `meta` beside it and are kept whole. */
export const dataOf = async <T>(answer: Promise<Answer<{ readonly data: T }>>): Promise<Answer<T>> => {
  const settled = await answer;
  return settled.kind === 'ok' ? { kind: 'ok', data: settled.data.data } : settled;
};

export const workflowApi = ({ get, post, put, del }: Fetch) => ({
  governed: () => dataOf(answerOf(get<GetGoverned.Response>(`${BASE}/governed`))),
  pieces: (query: ListPieces.Query) => answerOf(get<ListPieces.Response>(withQuery(`${BASE}/pieces`, query))),
  pieceOfDocument: ({ uid, documentId, locale }: Subject) =>
    dataOf(answerOf(get<GetPieceOfDocument.Response>(withQuery(`${BASE}/documents/${uid}/${documentId}`, { locale })))),
  piece: (id: number) => dataOf(answerOf(get<GetPiece.Response>(`${BASE}/pieces/${id}`))),
  history: (id: number, before: number) => dataOf(answerOf(get<GetHistory.Response>(withQuery(`${BASE}/pieces/${id}/history`, { before: String(before) })))),
  send: (id: number, body: SendEvent.Request) => dataOf(answerOf(post<SendEvent.Response, SendEvent.Request>(`${BASE}/pieces/${id}/events`, body))),
  putVariant: (id: number, key: string, body: PutVariant.Request) => dataOf(answerOf(put<PutVariant.Response, PutVariant.Request>(`${BASE}/pieces/${id}/variants/${encodeURIComponent(key)}`, body))),
  removeVariant: (id: number, key: string, expectedRevision: number) =>
    dataOf(answerOf(del<PutVariant.Response>(withQuery(`${BASE}/pieces/${id}/variants/${encodeURIComponent(key)}`, { expectedRevision: String(expectedRevision) })))),
  previewLink: (id: number, body: CreatePreviewLink.Request) =>
    dataOf(answerOf(post<CreatePreviewLink.Response, CreatePreviewLink.Request>(`${BASE}/pieces/${id}/preview-links`, body))),
  board: (query: GetBoard.Query) => dataOf(answerOf(get<GetBoard.Response>(withQuery(`${BASE}/board`, query)))),
  boardCards: (query: GetBoardCards.Query) => dataOf(answerOf(get<GetBoardCards.Response>(withQuery(`${BASE}/board/cards`, query)))),
  boardFilters: () => dataOf(answerOf(get<GetBoardFilters.Response>(`${BASE}/board/filters`))),
  moves: (id: number) => dataOf(answerOf(get<GetMoves.Response>(`${BASE}/pieces/${id}/moves`))),
  documentStates: (uid: string, query: ListDocumentStates.Query) => dataOf(answerOf(get<ListDocumentStates.Response>(withQuery(`${BASE}/documents/${uid}`, query)))),
  offers: (query: ListOffers.Query) => answerOf(get<ListOffers.Response>(withQuery(`${BASE}/offers`, query))),
  sendToAll: (body: SendEvents.Request) => dataOf(answerOf(post<SendEvents.Response, SendEvents.Request>(`${BASE}/events`, body))),
  changes: (query: GetChanges.Query) => answerOf(get<GetChanges.Response>(withQuery(`${BASE}/changes`, query))),
  reviewQueue: (query: GetReviewQueue.Query) => answerOf(get<GetReviewQueue.Response>(withQuery(`${BASE}/review/queue`, query))),
  comparison: (id: number, query: GetComparison.Query) => dataOf(answerOf(get<GetComparison.Response>(withQuery(`${BASE}/pieces/${id}/comparison`, query)))),
  comments: (id: number) => dataOf(answerOf(get<ListComments.Response>(`${BASE}/pieces/${id}/comments`))),
  comment: (id: number, body: CreateComment.Request) => dataOf(answerOf(post<CreateComment.Response, CreateComment.Request>(`${BASE}/pieces/${id}/comments`, body))),
  replyTo: (id: number, body: WriteComment.Request) => dataOf(answerOf(post<WriteComment.Response, WriteComment.Request>(`${BASE}/comments/${id}/replies`, body))),
  editComment: (id: number, body: WriteComment.Request) => dataOf(answerOf(put<WriteComment.Response, WriteComment.Request>(`${BASE}/comments/${id}`, body))),
  removeComment: (id: number) => dataOf(answerOf(del<SettleComment.Response>(`${BASE}/comments/${id}`))),
  settleComment: (id: number, act: 'resolve' | 'reopen') => dataOf(answerOf(post<SettleComment.Response>(`${BASE}/comments/${id}/${act}`))),
  notifications: (query: ListNotifications.Query) => answerOf(get<ListNotifications.Response>(withQuery(`${BASE}/notifications`, query))),
  unread: () => dataOf(answerOf(get<CountUnread.Response>(`${BASE}/notifications/unread`))),
  markRead: (which: MarkRead.Request) => dataOf(answerOf(post<MarkRead.Response, MarkRead.Request>(`${BASE}/notifications/read`, which))),
  preferences: () => dataOf(answerOf(get<NotificationPreferences.Response>(`${BASE}/notifications/preferences`))),
  choosePreferences: (chosen: NotificationPreferences.Request) =>
    dataOf(answerOf(put<NotificationPreferences.Response, NotificationPreferences.Request>(`${BASE}/notifications/preferences`, chosen))),
  home: () => dataOf(answerOf(get<GetHome.Response>(`${BASE}/home`))),
  guestLinks: (pieceId: number) => dataOf(answerOf(get<ListGuestLinks.Response>(`${BASE}/pieces/${pieceId}/guest-links`))),
  askGuest: (pieceId: number, body: CreateGuestLink.Request) => dataOf(answerOf(post<CreateGuestLink.Response, CreateGuestLink.Request>(`${BASE}/pieces/${pieceId}/guest-links`, body))),
  revokeGuestLink: (id: number) => answerOf(del<unknown>(`${BASE}/guest-links/${id}`)),
  presence: ({ uid, documentId, locale }: Subject, body: PutPresence.Request) =>
    dataOf(answerOf(put<PutPresence.Response, PutPresence.Request>(withQuery(`${BASE}/presence/${uid}/${documentId}`, { locale }), body))),
  people: () => dataOf(answerOf(get<ListPeople.Response>(`${BASE}/people`))),
  alerts: () => dataOf(answerOf(get<ListAlerts.Response>(`${BASE}/alerts`))),
  acknowledge: (id: number) => answerOf(post<unknown>(`${BASE}/alerts/${id}/acknowledge`)),
  health: () => dataOf(answerOf(get<GetHealth.Response>(`${BASE}/health`))),
});

export type WorkflowApi = ReturnType<typeof workflowApi>;

/** Requests of a component end with it. */
export const useWorkflowApi = (): WorkflowApi => {
  const { get, post, put, del } = useFetchClient();
  return useMemo(() => workflowApi({ get, post, put, del }), [get, post, put, del]);
};
