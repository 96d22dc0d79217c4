/** PostgreSQL quotes the values that it does not take; none of them gets into the log. */
import { allowPublic } from '../support/access';
import { startApp, type TestApp } from '../support/app';
import { captureLines } from '../support/log-lines';

describe.each(['json', 'pretty'])('in a log that is written as %s', (format) => {
  let app: TestApp;
  beforeAll(async () => {
    process.env.LOG_FORMAT = format;
    app = await startApp();
    delete process.env.LOG_FORMAT;
    await allowPublic(app, 'api::post.post.find');
  });
  afterAll(() => app.close());

  test.each(['filters[id][$eq]=telltale%40example.com', 'filters[id][$in][0]=telltale%40example.com', 'filters[id][$eq]=1%0A%20%20%20%20at%20telltale', 'filters[title][$eq]=telltale%00'])('the value of %s is not told', async (query) => {
    const lines = captureLines(app);
    expect((await app.anonymous.get(`/api/posts?${query}`)).status).toBe(500);
    const told = lines.join('\n');
    expect(told).toMatch(/The database answered with the error 22[0-9A-Z]{3}/);
    expect(told).toMatch(/node_modules/);
    expect(told).not.toMatch(/telltale|example\.com/);
  });
});
