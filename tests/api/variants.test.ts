/** Variants and experiments: each variant is reviewed as it is, and what wins is exactly what was approved. */
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { allowPublic, DELIVERY } from '../support/access';
import { KOL, POST, startApp, type Person, type TestApp } from '../support/app';
import { post, problemOf } from '../support/events';
import { planned } from '../support/experiments';
import { coverId, createPost, done, savePost, send, view, type Draft } from '../support/flow';
import { expectUnbroken, historyOf } from '../support/history';
import { listen } from '../support/listen';
import { changeUnseen, liveEditions } from '../support/sql';
import { pieceIn } from '../support/states';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await listen(app);
  await allowPublic(app, ...DELIVERY);
});
afterAll(() => app.close());

const put = async (draft: Draft, key: string, overrides: Record<string, unknown>, more: Record<string, unknown> = {}, by: Person = 'editor') => {
  const { id, revision } = await view(app, draft);
  return app.as(by, 'put', `/content-workflow/pieces/${id}/variants/${key}`, { label: key.toUpperCase(), overrides, expectedRevision: revision, ...more });
};

const written = async (draft: Draft, key: string, overrides: Record<string, unknown>): Promise<PieceView> => {
  const answer = await put(draft, key, overrides);
  if (answer.status !== 200) throw new Error(`no variant: ${JSON.stringify(answer.body)}`);
  return answer.body.data as PieceView;
};

const remove = async (draft: Draft, key: string, expectedRevision?: number) => {
  const { id, revision } = await view(app, draft);
  return app.as('editor', 'delete', `/content-workflow/pieces/${id}/variants/${key}?expectedRevision=${expectedRevision ?? revision}`);
};

const draftRow = (draft: Draft) => app.strapi.db.query(POST).findOne({ where: { documentId: draft.documentId, publishedAt: null }, populate: { cover: true } });

const approve = async (draft: Draft): Promise<void> => {
  await done(app, draft, 'editor', { type: 'SUBMIT' });
  await done(app, draft, 'reviewer', { type: 'APPROVE' });
  await done(app, draft, 'reviewer2', { type: 'APPROVE' });
};

