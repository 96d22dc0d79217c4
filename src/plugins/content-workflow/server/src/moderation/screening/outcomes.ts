/** How often moderators agreed with a rule: counted by rule and version, when what it flagged is decided. */
import type { Signal } from '../../../../core/moderation/vocabulary';
import { TABLES, type Connection, type Trx } from '../../tables';

export interface RuleOutcome {
  readonly rule: string;
  readonly ruleVersion: string;
  /** What it flagged was rejected or taken down. */
  readonly upheld: number;
  /** What it flagged was adopted or left alone. */
  readonly dismissed: number;
}

const toOutcome = (row: Record<string, unknown>): RuleOutcome => ({ rule: String(row.rule), ruleVersion: String(row.rule_version), upheld: Number(row.upheld), dismissed: Number(row.dismissed) });

/** Each rule counts once a decision, however often it matched. */
export const countOutcome = async (trx: Trx, signals: readonly Pick<Signal, 'source' | 'rule' | 'ruleVersion'>[], outcome: 'upheld' | 'dismissed'): Promise<void> => {
  const rules = new Map(signals.filter(({ source }) => source === 'rule').map(({ rule, ruleVersion }) => [`${rule} ${ruleVersion}`, { rule, rule_version: ruleVersion }]));
  for (const rule of rules.values()) {
    await trx(TABLES.ruleOutcomes).insert({ ...rule, upheld: 0, dismissed: 0 }).onConflict(['rule', 'rule_version']).ignore();
    await trx(TABLES.ruleOutcomes).where(rule).increment(outcome, 1);
  }
};

export const outcomesOf = async (connection: Connection, rules: readonly string[]): Promise<RuleOutcome[]> =>
  ((await connection(TABLES.ruleOutcomes).whereIn('rule', [...rules])) as Record<string, unknown>[]).map(toOutcome);
