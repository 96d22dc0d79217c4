/** What moderators do with what came in by the intake: find it by its reference, deny its pictures, adopt it, and forget it when it is deleted. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DenyImage } from '../../src/plugins/content-workflow/contracts/moderation/denied-images';
import type { MemberSummary } from '../../src/plugins/content-workflow/contracts/moderation/members';
import { startApp, SUBMISSION, type TestApp } from '../support/app';
import { problemOf } from '../support/events';
import { addSecondLocale, SECOND_LOCALE } from '../support/gate';
import { listen } from '../support/listen';
import { queue, rowsOf } from '../support/moderation';
import { newMember, picture, takenIn, words, type Credentials } from '../support/submissions';
import { DAY, MINUTE, pass, runDueJobs, standAt } from '../support/time';
import { onLoad } from '../support/types';

const DENIED = '/content-workflow/moderation/denied-images';

let app: TestApp;
let folder: string;
let back: () => void;
let member: { readonly id: number; readonly headers: Credentials };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-pictures-'));
  mkdirSync(path.join(folder, 'uploads'));
  back = onLoad((strapi) => {
    strapi.dirs.static.public = folder;
  });
  app = await startApp();
  await listen(app);
  await addSecondLocale(app);
});
afterAll(async () => {
  back();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  standAt(app, Date.now());
  member = await newMember(app);
});

const sent = async (data: Record<string, unknown> = {}, pictures = 0) => {
  const images = await Promise.all(Array.from({ length: pictures }, async (_, i) => ({ bytes: await picture(320 + 40 * i, 240) })));
  const taken = await takenIn(app, member.headers, words(data), pictures === 0 ? {} : { images });
  const item = await app.engine.moderationQueue.items.ofTarget(app.strapi.db.connection, { uid: SUBMISSION, documentId: taken.documentId, locale: '' });
  return { ...taken, itemId: item?.id ?? 0 };
};

describe('by its reference', () => {
  const find = async (text: string, more = '') => (await queue.list(app, 'moderator', `text=${encodeURIComponent(text)}${more}`)).items.map(({ id }) => id);

  test('a submission is found in the queue, whatever its words, its lane and its state, also as it is copied out of a letter', async () => {
    const { reference, itemId } = await sent({ title: 'Without a number' });
    await sent({ title: `About ${reference}` });
    expect((await queue.item(app, 'moderator', itemId)).reference).toBe(reference);
    expect(await find(reference)).toEqual([itemId]);
    expect(await find(` ${reference.toLowerCase()} `, '&lane=patrol&claimed=mine')).toEqual([itemId]);
    await queue.decide(app, 'moderator', itemId, { action: 'reject', reasonCodes: ['spam'] });
    expect((await queue.list(app, 'moderator', `text=${reference}`)).items).toMatchObject([{ id: itemId, state: 'rejected', overdue: false }]);
    expect(await find('S-22222222')).toEqual([]);
    expect(await find('S-2222222')).toEqual([]);
  });

  test('its sender is found among the members', async () => {
    const { reference } = await sent();
    const search = async (text: string) => ((await app.as('moderator', 'get', `/content-workflow/moderation/members?text=${encodeURIComponent(text)}`)).body as { data: MemberSummary[] }).data.map(({ sender }) => sender);
    expect(await search(reference.toLowerCase())).toEqual([`member:${member.id}`]);
    expect(await search('S-22222222')).toEqual([]);
  });
});

describe('a picture', () => {
  test('is denied where a moderator sees it, says so there, warns of the next one like it, and is taken back', async () => {
    const { itemId, reference } = await sent({ title: 'One of two' }, 2);
    const before = (await queue.item(app, 'moderator', itemId)).content?.images;
    expect(before?.map(({ place, denied }) => [place, denied])).toEqual([[0, null], [1, null]]);
    const denied = await app.as('moderator', 'post', DENIED, { reference, image: 1, violation: 'vulgar-sexual', severity: 'serious', reason: 'Seen too often.' });
    expect(denied.status).toBe(200);
    const { id } = (denied.body as DenyImage.Response).data;
    expect((await queue.item(app, 'moderator', itemId)).content?.images.map((image) => image.denied)).toContainEqual({ id, reason: 'Seen too often.' });
    const next = await sent({ title: 'The same again' }, 2);
    expect((await queue.item(app, 'moderator', next.itemId)).signalList.map(({ rule }) => rule)).toContain('image/denied');
    expect((await app.as('moderator', 'delete', `${DENIED}/${id}`)).status).toBe(200);
    expect((await queue.item(app, 'moderator', itemId)).content?.images.every((image) => image.denied === null)).toBe(true);
    expect(await rowsOf(app, 'cw_audit', { action: 'image.deny', object: `submission:${reference}` })).toHaveLength(1);
  });

  test('can still be denied when what was remembered of it is forgotten', async () => {
    const { reference } = await sent({}, 1);
    await app.strapi.db.connection('cw_fingerprints').where({ reference, kind: 'image' }).del();
    const deny = (image: number) => app.as('moderator', 'post', DENIED, { reference, image, violation: 'spam-ad', severity: 'minor', reason: 'An advertisement.' });
    const denied = await deny(0);
    expect(denied.status).toBe(200);
    expect(problemOf(await deny(1))).toMatchObject({ status: 404, details: { code: 'IMAGE_NOT_FOUND' } });
    await app.as('moderator', 'delete', `${DENIED}/${(denied.body as DenyImage.Response).data.id}`);
  });

  test('is denied by who moderates and by nobody else', async () => {
    const { reference } = await sent({}, 1);
    const answer = await app.as('editor', 'post', DENIED, { reference, image: 0, violation: 'spam-ad', severity: 'minor', reason: 'No.' });
    expect(answer.status).toBe(403);
    expect(await rowsOf(app, 'cw_denied_images', {})).toEqual([]);
  });
});

describe('two who adopt the same at once', () => {
  test('make one draft, and leave no file behind that nothing shows', async () => {
    const { itemId } = await sent({ title: 'Wanted twice' }, 2);
    const files = () => app.strapi.db.query('plugin::upload.file').count();
    const before = { files: await files(), onDisk: readdirSync(path.join(folder, 'uploads')).length };
    const { version } = await queue.item(app, 'moderator', itemId);
    const answers = await Promise.all((['moderator', 'moderator2'] as const).map((by) => queue.decide(app, by, itemId, { action: 'adopt', expectedVersion: version })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await files()).toBe(before.files + 2);
    const stored = await rowsOf(app, 'cw_quarantined_images', {});
    const known = new Set(stored.flatMap(({ upload_id }) => (upload_id === null ? [] : [Number(upload_id)])));
    const shown = (await app.strapi.db.query('plugin::upload.file').findMany({ select: ['id', 'formats'] as never })) as { id: number; formats: Record<string, unknown> | null }[];
    expect(shown.filter(({ id }) => !known.has(id))).toEqual([]);
    expect(readdirSync(path.join(folder, 'uploads'))).toHaveLength(shown.reduce((sum, { formats }) => sum + 1 + Object.keys(formats ?? {}).length, 0));
  });

  test('an adoption that is refused puts no picture where anybody can open it', async () => {
    const { itemId, documentId } = await sent({ title: 'Not agreed to' }, 1);
    // As somebody does who writes to the database: what is under review is locked on every other way.
    await app.strapi.db.connection('submissions').where({ document_id: documentId }).update({ consent_given: false });
    const before = await app.strapi.db.query('plugin::upload.file').count();
    expect((await queue.decide(app, 'moderator', itemId, { action: 'adopt' })).status).not.toBe(200);
    expect(await app.strapi.db.query('plugin::upload.file').count()).toBe(before);
  });

  test('asked for at the same moment, the pictures are the same files', async () => {
    const { documentId } = await sent({ title: 'Asked for twice' }, 1);
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => app.engine.quarantine.adoptImages(documentId)));
    expect([two, three]).toEqual([one, one]);
  });
});

test('what adopting made is linked in the language in which it was made', async () => {
  const [simplified, traditional] = [await sent({ title: 'In simplified', language: SECOND_LOCALE }), await sent({ title: 'In traditional', language: 'zh-Hant' })];
  for (const { itemId } of [simplified, traditional]) expect((await queue.decide(app, 'moderator', itemId, { action: 'adopt' })).status).toBe(200);
  expect((await queue.item(app, 'moderator', simplified.itemId)).adopted).toMatchObject({ locale: SECOND_LOCALE });
  // The application has no Traditional Chinese, so the draft is in its first language.
  expect((await queue.item(app, 'moderator', traditional.itemId)).adopted).toMatchObject({ locale: 'en' });
});

describe('forgetting', () => {
  const remembered = async (reference: string) => (await rowsOf(app, 'cw_fingerprints', { reference })).map(({ kind, content, normalised, hash }) => [kind, content === '' && normalised === '' && hash === '' ? 'nothing' : 'words']);

  test('what is older than the setting says goes, and that somebody sent something at that time stays', async () => {
    const old = await sent({ title: 'An old one', text: 'Long ago somebody boiled water over a fire of pine.' }, 1);
    pass(app, 90 * DAY + MINUTE);
    const young = await sent({ title: 'A young one', text: 'This morning somebody else did.' });
    await app.engine.screening.forgetOld(app.engine.clock.now());
    expect(await remembered(old.reference)).toEqual([['text', 'nothing']]);
    expect(await remembered(young.reference)).toEqual([['text', 'words']]);
  });

  test('what screening remembers of an entry, and its pictures, go with the entry', async () => {
    const { reference, documentId, itemId } = await sent({ title: 'To be deleted' }, 1);
    expect(await remembered(reference)).toEqual([['text', 'words'], ['image', 'words']]);
    // What is under review is locked; what was returned is its sender's again.
    await queue.decide(app, 'moderator', itemId, { action: 'return', message: 'Whose picture is it?' });
    await app.strapi.documents(SUBMISSION as never).delete({ documentId });
    pass(app, MINUTE);
    await runDueJobs(app);
    expect(await remembered(reference)).toEqual([['text', 'nothing']]);
    const [intake] = await rowsOf(app, 'cw_intakes', { reference });
    expect(await rowsOf(app, 'cw_quarantined_images', { intake_id: intake?.id })).toEqual([]);
  });
});
