/** The iCalendar file of a person: what the calendar shows from a month ago to half a year ahead. */
import ical, { ICalEventStatus } from 'ical-generator';
import type { CalendarItem } from '../../../../contracts/calendar';
import { wallTimeOf } from '../../../../core/schedule/zone';
import { feedText } from './feed-text';

const DAY = 86_400_000;

export const FEED_RANGE = { before: 31 * DAY, after: 183 * DAY } as const;

/** A moment has no length; calendar programs draw nothing shorter than this. */
const LENGTH_MS = 15 * 60_000;

/** How often programs are asked to look again. */
const REFRESH_S = 900;

/** A promise is certain, whatever else is not. */
const statusOf = ({ condition }: CalendarItem): ICalEventStatus =>
  condition === 'scheduled' || condition === 'published' || condition === 'late' ? ICalEventStatus.CONFIRMED : condition === 'withdrawn' ? ICalEventStatus.CANCELLED : ICalEventStatus.TENTATIVE;

/** Other people's deadlines are their own. */
const concerns = (item: CalendarItem, personId: string): boolean => item.kind !== 'due' || item.assignee?.id === personId;

/** What somebody wrote for colleagues stays in the admin: a feed is kept by whoever runs the calendar program. */
const isTyped = ({ code }: NonNullable<CalendarItem['reason']>): boolean => code === 'HELD_BY_PERSON';

export interface Subscriber {
  readonly id: string;
  readonly language: string | null;
}

/** `linkTo`: the entry in the admin. The same items give the same text, so that nothing is told as changed that is not. */
export const icsOf = (items: readonly CalendarItem[], { id, language }: Subscriber, linkTo: (item: CalendarItem) => string): string => {
  const words = feedText(language);
  const calendar = ical({ name: words.name, prodId: { company: 'content-workflow', product: 'calendar', language: language === 'zh' || language === 'zh-Hans' ? 'ZH' : 'EN' }, ttl: REFRESH_S });
  for (const item of items.filter((one) => concerns(one, id))) {
    const start = new Date(item.at);
    const link = linkTo(item);
    const clock = item.timezone === null ? [] : [`${wallTimeOf(item.at, item.timezone).replace('T', ' ')} ${item.timezone}`];
    const why = item.reason === null || isTyped(item.reason) ? [] : [item.reason.message];
    calendar.createEvent({
      id: `${item.kind}-${item.pieceId}@content-workflow`,
      stamp: start,
      sequence: item.revision,
      start,
      end: new Date(start.getTime() + LENGTH_MS),
      summary: `${words.condition[item.condition]}: ${item.title === '' ? words.untitled : item.title}`,
      description: [...clock, ...why, link].join('\n'),
      url: link,
      status: statusOf(item),
    });
  }
  return calendar.toString();
};
