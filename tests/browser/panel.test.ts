/** The edit view's panel in a real browser, as the people who use it: write, submit, approve, publish. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser';
import { createTeam, documentUrl, expectOk, pieceOf, request, type Member, type Team } from '../support/people';
import { startServer, type Server } from '../support/server';

const KOL = 'api::kol.kol';
const PASSWORD = 'Correct-horse-7';

describe('the panel in the edit view', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'content-workflow-panel-'));
  let server: Server;
  let url: string;
  let team: Team;
  let documentId: string;
  const browsers: Browser[] = [];

  beforeAll(async () => {
    // The admin's session cookie is marked secure in production and would not travel over plain http.
    server = startServer({ database: path.join(folder, 'panel.db'), env: { NODE_ENV: 'development' } });
    url = await server.ready;
    team = await createTeam(url);
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name: 'Ayuan', slug: 'ayuan', kind: 'ambassador', bio: 'Guide, fourteen years.' });
    documentId = created.data.documentId as string;
  });

  afterAll(async () => {
    for (const browser of browsers) await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Logs in and opens the entry; each person has a browser of their own. */
  const open = async (person: Member, entry = documentId): Promise<Page> => {
    const browser = await openBrowser();
    browsers.push(browser);
    const page = await browser.context.newPage();
    await page.goto(`${url}/admin/auth/login`);
    await page.locator('input[name="email"]').fill(`${person}@example.com`);
    await page.locator('input[name="password"]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Login' }).click();
    await page.waitForURL((at) => !at.pathname.includes('/auth/'));
    await page.goto(`${url}/admin/content-manager/collection-types/${KOL}/${entry}`);
    await page.getByText('Workflow', { exact: true }).first().waitFor();
    return page;
  };

  const state = async (): Promise<string> => (await pieceOf(url, team.admin, KOL, documentId, '')).state;

  /** Presses an action of the panel, fills its dialog in if there is one, and waits until the server has it. */
  const act = async (page: Page, action: string, expected: string, text?: string): Promise<void> => {
    await page.getByRole('button', { name: action, exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    if (text !== undefined) await dialog.getByRole('textbox').first().fill(text);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await state()).toBe(expected);
  };

  it("hides Strapi's own publishing and offers what the workflow allows", async () => {
    const page = await open('editor');
    await page.getByRole('button', { name: 'Submit for review', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(1);
    await page.keyboard.press('Control+Shift+Enter');
    expect(await state()).toBe('draft');

    await act(page, 'Submit for review', 'review');
  });

  it('lets the reviewer send it back with a comment that the author sees', async () => {
    const reviewer = await open('reviewer');
    await act(reviewer, 'Request changes', 'draft', 'Say since when.');
    const author = await open('editor');
    await author.getByText('Say since when.').first().waitFor();
  });

  it('carries it to the readers, and they are served what was approved', async () => {
    const author = await open('editor');
    await act(author, 'Submit for review', 'review');
    const reviewer = await open('reviewer2');
    await act(reviewer, 'Approve', 'approved');
    const publisher = await open('publisher');
    await act(publisher, 'Publish now', 'published');

    const token = await expectOk(`${url}/admin/api-tokens`, 'POST', team.admin, { name: 'site', description: '', type: 'read-only', lifespan: null });
    const served = await request(`${url}/api/delivery/kols/ayuan`, 'GET', token.data.accessKey as string);
    expect(served.status).toBe(200);
    expect(served.body.data).toMatchObject({ name: 'Ayuan', slug: 'ayuan' });
  });

  it('keeps what was typed into a locked entry: there is nothing to press that would lose it', async () => {
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name: 'Linxi', slug: 'linxi', bio: 'Brews on the ridge.' });
    const locked = created.data.documentId as string;
    const tell = async (member: Member, event: { type: string } & Record<string, unknown>): Promise<void> => {
      const piece = await pieceOf(url, team.admin, KOL, locked, '');
      await expectOk(`${url}/content-workflow/pieces/${piece.id}/events`, 'POST', team[member], { event, expectedRevision: piece.revision });
    };
    await tell('editor', { type: 'SUBMIT' });
    await tell('reviewer', { type: 'APPROVE' });
    await tell('publisher', { type: 'SCHEDULE', publishAt: new Date(Date.now() + 86_400_000).toISOString(), timezone: 'UTC' });
    const page = await open('editor', locked);
    await page.getByText('Editing is locked').waitFor();
    const name = page.locator('input[name="name"]');
    await name.fill('Typed and not lost');
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Save first').waitFor();
    expect(await name.inputValue()).toBe('Typed and not lost');
  });

  it('shows the zone of a promise before it is made, and keeps it when the field is left', async () => {
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name: 'Ran', slug: 'ran', bio: 'Writes of rain.' });
    const entry = created.data.documentId as string;
    for (const [member, type] of [['editor', 'SUBMIT'], ['reviewer', 'APPROVE']] as const) {
      const piece = await pieceOf(url, team.admin, KOL, entry, '');
      await expectOk(`${url}/content-workflow/pieces/${piece.id}/events`, 'POST', team[member], { event: { type }, expectedRevision: piece.revision });
    }
    const page = await open('publisher', entry);
    await page.getByRole('button', { name: 'Schedule', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const zone = dialog.getByRole('combobox');
    expect(await zone.inputValue()).toBe('Europe/Berlin');
    await zone.focus();
    await dialog.locator('input[type="date"]').fill('2027-03-15');
    await dialog.locator('input[type="time"]').fill('09:30');
    expect(await zone.inputValue()).toBe('Europe/Berlin');
    await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    const piece = await pieceOf(url, team.admin, KOL, entry, '');
    expect(piece).toMatchObject({ state: 'scheduled', schedule: { publishAt: '2027-03-15T08:30:00.000Z', timezone: 'Europe/Berlin' } });
  });

  it('takes the typed reason to the server and the content off the page', async () => {
    const publisher = await open('publisher');
    await act(publisher, 'Take down', 'withdrawn', 'Wrong year in the bio.');
    const piece = await pieceOf(url, team.admin, KOL, documentId, '');
    expect(piece.takenDown?.text).toBe('Wrong year in the bio.');
  });
});
