/** A plan as it is typed, and the rows that it becomes. Pure. */
import type { PlanRow } from '../../../contracts/distribution';
import type { Timing } from '../../../core/distribution/platforms';
import { countIn } from '../i18n/count';
import { instantsOf, wallOf } from '../piece/dialog/wall-time';

export const OFFSET_UNITS = ['minutes', 'hours', 'days'] as const;
export type OffsetUnit = (typeof OFFSET_UNITS)[number];

const MINUTES: Readonly<Record<OffsetUnit, number>> = { minutes: 1, hours: 60, days: 1440 };

/** One channel in the form. What another kind of timing was given is kept, so that trying one out loses nothing. */
export interface Typed {
  readonly channel: string;
  readonly kind: Timing['kind'];
  readonly amount: string;
  readonly unit: OffsetUnit;
  readonly date: string;
  readonly time: string;
  readonly zone: string;
}

export interface TimingProblem {
  readonly channel: string;
  readonly input: 'amount' | 'date' | 'time' | 'zone';
  readonly code: 'count' | 'required' | 'gap';
}

/** The largest unit in which it is a whole number. */
export const offsetOf = (minutes: number): { readonly count: number; readonly unit: OffsetUnit } => {
  const unit = ([...OFFSET_UNITS].reverse().find((one) => minutes > 0 && minutes % MINUTES[one] === 0) ?? 'minutes') satisfies OffsetUnit;
  return { count: minutes / MINUTES[unit], unit };
};

const fresh = (channel: string, zone: string): Typed => ({ channel, kind: 'same', amount: '', unit: 'hours', date: '', time: '', zone });

export const typedOf = ({ channel, timing }: PlanRow, viewerZone: string): Typed => {
  const base = fresh(channel, viewerZone);
  switch (timing.kind) {
    case 'same':
      return base;
    case 'offset': {
      const { count, unit } = offsetOf(timing.minutes);
      return { ...base, kind: 'offset', amount: String(count), unit };
    }
    case 'at':
      return { ...base, kind: 'at', ...wallOf(timing.at, timing.timezone), zone: timing.timezone };
  }
};

export const newlyPlanned = (channel: string, viewerZone: string): Typed => fresh(channel, viewerZone);

export const problemsOf = (rows: readonly Typed[]): TimingProblem[] =>
  rows.flatMap((row): TimingProblem[] => {
    const { channel } = row;
    if (row.kind === 'offset') return countIn(row.amount) === null ? [{ channel, input: 'amount', code: 'count' }] : [];
    if (row.kind !== 'at') return [];
    const missing = (['date', 'time', 'zone'] as const).filter((input) => row[input] === '').map((input): TimingProblem => ({ channel, input, code: 'required' }));
    return missing.length > 0 || instantsOf(row, row.zone) !== null ? missing : [{ channel, input: 'time', code: 'gap' }];
  });

/** Where the clock shows a time twice the first one is meant: nobody is to wait longer than was said. */
const timingOf = (row: Typed): Timing => {
  switch (row.kind) {
    case 'same':
      return { kind: 'same' };
    case 'offset':
      return { kind: 'offset', minutes: (countIn(row.amount) ?? 0) * MINUTES[row.unit] };
    case 'at':
      return { kind: 'at', at: instantsOf(row, row.zone)?.earlier ?? '', timezone: row.zone };
  }
};

/** Only for rows without problems. */
export const planOf = (rows: readonly Typed[]): PlanRow[] => rows.map((row) => ({ channel: row.channel, timing: timingOf(row) }));

/** Names of inputs, as errors are kept under. */
export const inputOf = (channel: string, input: TimingProblem['input'] | 'channel'): string => `${channel}.${input}`;

/** `plan.2.timing.minutes` as the input of the third row. */
export const inputOfField = (field: string, rows: readonly Typed[]): string | null => {
  const index = Number(/^plan\.(\d+)/.exec(field)?.[1] ?? NaN);
  const row = rows[index];
  if (row === undefined) return null;
  if (row.kind === 'offset' && field.includes('timing')) return inputOf(row.channel, 'amount');
  if (row.kind === 'at' && field.includes('timing')) return inputOf(row.channel, field.endsWith('timezone') ? 'zone' : 'date');
  return inputOf(row.channel, 'channel');
};
