import { useMemo } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import type { GetExperiment, GetResults, ListExperiments, ListGoals, PostFigures, PutExperiment } from '../../../contracts/experiment';
import { answerOf } from './answer';
import { dataOf, withQuery } from './client';

const BASE = '/content-workflow';

/** Requests of a component end with it. */
export const useExperimentsApi = () => {
  const { get, put, post } = useFetchClient();
  return useMemo(
    () => ({
      goals: () => dataOf(answerOf(get<ListGoals.Response>(`${BASE}/goals`))),
      experiments: (query: ListExperiments.Query) => answerOf(get<ListExperiments.Response>(withQuery(`${BASE}/experiments`, query))),
      experiment: (pieceId: number) => dataOf(answerOf(get<GetExperiment.Response>(`${BASE}/pieces/${pieceId}/experiment`))),
      plan: (pieceId: number, body: PutExperiment.Request) => dataOf(answerOf(put<PutExperiment.Response, PutExperiment.Request>(`${BASE}/pieces/${pieceId}/experiment`, body))),
      results: (pieceId: number) => dataOf(answerOf(get<GetResults.Response>(`${BASE}/pieces/${pieceId}/experiment/results`))),
      figures: (pieceId: number, body: PostFigures.Request) => dataOf(answerOf(post<PostFigures.Response, PostFigures.Request>(`${BASE}/pieces/${pieceId}/experiment/figures`, body))),
    }),
    [get, put, post]
  );
};

export type ExperimentsApi = ReturnType<typeof useExperimentsApi>;
