import type { Core } from '@strapi/strapi';
import { PERMISSIONS, type Actor, type ActorRef } from '../../../core/workflow/context';
import { actionId } from '../http/endpoint';

interface RequestState {
  readonly user?: { id: number | string; firstname?: string | null; lastname?: string | null; username?: string | null; roles?: readonly { code?: string }[] };
  readonly userAbility?: { can(action: string): boolean };
  readonly auditSource?: string;
  /** Who sends something in, as the route that takes it has made sure of by itself. */
  readonly sender?: Actor;
  readonly auth?: { strategy?: { name?: string }; credentials?: { id?: number | string; name?: string } };
}

/** Chinese names put the family first, and no space between. */
const fullName = (first: string, last: string): string => (/^\p{Script=Han}+$/u.test(`${last}${first}`) ? `${last}${first}` : `${first} ${last}`.trim());

export const personName = (user: { firstname?: string | null; lastname?: string | null; username?: string | null; id: number | string }): string =>
  fullName(user.firstname ?? '', user.lastname ?? '') || user.username || `user ${user.id}`;

export const SYSTEM: Actor = { kind: 'system', id: 'content-workflow', name: 'Content Workflow', permissions: [], roles: [], superAdmin: false };

const adminActor = (state: RequestState & { user: NonNullable<RequestState['user']> }): Actor => {
  const roles = (state.user.roles ?? []).flatMap((role) => (role.code === undefined ? [] : [role.code]));
  return {
    kind: 'admin',
    id: String(state.user.id),
    name: personName(state.user),
    permissions: PERMISSIONS.filter((permission) => state.userAbility?.can(actionId(permission)) === true),
    roles,
    superAdmin: roles.includes('strapi-super-admin'),
  };
};

/** Strapi's MCP server authenticates by itself and leaves the token owner's id; an agent acts as that person. */
const agentOf = async (strapi: Core.Strapi, id: number | string): Promise<Actor> => {
  const user = (await strapi.db.query('admin::user').findOne({ where: { id }, populate: ['roles'] as never })) as RequestState['user'] | null;
  return adminActor({ user: user ?? { id } });
};

interface Abilities {
  readonly engine: { generateUserAbility(user: object): Promise<NonNullable<RequestState['userAbility']>> };
}

/** An administrator with the rights of this moment, without a request of theirs; `null` for one who can not log in any more. */
export const administrator = async (strapi: Core.Strapi, id: string): Promise<Actor | null> => {
  const user = (await strapi.db.query('admin::user').findOne({ where: { id: Number(id), isActive: true, blocked: { $ne: true } } as never, populate: ['roles'] as never })) as RequestState['user'] | null;
  if (user == null) return null;
  const userAbility = await (strapi.service('admin::permission') as unknown as Abilities).engine.generateUserAbility(user);
  return adminActor({ user, userAbility });
};

/** Who acts, as the current request knows it; the system where there is no request (jobs, start-up, scripts). */
export const currentActor = async (strapi: Core.Strapi): Promise<Actor> => {
  const state = strapi.requestContext.get()?.state as RequestState | undefined;
  if (state === undefined) return SYSTEM;
  if (state.auth === undefined && state.auditSource === 'mcp' && state.user !== undefined) return agentOf(strapi, state.user.id);
  if (state.sender !== undefined) return state.sender;
  const strategy = state.auth?.strategy?.name;
  if (strategy === 'admin' && state.user !== undefined) return adminActor({ ...state, user: state.user });
  if (strategy === 'users-permissions' && state.user !== undefined)
    return { ...SYSTEM, kind: 'member', id: String(state.user.id), name: personName(state.user) };
  // An administrator's own token acts as that administrator: four eyes must not become two pairs of hands.
  if (strategy === 'admin-token' && state.user !== undefined) return adminActor({ ...state, user: state.user });
  const token = state.auth?.credentials;
  if (token?.id !== undefined) return { ...SYSTEM, kind: 'api-token', id: String(token.id), name: token.name ?? `token ${token.id}` };
  // A request without an identity, e.g. a public route: recorded as what it is.
  return state.auth === undefined ? SYSTEM : { ...SYSTEM, kind: 'guest', id: 'anonymous', name: 'anonymous' };
};

export const refOf = (actor: Actor): ActorRef => ({ kind: actor.kind, id: actor.id, name: actor.name });
