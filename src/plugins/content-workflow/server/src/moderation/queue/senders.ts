/** What is known of a sender: what they sent before, how it ended, and what holds for them now. */
import type { Core } from '@strapi/strapi';
import type { SenderView, SimilarItem } from '../../../../contracts/moderation/queue';
import { OPEN_ITEM_STATES } from '../../../../core/moderation/queue';
import { iso } from '../../jobs/clock';
import { TABLES } from '../../tables';
import type { ReviewItems } from './items';
import type { SanctionsPort } from './ports';
import { toDecision, toItem, type ItemRow, type Row } from './rows';
import { toDecisionView } from './views';

export interface Senders {
  of(item: ItemRow): Promise<SenderView>;
  /** Items of other entries that screening found to be much the same. */
  similar(item: ItemRow): Promise<SimilarItem[]>;
}

export interface SenderDeps {
  readonly strapi: Core.Strapi;
  readonly sanctions: Pick<SanctionsPort, 'standing' | 'strikes'>;
  readonly items: Pick<ReviewItems, 'signals'>;
  /** The documents of submissions that screening names by their references. */
  readonly similarTo: (references: readonly string[]) => Promise<readonly string[]>;
}

/** What fits beside a text that is read. */
const NEWEST = 10;

const NOBODY: Omit<SenderView, 'name'> = { key: '', kind: 'team', since: null, counts: { sent: 0, waiting: 0, adopted: 0, returned: 0, rejected: 0, ignored: 0 }, submissions: [], decisions: [], strikes: [], standing: { mayInteract: true, action: null, until: null } };

export const createSenders = ({ strapi, items, sanctions, similarTo }: SenderDeps): Senders => {
  const db = () => strapi.db.connection;

  const countsOf = async (sender: string): Promise<SenderView['counts']> => {
    const rows = (await db()(TABLES.reviewItems).where({ sender }).groupBy('state').select('state', db().raw('count(*) as n'))) as Row[];
    const count = (...states: readonly string[]): number => rows.reduce((sum, row) => (states.includes(String(row.state)) ? sum + Number(row.n) : sum), 0);
    return {
      sent: rows.reduce((sum, row) => sum + Number(row.n), 0),
      waiting: count(...OPEN_ITEM_STATES),
      adopted: count('adopted'),
      returned: count('returned'),
      rejected: count('rejected'),
      ignored: count('ignored'),
    };
  };

  return {
    async of(item) {
      const { sender } = item;
      if (sender === '') return { ...NOBODY, name: item.senderName };
      const newest = ((await db()(TABLES.reviewItems).where({ sender }).whereNot({ id: item.id }).orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(NEWEST)) as Row[]).map(toItem);
      const first = (await db()(TABLES.reviewItems).where({ sender }).min('opened_at as at').first()) as Row | undefined;
      const decisions = (await db()(TABLES.decisions)
        .whereIn('item_id', db()(TABLES.reviewItems).where({ sender }).select('id'))
        .orderBy('id', 'desc')
        .limit(NEWEST)) as Row[];
      const standing = await sanctions.standing(sender);
      return {
        key: sender,
        kind: sender.startsWith('member:') ? 'member' : 'guest',
        name: item.senderName,
        since: first?.at == null ? null : iso(Number(first.at)),
        counts: await countsOf(sender),
        submissions: newest.map(({ id, title, state, openedAt }) => ({ itemId: id, title, state, at: iso(openedAt) })),
        decisions: decisions.map(toDecision).map(toDecisionView),
        strikes: await sanctions.strikes(sender),
        standing: standing.mayInteract ? { mayInteract: true, action: null, until: null } : { mayInteract: false, action: standing.action, until: standing.until === null ? null : iso(standing.until) },
      };
    },

    async similar(item) {
      const named = (await items.signals(db(), item.id)).flatMap(({ signal }) => (signal.rule.endsWith('duplicate') && typeof signal.evidence.reference === 'string' ? [signal.evidence.reference] : []));
      const ids = (await similarTo([...new Set(named)])).filter((id) => id !== item.target.documentId);
      if (ids.length === 0) return [];
      const rows = (await db()(TABLES.reviewItems).where({ target_uid: item.target.uid }).whereIn('target_id', [...ids]).orderBy('opened_at', 'desc').limit(NEWEST)) as Row[];
      return rows.map(toItem).map((other) => ({ itemId: other.id, title: other.title, state: other.state, senderName: other.senderName, sameSender: item.sender !== '' && other.sender === item.sender, at: iso(other.openedAt) }));
    },
  };
};
