/**
 * What moderation does, counted from the rows of history, strikes and appeals. Nothing keeps a count of its own, so there is none
 * that could be wrong.
 */
import type { Core } from '@strapi/strapi';
import type { GetModerationFigures, MonthFigures } from '../../../../contracts/moderation/figures';
import { monthsUpTo, SMALLEST_COUNT, told, type Month } from '../../../../core/moderation/figures';
import type { Clock } from '../../jobs/clock';
import { TABLES } from '../../tables';

/** What moderators count and everybody is told, but for the small numbers. */
export interface Figures {
  months(): Promise<MonthFigures[]>;
  /** Without the numbers that are too small to be told. */
  toldMonths(): Promise<MonthFigures[]>;
  now(): Promise<GetModerationFigures.Response['data']['now']>;
}

const MONTHS = 12;
const MINUTE_MS = 60_000;

/** The figures of months do not have to be of this minute, and everybody may ask for them. */
const KEPT_MS = 5 * MINUTE_MS;

/** How a submission that waits for a moderator leaves that state by a person's hand. */
const DECISIONS = ['APPROVE', 'REQUEST_CHANGES', 'REJECT', 'ARCHIVE'];

type Counts = Readonly<Record<string, unknown>>;

export const createFigures = ({ strapi, clock, submissions }: { readonly strapi: Core.Strapi; readonly clock: Clock; /** The type that members send in. */ readonly submissions: string | null }): Figures => {
  const db = () => strapi.db.connection;

  const within = (column: string, { from, to }: Month) => (query: { where(column: string, operator: string, value: number): unknown }) => {
    query.where(column, '>=', from);
    query.where(column, '<', to);
  };

  const decisions = (month: Month) =>
    db()(`${TABLES.history} as decided`)
      .join(`${TABLES.pieces} as piece`, 'piece.id', 'decided.piece_id')
      .where({ 'piece.subject_uid': submissions ?? '', 'decided.from_state': 'review', 'decided.actor_kind': 'admin' })
      .whereNot('decided.to_state', 'review')
      .whereIn('decided.event', DECISIONS)
      .where(within('decided.at', month));

  const count = async (query: PromiseLike<unknown>): Promise<number> => Number(((await query) as Counts[])[0]?.n ?? 0);

  /** The middle one of all durations; of an even number the shorter of the two in the middle. */
  const medianMinutes = async (month: Month, decided: number): Promise<number | null> => {
    if (decided === 0) return null;
    const sent = db()(`${TABLES.history} as sent`).max('sent.at').where('sent.event', 'SUBMIT').whereRaw('sent.piece_id = decided.piece_id and sent.revision < decided.revision');
    const [row] = (await decisions(month)
      .select(db().raw('decided.at - (?) as took', [sent]))
      .orderBy('took')
      .offset(Math.floor((decided - 1) / 2))
      .limit(1)) as Counts[];
    return row?.took == null ? null : Math.round(Number(row.took) / MINUTE_MS);
  };

  const monthFigures = async (month: Month): Promise<MonthFigures> => {
    const byEvent = (await decisions(month).groupBy('decided.event').select('decided.event').count({ n: '*' })) as { event: string; n: unknown }[];
    const eventCount = (event: string): number => Number(byEvent.find((row) => row.event === event)?.n ?? 0);
    const decided = DECISIONS.reduce((sum, event) => sum + eventCount(event), 0);
    const [received, strikes, appeals, overturned, median] = await Promise.all([
      count(db()(TABLES.pieces).where({ subject_uid: submissions ?? '', round: 1 }).where(within('opened_at', month)).count({ n: '*' })),
      count(db()(TABLES.strikes).where(within('starts_at', month)).count({ n: '*' })),
      count(db()(TABLES.appeals).where(within('opened_at', month)).count({ n: '*' })),
      count(db()(TABLES.appeals).whereIn('state', ['overturned', 'reduced']).where(within('decided_at', month)).count({ n: '*' })),
      medianMinutes(month, decided),
    ]);
    return { month: month.month, received, decided, medianMinutes: median, adopted: eventCount('APPROVE'), rejected: eventCount('REJECT'), strikes, appeals, overturned };
  };

  const counted = async (): Promise<MonthFigures[]> => {
    const months: MonthFigures[] = [];
    // One after the other: twelve months at once would take every connection.
    for (const month of monthsUpTo(clock.now(), MONTHS)) months.push(await monthFigures(month));
    return months;
  };

  let kept: { readonly at: number; readonly months: Promise<MonthFigures[]> } | null = null;
  const keptMonths = (): Promise<MonthFigures[]> => {
    const now = clock.now();
    if (kept !== null && now >= kept.at && now - kept.at < KEPT_MS) return kept.months;
    const months = counted();
    const taken = { at: now, months };
    kept = taken;
    // What failed is asked for again by the next one.
    months.catch(() => void (kept === taken && (kept = null)));
    return months;
  };

  return {
    months: counted,
    async toldMonths() {
      return (await keptMonths()).map((figures) => ({
        month: figures.month,
        received: told(figures.received ?? 0),
        decided: told(figures.decided ?? 0),
        medianMinutes: (figures.decided ?? 0) < SMALLEST_COUNT ? null : figures.medianMinutes,
        adopted: told(figures.adopted ?? 0),
        rejected: told(figures.rejected ?? 0),
        strikes: told(figures.strikes ?? 0),
        appeals: told(figures.appeals ?? 0),
        overturned: told(figures.overturned ?? 0),
      }));
    },
    async now() {
      const at = clock.now();
      const holding = (action: string) =>
        db()(TABLES.strikes)
          .where({ action })
          .whereNull('overruled_at')
          .where((end) => void end.whereNull('ends_at').orWhere('ends_at', '>', at))
          .countDistinct({ n: 'sender' });
      const [openAppeals, overdueAppeals, openProposals, muted, banned] = await Promise.all([
        count(db()(TABLES.appeals).where({ state: 'open' }).count({ n: '*' })),
        count(db()(TABLES.appeals).where({ state: 'open' }).where('due_at', '<', at).count({ n: '*' })),
        count(db()(TABLES.strikes).where({ proposal_state: 'open' }).whereNull('overruled_at').count({ n: '*' })),
        count(holding('mute')),
        count(holding('ban')),
      ]);
      return { openAppeals, overdueAppeals, openProposals, muted, banned };
    },
  };
};
