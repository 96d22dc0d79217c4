/** The comforts of the edit view in a real browser: guests, company, saves that undo nobody's, text that is not lost. */
import type { Page } from 'playwright-core';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { documentUrl, expectOk, type Member, type Team } from '../support/people';

const KOL = 'api::kol.kol';
const PHONE = { width: 390, height: 844 };

describe('the edit view', () => {
  let desk: Desk;
  let url: string;
  let team: Team;
  /** What browsers complained of, and no test asked for. */
  const complaints: string[] = [];

  beforeAll(async () => {
    desk = await openDesk();
    ({ url, team } = desk);
  });

  afterAll(() => desk.close());

  afterEach(async () => {
    await desk.closePages();
    // A refused request is an answer, and Strapi asks for what is not set up or not in this edition.
    expect(complaints.splice(0).filter((complaint) => !/status of (409|410|422)|\/ai-(feature-config|localization-jobs)|\/preview\/url\//.test(complaint))).toEqual([]);
  });

  /** What somebody without an account sees on their telephone. */
  const onAPhone = async (address: string): Promise<Page> => {
    const phone = await desk.strangersPage();
    hear(phone, complaints);
    await phone.setViewportSize(PHONE);
    await phone.goto(address);
    return phone;
  };

  const create = async (name: string): Promise<string> => {
    const slug = `${name.toLowerCase()}-${Math.floor(performance.now())}`;
    const created = await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name, slug, kind: 'ambassador', bio: 'Guide, fourteen years.' });
    return created.data.documentId as string;
  };

  const piece = (entry: string) => desk.piece(KOL, entry, '');

  const tell = (entry: string, member: Member, event: { type: string } & Record<string, unknown>): Promise<void> => desk.tell(KOL, entry, '', member, event);

  const open = async (person: Member, entry: string): Promise<Page> => {
    const page = await desk.pageOf(person);
    hear(page, complaints);
    await page.goto(`${url}/admin/content-manager/collection-types/${KOL}/${entry}`);
    await page.getByText('Workflow record', { exact: true }).waitFor();
    return page;
  };

  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
  const nameField = (page: Page) => page.locator('input[name="name"]');
  const stored = async (entry: string): Promise<string> => (await expectOk(`${url}${documentUrl(KOL, entry)}`, 'GET', team.editor)).data.name as string;

  /** Waits until the question is answered so; the test's own limit ends the waiting. */
  const until = async <T>(ask: () => Promise<T>, expected: T): Promise<void> => {
    while ((await ask()) !== expected) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  it('lets a guest approve from a phone, once, what a reviewer asked them about', async () => {
    const entry = await create('Ayuan');
    await tell(entry, 'editor', { type: 'SUBMIT' });
    const reviewer = await open('reviewer', entry);
    await reviewer.getByRole('button', { name: 'Ask a guest' }).click();
    const dialog = reviewer.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Miller & Co.');
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.getByText('Their approval counts as yours').waitFor();
    expect(await seriousFindings(reviewer, { within: '[role="dialog"]' })).toEqual([]);
    const address = await dialog.getByRole('textbox').inputValue();

    const phone = await onAPhone(address);
    await phone.getByRole('heading', { name: 'Ayuan' }).waitFor();
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await seriousFindings(phone)).toEqual([]);
    await phone.getByRole('link', { name: '繁體中文' }).click();
    await phone.getByRole('heading', { name: '您的回覆' }).waitFor();
    await phone.getByLabel('您的姓名').fill('Gus Miller');
    await phone.getByRole('button', { name: '要求修改' }).click();
    await phone.getByRole('alert').waitFor();
    expect(await phone.getByLabel('您的姓名').inputValue()).toBe('Gus Miller');
    await phone.getByRole('button', { name: '核准' }).click();
    await phone.getByText('Gus Miller 已核准').waitFor();
    expect((await piece(entry)).state).toBe('approved');

    const again = await onAPhone(address);
    await again.getByText('Gus Miller approved it').waitFor();
    expect(await again.getByRole('button').count()).toBe(0);
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await reviewer.getByText('Gus Miller approved').first().waitFor();
  });

  it('tells a guest politely that the text has changed', async () => {
    const entry = await create('Linxi');
    await tell(entry, 'editor', { type: 'SUBMIT' });
    const { id } = await piece(entry);
    const made = await expectOk(`${url}/content-workflow/pieces/${id}/guest-links`, 'POST', team.reviewer, { guest: 'Legal' });
    await expectOk(`${url}${documentUrl(KOL, entry)}`, 'PUT', team.editor, { name: 'Linxi the second' });
    const phone = await onAPhone(`${url}${made.data.url as string}`);
    await phone.getByRole('heading', { name: 'The text has changed' }).waitFor();
    expect(await seriousFindings(phone)).toEqual([]);
  });

  it('refuses a save that would undo somebody else\'s, keeps what was typed, and lets the person choose', async () => {
    const entry = await create('Ran');
    const first = await open('editor', entry);
    const second = await open('editor2', entry);
    await nameField(first).fill('Ran, by the first');
    await second.getByText(/editor Test is editing since/).waitFor();
    await nameField(second).fill('Ran, by the second');
    await second.keyboard.press('Control+s');
    await until(() => stored(entry), 'Ran, by the second');
    await second.getByText('Saved document').first().waitFor();
    expect(await nameField(second).inputValue()).toBe('Ran, by the second');

    await save(first).click();
    await first.getByText('editor2 Test saved this entry meanwhile').waitFor();
    expect(await nameField(first).inputValue()).toBe('Ran, by the first');
    expect(await stored(entry)).toBe('Ran, by the second');
    expect(await seriousFindings(first, { within: 'aside' })).toEqual([]);
    await first.getByRole('button', { name: 'Keep mine' }).click();
    await save(first).click();
    await until(() => stored(entry), 'Ran, by the first');

    // The second form is the older one now.
    await nameField(second).fill('Ran, once more');
    await save(second).click();
    await second.getByText('editor Test saved this entry meanwhile').waitFor();
    await second.getByRole('button', { name: /Load theirs/ }).click();
    await until(() => nameField(second).inputValue(), 'Ran, by the first');
    await second.getByText('editor Test saved this entry meanwhile').waitFor({ state: 'hidden' });
    await nameField(second).fill('Ran, agreed');
    await save(second).click();
    await until(() => stored(entry), 'Ran, agreed');
  });

  it('holds Save back in the form that somebody took over, until it is taken back', async () => {
    const entry = await create('Mei');
    const first = await open('editor', entry);
    await nameField(first).fill('Mei, typed');
    const second = await open('editor2', entry);
    await second.getByRole('button', { name: 'Take over' }).click();
    await first.getByText(/editor2 Test took over at/).waitFor();
    expect(await save(first).isDisabled()).toBe(true);
    await first.keyboard.press('Control+s');
    expect(await nameField(first).inputValue()).toBe('Mei, typed');
    await first.getByRole('button', { name: 'Take it back' }).click();
    await first.getByText(/editor2 Test took over at/).waitFor({ state: 'hidden' });
    await save(first).click();
    await until(() => stored(entry), 'Mei, typed');
  });

  it('takes a reload for the same window, and a copy of the tab for another', async () => {
    const entry = await create('Hua');
    const page = await open('editor', entry);
    const answers: { others: { isMe: boolean }[] }[] = [];
    page.on('response', (response) => void (response.url().includes('/presence/') && response.request().method() === 'PUT' ? response.json().then(({ data }) => answers.push(data as never), () => undefined) : undefined));
    await page.reload();
    await page.getByText('Workflow record', { exact: true }).waitFor();
    await until(() => Promise.resolve(answers.length > 0), true);
    expect(answers[0]?.others).toEqual([]);
    const [copy] = await Promise.all([page.waitForEvent('popup'), page.evaluate('void window.open(location.href)')]);
    await copy.getByText('Also here: You, in another window').waitFor();
    await copy.close();
  });

  it('keeps what was typed into a dialog until it is sent', async () => {
    const entry = await create('Qiu');
    const page = await open('editor', entry);
    const dialog = page.getByRole('dialog');
    const comment = async (): Promise<void> => {
      await page.getByText('History', { exact: true }).waitFor();
      if (!(await page.getByRole('button', { name: 'Comment', exact: true }).isVisible())) await page.getByText('History', { exact: true }).click();
      await page.getByRole('button', { name: 'Comment', exact: true }).click();
      await dialog.waitFor();
    };
    await comment();
    await dialog.getByRole('textbox').fill('Say since when she guides.');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.reload();
    await comment();
    await dialog.getByText('What you typed before is here again.').waitFor();
    expect(await dialog.getByRole('textbox').inputValue()).toBe('Say since when she guides.');
    await dialog.getByRole('button', { name: 'Comment', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await piece(entry)).history[0]?.comment).toBe('Say since when she guides.');
    await comment();
    expect(await dialog.getByRole('textbox').inputValue()).toBe('');
  });

  it('judges the checklist by what stands in the form, before it is saved', async () => {
    const entry = await create('Tao');
    const page = await open('editor', entry);
    const checklist = page.locator('details', { hasText: 'Checklist' });
    await checklist.getByText('3 of 3').waitFor();
    await nameField(page).fill('');
    await checklist.getByText('2 of 3').waitFor();
    await checklist.getByText('As it stands in the form, not saved yet.').waitFor();
    expect((await piece(entry)).checklist.every(({ ok }) => ok)).toBe(true);
  });
});