describe('a variant of a draft', () => {
  test('is added, changed and removed, and the history tells of each', async () => {
    const draft = await createPost(app);
    const added = await written(draft, 'a', { title: 'Title a' });
    expect(added.variants).toEqual([{ key: 'a', label: 'A', overrides: { title: 'Title a' }, hash: expect.stringMatching(/^[0-9a-f]{64}$/), approved: false, running: false, several: false }]);
    const changed = await written(draft, 'a', { title: 'Another title' });
    expect(changed.variants[0]?.hash).not.toBe(added.variants[0]?.hash);
    await written(draft, 'b', { summary: 'A summary of its own, long enough.' });
    expect((await view(app, draft)).variants.map(({ key }) => key)).toEqual(['a', 'b']);
    expect((await remove(draft, 'a')).status).toBe(200);
    const now = await view(app, draft);
    expect(now.variants.map(({ key }) => key)).toEqual(['b']);
    const history = await historyOf(app, now.id);
    expectUnbroken(history);
    expect(history.slice(1).map(({ event, detail, by }) => [event, detail.variant, detail.removed, by.name])).toEqual([
      ['VARIANTS_CHANGED', 'a', false, 'editor Test'],
      ['VARIANTS_CHANGED', 'a', false, 'editor Test'],
      ['VARIANTS_CHANGED', 'b', false, 'editor Test'],
      ['VARIANTS_CHANGED', 'a', true, 'editor Test'],
    ]);
  });

  test('does not change the draft itself', async () => {
    const draft = await createPost(app, { title: 'The draft itself' });
    const before = await view(app, draft);
    await written(draft, 'a', { title: 'Title a' });
    expect((await draftRow(draft))?.title).toBe('The draft itself');
    expect((await view(app, draft)).hash).toBe(before.hash);
  });

  test('may override a text, a rich text and a picture', async () => {
    const draft = await createPost(app);
    const cover = await coverId(app, 'variant-cover');
    const body = [{ type: 'paragraph', children: [{ type: 'text', text: 'Another body that is long enough for it.' }] }];
    expect((await written(draft, 'a', { title: 'T', summary: 'S', body, cover })).variants[0]?.overrides).toEqual({ title: 'T', summary: 'S', body, cover });
  });

  test('follows the draft in everything that it does not override', async () => {
    const draft = await createPost(app);
    const before = (await written(draft, 'a', { title: 'Title a' })).variants[0]?.hash;
    expect((await savePost(app, draft, { summary: 'Another summary that is long enough.' })).status).toBe(200);
    expect((await view(app, draft)).variants[0]?.hash).not.toBe(before);
    expect((await savePost(app, draft, { title: 'Does not matter to the variant' })).status).toBe(200);
  });

  test.each([
    ['nothing', {}, 'overrides'],
    ['a field that may not differ', { slug: 'another-slug' }, 'overrides.slug'],
    ['a component', { tags: [{ name: 'x' }] }, 'overrides.tags'],
    ['a relation', { activity: 'abc' }, 'overrides.activity'],
    ['a field that does not exist', { colour: 'red' }, 'overrides.colour'],
    ['a private field', { audience: 'Everybody' }, 'overrides.audience'],
    ['when it is published', { publishedAt: '2027-01-01T00:00:00Z' }, 'overrides.publishedAt'],
    ['its document', { documentId: 'abc' }, 'overrides.documentId'],
    ['a number for a text', { title: 7 }, 'overrides.title'],
    ['a list for a text', { title: ['Title'] }, 'overrides.title'],
    ['null for a text', { title: null }, 'overrides.title'],
    ['a text that is too long', { title: 'x'.repeat(201) }, 'overrides.title'],
    ['a text with a NUL character', { title: 'be\u0000fore' }, 'overrides.title'],
    ['a text for a rich text', { body: 'Text' }, 'overrides.body'],
    ['blocks without a type', { body: [{ children: [] }] }, 'overrides.body'],
    ['a text for a picture', { cover: 'cover.jpg' }, 'overrides.cover'],
    ['an address for a picture', { cover: { url: 'https://example.com/a.jpg' } }, 'overrides.cover'],
    ['a list for one picture', { cover: [1, 2] }, 'overrides.cover'],
  ])('can not override %s', async (_name, overrides, field) => {
    const draft = await createPost(app);
    const before = await view(app, draft);
    const answer = await put(draft, 'a', overrides);
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ guard: 'variantIsPossible', field, next: expect.stringMatching(/\S/) });
    expect(await view(app, draft)).toEqual(before);
  });

  test('can not show a picture that does not exist', async () => {
    const draft = await createPost(app);
    const answer = await put(draft, 'a', { cover: 999_999 });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details.field).toBe('overrides.cover');
  });

  test('can not put a text with blocks that Strapi would not store', async () => {
    const draft = await createPost(app);
    const answer = await put(draft, 'a', { body: [{ type: 'script', children: [{ type: 'text', text: 'x' }] }] });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details.field).toBe('overrides.body');
  });

  test.each([
    ['no label', { label: undefined }, 'label'],
    ['an empty label', { label: '' }, 'label'],
    ['a label of 101 characters', { label: 'x'.repeat(101) }, 'label'],
    ['a label with a NUL character', { label: 'be\u0000fore' }, 'label'],
    ['a number as label', { label: 7 }, 'label'],
    ['no overrides', { overrides: undefined }, 'overrides'],
    ['a list of overrides', { overrides: [] }, 'overrides'],
    ['no revision', { expectedRevision: undefined }, 'expectedRevision'],
    ['an unknown key', { approved: true }, 'approved'],
  ])('with %s is 400', async (_name, more, field) => {
    const draft = await createPost(app);
    const answer = await put(draft, 'a', { title: 'Title a' }, more);
    expect(answer.status).toBe(400);
    expect(problemOf(answer).details).toMatchObject({ code: 'INPUT_INVALID', field });
  });

  test.each(['A', 'a_b', '-a', 'a b', 'ä', 'x'.repeat(33), '%00', '__proto__'])('with the key "%s" is 400', async (key) => {
    const draft = await createPost(app);
    expect((await put(draft, encodeURIComponent(key), { title: 'Title' })).status).toBe(400);
  });

  test('can not be called as the piece itself is in an experiment', async () => {
    const draft = await createPost(app);
    const answer = await put(draft, 'original', { title: 'Title a' });
    expect([answer.status, problemOf(answer).details]).toEqual([422, expect.objectContaining({ guard: 'variantIsPossible', field: 'key', next: expect.stringMatching(/\S/) as string })]);
  });

  test('that changes several fields is taken, and says so', async () => {
    const draft = await createPost(app);
    await written(draft, 'a', { title: 'Title a' });
    expect((await written(draft, 'b', { title: 'Title b', summary: 'A summary of its own, long enough.' })).variants.map(({ key, several }) => [key, several])).toEqual([['a', false], ['b', true]]);
  });

  test('of a type whose variants may override nothing is refused', async () => {
    const { documentId } = await (app.strapi.documents(KOL as never) as unknown as { create(params: object): Promise<{ documentId: string }> }).create({ data: { name: 'Lin Yue', slug: 'lin-yue' } });
    const answer = await put({ uid: KOL, documentId, locale: '' }, 'a', { name: 'Another name' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).message).toContain('nothing');
  });

  test('for an older revision is 409 with the piece, and is not written', async () => {
    const draft = await createPost(app);
    await written(draft, 'a', { title: 'Title a' });
    const answer = await put(draft, 'a', { title: 'Too late' }, { expectedRevision: 1 });
    expect(answer.status).toBe(409);
    expect(problemOf(answer).details.piece).toMatchObject({ variants: [expect.objectContaining({ overrides: { title: 'Title a' } })] });
    expect((await remove(draft, 'a', 1)).status).toBe(409);
    expect((await view(app, draft)).variants).toHaveLength(1);
  });

  test('that is not there can not be removed: 404', async () => {
    const draft = await createPost(app);
    expect((await remove(draft, 'z')).status).toBe(404);
    expectUnbroken(await historyOf(app, (await view(app, draft)).id));
    expect((await app.as('editor', 'delete', `/content-workflow/pieces/999999/variants/a?expectedRevision=1`)).status).toBe(404);
    expect((await app.as('editor', 'delete', `/content-workflow/pieces/1/variants/a`)).status).toBe(400);
  });

  test.each(['review', 'approved', 'variant', 'scheduled', 'held', 'published', 'withdrawn', 'closed', 'rejected', 'archived'] as const)('can not be changed once the piece is %s', async (state) => {
    const piece = await pieceIn(app, state);
    const before = await view(app, piece);
    const answer = await put(piece, 'a', { title: 'Changed behind the review' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code: 'NOT_IN_THIS_STATE', guard: 'state' });
    expect((await remove(piece, 'a')).status).toBe(422);
    expect(await view(app, piece)).toEqual(before);
  });

  test('can be written by whoever may submit, and by nobody else', async () => {
    const draft = await createPost(app);
    const reviewer = await put(draft, 'a', { title: 'Title a' }, {}, 'reviewer');
    expect([reviewer.status, problemOf(reviewer).details.code]).toEqual([403, 'PERMISSION_MISSING']);
    expect((await put(draft, 'a', { title: 'Title a' }, {}, 'publisher')).status).toBe(200);
  });
});

