/** All route tables, collected from the domains. */
import { z } from '@strapi/utils';
import { reviewRoutes } from './desk/review/routes';
import { homeRoutes } from './desk/home/routes';
import { boardRoutes } from './desk/board/routes';
import { experimentListRoutes } from './experiment/list';
import { bulkRoutes } from './desk/bulk/routes';
import { calendarRoutes, publicCalendarRoutes } from './desk/calendar/routes';
import { deskRoutes } from './desk/routes';
import { guestLinkRoutes, guestPageRoutes } from './desk/guest/routes';
import { presenceRoutes } from './desk/presence/routes';
import { settingsRoutes } from './desk/settings/routes';
import { channelRoutes, publicChannelRoutes } from './distribution/channels/routes';
import { linkRoutes } from './distribution/links/routes';
import { feedRoutes } from './distribution/feeds/routes';
import { newsletterRoutes, subscriberRoutes } from './distribution/newsletter/routes';
import { websubRoutes } from './distribution/websub/routes';
import { engineRoutes } from './engine/routes';
import { distributionRoutes, publicDistributionRoutes } from './distribution/routes';
import { eventRoutes } from './experiment/events/routes';
import { experimentRoutes } from './experiment/routes';
import { toStrapiRoutes, type Endpoint } from './http/endpoint';
import { imageRoutes, quarantineRoutes } from './moderation/images/routes';
import { intakeRoutes } from './moderation/intake/routes';
import { queueRoutes } from './moderation/queue/routes';
import { publicReportRoutes, reportRoutes } from './moderation/reports/routes';
import { appealRoutes } from './moderation/appeals/routes';
import { auditRoutes } from './moderation/audit/routes';
import { communityRoutes, figureRoutes } from './moderation/rules/routes';
import { memberApiRoutes, memberRoutes } from './moderation/sanctions/routes';
import { screeningRoutes } from './moderation/screening/routes';
import { notifyingRoutes } from './notifying/routes';
import { metricsRoutes } from './observing/routes';
import { deliveryRoutes } from './publishing/delivery/routes';
import { publicHealthRoutes, publishingRoutes } from './publishing/routes';

const openapi: Endpoint = {
  method: 'GET',
  path: '/content-workflow/openapi.json',
  handler: 'openapi.document',
  summary: 'This document',
  access: { kind: 'signed' },
  query: z.strictObject({}),
  answers: { 200: 'An OpenAPI 3.1 document.' },
};

/** Below `/content-workflow`, for the admin. */
export const adminEndpoints: readonly Endpoint[] = [...engineRoutes, ...experimentListRoutes, ...deskRoutes, ...calendarRoutes, ...settingsRoutes, ...guestLinkRoutes, ...presenceRoutes, ...bulkRoutes, ...boardRoutes, ...homeRoutes, ...notifyingRoutes, ...reviewRoutes, ...experimentRoutes, ...screeningRoutes, ...publishingRoutes, ...memberRoutes, ...appealRoutes, ...auditRoutes, ...figureRoutes, ...queueRoutes, ...reportRoutes, ...quarantineRoutes, ...distributionRoutes, ...channelRoutes, ...linkRoutes, ...subscriberRoutes];

/** Below `/api`, for front ends and integrators. */
export const apiEndpoints: readonly Endpoint[] = [...deliveryRoutes, ...publicHealthRoutes, ...metricsRoutes, ...publicCalendarRoutes, ...guestPageRoutes, ...intakeRoutes, ...eventRoutes, ...imageRoutes, ...memberApiRoutes, ...communityRoutes, ...publicReportRoutes, ...publicDistributionRoutes, ...publicChannelRoutes, ...newsletterRoutes, ...feedRoutes, ...websubRoutes, openapi];

export default {
  admin: { type: 'admin', routes: toStrapiRoutes(adminEndpoints) },
  'content-api': { type: 'content-api', prefix: '', routes: toStrapiRoutes(apiEndpoints) },
};
