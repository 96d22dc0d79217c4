/**
 * Writes what several requests brought, in one transaction: events, the readers and conversions that they make, and the hourly
 * sums of both. Every process goes through the tables in one order, and within each by one key, so that none waits for another
 * that waits for it: events that are exposures, units, events that are goals, conversions, hours, drops.
 */
import type { Trx } from '../../tables';
import type { Batch, Countable, Drop, Outcome } from './batch';
import type { Bulk, Columns } from './bulk';
import { createTally } from './tally';
import { COUNTING, hourOf } from './tables';

const EVENT: Columns = { event_id: 'text', experiment_id: 'integer', unit: 'text', kind: 'text', arm: 'text', goal: 'text', value: 'double precision', at: 'bigint', received_at: 'bigint' };
const UNIT: Columns = { experiment_id: 'integer', unit: 'text', arm: 'text', first_at: 'bigint', hour: 'bigint', is_multiple: 'boolean' };
const UNIT_KEY: Columns = { experiment_id: 'integer', unit: 'text' };
const CONVERSION: Columns = { experiment_id: 'integer', goal: 'text', unit: 'text', arm: 'text', value: 'double precision', at: 'bigint', hour: 'bigint' };

/**
 * How much earlier than its exposure a goal may seem to be. When something happened is told from when its request came, so that the
 * time for which that travelled is added to it; an exposure that travelled slowly seems later than a goal that followed it. No request
 * that arrives travels longer than a minute.
 */
export const TRAVEL_MS = 60_000;

interface Unit {
  readonly arm: string;
  readonly firstAt: number;
  readonly isMultiple: boolean;
}

const unitKey = (experimentId: unknown, unit: unknown): string => `${String(experimentId)} ${String(unit)}`;
const keyOf = (event: Countable): string => unitKey(event.experimentId, event.unit);
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** In the order of their key, each once: the earliest of those that share one. */
const earliest = (events: readonly Countable[], key: (event: Countable) => string): Countable[] => {
  const first = new Map<string, Countable>();
  for (const event of events) {
    const known = first.get(key(event));
    if (known === undefined || event.at < known.at) first.set(key(event), event);
  }
  return [...first].sort(([a], [b]) => byText(a, b)).map(([, event]) => event);
};

const unitKeys = (keys: Iterable<Countable>) => earliest([...keys], keyOf).map((event) => ({ experiment_id: event.experimentId, unit: event.unit }));

