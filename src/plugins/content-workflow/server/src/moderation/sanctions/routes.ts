import { z } from '@strapi/utils';
import { STEPS } from '../../../../core/moderation/policy';
import { LANGUAGES } from '../../../../core/moderation/rules/languages';
import { AGGRAVATORS, SEVERITIES, VIOLATIONS } from '../../../../core/moderation/vocabulary';
import { plain, type Endpoint } from '../../http/endpoint';
import { senderKey } from './senders';

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;
const missing = { 404: 'No such sender, strike or link.' } as const;
const refused = { 422: 'Not possible as it is now; `error.details` says why.' } as const;

const moderator = { kind: 'admin', permission: 'moderate' } as const;
const lead = { kind: 'admin', permission: 'moderation-lead' } as const;

/** Why, or what a member is told: never empty. */
const said = plain(2_000)
  .transform((text) => text.trim())
  .refine((text) => text !== '', 'say why');

export const membersQuery = z.strictObject({ text: plain(200).optional() });
export const nothing = z.strictObject({});

const offence = {
  violation: z.enum(VIOLATIONS, { error: 'is not a violation of the rules' }),
  severity: z.enum(SEVERITIES, { error: 'is "minor", "moderate", "serious" or "extreme"' }),
  aggravators: z.array(z.enum(AGGRAVATORS, { error: 'is not an aggravator' })).max(AGGRAVATORS.length).default([]),
};

export const previewBody = z.strictObject(offence);
export const strikeBody = z.strictObject({ ...offence, message: said });
export const linkBody = z.strictObject({ other: senderKey, reason: said });
export const undoBody = z.strictObject({ reason: said });
export const proposalBody = z.strictObject({ step: z.union([z.literal(4), z.literal(5)], { error: 'is 4 (mute for good) or 5 (ban)' }), reason: said });
export const settleBody = z.strictObject({ comment: said });

const sender = '/moderation/members/:sender';

export const memberRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/moderation/members', handler: 'members.list', summary: 'Senders by name or reference, with what holds for them', access: moderator, query: membersQuery, answers: { 200: 'ListMembers.Response', ...common } },
  { method: 'GET', path: '/moderation/proposals', handler: 'members.proposals', summary: 'Steps that wait for a second person, oldest first', access: moderator, answers: { 200: 'ListProposals.Response', ...common } },
  { method: 'GET', path: sender, handler: 'members.show', summary: 'One sender: standing, strikes, linked accounts, what was done', access: moderator, answers: { 200: 'GetMember.Response', ...common, ...missing } },
  { method: 'POST', path: `${sender}/strike-preview`, handler: 'members.preview', summary: 'What the ladder would answer; changes nothing', access: moderator, body: previewBody, answers: { 200: 'PreviewStrike.Response', ...common, ...missing } },
  { method: 'POST', path: `${sender}/strikes`, handler: 'members.strike', summary: 'A strike by hand, outside of the queue', access: moderator, body: strikeBody, answers: { 200: 'CreateStrike.Response', ...common, ...missing } },
  { method: 'POST', path: `${sender}/links`, handler: 'members.link', summary: 'Links two accounts as those of one person', access: moderator, body: linkBody, answers: { 200: 'LinkAccounts.Response', ...common, ...missing, ...refused } },
  { method: 'POST', path: '/moderation/links/:id/undo', handler: 'members.unlink', summary: 'Takes a link between accounts back', access: moderator, body: undoBody, answers: { 200: 'LinkAccounts.Response', ...common, ...missing } },
  { method: 'POST', path: '/moderation/strikes/:id/proposal', handler: 'members.propose', summary: 'Proposes a step that takes a second person', access: moderator, body: proposalBody, answers: { 200: 'ProposeStep.Response', ...common, ...missing, ...refused } },
  { method: 'POST', path: '/moderation/strikes/:id/confirm', handler: 'members.confirm', summary: 'Puts into effect what another person proposed', access: lead, body: settleBody, answers: { 200: 'SettleStrike.Response', ...common, ...missing, ...refused } },
  { method: 'POST', path: '/moderation/strikes/:id/decline', handler: 'members.decline', summary: 'Declines what was proposed; what holds stays', access: lead, body: settleBody, answers: { 200: 'SettleStrike.Response', ...common, ...missing, ...refused } },
  { method: 'POST', path: '/moderation/strikes/:id/lift', handler: 'members.lift', summary: 'Lifts a strike that somebody else set', access: lead, body: settleBody, answers: { 200: 'SettleStrike.Response', ...common, ...missing, ...refused } },
];

export const languageQuery = z.strictObject({ language: z.enum(LANGUAGES, { error: 'is "en", "zh-Hans" or "zh-Hant"' }).optional() });

/** At most as long as an appeal is read with care; never empty. */
const appealText = plain(2_000)
  .transform((text) => text.trim())
  .refine((text) => text !== '', 'say why');

export const appealBody = z.strictObject({ strike: plain(20), text: appealText });
export const statementAppealBody = z.strictObject({ text: appealText });
export const answerBody = z
  .strictObject({ outcome: z.enum(['upheld', 'overturned', 'reduced'], { error: 'is "upheld", "overturned" or "reduced"' }), step: z.union(STEPS.map((step) => z.literal(step)), { error: 'is a step of the ladder, 0 to 5' }).optional(), answer: said })
  .refine(({ outcome, step }) => (outcome === 'reduced') === (step !== undefined), { error: 'belongs to "reduced", and to nothing else', path: ['step'] });

const own = { kind: 'sender' } as const;
const linked = { kind: 'signed' } as const;
const ownAnswers = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not a member of this site.' } as const;
const linkAnswers = { 400: 'The request is not valid; `error.details.field` names the field.', 404: 'Not a link of ours.', 429: 'Asked too often; `Retry-After` says when again.' } as const;
const appealed = { 422: 'It was appealed before, was lifted, or its time is over.' } as const;

/** For members, whatever holds for them: who is banned reads why and appeals here. */
export const memberApiRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/members/me/standing', handler: 'memberStanding.findOne', summary: 'What holds for the member who asks, and why', access: own, query: languageQuery, answers: { 200: 'GetOwnStanding.Response', ...ownAnswers } },
  { method: 'POST', path: '/members/me/appeals', handler: 'memberStanding.appeal', summary: "Appeals against one's own strike, once", access: own, query: languageQuery, body: appealBody, answers: { 201: 'CreateAppeal.Response', 404: 'No such strike of this member.', ...ownAnswers, ...appealed } },
  { method: 'DELETE', path: '/members/me/appeals/:reference', handler: 'memberStanding.withdraw', summary: 'Takes an open appeal back', access: own, query: languageQuery, answers: { 200: 'WithdrawAppeal.Response', 404: 'No such appeal of this member.', 409: 'It was answered meanwhile.', ...ownAnswers } },
  { method: 'GET', path: '/members/statements/:token', handler: 'statement.findOne', summary: 'One statement of reasons, for whoever was sent its link; a page for browsers', access: linked, query: languageQuery, answers: { 200: 'GetStatement.Response', ...linkAnswers } },
  { method: 'POST', path: '/members/statements/:token/appeal', handler: 'statement.appeal', summary: 'Appeals against that strike, once', access: linked, query: languageQuery, body: statementAppealBody, answers: { 201: 'GetStatement.Response', ...linkAnswers, ...appealed } },
  { method: 'DELETE', path: '/members/statements/:token/appeal', handler: 'statement.withdraw', summary: 'Takes that appeal back while it is open', access: linked, query: languageQuery, answers: { 200: 'GetStatement.Response', 409: 'It was answered meanwhile.', ...linkAnswers } },
];
