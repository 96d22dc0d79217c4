/**
 * Strikes: what follows a decision about somebody, and what becomes of it.
 *
 * A strike holds from the moment it is written. A step above what one person may do alone is **proposed**: the highest step that
 * one person may take holds meanwhile, until another lead **confirms** it (it holds for good) or **declines** it (nothing
 * changes). A strike that is **overruled** counts for nothing from then on. Whatever is done to the strike of an account is done to
 * the strikes of linked accounts that follow it; what is done to one of those concerns that account alone.
 */
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../../core/errors';
import type { Detection } from '../../../../contracts/moderation/members';
import { endOf, ladder, type Offence, type Rung } from '../../../../core/moderation/ladder';
import type { Policy, Step } from '../../../../core/moderation/policy';
import type { Aggravator, Severity, Violation } from '../../../../core/moderation/vocabulary';
import type { ActorRef } from '../../../../core/workflow/context';
import { TABLES, type Connection, type Trx } from '../../tables';
import type { Audit } from '../audit/audit';
import { oneByOne } from '../one-by-one';
import { newReference } from '../reference';
import type { Links } from './links';
import { isSame, noSuchStrike, nothingProposed, overruled, proposalOpen, secondPersonNeeded, stepNotHigher, stepNotLower } from './refusals';
import { proposalColumns, strikeColumns, toStrike, type NewStrike, type Proposal, type StrikeRow } from './rows';
import { revokeSessions } from './sessions';

export interface StrikeInput {
  readonly sender: string;
  readonly violation: Violation;
  readonly severity: Severity;
  readonly aggravators: readonly Aggravator[];
  /** `null` for a strike by hand, outside of the queue. */
  readonly decisionId: number | null;
  readonly by: ActorRef;
  readonly detection: Detection;
  readonly at: number;
  /** What it is about; the member is told its title. */
  readonly about?: { readonly uid: string; readonly documentId: string };
  /** To the member. */
  readonly message?: string | null;
}

export interface StrikeOutcome {
  readonly strikeId: number;
  readonly reference: string;
  /** What the ladder answers, and what holds of it now (`rung.meanwhile`). */
  readonly rung: Rung;
  /** Epoch milliseconds; `null`: for good. */
  readonly until: number | null;
  /** True where a lead should look further. */
  readonly escalate: boolean;
  /** The strikes of linked accounts. */
  readonly linked: readonly number[];
}

export type ChangeOutcome = { readonly kind: 'done'; readonly strike: StrikeRow } | { readonly kind: 'refused'; readonly refusal: Refusal };

interface ChangeInput {
  readonly strikeId: number;
  readonly by: ActorRef;
  readonly comment: string;
  readonly at: number;
}

export interface Strikes {
  /** What the ladder would answer now. */
  preview(connection: Connection, offence: Pick<StrikeInput, 'sender' | 'violation' | 'severity' | 'aggravators' | 'by' | 'at'>): Promise<Rung>;
  strike(trx: Trx, input: StrikeInput): Promise<StrikeOutcome>;
  propose(trx: Trx, input: ChangeInput & { readonly step: 4 | 5 }): Promise<ChangeOutcome>;
  confirm(trx: Trx, input: ChangeInput): Promise<ChangeOutcome>;
  decline(trx: Trx, input: ChangeInput): Promise<ChangeOutcome>;
  lift(trx: Trx, input: ChangeInput): Promise<ChangeOutcome>;
  reduce(trx: Trx, input: ChangeInput & { readonly step: Step }): Promise<ChangeOutcome>;
  byId(connection: Connection, id: number): Promise<StrikeRow | null>;
  byReference(connection: Connection, reference: string): Promise<StrikeRow | null>;
  /** As it is now; nobody else changes it before the transaction ends. */
  hold(trx: Trx, id: number): Promise<StrikeRow | null>;
  /** Newest first. */
  of(connection: Connection, sender: string): Promise<StrikeRow[]>;
}

export interface StrikeDeps {
  readonly strapi: Core.Strapi;
  readonly policy: () => Policy;
  readonly audit: Audit;
  readonly links: Links;
  /** Called in the transaction in which a member's strike is new or has changed. */
  readonly tell: (trx: Trx, strike: StrikeRow) => Promise<void>;
}

