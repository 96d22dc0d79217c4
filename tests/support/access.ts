/** What callers of the content API may do. */
import type { TestApp } from './app';

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

export const denyPublic = async (app: TestApp, ...actions: readonly string[]): Promise<void> => {
  for (const action of actions) await app.strapi.db.query('plugin::users-permissions.permission').deleteMany({ where: { action } });
};

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
