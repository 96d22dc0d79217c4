/** The script that front ends load: as it is served, in a browser of paper. */
import { readFileSync, statSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { script, SCRIPT } from '../../../src/cli/reader';
import type { CommunityExperiments } from '../../../src/reader/experiments';

const TOKEN = 'summer.1.AAAAAAAAAAAAAAAAAAAAAA.zzzzz.BBBBBBBBBBBBBBBBBBBBBB';
const YEAR = 365 * 86_400;

interface Sent {
  readonly url: string;
  readonly by: 'fetch' | 'beacon';
  readonly headers: Record<string, string>;
  readonly events: readonly { readonly id: string; readonly type: string; readonly token: string; readonly goal?: string; readonly value?: number }[];
}

interface PaperOptions {
  readonly cookie?: string;
  readonly navigator?: object;
  readonly stored?: Record<string, string>;
  /** What the server answers to events, one after another; 202 when there is none left. 0: no network. */
  readonly statuses?: number[];
  readonly elements?: { readonly dataset: Record<string, string> }[];
}

const beforeAnything = readFileSync(SCRIPT, 'utf8');

const paper = ({ cookie = '', navigator = {}, stored = {}, statuses = [], elements = [] }: PaperOptions = {}) => {
  const sent: Sent[] = [];
  const asked: { url: string; headers: Record<string, string> }[] = [];
  const listeners = new Map<string, (event: object) => void>();
  const observers: { tell(ratio: number): void; observed: unknown[] }[] = [];
  const store = new Map([['cw_seen', JSON.stringify(stored)]]);
  const cookies: string[] = [];
  let assignment: string | null = TOKEN;
  const note = (by: Sent['by'], url: string, body: string, headers: Record<string, string>): void => void sent.push({ by, url, headers, events: (JSON.parse(body) as { events: Sent['events'] }).events });
  const document = {
    visibilityState: 'visible',
    currentScript: { src: 'https://cms.example/experiments.js', dataset: {} },
    readyState: 'complete',
    get cookie() {
      return cookie;
    },
    set cookie(text: string) {
      cookies.push(text);
    },
    addEventListener: (name: string, hear: (event: object) => void) => listeners.set(name, hear),
    querySelectorAll: () => elements,
  };
  const window: { cwExperiments?: CommunityExperiments; addEventListener: typeof document.addEventListener } = { addEventListener: document.addEventListener };
  class IntersectionObserver {
    readonly observed: unknown[] = [];
    constructor(hear: (entries: object[]) => void) {
      observers.push({ observed: this.observed, tell: (ratio) => hear([{ intersectionRatio: ratio }]) });
    }
    observe(element: unknown): void {
      this.observed.push(element);
    }
    disconnect(): void {
      this.observed.length = 0;
    }
  }
  runInNewContext(beforeAnything, {
    window,
    document,
    location: { protocol: 'https:', origin: 'https://site.example' },
    navigator: { ...navigator, sendBeacon: (url: string, body: string) => (note('beacon', url, body, {}), true) },
    crypto: globalThis.crypto,
    localStorage: { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => void store.set(key, value) },
    fetch: (url: string, { headers = {}, body }: { headers?: Record<string, string>; body?: string } = {}) => {
      if (body === undefined) {
        asked.push({ url, headers });
        return Promise.resolve({ status: 200, json: () => Promise.resolve({ data: { id: 'doc1', title: 'Tea' } }), headers: { get: () => assignment } });
      }
      note('fetch', url, body, headers);
      const status = statuses.shift() ?? 202;
      return status === 0 ? Promise.reject(new Error('no network')) : Promise.resolve({ status });
    },
    IntersectionObserver,
    URL,
    Date,
    JSON,
    setTimeout,
    clearTimeout,
  });
  const api = window.cwExperiments as CommunityExperiments;
  return { api, sent, asked, observers, cookies, store, /** On something that stands in an element, or in none. */
    click: (dataset: Record<string, string>, around?: object) => listeners.get('click')?.({ target: { closest: () => ({ dataset, around }) } }),
    hide: (how = 'hidden') => {
      document.visibilityState = how;
      listeners.get('visibilitychange')?.({});
    },
    leave: () => listeners.get('pagehide')?.({}), assign: (header: string | null) => (assignment = header) };
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const flushed = (ms = 2_000): Promise<void> => jest.advanceTimersByTimeAsync(ms);

test('is made of its source as it stands, without modules, and is smaller than 3 KB', async () => {
  jest.useRealTimers();
  expect(await script()).toBe(beforeAnything);
  expect(statSync(SCRIPT).size).toBeLessThan(3 * 1024);
  expect(beforeAnything).not.toMatch(/\b(import|export|require)\b/);
});

test('names the visitor once and for a year, and asks for content in that name', async () => {
  const first = paper();
  expect(first.api.visitor).toMatch(/^[\w-]{36}$/);
  expect(first.cookies).toEqual([`cw_visitor=${first.api.visitor};path=/;max-age=${YEAR};samesite=lax;secure`]);
  const again = paper({ cookie: 'a=b; cw_visitor=visitor-1234; c=d' });
  expect(again.api.visitor).toBe('visitor-1234');
  expect(await again.api.get('posts/tea?locale=en')).toMatchObject({ status: 200, data: { title: 'Tea' }, tokens: { doc1: TOKEN } });
  expect(again.asked).toEqual([{ url: 'https://cms.example/api/delivery/posts/tea?locale=en', headers: { 'X-Visitor-Id': 'visitor-1234' } }]);
});

test('takes the assignments of a list by document, and none where nothing is tried', async () => {
  const { api, assign } = paper();
  assign('doc1=token-1, doc2=token-2');
  expect((await api.get('posts')).tokens).toEqual({ doc1: 'token-1', doc2: 'token-2' });
  assign(null);
  expect((await api.get('posts')).tokens).toEqual({});
});

describe.each([['Do Not Track', { doNotTrack: '1' }], ['Global Privacy Control', { globalPrivacyControl: true }]])('under %s', (_name, navigator) => {
  test('nobody is named, nothing is drawn, nothing is sent, and an earlier name is taken away', async () => {
    const { api, asked, sent, observers, cookies, leave } = paper({ navigator, cookie: 'cw_visitor=visitor-1234', stored: { summer: TOKEN } });
    expect(api.visitor).toBeNull();
    expect(cookies).toEqual(['cw_visitor=;path=/;max-age=0;samesite=lax;secure']);
    await api.get('posts/tea');
    expect(asked).toEqual([{ url: 'https://cms.example/api/delivery/posts/tea', headers: {} }]);
    api.seen({} as Element, TOKEN);
    api.goal('click');
    leave();
    await flushed(600_000);
    expect([observers, sent]).toEqual([[], []]);
  });
});

describe('an exposure', () => {
  test('is reported when at least half of the element was seen for a second, once', async () => {
    const { api, observers, sent } = paper();
    api.seen({} as Element, TOKEN);
    const [observer] = observers;
    observer?.tell(0.49);
    await flushed(5_000);
    observer?.tell(0.6);
    await flushed(900);
    observer?.tell(0.1);
    await flushed(5_000);
    expect(sent).toEqual([]);
    observer?.tell(0.5);
    await flushed(1_000 + 2_000);
    api.seen({} as Element, TOKEN);
    await flushed(5_000);
    expect(sent.map(({ url, headers, events }) => [url, headers, events.map(({ type, token }) => [type, token])])).toEqual([['https://cms.example/api/events', { 'Content-Type': 'text/plain' }, [['exposure', TOKEN]]]]);
  });

  test('is watched for where the page names tokens itself', () => {
    const { observers } = paper({ elements: [{ dataset: { cwToken: TOKEN } }, { dataset: { cwToken: '' } }] });
    expect(observers).toHaveLength(1);
  });
});

describe('a click on a goal in what is watched for', () => {
  const element = { contains: (one: { around?: object }) => one.around === element } as unknown as Element;

  test('reports the exposure first, though the second is not over, and once', async () => {
    const { api, observers, click, sent } = paper();
    api.seen(element, TOKEN);
    observers[0]?.tell(0.5);
    click({ cwGoal: 'click' }, element);
    click({ cwGoal: 'click' }, element);
    await flushed(10_000);
    expect(sent.flatMap(({ events }) => events).map(({ type, token }) => [type, token])).toEqual([['exposure', TOKEN], ['goal', TOKEN], ['goal', TOKEN]]);
  });

  test('reports nothing where less than half of it is in view, nor of what it is not in', async () => {
    const { api, observers, click, sent } = paper();
    api.seen(element, TOKEN);
    click({ cwGoal: 'click' }, element);
    observers[0]?.tell(0.5);
    observers[0]?.tell(0.4);
    click({ cwGoal: 'click' }, element);
    observers[0]?.tell(0.5);
    click({ cwGoal: 'click' });
    observers[0]?.tell(0.4);
    await flushed(10_000);
    expect(sent).toEqual([]);
  });
});

describe('a goal', () => {
  const stored = { summer: TOKEN };

  test('is told to every experiment that this visitor has seen, on earlier pages too, and to no other', async () => {
    const { api, sent } = paper({ stored: { ...stored, old: 'old.0.AAAAAAAAAAAAAAAAAAAAAA.1.BBBBBBBBBBBBBBBBBBBBBB' } });
    api.goal('purchase', 12.5);
    api.goal('share', undefined, 'another');
    await flushed();
    expect(sent.flatMap(({ events }) => events).map(({ token, goal, value }) => [token, goal, value])).toEqual([[TOKEN, 'purchase', 12.5], ['another', 'share', undefined]]);
  });

  test('may stand in the page', async () => {
    const { click, sent } = paper({ stored });
    click({ cwGoal: 'click' });
    click({ cwGoal: 'purchase', cwValue: '9' });
    await flushed();
    expect(sent.flatMap(({ events }) => events).map(({ goal, value }) => [goal, value])).toEqual([['click', undefined], ['purchase', 9]]);
  });
});

describe('what can not be sent', () => {
  const stored = { summer: TOKEN };

  test('is sent again, later each time, as the same events', async () => {
    const { api, sent } = paper({ stored, statuses: [0, 503, 429, 202] });
    api.goal('click');
    await flushed(2_000);
    await flushed(4_000 + 8_000 + 16_000);
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map(({ events }) => events[0]?.id)).size).toBe(1);
    await flushed(600_000);
    expect(sent).toHaveLength(4);
  });

  test('is let go where it would be refused again', async () => {
    const { api, sent } = paper({ stored, statuses: [400] });
    api.goal('click');
    await flushed(600_000);
    expect(sent).toHaveLength(1);
  });

  test('is sent at once when the page is hidden, and again where that did not arrive', async () => {
    const { api, sent, hide } = paper({ stored, statuses: [0] });
    api.goal('click');
    hide('visible');
    expect(sent).toEqual([]);
    hide();
    expect(sent.map(({ by, events }) => [by, events.length])).toEqual([['fetch', 1]]);
    await flushed(4_000);
    expect(new Set(sent.map(({ events }) => events[0]?.id)).size).toBe(1);
    expect(sent).toHaveLength(2);
    await flushed(600_000);
    expect(sent).toHaveLength(2);
  });

  test('goes out as a beacon when the page is left, with the same ids', async () => {
    const { api, sent, leave } = paper({ stored, statuses: [0] });
    api.goal('click');
    await flushed(2_000);
    leave();
    expect(sent.map(({ by, events }) => [by, events[0]?.id])).toEqual([['fetch', sent[0]?.events[0]?.id], ['beacon', sent[0]?.events[0]?.id]]);
    leave();
    await flushed(600_000);
    expect(sent).toHaveLength(2);
  });
});
