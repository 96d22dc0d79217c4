/** The demo's content, made by real events: everything that the first look at the product promises is there. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import { showcase } from '../../src/seed/content';
import { DEMO_ENVIRONMENT } from '../../src/seed/environment';
import { seed } from '../../src/seed/run';
import { STATES } from '../../src/plugins/content-workflow/core/workflow/machine';
import type { Workflow } from '../../src/plugins/content-workflow/server/src/workflow';
import { ACTIVITY, KOL, POST, SUBMISSION } from '../support/app';
import { ROOT } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';

describe('the demo', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-demo-'));
  let database: TestDatabase;
  let strapi: Core.Strapi;
  let engine: Workflow;
  const lines: string[] = [];

  beforeAll(async () => {
    mkdirSync(path.join(folder, 'uploads'));
    database = await openDatabase();
    Object.assign(process.env, database.env, DEMO_ENVIRONMENT, { NODE_ENV: 'test', LOG_LEVEL: 'silent', WORKFLOW_CLOCK: 'off' });
    strapi = createStrapi({ appDir: ROOT, distDir: path.join(ROOT, 'dist') });
    // The pictures belong to the test and go with it.
    strapi.dirs.static.public = folder;
    await strapi.load();
    engine = strapi.plugin('content-workflow').service('workflow') as unknown as Workflow;
    await seed(strapi, 'Correct-horse-7', (line) => lines.push(line));
  });
  afterAll(async () => {
    await strapi.destroy();
    await database.remove();
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

  it('has a queue for moderators: in many lanes, with what is overdue, held by rules, reported and decided', async () => {
    const { reads } = engine.moderationQueue;
    const counts = await reads.counts();
    const waiting = counts.filter((lane) => lane.waiting > 0).map(({ lane }) => lane);
    expect(waiting).toEqual(expect.arrayContaining(['lead', 'illegal', 'threat', 'reported', 'flagged', 'new-sender', 'patrol']));
    expect(counts.reduce((sum, lane) => sum + lane.waiting, 0)).toBeGreaterThanOrEqual(20);
    expect(counts.reduce((sum, lane) => sum + lane.overdue, 0)).toBeGreaterThan(0);
    const rules = (await strapi.db.connection('cw_review_signals').distinct('rule')) as { rule: string }[];
    for (const rule of ['contact/wechat', 'near-duplicate', 'sender/first', 'word-list/contact-invitations']) expect(rules.map((row) => row.rule)).toContain(rule);
    const [sent] = (await strapi.db.connection('cw_intakes').orderBy('id')) as { reference: string; subject_id: string }[];
    expect(sent?.reference).toMatch(/^S-[2-9B-Z]{8}$/);
    expect((await reads.list({ kind: 'admin', id: '1', name: '' }, { lane: null, claimed: null, text: sent?.reference ?? '', after: null, limit: 5 })).items).toMatchObject([{ target: { documentId: sent?.subject_id } }]);
    expect(await strapi.db.connection('cw_strikes').where({ action: 'mute' })).not.toEqual([]);
    expect(await strapi.db.connection('cw_appeals').where({ state: 'open' })).not.toEqual([]);
  });

  it('has an experiment that runs, one that was decided, and a comparison with figures that people read', async () => {
    const rows = (await strapi.db.connection('cw_experiments').orderBy('id')) as { piece_id: number }[];
    const seen = await Promise.all(rows.map(({ piece_id }) => engine.experiments.view(piece_id)));
    const of = (kind: string, state: string) => seen.filter((view) => view?.plan.kind === kind && view.state === state);
    expect([of('readers', 'running').length, of('readers', 'decided').length, of('channels', 'running').length]).toEqual([1, 1, 1]);
    expect(of('readers', 'decided')[0]).toMatchObject({ decision: { outcome: 'winner', arm: showcase.chosen.variant, reason: showcase.chosen.remark.text, results: { engine: expect.stringMatching(/\S/) as string } } });
    expect(of('channels', 'running')[0]?.figures.length).toBeGreaterThanOrEqual(4);
  });

  it('has channels of many platforms, one of them paused and one that has to be connected anew', async () => {
    const channels = await engine.reach.channelDesk.list();
    expect(new Set(channels.map(({ platform }) => platform))).toEqual(new Set(['feed', 'wecom', 'wechat-group', 'qq-group', 'xiaohongshu', 'feishu', 'telegram', 'mastodon', 'facebook-group', 'newsletter', 'webhook']));
    expect(Object.fromEntries(channels.filter(({ status }) => status !== 'active').map(({ key, status }) => [key, status]))).toEqual({ letter: 'paused', 'refill-shops': 'unauthorized' });
    const { counts } = engine.newsletter.subscribers;
    expect(await counts((await engine.reach.channels.byKey('letter'))?.id ?? 0)).toEqual({ pending: 2, confirmed: 6, unsubscribed: 1, bounced: 1 });
  });

  it('has deliveries in the states that a desk sees on a working day, each with its attempts', async () => {
    const deliveries = (await strapi.db.connection('cw_deliveries').orderBy('id')) as { id: number; state: string; due_at: unknown; code: string | null; url: string | null }[];
    const of = (state: string) => deliveries.filter((delivery) => delivery.state === state);
    const counted = Object.fromEntries([...new Set(deliveries.map(({ state }) => state))].sort().map((state) => [state, of(state).length]));
    expect(counted).toEqual({ cancelled: 1, failed: 1, held: 1, published: expect.any(Number), 'remove-by-hand': 1, revoked: 2, scheduled: 2, task: 2, uncertain: 1 });
    expect(counted.published).toBeGreaterThanOrEqual(20);
    expect(of('published').some(({ url }) => url?.startsWith('https://social.example.com/'))).toBe(true);
    expect(of('held')).toMatchObject([{ code: 'unauthorized' }]);
    const due = of('task').map(({ due_at }) => Number(due_at));
    expect(due.filter((at) => at < Date.now() - 86_400_000)).toHaveLength(1);
    for (const { due_at } of of('scheduled')) expect(Number(due_at)).toBeGreaterThan(Date.now() + 86_400_000);
    const called = (await strapi.db.connection('cw_attempts').where({ phase: 'publish' }).select('delivery_id', 'outcome')) as { delivery_id: number; outcome: string }[];
    expect(new Set(called.map(({ outcome }) => outcome))).toEqual(new Set(['published', 'rejected', 'unauthorized', 'unknown']));
  });

  it('has figures of several days and sources, and links that were followed', async () => {
    const figures = (await strapi.db.connection('cw_delivery_metrics').select('source', 'read_at')) as { source: string; read_at: unknown }[];
    for (const source of ['api', 'manual', 'link']) expect(new Set(figures.filter((figure) => figure.source === source).map(({ read_at }) => new Date(Number(read_at)).toISOString().slice(0, 10))).size).toBeGreaterThanOrEqual(3);
    expect(figures.filter(({ read_at }) => Number(read_at) > Date.now())).toEqual([]);
    expect(new Set(((await strapi.db.connection('cw_link_clicks').select('kind')) as { kind: string }[]).map(({ kind }) => kind))).toEqual(new Set(['person', 'bot']));
  });

  it('calls nobody: its door is closed, and the platforms stand in their own places again', async () => {
    expect(engine.config.distribution.egress).toEqual({ closed: true, allow: ['127.0.0.1', 'localhost'] });
    const lead = { kind: 'admin', id: '1', name: '' } as const;
    for (const key of ['mastodon', 'telegram-taiwan', 'hangzhou-walkers', 'shop', 'letter'])
      expect(await engine.reach.channelDesk.test(key, lead)).toMatchObject({ kind: 'done', channel: { test: { ok: false, message: expect.stringContaining('closed to the outside') as string } } });
    expect(engine.sendsMail()).toBe(false);
  });

  it('has people in every role', async () => {
    for (const code of ['strapi-super-admin', 'cw-editor', 'cw-reviewer', 'cw-publisher', 'cw-moderator', 'cw-moderation-lead']) expect(await count('admin::user', { roles: { code } })).toBeGreaterThan(0);
  });

  it('has carried one post through its whole life, with nothing missing in its history', async () => {
    const rows = (await strapi.db.connection('cw_history').join('cw_pieces', 'cw_pieces.id', 'cw_history.piece_id').where({ subject_uid: POST, subject_locale: showcase.locale, event: 'COMPLETE' }).distinct('piece_id')) as { piece_id: number }[];
    const histories = await Promise.all(rows.map(({ piece_id }) => engine.pieces.history(piece_id, null, 200)));
    const history = histories.find((entries) => entries.some(({ event }) => event === 'START_EXPERIMENT')) ?? [];
    expect(history.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(history.map((_, i) => i + 1));
    const events = new Set(history.map(({ event }) => event));
    for (const event of ['SUBMIT', 'REQUEST_CHANGES', 'APPROVE', 'EXPERIMENT_PLANNED', 'START_EXPERIMENT', 'FINISH_EXPERIMENT', 'PROMOTE', 'SCHEDULE', 'DUE', 'RETROSPECTIVE_DUE', 'COMPLETE']) expect(events).toContain(event);
  });

  it('holds to its own laws', async () => {
    expect((await engine.sweep({ takeDown: false })).findings).toEqual([]);
  });
});
