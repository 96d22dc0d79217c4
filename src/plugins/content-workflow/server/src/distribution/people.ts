/** What people do with deliveries. Each act is a row of the ledger, in the commit of what it changes. */
import type { Core } from '@strapi/strapi';
import type { ActOnDelivery } from '../../../contracts/distribution';
import { actionsOf, type DeliveryAction, type DeliveryEvent } from '../../../core/distribution/delivery';
import type { Refusal } from '../../../core/errors';
import type { Actor } from '../../../core/workflow/context';
import { refOf } from '../engine/actors';
import type { Clock } from '../jobs/clock';
import type { JobQueue } from '../jobs/queue';
import { inTransaction, TABLES, type Connection } from '../tables';
import type { Channels } from './ports';
import { nameOf } from './calls';
import { metricProblem, recordMetrics } from './metrics';
import { actionNotForThis, deliveryNotFound, fieldMissing, movedMeanwhile, platformSilent, screenshotUnusable } from './refusals';
import type { Readings } from './readings';
import type { DeliveryRow } from './rows';
import { WAITS_FOR_CHANNEL } from './delivering/holds';
import { deliverKey, type DeliveryChange, type DeliveryStore } from './store';

export type Acted = { readonly kind: 'done'; readonly delivery: DeliveryRow } | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface DeliveryActs {
  act(key: string, action: DeliveryAction, body: ActOnDelivery.Body, by: Actor): Promise<Acted>;
  /** What can be done with a delivery now. */
  actions(delivery: DeliveryRow, isLive: boolean, connection?: Connection): Promise<DeliveryAction[]>;
  /** A channel can be used again: what waited for it goes on. */
  channelIsBack(channelId: number): Promise<number>;
}

export interface ActsDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly channels: Channels;
  readonly store: DeliveryStore;
  readonly readings: Readings;
}

const EVENT_OF: Readonly<Record<Exclude<DeliveryAction, 'measure'>, DeliveryEvent>> = { send: 'RETRY', retry: 'RETRY', cancel: 'CANCEL', confirm: 'CONFIRM', resend: 'RESEND', revoke: 'TAKE_BACK', removed: 'REMOVED', done: 'DONE' };

/** After these the server goes on at once. */
const GOES_ON: ReadonlySet<DeliveryAction> = new Set<DeliveryAction>(['send', 'retry', 'resend', 'revoke']);

