/** Members of the site and what is done about them, over HTTP as moderators and members do it. */
import type { Response } from 'supertest';
import type { MemberView, Statement, StrikeRequest, StrikeView } from '../../src/plugins/content-workflow/contracts/moderation/members';
import type { Person, TestApp } from './app';

export interface SiteMember {
  readonly id: number;
  readonly username: string;
  readonly sender: string;
  readonly token: string;
}

const PASSWORD = 'Correct-horse-7';

let count = 0;

/** Registers somebody who logs in by users-permissions. */
export const newMember = async (app: TestApp, username = `member-${(count += 1)}`): Promise<SiteMember> => {
  const role = (await app.strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } })) as { id: number };
  const users = app.strapi.plugin('users-permissions').service('user') as { add(user: object): Promise<{ id: number }> };
  const { id } = await users.add({ username, email: `${username}@example.com`, password: PASSWORD, provider: 'local', confirmed: true, role: role.id });
  // A login would be counted by the limit of logins, which is not what these tests are about.
  const jwt = app.strapi.plugin('users-permissions').service('jwt') as { issue(payload: object): string | Promise<string> };
  return { id, username, sender: `member:${id}`, token: await jwt.issue({ id }) };
};

/** The token of a new login, as a front end gets it. */
export const logIn = async (app: TestApp, username: string): Promise<string> => {
  const answer = await app.anonymous.post('/api/auth/local').send({ identifier: `${username}@example.com`, password: PASSWORD });
  if (answer.status !== 200) throw new Error(`no login: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { jwt: string }).jwt;
};

export const asMember = (app: TestApp, { token }: SiteMember, method: 'get' | 'post' | 'delete', url: string, body?: object) => {
  const asked = app.anonymous[method](url).set('Authorization', `Bearer ${token}`);
  return body === undefined ? asked : asked.send(body);
};

export const memberUrl = (sender: string, more = ''): string => `/content-workflow/moderation/members/${encodeURIComponent(sender)}${more}`;

const dataOf = <T>(answer: Response): T => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { data: T }).data;
};

export const memberView = async (app: TestApp, sender: string): Promise<MemberView> => dataOf(await app.as('moderator', 'get', memberUrl(sender)));

export const MINOR: StrikeRequest = { violation: 'spam-ad', severity: 'minor', aggravators: [] };
export const MODERATE: StrikeRequest = { violation: 'unfriendly.abuse', severity: 'moderate', aggravators: [] };
export const EXTREME: StrikeRequest = { violation: 'illegal', severity: 'extreme', aggravators: [] };

/** A strike by hand; answers the newest strike of that sender. */
export const strikeBy = async (app: TestApp, sender: string, offence: StrikeRequest, by: Person = 'moderator'): Promise<StrikeView> => {
  const view = dataOf<MemberView>(await app.as(by, 'post', memberUrl(sender, '/strikes'), { ...offence, message: 'Please read the rules.' }));
  const [newest] = view.strikeList;
  if (newest === undefined) throw new Error('no strike');
  return newest;
};

export const settle = (app: TestApp, strike: Pick<StrikeView, 'id'>, act: 'confirm' | 'decline' | 'lift', by: Person) => app.as(by, 'post', `/content-workflow/moderation/strikes/${strike.id}/${act}`, { comment: 'As the evidence shows.' });

export const ownStanding = async (app: TestApp, member: SiteMember, language = 'en'): Promise<{ standing: MemberView['standing']; statements: Statement[] }> => dataOf(await asMember(app, member, 'get', `/api/members/me/standing?language=${language}`));

export const appeal = (app: TestApp, member: SiteMember, strike: Pick<StrikeView, 'reference'>, text = 'It was not me.') => asMember(app, member, 'post', '/api/members/me/appeals', { strike: strike.reference, text });

/** The reference of a new appeal. */
export const appealed = async (app: TestApp, member: SiteMember, strike: Pick<StrikeView, 'reference'>): Promise<string> => dataOf<Statement>(await appeal(app, member, strike)).appeal.reference ?? '';

export const answerAppeal = (app: TestApp, reference: string, by: Person, body: object) => app.as(by, 'post', `/content-workflow/moderation/appeals/${reference}/decision`, { answer: 'We looked again.', ...body });

/** Why something was refused: code, field, guard, who and next. */
export const detailsOf = (answer: { body: unknown }): Readonly<Record<string, unknown>> => (answer.body as { error: { details: Record<string, unknown> } }).error.details;
