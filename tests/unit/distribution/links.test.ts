/** Short links: what addresses become, which code they get, where they lead, and what is counted. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { plainRun, type Source } from '../../../src/plugins/content-workflow/core/distribution/document';
import { carriedTarget, isTrackable, mapLinks, mediumOf, targetsOf, withCampaign, withoutCampaign } from '../../../src/plugins/content-workflow/core/distribution/links';
import { createClicks, type ClicksOptions } from '../../../src/plugins/content-workflow/server/src/distribution/links/clicks';
import { CODE, codeOf } from '../../../src/plugins/content-workflow/server/src/distribution/links/codes';
import { createRedirects, redirectInChain, type RedirectsOptions } from '../../../src/plugins/content-workflow/server/src/distribution/links/redirects';
import type { DayCount } from '../../../src/plugins/content-workflow/server/src/distribution/links/rows';

const campaign = { source: 'telegram', medium: 'social', campaign: 'spring sale', content: 'b', term: '' };

describe('the address with its campaign', () => {
  test.each([
    ['https://shop.example/p', 'https://shop.example/p?utm_source=telegram&utm_medium=social&utm_campaign=spring%20sale&utm_content=b'],
    ['https://shop.example/p?a=1&b=%20x', 'https://shop.example/p?a=1&b=%20x&utm_source=telegram&utm_medium=social&utm_campaign=spring%20sale&utm_content=b'],
    ['https://shop.example/p?a=1+2#top', 'https://shop.example/p?a=1+2&utm_source=telegram&utm_medium=social&utm_campaign=spring%20sale&utm_content=b#top'],
    ['https://shop.example/#/route?in=fragment', 'https://shop.example/?utm_source=telegram&utm_medium=social&utm_campaign=spring%20sale&utm_content=b#/route?in=fragment'],
    ['https://shop.example/p?utm_source=own&flag', 'https://shop.example/p?utm_source=own&flag&utm_medium=social&utm_campaign=spring%20sale&utm_content=b'],
  ])('%s', (address, expected) => expect(withCampaign(address, campaign)).toBe(expected));

  test('what the address had is there afterwards as it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const [was, is] = [new URL(address), new URL(withCampaign(address, campaign))];
        expect([is.origin, is.pathname, is.hash]).toEqual([was.origin, was.pathname, was.hash]);
        expect(is.search.replace(/^\?/, '').startsWith(was.search.replace(/^\?/, ''))).toBe(true);
        expect(withoutCampaign(is.href)).toBe(withoutCampaign(was.href));
      }),
      { numRuns: 200, seed: 7 }
    );
  });

  test('a platform is of the medium that analytics know', () => {
    expect(['newsletter', 'rss', 'webhook', 'wecom'].map(mediumOf)).toEqual(['email', 'feed', 'referral', 'social']);
  });

  test('what an application opens is not led to', () => {
    expect(['https://a.example', 'HTTP://a.example', 'pages/index?id=1', 'weixin://dl/x', 'javascript:alert(1)', '//a.example', 'https://'].map(isTrackable)).toEqual([true, true, false, false, false, false, false]);
  });
});

const source = (more: Partial<Source> = {}): Source => ({ title: 'T', summary: '', body: [], cover: null, gallery: [], tags: [], language: '', author: '', url: null, links: [], adapted: false, ...more });
const short = (address: string): string => `s:${new URL(address).hostname}`;

describe('a source with its addresses shortened', () => {
  const whole = source({
    url: 'https://site.example/piece',
    summary: 'Look at https://sum.example/x, or not.',
    links: [{ label: 'Shop', url: 'https://shop.example/' }, { label: 'Mini', url: 'pages/index' }],
    body: [
      { kind: 'paragraph', runs: [plainRun('here', 'https://a.example/1'), plainRun(' and '), plainRun('https://b.example/2', 'https://b.example/2')] },
      { kind: 'list', ordered: false, items: [[{ kind: 'paragraph', runs: [plainRun('c', 'https://c.example/')] }]] },
      { kind: 'code', text: 'https://code.example', language: '' },
    ],
  });

  test('in every place that is read; words stay unless they are the address', () => {
    const mapped = mapLinks(whole, short);
    expect(mapped).toMatchObject({ url: 's:site.example', summary: 'Look at s:sum.example, or not.', links: [{ label: 'Shop', url: 's:shop.example' }, { label: 'Mini', url: 'pages/index' }] });
    expect(mapped.body).toEqual([
      { kind: 'paragraph', runs: [plainRun('here', 's:a.example'), plainRun(' and '), plainRun('s:b.example', 's:b.example')] },
      { kind: 'list', ordered: false, items: [[{ kind: 'paragraph', runs: [plainRun('c', 's:c.example')] }]] },
      whole.body[2],
    ]);
  });

  test('each target once, the piece first: that is what is carried on', () => {
    const twice = { ...whole, summary: 'https://a.example/1' };
    expect(targetsOf(twice)).toEqual([
      { address: 'https://site.example/piece', label: 'T' },
      { address: 'https://shop.example/', label: 'Shop' },
      { address: 'https://a.example/1', label: '' },
      { address: 'https://b.example/2', label: '' },
      { address: 'https://c.example/', label: '' },
    ]);
    expect(carriedTarget(twice)?.address).toBe('https://site.example/piece');
    expect(carriedTarget(source())).toBeNull();
  });
});

describe('a code', () => {
  test('is the same for the same, and another for anything else', () => {
    const codes = [['seed', ['a', 'b']], ['seed', ['a', 'c']], ['seed', ['ab', '']], ['other', ['a', 'b']]].map(([seed, of]) => codeOf(seed as string, of as string[]));
    expect(codeOf('seed', ['a', 'b'])).toBe(codes[0]);
    expect(new Set(codes).size).toBe(4);
    expect(codes.every((code) => CODE.test(code))).toBe(true);
  });
});

describe('clicks', () => {
  const DAY = Date.parse('2026-11-26T23:59:59.900Z');
  const make = (more: Partial<ClicksOptions> = {}) => {
    const written: DayCount[][] = [];
    let now = DAY;
    const clicks = createClicks({ write: async (counts) => void written.push([...counts]), now: () => now, complain: () => undefined, waitMs: { least: 1, most: 1 }, ...more });
    return { clicks, written, pass: (ms: number) => void (now += ms) };
  };

  test('of a moment are written together, by link, day and kind', async () => {
    const { clicks, written, pass } = make();
    clicks.count(2, 'person');
    clicks.count(1, 'person');
    clicks.count(1, 'person');
    clicks.count(1, 'bot');
    pass(200);
    clicks.count(1, 'person');
    await clicks.flush();
    expect(written).toEqual([
      [
        { linkId: 1, day: '2026-11-26', kind: 'bot', clicks: 1 },
        { linkId: 1, day: '2026-11-26', kind: 'person', clicks: 2 },
        { linkId: 1, day: '2026-11-27', kind: 'person', clicks: 1 },
        { linkId: 2, day: '2026-11-26', kind: 'person', clicks: 1 },
      ],
    ]);
  });

  test('that could not be written are written the next time, once', async () => {
    let isAway = true;
    const written: DayCount[] = [];
    const { clicks } = make({
      write: async (counts) => {
        if (isAway) throw new Error('away');
        written.push(...counts);
      },
      waitMs: { least: 60_000, most: 60_000 },
    });
    clicks.count(1, 'person');
    await clicks.flush();
    clicks.count(1, 'person');
    isAway = false;
    await clicks.stop();
    expect(written).toEqual([{ linkId: 1, day: '2026-11-26', kind: 'person', clicks: 2 }]);
  });

  describe('wait for others', () => {
    beforeEach(() => void jest.useFakeTimers());
    afterEach(() => void jest.useRealTimers());

    /** Writing takes so long each time; answers how long the next click waited. */
    const pausesAfter = async (...tookMs: readonly (number | 'fails')[]): Promise<number[]> => {
      const times = [...tookMs];
      let passed = 0;
      let writes = 0;
      const { clicks } = make({
        write: () => {
          const took = times[writes];
          writes += 1;
          if (took === 'fails') return Promise.reject(new Error('away'));
          passed += took ?? 0;
          return Promise.resolve();
        },
        elapsed: () => passed,
        waitMs: { least: 20, most: 1_000 },
      });
      const pauses: number[] = [];
      for (let i = 0; i <= tookMs.length; i += 1) {
        const before = writes;
        clicks.count(1, 'person');
        let waited = 0;
        while (writes === before && waited < 2_000) {
          await jest.advanceTimersByTimeAsync(1);
          waited += 1;
        }
        pauses.push(waited);
      }
      await clicks.stop();
      return pauses;
    };

    test('for a moment while the database is quick, for longer when it is busy, and for a second at most', async () => {
      expect(await pausesAfter(0, 5, 10_000, 1)).toEqual([20, 20, 95, 1_000, 20]);
    });

    test('as long as the write asks for during which they come, and not as long as the one before it did', async () => {
      let passed = 0;
      let writes = 0;
      const { clicks } = make({
        write: async () => {
          writes += 1;
          await Promise.resolve();
          if (writes === 1) clicks.count(2, 'person');
          passed += 10_000;
        },
        elapsed: () => passed,
        waitMs: { least: 20, most: 1_000 },
      });
      clicks.count(1, 'person');
      await jest.advanceTimersByTimeAsync(20);
      expect(writes).toBe(1);
      await jest.advanceTimersByTimeAsync(999);
      expect(writes).toBe(1);
      await jest.advanceTimersByTimeAsync(1);
      expect(writes).toBe(2);
      await clicks.stop();
    });

    test('for a second where it could not be written', async () => {
      expect(await pausesAfter('fails', 1)).toEqual([20, 1_000, 20]);
    });
  });

  test('that come while others are written are not lost', async () => {
    const written: DayCount[] = [];
    const { clicks } = make({
      write: async (counts) => {
        if (written.length === 0) clicks.count(9, 'bot');
        await new Promise((done) => setImmediate(done));
        written.push(...counts);
      },
    });
    clicks.count(1, 'person');
    await clicks.flush();
    await clicks.stop();
    expect(written.map(({ linkId }) => linkId)).toEqual([1, 9]);
  });
});

