import type { CountUnread, ListNotifications, MarkRead, NotificationPreferences } from '../../../contracts/notifications';
import { accept, parseCursor } from '../http/endpoint';
import { problem, type HttpContext } from '../http/problem';
import type { Inbox } from './inbox';
import type { PreferenceStore } from './preferences';
import { inboxQuery, preferencesBody, readBody } from './routes';

export interface NotifyingControllers {
  readonly inbox: Inbox;
  readonly preferences: PreferenceStore;
  sendsMail(): boolean;
  actor(): Promise<{ readonly id: string }>;
}

const MAX_LIST = 100;

export const createNotifyingControllers = (deps: () => NotifyingControllers) => {
  const me = async (): Promise<string> => (await deps().actor()).id;

  return {
    notifications: {
      async list(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, inboxQuery, ctx.query, 'query');
        if (query === null) return;
        const before = parseCursor(query.cursor);
        if (before === 'invalid') return problem(ctx, 400, 'cursor: is not one of ours', { code: 'INPUT_INVALID', field: 'cursor' });
        const limit = Number(query.limit ?? 30);
        if (limit < 1 || limit > MAX_LIST) return problem(ctx, 400, `limit: must be from 1 to ${MAX_LIST}`, { code: 'PAGE_TOO_LARGE', field: 'limit', maximum: MAX_LIST });
        const rows = await deps().inbox.list(await me(), { unreadOnly: query.unread === 'true', before, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const nextCursor = rows.length > limit && last !== undefined ? Buffer.from(`${Date.parse(last.at)}.${last.id}`).toString('base64url') : null;
        ctx.body = { data: page, meta: { nextCursor } } satisfies ListNotifications.Response;
      },

      async unread(ctx: HttpContext): Promise<void> {
        ctx.body = { data: { count: await deps().inbox.unread(await me()) } } satisfies CountUnread.Response;
      },

      async markRead(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, readBody, ctx.request.body, 'body');
        if (body !== null) ctx.body = { data: { count: await deps().inbox.markRead(await me(), body) } } satisfies MarkRead.Response;
      },

      async preferences(ctx: HttpContext): Promise<void> {
        const person = await me();
        ctx.body = { data: { ...(await deps().preferences.of([person]))(person), mail: deps().sendsMail() } } satisfies NotificationPreferences.Response;
      },

      async choose(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, preferencesBody, ctx.request.body, 'body');
        if (body === null) return;
        await deps().preferences.save(await me(), body);
        ctx.body = { data: { ...body, mail: deps().sendsMail() } } satisfies NotificationPreferences.Response;
      },
    },
  };
};
