/** The door to the outside lets nobody in, and says of every failure whether something may have been sent. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createLine, type AddressInfo, type Socket } from 'node:net';
import { NoAnswer, type Request } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { createEgress, type Egress, type EgressOptions } from '../../../src/plugins/content-workflow/server/src/distribution/egress';
import { isPublicAddress } from '../../../src/plugins/content-workflow/server/src/distribution/egress/addresses';

const opened: Egress[] = [];
const servers: { close(): unknown }[] = [];
afterEach(() => {
  opened.splice(0).forEach((egress) => egress.close());
  servers.splice(0).forEach((server) => server.close());
});

const egress = (options: Partial<EgressOptions> = {}): Egress => {
  const made = createEgress({ allow: [], timeoutMs: 2_000, ...options });
  opened.push(made);
  return made;
};

const never = (): AbortSignal => new AbortController().signal;

/** What became of it, as an adapter sees it. */
const outcome = async (made: Egress, url: string, request?: Request, signal = never()): Promise<unknown> => {
  try {
    return await made.fetch(url, request, signal);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { code: error.code, reached: error.reached };
  }
};

type Handle = (req: IncomingMessage, res: ServerResponse) => void;

const serve = async (handle: Handle): Promise<{ origin: string; host: string; server: Server }> => {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push({ close: () => server.closeAllConnections() ?? server.close() });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin: `http://${host}`, host, server };
};

