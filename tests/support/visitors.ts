/** Readers of a front end, who meet a piece through the public script; none knows anything of those before. */
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.cjs';

/** What people's browsers call themselves; one without a window says that it is none, and is not counted. */
const PEOPLES = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const ROBOTS = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';

/** A page of a shop that shows one piece, as `docs/experiments.md` describes it. */
const front = (piece: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Front</title><script>if (location.search === '?new') localStorage.clear();</script><script src="/experiments.js"></script></head>
<body><main><h1></h1><button data-cw-goal="click">Read on</button></main>
<script>
  cwExperiments.get(${JSON.stringify(piece)}).then(({ data, tokens }) => {
    const title = document.querySelector('h1');
    title.textContent = data?.title ?? '';
    for (const token of Object.values(tokens)) cwExperiments.seen(document.querySelector('main'), token);
    document.body.dataset.ready = 'yes';
  });
</script></body></html>`;

export interface Visit {
  /** '' where there was nothing to be seen. */
  readonly title: string;
  /** How many posts to the counting endpoint were answered, and how. */
  readonly answers: readonly number[];
}

export interface VisitOptions {
  readonly clicks: (title: string) => boolean;
  readonly robot?: boolean;
  /** Asks not to be followed. */
  readonly privately?: boolean;
  /** How often the page is opened. */
  readonly times?: number;
}

export interface Visitors {
  visit(options: VisitOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** Rounds of the page's own clock until something that has to come has come. */
const PATIENCE = 200;

/** The time for which something has to be in view, and the one after which it is sent, pass on the page's clock alone. */
const runUntil = async (page: Page, isOver: () => boolean): Promise<void> => {
  for (let i = 0; i < PATIENCE && !isOver(); i += 1) await page.clock.runFor(1_000);
  if (!isOver()) throw new Error('the page sent nothing');
};

/** A window that one reader after the other has for themselves. */
interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** How the counting endpoint answered. */
  answers: number[];
}

const openWindow = async (browser: Chromium, piece: string, userAgent: string, privately: boolean): Promise<Window> => {
  const context = await browser.newContext({ userAgent });
  if (privately) await context.addInitScript("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
  await context.route('**/front*', (route) => route.fulfill({ contentType: 'text/html', body: front(piece) }));
  const page = await context.newPage();
  await page.clock.install();
  const window: Window = { context, page, answers: [] };
  page.on('response', (response) => (response.url().endsWith('/api/events') ? window.answers.push(response.status()) : undefined));
  return window;
};

/** Long past everything that a page would have sent. */
const LONG_MS = 10_000;

const openPage = async ({ page }: Window, url: string, isNew: boolean): Promise<string> => {
  await page.goto(`${url}/front${isNew ? '?new' : ''}`);
  await page.locator('body[data-ready]').waitFor();
  return (await page.locator('h1').textContent()) ?? '';
};

/** `piece`: type and slug, e.g. `posts/tea`. */
export const openVisitors = async (url: string, piece: string): Promise<Visitors> => {
  const browser: Chromium = await chromium.launch({ executablePath: chromiumPath() ?? undefined, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const idle: Window[] = [];

  const look = async (window: Window, { clicks, privately = false, times = 1 }: VisitOptions): Promise<Visit> => {
    const { page } = window;
    await window.context.clearCookies();
    window.answers = [];
    let title = '';
    for (let i = 0; i < times; i += 1) {
      const before = window.answers.length;
      title = await openPage(window, url, i === 0);
      if (privately) {
        await page.clock.runFor(LONG_MS);
        continue;
      }
      await runUntil(page, () => window.answers.length > before);
      if (!clicks(title)) continue;
      await page.getByRole('button', { name: 'Read on' }).click();
      await runUntil(page, () => window.answers.length > before + 1);
    }
    return { title, answers: window.answers };
  };

  return {
    async visit(options) {
      const { robot = false, privately = false } = options;
      if (robot || privately) {
        const window = await openWindow(browser, piece, robot ? ROBOTS : PEOPLES, privately);
        const visit = await look(window, options);
        await window.context.close();
        return visit;
      }
      const window = idle.pop() ?? (await openWindow(browser, piece, PEOPLES, false));
      const visit = await look(window, options);
      idle.push(window);
      return visit;
    },
    close: () => browser.close(),
  };
};
