/** The statement of reasons of a strike, put together when it is read: what, which rule, the facts, and how to appeal. */
import type { Core } from '@strapi/strapi';
import type { StandingView, Statement } from '../../../../contracts/moderation/members';
import type { Policy } from '../../../../core/moderation/policy';
import { POLICY_WORDS, type Language } from '../../../../core/moderation/rules/languages';
import type { Standing } from '../../../../core/moderation/standing';
import { iso, type Clock } from '../../jobs/clock';
import { TABLES } from '../../tables';
import { appealableUntil, type Appeals } from '../appeals/appeals';
import type { AppealRow } from '../appeals/rows';
import type { StrikeRow } from './rows';

export interface Statements {
  of(strikes: readonly StrikeRow[], language: Language): Promise<Statement[]>;
}

export const standingView = (standing: Standing, referenceOf: (strikeId: number) => string | null): StandingView =>
  standing.mayInteract
    ? { mayInteract: true, action: null, until: null, strike: null }
    : { mayInteract: false, action: standing.action, until: standing.until === null ? null : iso(standing.until), strike: referenceOf(standing.strikeId) };

/** A permanent step that was lifted or is over by its date holds no more. */
export const holds = ({ overruled, action, endsAt }: StrikeRow, now: number): boolean => overruled === null && action !== 'warn' && (endsAt === null || endsAt > now);

const subjectKey = (uid: string, documentId: string): string => `${uid} ${documentId}`;

export const createStatements = (deps: { readonly strapi: Core.Strapi; readonly clock: Clock; readonly policy: () => Policy; readonly appeals: Pick<Appeals, 'ofStrikes'> }): Statements => {
  const { strapi, clock, policy, appeals } = deps;

  const titles = async (strikes: readonly StrikeRow[]): Promise<ReadonlyMap<string, string>> => {
    const ids = strikes.flatMap(({ about }) => (about === null ? [] : [about.documentId]));
    if (ids.length === 0) return new Map();
    const rows = (await strapi.db.connection(TABLES.pieces).whereIn('subject_id', ids).orderBy('round').select('subject_uid', 'subject_id', 'title')) as { subject_uid: string; subject_id: string; title: string }[];
    return new Map(rows.map((row) => [subjectKey(row.subject_uid, row.subject_id), row.title]));
  };

  const statement = (strike: StrikeRow, appeal: AppealRow | null, about: string | null, language: Language): Statement => {
    const words = POLICY_WORDS[language];
    const now = clock.now();
    const until = appealableUntil(policy(), strike);
    const rule = words.violations[strike.violation];
    return {
      reference: strike.reference,
      at: iso(strike.startsAt),
      what: { step: strike.step, action: strike.action, name: words.steps[strike.step], from: iso(strike.startsAt), until: strike.endsAt === null ? null : iso(strike.endsAt), holds: holds(strike, now) },
      rule: { code: strike.violation, name: rule.name, text: rule.rule, policyVersion: strike.policyVersion },
      facts: {
        severity: words.severities[strike.severity],
        aggravators: strike.aggravators.map((aggravator) => words.aggravators[aggravator]),
        detection: words.detections[strike.detection],
        about,
        message: strike.message,
      },
      automated: strike.by.kind !== 'admin' && strike.proposal?.settled == null,
      pending: strike.proposal?.state === 'open' ? { step: strike.proposal.step, name: words.steps[strike.proposal.step] } : null,
      lifted: strike.overruled !== null,
      appeal: { until: iso(until), possible: appeal === null && strike.overruled === null && now <= until, reference: appeal?.reference ?? null, state: appeal?.state ?? null, answer: appeal?.answer ?? null },
    };
  };

  return {
    async of(strikes, language) {
      const [appealOf, titleOf] = await Promise.all([appeals.ofStrikes(strapi.db.connection, strikes.map(({ id }) => id)), titles(strikes)]);
      return strikes.map((strike) => statement(strike, appealOf.get(strike.id) ?? null, strike.about === null ? null : (titleOf.get(subjectKey(strike.about.uid, strike.about.documentId)) ?? null), language));
    },
  };
};
