/** The first minutes of a day in a real browser: what waits, who said what, and how one wants to hear it. */
import type { Page } from 'playwright-core';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { documentUrl, expectOk, type Member, type Team } from '../support/people';

const KOL = 'api::kol.kol';

describe('the home page and the notifications', () => {
  let desk: Desk;
  let url: string;
  let team: Team;
  let reviewer: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    desk = await openDesk();
    ({ url, team } = desk);
  });

  afterAll(() => desk.close());

  const open = async (person: Member): Promise<Page> => {
    const page = await desk.pageOf(person);
    hear(page, complaints);
    return page;
  };

  const write = async (name: string): Promise<string> => {
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name, slug: name.toLowerCase(), bio: 'Guide, fourteen years.' });
    return created.data.documentId as string;
  };

  const tell = (member: Member, documentId: string, event: { type: string } & Record<string, unknown>): Promise<void> => desk.tell(KOL, documentId, '', member, event);

  /** The titles of widgets are drawn by Strapi, for its own as well. */
  const barriers = (page: Page) => seriousFindings(page, { within: 'main', without: 'h2[id^="plugin::"]' });

  const bell = (page: Page) => page.getByRole('link', { name: 'Notifications', exact: true }).first();

  it('shows a reviewer what waits, the moment it is handed in', async () => {
    const page = await open('reviewer');
    reviewer = page;
    await page.getByText('Nothing waits for you.').waitFor();
    await page.getByText('No unread notifications').first().waitFor({ state: 'attached' });
    const documentId = await write('Ayuan');
    await tell('editor', documentId, { type: 'SUBMIT' });
    await page.getByRole('link', { name: 'Ayuan' }).first().waitFor();
    await page.getByText('To review').first().waitFor();
    await bell(page).getByText('1', { exact: true }).waitFor();
    await page.getByText('1 unread notification').first().waitFor({ state: 'attached' });
    expect(await barriers(page)).toEqual([]);
  });

  it('leads from the bell to what was said and on to the entry, by keyboard', async () => {
    const page = reviewer;
    await bell(page).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.getByText('editor Test: it waits for your review').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ayuan' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/content-manager/);
    await page.getByText('No unread notifications').first().waitFor({ state: 'attached' });
  });

  it('lets a reviewer choose, and says that this server sends no mail', async () => {
    const page = reviewer;
    await page.goto(`${url}/admin/plugins/content-workflow/inbox/preferences`);
    await page.getByText('This server sends no e-mail').waitFor();
    const choice = page.getByRole('checkbox', { name: 'In the admin: Somebody comments' });
    await choice.click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved', { exact: true }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    const { data } = await expectOk(`${url}/content-workflow/notifications/preferences`, 'GET', team.reviewer);
    expect(data.choices.comment).toEqual({ admin: false, mail: 'digest' });
  });

  it('shows an editor what was sent back, what is due and what stands still', async () => {
    const documentId = await write('Linxi');
    await tell('editor', documentId, { type: 'SET_DUE', dueAt: new Date(Date.now() + 86_400_000).toISOString() });
    await tell('editor', documentId, { type: 'SUBMIT' });
    await tell('reviewer', documentId, { type: 'REQUEST_CHANGES', comment: 'Say since when.' });
    const page = await open('editor');
    await page.getByText('Changes requested').first().waitFor();
    expect(await page.getByRole('link', { name: 'Linxi' }).count()).toBeGreaterThanOrEqual(2);
    await page.getByText('Scheduled pieces go live on time.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await bell(page).click();
    await page.getByText('“Say since when.”').waitFor();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByText('No unread notifications').first().waitFor({ state: 'attached' });
    expect(await page.getByRole('button', { name: 'Mark all as read' }).isDisabled()).toBe(true);
  });

  it('complains of nothing in the console', () => {
    expect(complaints).toEqual([]);
  });
});
