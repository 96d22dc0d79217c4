/** What callers of the content API may do. */
import type { TestApp } from './app';
import { passInMemory } from './time';

export const DELIVERY = ['plugin::content-workflow.delivery.find', 'plugin::content-workflow.delivery.findOne'] as const;
export const HEALTH = 'plugin::content-workflow.health.find';

/** Gives everybody on the internet these actions. */
export const allowPublic = async (app: TestApp, ...actions: readonly string[]): Promise<void> => {
  const role = await app.strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'public' } });
  for (const action of actions) {
    const known = await app.strapi.db.query('plugin::users-permissions.permission').findOne({ where: { action, role: role?.id } });
    if (known === null) await app.strapi.db.query('plugin::users-permissions.permission').create({ data: { action, role: role?.id } });
  }
};

/** Takes these actions from everybody, and lets the second pass within which that takes hold. */
export const denyPublic = async (app: TestApp, ...actions: readonly string[]): Promise<void> => {
  for (const action of actions) await app.strapi.db.query('plugin::users-permissions.permission').deleteMany({ where: { action } });
  passInMemory(app);
};

/** The session of somebody who has a role of this name, with these permissions and no others. */
export const sessionWith = async (app: TestApp, name: string, permissions: readonly object[]): Promise<string> => {
  const roles = app.strapi.service('admin::role') as unknown as { create(role: object): Promise<{ id: number }>; assignPermissions(id: number, permissions: readonly object[]): Promise<unknown> };
  const users = app.strapi.service('admin::user') as unknown as { create(user: object): Promise<unknown> };
  const role = await roles.create({ name, description: '' });
  await roles.assignPermissions(role.id, permissions);
  const email = `${name.toLowerCase().replaceAll(' ', '-')}@example.com`;
  await users.create({ firstname: name, email, password: 'Correct-horse-7', isActive: true, roles: [role.id] });
  const answer = await app.anonymous.post('/admin/login').send({ email, password: 'Correct-horse-7' });
  return answer.body.data.token as string;
};

/** That entries of these types may be read in the Content Manager. */
export const readsEntries = (...uids: readonly string[]) => uids.map((subject) => ({ action: 'plugin::content-manager.explorer.read', subject, properties: { locales: null } }));

/** A content API token made in the admin, as an operator makes it. */
export const apiToken = async (app: TestApp, token: { name: string; type: 'read-only' | 'full-access' | 'custom'; permissions?: readonly string[] }): Promise<string> => {
  const answer = await app.as('admin', 'post', '/admin/api-tokens', { description: '', lifespan: null, permissions: null, ...token });
  if (answer.status !== 201) throw new Error(`no token: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { data: { accessKey: string } }).data.accessKey;
};

/** A front end's request; without a token as anybody. */
export const fetchAs = (app: TestApp, token: string | null, url: string, headers: Readonly<Record<string, string>> = {}) => {
  const asked = app.anonymous.get(url).set(headers);
  return token === null ? asked : asked.set('Authorization', `Bearer ${token}`);
};
