/** What a server of the cluster does on command, in its own process: write pieces, have them approved and promise them. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { Pool } from 'pg';
import { PERMISSIONS, type Actor } from '../../../src/plugins/content-workflow/core/workflow/context';
import type { Workflow } from '../../../src/plugins/content-workflow/server/src/workflow';
import type { Core } from '@strapi/strapi';
import { lookedAt } from '../looked-at';
import { randomFrom } from '../../../src/seed/art/random';

const POST = 'api::post.post';
const LOCALE = 'en';

/** Somebody with every permission and role; three of them, since nobody approves what is their own, nor twice. */
const person = (id: string): Actor => ({ kind: 'admin', id, name: `Person ${id}`, permissions: [...PERMISSIONS], roles: ['cw-reviewer', 'cw-publisher'], superAdmin: true });
const [AUTHOR, FIRST, SECOND] = [person('9001'), person('9002'), person('9003')];

interface Order {
  readonly name: string;
  readonly count: number;
  readonly content: Readonly<Record<string, unknown>>;
  /** The promises are spread evenly over this time, in milliseconds from now; an order without is left approved. */
  readonly within?: readonly [number, number];
}

const workflowOf = (strapi: Core.Strapi): Workflow => strapi.plugin('content-workflow').service('workflow') as unknown as Workflow;

export const write = async (strapi: Core.Strapi, { name, count, content, within }: Order): Promise<string[]> => {
  const workflow = workflowOf(strapi);
  const random = randomFrom(name);
  const documents = strapi.documents(POST as never) as unknown as { create(params: object): Promise<{ documentId: string }> };
  const send = async (documentId: string, by: Actor, event: Parameters<Workflow['transitions']['send']>[0]['event']): Promise<void> => {
    const piece = await workflow.pieces.current({ uid: POST, documentId, locale: LOCALE });
    const outcome = piece === null ? null : await workflow.transitions.send({ pieceId: piece.id, expectedRevision: piece.revision, event: await lookedAt(workflow, piece.id, event), by });
    if (outcome?.kind !== 'accepted') throw new Error(`${event.type}: ${JSON.stringify(outcome).slice(0, 500)}`);
  };
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const { documentId } = await documents.create({ locale: LOCALE, data: { ...content, title: `Promise ${name} ${i}`, slug: `promise-${name}-${i}` } });
    await send(documentId, AUTHOR, { type: 'SUBMIT', comment: null });
    await send(documentId, FIRST, { type: 'APPROVE', comment: null });
    await send(documentId, SECOND, { type: 'APPROVE', comment: null });
    ids.push(documentId);
  }
  if (within === undefined) return ids;
  const from = workflow.clock.now();
  for (const documentId of ids) {
    const publishAt = new Date(from + within[0] + random() * (within[1] - within[0])).toISOString();
    await send(documentId, FIRST, { type: 'SCHEDULE', scheduleId: `cluster-${documentId}`, publishAt, timezone: 'Asia/Shanghai', unpublishAt: null });
  }
  return ids;
};

export { openToPublic } from '../../bench/inside';

interface WebhookStore {
  createWebhook(webhook: object): Promise<{ id: string | number }>;
  deleteWebhook(id: string | number): Promise<unknown>;
}

interface WebhookRunner {
  add(webhook: object): void;
  remove(webhook: object): void;
}

/** As Strapi's settings do it; over HTTP they refuse an address on this machine. */
export const addWebhook = async (strapi: Core.Strapi, { url, event }: { url: string; event: string }): Promise<string | number> => {
  const webhook = await (strapi.get('webhookStore') as WebhookStore).createWebhook({ name: 'front end', url, headers: {}, events: [event] });
  (strapi.get('webhookRunner') as WebhookRunner).add(webhook);
  return webhook.id;
};

export const removeWebhook = async (strapi: Core.Strapi, id: string | number): Promise<void> => {
  await (strapi.get('webhookStore') as WebhookStore).deleteWebhook(id);
  (strapi.get('webhookRunner') as WebhookRunner).remove({ id });
};

const NAMES = ['due', 'preflight', 'unpublish', 'retrospective', 'announce', 'integrity'] as const;

/** Delivers so many jobs that do nothing and answers jobs per second. */
export const noops = async (strapi: Core.Strapi, { count }: { count: number }): Promise<number> => {
  const { queue } = workflowOf(strapi);
  const nothing = Object.fromEntries(NAMES.map((name) => [name, () => Promise.resolve('done')])) as unknown as Workflow['handlers'];
  await strapi.db.transaction(async ({ trx }) => {
    for (let i = 0; i < count; i += 1) await queue.enqueue(trx as never, { name: 'retrospective', payload: { pieceId: i }, runAt: 0, key: `noop:${i}` });
  });
  const began = performance.now();
  await queue.start(nothing);
  await queue.drain();
  const perSecond = count / ((performance.now() - began) / 1000);
  await queue.stop();
  return perSecond;
};

/** The same by graphile-worker alone, in tables of its own beside ours. */
export const bareNoops = async (strapi: Core.Strapi, { count, concurrency }: { count: number; concurrency: number }): Promise<number> => {
  const { Logger, run, runMigrations } = createRequire(path.join(__dirname, '../../../src/plugins/content-workflow/package.json'))('graphile-worker') as typeof import('graphile-worker');
  const schema = 'bare_worker';
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: concurrency + 2 });
  const logger = new Logger(() => () => undefined);
  await runMigrations({ pgPool: pool, schema, logger });
  await pool.query(`select ${schema}.add_job('noop', json_build_object('pieceId', i), job_key => 'noop:' || i) from generate_series(1, $1) i`, [count]);
  let left = count;
  let done = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    done = resolve;
  });
  const noop = (): void => {
    left -= 1;
    if (left === 0) done();
  };
  const began = performance.now();
  const runner = await run({ pgPool: pool, schema, taskList: { noop }, concurrency, noHandleSignals: true, parsedCronItems: [], logger });
  await all;
  const perSecond = count / ((performance.now() - began) / 1000);
  await runner.stop();
  await pool.end();
  return perSecond;
};

/** From now on this process delivers what is due; it was started without. */
export const keepPromises = (strapi: Core.Strapi): Promise<void> => {
  const { queue, handlers } = workflowOf(strapi);
  return queue.start(handlers);
};
