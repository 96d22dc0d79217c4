/** The composition root: every part of the engine is made here, once a Strapi, and given what it needs. */
import type { Core } from '@strapi/strapi';
import type { Actor } from '../../core/workflow/context';
import { parseConfig, type WorkflowConfig } from './config';
import { currentActor } from './engine/actors';
import { createAlerts, type Alerts } from './engine/alerts';
import { createContentReader, type ContentReader } from './engine/content';
import { createEdits, type Edits } from './engine/edits';
import { createNeighbours, type Neighbours } from './engine/neighbours';
import { createPieces, type Pieces } from './engine/pieces';
import { createTransitions, type Transitions } from './engine/transitions';
import { createViews, type Views } from './engine/views';
import { createVariants, type Variants } from './experiment/variants';
import { createHandlers } from './handlers';
import { createClock, type Clock } from './jobs/clock';
import { createEmbeddedQueue } from './jobs/embedded';
import { createHeartbeat, type Heartbeat } from './jobs/heartbeat';
import type { Handlers, JobQueue } from './jobs/queue';
import { createDelivery, type Delivery } from './publishing/delivery/service';
import { createEditions, type Editions } from './publishing/editions';
import { createSweep, type Report } from './publishing/integrity/sweep';
import { createPreviewLinks, type PreviewLinks } from './publishing/preview';
import { createPublisher } from './publishing/publisher';
import { createRelink, type Relink } from './publishing/relink';

export interface Workflow {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly queue: JobQueue;
  readonly handlers: Handlers;
  readonly heartbeat: Heartbeat;
  readonly content: ContentReader;
  readonly pieces: Pieces;
  readonly alerts: Alerts;
  readonly transitions: Transitions;
  readonly edits: Edits;
  readonly neighbours: Neighbours;
  readonly relink: Relink;
  readonly views: Views;
  readonly editions: Editions;
  readonly delivery: Delivery;
  readonly previews: PreviewLinks;
  readonly variants: Variants;
  readonly sweep: (options: { takeDown: boolean }) => Promise<Report>;
  /** Who acts in the current request. */
  actor(): Promise<Actor>;
}

const applicationKey = (strapi: Core.Strapi): string => {
  const keys = strapi.config.get('server.app.keys') as string | readonly string[] | undefined;
  return Array.isArray(keys) ? keys.join(',') : String(keys ?? '');
};

const compose = (strapi: Core.Strapi): Workflow => {
  const config = parseConfig(strapi.config.get('plugin::content-workflow'));
  const clock = createClock();
  const content = createContentReader(strapi, config);
  const pieces = createPieces(strapi, config, content, clock);
  const alerts = createAlerts(strapi, clock);
  const editions = createEditions(config, content, clock);
  const heartbeat = createHeartbeat(strapi, clock, () => queue, config.clock.heartbeatSeconds);
  const queue: JobQueue = createEmbeddedQueue(strapi, clock, {
    heartbeatSeconds: config.clock.heartbeatSeconds,
    onTick: (now) => heartbeat.beat(now),
    onGiveUp: (job, error) => alerts.raise({ pieceId: null, code: 'JOB_FAILED', message: `The job "${job.name}" failed for good: ${error.name}.`, detail: { key: job.key } }),
  });
  const neighbours = createNeighbours(strapi, new Set(Object.keys(config.types)));
  const relink = createRelink({ strapi, content, editions });
  const publisher = createPublisher({ strapi, clock, content, editions, neighbours, relink });
  const transitions = createTransitions({ strapi, config, clock, queue, pieces, content, alerts, acts: publisher });
  const edits = createEdits({ strapi, config, pieces, content, transitions, frozen: publisher.frozen });
  const sweep = createSweep({ strapi, config, clock, content, editions, transitions, queue, alerts });
  return {
    strapi,
    config,
    clock,
    queue,
    handlers: createHandlers({
      strapi,
      clock,
      pieces,
      transitions,
      alerts,
      queue: () => queue,
      rehearse: publisher.rehearse,
      sweep: () => sweep({ takeDown: config.integrity.takeDown }),
      integrityEveryMinutes: config.integrity.everyMinutes,
    }),
    heartbeat,
    content,
    pieces,
    alerts,
    transitions,
    edits,
    neighbours,
    relink,
    views: createViews(strapi, config, clock, pieces, transitions),
    editions,
    delivery: createDelivery(strapi, config, clock),
    previews: createPreviewLinks(applicationKey(strapi)),
    variants: createVariants({ strapi, config, clock, pieces, content, transitions }),
    sweep,
    actor: () => currentActor(strapi),
  };
};

const workflows = new WeakMap<Core.Strapi, Workflow>();

/** The engine of this Strapi. Other plugins reach it as `strapi.plugin('content-workflow').service('workflow')`. */
export const workflowOf = (strapi: Core.Strapi): Workflow => {
  const known = workflows.get(strapi) ?? compose(strapi);
  workflows.set(strapi, known);
  return known;
};
