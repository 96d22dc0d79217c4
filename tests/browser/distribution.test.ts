/** A channel is connected and sent to on the real server, against a bot that listens here; what no platform does on demand is looked at with deliveries that no server has. */
import type { Locator, Page } from 'playwright-core';
import type { ChannelView, GetDelivery, ListDeliveries } from '../../src/plugins/content-workflow/contracts/distribution';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { BOT, startBotServer, type BotServer } from '../support/distribution/bot-server';
import { channelOf, deliveryOf, QR, renditionOf, stage, type Stage } from '../support/distribution/screens';
import { documentUrl, expectOk } from '../support/people';
import { stillness } from '../screens/still';

const POST = 'api::post.post';
const LOCALE = 'en';

/** One red pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const BODY = 'Bring your own cup, take the second path up the hill, and be there by three.';

const PHONE = { width: 390, height: 844 } as const;
const DESK = { width: 1440, height: 1000 } as const;

/**
 * Nothing in a frame of a preview runs, so what looks for barriers from inside has no way in. A button under the pointer is
 * drawn in the colours of Strapi's hovering, which are not ours to judge.
 */
const looking = async (page: Page, within: string): ReturnType<typeof seriousFindings> => {
  await page.mouse.move(0, 0);
  return seriousFindings(page, { within, without: 'iframe' });
};

/** What a screen reader adds to the name of an input. */
const describedAs = (input: Locator): Promise<string> =>
  input.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' ')
  );

