/** What moderators see of a sender: standing, strikes, linked accounts, what they sent in, and what was done about them. */
import type { Core } from '@strapi/strapi';
import type { MemberSummary, MemberView, ProposalView, StrikeView } from '../../../../contracts/moderation/members';
import type { Standing } from '../../../../core/moderation/standing';
import { iso, type Clock } from '../../jobs/clock';
import { TABLES, type Connection } from '../../tables';
import type { Appeals } from '../appeals/appeals';
import type { Audit } from '../audit/audit';
import { isReference } from '../reference';
import type { Links } from './links';
import { toStrike, type Proposal, type StrikeRow } from './rows';
import type { Senders } from './senders';
import { holds, standingView } from './statements';
import type { Strikes } from './strikes';

export interface Members {
  /** By the reference of a strike, an appeal or a submission, or a part of a name; without `text` who has the newest strikes. */
  search(text: string): Promise<MemberSummary[]>;
  view(sender: string): Promise<MemberView | null>;
  strikes(strikes: readonly StrikeRow[]): Promise<StrikeView[]>;
  /** Who has a proposal that waits, oldest first. */
  proposed(): Promise<StrikeView[]>;
}

/** As many as fit on one screen; whoever is not among them is searched for. */
const MOST = 25;

const SENT = 20;
const HISTORY = 50;

const proposalView = ({ state, step, by, at, reason, settled }: Proposal): ProposalView => ({ state, step, by, at: iso(at), reason, settled: settled === null ? null : { ...settled, at: iso(settled.at) } });

export interface MemberDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly senders: Senders;
  readonly links: Links;
  readonly strikes: Strikes;
  readonly appeals: Pick<Appeals, 'ofStrikes' | 'byReference'>;
  readonly standing: (sender: string) => Promise<Standing>;
}

export const createMembers = ({ strapi, clock, audit, senders, links, strikes, appeals, standing }: MemberDeps): Members => {
  const connection = (): Connection => strapi.db.connection;

  const views: Members['strikes'] = async (rows) => {
    const now = clock.now();
    const followed = rows.flatMap(({ followsId }) => followsId ?? []);
    const [appealOf, origins] = await Promise.all([
      appeals.ofStrikes(connection(), rows.map(({ id }) => id)),
      followed.length === 0 ? [] : (connection()(TABLES.strikes).whereIn('id', followed).select('id', 'reference') as unknown as Promise<{ id: number; reference: string }[]>),
    ]);
    const referenceOf = new Map(origins.map(({ id, reference }) => [Number(id), reference]));
    return rows.map((strike): StrikeView => {
      const appeal = appealOf.get(strike.id);
      return {
        id: strike.id,
        reference: strike.reference,
        sender: strike.sender,
        violation: strike.violation,
        severity: strike.severity,
        aggravators: strike.aggravators,
        step: strike.step,
        action: strike.action,
        startsAt: iso(strike.startsAt),
        endsAt: strike.endsAt === null ? null : iso(strike.endsAt),
        holds: holds(strike, now),
        proposal: strike.proposal === null ? null : proposalView(strike.proposal),
        explanation: strike.explanation,
        policyVersion: strike.policyVersion,
        detection: strike.detection,
        decisionId: strike.decisionId,
        by: strike.by,
        message: strike.message,
        follows: strike.followsId === null ? null : (referenceOf.get(strike.followsId) ?? null),
        reducedFrom: strike.reducedFrom,
        overruled: strike.overruled === null ? null : { by: strike.overruled.by, at: iso(strike.overruled.at), reason: strike.overruled.reason },
        appeal: appeal === undefined ? null : { reference: appeal.reference, state: appeal.state },
      };
    });
  };

  const counts = async (keys: readonly string[]): Promise<ReadonlyMap<string, number>> => {
    const rows = (await connection()(TABLES.strikes).whereIn('sender', [...keys]).whereNull('overruled_at').groupBy('sender').select('sender').count({ n: '*' })) as { sender: string; n: unknown }[];
    return new Map(rows.map(({ sender, n }) => [sender, Number(n)]));
  };

  const summaries = async (keys: readonly string[]): Promise<MemberSummary[]> => {
    if (keys.length === 0) return [];
    const [names, count] = await Promise.all([senders.names(keys), counts(keys)]);
    return Promise.all(
      keys.map(async (sender): Promise<MemberSummary> => {
        const held = await standing(sender);
        const decides = held.mayInteract ? null : await strikes.byId(connection(), held.strikeId);
        return { sender, kind: sender.startsWith('member:') ? 'member' : 'guest', name: names.get(sender) ?? sender, standing: standingView(held, () => decides?.reference ?? null), strikes: count.get(sender) ?? 0 };
      })
    );
  };

  const struckLately = async (): Promise<string[]> => {
    const rows = (await connection()(TABLES.strikes).groupBy('sender').select('sender').max({ newest: 'starts_at' }).orderBy('newest', 'desc').orderBy('sender').limit(MOST)) as { sender: string }[];
    return rows.map(({ sender }) => sender);
  };

  const byReference = async (reference: string): Promise<string[]> => {
    const strike = await strikes.byReference(connection(), reference);
    const appeal = strike === null ? await appeals.byReference(reference) : null;
    const sender = strike?.sender ?? appeal?.sender ?? (await senders.ofSubmission(reference));
    return sender === null ? [] : [sender];
  };

  const isKnown = async (sender: string): Promise<boolean> => (await senders.exists(sender)) || (await connection()(TABLES.strikes).where({ sender }).first('id')) !== undefined;

  return {
    strikes: views,

    async search(text) {
      const wanted = text.trim();
      if (wanted === '') return summaries(await struckLately());
      if (isReference(wanted.toUpperCase())) return summaries(await byReference(wanted.toUpperCase()));
      return summaries(await senders.named(wanted, MOST));
    },

    async view(sender) {
      if (!(await isKnown(sender))) return null;
      const [summary] = await summaries([sender]);
      if (summary === undefined) return null;
      const rows = await strikes.of(connection(), sender);
      const linked = await links.of(sender);
      const others = linked.map(({ one, other }) => (one === sender ? other : one));
      const [strikeList, names, since, sent, history] = await Promise.all([
        views(rows),
        senders.names(others),
        senders.since(sender),
        senders.sent(sender, SENT),
        audit.list({ objects: [sender, ...rows.map(({ id }) => `strike:${id}`)], limit: HISTORY }),
      ]);
      return {
        ...summary,
        since: since === null ? null : since.toISOString(),
        strikeList,
        links: linked.map(({ id, reason, by, at }, i) => ({ id, sender: others[i] ?? '', name: names.get(others[i] ?? '') ?? '', reason, by, at: iso(at) })),
        submissions: sent.map(({ documentId, title, state, at }) => ({ documentId, title, state, at: iso(at) })),
        history,
      };
    },

    async proposed() {
      return views(((await connection()(TABLES.strikes).where({ proposal_state: 'open' }).whereNull('overruled_at').orderBy('starts_at').orderBy('id').limit(100)) as Record<string, unknown>[]).map(toStrike));
    },
  };
};