export const createWriter = (bulk: Bulk) => {
  /** Answers those that were not there before. */
  const insertEvents = async (trx: Trx, events: readonly Countable[], now: number): Promise<Countable[]> => {
    const rows = [...events].sort((a, b) => byText(a.id, b.id)).map((e) => ({ event_id: e.id, experiment_id: e.experimentId, unit: e.unit, kind: e.kind, arm: e.arm, goal: e.goal, value: e.value, at: e.at, received_at: now }));
    const added = await bulk.insert(trx, COUNTING.events, EVENT, rows, 'on conflict (event_id) do nothing returning event_id');
    const ids = new Set(added.map((row) => String(row.event_id)));
    return events.filter(({ id }) => ids.has(id));
  };

  const unitsOf = async (trx: Trx, events: readonly Countable[], lock = bulk.forShare): Promise<Map<string, Unit>> => {
    const rows = await bulk.ask(trx, UNIT_KEY, unitKeys(events), (r) => `select u.experiment_id, u.unit, u.arm, u.first_at, u.is_multiple from ${r} join ${COUNTING.units} u on u.experiment_id = r.experiment_id and u.unit = r.unit order by u.experiment_id, u.unit ${lock}`);
    return new Map(rows.map((row) => [unitKey(row.experiment_id, row.unit), { arm: String(row.arm), firstAt: Number(row.first_at), isMultiple: Boolean(row.is_multiple) }]));
  };

  /**
   * The exposures that say something new: of who was no reader yet, or against the arm that they were shown. All others are as if
   * they came again, so that nobody fills the table with what one token proves. Looked up without a lock, since an arm never changes;
   * what two processes find new at the same time is kept of both, and is one reader all the same.
   */
  const telling = async (trx: Trx, exposures: readonly Countable[]): Promise<Countable[]> => {
    if (exposures.length === 0) return [];
    const known = await unitsOf(trx, exposures, '');
    const isNew = (event: Countable): boolean => {
      const unit = known.get(keyOf(event));
      return unit === undefined || (unit.arm !== event.arm && !unit.isMultiple);
    };
    return earliest(exposures.filter(isNew), (event) => `${keyOf(event)} ${event.arm}`);
  };

  return async (trx: Trx, batches: readonly Batch[], now: number): Promise<Outcome[]> => {
    const tally = createTally();
    const seen = new Set<string>();
    const accepted = new Set<Countable>();
    const dropped = new Map<Countable, Drop>();
    // An id that comes twice at one time is the first of them.
    const once = batches.flatMap(({ events }) => events).filter(({ id }) => !seen.has(id) && seen.add(id));

    const exposures = await insertEvents(trx, await telling(trx, once.filter(({ kind }) => kind === 'exposure')), now);
    exposures.forEach((event) => accepted.add(event));
    const shown = earliest(exposures, keyOf);
    const added = await bulk.insert(trx, COUNTING.units, UNIT, shown.map((e) => ({ experiment_id: e.experimentId, unit: e.unit, arm: e.arm, first_at: e.at, hour: hourOf(e.at), is_multiple: false })), 'on conflict (experiment_id, unit) do nothing returning experiment_id, arm, hour');
    for (const row of added) tally.add(Number(row.experiment_id), Number(row.hour), String(row.arm), { units: 1 });

    const known = exposures.length === 0 ? new Map<string, Unit>() : await unitsOf(trx, exposures);
    const torn = exposures.filter((event) => known.get(keyOf(event))?.arm !== event.arm);
    if (torn.length > 0) {
      const flagged = await bulk.ask(trx, UNIT_KEY, unitKeys(torn), (r) => `update ${COUNTING.units} set is_multiple = true where is_multiple = false and id in (select u.id from ${r} join ${COUNTING.units} u on u.experiment_id = r.experiment_id and u.unit = r.unit) returning experiment_id, unit, arm, hour`);
      for (const row of flagged) tally.add(Number(row.experiment_id), Number(row.hour), String(row.arm), { units: -1, multiple: 1 });
      const lost = await bulk.ask(trx, UNIT_KEY, flagged.map((row) => ({ experiment_id: row.experiment_id, unit: row.unit })), (r) => `select c.experiment_id, c.arm, c.hour, c.value from ${r} join ${COUNTING.conversions} c on c.experiment_id = r.experiment_id and c.unit = r.unit`);
      for (const row of lost) tally.convert(Number(row.experiment_id), Number(row.hour), String(row.arm), row.value === null ? null : Number(row.value), -1);
    }

    const wanted = once.filter(({ kind }) => kind === 'goal');
    const units = wanted.length === 0 ? new Map<string, Unit>() : await unitsOf(trx, wanted);
    const reached = wanted.filter((event) => {
      const unit = units.get(keyOf(event));
      const reason = unit === undefined || unit.firstAt > event.at + TRAVEL_MS || (unit.arm !== event.arm && !unit.isMultiple) ? 'not-exposed' : unit.isMultiple ? 'multiple-exposures' : null;
      // Nothing is kept of it, so that the same event may come again after the exposure.
      if (reason !== null) dropped.set(event, { experimentId: event.experimentId, reason });
      return reason === null;
    });
    const goals = await insertEvents(trx, reached, now);
    goals.forEach((event) => accepted.add(event));
    const firsts = earliest(goals, (event) => `${event.experimentId} ${event.goal ?? ''} ${event.unit}`);
    // Nobody reaches a goal before they are a reader, also not over the end of an hour.
    const reachedAt = (event: Countable): number => Math.max(event.at, units.get(keyOf(event))?.firstAt ?? event.at);
    const converted = await bulk.insert(trx, COUNTING.conversions, CONVERSION, firsts.map((e) => ({ experiment_id: e.experimentId, goal: e.goal, unit: e.unit, arm: e.arm, value: e.value, at: reachedAt(e), hour: hourOf(reachedAt(e)) })), 'on conflict (experiment_id, goal, unit) do nothing returning experiment_id, arm, hour, value');
    for (const row of converted) tally.convert(Number(row.experiment_id), Number(row.hour), String(row.arm), row.value === null ? null : Number(row.value), 1);

    await tally.write(bulk, trx);
    const outcomes = batches.map(({ events, drops }): { outcome: Outcome; drops: readonly Drop[] } => {
      const all = [...drops, ...events.flatMap((event) => dropped.get(event) ?? [])];
      const count = events.filter((event) => accepted.has(event)).length;
      const reasons: Record<string, number> = {};
      for (const { reason } of all) reasons[reason] = (reasons[reason] ?? 0) + 1;
      return { outcome: { accepted: count, duplicate: events.length + drops.length - count - all.length, dropped: reasons }, drops: all };
    });
    await tally.drop(bulk, trx, outcomes.flatMap(({ drops }) => drops), hourOf(now));
    return outcomes.map(({ outcome }) => outcome);
  };
};
