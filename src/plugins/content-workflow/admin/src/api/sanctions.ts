import { useMemo } from 'react';
import { useFetchClient } from '@strapi/strapi/admin';
import type { DecideAppeal, GetAppeal, ListAppeals } from '../../../contracts/moderation/appeals';
import type { GetModerationFigures } from '../../../contracts/moderation/figures';
import type { CreateStrike, GetMember, LinkAccounts, ListMembers, ListProposals, PreviewStrike, ProposeStep, SettleStrike, VerifyAudit } from '../../../contracts/moderation/members';
import { answerOf } from './answer';
import { dataOf, withQuery } from './client';

const BASE = '/content-workflow/moderation';

const memberPath = (sender: string, more = ''): string => `${BASE}/members/${encodeURIComponent(sender)}${more}`;

/** Requests of a component end with it. */
export const useSanctionsApi = () => {
  const { get, post } = useFetchClient();
  return useMemo(
    () => ({
      members: (query: ListMembers.Query) => dataOf(answerOf(get<ListMembers.Response>(withQuery(`${BASE}/members`, query)))),
      proposals: () => dataOf(answerOf(get<ListProposals.Response>(`${BASE}/proposals`))),
      member: (sender: string) => dataOf(answerOf(get<GetMember.Response>(memberPath(sender)))),
      previewStrike: (sender: string, body: PreviewStrike.Request) => dataOf(answerOf(post<PreviewStrike.Response, PreviewStrike.Request>(memberPath(sender, '/strike-preview'), body))),
      strike: (sender: string, body: CreateStrike.Request) => dataOf(answerOf(post<CreateStrike.Response, CreateStrike.Request>(memberPath(sender, '/strikes'), body))),
      link: (sender: string, body: LinkAccounts.Request) => dataOf(answerOf(post<LinkAccounts.Response, LinkAccounts.Request>(memberPath(sender, '/links'), body))),
      unlink: (id: number, reason: string) => dataOf(answerOf(post<LinkAccounts.Response, { reason: string }>(`${BASE}/links/${id}/undo`, { reason }))),
      propose: (id: number, body: ProposeStep.Request) => dataOf(answerOf(post<ProposeStep.Response, ProposeStep.Request>(`${BASE}/strikes/${id}/proposal`, body))),
      settle: (id: number, act: 'confirm' | 'decline' | 'lift', comment: string) => dataOf(answerOf(post<SettleStrike.Response, SettleStrike.Request>(`${BASE}/strikes/${id}/${act}`, { comment }))),
      appeals: (query: ListAppeals.Query) => answerOf(get<ListAppeals.Response>(withQuery(`${BASE}/appeals`, query))),
      appeal: (reference: string) => dataOf(answerOf(get<GetAppeal.Response>(`${BASE}/appeals/${reference}`))),
      answerAppeal: (reference: string, body: DecideAppeal.Request) => dataOf(answerOf(post<DecideAppeal.Response, DecideAppeal.Request>(`${BASE}/appeals/${reference}/decision`, body))),
      figures: () => dataOf(answerOf(get<GetModerationFigures.Response>(`${BASE}/figures`))),
      verifyAudit: () => dataOf(answerOf(get<VerifyAudit.Response>(`${BASE}/audit/verify`))),
    }),
    [get, post]
  );
};
