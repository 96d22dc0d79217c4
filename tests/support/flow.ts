/** The way of a post, over HTTP, as the people who take it. */
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { POST, type Person, type TestApp } from './app';
import { planned } from './experiments';
import { havingLooked } from './looked-at';

export interface Draft {
  readonly documentId: string;
  readonly locale: string;
  readonly uid: string;
}

const paragraph = (text: string) => [{ type: 'paragraph', children: [{ type: 'text', text }] }];

/** A cover that stands in the media library without bytes: the content of a post, not its upload, is under test. */
export const coverId = async (app: TestApp, name = 'cover'): Promise<number> => {
  const file = await app.strapi.db.query('plugin::upload.file').create({
    data: { name: `${name}.jpg`, hash: `${name}_hash`, ext: '.jpg', mime: 'image/jpeg', size: 12.5, width: 1200, height: 675, url: `/uploads/${name}.jpg`, provider: 'local', folderPath: '/', alternativeText: 'A cup on a rock' },
  });
  return Number(file.id);
};

let counter = 0;

/** Fields that pass the post's checklist. */
export const postData = async (app: TestApp, overrides: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
  counter += 1;
  return {
    title: `Tea on the ridge ${counter}`,
    slug: `tea-on-the-ridge-${counter}-${Date.now().toString(36)}`,
    summary: 'A summary that is long enough for the checklist.',
    body: paragraph('A body that is long enough for the checklist, and says something.'),
    cover: await coverId(app, `cover-${counter}`),
    tags: [{ name: 'ridge' }],
    ...overrides,
  };
};

/** Creates a post in the admin, as a person would with the Save button. */
export const createPost = async (app: TestApp, overrides: Record<string, unknown> = {}, by: Person = 'editor', locale = 'en'): Promise<Draft> => {
  const answer = await app.as(by, 'post', `/content-manager/collection-types/${POST}?locale=${locale}`, await postData(app, overrides));
  if (answer.status >= 300) throw new Error(`the post was not created: ${answer.status} ${JSON.stringify(answer.body)}`);
  return { uid: POST, documentId: (answer.body as { data: { documentId: string } }).data.documentId, locale };
};

export const savePost = (app: TestApp, draft: Draft, data: Record<string, unknown>, by: Person = 'editor') =>
  app.as(by, 'put', `/content-manager/collection-types/${draft.uid}/${draft.documentId}?locale=${draft.locale}`, data);

export const view = async (app: TestApp, draft: Draft, by: Person = 'admin'): Promise<PieceView> => {
  const answer = await app.as(by, 'get', `/content-workflow/documents/${draft.uid}/${draft.documentId}?locale=${draft.locale}`);
  if (answer.status !== 200) throw new Error(`no piece: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { data: PieceView }).data;
};

/** Sends an event with the revision that is current, and answers the raw response. */
export const send = async (app: TestApp, draft: Draft, by: Person, event: { type: string } & Record<string, unknown>, revision?: number) => {
  const piece = await view(app, draft);
  return app.as(by, 'post', `/content-workflow/pieces/${piece.id}/events`, { event: havingLooked(piece, event), expectedRevision: revision ?? piece.revision });
};

/** Like `send`, for the steps that lead to what a test is about: anything but success is an error in the test. */
export const done = async (app: TestApp, draft: Draft, by: Person, event: { type: string } & Record<string, unknown>): Promise<PieceView> => {
  const answer = await send(app, draft, by, event);
  if (answer.status !== 200) throw new Error(`${event.type} by ${by} was refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { data: PieceView }).data;
};

export const HOUR = 3_600_000;

export const inFuture = (app: TestApp, ms = 2 * HOUR): string => new Date(app.engine.clock.now() + ms).toISOString();

/** Brings a fresh post to a stage by the events of the people whose work it is. */
export const postAt = async (
  app: TestApp,
  stage: 'draft' | 'review' | 'approved' | 'variant' | 'scheduled' | 'held' | 'published' | 'withdrawn' | 'retrospective' | 'closed' | 'rejected' | 'archived',
  overrides: Record<string, unknown> = {}
): Promise<Draft> => {
  const draft = await createPost(app, overrides);
  if (stage === 'draft') return draft;
  if (stage === 'archived') {
    await done(app, draft, 'editor', { type: 'ARCHIVE' });
    return draft;
  }
  if (stage === 'variant')
    for (const key of ['a', 'b']) {
      const piece = await view(app, draft);
      const answer = await app.as('editor', 'put', `/content-workflow/pieces/${piece.id}/variants/${key}`, { label: key.toUpperCase(), overrides: { title: `Title ${key} of the test` }, expectedRevision: piece.revision });
      if (answer.status !== 200) throw new Error(`the variant was refused: ${JSON.stringify(answer.body)}`);
    }
  await done(app, draft, 'editor', { type: 'SUBMIT' });
  if (stage === 'review') return draft;
  if (stage === 'rejected') {
    await done(app, draft, 'reviewer', { type: 'REJECT', reasonCode: 'quality' });
    return draft;
  }
  await done(app, draft, 'reviewer', { type: 'APPROVE' });
  await done(app, draft, 'reviewer2', { type: 'APPROVE' });
  if (stage === 'approved') return draft;
  if (stage === 'variant') {
    await planned(app, (await view(app, draft)).id);
    await done(app, draft, 'publisher', { type: 'START_EXPERIMENT' });
    return draft;
  }
  if (stage === 'scheduled' || stage === 'held') {
    await done(app, draft, 'publisher', { type: 'SCHEDULE', publishAt: inFuture(app), timezone: 'Asia/Shanghai' });
    if (stage === 'held') await done(app, draft, 'publisher', { type: 'HOLD', reason: 'The shop is closed.' });
    return draft;
  }
  await done(app, draft, 'publisher', { type: 'PUBLISH' });
  if (stage === 'published') return draft;
  if (stage === 'withdrawn') {
    await done(app, draft, 'publisher', { type: 'TAKE_DOWN', reason: 'A wrong price.' });
    return draft;
  }
  await done(app, draft, 'publisher', { type: 'OPEN_RETROSPECTIVE' });
  if (stage === 'closed') await done(app, draft, 'publisher', { type: 'COMPLETE', highlights: 'Many replies.', shortfalls: 'Late map.', lessons: 'Map first.' });
  return draft;
};
