/** A dialog's values, all text while they are typed, and the event they become. Pure. */
import type { PieceView } from '../../../../contracts/piece';
import type { EventType, FieldSpec } from '../../api/types';
import type { WireEvent } from '../piece-store';
import { instantsOf, localTimeOf, wallOf, type Wall } from './wall-time';

export type FormValues = Readonly<Record<string, string>>;

export type Built =
  | { readonly kind: 'event'; readonly event: WireEvent }
  /** Names of the inputs that have to be filled in. */
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] };

/** The inputs that a schedule field is made of. */
export const part = (field: string, name: 'date' | 'time' | 'zone' | 'clock' | 'ends' | 'endDate' | 'endTime'): string => `${field}.${name}`;

const wallParts = (field: string, wall: Wall): FormValues => ({ [part(field, 'date')]: wall.date, [part(field, 'time')]: wall.time });

const NO_WALL: Wall = { date: '', time: '' };

const initialSchedule = (field: string, schedule: PieceView['schedule'], viewerZone: string): FormValues => {
  const zone = schedule?.timezone ?? viewerZone;
  const end = schedule?.unpublishAt == null ? NO_WALL : wallOf(schedule.unpublishAt, zone);
  return {
    ...wallParts(field, schedule === null ? NO_WALL : wallOf(schedule.publishAt, zone)),
    [part(field, 'zone')]: zone,
    [part(field, 'clock')]: '',
    [part(field, 'ends')]: end === NO_WALL ? '' : 'yes',
    [part(field, 'endDate')]: end.date,
    [part(field, 'endTime')]: end.time,
  };
};

/** What inputs begin with: what the piece has already. */
export type Before = Pick<PieceView, 'schedule' | 'dueAt' | 'assignee'>;

const initialField = ({ name, kind }: FieldSpec, view: Before, viewerZone: string): FormValues => {
  switch (kind) {
    case 'schedule':
      return initialSchedule(name, view.schedule, viewerZone);
    case 'instant':
      return wallParts(name, view.dueAt === null ? NO_WALL : wallOf(view.dueAt, viewerZone));
    case 'person':
      return { [name]: view.assignee?.id ?? '' };
    case 'text':
    case 'reason-code':
    case 'variant':
    case 'outcome':
      return { [name]: '' };
  }
};

export const initialValues = (fields: readonly FieldSpec[], view: Before, viewerZone: string): FormValues =>
  Object.assign({}, ...fields.map((field) => initialField(field, view, viewerZone))) as FormValues;

export const wallIn = (values: FormValues, date: string, time: string): Wall => ({ date: values[date] ?? '', time: values[time] ?? '' });

interface Part {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly missing: readonly string[];
}

const complete = (payload: Part['payload']): Part => ({ payload, missing: [] });

/** The end is read as its earlier instant where the clock is changed: content never stays up longer than promised. */
const schedulePart = (name: string, values: FormValues): Part => {
  const [date, time, zone, endDate, endTime] = (['date', 'time', 'zone', 'endDate', 'endTime'] as const).map((key) => part(name, key)) as [string, string, string, string, string];
  const ends = values[part(name, 'ends')] === 'yes';
  const missing = [date, time, zone, ...(ends ? [endDate, endTime] : [])].filter((key) => (values[key] ?? '') === '');
  if (missing.length > 0) return { payload: {}, missing };
  const timezone = values[zone] ?? '';
  const clock = values[part(name, 'clock')] ?? '';
  return complete({
    localTime: localTimeOf(wallIn(values, date, time)),
    timezone,
    ...(clock === '' ? {} : { disambiguation: clock }),
    unpublishAt: ends ? (instantsOf(wallIn(values, endDate, endTime), timezone)?.earlier ?? null) : null,
  });
};

const instantPart = ({ name, required }: FieldSpec, values: FormValues, viewerZone: string): Part => {
  const [date, time] = [part(name, 'date'), part(name, 'time')];
  const wall = wallIn(values, date, time);
  const untouched = wall.date === '' && wall.time === '';
  if (untouched && !required) return complete({ [name]: null });
  const missing = [date, time].filter((key) => (values[key] ?? '') === '');
  return missing.length > 0 ? { payload: {}, missing } : complete({ [name]: instantsOf(wall, viewerZone)?.earlier ?? null });
};

const fieldPart = (field: FieldSpec, values: FormValues, viewerZone: string): Part => {
  if (field.kind === 'schedule') return schedulePart(field.name, values);
  if (field.kind === 'instant') return instantPart(field, values, viewerZone);
  const value = (values[field.name] ?? '').trim();
  if (value !== '') return complete({ [field.name]: value });
  return field.required ? { payload: {}, missing: [field.name] } : complete({ [field.name]: null });
};

export const eventOf = (type: EventType, fields: readonly FieldSpec[], values: FormValues, viewerZone: string): Built => {
  const parts = fields.map((field) => fieldPart(field, values, viewerZone));
  const missing = parts.flatMap((one) => one.missing);
  return missing.length > 0 ? { kind: 'incomplete', missing } : { kind: 'event', event: Object.assign({}, ...parts.map((one) => one.payload), { type }) as WireEvent };
};
