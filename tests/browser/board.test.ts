/** The board in a real browser: what a mouse and a keyboard do, what others change meanwhile, and that everybody can use it. */
import type { Locator, Page } from 'playwright-core';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { documentUrl, expectOk, type Member, type Team } from '../support/people';
import { fingerOn } from '../support/touch';

const KOL = 'api::kol.kol';

describe('the board', () => {
  let desk: Desk;
  let url: string;
  let team: Team;
  const complaints: string[] = [];

  beforeAll(async () => {
    desk = await openDesk();
    ({ url, team } = desk);
  });

  afterAll(() => desk.close());

  afterEach(() => desk.closePages());

  let count = 0;
  /** A KOL: its review has one step, and its checklist asks for little. */
  const draft = async (name: string): Promise<string> => {
    count += 1;
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name, slug: `kol-${count}`, kind: 'ambassador', bio: 'Guide.' });
    return created.data.documentId as string;
  };

  const state = async (documentId: string): Promise<string> => (await desk.piece(KOL, documentId, '')).state;

  const tell = (member: Member, documentId: string, event: { type: string } & Record<string, unknown>): Promise<void> => desk.tell(KOL, documentId, '', member, event);

  const board = async (person: Member, query = ''): Promise<Page> => {
    const page = await desk.pageOf(person);
    hear(page, complaints);
    await page.goto(`${url}/admin/plugins/content-workflow${query}`);
    await column(page, 'draft').waitFor();
    return page;
  };

  const column = (page: Page, name: string): Locator => page.locator(`[data-column="${name}"]`);
  const card = (page: Page, name: string, title: string): Locator => column(page, name).locator('[data-piece]').filter({ hasText: title });

  const middle = async (locator: Locator): Promise<{ x: number; y: number }> => {
    const box = await locator.boundingBox();
    if (box === null) throw new Error('it is not on the screen');
    return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 100) };
  };

  const drag = async (page: Page, from: Locator, to: Locator): Promise<void> => {
    const start = await middle(from);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 20, start.y, { steps: 4 });
    const end = await middle(to);
    await page.mouse.move(end.x, end.y, { steps: 10 });
    await page.mouse.up();
  };

  it('carries a card by the mouse: the dialog of the event first, the event only when it is confirmed', async () => {
    const documentId = await draft('Dragged by mouse');
    const page = await board('editor');
    await drag(page, card(page, 'draft', 'Dragged by mouse'), column(page, 'review'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Submit for review' }).waitFor();
    expect(await state(documentId)).toBe('draft');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await state(documentId)).toBe('draft');

    await drag(page, card(page, 'draft', 'Dragged by mouse'), column(page, 'review'));
    await dialog.getByRole('button', { name: 'Submit for review' }).click();
    await card(page, 'review', 'Dragged by mouse').waitFor();
    expect(await state(documentId)).toBe('review');
    expect(await card(page, 'draft', 'Dragged by mouse').count()).toBe(0);
  });

  it('carries a card by the keyboard, tells a screen reader, and gives the keyboard back to the card', async () => {
    const documentId = await draft('Carried by keys');
    const page = await board('editor');
    await card(page, 'draft', 'Carried by keys').locator('[data-handle]').focus();
    await page.keyboard.press('Space');
    await page.getByText('“Carried by keys” is over Draft.').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowRight');
    await page.getByText('“Carried by keys” is over In review.').waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Submit for review' }).waitFor();
    await dialog.getByRole('button', { name: 'Submit for review' }).click();
    const moved = card(page, 'review', 'Carried by keys');
    await moved.waitFor();
    expect(await state(documentId)).toBe('review');
    await moved.locator(':focus').waitFor();
  });

  /** The page's own policy forbids what Playwright would wait by. */
  const until = async (page: Page, check: () => Promise<boolean>): Promise<void> => {
    while (!(await check())) await page.waitForTimeout(50);
  };

  /** Longer than a finger has to rest. */
  const REST_MS = 400;

  it('carries a card by a finger that rests on it first', async () => {
    const documentId = await draft('Carried by a finger');
    const page = await board('editor');
    const finger = await fingerOn(page);
    await finger.down(await middle(card(page, 'draft', 'Carried by a finger')));
    await page.waitForTimeout(REST_MS);
    await finger.moveTo(await middle(column(page, 'review')));
    await page.getByText('“Carried by a finger” is over In review.').waitFor({ state: 'attached' });
    await finger.up();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Submit for review' }).waitFor();
    expect(await state(documentId)).toBe('draft');
    await dialog.getByRole('button', { name: 'Submit for review' }).click();
    await card(page, 'review', 'Carried by a finger').waitFor();
    expect(await state(documentId)).toBe('review');
  });

  it('carries a card by a finger to a column beyond the edge of a telephone, which comes in sight', async () => {
    const documentId = await draft('Carried far');
    const page = await board('editor', '?text=far');
    await page.setViewportSize({ width: 412, height: 915 });
    const region = page.getByRole('region', { name: 'Columns of the board', includeHidden: true });
    await card(page, 'draft', 'Carried far').scrollIntoViewIfNeeded();
    const finger = await fingerOn(page);
    const start = await middle(card(page, 'draft', 'Carried far'));
    await finger.down(start);
    await page.waitForTimeout(REST_MS);
    await finger.moveTo({ x: 404, y: start.y });
    await until(page, async () => ((await column(page, 'withdrawn').boundingBox())?.x ?? 412) < 404);
    await finger.moveTo({ x: 200, y: start.y });
    await finger.up();
    await page.getByRole('dialog').waitFor();
    // Behind a dialog nothing has a role for whoever reads the page.
    expect(await region.evaluate((node) => node.scrollLeft)).toBeGreaterThan(0);
    expect(await state(documentId)).toBe('draft');
  });

  it('scrolls a column under a finger that goes on at once, and carries nothing', async () => {
    for (let i = 0; i < 12; i += 1) await draft(`Swiped ${i}`);
    const page = await board('editor', '?text=swiped');
    const finger = await fingerOn(page);
    const start = await middle(card(page, 'draft', 'Swiped 9'));
    await finger.down(start);
    await finger.moveTo({ x: start.x, y: start.y - 150 });
    await finger.up();
    await until(page, async () => (await column(page, 'draft').locator('ul').first().evaluate((list) => list.scrollTop)) > 50);
    expect(await page.getByText('Picked up', { exact: false }).count()).toBe(0);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('explains a move that is not possible, and sends nothing', async () => {
    const documentId = await draft('Not yet');
    const page = await board('editor');
    await drag(page, card(page, 'draft', 'Not yet'), column(page, 'published'));
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Nothing leads from “Draft” to “Published” in one step.').waitFor();
    await dialog.getByText(/The way there: In review, Approved/).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await state(documentId)).toBe('draft');
  });

  it('says in a dialog where a card can go, for who does not drag', async () => {
    const documentId = await draft('Asked for');
    const page = await board('editor');
    await page.getByRole('button', { name: 'Move “Asked for” to…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Archive' }).waitFor();
    await dialog.getByText('Not possible now').click();
    await dialog.getByText('Nothing leads from “Draft” to “Published” in one step.').waitFor();
    await dialog.getByRole('button', { name: 'Submit for review' }).click();
    await dialog.getByRole('button', { name: 'Submit for review' }).click();
    await card(page, 'review', 'Asked for').waitFor();
    expect(await state(documentId)).toBe('review');
  });

  it("shows another person's change without a reload, and leaves the keyboard where it is", async () => {
    const moving = await draft('Moved by another');
    await draft('Looked at');
    const page = await board('editor');
    const held = card(page, 'draft', 'Looked at').locator('[data-handle]');
    await held.focus();
    await tell('editor2', moving, { type: 'SUBMIT' });
    await card(page, 'review', 'Moved by another').waitFor();
    await tell('reviewer', moving, { type: 'REQUEST_CHANGES', comment: 'Name the place.' });
    await card(page, 'draft', 'Moved by another').getByText('reviewer Test requested changes').waitFor();
    expect(await held.and(page.locator(':focus')).count()).toBe(1);
    await draft('Newly written');
    await card(page, 'draft', 'Newly written').waitFor();
  });

  it('keeps its filters in the address, over a reload too', async () => {
    const documentId = await draft('Kept in the address');
    const people = (await expectOk(`${url}/content-workflow/people`, 'GET', team.admin)).data as { id: string; name: string }[];
    await tell('editor', documentId, { type: 'ASSIGN', assignee: people.find(({ name }) => name === 'editor Test')?.id });
    const page = await board('editor');
    await card(page, 'draft', 'Not yet').waitFor();
    await page.getByRole('checkbox', { name: 'Assigned to me' }).click();
    await card(page, 'draft', 'Not yet').waitFor({ state: 'hidden' });
    await page.getByRole('searchbox').fill('address');
    await page.waitForURL((at) => at.searchParams.get('mine') === 'yes' && at.searchParams.get('text') === 'address');
    await page.reload();
    await card(page, 'draft', 'Kept in the address').waitFor();
    expect(await column(page, 'draft').locator('[data-piece]').count()).toBe(1);
    expect(await page.getByRole('searchbox').inputValue()).toBe('address');
    expect(await page.getByRole('checkbox', { name: 'Assigned to me' }).isChecked()).toBe(true);
  });

  it('brings further pages of a column when its end comes near, and for the keyboard by a button', async () => {
    for (let i = 0; i < 45; i += 1) await draft(`Many ${i}`);
    const page = await board('editor', '?text=many');
    const cards = column(page, 'draft').locator('[data-piece]');
    expect(await cards.count()).toBeLessThan(45);
    await column(page, 'draft').getByRole('button', { name: 'Load more' }).focus();
    await page.keyboard.press('Enter');
    await cards.nth(39).waitFor();
    await cards.nth(39).scrollIntoViewIfNeeded();
    await cards.nth(44).waitFor();
    expect(await cards.count()).toBe(45);
    const pieces: (string | null)[] = [];
    for (const one of await cards.all()) pieces.push(await one.getAttribute('data-piece'));
    expect(new Set(pieces).size).toBe(45);
  });

  it('can be used by everybody: no serious finding', async () => {
    const page = await board('reviewer');
    await column(page, 'draft').locator('[data-piece]').first().waitFor();
    expect(await seriousFindings(page, { within: 'main' })).toEqual([]);
    await page.getByRole('button', { name: /^Move “/ }).first().click();
    await page.getByRole('dialog').getByText('Not possible now').click();
    expect(await seriousFindings(page, { within: '[role="dialog"]' })).toEqual([]);
  });

  it('said nothing to the console that is an error', () => {
    expect(complaints).toEqual([]);
  });
});
