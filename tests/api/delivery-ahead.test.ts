/** The memory as the first line of `config/middlewares`: ahead of Koa when nothing else decides, and behind whatever does. */
import { allowPublic, DELIVERY } from '../support/access';
import { startApp, type TestApp } from '../support/app';
import { listen } from '../support/listen';
import { rawClient, type RawAnswer } from '../support/raw-http';
import { pieceIn } from '../support/states';
import { passInMemory } from '../support/time';
import { onLoad } from '../support/types';

const ADDRESS = '/api/delivery/posts/first?locale=en';

interface Reader {
  readonly app: TestApp;
  get(headers?: Record<string, string>): Promise<RawAnswer>;
  close(): Promise<void>;
}

const open = async (): Promise<Reader> => {
  const app = await startApp();
  await listen(app);
  await allowPublic(app, ...DELIVERY);
  passInMemory(app);
  await pieceIn(app, 'published', { data: { slug: 'first' }, variants: [] });
  const client = rawClient(app);
  return {
    app,
    get: (headers = {}) => client.send({ method: 'GET', target: ADDRESS, headers }),
    async close() {
      client.close();
      await app.close();
    },
  };
};

const comparable = ({ date: _date, 'x-request-id': _id, ...headers }: RawAnswer['headers']) => headers;

test('a hit never reaches Koa, and is what the chain answers', async () => {
  const { app, get, close } = await open();
  try {
    const chain = await get();
    const contexts = jest.spyOn(app.strapi.server.app as unknown as { createContext(): unknown }, 'createContext');
    const memory = await get();
    expect(contexts).not.toHaveBeenCalled();
    expect(comparable(memory.headers)).toEqual(comparable(chain.headers));
    expect(memory.bytes.equals(chain.bytes)).toBe(true);
    expect((await get({ 'Cache-Control': 'no-cache' })).status).toBe(200);
    expect(contexts).toHaveBeenCalledTimes(1);
    expect(app.engine.deliveryMemory.stats()).toMatchObject({ hits: 1, misses: 1, bypassed: 1 });
  } finally {
    await close();
  }
});

test('what another plugin has put ahead of the list decides first', async () => {
  let closed = false;
  const off = onLoad((strapi) =>
    strapi.server.use(async (ctx, next) => {
      if (!closed) return next();
      ctx.status = 503;
    })
  );
  const { app, get, close } = await open();
  off();
  try {
    await get();
    await get();
    expect(app.engine.deliveryMemory.stats().hits).toBe(1);
    closed = true;
    expect((await get()).status).toBe(503);
  } finally {
    await close();
  }
});
