/**
 * The call that can not be taken back, between two commits: the first says that it is made (state, attempt), the second what
 * came of it. Before it what may be repeated, uploads and drafts.
 */
import { callsToKnow, passOf, type Pass } from '../../../../core/distribution/pace';
import type { Capabilities, Outcome } from '../../../../core/distribution/platforms';
import type { JobOutcome } from '../../jobs/queue';
import { inTransaction, TABLES, type Connection } from '../../tables';
import type { AnyAdapter } from '../adapters/adapter';
import { nameOf, outcomeOfUnusable, type Unusable } from '../calls';
import { ChannelUnusable } from '../channels/store';
import type { Channel } from '../ports';
import type { Rendered } from '../renditions';
import type { AttemptRow, DeliveryRow, SealedRow } from '../rows';
import { unwanted } from '../withdrawals';
import type { Conclusions } from './conclude';
import type { Endings } from './endings';
import { LOOK_MS, type Ground, type Loaded } from './ground';
import type { Holds } from './holds';

type Begun = { readonly kind: 'begun'; readonly delivery: DeliveryRow; readonly attempt: AttemptRow; readonly probe: number | null } | { readonly kind: 'wait'; readonly until: number } | { readonly kind: 'lost' };

export interface TheCall {
  call(loaded: Loaded, from: DeliveryRow, sealed: SealedRow, rendered: Rendered | null): Promise<JobOutcome>;
  /** Uploads and drafts; what is prepared is kept before anything is made public. An outcome: it has been concluded. */
  prepare(loaded: Loaded, sealed: SealedRow): Promise<{ readonly delivery: DeliveryRow } | { readonly outcome: JobOutcome }>;
  /** Whether the channel may be called now. */
  passFor(connection: Connection, channel: Channel, capabilities: Capabilities, now: number): Promise<Pass>;
}

