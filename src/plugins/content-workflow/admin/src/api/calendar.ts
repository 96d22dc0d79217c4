import { useMemo } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import type { CreateFeed, GetCalendar, GetFeed, GetWarnings, ListIdeas, SetPlan } from '../../../contracts/calendar';
import { answerOf } from './answer';
import { dataOf, withQuery } from './client';

const BASE = '/content-workflow/calendar';

/** Requests of a component end with it. */
export const useCalendarApi = () => {
  const { get, post, put, del } = useFetchClient();
  return useMemo(
    () => ({
      calendar: (query: GetCalendar.Query) => answerOf(get<GetCalendar.Response>(withQuery(BASE, query))),
      ideas: (query: ListIdeas.Query) => answerOf(get<ListIdeas.Response>(withQuery(`${BASE}/ideas`, query))),
      warnings: (query: GetWarnings.Query) => dataOf(answerOf(get<GetWarnings.Response>(withQuery(`${BASE}/warnings`, query)))),
      setPlan: (pieceId: number, body: SetPlan.Request) => dataOf(answerOf(put<SetPlan.Response, SetPlan.Request>(`${BASE}/pieces/${pieceId}/plan`, body))),
      feed: () => dataOf(answerOf(get<GetFeed.Response>(`${BASE}/feed`))),
      createFeed: () => dataOf(answerOf(post<CreateFeed.Response>(`${BASE}/feed`))),
      revokeFeed: () => answerOf(del<unknown>(`${BASE}/feed`)),
    }),
    [get, post, put, del]
  );
};

export type CalendarApi = ReturnType<typeof useCalendarApi>;
