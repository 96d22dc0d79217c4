/** The demo's content, made by real events: everything that the first look at the product promises is there. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import { showcase } from '../../src/seed/content';
import { seed } from '../../src/seed/run';
import { STATES } from '../../src/plugins/content-workflow/core/workflow/machine';
import type { Workflow } from '../../src/plugins/content-workflow/server/src/workflow';
import { ACTIVITY, KOL, POST, SUBMISSION } from '../support/app';
import { ROOT } from '../support/server';

describe('the demo', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-demo-'));
  let strapi: Core.Strapi;
  let engine: Workflow;
  const lines: string[] = [];

  beforeAll(async () => {
    mkdirSync(path.join(folder, 'uploads'));
    Object.assign(process.env, { NODE_ENV: 'test', DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'demo.db'), LOG_LEVEL: 'silent', WORKFLOW_CLOCK: 'off' });
    strapi = createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist') });
    // The pictures belong to the test and go with it.
    strapi.dirs.static.public = folder;
    await strapi.load();
    engine = strapi.plugin('content-workflow').service('workflow') as unknown as Workflow;
    await seed(strapi, 'Correct-horse-7', (line) => lines.push(line));
  });
  afterAll(async () => {
    await strapi.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const count = (uid: string, where: object = {}): Promise<number> => strapi.db.query(uid as never).count({ where: where as never });
  const pieces = () => strapi.db.connection('cw_pieces') as unknown as Promise<{ id: number; subject_uid: string; state: string; assignee_id: string | null; due_at: number | null }[]>;

  it('says what it is doing', () => {
    expect(lines.length).toBeGreaterThan(20);
  });

  it('has activities with phases, posts with covers, KOLs and submissions', async () => {
    const rows = async (uid: string, populate: string[]) => (await strapi.db.query(uid as never).findMany({ where: { publishedAt: null }, populate: populate as never })) as unknown as Record<string, unknown>[];
    const activities = await rows(ACTIVITY, ['phases']);
    expect(new Set(activities.map((row) => row.documentId)).size).toBeGreaterThanOrEqual(2);
    for (const activity of activities) expect(activity.phases).not.toEqual([]);
    const all = await rows(POST, ['cover']);
    expect(new Set(all.map((row) => row.documentId)).size).toBeGreaterThanOrEqual(12);
    for (const post of all) expect(post.cover).toMatchObject({ width: expect.any(Number), formats: expect.anything() });
    expect(await count(KOL, { publishedAt: null })).toBeGreaterThanOrEqual(5);
    expect(await count(SUBMISSION, { publishedAt: null })).toBeGreaterThanOrEqual(8);
  });

  it('is written in English, Simplified and Traditional Chinese', async () => {
    for (const locale of ['en', 'zh-Hans', 'zh-Hant']) expect(await count(POST, { publishedAt: null, locale })).toBeGreaterThan(0);
  });

  it('is spread over all stages, and people look after what is in work', async () => {
    const found = await pieces();
    expect(new Set(found.map(({ state }) => state))).toEqual(new Set(STATES));
    const inWork = found.filter(({ state, subject_uid }) => state === 'review' && subject_uid === POST);
    expect(inWork.filter(({ assignee_id, due_at }) => assignee_id === null || due_at === null)).toEqual([]);
  });

  it('has people in every role', async () => {
    for (const code of ['strapi-super-admin', 'cw-editor', 'cw-reviewer', 'cw-publisher', 'cw-moderator']) expect(await count('admin::user', { roles: { code } })).toBeGreaterThan(0);
  });

  it('has carried one post through its whole life, with nothing missing in its history', async () => {
    const rows = (await strapi.db.connection('cw_history').join('cw_pieces', 'cw_pieces.id', 'cw_history.piece_id').where({ subject_uid: POST, subject_locale: showcase.locale, event: 'COMPLETE' }).distinct('piece_id')) as { piece_id: number }[];
    const histories = await Promise.all(rows.map(({ piece_id }) => engine.pieces.history(piece_id, null, 200)));
    const history = histories.find((entries) => entries.some(({ event }) => event === 'START_EXPERIMENT')) ?? [];
    expect(history.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(history.map((_, i) => i + 1));
    const events = new Set(history.map(({ event }) => event));
    for (const event of ['SUBMIT', 'REQUEST_CHANGES', 'APPROVE', 'START_EXPERIMENT', 'PROMOTE', 'SCHEDULE', 'DUE', 'RETROSPECTIVE_DUE', 'COMPLETE']) expect(events).toContain(event);
  });

  it('holds to its own laws', async () => {
    expect((await engine.sweep({ takeDown: false })).findings).toEqual([]);
  });
});
