/** The demo's team: administrators in every role, and members of the community. */
import { createHmac } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { members, people, type MemberKey, type PersonKey, type RoleKey } from './content';

const ROLE_CODES: Readonly<Record<RoleKey, string>> = {
  'super-admin': 'strapi-super-admin',
  editor: 'cw-editor',
  reviewer: 'cw-reviewer',
  publisher: 'cw-publisher',
  moderator: 'cw-moderator',
  'moderation-lead': 'cw-moderation-lead',
};

export interface AdminUser {
  id: number;
  firstname: string;
  lastname: string;
  roles: { id: number; code: string }[];
}

interface UserService {
  create(user: object): Promise<AdminUser>;
}

/** One password for everybody in the demo, made from the generated secrets: the same at every start, unknown elsewhere. */
export const demoPassword = (secret: string): string => `Tea-${createHmac('sha256', secret).update('demo password').digest('base64url').slice(0, 10)}7`;

export const createPeople = async (strapi: Core.Strapi, password: string): Promise<Map<PersonKey, AdminUser>> => {
  const service = strapi.service('admin::user') as unknown as UserService;
  const created = new Map<PersonKey, AdminUser>();
  for (const person of people) {
    const role = await strapi.db.query('admin::role').findOne({ where: { code: ROLE_CODES[person.role] } });
    const user = await service.create({
      firstname: person.firstname,
      lastname: person.lastname,
      email: person.email,
      password,
      isActive: true,
      preferedLanguage: person.preferredLanguage,
      roles: [role?.id],
    });
    created.set(person.key, user);
  }
  return created;
};

export const createMembers = async (strapi: Core.Strapi, password: string): Promise<Map<MemberKey, string>> => {
  const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
  const created = new Map<MemberKey, string>();
  for (const member of members) {
    const user = await strapi.documents('plugin::users-permissions.user').create({
      data: { username: member.username, email: member.email, password, provider: 'local', confirmed: true, blocked: false, role: role?.id },
    } as never);
    created.set(member.key, user.documentId);
  }
  return created;
};

/** One line a person, for the table of logins. */
export const logins = (): string[] => people.map((p) => `  ${p.email.padEnd(30)} ${p.role.padEnd(16)} ${p.duty}`);
