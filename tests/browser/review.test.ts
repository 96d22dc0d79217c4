/** A reviewer's morning at the keyboard: the queue worked through, a passage commented on, and no decision about what was not seen. */
import type { Page } from 'playwright-core';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { documentUrl, expectOk, type Member, type Team } from '../support/people';

const POST = 'api::post.post';
const LOCALE = 'zh-Hant';
const TEXT = '活動在山頂舉行，請自備茶杯。活動結束後一起下山。';

/** One red pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const paragraph = (text: string) => ({ type: 'paragraph', children: [{ type: 'text', text }] });

describe('the review desk', () => {
  let desk: Desk;
  let url: string;
  let team: Team;
  let cover: number;
  let page: Page;
  const errors: string[] = [];

  const upload = async (): Promise<number> => {
    const form = new FormData();
    form.append('files', new Blob([Buffer.from(PNG, 'base64')], { type: 'image/png' }), 'cover.png');
    const answer = await fetch(`${url}/upload`, { method: 'POST', headers: { authorization: `Bearer ${team.admin}` }, body: form });
    const [file] = (await answer.json()) as { id: number }[];
    return file?.id ?? 0;
  };

  const tell = (documentId: string, member: Member, event: { type: string } & Record<string, unknown>): Promise<void> => desk.tell(POST, documentId, LOCALE, member, event);
  const piece = (documentId: string) => desk.piece(POST, documentId, LOCALE);

  /** Writes and submits a post, due in so many hours. */
  const submitted = async (title: string, slug: string, hours: number, more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const created = await expectOk(`${url}${documentUrl(POST)}?locale=${LOCALE}`, 'POST', team.editor, { title, slug, summary: '一場山頂的茶會，歡迎所有人來參加。', body: [paragraph(TEXT)], cover, tags: [{ name: '茶' }], ...more });
    const documentId = created.data.documentId as string;
    await tell(documentId, 'editor', { type: 'SUBMIT' });
    await tell(documentId, 'editor', { type: 'SET_DUE', dueAt: new Date(Date.now() + hours * 3_600_000).toISOString() });
    return documentId;
  };

  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
  const stateOf = async (documentId: string): Promise<string> => (await piece(documentId)).state;

  const focused = (): Promise<unknown> => page.evaluate('document.activeElement.textContent');

  /** Selects the words in the first line of the body, as a mouse would. */
  const select = (words: string): Promise<unknown> =>
    page.evaluate(`(() => {
      const node = document.querySelector('[data-path="body"] [data-at="0"]').firstChild;
      const start = node.data.indexOf(${JSON.stringify(words)});
      document.getSelection().setBaseAndExtent(node, start, node, start + ${words.length});
    })()`);

  let first: string;
  let second: string;
  let third: string;

  beforeAll(async () => {
    desk = await openDesk();
    ({ url, team } = desk);
    await expectOk(`${url}/i18n/locales`, 'POST', team.admin, { code: LOCALE, name: '繁體中文', isDefault: false });
    cover = await upload();
    first = await submitted('山頂茶會', 'tea-on-the-ridge', 1, { form: 'image', tone: 'informative', trackedLinks: [{ kind: 'shop', label: '茶舖', url: 'https://example.com' }] });
    const activity = (await expectOk(`${url}${documentUrl('api::activity.activity')}?locale=${LOCALE}`, 'POST', team.editor, { title: '第一杯' })) as { data: { documentId: string } };
    second = await submitted('雨後散步', 'walk-after-rain', 2, { activity: { connect: [{ documentId: activity.data.documentId, locale: LOCALE }] } });
    third = await submitted('老井故事', 'the-old-well', 3);

    page = await desk.pageOf('reviewer');
    hear(page, errors);
    await page.goto(`${url}/admin/plugins/content-workflow/review`);
    await page.getByRole('link', { name: '山頂茶會' }).waitFor();
  });

  afterAll(() => desk.close());

  it('lists what waits, the earliest due first', async () => {
    const titles = await page.getByRole('list', { name: 'Review' }).getByRole('link').allTextContents();
    expect(titles).toEqual(['山頂茶會', '雨後散步', '老井故事']);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('is narrowed to one activity, in the address too', async () => {
    const titles = page.getByRole('list', { name: 'Review' }).getByRole('link');
    const picker = page.getByRole('combobox', { name: 'Activity' });
    await picker.click();
    await page.getByRole('option', { name: '第一杯' }).click();
    await page.waitForURL(/activity=/);
    await page.getByRole('link', { name: '山頂茶會' }).waitFor({ state: 'hidden' });
    expect(await titles.allTextContents()).toEqual(['雨後散步']);
    await page.reload();
    await titles.first().waitFor();
    expect([await titles.allTextContents(), await picker.inputValue()]).toEqual([['雨後散步'], '第一杯']);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('link', { name: '山頂茶會' }).waitFor();
    expect(new URL(page.url()).searchParams.has('activity')).toBe(false);
    // The letters are for whoever types nothing.
    await page.getByRole('heading', { level: 1 }).click();
  });

  it('goes through the queue with J and K, and ? says which keys there are', async () => {
    await page.keyboard.press('j');
    await heading('山頂茶會').waitFor();
    expect(await focused()).toBe('山頂茶會');
    await page.keyboard.press('j');
    await heading('雨後散步').waitFor();
    await page.keyboard.press('k');
    await heading('山頂茶會').waitFor();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Next piece').waitFor();
    // A dialog is open, so the letters rest.
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await heading('山頂茶會').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it.each([
    { language: 'en', form: 'Image', tone: 'Informative', name: 'Leads to', value: 'Shop' },
    { language: 'zh-Hans', form: '图片', tone: '知识', name: '目标类型', value: '店铺' },
    { language: 'zh', form: '圖片', tone: '知識', name: '目標類型', value: '商店' },
  ])('says choices and the parts of a component in the words of $language', async ({ language, form, tone, name, value }) => {
    await expectOk(`${url}/admin/users/me`, 'PUT', team.reviewer, { preferedLanguage: language });
    await page.reload();
    await page.locator('[data-path="form"]').getByText(form, { exact: true }).waitFor();
    await page.locator('[data-path="tone"]').getByText(tone, { exact: true }).waitFor();
    await page.getByRole('term').filter({ hasText: name }).waitFor();
    await page.locator('[data-path="trackedLinks.0.kind"]').getByText(value, { exact: true }).waitFor();
  });

  it('comments on a selected Chinese passage, and the letters that are typed do nothing else', async () => {
    await expectOk(`${url}/admin/users/me`, 'PUT', team.reviewer, { preferedLanguage: 'en' });
    await page.reload();
    await heading('山頂茶會').waitFor();
    await select('自備茶杯');
    await page.keyboard.press('c');
    const box = page.getByRole('textbox', { name: 'Comment on the selected passage' });
    await box.waitFor();
    await page.keyboard.type('jar: which one?');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-path="body"] mark').waitFor();
    await page.getByRole('listitem').getByText('jar: which one?').waitFor();
    await heading('山頂茶會').waitFor();
    expect(await page.locator('[data-path="body"] mark').allTextContents()).toEqual(['自備茶杯']);
    const { data } = (await expectOk(`${url}/content-workflow/pieces/${(await piece(first)).id}/comments`, 'GET', team.editor)) as { data: { field: string; passage: { quote: string } }[] };
    expect(data).toMatchObject([{ field: 'body', passage: { quote: '自備茶杯' } }]);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('approves with A, and the next piece is there with the keyboard on it', async () => {
    await page.keyboard.press('Escape');
    await heading('山頂茶會').focus();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Approve' });
    await dialog.waitFor();
    await page.keyboard.press('Control+Enter');
    await heading('雨後散步').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    expect((await piece(first)).steps[0]?.state).toBe('done');
    await page.waitForFunction(`document.activeElement.tagName === 'H1'`);
    expect(await focused()).toBe('雨後散步');
  });

  it('keeps a remark that was not sent, and sends it with R', async () => {
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Request changes' });
    await dialog.getByRole('textbox').waitFor();
    await page.keyboard.type('Say at what time.');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.reload();
    await heading('雨後散步').waitFor();
    await page.keyboard.press('r');
    expect(await dialog.getByRole('textbox').inputValue()).toBe('Say at what time.');
    await page.keyboard.press('Control+Enter');
    await heading('老井故事').waitFor();
    expect(await stateOf(second)).toBe('draft');
    expect((await piece(second)).changesRequested?.text).toBe('Say at what time.');
  });

  it('takes no decision about what was not seen: it says that the content changed, and shows what', async () => {
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Approve' });
    await dialog.waitFor();
    await expectOk(`${url}${documentUrl(POST, third)}?locale=${LOCALE}`, 'PUT', team.editor, { body: [paragraph(TEXT.replace('自備茶杯', '自備雨傘'))] });
    await tell(third, 'editor', { type: 'SUBMIT' });
    // The dialog learns of the new revision at the first try, and is refused for the content at the second.
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await page
      .getByText('changed while', { exact: false })
      .or(page.getByText('Since you looked', { exact: false }))
      .first()
      .waitFor();
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Since you looked, one field changed.', { exact: false }).waitFor();
    expect(await stateOf(third)).toBe('review');
    expect((await page.locator('[data-path="body"] del').allTextContents()).join('')).toContain('茶杯');
    expect((await page.locator('[data-path="body"] ins').allTextContents()).join('')).toContain('雨傘');
    expect(await seriousFindings(page)).toEqual([]);

    await page.keyboard.press('a');
    await dialog.waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'hidden' });
    // It was the last one; in the queue, both that were approved wait for the second step.
    await page.getByRole('link', { name: '老井故事' }).waitFor();
    await page.getByText('(step 2 of 2)').nth(1).waitFor();
    expect((await piece(third)).steps[0]?.state).toBe('done');
  });

  it('says nothing wrong on the console', () => {
    // A refused decision is an answer with an error status, which the browser reports by itself.
    expect(errors.filter((error) => !/the server responded with a status of (409|422)/.test(error))).toEqual([]);
  });
});
