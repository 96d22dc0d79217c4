/** An appeal stands in the moderators' queue with what it is about, and what overturns it takes the decision behind it back. */
import { isOpen } from '../../../../core/moderation/queue';
import type { JobQueue } from '../../jobs/queue';
import type { Subject } from '../../tables';
import type { Queue } from '../queue/queue';
import type { StrikeRow } from '../sanctions/rows';
import type { AppealFollower } from './appeals';
import type { AppealRow } from './rows';

type QueueOfAppeals = Pick<Queue, 'items'> & { readonly decisions: Pick<Queue['decisions'], 'revert'> };

/** What members send in is not localised. A strike by hand may be about no single thing; its appeal waits among the appeals alone, with a promise of its own. */
const targetOf = ({ about }: StrikeRow): Subject | null => (about === null ? null : { ...about, locale: '' });

const dueKey = ({ id }: Pick<AppealRow, 'id'>): string => `sla:appeal:${id}`;

export const appealsInQueue = (queue: () => QueueOfAppeals, jobs: () => Pick<JobQueue, 'enqueue' | 'cancel'>): AppealFollower => ({
  async opened(trx, { appeal, strike }) {
    const target = targetOf(strike);
    if (target === null) await jobs().enqueue(trx, { name: 'sla', payload: { appealId: appeal.id }, runAt: appeal.dueAt, key: dueKey(appeal) });
    else await queue().items.open(trx, { target, revision: 0, sender: strike.sender, signals: [], source: 'appeal', at: appeal.openedAt });
  },

  async settled(trx, { appeal, strike, outcome, by, reason, at }) {
    const { items, decisions } = queue();
    const target = targetOf(strike);
    if (target === null) await jobs().cancel(trx, dueKey(appeal));
    const known = target === null ? null : await items.ofTarget(trx, target);
    const item = known === null ? null : await items.hold(trx, known.id);
    // What else brought it to the queue still waits for its own decision.
    if (item !== null && isOpen(item.state) && item.sources.every((source) => source === 'appeal')) await items.finish(trx, item, 'settled', at);
    // A linked account's strike follows from somebody else's decision, which stands.
    if (outcome === 'overturned' && strike.decisionId !== null && strike.followsId === null) await decisions.revert(trx, { decisionId: strike.decisionId, note: reason, by });
  },
});
