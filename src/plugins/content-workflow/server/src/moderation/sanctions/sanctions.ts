/** Everything about sanctions, put together: what other rooms ask for, and what the desk and the members see. */
import type { Core } from '@strapi/strapi';
import { policyWith, type LadderSettings, type Policy } from '../../../../core/moderation/policy';
import { languageOf, type Language } from '../../../../core/moderation/rules/languages';
import { standingOf, type Standing } from '../../../../core/moderation/standing';
import type { Alerts } from '../../engine/alerts';
import type { SigningKeys } from '../../http/signing';
import type { Clock } from '../../jobs/clock';
import type { JobQueue } from '../../jobs/queue';
import { TABLES, type Connection, type Trx } from '../../tables';
import { createAppeals, type AppealFollower, type Appeals } from '../appeals/appeals';
import type { Audit } from '../audit/audit';
import { createLinks, type Links } from './links';
import { createStatementMail, type HandOver, type StatementMail } from './mailing';
import { createMembers, type Members } from './members';
import { toStrike, type StrikeRow } from './rows';
import { createSenders, type Senders } from './senders';
import { createStatements, type Statements } from './statements';
import { createStrikes, type Strikes } from './strikes';
import { createStatementTokens, type StatementTokens } from './tokens';

export interface Sanctions extends Pick<Strikes, 'preview' | 'strike' | 'lift'> {
  /** What a sender may do now. Asked before anything is taken from them. */
  standing(sender: string, trx?: Trx): Promise<Standing>;
  /** The ban of a sender, or `null`: asked with every request of a member. */
  banOf(sender: string): Promise<Extract<Standing, { mayInteract: false }> | null>;
  /** Absolute address at which a statement is read and appealed, for who has proved to be its sender. */
  statementAddress(strikeId: number): Promise<string | null>;
  /** In which a sender is written to. */
  languageOf(sender: string, about: StrikeRow['about']): Promise<Language>;
  policy(): Policy;
  readonly strikes: Strikes;
  readonly appeals: Appeals;
  readonly links: Links;
  readonly senders: Senders;
  readonly members: Members;
  readonly statements: Statements;
  readonly tokens: StatementTokens;
  readonly mail: StatementMail;
}

export interface SanctionDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly settings: LadderSettings & { readonly statementPage: string | null };
  /** The type that members send in. */
  readonly submissions: string | null;
  readonly applicationKeys: SigningKeys;
  readonly queue: () => JobQueue;
  readonly alerts: Alerts;
  readonly sendsMail: () => boolean;
  readonly handOver: HandOver;
  readonly followers: readonly AppealFollower[];
}

export const createSanctions = (deps: SanctionDeps): Sanctions => {
  const { strapi, clock, audit, settings } = deps;
  const { statementPage, ...ladderSettings } = settings;
  const current = policyWith(ladderSettings);
  const policy = (): Policy => current;
  const tokens = createStatementTokens(deps.applicationKeys);
  const senders = createSenders(strapi, deps.submissions);
  const links = createLinks({ strapi, clock, audit, senders });

  const addressOf = (strike: StrikeRow): string => {
    const token = tokens.of(strike);
    if (statementPage !== null) return statementPage.replace('{token}', token);
    return `${String(strapi.config.get('server.absoluteUrl', '')).replace(/\/+$/, '')}${strapi.config.get('api.rest.prefix', '/api') as string}/members/statements/${token}`;
  };

  // Strikes and appeals tell by mail, whose text says how an appeal stands.
  const tell = (trx: Trx, strike: StrikeRow): Promise<void> => mail.promise(trx, strike);
  const strikes = createStrikes({ strapi, policy, audit, links, tell });
  const appeals = createAppeals({ strapi, clock, alerts: deps.alerts, policy, audit, strikes, followers: deps.followers, tell });
  const statements = createStatements({ strapi, clock, policy, appeals });
  const mail = createStatementMail({ strapi, clock, queue: deps.queue, alerts: deps.alerts, senders, statements, sendsMail: deps.sendsMail, handOver: deps.handOver, addressOf });

  const counted = async (connection: Connection, where: Record<string, unknown>): Promise<StrikeRow[]> => ((await connection(TABLES.strikes).where(where).whereNull('overruled_at')) as Record<string, unknown>[]).map(toStrike);

  const standing: Sanctions['standing'] = async (sender, trx) => standingOf(await counted(trx ?? strapi.db.connection, { sender }), current.settings.mutes, clock.now());

  return {
    ...strikes,
    policy,
    standing,
    async banOf(sender) {
      const held = standingOf(await counted(strapi.db.connection, { sender, action: 'ban' }), current.settings.mutes, clock.now());
      return held.mayInteract ? null : held;
    },
    languageOf: async (sender, about) => languageOf((await senders.contact(sender, about))?.language ?? null),
    async statementAddress(strikeId) {
      const strike = await strikes.byId(strapi.db.connection, strikeId);
      return strike === null ? null : addressOf(strike);
    },
    strikes,
    appeals,
    links,
    senders,
    members: createMembers({ strapi, clock, audit, senders, links, strikes, appeals, standing }),
    statements,
    tokens,
    mail,
  };
};
