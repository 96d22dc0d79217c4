/** What a transaction adds to the hourly sums, put together first so that each row of them is touched once. */
import type { Trx } from '../../tables';
import type { Drop } from './batch';
import type { Bulk, Columns } from './bulk';
import { COUNTING } from './tables';

const HOUR: Columns = { experiment_id: 'integer', hour: 'bigint', arm: 'text', units: 'integer', conversions: 'integer', value_sum: 'double precision', value_squares: 'double precision', multiple: 'integer' };
const DROP: Columns = { experiment_id: 'integer', hour: 'bigint', reason: 'text', events: 'integer' };

const SUMS = ['units', 'conversions', 'value_sum', 'value_squares', 'multiple'] as const;
type Sums = Record<(typeof SUMS)[number], number>;

const added = (table: string, columns: readonly string[]): string => columns.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(', ');

export interface Tally {
  add(experimentId: number, hour: number, arm: string, sums: Partial<Sums>): void;
  /** `sign` -1 takes a conversion back. */
  convert(experimentId: number, hour: number, arm: string, value: number | null, sign: 1 | -1): void;
  write(bulk: Bulk, trx: Trx): Promise<void>;
  drop(bulk: Bulk, trx: Trx, drops: readonly Drop[], hour: number): Promise<void>;
}

/** By number, then by text: the one order in which every process takes these rows. */
const inOrder = <T extends { readonly experiment_id: number; readonly hour: number }>(rows: T[], name: (row: T) => string): T[] =>
  rows.sort((a, b) => a.experiment_id - b.experiment_id || a.hour - b.hour || (name(a) < name(b) ? -1 : 1));

export const createTally = (): Tally => {
  const hours = new Map<string, { experiment_id: number; hour: number; arm: string } & Sums>();

  const add: Tally['add'] = (experimentId, hour, arm, sums) => {
    const key = `${experimentId} ${hour} ${arm}`;
    const row = hours.get(key) ?? { experiment_id: experimentId, hour, arm, units: 0, conversions: 0, value_sum: 0, value_squares: 0, multiple: 0 };
    for (const name of SUMS) row[name] += sums[name] ?? 0;
    hours.set(key, row);
  };

  return {
    add,
    convert: (experimentId, hour, arm, value, sign) => add(experimentId, hour, arm, { conversions: sign, value_sum: sign * (value ?? 0), value_squares: sign * (value ?? 0) ** 2 }),
    async write(bulk, trx) {
      const rows = inOrder([...hours.values()], ({ arm }) => arm);
      await bulk.insert(trx, COUNTING.hours, HOUR, rows, `on conflict (experiment_id, hour, arm) do update set ${added(COUNTING.hours, SUMS)}`);
    },
    async drop(bulk, trx, drops, hour) {
      const counted = new Map<string, { experiment_id: number; hour: number; reason: string; events: number }>();
      for (const { experimentId, reason } of drops) {
        const key = `${experimentId} ${reason}`;
        const row = counted.get(key) ?? { experiment_id: experimentId, hour, reason, events: 0 };
        row.events += 1;
        counted.set(key, row);
      }
      await bulk.insert(trx, COUNTING.drops, DROP, inOrder([...counted.values()], ({ reason }) => reason), `on conflict (experiment_id, hour, reason) do update set ${added(COUNTING.drops, ['events'])}`);
    },
  };
};