export const createCall = ({ strapi, clock, channels, links, calls, store, editionOf }: Ground, { postpone }: Pick<Holds, 'postpone'>, { conclude }: Pick<Conclusions, 'conclude'>, { doubt, ended }: Pick<Endings, 'doubt' | 'ended'>): TheCall => {
  const passFor = async (connection: Connection, channel: Channel, { rates }: Capabilities, now: number): Promise<Pass> => {
    const { count, backMs } = callsToKnow(rates);
    const rows = count === 0 ? [] : ((await connection(TABLES.attempts).where({ channel_id: channel.id, phase: 'publish' }).andWhere('started_at', '>', now - backMs).orderBy('started_at', 'desc').limit(count).select('started_at')) as { started_at: unknown }[]);
    return passOf({ failures: channel.failures, openUntil: channel.openUntil, blockedUntil: channel.blockedUntil, rates, calls: rows.map(({ started_at }) => Number(started_at)), timeoutMs: calls.timeoutMs }, now);
  };

  /** Says that the call is made, before it is. The channel is held meanwhile, so that no two calls share one place in its window. */
  const beginCall = (loaded: Loaded, from: DeliveryRow, sealed: SealedRow, rendered: Rendered | null): Promise<Begun> =>
    inTransaction(strapi, async (trx): Promise<Begun> => {
      const { channel, capabilities } = loaded;
      await trx(TABLES.channels).where({ id: channel.id }).forUpdate().first('id');
      const current = (await channels.byId(channel.id, trx)) ?? channel;
      const now = clock.now();
      if (current.status !== 'active') return { kind: 'wait', until: now + LOOK_MS };
      const pass = await passFor(trx, current, capabilities, now);
      if (pass.kind === 'wait') return pass;
      if (from.state !== 'confirming' && (await editionOf(loaded.edition.id, trx))?.isLive !== true) return { kind: 'lost' };
      // Given another time while it was prepared.
      const { plannedAt } = (await store.byId(from.id, trx)) ?? loaded.delivery;
      if (from.state === 'preparing' && plannedAt !== loaded.delivery.plannedAt && plannedAt > now) return { kind: 'wait', until: plannedAt };
      // Withdrawn since it was looked at: it is looked at again, and not sent once more.
      if (from.state === 'confirming' && (await unwanted(trx, store, from)) !== null) return { kind: 'wait', until: now + LOOK_MS };
      const delivery = await store.move(trx, from, 'CALL', { attempts: from.attempts + 1, renditionId: sealed.id, dueAt: null, code: null, message: null });
      if (delivery === null) return { kind: 'lost' };
      // At every call: since the last one another rendition may have been approved, with other links in it.
      if (rendered !== null) await links.keep(trx, rendered.source, rendered.use);
      return { kind: 'begun', delivery, attempt: await store.begin(trx, delivery, 'publish'), probe: pass.probe };
    });

  const call = async (loaded: Loaded, from: DeliveryRow, sealed: SealedRow, rendered: Rendered | null): Promise<JobOutcome> => {
    const begun = await beginCall(loaded, from, sealed, rendered);
    if (begun.kind === 'lost') return 'done';
    if (begun.kind === 'wait') return postpone(from, begun.until);
    const { channel, adapter } = loaded;
    if (begun.probe !== null) await channels.note(channel.id, { openUntil: begun.probe });
    const { rendition: { payload, pictures }, destination } = sealed;
    const outcome = await calls.publish(channel, { key: from.key, pictures, destination }, (context) => adapter.publish(payload, from.prepared, context));
    return conclude(loaded, begun.delivery, begun.attempt, outcome);
  };

  /** The adapter says that what was prepared earlier may be public by now, by another's hand: made anew, it could be there twice. */
  const unprepared = async (loaded: Loaded, delivery: DeliveryRow, attempt: AttemptRow, said: Outcome & { readonly kind: 'unknown' }): Promise<JobOutcome> => {
    const outcome = await calls.redacted(loaded.channel, said);
    await inTransaction(strapi, async (trx) => {
      await ended(trx, attempt, outcome);
      await doubt(trx, loaded, delivery, outcome.code, outcome.message);
    });
    return 'done';
  };

  const prepare = async (loaded: Loaded, sealed: SealedRow): Promise<{ readonly delivery: DeliveryRow } | { readonly outcome: JobOutcome }> => {
    const { adapter, channel } = loaded;
    const { rendition: { payload, pictures }, destination } = sealed;
    const begun = await inTransaction(strapi, async (trx) => {
      const delivery = await store.move(trx, loaded.delivery, 'BEGIN', { renditionId: sealed.id });
      return delivery === null ? null : { delivery, attempt: await store.begin(trx, delivery, 'prepare') };
    });
    if (begun === null || adapter.prepare === undefined) return { outcome: 'done' };
    const { delivery, attempt } = begun;
    const made = await calls
      .run(channel, { key: delivery.key, pictures, destination }, (context) => (adapter.prepare as NonNullable<AnyAdapter['prepare']>)(payload, context, delivery.prepared))
      // Preparing may be repeated, so that a call that fails is no more than a pause.
      .catch((error: unknown): Outcome | Unusable => (error instanceof ChannelUnusable ? outcomeOfUnusable(error) : { kind: 'deferred', retryAfterMs: LOOK_MS, code: nameOf(error), message: 'It could not be prepared; nothing was sent.' }));
    if (made.kind === 'unknown') return { outcome: await unprepared(loaded, delivery, attempt, made) };
    if (made.kind !== 'prepared') return { outcome: await conclude(loaded, delivery, attempt, made) };
    return inTransaction(strapi, async (trx) => {
      await store.end(trx, attempt.id, 'prepared', null, null);
      const moved = await store.move(trx, delivery, 'BEGIN', { prepared: made.prepared });
      return moved === null ? { outcome: 'done' as const } : { delivery: moved };
    });
  };

  return { call, prepare, passFor };
};
