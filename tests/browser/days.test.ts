/**
 * The seeded demo, lived in: an editor's day, a reviewer's day and an owner's week with one post, from the draft to the
 * readers and off the page again, each person in a browser of their own and on the screens that are theirs.
 */
import type { Locator, Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser';
import { hear, logIn } from '../support/desk';
import { DEMO_PASSWORD, startDemo, type DemoServer } from '../support/demo/server';
import { expectOk, pieceOf } from '../support/people';
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';

const POST = 'api::post.post';
const LOCALE = 'zh-Hant';
const TITLE = '山屋來信：寫給下一個睡這張床的人';
const REWRITTEN = '山屋來信：寫給下一個睡這張床的旅人';

const PEOPLE = {
  editor: 'yuwei.lin@example.com',
  editorial: 'wenbin.hsu@example.com',
  brand: 'grace.lindqvist@example.com',
  owner: 'peishan.tsai@example.com',
} as const;
type Role = keyof typeof PEOPLE;

/** Strapi's edit view asks for features of other editions, and for a preview that it has not been told of; the browser notes the answers. */
const ASKED_BY_STRAPI = /404 \(Not Found\) \(\S+\/(admin\/ai-feature-config|i18n\/ai-localization-jobs\/\S+|content-manager\/preview\/url\/\S+)\)$/;

/** A month ahead and in the middle of it, so that the calendar shows the day and the one after it. */
const inAMonth = (day: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, day)).toISOString().slice(0, 10);
};

