/** What members and guests send in, as a front end sends it. */
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Response } from 'supertest';
import type { CreateSubmission, GetSubmission } from '../../src/plugins/content-workflow/contracts/moderation/intake';
import { ACTIVITY, SUBMISSION, type TestApp } from './app';
import { allow } from './gate';
import { havingLooked } from './looked-at';

export const RIGHTS = '2.1';

export type Credentials = Readonly<Record<string, string>>;

let members = 0;

/** A registered member's session, as the headers of a request, and their id. */
export const newMember = async (app: TestApp, more: object = {}): Promise<{ readonly id: number; readonly headers: Credentials }> => {
  const { id: role } = (await app.strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } })) as { id: number };
  members += 1;
  const users = app.strapi.plugin('users-permissions').service('user') as { add(user: object): Promise<{ id: number }> };
  const { id } = await users.add({ username: `member-${members}`, email: `member-${members}@example.com`, password: 'Correct-horse-7', confirmed: true, role, ...more });
  const jwt = app.strapi.plugin('users-permissions').service('jwt') as { issue(payload: object): string | Promise<string> };
  return { id, headers: { Authorization: `Bearer ${await jwt.issue({ id })}` } };
};

export const words = (overrides: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Tea at the hut',
  text: 'The kettle sang before the sun came up, and nobody said a word.',
  contributorName: 'Lan',
  consent: true,
  rightsStatement: RIGHTS,
  ...overrides,
});

export interface Attachment {
  readonly bytes: Buffer;
  readonly filename?: string;
  readonly contentType?: string;
}

export interface Sending {
  readonly key?: string;
  readonly images?: readonly Attachment[];
  readonly url?: string;
}

const multipart = (asked: ReturnType<TestApp['anonymous']['post']>, data: unknown, images: readonly Attachment[]) =>
  images.reduce((form, { bytes, filename = 'picture.jpg', contentType = 'image/jpeg' }) => form.attach('images', bytes, { filename, contentType }), asked.field('data', JSON.stringify(data)));

/** Sends something in, as JSON, or as a form when pictures come with it. */
export const sendIn = async (app: TestApp, headers: Credentials, data: unknown = words(), { key = randomUUID(), images, url = '/api/submissions/intake' }: Sending = {}): Promise<Response> => {
  const asked = app.anonymous.post(url).set({ ...headers, ...(key === '' ? {} : { 'Idempotency-Key': key }) });
  return images === undefined ? asked.send(data as object) : multipart(asked, data, images);
};

export const edit = async (app: TestApp, headers: Credentials, reference: string, data: unknown, images?: readonly Attachment[]): Promise<Response> => {
  const asked = app.anonymous.put(`/api/submissions/intake/${reference}`).set(headers);
  return images === undefined ? asked.send(data as object) : multipart(asked, data, images);
};

export const withdraw = (app: TestApp, headers: Credentials, reference: string) => app.anonymous.delete(`/api/submissions/intake/${reference}`).set(headers);

/** Like `sendIn`, for what has to be taken. */
export const takenIn = async (app: TestApp, headers: Credentials, data: unknown = words(), sending: Sending = {}): Promise<CreateSubmission.Response['data'] & { readonly documentId: string }> => {
  const answer = await sendIn(app, headers, data, sending);
  if (answer.status !== 201) throw new Error(`not taken: ${answer.status} ${JSON.stringify(answer.body)}`);
  const { data: taken } = answer.body as CreateSubmission.Response;
  const row = await app.strapi.db.connection('cw_intakes').where({ reference: taken.reference }).first();
  return { ...taken, documentId: String(row.subject_id) };
};

export const status = async (app: TestApp, address: string): Promise<GetSubmission.Response['data']> => {
  const answer = await app.anonymous.get(address);
  if (answer.status !== 200) throw new Error(`no status: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as GetSubmission.Response).data;
};

/** The rows of a submission's entry, with everything that could be in them. */
export const rowsOf = (app: TestApp, documentId: string) => app.strapi.db.query(SUBMISSION).findMany({ where: { documentId }, populate: true, orderBy: { id: 'asc' } }) as Promise<Record<string, unknown>[]>;

let activities = 0;

/** An activity that is live and takes submissions from these. */
export const openActivity = async (app: TestApp, submissionsFrom: 'members' | 'guests' | 'nobody', live = true): Promise<string> => {
  activities += 1;
  const made = await app.as('editor', 'post', `/content-manager/collection-types/${ACTIVITY}?locale=en`, {
    title: `Letters ${activities}`,
    slug: `letters-${activities}`,
    theme: 'Letters from the hut',
    phases: [{ kind: 'live', name: 'All of it', startsAt: '2026-11-01T00:00:00.000Z', endsAt: '2026-12-01T00:00:00.000Z' }],
    submissionsFrom,
  });
  if (made.status >= 300) throw new Error(`no activity: ${JSON.stringify(made.body)}`);
  const { documentId } = (made.body as { data: { documentId: string } }).data;
  if (!live) return documentId;
  const shownNow = async () => {
    const piece = await app.engine.pieces.current({ uid: ACTIVITY, documentId, locale: 'en' });
    const inspected = piece === null ? null : await app.engine.transitions.inspect(piece);
    return { id: piece?.id ?? 0, revision: piece?.revision ?? 0, shown: inspected?.facts.shown ?? '' };
  };
  for (const [by, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE'], ['reviewer2', 'APPROVE'], ['publisher', 'PUBLISH']] as const) {
    const piece = await shownNow();
    const answer = await app.as(by, 'post', `/content-workflow/pieces/${piece.id}/events`, { event: havingLooked(piece, { type }), expectedRevision: piece.revision });
    if (answer.status !== 200) throw new Error(`${type}: ${JSON.stringify(answer.body)}`);
  }
  return documentId;
};

/** Every content-API action that an operator could open to visitors and to members, opened. */
export const openEverything = async (app: TestApp): Promise<void> => {
  const known = (app.strapi.contentAPI.permissions.providers.action.keys() as string[]).filter((action) => /^(api::|plugin::upload)/.test(action));
  for (const role of ['public', 'authenticated'] as const) await allow(app, known, role);
};

/** A picture with something to see, so that it does not compress to nothing. */
export const picture = (width = 640, height = 480, format: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> => {
  const stripes = Array.from({ length: 24 }, (_, i) => `<rect x="${(i * width) / 24}" y="${(i * height) / 48}" width="${width / 30}" height="${height / 2}" fill="hsl(${i * 15},70%,${30 + i}%)"/>`).join('');
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#9ab"/>${stripes}</svg>`))[format]().toBuffer();
};
