import { getFetchClient } from '@strapi/strapi/admin';
import type { Answer } from '../../../api/answer';
import { workflowApi } from '../../../api/client';
import { createBatch } from '../batch';
import type { KnownOffer } from './choices';

/** What each of the selected documents accepts from the person who looks at them. */
export const offers = createBatch<KnownOffer>(async (uid, locale, documentIds): Promise<Answer<readonly KnownOffer[]>> => {
  const answer = await workflowApi(getFetchClient()).offers({ uid, ids: documentIds.join(','), locale });
  return answer.kind === 'ok' ? { kind: 'ok', data: answer.data.data.map((offer) => ({ ...offer, rejectReasons: answer.data.meta.rejectReasons })) } : answer;
});
