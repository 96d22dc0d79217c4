/** Everybody who can log in to the admin, with what they may do in the workflow. */
import type { Core } from '@strapi/strapi';
import type { Member } from '../../../core/notifying/recipients';
import { PERMISSIONS, type Permission } from '../../../core/workflow/context';
import { actionId } from '../http/endpoint';

export interface Person extends Member {
  readonly email: string;
  /** The language of their admin, by Strapi's name for it. */
  readonly language: string;
}

interface UserRow {
  readonly id: number;
  readonly email?: string | null;
  readonly preferedLanguage?: string | null;
  readonly roles?: readonly { readonly id: number; readonly code: string }[];
}

interface GrantRow {
  readonly action: string;
  readonly role?: { readonly id: number } | null;
}

export type ReadTeam = () => Promise<readonly Person[]>;

const PERMISSION_OF: ReadonlyMap<string, Permission> = new Map(PERMISSIONS.map((permission) => [actionId(permission), permission]));

export const createTeam =
  (strapi: Core.Strapi): ReadTeam =>
  async () => {
    const users = (await strapi.db.query('admin::user').findMany({ where: { isActive: true, blocked: false }, select: ['id', 'email', 'preferedLanguage'], populate: { roles: { select: ['id', 'code'] } }, orderBy: { id: 'asc' } } as never)) as unknown as UserRow[];
    const grants = (await strapi.db.query('admin::permission').findMany({ where: { action: { $in: [...PERMISSION_OF.keys()] } }, select: ['action'], populate: { role: { select: ['id'] } } } as never)) as unknown as GrantRow[];
    const ofRole = new Map<number, Permission[]>();
    for (const { action, role } of grants) {
      const permission = PERMISSION_OF.get(action);
      if (permission !== undefined && role != null) ofRole.set(role.id, [...(ofRole.get(role.id) ?? []), permission]);
    }
    return users.map(({ id, email, preferedLanguage, roles = [] }) => ({
      id: String(id),
      email: email ?? '',
      language: preferedLanguage ?? 'en',
      roles: roles.map(({ code }) => code),
      permissions: [...new Set(roles.flatMap((role) => ofRole.get(role.id) ?? []))],
      superAdmin: roles.some(({ code }) => code === 'strapi-super-admin'),
    }));
  };
