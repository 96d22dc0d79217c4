/**
 * A moderator's shift on the demo: what members sent in is claimed, adopted, returned, rejected, escalated and set aside,
 * by keyboard and mouse, while another moderator works on the same queue; and nothing that somebody wrote runs here.
 */
import { randomUUID } from 'node:crypto';
import type { ConsoleMessage, Locator, Page } from 'playwright-core';
import type { ItemView } from '../../src/plugins/content-workflow/contracts/moderation/queue';
import { seriousFindings } from '../support/accessibility';
import { openBrowser, type Browser } from '../support/browser';
import type { SendIn } from '../support/demo/commands';
import { DEMO_PASSWORD, startDemo, type DemoServer } from '../support/demo/server';
import { signal, type Member, type Sent } from '../support/moderation';
import { expectOk, request } from '../support/people';
import { picture, words } from '../support/submissions';
import { XSS_PAYLOADS } from '../support/xss';

const PEOPLE = { me: 'tom.ferreira@example.com', other: 'mengqi.wu@example.com' } as const;
const QUEUE = '/content-workflow/moderation/queue';
const TEXT = 'We drank it on the ridge.\nIt was still warm.';

const MINUTE = 60_000;

/** The whole demo is lived through first. */
const SEEDING_MS = 5 * MINUTE;