export const createDeliveryActs = ({ strapi, clock, queue, channels, store, readings }: ActsDeps): DeliveryActs => {
  const actions: DeliveryActs['actions'] = async (delivery, isLive, connection = strapi.db.connection) => {
    const channel = await channels.byId(delivery.channelId, connection);
    return actionsOf({ state: delivery.state, isLive, capabilities: channel === null ? null : channels.capabilitiesOf(channel) });
  };

  const isLive = async ({ editionId }: DeliveryRow, connection: Connection): Promise<boolean> => Boolean(((await connection(TABLES.editions).where({ id: editionId }).first('is_live')) as { is_live?: unknown } | undefined)?.is_live);

  const missing = (action: DeliveryAction, { url, fileId }: ActOnDelivery.Body): Refusal | null =>
    action === 'done' && url === undefined && fileId === undefined ? fieldMissing('url', 'A link to it, or a screenshot, shows that it was posted.') : null;

  /** What is shown as a proof later has to be there now. */
  const isPicture = async (fileId: number): Promise<boolean> => {
    const file = (await strapi.db.query('plugin::upload.file').findOne({ where: { id: fileId }, select: ['mime'] })) as { readonly mime?: string | null } | null;
    return file?.mime?.startsWith('image/') === true;
  };

  const changeOf = (action: DeliveryAction, { url, fileId, note }: ActOnDelivery.Body, now: number): DeliveryChange => {
    const evidence = { url: url ?? null, fileId: fileId ?? null, note: note ?? null };
    switch (action) {
      case 'send':
      case 'retry':
        return { dueAt: now, code: null, message: null };
      case 'resend':
        // A draft that is not there any more would keep it from being sent for ever.
        return { dueAt: now, code: null, message: null, prepared: null };
      case 'confirm':
      case 'done':
        return { dueAt: null, publishedAt: now, code: null, message: null, evidence, ...(url === undefined ? {} : { url }) };
      case 'cancel':
        return { dueAt: null, code: 'cancelled', message: note ?? null };
      case 'removed':
        return { dueAt: null, evidence };
      default:
        return { dueAt: null };
    }
  };

  const record = async (connection: Connection, delivery: DeliveryRow, action: DeliveryAction, note: string | undefined, by: Actor): Promise<void> => {
    const act = await store.begin(connection, delivery, 'act', refOf(by));
    await store.end(connection, act.id, action, null, note ?? null);
  };

  const readBack = async (delivery: DeliveryRow): Promise<Refusal | null> => {
    try {
      await readings.read(delivery);
      return null;
    } catch (error) {
      strapi.log.warn(`[content-workflow] numbers could not be read back: ${nameOf(error)}`);
      return platformSilent;
    }
  };

  /** A refusal where the platform was asked and did not tell. */
  const measured = async (delivery: DeliveryRow, { metrics, note, readAt }: ActOnDelivery.Body, by: Actor): Promise<Refusal | null> => {
    if (metrics === undefined) return readBack(delivery);
    const now = clock.now();
    const readOn = readAt === undefined ? now : Date.parse(readAt);
    const problem = metricProblem(metrics, readOn, now);
    if (problem !== null) return fieldMissing(problem.field, `${problem.field} ${problem.message}.`);
    await inTransaction(strapi, (trx) => recordMetrics(trx, delivery.id, 'manual', metrics, readOn, refOf(by), { at: now, note: note ?? null }));
    return null;
  };

  return {
    actions,
    async act(key, action, body, by) {
      const seen = await store.byKey(key);
      if (seen === null) return { kind: 'refused', refusal: deliveryNotFound };
      const possible = await actions(seen, await isLive(seen, strapi.db.connection));
      if (!possible.includes(action)) return { kind: 'refused', refusal: actionNotForThis(action, seen.state, possible) };
      const lacking = missing(action, body);
      if (lacking !== null) return { kind: 'refused', refusal: lacking };
      if (body.fileId !== undefined && !(await isPicture(body.fileId))) return { kind: 'refused', refusal: screenshotUnusable };
      if (action === 'measure') {
        const silent = await measured(seen, body, by);
        return silent === null ? { kind: 'done', delivery: seen } : { kind: 'refused', refusal: silent };
      }
      const now = clock.now();
      const moved = await inTransaction(strapi, async (trx, onCommit) => {
        const delivery = await store.move(trx, seen, EVENT_OF[action], changeOf(action, body, now));
        if (delivery === null) return null;
        await record(trx, delivery, action, body.note, by);
        if (delivery.state === 'published') await readings.promise(trx, delivery.id, now);
        if (!GOES_ON.has(action)) await queue().cancel(trx, deliverKey(delivery.id));
        else {
          await store.promise(trx, delivery.id, now);
          onCommit(() => store.nudge(now));
        }
        return delivery;
      });
      return moved === null ? { kind: 'refused', refusal: movedMeanwhile } : { kind: 'done', delivery: moved };
    },
    channelIsBack: (channelId) =>
      inTransaction(strapi, async (trx, onCommit) => {
        const rows = (await trx(TABLES.deliveries).where({ channel_id: channelId, state: 'held' }).whereIn('code', [...WAITS_FOR_CHANNEL]).select('id')) as { id: unknown }[];
        const now = clock.now();
        for (const { id } of rows) {
          const delivery = await store.byId(Number(id), trx);
          const moved = delivery?.state === 'held' ? await store.move(trx, delivery, 'RETRY', { dueAt: now, code: null, message: null }) : null;
          if (moved !== null) await store.promise(trx, moved.id, now);
        }
        onCommit(() => store.nudge(now));
        return rows.length;
      }),
  };
};