describe('an approval', () => {
  test('covers every variant as it was submitted', async () => {
    const draft = await createPost(app);
    await written(draft, 'a', { title: 'Title a' });
    await written(draft, 'b', { title: 'Title b' });
    await approve(draft);
    const { seal, variants } = await view(app, draft);
    expect(variants.map(({ approved }) => approved)).toEqual([true, true]);
    expect(seal?.variants).toEqual(variants.map(({ key, hash }) => ({ key, hash })));
  });

  test('is gone for the variants too when the draft changes', async () => {
    const draft = await createPost(app);
    await written(draft, 'a', { title: 'Title a' });
    await approve(draft);
    await savePost(app, draft, { summary: 'Another summary that is long enough.' });
    expect(await view(app, draft)).toMatchObject({ state: 'draft', seal: null, variants: [expect.objectContaining({ approved: false })] });
  });
});

describe('an experiment', () => {
  test('needs a plan', async () => {
    const piece = await pieceIn(app, 'approved');
    const answer = await send(app, piece, 'publisher', { type: 'START_EXPERIMENT' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code: 'EXPERIMENT_NOT_PLANNED', guard: 'experimentIsPlanned', who: ['own'] });
  });

  test('with variants that were changed behind the approval does not start', async () => {
    const piece = await pieceIn(app, 'approved');
    await planned(app, piece.id);
    await app.strapi.db.connection('cw_variants').where({ piece_id: piece.id, key: 'b' }).update({ overrides: JSON.stringify({ title: 'Never reviewed' }) });
    const answer = await send(app, piece, 'publisher', { type: 'START_EXPERIMENT' });
    expect(problemOf(answer).details.code).toBe('VARIANTS_NOT_APPROVED');
  });

  test('locks the draft: an edit is refused, says who can unlock it, and changes nothing', async () => {
    const piece = await pieceIn(app, 'variant');
    const before = await view(app, piece);
    const answer = await savePost(app, piece, { title: 'Sneaked in' });
    expect(answer.status).toBe(403);
    expect(answer.body.error).toMatchObject({ message: expect.stringContaining('experiment'), details: { code: 'LOCKED', who: ['own'], next: expect.stringContaining('STOP') } });
    expect((await draftRow(piece))?.title).not.toBe('Sneaked in');
    expect(await view(app, piece)).toEqual(before);
    expect((await app.as('editor', 'delete', `/content-manager/collection-types/${POST}/${piece.documentId}?locale=en`)).status).toBe(403);
  });

  test('makes its winner the draft, approved as it was reviewed, and that goes live', async () => {
    const draft = await createPost(app, { title: 'The draft itself' });
    const cover = await coverId(app, 'winner');
    await written(draft, 'a', { title: 'Title a' });
    const { variants } = await written(draft, 'b', { title: 'Title b', summary: 'The summary of b, which is long enough.', cover });
    await approve(draft);
    await planned(app, (await view(app, draft)).id);
    await done(app, draft, 'publisher', { type: 'START_EXPERIMENT' });
    const now = await done(app, draft, 'publisher', { type: 'PROMOTE', variant: 'b', reason: 'It was agreed.' });
    const hash = variants.find(({ key }) => key === 'b')?.hash;
    expect(now).toMatchObject({ state: 'approved', title: 'Title b', hash, approvalHolds: true, seal: { hash, how: 'experiment', reason: 'winner: b' } });
    expect(await draftRow(draft)).toMatchObject({ title: 'Title b', summary: 'The summary of b, which is long enough.', cover: { id: cover } });
    await done(app, draft, 'publisher', { type: 'PUBLISH' });
    expect(await liveEditions(app, draft.documentId)).toEqual([expect.objectContaining({ title: 'Title b', cover: expect.objectContaining({ url: '/uploads/winner.jpg' }) })]);
    const history = await historyOf(app, now.id);
    expectUnbroken(history);
    expect(history.slice(-3).map(({ event, detail }) => [event, detail.variant])).toEqual([
      ['START_EXPERIMENT', undefined],
      ['PROMOTE', 'b'],
      ['PUBLISH', undefined],
    ]);
  });

  test('does not promote a variant that was changed behind its back', async () => {
    const piece = await pieceIn(app, 'variant');
    await app.strapi.db.connection('cw_variants').where({ piece_id: piece.id, key: 'a' }).update({ overrides: JSON.stringify({ title: 'Never reviewed' }) });
    const answer = await post(app, piece.id, 'publisher', { type: 'PROMOTE', variant: 'a', reason: 'It was agreed.' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code: 'APPROVAL_VOID', guard: 'winnerIsAsApproved' });
    expect((await draftRow(piece))?.title).not.toBe('Never reviewed');
  });

  test('does not promote a variant whose draft was changed behind its back', async () => {
    const piece = await pieceIn(app, 'variant');
    await changeUnseen(app, piece.documentId, { summary: 'Changed where nobody saw it.' });
    const answer = await post(app, piece.id, 'publisher', { type: 'PROMOTE', variant: 'a', reason: 'It was agreed.' });
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details.code).toBe('APPROVAL_VOID');
  });

  test.each([
    ['a picture that was deleted since', async (): Promise<Record<string, unknown>> => ({ cover: await coverId(app, 'deleted') })],
    ['blocks that Strapi does not store', async (): Promise<Record<string, unknown>> => ({ body: [{ type: 'script', children: [{ type: 'text', text: 'x' }] }] })],
  ])('whose winner has %s is refused with a reason, or promotes exactly what was approved', async (_name, overrides) => {
    const draft = await createPost(app);
    const changed = await overrides();
    await written(draft, 'a', { title: 'Title a' });
    if ((await put(draft, 'b', changed)).status !== 200) return;
    await approve(draft);
    await planned(app, (await view(app, draft)).id);
    await done(app, draft, 'publisher', { type: 'START_EXPERIMENT' });
    if (changed.cover !== undefined) await app.strapi.db.query('plugin::upload.file').delete({ where: { id: changed.cover } });
    const before = await view(app, draft);
    const answer = await send(app, draft, 'publisher', { type: 'PROMOTE', variant: 'b', reason: 'It was agreed.' });
    if (answer.status === 200) {
      const hash = before.variants.find(({ key }) => key === 'b')?.hash;
      expect(await view(app, draft)).toMatchObject({ state: 'approved', hash, approvalHolds: true });
      return;
    }
    expect(answer.status).toBe(422);
    expect(problemOf(answer).details).toMatchObject({ code: expect.any(String), guard: expect.any(String), who: expect.any(Array), next: expect.stringMatching(/\S/) });
    expect(await view(app, draft)).toEqual(before);
  });

  test('that is stopped leaves the draft as it was approved, ready to go live', async () => {
    const piece = await pieceIn(app, 'variant', { data: { title: 'The draft itself' } });
    expect(await done(app, piece, 'publisher', { type: 'STOP' })).toMatchObject({ state: 'approved', title: 'The draft itself', approvalHolds: true });
    await done(app, piece, 'publisher', { type: 'PUBLISH' });
    expect(await liveEditions(app, piece.documentId)).toEqual([expect.objectContaining({ title: 'The draft itself' })]);
  });

  test('can be run again after a winner, with the variants that are still as approved', async () => {
    const piece = await pieceIn(app, 'variant');
    await done(app, piece, 'publisher', { type: 'PROMOTE', variant: 'a', reason: 'It was agreed.' });
    const { variants } = await view(app, piece);
    expect(variants.every(({ approved }) => approved)).toBe(true);
    await planned(app, piece.id);
    expect((await send(app, piece, 'publisher', { type: 'START_EXPERIMENT' })).status).toBe(200);
  });
});

describe('the next round', () => {
  test('begins without the variants of the one before', async () => {
    const piece = await pieceIn(app, 'published');
    expect((await savePost(app, piece, { title: 'The second round' })).status).toBe(200);
    const next = await view(app, piece);
    expect(next).toMatchObject({ round: 2, variants: [] });
    expect((await put(piece, 'a', { title: 'Title of round two' })).status).toBe(200);
    expect(await app.strapi.db.connection('cw_variants').where({ piece_id: piece.id })).toHaveLength(2);
  });
});
