/** A file that is part of what is live, approved or under review stays what it was when people looked at it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { POST, startApp, type TestApp } from '../support/app';
import { planned } from '../support/experiments';
import { coverId, done, postAt, savePost, view, type Draft } from '../support/flow';
import { allow, overHttp, postAtStage, publishAgain, publishDraft, READ_ACTIONS, served, servedOne, takeDown, type Attempt } from '../support/gate';
import { onLoad } from '../support/types';

/** One transparent pixel. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

describe('a file in the media library', () => {
  let app: TestApp;
  let folder: string;
  let back: () => void;
  let bearer: string;
  let counter = 0;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-media-'));
    mkdirSync(path.join(folder, 'uploads'));
    back = onLoad((strapi) => {
      strapi.dirs.static.public = folder;
    });
    app = await startApp();
    bearer = `Bearer ${await app.token('admin')}`;
    await allow(app, [...READ_ACTIONS, 'plugin::upload.content-api.upload', 'plugin::upload.content-api.destroy', 'plugin::upload.content-api.findOne']);
  });
  afterAll(async () => {
    back();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = () => coverId(app, `file-${(counter += 1)}`);
  const rowOf = (id: number) => app.strapi.db.query('plugin::upload.file').findOne({ where: { id } }) as Promise<{ name: string; hash: string; url: string; alternativeText: string } | null>;

  const replace = (id: number) => app.anonymous.post(`/upload?id=${id}`).set('Authorization', bearer).field('fileInfo', JSON.stringify({ name: 'new.png' })).attach('files', PNG, { filename: 'new.png', contentType: 'image/png' });

  const ATTEMPTS: readonly [string, (id: number) => Promise<Attempt>][] = [
    ['replaced in the media library', (id) => overHttp(replace(id))],
    ['replaced by the address of the file', (id) => overHttp(app.anonymous.post(`/upload/files/${id}/replace`).set('Authorization', bearer).attach('files', PNG, { filename: 'new.png', contentType: 'image/png' }))],
    ['replaced over REST', (id) => overHttp(app.anonymous.post(`/api/upload?id=${id}`).attach('files', PNG, { filename: 'new.png', contentType: 'image/png' }))],
    ['deleted in the media library', (id) => overHttp(app.as('admin', 'delete', `/upload/files/${id}`))],
    ['deleted with others', (id) => overHttp(app.as('admin', 'post', '/upload/actions/bulk-delete', { fileIds: [id] }))],
    ['deleted over REST', (id) => overHttp(app.anonymous.delete(`/api/upload/files/${id}`))],
  ];

  const expectRefused = (attempt: Attempt, where: RegExp): void => {
    expect(attempt).toMatchObject({ status: 403, details: { code: 'LOCKED', guard: 'fileIsNotInUse', who: ['publish'], next: expect.stringMatching(/Upload a new file/) } });
    expect(attempt.message).toMatch(where);
  };

  describe('that is part of what is live', () => {
    let id: number;
    let draft: Draft;
    beforeAll(async () => {
      id = await file();
      draft = await postAtStage(app, 'published', { cover: id });
    });

    it.each(ATTEMPTS)('is not %s, and the answer says why', async (_name, attempt) => {
      const [row, bytes] = [await rowOf(id), await servedOne(app, draft)];
      expectRefused(await attempt(id), /part of content that is live/);
      expect(await rowOf(id)).toEqual(row);
      expect(await servedOne(app, draft)).toBe(bytes);
    });

    it('is not deleted together with its folder', async () => {
      const made = await app.as('admin', 'post', '/upload/folders', { name: 'Covers', parent: null });
      const folderId = (made.body as { data: { id: number } }).data.id;
      await app.as('admin', 'post', '/upload/actions/bulk-move', { fileIds: [id], destinationFolderId: folderId });
      expectRefused(await overHttp(app.as('admin', 'post', '/upload/actions/bulk-delete', { folderIds: [folderId] })), /part of content that is live/);
      expect(await rowOf(id)).not.toBeNull();
    });

    it('is not deleted in a gallery or in a component either', async () => {
      const [inGallery, inComponent] = [await file(), await file()];
      await postAtStage(app, 'published', { gallery: [await file(), inGallery], seo: { metaTitle: 'Tea', shareImage: inComponent } });
      for (const used of [inGallery, inComponent]) expectRefused(await overHttp(app.as('admin', 'delete', `/upload/files/${used}`)), /live/);
    });

    it('is free again when nothing that is live shows it', async () => {
      const used = await file();
      const post = await postAtStage(app, 'published', { cover: used });
      await savePost(app, post, { cover: await file() });
      expectRefused(await overHttp(app.as('admin', 'delete', `/upload/files/${used}`)), /live/);
      await publishAgain(app, post);
      expect((await app.as('admin', 'delete', `/upload/files/${used}`)).status).toBe(200);
      expect(await rowOf(used)).toBeNull();
    });

    it('is free again after the entry was taken down', async () => {
      const used = await file();
      const post = await postAtStage(app, 'published', { cover: used });
      await takeDown(app, post);
      expect((await app.as('admin', 'delete', `/upload/files/${used}`)).status).toBe(200);
    });
  });

  describe.each(['review', 'approved', 'scheduled', 'held'] as const)('that is part of a post that is %s', (stage) => {
    it.each(ATTEMPTS)('is not %s', async (_name, attempt) => {
      const id = await file();
      const draft = await postAtStage(app, stage, { cover: id });
      const row = await rowOf(id);
      expectRefused(await attempt(id), /approved or under review/);
      expect(await rowOf(id)).toEqual(row);
      expect(await view(app, draft)).toMatchObject({ state: stage });
    });
  });

  it('that a variant of a running experiment shows is not deleted', async () => {
    const id = await file();
    const draft = await postAt(app, 'draft');
    for (const [key, overrides] of [['a', { cover: id }], ['b', { title: 'The other title' }]] as const) {
      const piece = await view(app, draft);
      const answer = await app.as('editor', 'put', `/content-workflow/pieces/${piece.id}/variants/${key}`, { label: key, overrides, expectedRevision: piece.revision });
      expect(answer.status).toBe(200);
    }
    await done(app, draft, 'editor', { type: 'SUBMIT' });
    await done(app, draft, 'reviewer', { type: 'APPROVE' });
    await done(app, draft, 'reviewer2', { type: 'APPROVE' });
    await planned(app, (await view(app, draft)).id);
    await done(app, draft, 'publisher', { type: 'START_EXPERIMENT' });
    expectRefused(await overHttp(app.as('admin', 'delete', `/upload/files/${id}`)), /approved or under review/);
  });

  describe('that nobody has approved', () => {
    it.each(ATTEMPTS.filter(([name]) => name !== 'replaced over REST'))('can be %s', async (_name, attempt) => {
      const id = await file();
      expect((await attempt(id)).status).toBeLessThan(300);
    });

    it('is not replaced over REST by visitors, who bring no bytes into the library at all', async () => {
      const id = await file();
      expect(await overHttp(app.anonymous.post(`/api/upload?id=${id}`).attach('files', PNG, { filename: 'new.png', contentType: 'image/png' }))).toMatchObject({ status: 403, details: { guard: 'isNotAMember' } });
    });

    it('can be replaced and deleted while it is in a draft', async () => {
      const id = await file();
      await postAtStage(app, 'draft', { cover: id });
      expect((await replace(id)).status).toBeLessThan(300);
      expect(existsSync(path.join(folder, String((await rowOf(id))?.url)))).toBe(true);
      expect((await app.as('admin', 'delete', `/upload/files/${id}`)).status).toBe(200);
    });

    it('can be deleted although the same draft shows another file that is approved', async () => {
      const earlier = await file();
      const draft = await postAtStage(app, 'draft', { cover: earlier });
      await savePost(app, draft, { cover: await file() });
      await done(app, draft, 'editor', { type: 'SUBMIT' });
      expect((await app.as('admin', 'delete', `/upload/files/${earlier}`)).status).toBe(200);
    });
  });

  describe('whose description is changed', () => {
    const describeAs = (id: number, alternativeText: string) => app.anonymous.post(`/upload?id=${id}`).set('Authorization', bearer).field('fileInfo', JSON.stringify({ alternativeText, caption: `${alternativeText}, in a caption` }));

    it('takes the approval away: the description is part of what was approved', async () => {
      const id = await file();
      const draft = await postAtStage(app, 'approved', { cover: id });
      expect((await describeAs(id, 'Something nobody approved')).status).toBe(200);
      expect(await view(app, draft)).toMatchObject({ state: 'draft', isLive: false, seal: null, voided: { by: { kind: 'admin' } } });
    });

    it('is refused while an entry with it is locked, and stays as it was', async () => {
      const id = await file();
      const draft = await postAtStage(app, 'scheduled', { cover: id });
      const before = await rowOf(id);
      const answer = await describeAs(id, 'Something nobody approved');
      expect(answer.status).toBe(403);
      expect(answer.body.error.details).toMatchObject({ code: 'LOCKED' });
      expect(await rowOf(id)).toEqual(before);
      expect(await view(app, draft)).toMatchObject({ state: 'scheduled', approvalHolds: true });
    });

    it('does not change what is live', async () => {
      const id = await file();
      const draft = await postAtStage(app, 'published', { cover: id });
      const [one, all] = [await servedOne(app, draft), await served(app)];
      expect((await describeAs(id, 'Something nobody approved')).status).toBe(200);
      expect((await rowOf(id))?.alternativeText).toBe('Something nobody approved');
      expect([await servedOne(app, draft), await served(app)]).toEqual([one, all]);
      expect((await app.strapi.db.query(POST).count({ where: { documentId: draft.documentId } }))).toBe(2);
      const { findings } = await app.engine.sweep({ takeDown: true });
      expect(findings.filter(({ documentId }) => documentId === draft.documentId)).toMatchObject([{ code: 'LIVE_FILE_TEXT_CHANGED', action: 'reported' }]);
      expect(await servedOne(app, draft)).toBe(one);
    });

    it('is published with the next round that was approved with it', async () => {
      const id = await file();
      const draft = await postAtStage(app, 'published', { cover: id });
      await describeAs(id, 'A better description');
      expect(await servedOne(app, draft)).not.toContain('A better description');
      await savePost(app, draft, { title: 'The next round' });
      await publishDraft(app, draft);
      expect(await servedOne(app, draft)).toContain('A better description');
    });
  });
});
