/** What a ban does to logins: refresh sessions end with it, and any token, an older one too, opens only what a banned member may still use. */
import type { Core } from '@strapi/strapi';
import type { Standing } from '../../../../core/moderation/standing';
import { problem, type HttpContext } from '../../http/problem';
import { iso } from '../../jobs/clock';
import { memberIdOf, memberKey } from './senders';

const ORIGIN = 'users-permissions';

/** Where a banned member goes on: their standing and appeals, and out. Anything else says why it is closed. */
const OPEN = [/^\/members\/me\//, /^\/auth\/logout$/];

type Revoke = (userId: string) => Promise<void>;

const revokerOf = (strapi: Core.Strapi): Revoke => {
  const sessions = strapi.sessionManager as unknown as (origin: string) => { invalidateRefreshToken(userId: string): Promise<void> };
  // Without a device: every session of the account, whatever its caller chose to send.
  return (userId) => sessions(ORIGIN).invalidateRefreshToken(userId);
};

/** Called in the transaction of the ban, which Strapi's own queries join. */
export const revokeSessions = async (strapi: Core.Strapi, sender: string): Promise<void> => {
  const id = memberIdOf(sender);
  if (id !== null) await revokerOf(strapi)(String(id));
};

interface JwtService {
  getToken(ctx: object): Promise<{ readonly id?: number | string } | null>;
}

type Ban = Extract<Standing, { mayInteract: false }>;

const BAN = Symbol('the ban of who asks');

interface Context extends HttpContext {
  readonly path: string;
  readonly state: Record<string | symbol, unknown>;
}

type TokenContext = Partial<Pick<Context, 'path' | 'state'>>;

class Banned extends Error {}

const explain = (ctx: Context, ban: Ban): void =>
  problem(ctx, 403, 'This account is banned.', {
    code: 'BANNED',
    guard: 'mayInteract',
    who: [],
    next: 'Read why, and appeal, at /api/members/me/standing.',
    params: { action: ban.action, until: ban.until === null ? null : iso(ban.until) },
  });

/**
 * Strapi's own login tokens are good for weeks and can not be taken back, so who they name is asked for at every request.
 * `banOf`: the ban of a sender, or `null`.
 */
export const closeDoorToBanned = (strapi: Core.Strapi, banOf: (sender: string) => Promise<Ban | null>): void => {
  if (strapi.plugin('users-permissions') === undefined) return;
  const prefix = strapi.config.get('api.rest.prefix', '/api') as string;
  const services = strapi.get('services') as { extend(uid: string, wrap: (service: JwtService) => JwtService): unknown };
  const isOpen = (path: string): boolean => path.startsWith(prefix) && OPEN.some((open) => open.test(path.slice(prefix.length)));

  services.extend('plugin::users-permissions.jwt', (service) => ({
    ...service,
    async getToken(ctx: TokenContext) {
      const token = await service.getToken(ctx);
      // Whoever asks without a request, such as a plugin with sockets, goes nowhere that is open.
      if (token?.id === undefined || isOpen(ctx.path ?? '')) return token;
      const ban = await banOf(memberKey(token.id));
      if (ban === null) return token;
      if (ctx.state !== undefined) ctx.state[BAN] = ban;
      throw new Banned();
    },
  }));

  strapi.server.use((async (ctx: Context, next: () => Promise<void>) => {
    try {
      await next();
    } catch (error) {
      if (ctx.state[BAN] === undefined) throw error;
    }
    // Strapi calls a refused token "missing or invalid credentials", which would send the member to log in again and again.
    const ban = ctx.state[BAN] as Ban | undefined;
    if (ban !== undefined) explain(ctx, ban);
  }) as unknown as Parameters<typeof strapi.server.use>[0]);
};
