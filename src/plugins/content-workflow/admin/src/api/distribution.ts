import { useMemo } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import type {
  ActivityTemplate,
  ActivityTemplateHistory,
  ActOnChannel,
  ActOnDelivery,
  ApproveRendition,
  ChangeChannel,
  CheckImport,
  CreateChannel,
  DeliveryAction,
  GetDelivery,
  GetDistribution,
  ImportEvidence,
  ImportSubscribers,
  ListChannels,
  ListDeliveries,
  ListLinks,
  ListPlatforms,
  ListSubscribers,
  PreviewRendition,
  PutPlan,
} from '../../../contracts/distribution';
import { answerOf } from './answer';
import { dataOf, withQuery } from './client';

const BASE = '/content-workflow';

const channelPath = (key: string): string => `${BASE}/channels/${encodeURIComponent(key)}`;
const deliveryPath = (key: string): string => `${BASE}/deliveries/${encodeURIComponent(key)}`;
const activityPath = (documentId: string): string => `${BASE}/activities/${encodeURIComponent(documentId)}/distribution`;
const piecePath = (id: number): string => `${BASE}/pieces/${id}/distribution`;

export interface DeliveryQuery {
  readonly state?: string;
  readonly channel?: string;
  readonly piece?: string;
  readonly cursor?: string;
}

/** Requests of a component end with it. */
export const useDistributionApi = () => {
  const { get, post, put, del } = useFetchClient();
  return useMemo(
    () => ({
      platforms: () => dataOf(answerOf(get<ListPlatforms.Response>(`${BASE}/platforms`))),
      channels: () => dataOf(answerOf(get<ListChannels.Response>(`${BASE}/channels`))),
      channel: (key: string) => dataOf(answerOf(get<ChangeChannel.Response>(channelPath(key)))),
      connect: (body: CreateChannel.Body) => dataOf(answerOf(post<CreateChannel.Response, CreateChannel.Body>(`${BASE}/channels`, body))),
      changeChannel: (key: string, body: ChangeChannel.Body) => dataOf(answerOf(put<ChangeChannel.Response, ChangeChannel.Body>(channelPath(key), body))),
      removeChannel: (key: string) => answerOf(del<unknown>(channelPath(key))),
      actOnChannel: (key: string, act: 'test' | 'pause' | 'resume') => dataOf(answerOf(post<ActOnChannel.Response>(`${channelPath(key)}/${act}`))),
      subscribers: (key: string, query: { readonly state?: string; readonly q?: string; readonly cursor?: string }) => answerOf(get<ListSubscribers.Response>(withQuery(`${channelPath(key)}/subscribers`, query))),
      checkImport: (key: string, body: CheckImport.Body) => dataOf(answerOf(post<CheckImport.Response, CheckImport.Body>(`${channelPath(key)}/subscribers/check`, body))),
      /** Asking everybody, and taking them over as confirmed, are two addresses with two permissions. */
      importSubscribers: (key: string, basis: ImportEvidence['basis'], body: ImportSubscribers.Body) =>
        dataOf(answerOf(post<ImportSubscribers.Response, ImportSubscribers.Body>(`${channelPath(key)}/subscribers/${basis === 'confirmed' ? 'import-confirmed' : 'import'}`, body))),
      subscribersPath: (key: string) => `/channels/${encodeURIComponent(key)}/subscribers.csv`,
      forgetSubscriber: (key: string, id: number) => answerOf(del<unknown>(`${channelPath(key)}/subscribers/${id}`)),
      ofPiece: (id: number) => dataOf(answerOf(get<GetDistribution.Response>(piecePath(id)))),
      plan: (id: number, body: PutPlan.Body) => answerOf(put<unknown, PutPlan.Body>(piecePath(id), body)),
      planFromTemplate: (id: number, expectedRevision: number) => answerOf(post<unknown>(`${piecePath(id)}/template`, { expectedRevision })),
      preview: (id: number, body: PreviewRendition.Body) => dataOf(answerOf(post<PreviewRendition.Response, PreviewRendition.Body>(`${piecePath(id)}/preview`, body))),
      approve: (id: number, body: ApproveRendition.Body) => answerOf(post<unknown, ApproveRendition.Body>(`${piecePath(id)}/approve`, body)),
      sendNow: (id: number, channels: readonly string[]) => answerOf(post<unknown>(`${piecePath(id)}/send`, { channels })),
      links: (id: number) => dataOf(answerOf(get<ListLinks.Response>(`${BASE}/pieces/${id}/links`))),
      template: (documentId: string) => dataOf(answerOf(get<ActivityTemplate.Response>(activityPath(documentId)))),
      putTemplate: (documentId: string, body: ActivityTemplate.Body) => answerOf(put<unknown, ActivityTemplate.Body>(activityPath(documentId), body)),
      templateHistory: (documentId: string, before: number | null) => answerOf(get<ActivityTemplateHistory.Response>(withQuery(`${activityPath(documentId)}/history`, before === null ? {} : { before: String(before) }))),
      deliveries: (query: DeliveryQuery) => answerOf(get<ListDeliveries.Response>(withQuery(`${BASE}/deliveries`, query))),
      delivery: (key: string) => dataOf(answerOf(get<GetDelivery.Response>(deliveryPath(key)))),
      act: (key: string, action: DeliveryAction, body: ActOnDelivery.Body) => dataOf(answerOf(post<ActOnDelivery.Response, ActOnDelivery.Body>(`${deliveryPath(key)}/${action}`, body))),
      /** A file of the server, which a plain link could not ask for: it would not say who asks. */
      file: (path: string) => answerOf(get<Blob>(`${BASE}${path}`, { responseType: 'blob' })),
      picturePath: (key: string, index: number) => `/deliveries/${encodeURIComponent(key)}/pictures/${index}`,
      picturesPath: (key: string) => `/deliveries/${encodeURIComponent(key)}/pictures.zip`,
      /** Into the media library. */
      upload: (form: FormData) => answerOf(post<readonly { readonly id: number; readonly name: string }[], FormData>('/upload', form)),
    }),
    [get, post, put, del]
  );
};

export type DistributionApi = ReturnType<typeof useDistributionApi>;
