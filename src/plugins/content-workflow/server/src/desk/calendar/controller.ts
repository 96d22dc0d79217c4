import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { CalendarDelivery, CalendarItem, CreateFeed, GetCalendar, GetFeed, GetWarnings, ListIdeas, SetPlan } from '../../../../contracts/calendar';
import { openHours, warningsFor } from '../../../../core/schedule/warnings';
import type { WorkflowConfig } from '../../config';
import { currentActor } from '../../engine/actors';
import { mayOpenEach, mayOpenSome } from '../../engine/entry-access';
import type { PieceFilter } from '../../engine/piece-filter';
import type { Pieces } from '../../engine/pieces';
import { accept, parseCursor, pieceId } from '../../http/endpoint';
import { notFound, problem, refused, type HttpContext } from '../../http/problem';
import { iso, type Clock } from '../../jobs/clock';
import { createBars } from './bars';
import { createFeeds } from './feeds';
import { createCalendarItems, MAX_ROWS, type Range } from './items';
import { createPlans, type Editor } from './plans';
import { calendarQuery, ideasQuery, nothing, planBody, warningsQuery } from './routes';
import { FEED_RANGE, icsOf } from './subscription';

/** What distribution tells of its channels; it stands beside the desk, so who makes both hands it in. */
export interface ChannelAgenda {
  within(question: { readonly range: Range; readonly filter: PieceFilter; readonly uids: readonly string[]; readonly limit: number }): Promise<{ readonly deliveries: readonly CalendarDelivery[]; readonly isCut: boolean }>;
}

export interface CalendarDesk {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly calendar: Calendar;
}

export type Calendar = ReturnType<typeof createCalendar>;

/** Made once, by the composition root. */
export const createCalendar = (strapi: Core.Strapi, config: WorkflowConfig, clock: Clock, channels: ChannelAgenda) => ({
  channels,
  items: createCalendarItems(strapi, config),
  bars: createBars(strapi, config),
  plans: createPlans(strapi, config),
  feeds: createFeeds(strapi, clock),
});

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A quarter with the weeks around it: what the largest view shows. */
const MAX_RANGE_DAYS = 100;

const MAX_IDEAS = 100;

/** Calendar programs ask every quarter of an hour; a whole office behind one address stays far below this. */
const FEED_REQUESTS_A_MINUTE = 120;

interface WireFilter {
  readonly type?: string;
  readonly activity?: string;
  readonly assignee?: string;
  readonly text?: string;
}

