/** What is due is sent, as long as it is live, its channel can be used, and it is what was approved. */
import type { JobOutcome } from '../../jobs/queue';
import { inTransaction, TABLES, toSnapshot } from '../../tables';
import { LEADS_ELSEWHERE } from '../channels/destinations';
import { OUTDATED } from '../channels/store';
import { canBeSent, type Rendered } from '../renditions';
import type { DeliveryRow, SealedRow } from '../rows';
import type { TheCall } from './call';
import type { Ground, Loaded } from './ground';
import { waitOf, type Holds } from './holds';
import { REMIND_FIRST_MS } from './taken-in';

type Ready = { readonly kind: 'ready'; readonly sealed: SealedRow; readonly rendered: Rendered } | { readonly kind: 'held'; readonly code: string; readonly message: string };

export const createSend = ({ strapi, clock, channels, links, renditions, store, load, later }: Ground, { hold, holdFor, postpone }: Holds, { call, prepare, passFor }: TheCall): ((delivery: DeliveryRow) => Promise<JobOutcome>) => {
  /** What was approved, made again from the frozen content: whatever differs is not sent. */
  const ready = async ({ delivery, piece, edition, channel }: Loaded): Promise<Ready> => {
    const sealed = await renditions.sealed(strapi.db.connection, delivery.pieceId, channel.id, edition.contentHash);
    if (sealed.length === 0) return { kind: 'held', code: 'rendition-not-approved', message: 'What this channel would be given has not been approved.' };
    const row = (await strapi.db.connection(TABLES.snapshots).where({ id: edition.snapshotId }).first()) as Record<string, unknown> | undefined;
    if (row === undefined) return { kind: 'held', code: 'content-gone', message: 'The approved content was not kept.' };
    const { content } = toSnapshot(row);
    for (const one of sealed) {
      try {
        const rendered = renditions.render(channel, piece, content, one.variant);
        if (rendered.hash === one.hash && canBeSent(rendered.rendition)) return { kind: 'ready', sealed: one, rendered };
      } catch {
        // A setting of the channel that its adapter can not read is no approved rendition either.
      }
    }
    if (sealed.every(({ destination }) => destination !== channel.destination)) return { kind: 'held', code: 'destination-changed', message: `${LEADS_ELSEWHERE} A reviewer has to approve it for where it leads now.` };
    return { kind: 'held', code: 'rendition-changed', message: 'What this channel would be given now is not what was approved; its settings have changed.' };
  };

  const handOver = async (loaded: Loaded, { sealed, rendered }: Ready & { kind: 'ready' }): Promise<JobOutcome> => {
    const { delivery } = loaded;
    await inTransaction(strapi, async (trx) => {
      await links.keep(trx, rendered.source, rendered.use);
      const moved = await store.move(trx, delivery, 'HAND_OVER', { renditionId: sealed.id, code: null, message: null });
      if (moved !== null) await store.promise(trx, delivery.id, clock.now() + REMIND_FIRST_MS);
    });
    return 'settled';
  };

  /** The way to a platform that this version does not know, or whose rows are gone. */
  const nowhere = async (delivery: DeliveryRow): Promise<JobOutcome> => {
    const channel = await channels.byId(delivery.channelId);
    if (channel !== null && channels.adapterOf(channel) !== null && channels.capabilitiesOf(channel) === null) return holdFor(delivery, channel, 'channel-unusable', OUTDATED);
    return hold(delivery, 'channel-unknown', 'The channel, or its platform, is not known any more.');
  };

  const send = async (delivery: DeliveryRow): Promise<JobOutcome> => {
    const now = clock.now();
    if (delivery.dueAt !== null && delivery.dueAt > now) return later(delivery, delivery.dueAt);
    const loaded = await load(delivery);
    if (loaded === null) return delivery.state === 'scheduled' || delivery.state === 'preparing' ? nowhere(delivery) : 'done';
    const { channel, capabilities, edition, adapter } = loaded;
    if (!edition.isLive) {
      await inTransaction(strapi, (trx) => store.move(trx, delivery, 'SUPERSEDE', { dueAt: null, code: 'not-live', message: 'It was no longer live when its time came.' }));
      return 'done';
    }
    if (channel.status !== 'active') {
      const { code, message } = waitOf(channel);
      return holdFor(delivery, channel, code, message);
    }
    const pass = capabilities.delivery === 'assisted' ? null : await passFor(strapi.db.connection, channel, capabilities, now);
    if (pass?.kind === 'wait') return postpone(delivery, pass.until);
    const made = await ready(loaded);
    if (made.kind === 'held') return hold(delivery, made.code, made.message);
    if (capabilities.delivery === 'assisted') return handOver(loaded, made);
    if (adapter.prepare === undefined) return call(loaded, delivery, made.sealed, made.rendered);
    const prepared = await prepare(loaded, made.sealed);
    return 'outcome' in prepared ? prepared.outcome : call(loaded, prepared.delivery, made.sealed, made.rendered);
  };

  return send;
};
