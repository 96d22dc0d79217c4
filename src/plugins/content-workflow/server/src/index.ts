import type { Core } from '@strapi/strapi';
import bootstrap from './bootstrap';
import config from './config';
import contentTypes from './content-types';
import controllers from './controllers';
import destroy from './destroy';
import middlewares from './middlewares';
import policies from './policies';
import register from './register';
import routes from './routes';
import { workflowOf } from './workflow';

export type { Workflow } from './workflow';
export type { WorkflowConfig } from './config';
export type { Refusal, RefusalCode } from '../../core/errors';
export type { Permission } from '../../core/workflow/context';
export type { EventType, UserEventType } from '../../core/workflow/events';
export type { StateName } from '../../core/workflow/machine';
export type * from '../../contracts/http';
export type * from '../../contracts/piece';
export type * from '../../contracts/settings';

export default {
  register,
  bootstrap,
  destroy,
  config,
  contentTypes,
  controllers,
  routes,
  middlewares,
  policies,
  services: { workflow: ({ strapi }: { strapi: Core.Strapi }) => workflowOf(strapi) },
};
