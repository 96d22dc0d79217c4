/** What channels get, on the calendar in a real browser: on the tile of their piece, on tiles of their own, and where somebody is needed. */
import type { Locator, Page } from 'playwright-core';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { BOT, startBotServer, type BotServer } from '../support/distribution/bot-server';
import { documentUrl, expectOk } from '../support/people';

const POST = 'api::post.post';
const LOCALE = 'en';

/** One red pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const BODY = 'Bring your own cup, take the second path up the hill, and be there by three.';

/** Far enough that every promise lies ahead. */
const MONTH = '2027-03-01';

const WHEN = '2027-03-10T09:00:00.000Z';

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 300; i += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it never came to that');
};

describe('channels on the calendar', () => {
  let desk: Desk;
  let bot: BotServer;
  let page: Page;
  let cover: number;
  const complaints: string[] = [];

  const connect = (key: string, name: string, platform: string, settings: object, secrets: object = {}): Promise<unknown> =>
    expectOk(`${desk.url}/content-workflow/channels`, 'POST', desk.team.admin, { key, name, platform, account: '', communities: [], settings, secrets });

  const plan = async (documentId: string, rows: readonly object[]): Promise<void> => {
    const { id, revision } = await desk.piece(POST, documentId, LOCALE);
    await expectOk(`${desk.url}/content-workflow/pieces/${id}/distribution`, 'PUT', desk.team.publisher, { plan: rows, expectedRevision: revision });
  };

  const same = (channel: string) => ({ channel, timing: { kind: 'same' } });
  const later = (channel: string, minutes: number) => ({ channel, timing: { kind: 'offset', minutes } });

  const approved = async (title: string, rows: readonly object[]): Promise<string> => {
    const slug = title.toLowerCase().replace(/\W+/g, '-');
    const created = await expectOk(`${desk.url}${documentUrl(POST)}?locale=${LOCALE}`, 'POST', desk.team.editor, {
      title,
      slug,
      summary: 'A tea gathering on top of the hill, and everybody is welcome.',
      body: [{ type: 'paragraph', children: [{ type: 'text', text: BODY }] }],
      cover,
      tags: [{ name: 'tea' }],
    });
    const documentId = created.data.documentId as string;
    await plan(documentId, rows);
    for (const [member, event] of [['editor', { type: 'SUBMIT' }], ['reviewer', { type: 'APPROVE' }], ['reviewer2', { type: 'APPROVE' }]] as const) await desk.tell(POST, documentId, LOCALE, member, event);
    return documentId;
  };

  const scheduled = async (title: string, rows: readonly object[], publishAt = WHEN): Promise<string> => {
    const documentId = await approved(title, rows);
    await desk.tell(POST, documentId, LOCALE, 'publisher', { type: 'SCHEDULE', publishAt, timezone: 'Europe/Berlin' });
    return documentId;
  };

  beforeAll(async () => {
    bot = await startBotServer();
    desk = await openDesk({ EGRESS_ALLOW: new URL(bot.origin).host });
    const form = new FormData();
    form.append('files', new Blob([Buffer.from(PNG, 'base64')], { type: 'image/png' }), 'cover.png');
    const [file] = (await (await fetch(`${desk.url}/upload`, { method: 'POST', headers: { authorization: `Bearer ${desk.team.admin}` }, body: form })).json()) as { id: number }[];
    cover = file?.id ?? 0;
    await connect('circle', 'Tea circle', 'wechat-group', {});
    await connect('friends', 'Tea friends', 'wechat-group', {});
    await connect('walks', 'Spring walks', 'telegram', { chat: BOT.chat, server: bot.origin }, { token: BOT.token });
    page = await desk.pageOf('publisher');
    hear(page, complaints);
  });

  afterAll(async () => {
    await desk.close();
    await bot.close();
  });

  afterEach(() => {
    expect(complaints).toEqual([]);
  });

  const open = async (parameters: string): Promise<void> => {
    await page.goto(`${desk.url}/admin/plugins/content-workflow/calendar?${parameters}`);
    await page.getByRole('heading', { name: 'Calendar' }).waitFor();
  };

  const piece = (title: string): Locator => page.locator('[data-item]').filter({ hasText: title });
  const channel = (name: string): Locator => page.locator('[data-delivery]').filter({ hasText: name });
  const dayCell = (day: string): Locator => page.locator(`[data-date="${day}"]`).first();
  const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });

  it('what goes with the piece is a number on its tile, and other times have tiles of their own', async () => {
    await scheduled('Ridge walk', [same('circle'), same('friends'), { channel: 'walks', timing: { kind: 'at', at: '2027-03-11T18:30:00.000Z', timezone: 'Asia/Shanghai' } }]);
    await open(`date=${MONTH}&text=Ridge`);
    await piece('Ridge walk').waitFor();
    expect(await piece('Ridge walk').innerText()).toMatch(/^10:00\s+Scheduled\s+Ridge walk\s+\+2 channels$/);
    expect(await piece('Ridge walk').getAttribute('title')).toContain('With it: Tea circle and Tea friends');
    expect(await dayCell('2027-03-11').locator('[data-delivery]').innerText()).toMatch(/^19:30\s+Planned\s+Telegram\s+Spring walks\s+Ridge walk$/);
    expect(await page.locator('[data-delivery]').count()).toBe(1);
  });

  it('opens with Enter, says where its time is changed and what the piece sends besides, and gives the keyboard back', async () => {
    const button = page.getByRole('button').filter({ has: channel('Spring walks') });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Spring walks · Ridge walk' });
    await dialog.getByText('Chosen in Asia/Shanghai').waitFor();
    await dialog.getByText('When channels get it is changed in the entry, in the panel Distribution.').waitFor();
    expect(await seriousFindings(page, { within: '[role="dialog"]' })).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.locator(':focus').locator('[data-delivery]').waitFor();
    await page.keyboard.press('m');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    await page.getByRole('button').filter({ has: piece('Ridge walk') }).click();
    const details = page.getByRole('dialog', { name: 'Ridge walk', exact: true });
    await details.getByRole('heading', { name: 'Channels' }).waitFor();
    expect((await details.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^Tea circle · WeChat group Planned Mar 10, 2027, 10:00 AM$/),
      expect.stringMatching(/^Tea friends · WeChat group Planned Mar 10, 2027, 10:00 AM$/),
      expect.stringMatching(/^Spring walks · Telegram Planned Mar 11, 2027, 7:30 PM$/),
    ]);
    expect(await seriousFindings(page, { within: '[role="dialog"]' })).toEqual([]);
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
  });

  it('shows another plan without a reload', async () => {
    const documentId = await scheduled('Replanned', [later('circle', 60)], '2027-03-22T09:00:00.000Z');
    await open(`date=${MONTH}&text=Replanned`);
    await dayCell('2027-03-22').locator('[data-delivery]').waitFor();
    await plan(documentId, [later('circle', 60 * 24)]);
    // A change of the piece is told at once; the calendar by itself asks once a minute.
    await dayCell('2027-03-23').locator('[data-delivery]').waitFor({ timeout: 15_000 });
    expect(await dayCell('2027-03-22').locator('[data-delivery]').count()).toBe(0);
  });

  it('a filter leaves them out, and stays in the address', async () => {
    await open(`date=${MONTH}&text=Ridge`);
    await channel('Spring walks').waitFor();
    await page.getByRole('checkbox', { name: 'Channels' }).click();
    await page.waitForURL(/deliveries=hidden/);
    await channel('Spring walks').waitFor({ state: 'detached' });
    expect(await piece('Ridge walk').innerText()).not.toContain('channels');
    await page.reload();
    await piece('Ridge walk').waitFor();
    expect([await page.locator('[data-delivery]').count(), await page.getByRole('checkbox', { name: 'Channels' }).getAttribute('aria-checked')]).toEqual([0, 'false']);
    await page.getByRole('checkbox', { name: 'Channels' }).click();
    await channel('Spring walks').waitFor();
    expect(page.url()).not.toContain('deliveries');
  });

  it('what nobody can know stands out beside its piece, and leads to the delivery', async () => {
    bot.cutNext();
    const documentId = await approved('Live on the ridge', [same('circle'), same('walks'), later('friends', 1)]);
    await desk.tell(POST, documentId, LOCALE, 'publisher', { type: 'PUBLISH' });
    await until(async () => ((await expectOk(`${desk.url}/content-workflow/deliveries?state=uncertain`, 'GET', desk.team.admin)) as unknown as { data: unknown[] }).data.length === 1);
    await open(`date=${today()}&text=Live`);
    await piece('Live on the ridge').waitFor();
    expect(await piece('Live on the ridge').innerText()).toMatch(/Published\s+Live on the ridge\s+\+1 channel$/);
    expect(await channel('Spring walks').innerText()).toMatch(/Not certain\s+Telegram\s+Spring walks/);
    await page.getByRole('button').filter({ has: channel('Spring walks') }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Open the delivery' }).click();
    await page.waitForURL(/distribution\/deliveries\//);
    await page.getByText('Not certain').first().waitFor();
  });

  it('the agenda lists them', async () => {
    await open(`date=2027-03-05&view=agenda&text=Ridge`);
    await channel('Spring walks').waitFor();
    expect(await channel('Spring walks').innerText()).toMatch(/19:30\s+Planned/);
  });

  it('what happens shortly before midnight is on one day', async () => {
    await scheduled('Night walk', [later('walks', 10)], '2027-05-05T21:35:00.000Z');
    await open('date=2027-05-01&view=agenda&text=Night');
    await piece('Night walk').first().waitFor();
    expect([await piece('Night walk').count(), await channel('Spring walks').count(), await channel('Spring walks').innerText()]).toEqual([1, 1, expect.stringMatching(/^23:45/)]);
  });

  it('a week shows two at one time so that they can be read, and the others behind a number', async () => {
    for (const title of ['First cup', 'Second cup', 'Third cup', 'Fourth cup']) await scheduled(title, [later('walks', 120)], '2027-04-14T09:00:00.000Z');
    await open('date=2027-04-12&view=week&text=cup');
    const more = page.getByTitle('Show 2 more events').first();
    await more.waitFor();
    expect(await page.locator('[data-item]').count()).toBe(2);
    await more.click();
    await until(async () => (await page.locator('[data-item]').count()) === 4);
    await page.keyboard.press('Escape');
  });

  it.each(['month', 'week', 'agenda'])('has no serious finding of axe in the %s, light and dark', async (view) => {
    await open(`date=2027-03-08&view=${view}`);
    await page.locator('[data-delivery]').first().waitFor();
    expect(await seriousFindings(page, { within: 'main' })).toEqual([]);
  });
});