const audienceZoneOf = (items: readonly CalendarItem[], configured: string | null): string | null => {
  if (configured !== null) return configured;
  const counts = new Map<string, number>();
  for (const { timezone } of items) if (timezone !== null) counts.set(timezone, (counts.get(timezone) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null;
};

/** The entry in the admin, in the language of the piece. */
const adminAddress = (base: string, { uid, documentId, locale }: CalendarItem): string => {
  const query = locale === '' ? '' : `?${new URLSearchParams({ 'plugins[i18n][locale]': locale }).toString()}`;
  return `${base}/content-manager/collection-types/${uid}/${documentId}${query}`;
};

const field = (ctx: HttpContext, name: string, message: string, more: Record<string, unknown> = {}): void => problem(ctx, 400, `${name}: ${message}`, { code: 'INPUT_INVALID', field: name, ...more });

export const createCalendarControllers = (deps: () => CalendarDesk) => {
  const limiter = new RateLimiterMemory({ points: FEED_REQUESTS_A_MINUTE, duration: 60 });

  const me = async (): Promise<string> => (await currentActor(deps().strapi)).id;

  /** Answers 400 itself. */
  const filterOf = async (ctx: HttpContext, { type, activity, assignee, text }: WireFilter): Promise<PieceFilter | null> => {
    if (type !== undefined && deps().config.types[type] === undefined) {
      field(ctx, 'type', 'is not a governed content type');
      return null;
    }
    return { uid: type ?? null, activity: activity ?? null, assigneeId: assignee === 'me' ? await me() : (assignee ?? null), text: text === undefined || text.trim() === '' ? null : text };
  };

  const rangeOf = (ctx: HttpContext, from: string, to: string): Range | null => {
    const range = { from: Date.parse(from), to: Date.parse(to) };
    const wrong = range.from >= range.to ? 'must be after "from"' : range.to - range.from > MAX_RANGE_DAYS * DAY ? `must be at most ${MAX_RANGE_DAYS} days after "from"` : null;
    if (wrong !== null) field(ctx, 'to', wrong, { maximumDays: MAX_RANGE_DAYS });
    return wrong === null ? range : null;
  };

  /** Types that are distributed and that this person may read entries of: as the list of deliveries tells. */
  const distributed = (userAbility: object): string[] => {
    const { strapi, config } = deps();
    return Object.entries(config.types).flatMap(([uid, { distribution }]) => (distribution !== null && mayOpenSome(strapi, userAbility, 'read', uid) ? [uid] : []));
  };

  const deliveriesWithin = async (range: Range, filter: PieceFilter, open: readonly string[], userAbility: object): ReturnType<ChannelAgenda['within']> => {
    const { strapi, calendar } = deps();
    const { deliveries, isCut } = await calendar.channels.within({ range, filter, uids: open.filter((uid) => filter.uid === null || filter.uid === uid), limit: MAX_ROWS });
    // A condition may close single entries of a type that is open.
    const may = await mayOpenEach(strapi, userAbility, 'read', deliveries);
    return { deliveries: deliveries.filter((_delivery, i) => may[i] === true), isCut };
  };

  const openWithin = (range: Range, uid: string | null): GetCalendar.Response['data']['open'] =>
    Object.entries(deps().config.types)
      .filter(([of]) => uid === null || of === uid)
      .flatMap(([of, { windows }]) => windows.flatMap((window) => openHours(window, iso(range.from), iso(range.to)).map((hours) => ({ uid: of, ...hours }))));

  return {
    calendar: {
      async show(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, calendarQuery, ctx.query, 'query');
        const range = query === null ? null : rangeOf(ctx, query.from, query.to);
        const filter = query === null || range === null ? null : await filterOf(ctx, query);
        if (range === null || filter === null) return;
        const { config, clock, calendar } = deps();
        const { items, isCut } = await calendar.items.within(range, filter, clock.now());
        const { userAbility } = ctx.state as unknown as Editor;
        const open = distributed(userAbility);
        const channels = query?.deliveries === 'hidden' ? { deliveries: [], isCut: false } : await deliveriesWithin(range, filter, open, userAbility);
        ctx.body = {
          data: {
            items,
            deliveries: channels.deliveries,
            bars: await calendar.bars.within(range, filter),
            blackouts: config.blackouts.filter(({ from, to }) => Date.parse(from) < range.to && Date.parse(to) > range.from),
            open: openWithin(range, filter.uid),
          },
          meta: {
            isCut: isCut || channels.isCut,
            isDistributed: open.length > 0,
            audienceZone: audienceZoneOf(items, config.calendar.audienceZone),
            activities: await calendar.items.activities(),
            planned: Object.entries(config.types).flatMap(([uid, { plan }]) => (plan === null ? [] : [uid])),
          },
        } satisfies GetCalendar.Response;
      },

      async ideas(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, ideasQuery, ctx.query, 'query');
        if (query === null) return;
        const before = parseCursor(query.cursor);
        if (before === 'invalid') return field(ctx, 'cursor', 'is not one of ours');
        const limit = Number(query.limit ?? 20);
        if (limit < 1 || limit > MAX_IDEAS) return problem(ctx, 400, `limit: must be from 1 to ${MAX_IDEAS}`, { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: MAX_IDEAS });
        const filter = await filterOf(ctx, query);
        if (filter === null) return;
        const rows = await deps().calendar.items.ideas(filter, { before, limit });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const cursor = last === undefined || rows.length <= limit ? null : Buffer.from(`${Date.parse(last.changedAt)}.${last.pieceId}`).toString('base64url');
        ctx.body = { data: page, meta: { nextCursor: cursor } } satisfies ListIdeas.Response;
      },

      async warnings(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, warningsQuery, ctx.query, 'query');
        if (query === null) return;
        const { config, clock, pieces, calendar } = deps();
        const piece = await pieces.byId(query.piece);
        const type = piece === null ? undefined : config.types[piece.uid];
        if (piece === null || type === undefined) return refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
        const at = Date.parse(query.at);
        const { conflictMinutes } = config.calendar;
        const near = await calendar.items.promises({ from: at - conflictMinutes * MINUTE, to: at + conflictMinutes * MINUTE });
        ctx.body = {
          data: warningsFor({
            pieceId: piece.id,
            uid: piece.uid,
            activity: piece.activityId,
            at: iso(at),
            now: iso(clock.now()),
            rules: { windows: type.windows, blackouts: config.blackouts },
            neighbours: near.map((other) => ({ pieceId: other.id, title: other.title, uid: other.uid, activity: other.activityId, at: iso(other.publishAt ?? 0) })),
            conflictMinutes,
          }),
        } satisfies GetWarnings.Response;
      },

      async plan(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
        const body = params === null ? null : accept(ctx, planBody, ctx.request.body, 'body');
        if (params === null || body === null) return;
        const { pieces, calendar } = deps();
        const piece = await pieces.byId(params.id);
        if (piece === null) return refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
        const outcome = await calendar.plans.set(piece, ctx.state as unknown as Editor, body.planAt, body.expected);
        switch (outcome.kind) {
          case 'refused':
            return refused(ctx, outcome.refusal);
          case 'changed':
            return refused(ctx, { code: 'REVISION_CONFLICT', kind: 'conflict', guard: 'planUnchanged', message: 'Somebody else planned it meanwhile.', who: [], next: 'Look at the calendar again.' }, { planAt: outcome.planAt });
          case 'set':
            ctx.body = { data: { planAt: outcome.planAt } } satisfies SetPlan.Response;
        }
      },

      async feed(ctx: HttpContext): Promise<void> {
        ctx.body = { data: { since: await deps().calendar.feeds.since(await me()) } } satisfies GetFeed.Response;
      },

      async createFeed(ctx: HttpContext): Promise<void> {
        if (accept(ctx, nothing, ctx.request.body, 'body') === null) return;
        const { strapi, calendar } = deps();
        const { secret, since } = await calendar.feeds.create(await me());
        ctx.set('Cache-Control', 'no-store');
        ctx.body = { data: { since, path: `${strapi.config.get('api.rest.prefix', '/api') as string}/content-workflow/calendar/${secret}.ics` } } satisfies CreateFeed.Response;
      },

      async revokeFeed(ctx: HttpContext): Promise<void> {
        if (accept(ctx, nothing, ctx.query, 'query') === null) return;
        await deps().calendar.feeds.revoke(await me());
        ctx.status = 204;
      },

      async subscription(ctx: HttpContext): Promise<void> {
        const { strapi, clock, calendar } = deps();
        const secret = ctx.params.secret ?? '';
        // Whoever logs addresses after us logs this one.
        ctx.url = ctx.url.replace(secret, '[secret]');
        ctx.set('X-Robots-Tag', 'noindex, nofollow');
        ctx.set('Cache-Control', 'private, max-age=300');
        ctx.set('Referrer-Policy', 'no-referrer');
        try {
          await limiter.consume(ctx.ip);
        } catch (over) {
          if (!(over instanceof RateLimiterRes)) throw over;
          ctx.set('Retry-After', String(Math.ceil(over.msBeforeNext / 1000)));
          return problem(ctx, 429, 'Asked too often.', { code: 'TOO_MANY_REQUESTS', next: 'Ask again later.' });
        }
        const owner = await calendar.feeds.ownerOf(secret);
        if (owner === null) return problem(ctx, 404, 'There is no such calendar.', { code: 'FEED_NOT_FOUND', next: 'Make a new address in the calendar of the admin.' });
        const now = clock.now();
        const { items } = await calendar.items.within({ from: now - FEED_RANGE.before, to: now + FEED_RANGE.after }, { uid: null, activity: null, assigneeId: null, text: null }, now);
        const base = String(strapi.config.get('admin.absoluteUrl') ?? '');
        ctx.set('Content-Type', 'text/calendar; charset=utf-8');
        ctx.body = icsOf(items, owner, (item) => adminAddress(base, item));
      },
    },
  };
};
