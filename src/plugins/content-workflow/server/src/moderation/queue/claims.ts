/**
 * Who looks at an item. A lease of ten minutes, renewed by a heartbeat while the screen is open; when it is over anybody
 * may take the item, and a lead may at any time.
 */
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../../core/errors';
import { holdRefusal } from '../../../../core/moderation/queue';
import type { Actor, ActorRef } from '../../../../core/workflow/context';
import { refOf } from '../../engine/actors';
import type { Clock } from '../../jobs/clock';
import { inTransaction, TABLES, type Connection, type Trx } from '../../tables';
import type { ReviewItems } from './items';
import { actorColumns, toClaim, type ClaimRow, type ItemRow, type Row } from './rows';

/** Long enough to read a long text and its sender's history, short enough that a closed laptop keeps nobody waiting. */
export const LEASE_MS = 10 * 60_000;

export type Claimed = { readonly kind: 'claimed' | 'released'; readonly item: ItemRow } | { readonly kind: 'refused'; readonly refusal: Refusal; readonly item: ItemRow } | { readonly kind: 'not-found' };

export interface Claims {
  /** Takes an item that nobody holds, or renews the lease of who holds it. `force`: also from its holder. */
  take(id: number, by: Actor, force: boolean): Promise<Claimed>;
  release(id: number, by: ActorRef): Promise<Claimed>;
  /** Claims that hold at this moment, by item. */
  current(connection: Connection, itemIds: readonly number[]): Promise<Map<number, ClaimRow>>;
}

export const sameActor = (a: ActorRef, b: ActorRef): boolean => a.kind === b.kind && a.id === b.id;

export interface ClaimDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly items: ReviewItems;
}

export const createClaims = ({ strapi, clock, items }: ClaimDeps): Claims => {
  const current: Claims['current'] = async (connection, itemIds) => {
    if (itemIds.length === 0) return new Map();
    const rows = (await connection(TABLES.reviewClaims).whereIn('item_id', [...itemIds]).andWhere('leased_until', '>', clock.now())) as Row[];
    return new Map(rows.map(toClaim).map((claim) => [claim.itemId, claim]));
  };

  const put = async (trx: Trx, id: number, by: ActorRef): Promise<void> => {
    const now = clock.now();
    await trx(TABLES.reviewClaims).where({ item_id: id }).delete();
    await trx(TABLES.reviewClaims).insert({ item_id: id, ...actorColumns(by), leased_until: now + LEASE_MS, taken_at: now });
  };

  return {
    current,

    take: (id, by, force) =>
      inTransaction(strapi, async (trx): Promise<Claimed> => {
        const item = await items.hold(trx, id);
        if (item === null) return { kind: 'not-found' };
        const claim = (await current(trx, [id])).get(id) ?? null;
        const heldBy = claim === null || sameActor(claim.by, by) ? null : claim.by;
        const mayForce = force && by.permissions.includes('moderation-lead');
        const refusal = holdRefusal({ state: item.state, heldBy: mayForce ? null : heldBy }, by);
        if (refusal !== null) return { kind: 'refused', refusal, item };
        await put(trx, id, refOf(by));
        return { kind: 'claimed', item };
      }),

    release: (id, by) =>
      inTransaction(strapi, async (trx): Promise<Claimed> => {
        const item = await items.hold(trx, id);
        if (item === null) return { kind: 'not-found' };
        await trx(TABLES.reviewClaims).where({ item_id: id, actor_kind: by.kind, actor_id: by.id }).delete();
        return { kind: 'released', item };
      }),
  };
};
