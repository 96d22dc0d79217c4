import { startApp, type TestApp } from '../support/app';
import { createPost, done, postAt, send, view } from '../support/flow';

describe('the life of a piece over HTTP', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('goes from draft to closed, and the history tells all of it', async () => {
    const draft = await postAt(app, 'closed');
    const piece = await view(app, draft);
    expect(piece.state).toBe('closed');
    expect(piece.history.map((h) => h.event).reverse()).toEqual(['OPENED', 'SUBMIT', 'APPROVE', 'APPROVE', 'PUBLISH', 'OPEN_RETROSPECTIVE', 'COMPLETE']);
  });

  it('refuses what the state does not know, and says what is possible', async () => {
    const draft = await createPost(app);
    const answer = await send(app, draft, 'publisher', { type: 'PUBLISH' });
    expect(answer.status).toBe(422);
    expect(answer.body.error.details).toMatchObject({ code: 'NOT_IN_THIS_STATE', guard: 'state' });
    await done(app, draft, 'editor', { type: 'SUBMIT' });
  });
});
