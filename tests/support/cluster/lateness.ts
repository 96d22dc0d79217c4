/** How late promises were kept, in milliseconds, by percentiles. */
import type { Looker } from '../test-database';

export interface Lateness {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

interface Window {
  readonly from: number;
  readonly until: number;
}

const percentile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

/** Of the promises that fell due in the window: publication as the history has it, less the promised time. */
export const latenessOf = async (db: Looker, { from, until }: Window): Promise<Lateness> => {
  const rows = await db.all("select detail, at from cw_history where event = 'DUE' and to_state = 'published'");
  const late = rows
    .map((row) => ({ ms: Number((JSON.parse(String(row.detail)) as { latenessMs?: number }).latenessMs), due: Number(row.at) }))
    .filter(({ ms, due }) => due - ms >= from && due - ms < until)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  return { count: late.length, p50: percentile(late, 0.5), p99: percentile(late, 0.99), max: late.at(-1) ?? Number.NaN };
};
