/** Entries that last, such as activities, and their phases. One query a type that has a span. */
import type { Core } from '@strapi/strapi';
import type { CalendarBar } from '../../../../contracts/calendar';
import type { WorkflowConfig } from '../../config';
import type { PieceFilter } from '../../engine/piece-filter';
import { isLocalized, labelAttribute, schemaReader } from '../../engine/schema';
import { iso } from '../../jobs/clock';
import type { Range } from './items';

/** More bars than a month has room for. */
const MAX_BARS = 200;

type Entry = Record<string, unknown>;

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const instant = (value: unknown): string | null => {
  const ms = value === null || value === undefined ? Number.NaN : Date.parse(String(value));
  return Number.isNaN(ms) ? null : iso(ms);
};

const meets = (from: string, to: string, range: Range): boolean => Date.parse(from) < range.to && Date.parse(to) >= range.from;

export interface Bars {
  within(range: Range, filter: Pick<PieceFilter, 'uid' | 'activity'>): Promise<CalendarBar[]>;
}

export const createBars = (strapi: Core.Strapi, config: WorkflowConfig): Bars => {
  const schemaOf = schemaReader(strapi);

  const barsOf = (uid: string, entry: Entry, range: Range): CalendarBar[] => {
    const type = config.types[uid];
    const span = type?.span ?? null;
    if (type === undefined || span === null) return [];
    const subject = { uid, documentId: String(entry.documentId), locale: isLocalized(schemaOf(uid)) ? String(entry.locale ?? '') : '', title: String(entry[type.title] ?? '') };
    const bar = (id: string, at: Entry, phase: CalendarBar['phase']): CalendarBar[] => {
      const from = instant(at[span.from]);
      const to = instant(at[span.to]) ?? from;
      // A span that ends before it begins is a slip of the pen; it is nowhere.
      return from === null || to === null || to < from || !meets(from, to, range) ? [] : [{ id, ...subject, phase, from, to }];
    };
    const component = span.phases === null ? undefined : schemaOf(uid).attributes[span.phases]?.component;
    const phases = span.phases === null || component === undefined ? [] : ((entry[span.phases] as Entry[] | null | undefined) ?? []);
    const attributes = component === undefined ? {} : schemaOf(component).attributes;
    const kindName = Object.entries(attributes).find(([, { type: kind }]) => kind === 'enumeration')?.[0];
    const label = component === undefined ? null : labelAttribute(schemaOf(component));
    return [
      ...bar(`span:${subject.documentId}`, entry, null),
      ...phases.flatMap((phase, i) => bar(`phase:${subject.documentId}:${i}`, phase, { name: label === null ? null : text(phase[label]), kind: kindName === undefined ? null : text(phase[kindName]) })),
    ];
  };

  return {
    async within(range, { uid: only, activity }) {
      const bars: CalendarBar[] = [];
      for (const [uid, { span }] of Object.entries(config.types)) {
        if (span === null || (only !== null && only !== uid)) continue;
        const [from, to] = [iso(range.from), iso(range.to)];
        const where = { publishedAt: null, [span.from]: { $lt: to }, $or: [{ [span.to]: { $gte: from } }, { [span.to]: null, [span.from]: { $gte: from } }], ...(activity === null ? {} : { documentId: activity }) };
        const populate = span.phases === null ? {} : { [span.phases]: true };
        const entries = (await strapi.db.query(uid as never).findMany({ where: where as never, populate: populate as never, orderBy: [{ [span.from]: 'asc' }, { id: 'asc' }] as never, limit: MAX_BARS })) as Entry[];
        // The languages of an entry last equally long: one of them is enough.
        const one = new Map([...entries].reverse().map((entry) => [String(entry.documentId), entry]));
        bars.push(...[...one.values()].reverse().flatMap((entry) => barsOf(uid, entry, range)));
      }
      return bars;
    },
  };
};