/** Everybody who set the strike, asked for more, or agreed to it. Whoever declined only kept it from getting worse. */
const partakers = ({ by, proposal }: StrikeRow): ActorRef[] => {
  if (proposal === null) return [by];
  return proposal.state === 'confirmed' && proposal.settled !== null ? [by, proposal.by, proposal.settled.by] : [by, proposal.by];
};

export const hadPart = (strike: StrikeRow, who: ActorRef): boolean => partakers(strike).some((one) => isSame(one, who));

/** The highest step that somebody asked for and nobody declined. */
const topOf = ({ step, proposal }: StrikeRow): Step => (proposal?.state === 'open' ? proposal.step : step);

const stateOf = ({ sender, step, action, endsAt, proposal, overruled: lifted }: StrikeRow) => ({ sender, step, action, endsAt, proposal: proposal === null ? null : { state: proposal.state, step: proposal.step }, overruled: lifted !== null });

const refuse = (refusal: Refusal): ChangeOutcome => ({ kind: 'refused', refusal });

export const createStrikes = (deps: StrikeDeps): Strikes => {
  const { strapi, policy, audit, links, tell } = deps;

  const rows = async (query: PromiseLike<unknown>): Promise<StrikeRow[]> => ((await query) as Record<string, unknown>[]).map(toStrike);
  const from = (connection: Connection) => connection(TABLES.strikes);

  const active = (connection: Connection, sender: string) => rows(from(connection).where({ sender }).whereNull('overruled_at'));

  const preview: Strikes['preview'] = async (connection, { sender, violation, severity, aggravators, by, at }) => {
    const activeStrikes = (await active(connection, sender)).map((strike) => ({ violation: strike.violation, at: strike.startsAt }));
    const offence: Offence = { violation, severity, aggravators, activeStrikes, decidedBy: by.kind === 'admin' ? 'person' : 'system', at };
    return ladder(policy(), offence);
  };

  const insert = async (trx: Trx, strike: NewStrike): Promise<StrikeRow> => {
    const [row] = (await from(trx).insert(strikeColumns(strike)).returning('*')) as Record<string, unknown>[];
    return toStrike(row ?? {});
  };

  /** Holds the strike and those that follow it until the transaction ends. */
  const holdAll = async (trx: Trx, id: number): Promise<StrikeRow[]> => {
    const [strike] = await rows(from(trx).where({ id }).forUpdate());
    if (strike === undefined) return [];
    const followers = await rows(from(trx).where({ follows_id: id }).whereNull('overruled_at').orderBy('id').forUpdate());
    return [strike, ...followers];
  };

  /** A strike and its followers at once: judged by the first, written for each. */
  const change = async (trx: Trx, input: ChangeInput, action: string, refusalFor: (strike: StrikeRow) => Refusal | null, columnsFor: (strike: StrikeRow) => Record<string, unknown>): Promise<ChangeOutcome> => {
    const [first, ...followers] = await holdAll(trx, input.strikeId);
    if (first === undefined) return refuse(noSuchStrike);
    if (first.overruled !== null) return refuse(overruled);
    const refusal = refusalFor(first);
    if (refusal !== null) return refuse(refusal);
    const changed: { readonly was: StrikeRow; readonly is: StrikeRow }[] = [];
    for (const was of [first, ...followers.filter((follower) => refusalFor(follower) === null)]) {
      const [row] = (await from(trx).where({ id: was.id }).update(columnsFor(was)).returning('*')) as Record<string, unknown>[];
      const is = toStrike(row ?? {});
      if (is.action === 'ban' && is.overruled === null) await revokeSessions(strapi, is.sender);
      await tell(trx, is);
      changed.push({ was, is });
    }
    for (const { was, is } of changed) await audit.write(trx, { actor: input.by, action, object: `strike:${is.id}`, before: stateOf(was), after: { ...stateOf(is), comment: input.comment } });
    return { kind: 'done', strike: changed[0]?.is ?? first };
  };

  const settled = ({ by, comment, at }: ChangeInput, strike: StrikeRow, state: 'confirmed' | 'declined'): Record<string, unknown> => {
    const { proposal } = strike;
    return proposal === null ? {} : proposalColumns({ ...proposal, state, settled: { by, at, comment } });
  };

  return {
    preview,

    async strike(trx, input) {
      const { sender, by, at } = input;
      const accounts = await links.accountsOf(trx, sender);
      await oneByOne(strapi, trx, accounts);
      const rung = await preview(trx, input);
      const endsAt = endOf(policy(), rung.meanwhile, at);
      const proposal: Proposal | null = rung.needsSecond ? { state: 'open', step: rung.step, by, at, reason: null, settled: null } : null;
      const written: StrikeRow[] = [];
      for (const account of accounts) {
        const strike = await insert(trx, {
          reference: newReference('P'),
          sender: account,
          violation: input.violation,
          severity: input.severity,
          aggravators: [...new Set(input.aggravators)],
          step: rung.meanwhile,
          action: policy().steps[rung.meanwhile].action,
          startsAt: at,
          endsAt,
          proposal,
          explanation: rung.explanation,
          policyVersion: rung.policyVersion,
          detection: input.detection,
          decisionId: input.decisionId,
          by,
          about: account === sender ? (input.about ?? null) : null,
          message: input.message ?? null,
          followsId: written[0]?.id ?? null,
          mailState: null,
        });
        await tell(trx, strike);
        written.push(strike);
      }
      for (const strike of written) await audit.write(trx, { actor: by, action: 'strike.set', object: `strike:${strike.id}`, after: { ...stateOf(strike), violation: strike.violation, severity: strike.severity, aggravators: strike.aggravators, policyVersion: strike.policyVersion, decisionId: strike.decisionId } });
      const [own, ...others] = written;
      return { strikeId: own?.id ?? 0, reference: own?.reference ?? '', rung, until: endsAt, escalate: rung.escalate, linked: others.map(({ id }) => id) };
    },

    propose: (trx, input) =>
      change(
        trx,
        input,
        'strike.proposed',
        ({ step, proposal }) => (proposal?.state === 'open' ? proposalOpen : step >= input.step ? stepNotHigher : null),
        () => proposalColumns({ state: 'open', step: input.step, by: input.by, at: input.at, reason: input.comment, settled: null })
      ),

    confirm: (trx, input) =>
      change(
        trx,
        input,
        'strike.confirmed',
        ({ proposal }) => (proposal?.state !== 'open' ? nothingProposed : isSame(proposal.by, input.by) ? secondPersonNeeded('Confirming what is proposed') : null),
        (strike) => {
          const step = strike.proposal?.step ?? strike.step;
          return { step, action: policy().steps[step].action, ends_at: endOf(policy(), step, strike.startsAt), ...settled(input, strike, 'confirmed') };
        }
      ),

    decline: (trx, input) =>
      change(
        trx,
        input,
        'strike.declined',
        ({ proposal }) => (proposal?.state !== 'open' ? nothingProposed : null),
        (strike) => settled(input, strike, 'declined')
      ),

    lift: (trx, input) =>
      change(
        trx,
        input,
        'strike.lifted',
        (strike) => (hadPart(strike, input.by) ? secondPersonNeeded('Lifting a strike') : null),
        (strike) => ({ overruled_at: input.at, overruled: JSON.stringify({ by: input.by, at: input.at, reason: input.comment }), ...(strike.proposal?.state === 'open' ? settled(input, strike, 'declined') : {}) })
      ),

    reduce: (trx, input) =>
      change(
        trx,
        input,
        'strike.reduced',
        (strike) => (hadPart(strike, input.by) ? secondPersonNeeded('Reducing a strike') : input.step >= topOf(strike) ? stepNotLower : null),
        (strike) => ({ step: input.step, action: policy().steps[input.step].action, ends_at: endOf(policy(), input.step, strike.startsAt), reduced_from: strike.step, ...(strike.proposal?.state === 'open' ? settled(input, strike, 'declined') : {}) })
      ),

    async byId(connection, id) {
      return (await rows(from(connection).where({ id })))[0] ?? null;
    },

    async byReference(connection, reference) {
      return (await rows(from(connection).where({ reference })))[0] ?? null;
    },

    async hold(trx, id) {
      return (await holdAll(trx, id))[0] ?? null;
    },

    of: (connection, sender) => rows(from(connection).where({ sender }).orderBy('starts_at', 'desc').orderBy('id', 'desc')),
  };
};
