/** Strapi's list of entries in a real browser: where each entry stands, those of one stage, and one event for several. */
import type { Page } from 'playwright-core';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { documentUrl, expectOk, type Member, type Team } from '../support/people';

const KOL = 'api::kol.kol';

describe("Strapi's list of entries", () => {
  let desk: Desk;
  let url: string;
  let team: Team;
  const entries = new Map<string, string>();

  const create = async (name: string, data: Record<string, unknown> = { bio: 'Guide, fourteen years.' }): Promise<void> => {
    const slug = name.toLowerCase().replaceAll(' ', '-');
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name, slug, kind: 'ambassador', ...data });
    entries.set(name, created.data.documentId as string);
  };

  const pieceNamed = (name: string) => desk.piece(KOL, entries.get(name) ?? '', '');

  const tell = (name: string, member: Member, event: { type: string } & Record<string, unknown>): Promise<void> => desk.tell(KOL, entries.get(name) ?? '', '', member, event);

  beforeAll(async () => {
    desk = await openDesk();
    ({ url, team } = desk);
    for (let i = 1; i <= 12; i += 1) await create(`Waiting ${String(i).padStart(2, '0')}`);
    for (const name of entries.keys()) await tell(name, 'editor', { type: 'SUBMIT' });
    await create('Ready one');
    await create('Ready two');
    // The checklist asks for a web address.
    await create('Not ready', { slug: null });
  });

  afterAll(() => desk.close());

  const complaints: string[] = [];

  afterEach(async () => {
    await desk.closePages();
    // What Strapi asks for by itself and does not have is not ours to answer.
    expect(complaints.splice(0).filter((complaint) => !complaint.startsWith('Failed to load resource') || complaint.includes('/content-workflow/'))).toEqual([]);
  });

  const open = async (person: Member): Promise<Page> => {
    const page = await desk.pageOf(person);
    hear(page, complaints);
    return page;
  };

  const openList = async (page: Page, query = 'page=1&pageSize=10&sort=name:ASC'): Promise<void> => {
    await page.goto(`${url}/admin/content-manager/collection-types/${KOL}?${query}`);
    await page.getByRole('combobox', { name: 'Filter by stage' }).waitFor();
    await page.getByRole('row').nth(1).waitFor();
  };

  const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

  const columnsOf = async (page: Page): Promise<string[]> => (await page.locator('thead th').allInnerTexts()).map((name) => name.trim().toUpperCase());

  const chooseStage = async (page: Page, stage: string): Promise<void> => {
    await page.getByRole('combobox', { name: 'Filter by stage' }).click();
    await page.getByRole('option', { name: stage, exact: true }).click();
  };

  it('shows the stage of each row, asked for once a page', async () => {
    const page = await open('editor');
    const asked: string[] = [];
    page.on('request', (request) => (request.url().includes('/content-workflow/documents/') ? asked.push(request.url()) : undefined));
    await openList(page);
    await row(page, 'Not ready').getByText('Draft', { exact: true }).first().waitFor();
    await row(page, 'Waiting 01').getByText('In review', { exact: true }).waitFor();
    expect(asked).toHaveLength(1);
    // Of Strapi's page, the cells of our column and our control.
    expect(await seriousFindings(page, { within: `tbody td:nth-child(${(await columnsOf(page)).indexOf('STAGE') + 1})` })).toEqual([]);
    expect(await seriousFindings(page, { within: '[aria-label="Filter by stage"]' })).toEqual([]);
  });

  it('shows the stage beside the title, where a narrow window does not cut it off', async () => {
    const page = await open('editor');
    await page.setViewportSize({ width: 1280, height: 800 });
    await openList(page);
    const columns = await columnsOf(page);
    expect(columns.slice(columns.indexOf('NAME'))).toEqual(['NAME', 'STAGE', ...columns.slice(columns.indexOf('STAGE') + 1)]);
    const [stage, card] = [await row(page, 'Waiting 01').getByText('In review', { exact: true }).boundingBox(), await page.locator('table').locator('..').boundingBox()];
    if (stage === null || card === null) throw new Error('the stage is not drawn');
    expect(stage.x + stage.width).toBeLessThan(Math.min(1280, card.x + card.width));
  });

  it('filters by stage: the count, the pages and the address are those of the stage', async () => {
    const page = await open('editor');
    await openList(page);
    await chooseStage(page, 'In review');
    await page.getByText('12 entries found').waitFor();
    expect(decodeURIComponent(page.url())).toContain('filters[$and][0][__stage][$eq]=review');
    await row(page, 'Waiting 10').waitFor();
    expect(await row(page, 'Ready one').count()).toBe(0);

    await page.getByRole('link', { name: 'Go to page 2' }).click();
    await row(page, 'Waiting 12').waitFor();
    expect(await page.getByRole('row').count()).toBe(3);

    await page.reload();
    await row(page, 'Waiting 12').waitFor();
    await page.getByText('12 entries found').waitFor();

    await chooseStage(page, 'All stages');
    await page.getByText('15 entries found').waitFor();
  });

  it('submits several at once: says before for which it is not possible, tells each result, and leaves the rest selected', async () => {
    const page = await open('editor');
    await openList(page);
    await chooseStage(page, 'Draft');
    await page.getByText('3 entries found').waitFor();
    await page.getByRole('checkbox', { name: 'Select all entries' }).click();
    await page.getByRole('button', { name: 'Submit for review (2)', exact: true }).click();

    const dialog = page.getByRole('dialog');
    await dialog.getByText('Not possible for 1 entry').waitFor();
    await dialog.getByText('The checklist is not complete').waitFor();
    await dialog.getByRole('textbox').fill('All of this week.');
    expect(await seriousFindings(page, { within: '[role="dialog"]' })).toEqual([]);

    // Somebody is faster with one of them.
    await tell('Ready two', 'editor2', { type: 'COMMENT', comment: 'Wait for the photo.' });
    await dialog.getByRole('button', { name: 'Submit for review (2)', exact: true }).click();
    await dialog.getByText('Done: 1 of 2').waitFor();
    await dialog.getByText('Somebody changed it meanwhile').waitFor();
    expect(await seriousFindings(page, { within: '[role="dialog"]' })).toEqual([]);
    expect([(await pieceNamed('Ready one')).state, (await pieceNamed('Ready two')).state, (await pieceNamed('Not ready')).state]).toEqual(['review', 'draft', 'draft']);

    await dialog.getByRole('button', { name: 'Try the one that is left again' }).click();
    await dialog.getByRole('button', { name: 'Submit for review (1)', exact: true }).click();
    await dialog.getByText('Done: 1 of 1').waitFor();
    expect(await pieceNamed('Ready two')).toMatchObject({ state: 'review', history: expect.arrayContaining([expect.objectContaining({ event: 'SUBMIT', comment: 'All of this week.' })]) });
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

    await page.getByText('1 entry found').waitFor();
    expect(await row(page, 'Not ready').getByRole('checkbox').isChecked()).toBe(true);
  });

  it('shows what others do without a reload', async () => {
    const page = await open('reviewer');
    await openList(page, 'page=1&pageSize=10&sort=name:ASC&filters[$and][0][name][$eq]=Waiting 03');
    await row(page, 'Waiting 03').getByText('In review', { exact: true }).waitFor();
    await tell('Waiting 03', 'reviewer2', { type: 'APPROVE' });
    await row(page, 'Waiting 03').getByText('Approved', { exact: true }).waitFor();
  });
});
