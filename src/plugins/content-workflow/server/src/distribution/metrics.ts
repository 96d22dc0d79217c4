/** Numbers of deliveries, each a dated snapshot that says where it is from. Nothing is overwritten: the newest of a metric counts. */
import { METRICS, type Metric } from '../../../core/distribution/platforms';
import type { ActorRef } from '../../../core/workflow/context';
import { TABLES, type Connection, type Trx } from '../tables';

export type MetricSource = 'api' | 'manual' | 'link';

export interface MetricSnapshot {
  readonly metric: Metric;
  readonly value: number;
  readonly source: MetricSource;
  readonly note: string | null;
  readonly by: ActorRef;
  readonly readAt: number;
}

export type Values = Readonly<Partial<Record<Metric, number>>>;

export type MetricProblem = { readonly field: string; readonly message: string };

/** PostgreSQL's `integer`. Larger figures are typing errors: no platform has so many readers of one piece. */
export const MAX_VALUE = 2_147_483_647;

/** Clocks of two machines differ by so much at the most. */
const AHEAD_MS = 5 * 60_000;

/** What is wrong with figures that somebody read off; `null` where nothing is. */
export const metricProblem = (values: Readonly<Record<string, unknown>>, readAt: number, now: number): MetricProblem | null => {
  const entries = Object.entries(values);
  if (entries.length === 0) return { field: 'metrics', message: 'are missing' };
  for (const [metric, value] of entries) {
    const field = `metrics.${metric}`;
    if (!METRICS.includes(metric as Metric)) return { field, message: `is not one of ${METRICS.join(', ')}` };
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > MAX_VALUE) return { field, message: `has to be a whole number from 0 to ${MAX_VALUE}` };
  }
  if (!Number.isFinite(readAt)) return { field: 'readAt', message: 'use an ISO 8601 instant with a zone, e.g. 2026-12-31T00:00:00Z' };
  return readAt > now + AHEAD_MS ? { field: 'readAt', message: 'is in the future' } : null;
};

/** Throws for values that `metricProblem` would name; `readAt` and `at` are epoch milliseconds. */
export const recordMetrics = async (
  trx: Trx,
  deliveryId: number,
  source: MetricSource,
  values: Values,
  readAt: number,
  by: ActorRef,
  { at = readAt, note = null }: { readonly at?: number; readonly note?: string | null } = {}
): Promise<void> => {
  const problem = metricProblem(values, readAt, Math.max(at, readAt));
  if (problem !== null) throw new RangeError(`${problem.field}: ${problem.message}`);
  const rows = Object.entries(values).map(([metric, value]) => ({ delivery_id: deliveryId, metric, value, source, note, by_kind: by.kind, by_id: by.id, by_name: by.name, read_at: readAt, at }));
  await trx(TABLES.deliveryMetrics).insert(rows);
};

type Row = Record<string, unknown>;

const toSnapshot = (row: Row): MetricSnapshot => ({
  metric: String(row.metric) as Metric,
  value: Number(row.value),
  source: String(row.source) as MetricSource,
  note: row.note === null || row.note === undefined ? null : String(row.note),
  by: { kind: String(row.by_kind) as ActorRef['kind'], id: String(row.by_id), name: String(row.by_name) },
  readAt: Number(row.read_at),
});

/** Every snapshot of a delivery, newest first. */
export const metricsOf = async (on: Connection, deliveryId: number): Promise<MetricSnapshot[]> => ((await on(TABLES.deliveryMetrics).where({ delivery_id: deliveryId }).orderBy('id', 'desc')) as Row[]).map(toSnapshot);

/** A snapshot of the clicks on a delivery's links, unless the newest says the same; answers whether one was made. */
export const recordClicks = async (trx: Trx, deliveryId: number, clicks: number, at: number, by: ActorRef): Promise<boolean> => {
  const newest = (await trx(TABLES.deliveryMetrics).where({ delivery_id: deliveryId, metric: 'clicks', source: 'link' }).orderBy('id', 'desc').first()) as Row | undefined;
  if (newest !== undefined && Number(newest.value) === clicks) return false;
  await recordMetrics(trx, deliveryId, 'link', { clicks }, at, by);
  return true;
};
