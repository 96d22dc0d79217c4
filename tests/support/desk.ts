/** A server with its team, for browsers: each person works at it in a browser of their own. */
import type { Page } from 'playwright-core';
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { openBrowser, type Browser } from './browser';
import { havingLooked } from './looked-at';
import { createTeam, expectOk, pieceOf, PASSWORD, type Member, type Team } from './people';
import { startServer } from './server';
import { openDatabase } from './test-database';

export interface Desk {
  readonly url: string;
  readonly team: Team;
  /** A page of the person's, logged in. A person has one browser and logs in once: Strapi lets nobody do it often. */
  pageOf(person: Member): Promise<Page>;
  /** A page of somebody whom nobody knows. */
  strangersPage(): Promise<Page>;
  /** For after each test: a page that is open keeps a request waiting, and a browser has six for one address. */
  closePages(): Promise<void>;
  /** Sends an event to the piece of a document, as a person would. */
  tell(uid: string, documentId: string, locale: string, by: Member, event: { readonly type: string } & Readonly<Record<string, unknown>>): Promise<void>;
  piece(uid: string, documentId: string, locale: string): Promise<PieceView>;
  close(): Promise<void>;
}

export const logIn = async (page: Page, url: string, email: string, password: string): Promise<void> => {
  await page.goto(`${url}/admin/auth/login`);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL((at) => !at.pathname.includes('/auth/'));
};

/** From now on, what the page's console calls an error is in the list, with the address that it is about. */
export const hear = (page: Page, complaints: string[]): void => {
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => (message.type() === 'error' ? complaints.push(`${message.text()} (${message.location().url})`) : undefined));
};

/** `env`: what the server is told beside its database. */
export const openDesk = async (env: NodeJS.ProcessEnv = {}): Promise<Desk> => {
  const database = await openDatabase();
  // The admin's session cookie is marked secure in production and would not travel over plain http.
  const server = startServer({ database, env: { NODE_ENV: 'development', ...env } });
  const url = await server.ready;
  const team = await createTeam(url);
  const browsers = new Map<Member | 'stranger', Browser>();
  const pages: Page[] = [];
  const browserOf = async (person: Member | 'stranger'): Promise<Browser> => {
    const known = browsers.get(person);
    if (known !== undefined) return known;
    const browser = await openBrowser();
    browsers.set(person, browser);
    return browser;
  };
  const newPage = async ({ context }: Browser): Promise<Page> => {
    const page = await context.newPage();
    pages.push(page);
    return page;
  };
  const piece = (uid: string, documentId: string, locale: string): Promise<PieceView> => pieceOf(url, team.admin, uid, documentId, locale);
  return {
    url,
    team,
    async pageOf(person) {
      const isKnown = browsers.has(person);
      const page = await newPage(await browserOf(person));
      if (!isKnown) await logIn(page, url, `${person}@example.com`, PASSWORD);
      return page;
    },
    strangersPage: async () => newPage(await browserOf('stranger')),
    async closePages() {
      // The window with which a browser opens stays, or the session would go with the last one.
      for (const page of pages.splice(0)) await page.close();
    },
    piece,
    async tell(uid, documentId, locale, by, event) {
      const shown = await piece(uid, documentId, locale);
      await expectOk(`${url}/content-workflow/pieces/${shown.id}/events`, 'POST', team[by], { event: havingLooked(shown, event), expectedRevision: shown.revision });
    },
    async close() {
      for (const browser of browsers.values()) await browser.close();
      await server.stop();
      await database.remove();
    },
  };
};
