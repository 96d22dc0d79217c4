/** Whom a review step can name, and who could pass it. */
import type { Core } from '@strapi/strapi';
import type { PossibleReviewer } from '../../../../core/review/quorum';
import { actionId } from '../../http/endpoint';

const SUPER_ADMIN = 'strapi-super-admin';

export const rolesOf = async (strapi: Core.Strapi): Promise<{ code: string; name: string }[]> => {
  const roles = (await strapi.db.query('admin::role').findMany({ select: ['code', 'name'], orderBy: { id: 'asc' } } as never)) as { code: string; name: string }[];
  return roles.map(({ code, name }) => ({ code, name }));
};

/** Everybody who is active and may review; a super admin passes every step. Numbers and role codes, no names. */
export const reviewersOf = async (strapi: Core.Strapi): Promise<PossibleReviewer[]> => {
  const granted = (await strapi.db.query('admin::permission').findMany({ where: { action: actionId('review') }, populate: { role: { select: ['code'] } } } as never)) as { role?: { code: string } | null }[];
  const reviewing = new Set([SUPER_ADMIN, ...granted.flatMap(({ role }) => (role == null ? [] : [role.code]))]);
  const users = (await strapi.db.query('admin::user').findMany({ where: { isActive: true, blocked: false }, select: ['id'], populate: { roles: { select: ['code'] } } } as never)) as { id: number; roles?: { code: string }[] }[];
  return users
    .map(({ id, roles }) => ({ id: String(id), roles: (roles ?? []).map(({ code }) => code) }))
    .filter(({ roles }) => roles.some((code) => reviewing.has(code)))
    .map((person) => ({ ...person, superAdmin: person.roles.includes(SUPER_ADMIN) }));
};
