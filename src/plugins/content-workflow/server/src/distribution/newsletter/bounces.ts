/** Reports of undeliverable mail that come later, as mails of their own. */
import type { Core } from '@strapi/strapi';
import { isHard, readBounce, type BounceReport } from '../../../../core/distribution/newsletter/bounces';
import { inTransaction, TABLES, type Trx } from '../../tables';
import { toMailing, type Mailing, type Row } from './rows';
import type { Subscribers } from './subscribers';

/** `unknown`: a report about no mail of ours, or about one that is forgotten. */
export type Taken = 'not-a-report' | 'unknown' | 'delayed' | 'bounced';

export interface Bounces {
  /** The whole mail as it came. May be told twice. */
  take(raw: string): Promise<Taken>;
}

/** The mark in the address of the envelope, as `bounces+<mark>@example.org`. */
const MARK = /\+([a-f0-9]{32})@/;

export const createBounces = ({ strapi, subscribers }: { readonly strapi: Core.Strapi; readonly subscribers: Subscribers }): Bounces => {
  /** By the address that only this mail was sent from, or by the returned headers of the mail itself. */
  const about = async (trx: Trx, { to, messageId }: BounceReport): Promise<Mailing | null> => {
    const mark = MARK.exec(to)?.[1];
    const byMark = mark === undefined ? undefined : ((await trx(TABLES.mailings).where('message_id', 'like', `<${mark}@%`).forUpdate().first()) as Row | undefined);
    const row = byMark ?? (messageId === null ? undefined : ((await trx(TABLES.mailings).where({ message_id: messageId }).forUpdate().first()) as Row | undefined));
    return row === undefined ? null : toMailing(row);
  };

  return {
    async take(raw) {
      const report = readBounce(raw);
      if (report === null) return 'not-a-report';
      const failed = report.recipients.find(({ action }) => action === 'failed');
      return inTransaction(strapi, async (trx) => {
        const mailing = await about(trx, report);
        if (mailing === null) return 'unknown';
        if (failed === undefined) return 'delayed';
        // Told once more, it says nothing new; of what is still waiting nothing can have come back.
        if (mailing.state !== 'sent' && mailing.state !== 'uncertain') return mailing.state === 'bounced' ? 'bounced' : 'unknown';
        await trx(TABLES.mailings).where({ id: mailing.id }).update({ state: 'bounced', code: `dsn-${failed.status || 'failed'}` });
        await subscribers.bounced(trx, mailing.subscriberId, isHard(failed.status), `dsn-${failed.status || 'failed'}`);
        return 'bounced';
      });
    },
  };
};
