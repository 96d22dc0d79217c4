/** People who work over HTTP alone, on any server that has the workflow: a fresh one gets its team by Strapi's own routes. */
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';

export const PASSWORD = 'Correct-horse-7';

export interface Reply {
  readonly status: number;
  // What a server answers is what the tests look at; each reads the part that it expects.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One request. Rejects when the connection breaks, which is how a killed server shows. */
export const request = async (url: string, method: Method, token: string | null, body?: unknown): Promise<Reply> => {
  const answer = await fetch(url, {
    method,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text };
};

/** Like `request`, for steps that have to succeed. */
export const expectOk = async (url: string, method: Method, token: string | null, body?: unknown): Promise<Reply['body']> => {
  const reply = await request(url, method, token, body);
  if (reply.status >= 300) throw new Error(`${method} ${new URL(url).pathname}: ${reply.status} ${JSON.stringify(reply.body).slice(0, 500)}`);
  return reply.body;
};

/** What each person of the team is called and may do. */
const ROLES = {
  editor: 'cw-editor',
  editor2: 'cw-editor',
  reviewer: 'cw-reviewer',
  reviewer2: 'cw-reviewer',
  publisher: 'cw-publisher',
} as const;

export type Member = 'admin' | keyof typeof ROLES;

/** Session tokens; they hold across restarts of the same database. */
export type Team = Readonly<Record<Member, string>>;

/** Makes the first administrator of an empty server. */
export const createAdministrator = async (server: string): Promise<string> => {
  const registered = await expectOk(`${server}/admin/register-admin`, 'POST', null, { firstname: 'admin', lastname: 'Test', email: 'admin@example.com', password: PASSWORD });
  return registered.data.token as string;
};

/** Makes the first administrator, and by that one everybody else. */
export const createTeam = async (server: string): Promise<Team> => {
  const admin = await createAdministrator(server);
  const roles = (await expectOk(`${server}/admin/roles`, 'GET', admin)).data as { id: number; code: string }[];
  const team: Record<string, string> = { admin };
  for (const [name, code] of Object.entries(ROLES)) {
    const role = roles.find((r) => r.code === code);
    const invited = await expectOk(`${server}/admin/users`, 'POST', admin, { firstname: name, lastname: 'Test', email: `${name}@example.com`, roles: [role?.id] });
    const userInfo = { firstname: name, lastname: 'Test', password: PASSWORD };
    const joined = await expectOk(`${server}/admin/register`, 'POST', null, { registrationToken: invited.data.registrationToken, userInfo });
    team[name] = joined.data.token as string;
  }
  return team as Team;
};

export const documentUrl = (uid: string, documentId?: string): string => `/content-manager/collection-types/${uid}${documentId === undefined ? '' : `/${documentId}`}`;

export const pieceOf = async (server: string, token: string, uid: string, documentId: string, locale: string): Promise<PieceView> =>
  (await expectOk(`${server}/content-workflow/documents/${uid}/${documentId}?locale=${locale}`, 'GET', token)).data as PieceView;

interface RoleOfReaders {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly type: string;
}

/** From now on everybody on the internet reads what is published, as an operator allows it in the admin. */
export const openDelivery = async (server: string, admin: string): Promise<void> => {
  const { roles } = (await expectOk(`${server}/users-permissions/roles`, 'GET', admin)) as { roles: readonly RoleOfReaders[] };
  const everybody = roles.find(({ type }) => type === 'public');
  if (everybody === undefined) throw new Error('there is no public role');
  const { id, name, description } = everybody;
  const { role } = (await expectOk(`${server}/users-permissions/roles/${id}`, 'GET', admin)) as { role: { permissions: Record<string, { controllers: Record<string, Record<string, { enabled: boolean; policy: string }>> }> } };
  for (const action of Object.values(role.permissions['plugin::content-workflow']?.controllers.delivery ?? {})) action.enabled = true;
  await expectOk(`${server}/users-permissions/roles/${id}`, 'PUT', admin, { name, description, permissions: role.permissions, users: [] });
};
