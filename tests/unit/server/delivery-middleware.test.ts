import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliverFromMemory } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/middleware';
import type { DeliveryMemory } from '../../../src/plugins/content-workflow/server/src/publishing/delivery/memory';

const memory = (serve: (res: ServerResponse) => never): DeliveryMemory => ({
  on: true,
  serve: (_req, res) => serve(res),
  learn: () => undefined,
  fail: () => undefined,
  stats: () => ({ hits: 0, notModified: 0, misses: 0, bypassed: 0, entries: 0, bytes: 0 }),
});

/** Asks a server in front of which this memory stands; what is behind it answers "by the chain". */
const ask = async (serve: (res: ServerResponse) => never): Promise<string> => {
  const { middleware, aheadOf } = deliverFromMemory(memory(serve), '/api/delivery/');
  const server = createServer((req, res) => void middleware({ req, res, status: 404, body: null, state: {} }, () => Promise.resolve(void res.end('by the chain'))));
  aheadOf(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  try {
    return await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/delivery/posts`)).text();
  } finally {
    server.close();
  }
};

describe('a memory that fails', () => {
  test('leaves the answer to the chain, and is not asked again on the way', async () => {
    const serve = jest.fn(() => {
      throw new Error('broken');
    });
    expect(await ask(serve)).toBe('by the chain');
    expect(serve).toHaveBeenCalledTimes(1);
  });

  test('in the middle of an answer breaks that off, and the process goes on', async () => {
    const half = (res: ServerResponse): never => {
      res.writeHead(200, { 'Content-Length': 100 }).write('half');
      throw new Error('broken');
    };
    await expect(ask(half)).rejects.toThrow();
  });
});
