import { z } from '@strapi/utils';
import { REPORT_CATEGORIES } from '../../../../core/moderation/reports';
import { documentId, locale, plain, type Endpoint } from '../../http/endpoint';

/** No uid and no id of a row: what can be reported is what the delivery serves, by the names that it has there. */
export const reportBody = z.strictObject({
  type: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'is not the path of a type'),
  documentId,
  locale: locale.optional(),
  category: z.enum(REPORT_CATEGORIES),
  comment: plain(1_000).optional(),
});

/** `public-api`: an application decides whether the Public role may report, and each member by the Authenticated one. */
export const publicReportRoutes: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/reports',
    handler: 'report.create',
    summary: 'Reports something that is public',
    access: { kind: 'public-api' },
    query: z.strictObject({}),
    body: reportBody,
    answers: { 202: 'CreateReport.Response', 400: 'The request is not valid; `error.details.field` names the field.', 403: 'Not permitted; `error.details.code` says why.', 404: 'Nothing public is there.', 429: 'Too many reports; see Retry-After.' },
  },
  { method: 'GET', path: '/reports/categories', handler: 'report.find', summary: 'What a report can be about', access: { kind: 'public-api' }, query: z.strictObject({}), answers: { 200: 'ListReportCategories.Response', 400: 'The request is not valid; `error.details.field` names the field.', 403: 'Not permitted.' } },
];

export const reportRoutes: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/moderation/reports/:id/reporter',
    handler: 'reporter.read',
    summary: 'Who sent a report; the reading is recorded',
    access: { kind: 'admin', permission: 'moderation-lead' },
    answers: { 200: 'GetReporter.Response', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.', 404: 'There is no such report.' },
  },
];
