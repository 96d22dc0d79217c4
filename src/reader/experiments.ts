/**
 * The browser's half of experiments, for front ends: `<script src="https://cms.example/experiments.js" defer></script>`.
 *
 * It names the visitor, asks for content in their name, says what was *seen*, and says when a goal is reached. What is served is
 * `public/experiments.js`, which `npm run reader` makes of this file; a test holds the two together. Where the browser says
 * that it wants no tracking, nobody is named, nothing is drawn and nothing is sent.
 */
export interface Content {
  readonly status: number;
  readonly data: unknown;
  readonly meta: unknown;
  /** Of what is shown otherwise than it is live, by document id: the signed assignment. */
  readonly tokens: Readonly<Record<string, string>>;
}

export interface CommunityExperiments {
  /** `null` where the browser wants no tracking. */
  readonly visitor: string | null;
  /** `path` below `/api/delivery/`, e.g. `posts/tea?locale=en`. */
  get(path: string): Promise<Content>;
  /** Reports, once, that the element was seen: at least half of it for a second, or until a goal in it is clicked. */
  seen(element: Element, token: string | undefined): void;
  /** Reports that a goal was reached, to every experiment that this visitor has seen, or to that of one token. */
  goal(code: string, value?: number, token?: string): void;
}

interface Event {
  readonly id: string;
  readonly type: 'exposure' | 'goal';
  readonly token: string;
  readonly goal?: string;
  readonly value?: number;
  readonly at: string;
}

((window: Window & { cwExperiments?: CommunityExperiments }, document: Document) => {
  const script = document.currentScript as HTMLScriptElement | null;
  const api = script?.dataset.api ?? `${script === null ? location.origin : new URL(script.src).origin}/api`;
  const browser = navigator as Navigator & { readonly globalPrivacyControl?: boolean; readonly doNotTrack?: string | null };
  const silent = browser.globalPrivacyControl === true || browser.doNotTrack === '1';

  const uuid = (): string => {
    if (crypto.randomUUID !== undefined) return crypto.randomUUID();
    // Over plain HTTP there is no randomUUID.
    return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (c) => (Number(c) ^ ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & (15 >> (Number(c) / 4)))).toString(16));
  };

  const keep = (id: string, seconds: number): void => {
    document.cookie = `cw_visitor=${id};path=/;max-age=${seconds};samesite=lax${location.protocol === 'https:' ? ';secure' : ''}`;
  };
  const known = /(?:^|; )cw_visitor=([\w-]{8,64})(?:;|$)/.exec(document.cookie)?.[1];
  const visitor = silent ? null : (known ?? uuid());
  if (visitor !== null) keep(visitor, 31_536_000);
  else if (known !== undefined) keep('', 0);

  const STORE = 'cw_seen';
  // By the experiment's key, with which a token begins: a later visit may reach the goal.
  let shown: Record<string, string> = {};
  try {
    const stored = JSON.parse(localStorage.getItem(STORE) ?? '{}') as Record<string, string>;
    // The last part but one is the hour in which it expires.
    shown = Object.fromEntries(Object.entries(stored).filter(([, token]) => parseInt(token.split('.').slice(-2)[0] ?? '', 36) * 3_600_000 > Date.now()));
  } catch {
    // Without a store it is remembered for as long as the page is open.
  }

  let queue: Event[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = 2_000;
  const body = (events: readonly Event[]): string => JSON.stringify({ sentAt: new Date().toISOString(), events });

  const later = (ms: number): void => void (timer ??= setTimeout(() => void flush(), ms));

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const events = queue.slice(0, 50);
    if (events.length === 0) return;
    // A type that needs no question beforehand on another origin.
    const status = await fetch(`${api}/events`, { method: 'POST', keepalive: true, headers: { 'Content-Type': 'text/plain' }, body: body(events) }).then((answer) => answer.status, () => 0);
    // What is refused for good would be refused again.
    const again = status === 0 || status === 429 || status > 499;
    if (!again) queue = queue.filter((event) => !events.includes(event));
    pause = again ? Math.min(pause * 2, 300_000) : 2_000;
    if (queue.length > 0) later(pause);
  };

  const push = (event: Omit<Event, 'id' | 'at'>): void => {
    queue.push({ id: uuid(), at: new Date().toISOString(), ...event });
    later(pause);
  };

  const reported = new Set<string>();
  /** What is in view, by how it is reported. */
  const inView = new Map<() => void, Element>();
  const seen = (element: Element, token: string | undefined): void => {
    if (visitor === null || token === undefined || token === '' || reported.has(token)) return;
    let looking: ReturnType<typeof setTimeout> | undefined;
    const report = (): void => {
      clearTimeout(looking);
      inView.delete(report);
      observer.disconnect();
      if (reported.has(token)) return;
      reported.add(token);
      shown[token.slice(0, token.indexOf('.'))] = token;
      try {
        localStorage.setItem(STORE, JSON.stringify(shown));
      } catch {
        // As above.
      }
      push({ type: 'exposure', token });
    };
    const observer = new IntersectionObserver(
      (entries) => {
        clearTimeout(looking);
        inView.delete(report);
        if ((entries[entries.length - 1]?.intersectionRatio ?? 0) < 0.5) return;
        inView.set(report, element);
        looking = setTimeout(report, 1_000);
      },
      { threshold: 0.5 }
    );
    observer.observe(element);
  };

  const goal = (code: string, value?: number, token?: string): void => {
    if (visitor === null) return;
    for (const one of token === undefined ? Object.values(shown) : [token]) push({ type: 'goal', token: one, goal: code, value });
  };

  const get = async (path: string): Promise<Content> => {
    const answer = await fetch(`${api}/delivery/${path}`, visitor === null ? {} : { headers: { 'X-Visitor-Id': visitor } });
    const { data, meta } = (await answer.json()) as { data: { id?: string } | null; meta?: unknown };
    const told = answer.headers.get('X-Assignment') ?? '';
    const pairs = told.includes('=') ? told.split(', ').map((pair) => pair.split('=')) : told === '' ? [] : [[data?.id ?? '', told]];
    return { status: answer.status, data, meta, tokens: Object.fromEntries(pairs) as Record<string, string> };
  };

  const onPage = (): void => document.querySelectorAll<HTMLElement>('[data-cw-token]').forEach((element) => seen(element, element.dataset.cwToken));
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', onPage);
  else onPage();

  document.addEventListener('click', ({ target }) => {
    const element = (target as Element | null)?.closest?.<HTMLElement>('[data-cw-goal]');
    if (element == null) return;
    // Who acts on it has seen it, however quick they are.
    inView.forEach((around, report) => around.contains(element) && report());
    const { cwGoal = '', cwValue } = element.dataset;
    goal(cwGoal, cwValue === undefined ? undefined : Number(cwValue));
  });

  // The last that a page on a telephone may hear.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flush();
  });

  // What is on its way may not arrive any more; the same events once more are the same events.
  window.addEventListener('pagehide', () => {
    if (queue.length > 0 && navigator.sendBeacon(`${api}/events`, body(queue.slice(0, 100)))) queue = queue.slice(100);
  });

  window.cwExperiments = { visitor, get, seen, goal };
})(window, document);
