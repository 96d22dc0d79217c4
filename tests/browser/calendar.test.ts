/** The calendar in a real browser: drag, keyboard, undo, the day on which the clock is changed, and what axe says. */
import type { Locator, Page } from 'playwright-core';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { documentUrl, expectOk, type Team } from '../support/people';
import { fingerOn } from '../support/touch';

const KOL = 'api::kol.kol';
const POST = 'api::post.post';

/** Far enough that every promise lies ahead; Berlin's summer time begins on the 28th. */
const MONTH = '2027-03-01';

describe('the calendar', () => {
  let desk: Desk;
  let url: string;
  let team: Team;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    desk = await openDesk();
    ({ url, team } = desk);
    page = await desk.pageOf('publisher');
    hear(page, complaints);
  });

  afterAll(() => desk.close());

  afterEach(() => {
    expect(complaints).toEqual([]);
  });

  const promised = async (name: string, publishAt: string, timezone: string): Promise<string> => {
    const slug = name.toLowerCase().replace(/\W+/g, '-');
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name, slug, bio: 'Brews on the ridge.' });
    const documentId = created.data.documentId as string;
    for (const [member, event] of [['editor', { type: 'SUBMIT' }], ['reviewer', { type: 'APPROVE' }], ['publisher', { type: 'SCHEDULE', publishAt, timezone }]] as const) {
      await desk.tell(KOL, documentId, '', member, event);
    }
    return documentId;
  };

  const scheduleOf = async (documentId: string) => (await desk.piece(KOL, documentId, '')).schedule;

  const open = async (parameters: string): Promise<void> => {
    await page.goto(`${url}/admin/plugins/content-workflow/calendar?${parameters}`);
    await page.getByRole('heading', { name: 'Calendar' }).waitFor();
  };

  const tile = (title: string): Locator => page.locator('[data-item]').filter({ hasText: title });
  const dayCell = (day: string): Locator => page.locator(`[data-date="${day}"]`).first();

  /** By hand: the library looks at single movements of the pointer. */
  const drag = async (from: Locator, to: Locator): Promise<void> => {
    await from.scrollIntoViewIfNeeded();
    const [a, b] = [await from.boundingBox(), await to.boundingBox()];
    if (a === null || b === null) throw new Error('there is nothing to drag, or nowhere to');
    await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
    await page.mouse.down();
    await page.mouse.move(a.x + a.width / 2 + 10, a.y + a.height / 2 + 10, { steps: 3 });
    await page.mouse.move(b.x + b.width / 2, b.y + b.height - 12, { steps: 8 });
    await page.mouse.up();
  };

  it('moves a promise by a drag, after both clocks were shown, and takes it back', async () => {
    const documentId = await promised('Ayuan', '2027-03-10T01:00:00.000Z', 'Asia/Shanghai');
    await open(`date=${MONTH}`);
    await tile('Ayuan').waitFor();
    expect(await tile('Ayuan').innerText()).toMatch(/^02:00\s+Scheduled/);
    await drag(tile('Ayuan'), dayCell('2027-03-12'));
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Asia/Shanghai: ', { exact: false }).first().waitFor();
    expect(await dialog.locator('input[type="date"]').inputValue()).toBe('2027-03-12');
    expect(await dialog.locator('input[type="time"]').inputValue()).toBe('09:00');
    expect((await scheduleOf(documentId))?.publishAt).toBe('2027-03-10T01:00:00.000Z');
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await scheduleOf(documentId)).toMatchObject({ publishAt: '2027-03-12T01:00:00.000Z', timezone: 'Asia/Shanghai' });

    await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('It is as it was before.').waitFor();
    expect((await scheduleOf(documentId))?.publishAt).toBe('2027-03-10T01:00:00.000Z');
  });

  it('moves it with the keyboard alone', async () => {
    const documentId = await promised('Linxi', '2027-03-16T09:00:00.000Z', 'Europe/Berlin');
    await open(`date=${MONTH}&text=Linxi`);
    await tile('Linxi').waitFor();
    const button = page.getByRole('button').filter({ has: tile('Linxi') });
    await button.focus();
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type="date"]').fill('2027-03-18');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect((await scheduleOf(documentId))?.publishAt).toBe('2027-03-18T09:00:00.000Z');
  });

  it('opens the details with Enter, and gives the keyboard back', async () => {
    await promised('Ran', '2027-03-22T09:00:00.000Z', 'Europe/Berlin');
    await open(`date=${MONTH}&text=Ran`);
    await tile('Ran').waitFor();
    const button = page.getByRole('button').filter({ has: tile('Ran') });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Open the entry' }).waitFor();
    await dialog.getByRole('button', { name: 'Put on hold' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.locator(':focus').locator('[data-item]').waitFor();
  });

  it('asks which time is meant on the day on which the clock goes forward', async () => {
    const documentId = await promised('Yun', '2027-03-26T01:30:00.000Z', 'Europe/Berlin');
    await open(`date=${MONTH}&text=Yun`);
    await tile('Yun').waitFor();
    await drag(tile('Yun'), dayCell('2027-03-28'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.getByText('This time does not exist in Europe/Berlin', { exact: false }).waitFor();
    // The browser itself notes that the server asked back.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400 (Bad Request)')]);
    await dialog.getByRole('radio').last().click();
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await scheduleOf(documentId))?.publishAt).toBe('2027-03-28T01:30:00.000Z');
  });

  it('warns of what is near before it moves', async () => {
    await promised('Near', '2027-03-30T08:00:00.000Z', 'UTC');
    await promised('Mover', '2027-03-31T08:10:00.000Z', 'UTC');
    await open(`date=${MONTH}`);
    await tile('Mover').waitFor();
    await drag(tile('Mover'), dayCell('2027-03-30'));
    const dialog = page.getByRole('dialog');
    await dialog.getByText('“Near”, of the same type', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('plans an idea by dragging it onto a day, and takes it back', async () => {
    const created = await expectOk(`${url}${documentUrl(POST)}?locale=en`, 'POST', team.editor, { title: 'A cup on the ridge' });
    const documentId = created.data.documentId as string;
    const planDate = async (): Promise<string | null> => (await expectOk(`${url}${documentUrl(POST, documentId)}?locale=en`, 'GET', team.editor)).data.planDate as string | null;
    await open(`date=${MONTH}`);
    const idea = page.locator('[data-idea]').filter({ hasText: 'A cup on the ridge' });
    await idea.waitFor();
    await drag(idea.locator('p').first(), dayCell('2027-03-04'));
    await tile('A cup on the ridge').waitFor();
    expect(await tile('A cup on the ridge').innerText()).toMatch(/^09:00\s+Plan/);
    expect(await planDate()).toBe('2027-03-04T08:00:00.000Z');
    expect(await idea.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
    await idea.waitFor();
    expect(await planDate()).toBeNull();
  });

  it('shows a plan that was changed elsewhere, without a reload', async () => {
    const created = await expectOk(`${url}${documentUrl(POST)}?locale=en`, 'POST', team.editor, { title: 'Planned elsewhere', planDate: '2027-03-09T08:00:00.000Z' });
    await open(`date=${MONTH}&text=elsewhere`);
    await dayCell('2027-03-09').locator('[data-item]').waitFor();
    await expectOk(`${url}${documentUrl(POST, created.data.documentId as string)}?locale=en`, 'PUT', team.editor, { planDate: '2027-03-11T08:00:00.000Z' });
    // A change is told at once; the calendar by itself asks once a minute.
    await dayCell('2027-03-11').locator('[data-item]').waitFor({ timeout: 15_000 });
    expect(await dayCell('2027-03-09').locator('[data-item]').count()).toBe(0);
    await expectOk(`${url}${documentUrl(POST, created.data.documentId as string)}?locale=en`, 'PUT', team.editor, { planDate: null });
    await page.locator('[data-idea]').filter({ hasText: 'Planned elsewhere' }).waitFor({ timeout: 15_000 });
    expect(await tile('Planned elsewhere').count()).toBe(0);
  });

  it('moves a promise, and plans an idea, by a finger that rests first', async () => {
    const documentId = await promised('Fingertip', '2027-03-17T01:00:00.000Z', 'Asia/Shanghai');
    const created = await expectOk(`${url}${documentUrl(POST)}?locale=en`, 'POST', team.editor, { title: 'Idea under a finger' });
    await open(`date=${MONTH}`);
    await tile('Fingertip').waitFor();
    const finger = await fingerOn(page);
    const carry = async (from: Locator, to: Locator): Promise<void> => {
      await from.scrollIntoViewIfNeeded();
      const [a, b] = [await from.boundingBox(), await to.boundingBox()];
      if (a === null || b === null) throw new Error('there is nothing to drag, or nowhere to');
      await finger.down({ x: a.x + a.width / 2, y: a.y + a.height / 2 });
      await page.waitForTimeout(400);
      await finger.moveTo({ x: b.x + b.width / 2, y: b.y + b.height - 12 });
      await finger.up();
    };
    await carry(tile('Fingertip'), dayCell('2027-03-19'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Move', exact: true }).waitFor();
    expect(await dialog.locator('input[type="date"]').inputValue()).toBe('2027-03-19');
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await scheduleOf(documentId))?.publishAt).toBe('2027-03-19T01:00:00.000Z');

    await carry(page.locator('[data-idea]').filter({ hasText: 'Idea under a finger' }).locator('p').first(), dayCell('2027-03-05'));
    await tile('Idea under a finger').waitFor();
    expect((await expectOk(`${url}${documentUrl(POST, created.data.documentId as string)}?locale=en`, 'GET', team.editor)).data.planDate).toBe('2027-03-05T08:00:00.000Z');
    await finger.gone();
  });

  it('keeps the view and the filters in the address', async () => {
    await open(`date=${MONTH}`);
    await page.getByRole('button', { name: 'Week', exact: true }).click();
    await page.waitForURL(/view=week/);
    await page.getByRole('button', { name: 'Later', exact: true }).click();
    await page.waitForURL(/date=2027-03-08/);
    await page.getByRole('searchbox').or(page.locator('input[type="search"]')).first().fill('Ayuan');
    await page.waitForURL(/text=Ayuan/);
    await page.reload();
    await tile('Ayuan').waitFor();
  });

  it('makes an address for calendar programs, shows it once, and stops it', async () => {
    await open(`date=${MONTH}`);
    await page.getByRole('button', { name: 'Subscribe' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Make an address' }).click();
    const address = await dialog.getByLabel('Address').inputValue();
    expect((await fetch(address)).status).toBe(200);
    await dialog.getByRole('button', { name: 'Stop the address' }).click();
    await dialog.getByText('You have no address.').waitFor();
    expect((await fetch(address)).status).toBe(404);
    await page.keyboard.press('Escape');
  });

  it.each(['month', 'week', 'agenda'])('has no serious finding of axe in the %s', async (view) => {
    await open(`date=2027-03-15&view=${view}`);
    await page.locator('[data-item]').first().waitFor();
    expect(await seriousFindings(page, { within: 'main' })).toEqual([]);
  });
});
