import { z } from '@strapi/utils';
import { SEVERITIES, VIOLATIONS } from '../../../../core/moderation/vocabulary';
import { isDomain } from '../../../../core/moderation/links';
import { LIST_KEY, MATCH_KINDS, MAX_ALLOWED, MAX_TERMS, termProblems, tidyTerms, type MatchKind } from '../../../../core/moderation/word-lists';
import { plain, type Endpoint } from '../../http/endpoint';

const common = { 400: 'The request is not valid; `error.details.issues` names every field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' } as const;

const read = { kind: 'admin', permission: 'moderate' } as const;
const lead = { kind: 'admin', permission: 'moderation-lead' } as const;

/** Problems of so many terms are named; a list of thousands that is wrong throughout is wrong in the same way. */
const MAX_PROBLEMS = 20;

const terms = (max: number) =>
  z
    .array(plain(1_000))
    .max(max, `has more than ${max} terms`)
    .superRefine((given, context) => {
      for (const { at, message } of termProblems(given).slice(0, MAX_PROBLEMS)) context.addIssue({ code: 'custom', path: [at], message });
    })
    .transform(tidyTerms);

const matching = { kind: z.enum(MATCH_KINDS), terms: terms(MAX_TERMS), allow: terms(MAX_ALLOWED).default([]) };

/** A place has other rules than a word. */
const placesAreDomains = ({ kind, terms: given }: { readonly kind: MatchKind; readonly terms: readonly string[] }, context: z.RefinementCtx): void => {
  if (kind !== 'allowed-domains') return;
  const wrong = given.findIndex((term) => !isDomain(term));
  if (wrong >= 0) context.addIssue({ code: 'custom', path: ['terms', wrong], message: 'is no domain such as example.com' });
};

const values = z
  .strictObject({
    ...matching,
    name: plain(100).trim().min(1, 'is empty'),
    violation: z.enum(VIOLATIONS),
    severity: z.enum(SEVERITIES),
    minors: z.boolean().default(false),
    expiresAt: z.iso.datetime({ offset: true, error: 'use an ISO 8601 instant with a zone, e.g. 2026-12-31T00:00:00Z' }).nullable().default(null),
    owner: plain(100).trim().min(1, 'say who answers for it'),
    retired: z.boolean().default(false),
  })
  .refine(({ terms: given, retired }) => retired || given.length > 0, { error: 'a list without terms finds nothing; retire it instead', path: ['terms'] })
  .superRefine(placesAreDomains);

const comment = plain(2_000).refine((text) => text.trim() !== '', 'say why');

const version = z.int().min(0).max(2_147_483_647);

export const listKey = z.string().regex(LIST_KEY, 'use 2 to 40 lower-case letters, digits and hyphens, a letter first');
export const dryRunBody = z.strictObject({ key: listKey.optional(), values: z.strictObject(matching).superRefine(placesAreDomains) });
export const saveBody = z.strictObject({ expectedVersion: version, values, comment });
export const denyBody = z.strictObject({ reference: plain(80).min(1), image: z.int().min(0).max(99), violation: z.enum(VIOLATIONS), severity: z.enum(SEVERITIES), reason: comment });
export const versionsQuery = z.strictObject({ before: z.string().regex(/^\d{1,9}$/, 'is a version').optional(), limit: z.string().regex(/^\d{1,4}$/, 'is a number').optional() });

export const screeningRoutes: readonly Endpoint[] = [
  { method: 'GET', path: '/moderation/denied-images', handler: 'deniedImages.list', summary: 'Pictures that nobody wants to see again', access: read, answers: { 200: 'ListDeniedImages.Response', ...common } },
  { method: 'POST', path: '/moderation/denied-images', handler: 'deniedImages.deny', summary: 'Denies a picture of a submission', access: read, body: denyBody, answers: { 200: 'DenyImage.Response', 404: 'No such picture.', ...common } },
  { method: 'DELETE', path: '/moderation/denied-images/:id', handler: 'deniedImages.allow', summary: 'Takes a picture from those that are denied', access: read, answers: { 200: 'AllowImage.Response', 404: 'No such picture.', ...common } },
  { method: 'GET', path: '/moderation/word-lists', handler: 'wordLists.list', summary: 'Every word list in its newest version', access: read, answers: { 200: 'ListWordLists.Response', ...common } },
  { method: 'POST', path: '/moderation/word-lists/dry-run', handler: 'wordLists.dryRun', summary: 'What a list would find in past submissions; changes nothing', access: lead, body: dryRunBody, answers: { 200: 'DryRunWordList.Response', 503: 'The texts could not be read in time.', ...common } },
  { method: 'GET', path: '/moderation/word-lists/:key', handler: 'wordLists.read', summary: 'One word list in its newest version', access: read, answers: { 200: 'GetWordList.Response', 404: 'No such list.', ...common } },
  {
    method: 'PUT',
    path: '/moderation/word-lists/:key',
    handler: 'wordLists.save',
    summary: 'Saves a new version of a word list, or a new list',
    access: lead,
    body: saveBody,
    answers: { 200: 'SaveWordList.Response', 409: 'Somebody was faster; `error.details.current` says who.', 422: 'It changes nothing, or all lists together would have too many terms.', ...common },
  },
  { method: 'GET', path: '/moderation/word-lists/:key/versions', handler: 'wordLists.versions', summary: 'The versions of a word list, newest first', access: read, query: versionsQuery, answers: { 200: 'ListWordListVersions.Response', 404: 'No such list.', ...common } },
  { method: 'GET', path: '/moderation/word-lists/:key/versions/:version', handler: 'wordLists.version', summary: 'One version of a word list', access: read, answers: { 200: 'GetWordListVersion.Response', 404: 'No such version.', ...common } },
];
