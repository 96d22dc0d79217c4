import { useMemo } from 'react';
import { useFetchClient, type FetchClient } from '@strapi/strapi/admin';
import type { AllowImage, DenyImage } from '../../../contracts/moderation/denied-images';
import type { ClaimQueueItem, DecideQueueItem, DecideQueueItems, GetQueueItem, ListQueue } from '../../../contracts/moderation/queue';
import type { PreviewStrike } from '../../../contracts/moderation/members';
import { answerOf } from './answer';
import { dataOf, withQuery } from './client';

const QUEUE = '/content-workflow/moderation/queue';

const DENIED = '/content-workflow/moderation/denied-images';

type Hold = 'claim' | 'release' | 'take-over';

export const moderationApi = ({ get, post, del }: Pick<FetchClient, 'get' | 'post' | 'del'>) => ({
  queue: (query: ListQueue.Query) => answerOf(get<ListQueue.Response>(withQuery(QUEUE, query))),
  item: (id: number) => dataOf(answerOf(get<GetQueueItem.Response>(`${QUEUE}/${id}`))),
  hold: (id: number, act: Hold) => dataOf(answerOf(post<ClaimQueueItem.Response>(`${QUEUE}/${id}/${act}`))),
  decide: (id: number, body: DecideQueueItem.Request) => dataOf(answerOf(post<DecideQueueItem.Response, DecideQueueItem.Request>(`${QUEUE}/${id}/decisions`, body))),
  decideAll: (body: DecideQueueItems.Request) => dataOf(answerOf(post<DecideQueueItems.Response, DecideQueueItems.Request>(`${QUEUE}/decisions`, body))),
  denyPicture: (body: DenyImage.Request) => dataOf(answerOf(post<DenyImage.Response, DenyImage.Request>(DENIED, body))),
  allowPicture: (id: number) => dataOf(answerOf(del<AllowImage.Response>(`${DENIED}/${id}`))),
  previewStrike: (sender: string, body: PreviewStrike.Request) =>
    dataOf(answerOf(post<PreviewStrike.Response, PreviewStrike.Request>(`/content-workflow/moderation/members/${encodeURIComponent(sender)}/strike-preview`, body))),
});

export type ModerationApi = ReturnType<typeof moderationApi>;

/** Requests of a component end with it. */
export const useModerationApi = (): ModerationApi => {
  const { get, post, del } = useFetchClient();
  return useMemo(() => moderationApi({ get, post, del }), [get, post, del]);
};