describe('the demo, lived in', () => {
  let demo: DemoServer;
  let documentId: string;
  const browsers = new Map<Role, Browser>();
  /** One at a time for each; the browser's own first window stays, or the session would go with the last one. */
  const windows = new Map<Role, Page>();
  const tokens = new Map<Role, string>();
  const complaints: string[] = [];

  beforeAll(async () => {
    demo = await startDemo();
    for (const [role, email] of Object.entries(PEOPLE) as [Role, string][]) {
      const { data } = (await expectOk(`${demo.url}/admin/login`, 'POST', null, { email, password: DEMO_PASSWORD })) as { data: { token: string } };
      tokens.set(role, data.token);
      // The team reads Chinese; this test reads English.
      await expectOk(`${demo.url}/admin/users/me`, 'PUT', data.token, { preferedLanguage: 'en' });
    }
    const { data } = (await expectOk(`${demo.url}/content-workflow/pieces?text=${encodeURIComponent(TITLE)}&uid=${POST}`, 'GET', token('editor'))) as { data: { documentId: string }[] };
    documentId = data[0]?.documentId ?? '';
  });

  afterAll(async () => {
    for (const browser of browsers.values()) await browser.close();
    await demo.close();
  });

  const token = (role: Role): string => tokens.get(role) ?? '';
  const piece = (): Promise<PieceView> => pieceOf(demo.url, token('owner'), POST, documentId, LOCALE);
  const isServed = async (): Promise<boolean> => (await fetch(`${demo.url}/api/delivery/posts/letters-call?locale=${LOCALE}`)).status === 200;

  const browserOf = async (role: Role): Promise<Browser> => {
    const browser = await openBrowser();
    browsers.set(role, browser);
    const page = await browser.context.newPage();
    await logIn(page, demo.url, PEOPLE[role], DEMO_PASSWORD);
    await page.close();
    return browser;
  };

  const open = async (role: Role, address: string): Promise<Page> => {
    const { context } = browsers.get(role) ?? (await browserOf(role));
    await windows.get(role)?.close();
    const page = await context.newPage();
    windows.set(role, page);
    hear(page, complaints);
    await page.goto(`${demo.url}/admin${address}`);
    return page;
  };

  const entry = (): string => `/content-manager/collection-types/${POST}/${documentId}?plugins[i18n][locale]=${LOCALE}`;

  /** Presses what the panel offers and confirms its dialog. */
  const act = async (page: Page, action: string, text?: string): Promise<void> => {
    await page.getByRole('button', { name: action, exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    if (text !== undefined) await dialog.getByRole('textbox').first().fill(text);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  };

  /** By single movements of the pointer, which is what both libraries look at. */
  const drag = async (page: Page, from: Locator, to: Locator): Promise<void> => {
    await from.scrollIntoViewIfNeeded();
    const [start, end] = [await from.boundingBox(), await to.boundingBox()];
    if (start === null || end === null) throw new Error('there is nothing to drag, or nowhere to');
    await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await page.mouse.down();
    await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 12, { steps: 4 });
    await page.mouse.move(end.x + end.width / 2, end.y + Math.min(end.height - 12, 120), { steps: 10 });
    await page.mouse.up();
  };

  /** Opens the piece on the review page and decides by keyboard. */
  const decide = async (role: Role, key: 'a' | 'r', comment?: string): Promise<void> => {
    const page = await open(role, `/plugins/content-workflow/review/${(await piece()).id}`);
    const heading = page.getByRole('heading', { level: 1, name: REWRITTEN });
    await heading.waitFor();
    await heading.focus();
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    if (comment !== undefined) await dialog.getByRole('textbox').first().fill(comment);
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
  };

  it('an editor begins at home, rewrites a draft and hands it in', async () => {
    const home = await open('editor', '/');
    await home.getByText('My tasks').first().waitFor();
    const page = await open('editor', entry());
    // The panel comes after the document; what is typed before it is there would be typed into a form that is still filled.
    await page.getByRole('button', { name: 'Submit for review', exact: true }).waitFor();
    await page.locator('input[name="title"]').fill(REWRITTEN);
    await page.locator('button:enabled', { hasText: /^Save$/ }).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { level: 1, name: REWRITTEN }).waitFor();
    await act(page, 'Submit for review');
    expect((await piece()).state).toBe('review');
  });

  it('a reviewer sends it back, and the editor reads why where the text is', async () => {
    await decide('editorial', 'r', 'Name the eight huts.');
    expect((await piece()).state).toBe('draft');
    const page = await open('editor', entry());
    await page.getByText('Name the eight huts.').first().waitFor();
    await act(page, 'Submit for review');
    expect((await piece()).state).toBe('review');
  });

  it('two people approve it, each in their own step', async () => {
    await decide('editorial', 'a');
    expect((await piece()).state).toBe('review');
    await decide('brand', 'a');
    const approved = await piece();
    expect(approved.state).toBe('approved');
    expect(approved.steps.flatMap(({ approvals }) => approvals.map(({ by }) => by.name))).toEqual(['許文彬', 'Grace Lindqvist']);
  });

  it('the owner promises it on the board, and moves the promise in the calendar', async () => {
    const board = await open('owner', `/plugins/content-workflow?text=${encodeURIComponent('山屋來信')}&type=${POST}`);
    const card = board.locator('[data-column="approved"] [data-piece]').filter({ hasText: REWRITTEN });
    await card.waitFor();
    await drag(board, card, board.locator('[data-column="scheduled"]'));
    const promise = board.getByRole('dialog');
    await promise.waitFor();
    await promise.locator('input[type="date"]').first().fill(inAMonth(14));
    await promise.locator('input[type="time"]').first().fill('09:30');
    await promise.getByRole('button', { name: 'Schedule', exact: true }).click();
    await board.locator('[data-column="scheduled"] [data-piece]').filter({ hasText: REWRITTEN }).waitFor();
    expect(await piece()).toMatchObject({ state: 'scheduled', schedule: { timezone: 'Europe/Berlin', wallClock: `${inAMonth(14)}T09:30` } });

    const calendar = await open('owner', `/plugins/content-workflow/calendar?date=${inAMonth(1)}&text=${encodeURIComponent('山屋來信')}`);
    const tile = calendar.locator('[data-item]').filter({ hasText: '09:30' });
    await tile.waitFor();
    await drag(calendar, tile, calendar.locator(`[data-date="${inAMonth(15)}"]`).first());
    const move = calendar.getByRole('dialog');
    await move.getByRole('button', { name: 'Move', exact: true }).click();
    await move.waitFor({ state: 'hidden' });
    expect(await piece()).toMatchObject({ state: 'scheduled', schedule: { wallClock: `${inAMonth(15)}T09:30` } });
    expect(await isServed()).toBe(false);
  });

  it('the owner publishes it at once instead, and takes it down', async () => {
    const page = await open('owner', entry());
    await act(page, 'Take off the schedule');
    await act(page, 'Publish now');
    expect(await piece()).toMatchObject({ state: 'published', isLive: true });
    expect(await isServed()).toBe(true);
    await act(page, 'Take down', 'The warden of hut five asked us to wait.');
    expect(await piece()).toMatchObject({ state: 'withdrawn', takenDown: { text: 'The warden of hut five asked us to wait.' } });
    expect(await isServed()).toBe(false);
  });

  it('said nothing to the console that is an error', () => {
    expect(complaints.filter((complaint) => !ASKED_BY_STRAPI.test(complaint))).toEqual([]);
  });
});
