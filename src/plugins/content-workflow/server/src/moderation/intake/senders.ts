/** Who sends: a member whom Users & Permissions knows, or a guest who has proved an e-mail address. */
import type { Core } from '@strapi/strapi';
import type { Actor } from '../../../../core/workflow/context';
import { personName, SYSTEM } from '../../engine/actors';
import type { HttpContext } from '../../http/problem';
import type { Clock } from '../../jobs/clock';
import type { IntakeKeys } from './keys';

export interface Sender {
  /** `member:<id>` or `guest:<hash of the address>`: what limits, strikes and statistics count by. */
  readonly key: string;
  readonly actor: Actor;
  /** A guest's proved address. */
  readonly email: string | null;
  /** A member's document. */
  readonly memberId: string | null;
}

export type Identified =
  | { readonly kind: 'sender'; readonly sender: Sender }
  /** Neither a session nor a guest's token came with the request. */
  | { readonly kind: 'nobody' }
  /** Something came, and it is not or no longer good. */
  | { readonly kind: 'invalid' };

export interface Senders {
  identify(ctx: HttpContext): Promise<Identified>;
  /** What `Submission-Guest` carries, good until then. */
  guestToken(email: string, expiresAt: number): string;
}

interface Member {
  readonly id: number;
  readonly documentId: string;
  readonly username?: string | null;
  readonly blocked?: boolean | null;
  readonly confirmed?: boolean | null;
}

interface JwtService {
  getToken(ctx: unknown): Promise<{ id?: number }> | null;
}

interface UserService {
  fetchAuthenticatedUser(id: number): Promise<Member | null>;
}

const GUEST_HEADER = 'Submission-Guest';

/** An address has at most 320 characters; with its time and signature this much. */
const MAX_GUEST_TOKEN = 700;

/** `null` for a token that is not ours, has expired, or was issued for something else. */
const tokenIdOf = async (jwt: JwtService, ctx: HttpContext): Promise<number | null> => {
  try {
    return (await jwt.getToken(ctx))?.id ?? null;
  } catch {
    return null;
  }
};

export const createSenders = ({ strapi, clock, keys }: { strapi: Core.Strapi; clock: Clock; keys: IntakeKeys }): Senders => {
  /** The rules of Users & Permissions' own strategy, which runs for routes with a permission alone. */
  const memberOf = async (ctx: HttpContext): Promise<Member | null> => {
    const plugin = strapi.plugin('users-permissions');
    if (plugin === undefined) return null;
    const id = await tokenIdOf(plugin.service('jwt') as unknown as JwtService, ctx);
    if (id === null) return null;
    const member = await (plugin.service('user') as unknown as UserService).fetchAuthenticatedUser(id);
    if (member === null || member.blocked === true) return null;
    const advanced = (await strapi.store({ type: 'plugin', name: 'users-permissions' }).get({ key: 'advanced' })) as { email_confirmation?: boolean } | null;
    return advanced?.email_confirmation === true && member.confirmed !== true ? null : member;
  };

  const guestOf = (token: string): string | null => {
    if (token.length > MAX_GUEST_TOKEN) return null;
    const [payload = '', signature = ''] = token.split('.');
    if (!keys.isSigned('guest-token', payload, signature)) return null;
    const { email, expiresAt } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { email: string; expiresAt: number };
    return expiresAt > clock.now() ? email : null;
  };

  return {
    async identify(ctx) {
      const guestToken = ctx.get(GUEST_HEADER);
      if (ctx.get('Authorization') !== '') {
        const member = await memberOf(ctx);
        if (member === null) return { kind: 'invalid' };
        const id = String(member.id);
        return { kind: 'sender', sender: { key: `member:${id}`, actor: { ...SYSTEM, kind: 'member', id, name: personName(member), permissions: ['submit', 'archive'] }, email: null, memberId: member.documentId } };
      }
      if (guestToken === '') return { kind: 'nobody' };
      const email = guestOf(guestToken);
      if (email === null) return { kind: 'invalid' };
      const id = keys.guest(email);
      return { kind: 'sender', sender: { key: `guest:${id}`, actor: { ...SYSTEM, kind: 'guest', id, name: `Guest ${id.slice(0, 6)}`, permissions: ['submit', 'archive'] }, email, memberId: null } };
    },
    guestToken(email, expiresAt) {
      const payload = Buffer.from(JSON.stringify({ email, expiresAt })).toString('base64url');
      return `${payload}.${keys.sign('guest-token', payload)}`;
    },
  };
};
