/**
 * What has gone wrong with Strapi before, by class, asked of every address that people without an account of the team can
 * reach. Each class names the advisory that it is known by.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApp, SUBMISSION, type TestApp } from '../support/app';
import { apiToken } from '../support/access';
import { allow, graphql } from '../support/gate';
import { done, view } from '../support/flow';
import { listen } from '../support/listen';
import { rawClient } from '../support/raw-http';
import { newMember, openActivity, openEverything, picture, rowsOf, sendIn, status, takenIn, words, type Credentials } from '../support/submissions';
import { standAt } from '../support/time';
import { onLoad } from '../support/types';

let app: TestApp;
let folder: string;
let back: () => void;
let client: ReturnType<typeof rawClient>;
let member: { readonly id: number; readonly headers: Credentials };
/** Sent in, and nobody has decided. */
let waiting: Awaited<ReturnType<typeof takenIn>>;
/** What visitors may read: an activity that is live. */
let activity: string;

/** Words that stand in private places only. */
const SECRET_TITLE = 'Unpublished-Kettle-7731';
const SECRET_NAME = 'Secretcontributor';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-advisories-'));
  mkdirSync(path.join(folder, 'uploads'));
  back = onLoad((strapi) => {
    strapi.dirs.static.public = folder;
  });
  app = await startApp();
  await listen(app);
  client = rawClient(app);
  standAt(app, Date.now());
  await openEverything(app);
  await allow(app, ['plugin::content-workflow.delivery.find', 'plugin::content-workflow.delivery.findOne']);
  member = await newMember(app);
  activity = await openActivity(app, 'members');
  const me = (await app.strapi.db.query('admin::user').findOne({ where: { email: 'admin@example.com' } })) as { id: number };
  // Uploaded by somebody, so that a question about who it was has an answer.
  await app.strapi.db.query('plugin::upload.file').create({ data: { name: 'cover.jpg', hash: 'cover_hash', ext: '.jpg', mime: 'image/jpeg', size: 1, url: '/uploads/cover.jpg', provider: 'local', folderPath: '/', createdBy: me.id, updatedBy: me.id } });
  waiting = await takenIn(app, member.headers, words({ title: SECRET_TITLE, contributorName: SECRET_NAME, activity }), { images: [{ bytes: await picture() }] });
});
afterAll(async () => {
  client.close();
  back();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every address that answers visitors with lists of entries. */
const LISTS = ['/api/posts', '/api/activities', '/api/kols', '/api/submissions', '/api/delivery/posts', '/api/delivery/activities', '/api/delivery/submissions', '/api/upload/files'];

/** Every GET of the intake, with values of our own. */
const intakeReads = (): string[] => [
  '/api/submissions/intake/form',
  '/api/submissions/intake/mine',
  `/api/submissions/intake/${waiting.reference}`,
  waiting.statusAddress,
  `/api/submissions/images/${'0'.repeat(32)}/preview.1.x`,
];

const leaks = (text: string): string[] => [SECRET_TITLE, SECRET_NAME, '"resetPasswordToken":', '"password":', 'member-1@example.com', 'editor@example.com'].filter((word) => text.includes(word));

describe('1, 2, 3, 4: a question about what is private is no oracle (CVE-2026-27886, CVE-2024-56143, CVE-2023-22894, CVE-2023-34235)', () => {
  const PRIVATE = ['[createdBy][resetPasswordToken][$startsWith]', '[updatedBy][password][$startsWith]', '[updatedBy][email][$startsWith]', '[author][email][$startsWith]', '[reporter][email][$startsWith]', '[member][email][$startsWith]', '[contributorEmail][$startsWith]', '[member][resetPasswordToken][$startsWith]', '[t1.password][$startsWith]', '[t0.reset_password_token][$startsWith]', '[related][title][$startsWith]', '[submissions][title][$startsWith]', '[submissions][member][email][$startsWith]', '[imagesDigest][$startsWith]'];
  const QUESTIONS = ['where', 'filters', 'lookup', '_where'].flatMap((parameter) => PRIVATE.map((place) => `${parameter}${place}`));

  const countOf = (body: unknown): number => {
    const { data, meta } = (body ?? {}) as { data?: unknown[]; meta?: { pagination?: { total?: number } } };
    return meta?.pagination?.total ?? (Array.isArray(data) ? data.length : Array.isArray(body) ? body.length : -1);
  };

  test.each(LISTS)('%s answers a right guess and a wrong one the same', async (list) => {
    for (const question of QUESTIONS) {
      const [right, wrong] = [await app.anonymous.get(`${list}?${encodeURIComponent(question)}=`), await app.anonymous.get(`${list}?${encodeURIComponent(question)}=zzzzzzzzzz`)];
      expect([question, right.status, wrong.status, countOf(right.body) === countOf(wrong.body), leaks(right.text)]).toEqual([question, right.status, right.status, true, []]);
      expect([question, right.status < 500]).toEqual([question, true]);
    }
  });

  test.each(LISTS)('%s sorts and populates nothing that is private', async (list) => {
    for (const query of ['sort=createdBy.email', 'sort=member.email', 'sort=contributorEmail', 'sort=t1.password', 'populate=*', 'populate[createdBy]=*', 'populate[member]=*', 'populate[member][populate]=*', 'populate[submissions]=*', 'populate[submissions][populate][member]=*', 'populate[posts][populate][submission][populate]=*', 'populate=deep', 'fields=password', 'fields=contributorEmail', '_q=example.com']) {
      const answer = await app.anonymous.get(`${list}?${query}`);
      expect([query, answer.status < 500, leaks(answer.text)]).toEqual([query, true, []]);
    }
  });

  test('the intake takes no such question at all', async () => {
    for (const read of intakeReads())
      for (const question of [...QUESTIONS.slice(0, 6), 'populate', 'sort', 'status', 'fields']) {
        const answer = await app.anonymous.get(`${read}?${encodeURIComponent(question)}=a`).set(member.headers);
        expect([read, question, [400, 404].includes(answer.status)]).toEqual([read, question, true]);
      }
  });

  test('GraphQL neither', async () => {
    for (const query of [
      '{ submissions { title contributorEmail } }',
      '{ submissions(status: DRAFT) { title } }',
      `{ submissions(filters: { title: { startsWith: "${SECRET_TITLE.slice(0, 5)}" } }) { documentId } }`,
      '{ submissions(filters: { member: { email: { startsWith: "member" } } }) { documentId } }',
      `{ activities { submissions { title contributorName } } }`,
      `{ activities(filters: { submissions: { title: { startsWith: "Unpub" } } }) { title } }`,
    ]) {
      const { text, status: code, data } = await graphql(app, query);
      expect([query, code < 500, leaks(text), JSON.stringify(data ?? null).includes(waiting.documentId)]).toEqual([query, true, [], false]);
    }
  });
});

describe('what waits for a moderator is not there for visitors', () => {
  test.each(['status=draft', 'status=draft&populate=*', 'publicationFilter=draft', 'publicationFilter=never-published', 'hasPublishedVersion=false', 'status=draft&publicationFilter=draft&hasPublishedVersion=false', 'publicationState=preview', 'status[0]=draft', 'status=draft&locale=*'])('GET with %s tells nothing', async (query) => {
    for (const url of ['/api/submissions', `/api/submissions/${waiting.documentId}`, '/api/delivery/submissions', `/api/delivery/submissions/${waiting.documentId}`, `/api/activities/${activity}`]) {
      const answer = await app.anonymous.get(`${url}?${query}`);
      expect([url, answer.status < 500, leaks(answer.text), answer.text.includes(waiting.documentId) && answer.status === 200]).toEqual([url, true, [], false]);
    }
  });

  test.each(['?status=published', '?status=published&locale=*', '?publishedAt=2020-01-01', '?publish=true'])('POST%s stays a draft, or is refused', async (query) => {
    const before = await app.strapi.db.query(SUBMISSION).count({ where: { publishedAt: { $notNull: true } } });
    const answer = await app.anonymous.post(`/api/submissions/intake${query}`).set(member.headers).set('Idempotency-Key', randomUUID()).send(words({ title: 'Published?' }));
    expect([201, 400]).toContain(answer.status);
    for (const url of [`/api/submissions${query}`, `/api/submissions/${waiting.documentId}${query}`])
      for (const method of ['post', 'put', 'delete'] as const) expect([url, method, [404, 405].includes((await app.anonymous[method](url).set(member.headers).send({ data: words() })).status)]).toEqual([url, method, true]);
    expect(await app.strapi.db.query(SUBMISSION).count({ where: { publishedAt: { $notNull: true } } })).toBe(before);
  });

  test('GraphQL writes no submission that is live, and changes none', async () => {
    for (const mutation of ['createSubmission(status: PUBLISHED, data: { title: "Live", text: "Live at once", consentGiven: true }) { documentId }', `updateSubmission(documentId: "${waiting.documentId}", status: PUBLISHED, data: { title: "Changed" }) { documentId }`, `deleteSubmission(documentId: "${waiting.documentId}") { documentId }`]) await graphql(app, `mutation { ${mutation} }`);
    expect(await app.strapi.db.query(SUBMISSION).count({ where: { publishedAt: { $notNull: true } } })).toBe(0);
    expect((await status(app, waiting.statusAddress)).title).toBe(SECRET_TITLE);
  });
});

describe("5: one policy for files on every way in (CVE-2026-22707); 7: and what is stored can do nothing (CVE-2022-27263)", () => {
  const HTML = Buffer.from('<html><script>alert(1)</script></html>');
  const stored = (): string[] => readdirSync(path.join(folder, 'uploads'));

  test.each([
    ['HTML', HTML, 'x.png', 'image/png'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'x.png', 'image/png'],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'x.pdf', 'application/pdf'],
  ])('%s comes in by none that a member or a visitor has', async (_name, bytes, filename, contentType) => {
    const before = stored();
    const file = (await app.strapi.db.query('plugin::upload.file').create({ data: { name: 'a.jpg', hash: `a_${randomUUID()}`, ext: '.jpg', mime: 'image/jpeg', size: 1, url: '/uploads/a.jpg', provider: 'local', folderPath: '/' } })) as { id: number };
    for (const headers of [{}, member.headers]) {
      const attempts = [
        app.anonymous.post('/api/upload').set(headers).attach('files', bytes, { filename, contentType }),
        app.anonymous.post('/api/upload').set(headers).field('ref', SUBMISSION).field('refId', '1').field('field', 'images').attach('files', bytes, { filename, contentType }),
        app.anonymous.post(`/api/upload?id=${file.id}`).set(headers).attach('files', bytes, { filename, contentType }),
        app.anonymous.post('/api/submissions').set(headers).field('data', '{}').attach('files.images', bytes, { filename, contentType }),
        app.anonymous.post('/upload').set(headers).attach('files', bytes, { filename, contentType }),
      ];
      for (const attempt of attempts) expect([400, 401, 403, 404, 405]).toContain((await attempt).status);
    }
    expect((await sendIn(app, member.headers, words(), { images: [{ bytes, filename, contentType }] })).status).toBe(415);
    expect(stored()).toEqual(before);
  });

  test('a picture neither: members go by the intake', async () => {
    const answer = await app.anonymous.post('/api/upload').set(member.headers).attach('files', await picture(), 'a.jpg');
    expect([answer.status, answer.body.error.details]).toEqual([403, expect.objectContaining({ guard: 'isNotAMember', next: 'Use POST /api/submissions/intake.' })]);
  });

  test('what the team or an integration puts there is served so that it runs nothing', async () => {
    const token = await apiToken(app, { name: 'integration', type: 'full-access' });
    const uploaded = await app.anonymous.post('/api/upload').set('Authorization', `Bearer ${token}`).attach('files', HTML, { filename: 'page.html', contentType: 'text/html' });
    expect(uploaded.status).toBe(201);
    const { url } = (uploaded.body as { url: string }[])[0] ?? { url: '' };
    const answer = await app.anonymous.get(url);
    expect([answer.status, answer.headers['x-content-type-options'], answer.headers['content-disposition'], answer.headers['content-security-policy']]).toEqual([200, 'nosniff', 'attachment', expect.stringMatching(/default-src 'none'.*sandbox/)]);
  });
});

describe('6: a name that breaks things (CVE-2024-31217)', () => {
  const NAMES = ['x.png\u0000', 'x\u0000.png', `${'x'.repeat(20_000)}.png`, '\u202Egnp.x', '../../../../etc/passwd', '..\\..\\x.png', 'con.png', '.', '', 'x.png;.html', '"; filename="y.html'];

  test.each(NAMES.map((name) => [JSON.stringify(name).slice(0, 50), name]))('%s is no matter', async (_shown, name) => {
    const boundary = 'xxBOUNDARYxx';
    const part = (disposition: string, type: string, body: Buffer | string): Buffer => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`), Buffer.from(body as string), Buffer.from('\r\n')]);
    const body = Buffer.concat([part('name="data"', 'application/json', JSON.stringify(words())), part(`name="images"; filename="${name}"`, 'image/png', await picture(32, 32, 'png')), Buffer.from(`--${boundary}--\r\n`)]);
    const { headers } = await newMember(app);
    for (const target of ['/api/submissions/intake', '/api/upload']) {
      const answer = await client.send({ method: 'POST', target, body, headers: { ...headers, 'Idempotency-Key': randomUUID(), 'Content-Type': `multipart/form-data; boundary=${boundary}` } });
      expect([target, answer.status, [201, 400, 403, 413, 415].includes(answer.status)]).toEqual([target, answer.status, true]);
    }
    expect((await app.anonymous.get('/api/submissions/intake/form')).status).toBe(200);
    expect(existsSync('/etc/passwd.jpg')).toBe(false);
  });
});

describe('8, 9: no field, header or spelling makes another sender of somebody (CVE-2025-64526, CVE-2023-38507)', () => {
  test('the limit of a sender holds however the request is written', async () => {
    const { headers } = await newMember(app);
    const more = (i: number): Credentials => ({ 'X-Forwarded-For': `10.9.${i}.1`, 'X-Real-IP': `10.8.${i}.1`, Forwarded: `for=10.7.${i}.1`, 'User-Agent': `agent ${i}`, Origin: `https://o${i}.example`, Cookie: `a=${i}`, 'X-Device-Id': String(i) });
    for (let i = 0; i < 10; i += 1) expect((await sendIn(app, { ...headers, ...more(i) }, words({ title: `Number ${i}`, contributorName: `Name ${i}` }))).status).toBe(201);
    for (const url of ['/api/submissions/intake', '/API/Submissions/Intake', '/api/submissions/intake/', '//api/submissions/intake', '/api//submissions/intake', '/api/submissions/intake?', '/api/submissions/./intake', '/api/submissions/%69ntake', '/api/submissions/intake%2F', '/api/submissions/intake;a=1']) {
      const answer = await client.send({ method: 'POST', target: url, body: JSON.stringify(words({ title: url })), headers: { ...headers, ...more(99), 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() } });
      expect([url, answer.status, [404, 405, 429].includes(answer.status)]).toEqual([url, answer.status, true]);
    }
    const answer = await sendIn(app, headers, words({ title: 'One more' }));
    expect([answer.status, Number(answer.headers['retry-after']) > 0, answer.body.error.details.code]).toEqual([429, true, 'TOO_MANY_REQUESTS']);
  });

  test('what was sent before is answered all the same, since it costs nothing', async () => {
    const { headers } = await newMember(app);
    const key = randomUUID();
    const first = await sendIn(app, headers, words(), { key });
    for (let i = 0; i < 9; i += 1) await sendIn(app, headers, words({ title: `Number ${i}` }));
    expect((await sendIn(app, headers, words({ title: 'Over' }))).status).toBe(429);
    expect((await sendIn(app, headers, words(), { key })).body).toEqual(first.body);
  });
});

describe('10: nobody writes what is not theirs to write (CVE-2023-39345)', () => {
  const FIELDS = { state: 'published', score: 99, authorId: 1, role: 1, publishedAt: '2020-01-01', status: 'published', createdBy: 1, updatedBy: 1, documentId: 'mine', id: 1, locale: 'en', member: { connect: [1] }, posts: { set: [1] }, contributorEmail: 'a@example.com', localizations: [], revision: 7, imagesDigest: 'x' };

  test.each(Object.entries(FIELDS))('"%s" is refused on the way in and on an edit', async (field, value) => {
    const { submissionBody, editBody } = await import('../../src/plugins/content-workflow/server/src/moderation/intake/input');
    for (const [schema, body] of [[submissionBody, words({ [field]: value })], [editBody, words({ revision: 1, ...(field === 'revision' ? { extra: 1 } : { [field]: value }) })]] as const) expect(schema.safeParse(body).success).toBe(false);
    expect((await rowsOf(app, waiting.documentId)).map(({ publishedAt }) => publishedAt)).toEqual([null]);
  });
});

describe('11: what is decided about an account holds at once, in every session (CVE-2026-22706)', () => {
  test('a member who is blocked sends nothing in with a token of before', async () => {
    const blocked = await newMember(app);
    expect((await app.anonymous.get('/api/submissions/intake/mine').set(blocked.headers)).status).toBe(200);
    await app.strapi.db.query('plugin::users-permissions.user').update({ where: { id: blocked.id }, data: { blocked: true } });
    expect((await app.anonymous.get('/api/submissions/intake/mine').set(blocked.headers)).status).toBe(401);
  });
});

describe('12: words are words (CVE-2026-90561)', () => {
  const PAYLOADS = ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><svg/onload=alert(1)>', '[a](javascript:alert(1))', '![a](x"onerror="alert(1))', '<iframe srcdoc="<script>alert(1)</script>">', '{{constructor.constructor("alert(1)")()}}', '${alert(1)}', '<%= 7*7 %>', '<math><mi//xlink:href="data:x,<script>alert(1)</script>">'];

  test('they come back as they were sent, as JSON that no browser takes for a page', async () => {
    const { headers } = await newMember(app);
    for (const payload of PAYLOADS) {
      const sent = await takenIn(app, headers, words({ title: payload.slice(0, 80), text: payload, contributorName: payload.slice(0, 80), links: [{ url: `https://example.com/?q=${encodeURIComponent(payload)}`, label: payload }] }));
      const answer = await app.anonymous.get(sent.statusAddress);
      expect([answer.status, answer.headers['content-type'], answer.headers['x-content-type-options'], answer.body.data.title, answer.body.data.text, answer.body.data.links[0].label]).toEqual([200, 'application/json; charset=utf-8', 'nosniff', payload.slice(0, 80), payload, payload]);
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
    }
  });
});

describe('beyond the twelve', () => {
  test('a foreign origin is told nothing (CVE-2025-53092)', async () => {
    for (const url of [...LISTS, ...intakeReads()]) {
      const answer = await app.anonymous.get(url).set('Origin', 'https://evil.example');
      expect([url, answer.headers['access-control-allow-origin']]).toEqual([url, undefined]);
    }
    const preflight = await app.anonymous.options('/api/submissions/intake').set({ Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' });
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('no address holds a token in its query (CVE-2024-34065), and no answer is kept by anybody', async () => {
    expect(waiting.statusAddress).not.toContain('?');
    for (const url of intakeReads()) expect((await app.anonymous.get(url)).headers['cache-control']).toBe('private, no-store');
  });

  test('a moderator who decides shows visitors nothing but what was decided', async () => {
    await done(app, { uid: SUBMISSION, documentId: waiting.documentId, locale: '' }, 'moderator', { type: 'APPROVE' });
    expect((await view(app, { uid: SUBMISSION, documentId: waiting.documentId, locale: '' })).state).toBe('approved');
    for (const url of LISTS) expect([url, leaks((await app.anonymous.get(`${url}?populate=*`)).text)]).toEqual([url, []]);
  });
});

/** The last, since nobody in this network sends anything in after it. */
describe('8, 9 again: the limit of a network', () => {
  test('counts whoever is in it, and no header moves anybody out of it', async () => {
    let last = 0;
    for (let i = 0; i < 320 && last !== 429; i += 1) last = (await client.send({ method: 'POST', target: i % 2 === 0 ? '/api/submissions/intake' : '/API/SUBMISSIONS/INTAKE/guests/verify/', body: '{}', headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `10.0.${i % 250}.1` } })).status;
    expect(last).toBe(429);
  });
});