describe('a redirect', () => {
  const KNOWN = codeOf('s', ['known']);
  const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
  const servers: Server[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  const open = async (more: Partial<RedirectsOptions> = {}, ahead = true) => {
    const counted: string[] = [];
    const find = jest.fn(async (code: string) => (code === KNOWN ? { id: 7, target: 'https://shop.example/p?a=1#x' } : null));
    const redirects = createRedirects({ find, count: (id, kind) => void counted.push(`${id} ${kind}`), complain: () => undefined, ...more });
    const inChain = redirectInChain(redirects);
    const server = createServer((req, res) => {
      const behind = async (): Promise<void> => void res.end('behind');
      if (ahead) void behind();
      else void inChain({ req, res }, behind);
    });
    if (ahead) redirects.aheadOf(server);
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const get = (path: string, init: RequestInit = {}) => fetch(base + path, { redirect: 'manual', headers: { 'User-Agent': BROWSER }, ...init });
    return { counted, find, redirects, get };
  };

  test.each([true, false])('leads to what is stored, is not kept by anybody, and is read once (ahead: %s)', async (ahead) => {
    const { get, find, counted } = await open({}, ahead);
    for (const path of [`/l/${KNOWN}`, `/l/${KNOWN}/`, `/l/${KNOWN}?to=https://evil.example`]) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('location'), answer.headers.get('cache-control'), await answer.text()]).toEqual([302, 'https://shop.example/p?a=1#x', 'no-store', '']);
    }
    expect(find).toHaveBeenCalledTimes(1);
    expect(counted).toEqual(['7 person', '7 person', '7 person']);
  });

  test('a code that nobody made leads nowhere, and is not looked up when it is none', async () => {
    const { get, find, counted } = await open();
    const made = codeOf('s', ['other']);
    for (const code of [made, made, 'x', 'https:%2F%2Fevil.example', '0OIl0OIl0O']) expect((await get(`/l/${code}`)).status).toBe(404);
    expect(find).toHaveBeenCalledTimes(1);
    expect(counted).toEqual([]);
  });

  test.each([['javascript:alert(1)', 404, null], ['//evil.example', 404, null], ['https://a.example/x\r\nSet-Cookie: a=1', 302, 'https://a.example/xSet-Cookie:%20a=1'], ['https://a.example/一', 302, 'https://a.example/%E4%B8%80']])('a row that says %j by somebody else\'s hand is answered %d', async (target, status, location) => {
    const { get } = await open({ find: async () => ({ id: 1, target }) });
    const answer = await get(`/l/${KNOWN}`);
    expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([status, location, null]);
  });

  test('one that is made a moment later leads at once', async () => {
    const links = new Map<string, { id: number; target: string }>();
    const { get, redirects } = await open({ find: async (code) => links.get(code) ?? null });
    expect((await get(`/l/${KNOWN}`)).status).toBe(404);
    links.set(KNOWN, { id: 1, target: 'https://new.example/' });
    redirects.made([KNOWN]);
    expect((await get(`/l/${KNOWN}`)).headers.get('location')).toBe('https://new.example/');
  });

  test('whoever looks, fetches ahead or is a program is told apart from people', async () => {
    const { get, counted } = await open();
    expect((await get(`/l/${KNOWN}`, { method: 'HEAD' })).status).toBe(302);
    await get(`/l/${KNOWN}`, { headers: { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' } });
    await get(`/l/${KNOWN}`, { headers: { 'User-Agent': BROWSER, 'Sec-Purpose': 'prefetch;prerender' } });
    await get(`/l/${KNOWN}`, { headers: { 'User-Agent': '' } });
    await get(`/l/${KNOWN}`);
    expect(counted).toEqual(['7 bot', '7 bot', '7 bot', '7 person']);
  });

  test('other addresses and other methods are not its own', async () => {
    const { get } = await open();
    for (const [path, init] of [['/', {}], ['/l', {}], ['/l/', {}], [`/l/${KNOWN}/more`, {}], [`/api/l/${KNOWN}`, {}], [`/l/${KNOWN}`, { method: 'POST' }]] as const) expect(await (await get(path, init)).text()).toBe('behind');
  });

  test('says when the database can not be asked, and asks it for so many at once', async () => {
    const away = await open({ find: () => Promise.reject(new Error('away')) });
    const answer = await away.get(`/l/${KNOWN}`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);

    let asked = 0;
    let free: () => void = () => undefined;
    const held = new Promise<void>((done) => (free = done));
    const slow = await open({
      find: async () => {
        asked += 1;
        await held;
        return null;
      },
    });
    const statuses: number[] = [];
    const answers = Promise.all(Array.from({ length: 40 }, async (_, i) => void statuses.push((await slow.get(`/l/${codeOf('s', [String(i)])}`)).status)));
    while (statuses.length < 20) await new Promise((done) => setImmediate(done));
    free();
    await answers;
    expect([asked, statuses.filter((status) => status === 503).length]).toEqual([20, 20]);
  });
});
