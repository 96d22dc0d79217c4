/** The edit view's panel in a real browser, as the people who use it: write, submit, approve, publish. */
import type { Page } from 'playwright-core';
import { openDesk, type Desk } from '../support/desk';
import { documentUrl, expectOk, request, type Member, type Team } from '../support/people';

const KOL = 'api::kol.kol';

describe('the panel in the edit view', () => {
  let desk: Desk;
  let url: string;
  let team: Team;
  let documentId: string;

  beforeAll(async () => {
    desk = await openDesk();
    ({ url, team } = desk);
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name: 'Ayuan', slug: 'ayuan', kind: 'ambassador', bio: 'Guide, fourteen years.' });
    documentId = created.data.documentId as string;
  });

  afterAll(() => desk.close());

  afterEach(() => desk.closePages());

  const open = async (person: Member, entry = documentId): Promise<Page> => {
    const page = await desk.pageOf(person);
    await page.goto(`${url}/admin/content-manager/collection-types/${KOL}/${entry}`);
    await page.getByText('Workflow', { exact: true }).first().waitFor();
    return page;
  };

  const state = async (): Promise<string> => (await desk.piece(KOL, documentId, '')).state;

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
    await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0);
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

  it('does not let a reviewer approve what their form does not show', async () => {
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name: 'Version one', slug: 'version', kind: 'ambassador', bio: 'Guide, fourteen years.' });
    const entry = created.data.documentId as string;
    const piece = () => desk.piece(KOL, entry, '');
    const submit = (): Promise<void> => desk.tell(KOL, entry, '', 'editor', { type: 'SUBMIT' });
    await submit();
    const page = await open('reviewer', entry);
    const approve = page.getByRole('button', { name: 'Approve', exact: true }).first();
    await approve.waitFor();
    expect(await approve.isDisabled()).toBe(false);
    await expectOk(`${url}${documentUrl(KOL, entry)}`, 'PUT', team.editor, { name: 'Version two' });
    await submit();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));

    await page.getByText('The form shows another version').first().waitFor();
    expect(await page.locator('input[name="name"]').inputValue()).toBe('Version one');
    expect(await approve.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Reload', exact: true }).click();
    await page.getByText('The form shows another version').first().waitFor({ state: 'hidden' });
    expect(await page.locator('input[name="name"]').inputValue()).toBe('Version two');
    await approve.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await piece()).toMatchObject({ state: 'approved', title: 'Version two' });
  });

  it('keeps what was typed into a locked entry: there is nothing to press that would lose it', async () => {
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name: 'Linxi', slug: 'linxi', bio: 'Brews on the ridge.' });
    const locked = created.data.documentId as string;
    await desk.tell(KOL, locked, '', 'editor', { type: 'SUBMIT' });
    await desk.tell(KOL, locked, '', 'reviewer', { type: 'APPROVE' });
    await desk.tell(KOL, locked, '', 'publisher', { type: 'SCHEDULE', publishAt: new Date(Date.now() + 86_400_000).toISOString(), timezone: 'UTC' });
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
    await desk.tell(KOL, entry, '', 'editor', { type: 'SUBMIT' });
    await desk.tell(KOL, entry, '', 'reviewer', { type: 'APPROVE' });
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
    const piece = await desk.piece(KOL, entry, '');
    expect(piece).toMatchObject({ state: 'scheduled', schedule: { publishAt: '2027-03-15T08:30:00.000Z', timezone: 'Europe/Berlin' } });
  });

  it('takes the typed reason to the server and the content off the page', async () => {
    const publisher = await open('publisher');
    await act(publisher, 'Take down', 'withdrawn', 'Wrong year in the bio.');
    const piece = await desk.piece(KOL, documentId, '');
    expect(piece.takenDown?.text).toBe('Wrong year in the bio.');
  });
});
