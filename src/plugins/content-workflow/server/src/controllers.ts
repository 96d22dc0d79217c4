import type { Core } from '@strapi/strapi';
import { createBoardControllers } from './desk/board/controller';
import { createBulkControllers } from './desk/bulk/controller';
import { createCalendarControllers } from './desk/calendar/controller';
import { createDeskControllers } from './desk/controller';
import { createReviewControllers } from './desk/review/controller';
import { createHomeControllers } from './desk/home/controller';
import { createGuestControllers } from './desk/guest/controller';
import { createPresenceControllers } from './desk/presence/controller';
import { createSettingsControllers } from './desk/settings/controller';
import { createDistributionControllers } from './distribution/controller';
import { createChannelControllers } from './distribution/channels/controller';
import { createLinkControllers } from './distribution/links/controller';
import { createFeedControllers } from './distribution/feeds/controller';
import { createNewsletterControllers } from './distribution/newsletter/controller';
import { createWebsubControllers } from './distribution/websub/controller';
import { createEngineControllers } from './engine/controller';
import { createExperimentControllers } from './experiment/controller';
import { createEventControllers } from './experiment/events/controller';
import { openApiDocument } from './http/openapi';
import { guarded } from './http/guarded';
import type { HttpContext } from './http/problem';
import { createImageControllers } from './moderation/images/controller';
import { createIntakeControllers } from './moderation/intake/controller';
import { createQueueControllers } from './moderation/queue/controller';
import { createReportControllers } from './moderation/reports/controller';
import { createAppealControllers } from './moderation/appeals/controller';
import { createAuditControllers } from './moderation/audit/controller';
import { createCommunityControllers } from './moderation/rules/controller';
import { createMemberControllers } from './moderation/sanctions/controller';
import { createMemberStandingControllers } from './moderation/sanctions/member-controller';
import { createDeniedImageControllers } from './moderation/screening/denied-images-controller';
import { createWordListControllers } from './moderation/screening/controller';
import { createStatementControllers } from './moderation/sanctions/statement-controller';
import { createNotifyingControllers } from './notifying/controller';
import { createMetricsControllers } from './observing/controller';
import { createExperimentListControllers } from './experiment/list';
import { createPublishingControllers } from './publishing/controller';
import { createDeliveryControllers } from './publishing/delivery/controller';
import { deliverySchemas } from './publishing/delivery/shape';
import { adminEndpoints, apiEndpoints } from './routes';
import { workflowOf, type Workflow } from './workflow';
import { version } from '../../package.json';

export type Action = (ctx: HttpContext) => void | Promise<void>;
type ControllerSet = Readonly<Record<string, Readonly<Record<string, Action>>>>;

const SURFACES = [
  { prefix: '/api', endpoints: apiEndpoints, name: 'api' },
  { prefix: '/content-workflow', endpoints: adminEndpoints, name: 'admin' },
];

const collect = (deps: () => Workflow): ControllerSet => ({
  ...createEngineControllers(deps),
  ...createDeskControllers(deps),
  ...createReviewControllers(deps),
  ...createHomeControllers(deps),
  ...createNotifyingControllers(deps),
  ...createBoardControllers(deps),
  ...createBulkControllers(deps),
  ...createGuestControllers(deps),
  ...createPresenceControllers(deps),
  ...createSettingsControllers(deps),
  ...createCalendarControllers(deps),
  ...createExperimentControllers(deps),
  ...createIntakeControllers(deps),
  ...createEventControllers(deps),
  ...createImageControllers(deps),
  ...createWordListControllers(deps),
  ...createDeniedImageControllers(deps),
  ...createPublishingControllers(deps),
  ...createDeliveryControllers(deps),
  ...createMetricsControllers(deps),
  ...createExperimentListControllers(deps),
  ...createDistributionControllers(deps),
  ...createQueueControllers(deps),
  ...createReportControllers(deps),
  ...createMemberControllers(deps),
  ...createMemberStandingControllers(deps),
  ...createStatementControllers(deps),
  ...createAppealControllers(deps),
  ...createAuditControllers(deps),
  ...createNewsletterControllers(deps),
  ...createFeedControllers(() => ({ shelf: deps().websub.shelf })),
  ...createWebsubControllers(deps),
  ...createCommunityControllers(deps),
  ...createChannelControllers(deps),
  ...createLinkControllers(deps),
  openapi: {
    document(ctx) {
      const { config, content } = deps();
      ctx.body = openApiDocument(SURFACES, version, deliverySchemas(config, content.schemaOf));
    },
  },
});

/** Strapi wants a factory a controller; each is given the engine when it is called, not when it is made. */
const factories = (): Record<string, (context: { strapi: Core.Strapi }) => Record<string, Action>> =>
  Object.fromEntries(
    Object.keys(collect(() => unavailable())).map((name) => [
      name,
      ({ strapi }) => Object.fromEntries(Object.entries(collect(() => workflowOf(strapi))[name] ?? {}).map(([action, run]) => [action, guarded(run)])),
    ])
  );

const unavailable = (): never => {
  throw new Error('the engine is not there yet');
};

export default factories();