/** One red pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

describe("a moderator's shift", () => {
  let demo: DemoServer;
  let browser: Browser;
  let page: Page;
  let member: Member;
  const tokens = new Map<keyof typeof PEOPLE, string>();
  const complaints: string[] = [];
  const dialogs: string[] = [];

  const token = (who: keyof typeof PEOPLE): string => tokens.get(who) ?? '';
  const sendIn = (data: SendIn['data'], signals?: SendIn['signals']): Promise<Sent> => demo.server.call<Sent>('sendIn', { member, data: { text: TEXT, ...data }, signals } satisfies SendIn);
  const itemOf = async (id: number): Promise<ItemView> => ((await expectOk(`${demo.url}${QUEUE}/${id}`, 'GET', token('other'))) as { data: ItemView }).data;

  const decideAsOther = async (id: number, decision: object): Promise<void> => {
    const { version } = await itemOf(id);
    await expectOk(`${demo.url}${QUEUE}/${id}/decisions`, 'POST', token('other'), { expectedVersion: version, ...decision });
  };

  /** Only what has these words in its title is in the queue, so that one test does not meet another's items. */
  const open = async (words: string, id?: number): Promise<void> => {
    await page.goto(`${demo.url}/admin/plugins/content-workflow/moderation/queue${id === undefined ? '' : `/${id}`}?text=${encodeURIComponent(words)}`);
    await page.getByRole('list', { name: 'Waiting items' }).getByRole('link').first().waitFor();
    if (id !== undefined) await page.getByRole('article').waitFor();
  };
  const heading = (name: string): Locator => page.getByRole('heading', { level: 2, name, exact: true });
  const dialog = (name: string): Locator => page.getByRole('dialog', { name });
  const listed = (): Promise<string[]> => page.getByRole('list', { name: 'Waiting items' }).getByRole('link').allTextContents();

  const upload = async (): Promise<number> => {
    const form = new FormData();
    form.append('files', new Blob([Buffer.from(PNG, 'base64')], { type: 'image/png' }), 'ridge.png');
    const answer = await fetch(`${demo.url}/upload`, { method: 'POST', headers: { authorization: `Bearer ${token('me')}` }, body: form });
    const [file] = (await answer.json()) as { id: number }[];
    return file?.id ?? 0;
  };

  beforeAll(async () => {
    demo = await startDemo();
    member = await demo.server.call<Member>('registerMember', { name: 'ridge-walker' });
    for (const [who, email] of Object.entries(PEOPLE) as [keyof typeof PEOPLE, string][]) {
      const { data } = (await expectOk(`${demo.url}/admin/login`, 'POST', null, { email, password: DEMO_PASSWORD })) as { data: { token: string } };
      tokens.set(who, data.token);
      await expectOk(`${demo.url}/admin/users/me`, 'PUT', data.token, { preferedLanguage: 'en' });
    }
    browser = await openBrowser();
    page = await browser.context.newPage();
    page.on('dialog', (shown) => {
      dialogs.push(shown.message());
      void shown.dismiss();
    });
    await page.goto(`${demo.url}/admin/auth/login`);
    await page.locator('input[name="email"]').fill(PEOPLE.me);
    await page.locator('input[name="password"]').fill(DEMO_PASSWORD);
    await page.locator('button[type="submit"]').click();
    await page.waitForURL((at) => !at.pathname.includes('/auth/'));
    // What Strapi's own screens say while logging in is not about the desk.
    page.on('console', (message: ConsoleMessage) => void (message.type() === 'error' && complaints.push(`${message.text()} (${message.location().url})`)));
    page.on('pageerror', (error) => complaints.push(error.message));
  }, SEEDING_MS);

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  it('is a screen of the desk for who moderates, and opens at the queue', async () => {
    await page.goto(`${demo.url}/admin/plugins/content-workflow`);
    await page.getByRole('navigation', { name: 'Content Workflow' }).getByRole('link', { name: /^Moderation/ }).click();
    await page.waitForURL('**/moderation/queue');
    await page.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();
    await page.getByRole('group', { name: 'Lanes' }).getByRole('button', { name: /^All \d+/ }).waitFor();
    await page.getByRole('list', { name: 'Waiting items' }).getByRole('link').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('goes through the items with J and K, says which keys there are, and lets letters be letters while one types', async () => {
    const sent = [await sendIn({ title: 'Keys: one' }), await sendIn({ title: 'Keys: two' })];
    await open('Keys:');
    expect(await listed()).toEqual(sent.map(({ title }) => title));
    await page.keyboard.press('j');
    await heading('Keys: one').waitFor();
    await page.waitForFunction(`document.activeElement.id === 'moderation-item'`);
    await page.keyboard.press('j');
    await heading('Keys: two').waitFor();
    await page.keyboard.press('k');
    await heading('Keys: one').waitFor();
    await page.keyboard.press('?');
    await dialog('Keyboard shortcuts').getByText('Reject with a reason').waitFor();
    // A dialog is open, so the letters rest.
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await dialog('Keyboard shortcuts').waitFor({ state: 'hidden' });
    await heading('Keys: one').waitFor();
    await page.getByRole('searchbox').focus();
    await page.keyboard.type(' jar');
    await page.getByText('No item matches.').waitFor();
    await heading('Keys: one').waitFor();
  });

  it('shows why an item is here, in its place in the text, with the rule and its version', async () => {
    const text = 'Add me on 加微 for leaves';
    const { itemId } = await sendIn({ title: 'Evidence', text, links: [{ url: 'https://example.com/leaves', label: 'Leaves' }] }, [signal({ span: { field: 'text', from: 10, to: 12 } })]);
    await open('Evidence', itemId);
    const article = page.getByRole('article');
    expect(await article.locator('mark').allTextContents()).toEqual(['加微']);
    expect(await article.locator('[data-field="text"]').textContent()).toBe(text);
    await article.getByText('rule version 3', { exact: false }).waitFor();
    await article.locator('mark').click();
    await page.waitForFunction(`document.activeElement.id.startsWith('signal-')`);
    // A link is text until somebody has read where it leads.
    expect(await article.getByRole('link', { name: 'https://example.com/leaves' }).count()).toBe(0);
    await article.getByRole('button', { name: 'Open…' }).click();
    const ask = page.getByRole('alertdialog');
    await ask.getByText('It leads to example.com.', { exact: false }).waitFor();
    expect(await ask.getByRole('link').getAttribute('rel')).toBe('noopener noreferrer nofollow ugc');
    await ask.getByRole('button', { name: 'Cancel' }).click();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('claims with C, which the other moderator sees and is kept out by; releases with a click', async () => {
    const { itemId } = await sendIn({ title: 'Claimed' });
    await open('Claimed', itemId);
    await page.keyboard.press('c');
    await page.getByText(/^Yours until/).waitFor();
    expect((await itemOf(itemId)).claim).toMatchObject({ mine: false, by: { name: 'Tom Ferreira' } });
    expect((await request(`${demo.url}${QUEUE}/${itemId}/claim`, 'POST', token('other'))).status).toBe(409);
    await page.getByRole('button', { name: 'Release' }).click();
    await page.getByText('Nobody is working on it.').waitFor();
    expect((await itemOf(itemId)).claim).toBeNull();
  });

  it('adopts with A: a draft post has the name, the words and the picture, and the next item is there', async () => {
    const picture = await upload();
    const { itemId, documentId } = await sendIn({ title: 'Adopt: ridge', contributorName: '小美', images: [picture] });
    await sendIn({ title: 'Adopt: next' });
    await open('Adopt:', itemId);
    await page.getByRole('img', { name: 'Picture 1 of 1 that was sent in' }).waitFor();
    await page.keyboard.press('a');
    await dialog('Adopt').getByRole('textbox', { name: 'Message to the sender' }).waitFor();
    await page.keyboard.type('Thank you for the jar!');
    await page.keyboard.press('Control+Enter');
    await heading('Adopt: next').waitFor();
    await page.getByText('Adopted: a draft post was made').waitFor();
    const item = await itemOf(itemId);
    expect(item).toMatchObject({ state: 'adopted', adopted: { uid: 'api::post.post' }, decisions: [{ action: 'adopt', message: 'Thank you for the jar!', by: { name: 'Tom Ferreira' } }] });
    const { data } = (await expectOk(`${demo.url}/content-manager/collection-types/api::post.post/${item.adopted?.documentId ?? ''}?locale=zh-Hant`, 'GET', token('me'))) as {
      data: { title: string; cover: { id: number }; body: unknown; submission: { documentId?: string; count?: number }; publishedAt: string | null };
    };
    expect(data).toMatchObject({ title: 'Adopt: ridge', publishedAt: null, cover: { id: picture } });
    expect(JSON.stringify(data.body)).toContain('小美');
    expect(item.target.documentId).toBe(documentId);
  });

  it('denies a picture with a reason, which then stands on it and on every one like it, and takes that back', async () => {
    const sendPicture = async (title: string): Promise<number> => {
      const form = new FormData();
      form.append('data', JSON.stringify(words({ title })));
      form.append('images', new Blob([new Uint8Array(await picture())], { type: 'image/jpeg' }), 'ridge.jpg');
      const answer = await fetch(`${demo.url}/api/submissions/intake`, { method: 'POST', headers: { authorization: `Bearer ${member.token}`, 'idempotency-key': randomUUID() }, body: form });
      expect(answer.status).toBe(201);
      const { data } = (await expectOk(`${demo.url}${QUEUE}?text=${encodeURIComponent(title)}`, 'GET', token('other'))) as { data: { id: number }[] };
      return data[0]?.id ?? 0;
    };
    const first = await sendPicture('Deny: first');
    await open('Deny:', first);
    const article = page.getByRole('article');
    await article.getByRole('img', { name: 'Picture 1 of 1 that was sent in' }).waitFor();
    await article.getByRole('button', { name: 'Deny picture 1…' }).click();
    const asked = dialog('Deny this picture');
    await asked.getByRole('button', { name: 'Deny this picture' }).click();
    // Without a reason it stays open, and nothing is on the list.
    await asked.getByRole('textbox', { name: 'Why nobody should see it again' }).fill('Seen in three scams.');
    // A button under the pointer is drawn in the colours of Strapi's hovering.
    await page.mouse.move(0, 0);
    expect(await seriousFindings(page, { within: '[role="dialog"]' })).toEqual([]);
    expect((await itemOf(first)).content?.images.map(({ denied }) => denied)).toEqual([null]);
    await asked.getByRole('button', { name: 'Deny this picture' }).click();
    await asked.waitFor({ state: 'hidden' });
    await article.getByText('Denied', { exact: true }).waitFor();
    expect(await article.getByRole('button', { name: 'Deny picture 1…' }).count()).toBe(0);
    expect((await itemOf(first)).content?.images).toMatchObject([{ denied: { reason: 'Seen in three scams.' } }]);
    // It decides nothing about the submission itself.
    expect((await itemOf(first)).state).toBe('pending');

    const second = await sendPicture('Deny: second');
    await open('Deny:', second);
    await article.getByText('Denied', { exact: true }).waitFor();
    await article.getByRole('button', { name: 'Take it back' }).click();
    await article.getByRole('button', { name: 'Deny picture 1…' }).waitFor();
    expect((await itemOf(first)).content?.images.map(({ denied }) => denied)).toEqual([null]);
  });

  it('returns with R, and keeps what was typed through Escape and a reload', async () => {
    const { itemId } = await sendIn({ title: 'Return me' });
    await open('Return me', itemId);
    await page.keyboard.press('r');
    await dialog('Return').getByRole('textbox', { name: 'Message to the sender' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog('Return').getByText('Please fill this in.').waitFor();
    await dialog('Return').getByRole('textbox', { name: 'Message to the sender' }).focus();
    await page.keyboard.type('Say where it was.');
    await page.keyboard.press('Escape');
    await dialog('Return').waitFor({ state: 'hidden' });
    await page.reload();
    await heading('Return me').waitFor();
    await page.keyboard.press('r');
    const box = dialog('Return').getByRole('textbox', { name: 'Message to the sender' });
    await box.waitFor();
    expect(await box.inputValue()).toBe('Say where it was.');
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await dialog('Return').waitFor({ state: 'hidden' });
    await page.getByText('Returned to the sender').waitFor();
    expect(await itemOf(itemId)).toMatchObject({ state: 'returned', decisions: [{ action: 'return', message: 'Say where it was.' }] });
  });

  it('rejects with X, for reasons and with a sanction', async () => {
    const { itemId } = await sendIn({ title: 'Reject me' });
    await open('Reject me', itemId);
    await page.keyboard.press('x');
    const ask = dialog('Reject');
    await ask.getByRole('checkbox', { name: 'Spam or advertising' }).click();
    await ask.getByRole('textbox', { name: 'Internal note' }).fill('The third one today.');
    await ask.getByRole('checkbox', { name: 'Sanction the sender' }).click();
    await ask.getByRole('combobox', { name: 'Violation' }).click();
    await page.getByRole('option', { name: 'Spam or advertising' }).click();
    await ask.getByRole('combobox', { name: 'Severity' }).click();
    await page.getByRole('option', { name: 'Minor', exact: true }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await ask.getByRole('button', { name: 'Reject', exact: true }).click();
    await ask.waitFor({ state: 'hidden' });
    expect(await itemOf(itemId)).toMatchObject({
      state: 'rejected',
      decisions: [{ action: 'reject', reasonCodes: ['spam'], note: 'The third one today.', sanction: { violation: 'spam-ad', severity: 'minor', aggravators: [] } }],
    });
  });

  it('escalates with E to the lead, without whom it can not be decided any more', async () => {
    const { itemId } = await sendIn({ title: 'Escalate me' });
    await open('Escalate me', itemId);
    await page.keyboard.press('e');
    await dialog('Escalate').getByRole('textbox', { name: 'Internal note' }).waitFor();
    await page.keyboard.type('Is the child on the picture known?');
    await page.keyboard.press('Control+Enter');
    await dialog('Escalate').waitFor({ state: 'hidden' });
    expect(await itemOf(itemId)).toMatchObject({ state: 'escalated', escalated: { note: 'Is the child on the picture known?' } });
    await open('Escalate me', itemId);
    await page.getByText('Not possible now').waitFor();
    expect(await page.getByRole('group', { name: 'Decide', exact: true }).getByRole('button').count()).toBe(0);
  });

  it('sets many aside at once and says what became of each', async () => {
    const sent = [await sendIn({ title: 'Bulk: one' }), await sendIn({ title: 'Bulk: two' }), await sendIn({ title: 'Bulk: three' })];
    await open('Bulk:');
    for (const { title } of sent) await page.getByRole('checkbox', { name: `Select “${title}”` }).click();
    await page.getByRole('group', { name: 'Decide about the selection' }).getByRole('button', { name: 'Ignore' }).click();
    const ask = dialog('Ignore: 3 items');
    await ask.waitFor();
    await decideAsOther(sent[1]?.itemId ?? 0, { action: 'ignore' });
    await ask.getByRole('button', { name: 'Ignore (3)' }).click();
    await ask.getByText('Done: 2 of 3').waitFor();
    expect(await ask.getByRole('listitem').first().textContent()).toContain('Bulk: two');
    await page.keyboard.press('Escape');
    await page.getByText('No item matches.').waitFor();
    expect(await Promise.all(sent.map(async ({ itemId }) => (await itemOf(itemId)).state))).toEqual(['ignored', 'ignored', 'ignored']);
  });

  it('is told who was faster, loses nothing that was typed, and sees the item as it is now', async () => {
    const { itemId } = await sendIn({ title: 'Faster' });
    await sendIn({ title: 'Faster: the next' });
    await open('Faster', itemId);
    await page.keyboard.press('r');
    const box = dialog('Return').getByRole('textbox', { name: 'Message to the sender' });
    await box.fill('Could you say where?');
    await decideAsOther(itemId, { action: 'adopt' });
    await page.keyboard.press('Control+Enter');
    const told = dialog('Return').getByRole('alert');
    await told.getByText('吴梦琪', { exact: false }).waitFor();
    await told.getByText('Now: Adopted').waitFor();
    expect(await box.inputValue()).toBe('Could you say where?');
    await told.getByRole('button', { name: 'Look at it as it is now' }).click();
    await dialog('Return').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Show it as it is now' }).click();
    await page.getByText('A post was made of it.').waitFor();
    expect((await itemOf(itemId)).decisions).toHaveLength(1);
  });

  it('shows what the other holds, and may take it when the lease is over', async () => {
    const { itemId } = await sendIn({ title: 'Leased' });
    // So many seconds are left of the ten minutes that the other took it for.
    await demo.server.call('shiftClock', { ms: -(10 * MINUTE - 12_000) });
    await expectOk(`${demo.url}${QUEUE}/${itemId}/claim`, 'POST', token('other'));
    await demo.server.call('shiftClock', { ms: 0 });
    await open('Leased', itemId);
    await page.getByText(/^吴梦琪 has it until/).waitFor();
    await page.keyboard.press('c');
    await page.getByText('吴梦琪 is looking at this.').first().waitFor();
    const free = page.getByRole('button', { name: 'Take over' }).or(page.getByRole('button', { name: 'Claim', exact: true }));
    await free.click();
    await page.getByText(/^Yours until/).waitFor();
    expect((await itemOf(itemId)).claim).toMatchObject({ by: { name: 'Tom Ferreira' } });
  });

  it('runs nothing of what somebody wrote, in whichever field', async () => {
    const sent: Sent[] = [];
    for (const payload of XSS_PAYLOADS)
      sent.push(
        await sendIn({ title: payload.slice(0, 80), text: `${payload}\n${payload}`, contributorName: payload.slice(0, 80), links: [{ url: `https://example.com/?${payload.replace(/\s/g, '')}`, label: payload.slice(0, 120) }] }, [
          signal({ span: { field: 'text', from: 0, to: 5 }, matched: payload, evidence: { term: payload } }),
        ])
      );
    const before = complaints.length;
    for (const [i, { itemId }] of sent.entries()) {
      await page.goto(`${demo.url}/admin/plugins/content-workflow/moderation/queue/${itemId}`);
      await page.getByRole('article').waitFor();
      expect(await page.locator('[data-field="text"]').textContent()).toBe(`${XSS_PAYLOADS[i]}\n${XSS_PAYLOADS[i]}`);
      await page.locator('mark').first().hover();
    }
    expect(await page.evaluate('window.__ran ?? []')).toEqual([]);
    expect(dialogs).toEqual([]);
    expect(complaints.slice(before)).toEqual([]);
    expect(await page.locator('article a[href^="javascript:"], article a[href^="data:"], article iframe, article object').count()).toBe(0);
  });

  it.each(['en', 'zh-Hans', 'zh'])('can be read by everybody in %s, light and dark', async (language) => {
    const { itemId } = await sendIn({ title: `Read ${language}` }, [signal({ hint: true })]);
    await expectOk(`${demo.url}/admin/users/me`, 'PUT', token('me'), { preferedLanguage: language });
    await page.goto(`${demo.url}/admin/plugins/content-workflow/moderation/queue/${itemId}?text=Read`);
    await page.getByRole('article').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.locator('body').textContent()).not.toMatch(/content-workflow\.\w/);
  });

  it('says nothing wrong on the console', () => {
    // A refused decision is an answer with an error status, which the browser reports by itself.
    expect(complaints.filter((complaint) => !/the server responded with a status of (409|422)/.test(complaint))).toEqual([]);
  });
});
