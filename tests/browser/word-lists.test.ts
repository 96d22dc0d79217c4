/** A word list is made in the admin: what it would find is shown before it is saved, and what is sent in afterwards is found by it. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Material } from '../../src/plugins/content-workflow/core/moderation/screen';
import type { Signal } from '../../src/plugins/content-workflow/core/moderation/vocabulary';
import { seriousFindings } from '../support/accessibility';
import { openBrowser, type Browser } from '../support/browser';
import { hear, logIn } from '../support/desk';
import { createTeam, PASSWORD } from '../support/people';
import { startServer, type Server } from '../support/server';
import { openDatabase, type TestDatabase } from '../support/test-database';

describe('a word list', () => {
  let database: TestDatabase;
  let server: Server;
  let browser: Browser;
  let page: Page;
  let url: string;
  let sent = 0;
  const complaints: string[] = [];

  const material = (text: string): Material => {
    sent += 1;
    return { documentId: null, reference: `S-WORDS${sent}`, revision: 1, title: `Letter ${sent}`, text, links: [], contributorName: 'Mia', sender: `member:${sent}`, composedMs: 60_000, imageHashes: [], at: Date.now() };
  };

  beforeAll(async () => {
    database = await openDatabase();
    // The admin's session cookie is marked secure in production and would not travel over plain http.
    server = startServer({ database, commands: path.join(__dirname, '../support/screening/commands.ts'), env: { NODE_ENV: 'development' } });
    url = await server.ready;
    await createTeam(url);
    await server.call('accept', { material: material('Come and hear <img src=x onerror=alert(1)> ch3ap tromb0nes tonight.') });
    await server.call('accept', { material: material('The kettle sang before the sun came up.') });
    browser = await openBrowser();
    page = await browser.context.newPage();
    hear(page, complaints);
    await logIn(page, url, 'admin@example.com', PASSWORD);
  });
  afterAll(async () => {
    await browser.close();
    await server.kill();
    await database.remove();
  });

  it('is tried on what was sent in before it is saved, and in force for what is sent in after', async () => {
    await page.goto(`${url}/admin/plugins/content-workflow/moderation/word-lists/new`);
    await page.getByRole('textbox', { name: /^Key/ }).fill('trombones');
    await page.locator('[name="name"]').fill('Trombones');
    await page.locator('[name="owner"]').fill('Lena');
    await page.locator('[name="terms"]').fill('cheap trombones');
    await page.getByRole('button', { name: 'Try and save…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('tromb0nes', { exact: false }).first().waitFor();
    expect(await dialog.getByText('Letter 1').count()).toBeGreaterThan(0);
    expect(await dialog.getByText('Letter 2').count()).toBe(0);
    expect(await server.call<Signal[]>('screen', { material: material('cheap trombones') })).not.toContainEqual(expect.objectContaining({ rule: 'word-list/trombones' }));
    expect(await seriousFindings(page)).toEqual([]);

    await dialog.locator('[name="comment"]').fill('They came twice this week.');
    await dialog.getByRole('button', { name: 'Save the list' }).click();
    await page.waitForURL(/word-lists\/trombones$/);
    expect(await server.call<Signal[]>('screen', { material: material('dear friends, ch3ap trombones!') })).toContainEqual(expect.objectContaining({ rule: 'word-list/trombones', ruleVersion: '1', evidence: expect.objectContaining({ list: 'Trombones' }) as unknown }));
  });

  it('runs nothing of what somebody wrote, and says nothing wrong on the console', () => {
    expect(complaints).toEqual([]);
  });
});