describe('distribution in the admin', () => {
  let desk: Desk;
  let bot: BotServer;
  let page: Page;
  let documentId: string;
  let pieceId: number;
  const errors: string[] = [];

  const admin = (path: string): string => `${desk.url}/admin/plugins/content-workflow/${path}`;
  const edit = (): string => `${desk.url}/admin/content-manager/collection-types/${POST}/${documentId}?plugins[i18n][locale]=${LOCALE}`;
  const ask = async <T>(path: string): Promise<T> => (await expectOk(`${desk.url}/content-workflow${path}`, 'GET', desk.team.admin)) as T;

  beforeAll(async () => {
    bot = await startBotServer();
    desk = await openDesk({ EGRESS_ALLOW: new URL(bot.origin).host });
    const { url, team } = desk;
    const form = new FormData();
    form.append('files', new Blob([Buffer.from(PNG, 'base64')], { type: 'image/png' }), 'cover.png');
    const [file] = (await (await fetch(`${url}/upload`, { method: 'POST', headers: { authorization: `Bearer ${team.admin}` }, body: form })).json()) as { id: number }[];
    const created = await expectOk(`${url}${documentUrl(POST)}?locale=${LOCALE}`, 'POST', team.editor, {
      title: 'Tea on the ridge',
      slug: 'tea-on-the-ridge',
      summary: 'A tea gathering on top of the hill, and everybody is welcome.',
      body: [{ type: 'paragraph', children: [{ type: 'text', text: BODY }] }],
      cover: file?.id,
      tags: [{ name: 'tea' }],
    });
    documentId = created.data.documentId as string;
    pieceId = (await desk.piece(POST, documentId, LOCALE)).id;
    page = await desk.pageOf('admin');
    hear(page, errors);
  });

  afterAll(async () => {
    await desk.close();
    await bot.close();
  });

  describe('on the real server', () => {
    test('a channel is connected in four steps; a form that is refused keeps what was typed and names the field', async () => {
      await page.goto(admin('channels'));
      await page.getByText('No channel is connected yet.').waitFor();
      expect(await looking(page, 'main')).toEqual([]);
      await page.getByRole('link', { name: 'Connect a channel' }).first().click();
      await page.getByRole('link', { name: 'Telegram', exact: true }).click();
      await page.getByRole('heading', { name: 'What to do at Telegram' }).waitFor();
      await page.getByRole('button', { name: 'Done, go on' }).click();
      await page.getByRole('button', { name: 'Connect and test' }).click();
      expect(await page.getByText('Please fill this in.').count()).toBeGreaterThanOrEqual(3);

      await page.getByRole('textbox', { name: /^Name/ }).fill('Spring walks');
      expect(await page.getByRole('textbox', { name: /^Key/ }).inputValue()).toBe('spring-walks');
      await page.getByLabel('Token of the bot').fill(BOT.token);
      await page.getByRole('textbox', { name: /^Chat/ }).fill('not a chat');
      await page.getByRole('textbox', { name: 'Bot API server' }).fill(bot.origin);
      await page.getByRole('button', { name: 'Connect and test' }).click();
      await page.getByText('is not the @name or the number of a chat').waitFor();
      expect(await describedAs(page.getByRole('textbox', { name: /^Chat/ }))).toContain('is not the @name or the number of a chat');
      expect(await page.getByRole('textbox', { name: /^Name/ }).inputValue()).toBe('Spring walks');
      expect(await looking(page, 'main')).toEqual([]);

      await page.getByRole('textbox', { name: /^Chat/ }).fill(BOT.chat);
      await page.getByRole('button', { name: 'Connect and test' }).click();
      await page.getByText('Ready', { exact: true }).waitFor();
    });

    test('a secret is said to be set, and neither shown nor kept', async () => {
      await page.getByRole('link', { name: 'Open the channel' }).click();
      const token = page.getByLabel('Token of the bot');
      await token.waitFor();
      expect([await token.inputValue(), await token.getAttribute('placeholder')]).toEqual(['', 'is set']);
      expect(await page.content()).not.toContain(BOT.token);
      expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(BOT.token);
      const { data } = await ask<{ data: ChannelView }>('/channels/spring-walks');
      expect(data).toMatchObject({ secrets: ['token'], status: 'active', test: { ok: true } });

      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
      expect(await looking(page, 'main')).toEqual([]);
    });

    test('the plan is made in the entry, with how the piece will look there', async () => {
      await page.goto(edit());
      await page.locator('aside summary', { hasText: 'Distribution' }).click();
      await page.getByRole('button', { name: 'Plan the channels' }).click();
      const dialog = page.getByRole('dialog', { name: 'Plan the channels' });
      await dialog.getByRole('checkbox', { name: 'Spring walks' }).click();
      expect(await looking(page, '[role="dialog"]')).toEqual([]);
      await dialog.getByRole('button', { name: 'Save the plan' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.locator('aside summary', { hasText: 'How it will look' }).click();
      await page.getByRole('group', { name: /^Preview for/ }).frameLocator('iframe').getByText('Tea on the ridge').first().waitFor();
      // It was drawn while what holds it was closed, where nothing has a height.
      await stillness(page);
      const [shown, needed] = await page.getByRole('group', { name: /^Preview for/ }).locator('iframe').evaluate((frame: HTMLIFrameElement) => [frame.clientHeight, frame.contentDocument?.body.offsetHeight]);
      expect(shown).toBe(needed);
      expect(shown).toBeGreaterThan(100);
    });

    test('who reviews the piece sees what the channel will be given, and that is what it gets', async () => {
      await desk.tell(POST, documentId, LOCALE, 'editor', { type: 'SUBMIT' });
      await page.goto(admin(`review/${pieceId}`));
      const given = page.getByRole('region', { name: 'What channels will be given' });
      await given.getByRole('region', { name: 'Spring walks' }).frameLocator('iframe').getByText('Tea on the ridge').first().waitFor();
      await stillness(page);
      expect(await looking(page, 'main')).toEqual([]);

      await desk.tell(POST, documentId, LOCALE, 'reviewer', { type: 'APPROVE' });
      await desk.tell(POST, documentId, LOCALE, 'reviewer2', { type: 'APPROVE' });
      bot.cutNext();
      await desk.tell(POST, documentId, LOCALE, 'publisher', { type: 'PUBLISH' });
      await page.goto(admin('distribution'));
      await page.getByRole('heading', { name: /^Not certain/ }).waitFor();
      expect(bot.messages.filter((message) => message.includes('Tea on the ridge'))).toHaveLength(1);
    });

    test('what may be there is settled by a person with the link to it, and nothing is sent again', async () => {
      await page.getByRole('button', { name: 'It is live' }).click();
      const dialog = page.getByRole('dialog', { name: 'It is live' });
      await dialog.getByRole('textbox', { name: /^Link to it/ }).fill('springwalks');
      await dialog.getByRole('button', { name: 'It is live' }).click();
      await dialog.getByText('Please paste a whole address that begins with https://').waitFor();
      await dialog.getByRole('textbox', { name: /^Link to it/ }).fill('https://t.me/springwalks/1');
      await dialog.getByRole('button', { name: 'It is live' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('heading', { name: /^Published/ }).waitFor();
      const { data } = await ask<ListDeliveries.Response>('/deliveries');
      expect(data.map(({ state, url }) => [state, url])).toEqual([['published', 'https://t.me/springwalks/1']]);
      expect(bot.messages).toHaveLength(1);

      await page.getByRole('link', { name: 'Attempts and figures' }).click();
      await page.getByRole('button', { name: 'Enter figures' }).click();
      const figures = page.getByRole('dialog', { name: 'Enter figures' });
      await figures.getByRole('textbox', { name: 'Views' }).fill('1,234');
      await figures.getByRole('button', { name: 'Enter figures' }).click();
      await figures.waitFor({ state: 'hidden' });
      await page.getByRole('region', { name: 'Figures' }).getByText('1,234').waitFor();
      const one = await ask<{ data: GetDelivery.Data }>(`/deliveries/${data[0]?.key ?? ''}`);
      expect(one.data.metrics).toMatchObject([{ metric: 'views', value: 1234, source: 'manual' }]);
      expect(await looking(page, 'main')).toEqual([]);
    });

    test('whoever may only read sees no way to change anything', async () => {
      const readers = await desk.pageOf('editor');
      await readers.goto(admin('channels/spring-walks'));
      await readers.getByText('You can look at channels.', { exact: false }).first().waitFor();
      expect(await readers.getByRole('button', { name: /^(Pause|Save the channel|Remove|Test the connection)$/ }).count()).toBe(0);
      expect(await readers.getByLabel('Token of the bot').isDisabled()).toBe(true);
    });
  });

  describe('of deliveries that no server has', () => {
    const channel = { key: 'wx', name: 'Tea friends', platform: 'wechat-group', account: 'Group 3' } as const;
    const TASK = { title: '山脊上的茶会', text: '周末在山脊上有一场茶会，欢迎大家！\n\nhttps://go.example.com/l/abc', steps: ['Paste the text.'], link: 'https://go.example.com/l/abc', qr: QR, pictures: [{ index: 0, filename: 'tea-1.jpg' }, { index: 1, filename: 'tea-2.jpg' }] };
    let set: Stage;

    beforeAll(async () => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: desk.url });
      set = await stage(page, {
        channels: [channelOf({ key: 'letter', name: 'Ridge letter', platform: 'newsletter', daysLeft: 3 })],
        deliveries: [
          deliveryOf('left', 'remove-by-hand', ['removed'], { url: 'https://t.me/ridge/1' }),
          deliveryOf('doubt', 'uncertain', ['confirm', 'resend']),
          deliveryOf('task', 'task', ['done', 'cancel'], { channel, task: TASK, dueAt: '2026-11-20T09:00:00.000Z' }),
        ],
        subscribers: [{ id: 1, address: 'ann@example.com', language: 'en', state: 'confirmed', askedAt: '2026-10-01T00:00:00.000Z', confirmedAt: '2026-10-01T00:10:00.000Z', endedAt: null, endedBecause: null, evidence: [] }],
      });
    });

    test('what was taken down and is still public stands first, and is ended by who removed it', async () => {
      await page.goto(admin('distribution'));
      await page.getByRole('heading', { name: 'Remove by hand (1)' }).waitFor();
      expect((await page.locator('main h2').allTextContents())[0]).toBe('Remove by hand (1)');
      expect(await looking(page, 'main')).toEqual([]);
      await page.getByRole('button', { name: 'It is removed' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'It is removed' }).click();
      await page.getByRole('heading', { name: 'Taken back (1)' }).waitFor();
      expect(set.sent.at(-1)).toMatchObject({ method: 'POST', path: '/content-workflow/deliveries/left/removed' });
    });

    test('sending again is answered for, and what was typed outlives a refusal and a closed dialog', async () => {
      await page.getByRole('button', { name: 'It is not, send again' }).click();
      const dialog = page.getByRole('dialog', { name: 'It is not, send again' });
      await dialog.getByRole('button', { name: 'It is not, send again' }).click();
      await dialog.getByText('Please fill this in.').waitFor();
      expect(await looking(page, '[role="dialog"]')).toEqual([]);
      await dialog.getByRole('textbox', { name: /^Note/ }).fill('I looked: nothing is there.');
      set.refusal = { status: 409, message: 'The delivery went on.', details: { code: 'REVISION_CONFLICT', kind: 'conflict', guard: 'deliveryState', who: [], next: '' } };
      await dialog.getByRole('button', { name: 'It is not, send again' }).click();
      await dialog.getByRole('alert').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'It is not, send again' }).click();
      expect(await dialog.getByRole('textbox', { name: /^Note/ }).inputValue()).toBe('I looked: nothing is there.');
      await dialog.getByRole('button', { name: 'It is not, send again' }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect(set.sent.at(-1)).toMatchObject({ path: '/content-workflow/deliveries/doubt/resend', body: { note: 'I looked: nothing is there.' } });
    });

    test('a task is worked through on a phone: words copied exactly, pictures saved, done with the link', async () => {
      await page.setViewportSize(PHONE);
      await page.goto(admin('distribution/tasks'));
      await page.getByText('Overdue').waitFor();
      await page.getByRole('link', { name: 'Tea on the ridge' }).click();
      await page.getByRole('button', { name: 'Copy the text' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(TASK.text);
      const [picture] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save tea-1.jpg' }).click()]);
      expect(picture.suggestedFilename()).toBe('tea-1.jpg');
      await page.getByRole('img', { name: 'QR code for https://go.example.com/l/abc' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(await looking(page, 'main')).toEqual([]);

      await page.getByRole('button', { name: 'It is posted' }).click();
      await page.getByText('Give a link, or a screenshot.').waitFor();
      await page.getByRole('textbox', { name: 'Link to it' }).fill('https://mp.weixin.qq.com/s/abc');
      await page.getByRole('button', { name: 'It is posted' }).click();
      await page.getByText('Thank you: it is noted as posted').first().waitFor();
      expect(set.sent.at(-1)).toMatchObject({ path: '/content-workflow/deliveries/task/done', body: { url: 'https://mp.weixin.qq.com/s/abc' } });
      await page.setViewportSize(DESK);
    });

    test('a screenshot that is in the media library already is chosen there', async () => {
      set.deliveries = [...set.deliveries, deliveryOf('group', 'task', ['done', 'cancel'], { channel, task: { ...TASK, pictures: [] } })];
      await page.goto(admin('distribution/tasks/group'));
      await page.getByRole('button', { name: 'Choose from the media library' }).click();
      const library = page.getByRole('dialog').filter({ hasText: 'cover.png' });
      await library.getByRole('checkbox').last().click();
      await library.getByRole('button', { name: 'Finish' }).click();
      await page.getByText('cover.png is in the media library').waitFor();
      expect(await looking(page, 'main')).toEqual([]);
      await page.getByRole('button', { name: 'It is posted' }).click();
      await page.getByText('Thank you: it is noted as posted').first().waitFor();
      expect(set.sent.at(-1)).toMatchObject({ path: '/content-workflow/deliveries/group/done', body: { fileId: expect.any(Number) } });
    });

    test('a channel that was changed while its platform was asked is shown as it is, with a word about the answer', async () => {
      await page.goto(admin('channels/letter'));
      await page.getByRole('button', { name: 'Test the connection' }).waitFor();
      set.channels = set.channels.map((one) => ({ ...one, name: 'Ridge letter, renamed' }));
      set.refusal = { status: 409, message: 'The channel was changed while you were looking at it.', details: { code: 'CHANNEL_CONFLICT', who: [], next: '' } };
      await page.getByRole('button', { name: 'Test the connection' }).click();
      await page.getByRole('alert').getByText('The channel was changed while the platform was asked', { exact: false }).waitFor();
      await page.getByRole('heading', { level: 1, name: 'Ridge letter, renamed' }).waitFor();
    });

    test('a channel whose token ends soon stands out, and a subscriber is forgotten after one question', async () => {
      await page.goto(admin('channels'));
      await page.getByText('1 channel needs looking after').waitFor();
      await page.getByText('in 3 days').waitFor();
      await page.goto(admin('channels/letter'));
      await page.getByRole('button', { name: 'Forget ann@example.com' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Forget', exact: true }).click();
      await page.getByText('Nobody has subscribed yet.').waitFor();
      expect(set.sent.at(-1)).toMatchObject({ method: 'DELETE', path: '/content-workflow/channels/letter/subscribers/1' });
      expect(await looking(page, 'main')).toEqual([]);
    });

    test('a preview is as high as what stands in it, also in a narrower window', async () => {
      set.deliveries = [deliveryOf('long', 'published', [], { rendition: renditionOf('tg', { preview: { look: 'article', title: 'Long', text: null, html: `<p>${'Tea on the ridge. '.repeat(12)}</p>` } }) })];
      await page.goto(admin('distribution/deliveries/long'));
      const frame = page.locator('iframe[title^="Preview for"]');
      await page.frameLocator('iframe[title^="Preview for"]').getByText('Tea on the ridge.').waitFor();
      const heightNow = (): Promise<string> => frame.evaluate((element) => (element as HTMLIFrameElement).style.height);
      await page.locator('iframe[title^="Preview for"]:not([style*="height: 48px"])').waitFor();
      const wide = await heightNow();
      await page.setViewportSize(PHONE);
      await page.locator(`iframe[title^="Preview for"]:not([style*="height: ${wide}"])`).waitFor();
      expect(parseInt(await heightNow(), 10)).toBeGreaterThan(parseInt(wide, 10));
      await page.setViewportSize(DESK);
      await page.locator(`iframe[title^="Preview for"][style*="height: ${wide}"]`).waitFor();
    });

    test('what stands in a rendition runs nowhere and leads nowhere', async () => {
      set.deliveries = [deliveryOf('bait', 'published', [], { rendition: renditionOf('tg', { preview: { look: 'article', title: 'Bait', text: null, html: '<p>inert</p><img src="x" onerror="parent.document.title=1"><script>parent.document.title="run"</script><a href="https://example.com">away</a>' } }) })];
      await page.goto(admin('distribution/deliveries/bait'));
      const frame = page.frameLocator('iframe[title^="Preview for"]');
      await frame.getByText('inert').waitFor();
      await frame.getByText('away').click();
      expect(await page.title()).toContain('Tea on the ridge');
      expect(page.url()).toContain('/distribution/deliveries/bait');
      await frame.getByText('inert').waitFor();
    });
  });

  test('the browser had nothing to complain about', () => {
    // The last of the bait is what was to be blocked; a request that is refused on purpose is reported as one.
    const expected = /Blocked script execution|net::ERR_|Failed to load resource: the server responded with a status of (400|404|409|422)|Blocked opening/;
    expect(errors.filter((line) => !expected.test(line))).toEqual([]);
  });
});