/** A line that does with the first bytes what it is told to. */
const serveLine = async (onBytes: (socket: Socket) => void): Promise<string> => {
  const server = createLine((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => onBytes(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const echo: Handle = (req, res) => {
  const parts: Buffer[] = [];
  req.on('data', (part: Buffer) => parts.push(part));
  req.on('end', () => res.setHeader('content-type', 'application/json').end(JSON.stringify({ method: req.method, headers: req.headers, body: Buffer.concat(parts).toString('latin1'), port: req.socket.remotePort })));
};

const FORBIDDEN = { code: 'address-forbidden', reached: false };

describe('addresses', () => {
  test.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    '127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '192.0.0.170', '192.0.2.1', '198.18.0.1', '198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255',
    '::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:169.254.169.254', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1', '2002:7f00:1::', '2001::1', '2001:db8::1', '3fff::1', 'fe80::1', 'fec0::1', 'fc00::1', 'fd12::1', 'ff02::1', '100::1', '4000::1', '', 'localhost', '8.8.8',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('inner addresses are not reached', () => {
  test.each([
    'https://127.0.0.1/', 'https://169.254.169.254/latest/meta-data', 'https://0.0.0.0/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[64:ff9b::7f00:1]/', 'https://2130706433/', 'https://0x7f000001/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://127.1/', 'https://10.1.2.3/', 'https://user:pass@example.com/',
  ])('%s', async (url) => {
    // Whatever is looked up is public: only the address itself can be at fault.
    expect(await outcome(egress({ resolve: async () => [{ address: '8.8.8.8', family: 4 }] }), url)).toEqual(FORBIDDEN);
  });

  test.each([['http://example.com/', 'not-https'], ['ftp://example.com/', 'not-https'], ['file:///etc/passwd', 'not-https'], ['no address', 'address-invalid']])('%s is refused as %s', async (url, code) => {
    expect(await outcome(egress(), url)).toEqual({ code, reached: false });
  });

  test.each([[['127.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['::ffff:127.0.0.1']], [['64:ff9b::7f00:1']], [['169.254.169.254']]])('a name that resolves to %j', async (addresses) => {
    const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    expect(await outcome(egress({ resolve }), 'https://inner.example.com/')).toEqual(FORBIDDEN);
  });

  test('a closed door is passed by nothing but the hosts that are allowed by name, and nothing is looked up', async () => {
    const resolve = async (): Promise<never> => Promise.reject(new Error('it was looked up'));
    expect(await outcome(egress({ closed: true, resolve }), 'https://example.com/')).toEqual({ code: 'egress-closed', reached: false });
    const { origin, host } = await serve(echo);
    expect(await outcome(egress({ closed: true, allow: [host] }), origin)).toMatchObject({ status: 200 });
  });

  test('a name is asked for once a connection, and that is connected to: what it resolves to a moment later is judged anew', async () => {
    const reached: string[] = [];
    const line = await serveLine((socket) => {
      reached.push(socket.localAddress ?? '');
      socket.destroy();
    });
    const answers = ['127.0.0.1', '10.0.0.1', '127.0.0.1'];
    // The line of this test stands for a public address.
    const made = egress({ resolve: async () => [{ address: answers.shift() ?? '', family: 4 }], isPublic: (address) => address === '127.0.0.1' });
    const url = `https://rebound.example.com:${line.split(':')[1]}/`;
    expect(await outcome(made, url)).toMatchObject({ reached: false });
    expect([reached, answers]).toEqual([['127.0.0.1'], ['10.0.0.1', '127.0.0.1']]);
    expect(await outcome(made, url)).toEqual(FORBIDDEN);
    expect([reached.length, answers]).toEqual([1, ['127.0.0.1']]);
  });

  test('also not by being sent there', async () => {
    const inner = await serve(() => {
      throw new Error('was followed');
    });
    const { origin, host } = await serve((_req, res) => void res.writeHead(302, { location: `${inner.origin}/` }).end());
    expect(await outcome(egress({ allow: [host] }), origin)).toMatchObject({ status: 302, headers: { location: `${inner.origin}/` } });
  });

  test('what is allowed is one host at one port', async () => {
    const [one, other] = [await serve(echo), await serve(echo)];
    const made = egress({ allow: [one.host] });
    expect(await outcome(made, one.origin)).toMatchObject({ status: 200 });
    expect(await outcome(made, other.origin)).toEqual({ code: 'not-https', reached: false });
    expect(await outcome(made, `https://${other.host}/`)).toEqual(FORBIDDEN);
  });
});

describe('what is sent', () => {
  test('JSON, text, a form of words and a form with a file arrive as they are meant', async () => {
    const { origin, host } = await serve(echo);
    const made = egress({ allow: [host] });
    const sent = async (request: Request) => ((await made.fetch(origin, request, never())).json as { method: string; headers: Record<string, string>; body: string });

    expect(await sent({ json: { a: '一' } })).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8', 'content-length': '11' } });
    expect(await sent({ method: 'PUT', body: 'raw', headers: { 'Content-Type': 'text/plain', 'X-Key': 'k' } })).toMatchObject({ method: 'PUT', body: 'raw', headers: { 'content-type': 'text/plain', 'x-key': 'k' } });
    expect(await sent({ form: [{ name: 'a b', value: '1&2' }] })).toMatchObject({ body: 'a+b=1%262', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    const form = await sent({ form: [{ name: 'a', value: 'x' }, { name: 'f"\r\n', filename: 'p".png', mime: 'image/png', bytes: Buffer.from([0, 255, 13, 10]) }] });
    const boundary = /boundary=(.+)$/.exec(form.headers['content-type'] ?? '')?.[1];
    expect(form.body).toBe(`--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--${boundary}\r\nContent-Disposition: form-data; name="f%22%0D%0A"; filename="p%22.png"\r\nContent-Type: image/png\r\n\r\n\u0000\u00ff\r\n\r\n--${boundary}--\r\n`);
    expect(await sent({})).toMatchObject({ method: 'GET', body: '' });
  });

  test('goes over a line that is open already', async () => {
    const { origin, host } = await serve(echo);
    const made = egress({ allow: [host] });
    const ports = [];
    for (let i = 0; i < 3; i += 1) ports.push(((await made.fetch(origin, { json: i }, never())).json as { port: number }).port);
    expect(new Set(ports).size).toBe(1);
  });

  test('an answer that is no JSON is text, and its names are lower-case', async () => {
    const { origin, host } = await serve((_req, res) => void res.writeHead(503, { 'X-Retry': 'Later', 'Set-Cookie': ['a=1', 'b=2'] }).end('<busy>'));
    expect(await outcome(egress({ allow: [host] }), origin)).toMatchObject({ status: 503, text: '<busy>', json: undefined, headers: { 'x-retry': 'Later', 'set-cookie': 'a=1, b=2' } });
  });
});

describe('no answer', () => {
  test('certainly not sent: the name is unknown, nobody listens, the other side speaks no TLS, nobody waits any more', async () => {
    const { host, server, origin } = await serve(echo);
    const away = egress({ resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) });
    expect(await outcome(away, 'https://nowhere.example.com/')).toEqual({ code: 'name-not-found', reached: false });
    expect(await outcome(egress({ allow: [host] }), `https://${host}/`)).toEqual({ code: 'certificate', reached: false });
    expect(await outcome(egress({ allow: [host] }), origin, { json: 1 }, AbortSignal.abort())).toEqual({ code: 'aborted', reached: false });
    expect(await outcome(egress({ allow: [host] }), origin, { headers: { 'X-Bad': 'a\nb' } })).toEqual({ code: 'request-invalid', reached: false });
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    expect(await outcome(egress({ allow: [host] }), origin)).toEqual({ code: 'connection-refused', reached: false });
  });

  test('perhaps sent: cut after reading, cut within the answer, silence, an answer without end, something that is no HTTP', async () => {
    const cut = await serveLine((socket) => socket.destroy());
    expect(await outcome(egress({ allow: [cut] }), `http://${cut}/`, { json: 1 })).toEqual({ code: 'connection-lost', reached: true });
    const half = await serveLine((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', () => socket.destroy()));
    expect(await outcome(egress({ allow: [half] }), `http://${half}/`, { json: 1 })).toEqual({ code: 'connection-lost', reached: true });
    const silent = await serveLine(() => undefined);
    expect(await outcome(egress({ allow: [silent], timeoutMs: 100 }), `http://${silent}/`, { json: 1 })).toEqual({ code: 'timeout', reached: true });
    const other = await serveLine((socket) => socket.end('220 mail ready\r\n'));
    expect(await outcome(egress({ allow: [other] }), `http://${other}/`, { json: 1 })).toEqual({ code: 'not-http', reached: true });
    const endless = await serve((_req, res) => void res.write(Buffer.alloc(2 * 1024 * 1024)));
    expect(await outcome(egress({ allow: [endless.host] }), endless.origin)).toEqual({ code: 'answer-too-long', reached: true });
  });

  test('somebody who gives up in the middle leaves it open whether it was sent', async () => {
    const silent = await serveLine(() => stop.abort());
    const stop = new AbortController();
    expect(await outcome(egress({ allow: [silent] }), `http://${silent}/`, { json: 1 }, stop.signal)).toEqual({ code: 'aborted', reached: true });
  });

  test('says nothing of where it was going', () => {
    expect(new NoAnswer('timeout', true).message).toBe('no answer: timeout');
  });
});

describe('a download', () => {
  test('is the bytes, of so many at the most', async () => {
    const { origin, host } = await serve((req, res) => void (req.url === '/gone' ? res.writeHead(404).end() : res.end(Buffer.alloc(1_000, 7))));
    const made = egress({ allow: [host] });
    expect(await made.download(origin, 1_000, never())).toEqual(Buffer.alloc(1_000, 7));
    await expect(made.download(origin, 999, never())).rejects.toMatchObject({ code: 'answer-too-long' });
    await expect(made.download(`${origin}/gone`, 999, never())).rejects.toMatchObject({ code: 'not-there' });
  });
});
