/** Webhooks tell other systems of a transition: after the commit, with an id that stays, and of nothing that did not happen. */
import { startApp, type TestApp } from '../support/app';
import { post } from '../support/events';
import { view } from '../support/flow';
import { historyOf } from '../support/history';
import { startReceiver, type Receiver } from '../support/receiver';
import { draftPiece, pieceIn, push, type Piece } from '../support/states';
import { HOUR, pass, runDueJobs, SECOND, standAt } from '../support/time';
import { storedJobs } from '../support/stored-jobs';

const TRANSITION = 'workflow.transition';

interface Webhook {
  readonly id: string;
}

/** What the webhooks page of the admin does when somebody saves one. */
const register = async (app: TestApp, url: string, headers: Record<string, string> = {}): Promise<Webhook> => {
  const store = app.strapi.get('webhookStore') as { createWebhook(webhook: object): Promise<Webhook> };
  const webhook = await store.createWebhook({ name: 'a website', url, headers, events: [TRANSITION], isEnabled: true });
  (app.strapi.get('webhookRunner') as { add(webhook: Webhook): void }).add(webhook);
  return webhook;
};

const idsOf = (receiver: Receiver): unknown[] => receiver.received.map(({ body }) => body.id);

describe('a webhook', () => {
  let app: TestApp;
  let receiver: Receiver;
  let waited = 0;

  beforeAll(async () => {
    app = await startApp();
    receiver = await startReceiver();
    await register(app, receiver.url, { 'x-secret': 'shared' });
  });
  afterAll(async () => {
    await app.close();
    await receiver.close();
  });
  beforeEach(async () => {
    // What came before is told and forgotten.
    await announce(0);
  });

  /** Lets the announcements run, and waits until so many more deliveries have come. */
  const announce = async (count: number): Promise<void> => {
    pass(app, SECOND);
    const owed = (await storedJobs(app)).filter(({ name, runAt }) => name === 'announce' && runAt <= app.engine.clock.now());
    await runDueJobs(app);
    waited += Math.max(count, owed.length);
    await receiver.has(waited);
  };

  const since = (from: number) => receiver.received.slice(from).map(({ body }) => body);

  test('says who did what to which piece, and where it led', async () => {
    const piece = await draftPiece(app, {}, []);
    const from = receiver.received.length;
    const answer = await post(app, piece.id, 'editor', { type: 'SUBMIT', comment: 'A word for the team only.' });
    expect(answer.status).toBe(200);
    await announce(1);
    const told = receiver.received.slice(from);
    expect(told).toHaveLength(1);
    expect(told[0]?.headers).toMatchObject({ 'x-strapi-event': TRANSITION, 'x-secret': 'shared', 'content-type': expect.stringContaining('application/json') });
    const { hash, revision } = await view(app, piece);
    expect(told[0]?.body).toMatchObject({
      event: expect.any(String),
      id: `${piece.id}.${revision}`,
      uid: piece.uid,
      documentId: piece.documentId,
      locale: 'en',
      round: 1,
      pieceId: piece.id,
      revision,
      from: 'draft',
      to: 'review',
      by: { kind: 'admin', id: await app.idOf('editor'), name: 'editor Test' },
      contentHash: hash,
      at: (await historyOf(app, piece.id)).at(-1)?.at,
    });
    expect(JSON.stringify(told[0]?.body)).not.toContain('A word for the team only.');
  });

  test('names the webhook event and the event of the piece apart', async () => {
    const piece = await draftPiece(app, {}, []);
    const from = receiver.received.length;
    await push(app, piece.id, 'editor', { type: 'SUBMIT', comment: null });
    await announce(1);
    const [body] = since(from);
    // Every Strapi webhook carries its own name in `event`; a receiver that serves several goes by it.
    expect(body?.event).toBe(TRANSITION);
    expect(Object.values(body ?? {})).toContain('SUBMIT');
  });

  test('comes once for every revision, in order, each with an id of its own', async () => {
    const from = receiver.received.length;
    const piece = await pieceIn(app, 'closed', { variants: [] });
    await announce(6);
    const history = (await historyOf(app, piece.id)).slice(1);
    const told = since(from);
    expect(told.map(({ id }) => id).sort()).toEqual(history.map(({ revision }) => `${piece.id}.${revision}`).sort());
    expect(told.map(({ from: a, to: b }) => [a, b]).sort()).toEqual(history.map(({ from: a, to: b }) => [a, b]).sort());
    await runDueJobs(app);
    expect(idsOf(receiver)).toHaveLength(new Set(idsOf(receiver)).size);
  });

  test('is sent after the commit and not by the click itself', async () => {
    const piece = await draftPiece(app, {}, []);
    const from = receiver.received.length;
    await push(app, piece.id, 'editor', { type: 'SUBMIT', comment: null });
    const job = (await storedJobs(app)).find(({ name }) => name === 'announce');
    expect(job).toBeDefined();
    expect(since(from)).toEqual([]);
    await announce(1);
    expect(since(from)).toHaveLength(1);
  });

  test('tells nothing of an event that was refused, came too late or was taken back', async () => {
    const piece = await draftPiece(app, {}, []);
    const from = receiver.received.length;
    expect((await post(app, piece.id, 'publisher', { type: 'PUBLISH' })).status).toBe(422);
    expect((await post(app, piece.id, 'reviewer', { type: 'SUBMIT' })).status).toBe(403);
    expect((await post(app, piece.id, 'editor', { type: 'SUBMIT' }, 99)).status).toBe(409);
    await expect(
      app.strapi.db.transaction(async () => {
        await push(app, piece.id, 'editor', { type: 'SUBMIT', comment: null });
        throw new Error('changed my mind');
      })
    ).rejects.toThrow('changed my mind');
    // Something that did happen shows that everything before it would have come by now.
    await push(app, piece.id, 'editor', { type: 'COMMENT', comment: 'Still a draft.' });
    await announce(1);
    expect(since(from).map(({ id, to }) => [id, to])).toEqual([[`${piece.id}.2`, 'draft']]);
  });

  test('tells of what the clock does too, as the system', async () => {
    const publishAt = app.engine.clock.now() + 2 * HOUR;
    const piece = await pieceIn(app, 'scheduled', { publishAt, variants: [] });
    await announce(0);
    const from = receiver.received.length;
    standAt(app, publishAt);
    await runDueJobs(app);
    await announce(1);
    expect(since(from)).toEqual([expect.objectContaining({ pieceId: piece.id, from: 'scheduled', to: 'published', by: { kind: 'system', id: expect.any(String), name: expect.any(String) } })]);
  });

  test('that is sent again has the same id: a receiver knows what it has seen', async () => {
    const piece = await draftPiece(app, {}, []);
    const from = receiver.received.length;
    await push(app, piece.id, 'editor', { type: 'SUBMIT', comment: null });
    const job = (await storedJobs(app)).find(({ name }) => name === 'announce');
    const payload = job?.payload as { historyId: number };
    // A process that dies between the sending and the end of the job does this.
    await app.engine.handlers.announce(payload, { attempt: 1, runAt: 0 });
    await receiver.has((waited += 1));
    await announce(1);
    const [one, two] = since(from);
    expect(one?.id).toBe(`${piece.id}.2`);
    expect({ ...two, createdAt: null }).toEqual({ ...one, createdAt: null });
  });

  test('that fails does not keep the workflow from going on', async () => {
    const piece = await draftPiece(app, {}, []);
    receiver.answerWith(500, 500, 500);
    await push(app, piece.id, 'editor', { type: 'SUBMIT', comment: null });
    await announce(1);
    expect((await post(app, piece.id, 'reviewer', { type: 'APPROVE' })).status).toBe(200);
  });
});

describe('when the process ends before the announcement', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.close());

  test('it is sent after the next start, with the id that it would have had', async () => {
    const first = await startApp();
    await register(first, receiver.url);
    const piece: Piece = await draftPiece(first, {}, []);
    expect((await post(first, piece.id, 'editor', { type: 'SUBMIT' })).status).toBe(200);
    expect(receiver.received).toEqual([]);
    await first.close({ keep: true });

    const second = await startApp({ folder: first.folder, clockRuns: true });
    try {
      await second.engine.queue.drain();
      // Something that happens now shows that everything before it would have come by now.
      await push(second, piece.id, 'editor', { type: 'COMMENT', comment: 'After the restart.' });
      for (let count = 1; receiver.received.every(({ body }) => body.id !== `${piece.id}.3`); count += 1) await receiver.has(count);
      expect(receiver.received.map(({ body }) => [body.id, body.from, body.to])).toEqual([
        [`${piece.id}.2`, 'draft', 'review'],
        [`${piece.id}.3`, 'review', 'review'],
      ]);
      await second.engine.queue.stop();
      expect((await storedJobs(second)).filter(({ name }) => name === 'announce')).toEqual([]);
    } finally {
      await second.close();
    }
  });
});
