/** Keeps the queue true to what happens to pieces on other ways than the queue. */
import type { Core } from '@strapi/strapi';
import { isOpen, type ItemState } from '../../../../core/moderation/queue';
import type { Signal } from '../../../../core/moderation/vocabulary';
import type { Pieces } from '../../engine/pieces';
import type { Clock } from '../../jobs/clock';
import { inTransaction, type HistoryRow, type PieceRow, type Subject, type Trx } from '../../tables';
import { settleReports } from '../reports/settle';
import type { ReviewItems } from './items';
import type { ItemRow } from './rows';
import type { Targets } from './targets';

export interface Follow {
  /** An entry of the history, at least once, after its commit. */
  (entry: Pick<HistoryRow, 'event'>, piece: PieceRow): Promise<void>;
}

export interface FollowDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly items: ReviewItems;
  readonly targets: Targets;
  readonly submissions: string | null;
  /** What screening says about an entry that did not come in by the intake. */
  readonly screen: (target: Subject) => Promise<readonly Signal[]>;
  /** What is remembered of an entry, to compare others with and to show to moderators, goes with it. */
  readonly forget: (trx: Trx, documentId: string) => Promise<void>;
}

/** What the end of a piece is called in the queue. */
const ENDED: Readonly<Record<string, ItemState>> = { RECALL: 'withdrawn', DOCUMENT_DELETED: 'deleted' };

export const createFollow = ({ strapi, clock, pieces, items, targets, submissions, screen, forget }: FollowDeps): Follow => {
  const isWaiting = (item: ItemRow | null): boolean => item !== null && isOpen(item.state) && item.about === 'submission';

  /** What the team itself entered and submitted waits like everything else. */
  const openMissing = async (target: Subject): Promise<void> => {
    const signals = await screen(target);
    const sender = await targets.senderOf(target);
    await inTransaction(strapi, async (trx) => {
      if ((await pieces.current(target, trx))?.state !== 'review' || isWaiting(await items.ofTarget(trx, target))) return;
      await items.open(trx, { target, revision: 1, sender, signals, source: 'submission', at: clock.now() });
    });
  };

  const endOf = async (trx: Trx, item: ItemRow, event: string): Promise<ItemState | null> => {
    if (item.about === 'submission') return (await pieces.current(item.target, trx))?.state === 'review' ? null : (ENDED[event] ?? 'settled');
    return (await targets.live(trx, item.target)) === null ? 'settled' : null;
  };

  const close = (target: Subject, event: string): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      const found = await items.ofTarget(trx, target);
      const item = found === null || !isOpen(found.state) ? null : await items.hold(trx, found.id);
      const end = item === null || !isOpen(item.state) ? null : await endOf(trx, item, event);
      if (item === null || end === null) return;
      if (item.about === 'live') await settleReports(trx, item.id, 'ignored', null, clock.now());
      await items.finish(trx, item, end, clock.now());
    });

  return async ({ event }, piece) => {
    const target: Subject = { uid: piece.uid, documentId: piece.documentId, locale: piece.locale };
    const known = await items.ofTarget(strapi.db.connection, target);
    if (known !== null && isOpen(known.state)) await close(target, event);
    if (event === 'DOCUMENT_DELETED' && piece.uid === submissions) await inTransaction(strapi, (trx) => forget(trx, piece.documentId));
    // Reading a text takes a while; most of what was submitted came in by the intake, and has its item or its decision.
    if (event !== 'SUBMIT' || piece.uid !== submissions || isWaiting(await items.ofTarget(strapi.db.connection, target))) return;
    if ((await pieces.current(target))?.state === 'review') await openMissing(target);
  };
};
