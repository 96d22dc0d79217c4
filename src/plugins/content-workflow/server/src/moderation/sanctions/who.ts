/** Which member asks, on routes that ask nobody else: the rules of Users & Permissions' own strategy, without a permission of a role. */
import type { Core } from '@strapi/strapi';
import type { ActorRef } from '../../../../core/workflow/context';
import { personName } from '../../engine/actors';
import type { HttpContext } from '../../http/problem';
import { memberKey } from './senders';

interface User {
  readonly id: number;
  readonly username: string | null;
  readonly blocked?: boolean | null;
  readonly confirmed?: boolean | null;
}

interface JwtService {
  getToken(ctx: HttpContext): Promise<{ readonly id?: number } | null>;
}

interface UserService {
  fetchAuthenticatedUser(id: number): Promise<User | null>;
}

export interface Asking {
  readonly sender: string;
  readonly ref: ActorRef;
}

/** `null`: nobody, or somebody who may not log in. A ban is no such thing: who is banned logs in to appeal. */
export const memberWhoAsks = async (strapi: Core.Strapi, ctx: HttpContext): Promise<Asking | null> => {
  const plugin = strapi.plugin('users-permissions');
  if (plugin === undefined || ctx.get('Authorization') === '') return null;
  const jwt = plugin.service('jwt') as unknown as JwtService;
  // A token that is not ours is no error of the server's.
  const token = await jwt.getToken(ctx).catch(() => null);
  if (token?.id === undefined) return null;
  const user = await (plugin.service('user') as unknown as UserService).fetchAuthenticatedUser(token.id);
  const settings = (await strapi.store({ type: 'plugin', name: 'users-permissions' }).get({ key: 'advanced' })) as { readonly email_confirmation?: boolean } | null;
  if (user === null || user.blocked === true || (settings?.email_confirmation === true && user.confirmed !== true)) return null;
  return { sender: memberKey(user.id), ref: { kind: 'member', id: String(user.id), name: personName({ username: user.username, id: user.id }) } };
};
