/** A list of subscribers is taken over from a file on the real server: looked at line by line first, with where the consent comes from. */
import type { Page } from 'playwright-core';
import type { SubscriberView } from '../../src/plugins/content-workflow/contracts/distribution';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { newsletterSettings } from '../support/distribution/platforms/newsletter';
import { expectOk } from '../support/people';

/** Nobody listens there, and nothing of this sends. */
const NO_SERVER = 2525;

describe('subscribers in the admin', () => {
  let desk: Desk;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    desk = await openDesk({ EGRESS_ALLOW: '127.0.0.1' });
    await expectOk(`${desk.url}/content-workflow/channels`, 'POST', desk.team.admin, { key: 'letter', platform: 'newsletter', name: 'Ridge letter', account: '', communities: [], settings: { ...newsletterSettings(NO_SERVER), languages: ['en', 'zh-Hans'] }, secrets: {} });
    await expectOk(`${desk.url}/content-workflow/channels/letter/pause`, 'POST', desk.team.admin, {});
    page = await desk.pageOf('admin');
    hear(page, errors);
  });

  afterAll(() => desk.close());

  /** A button under the pointer is drawn in the colours of Strapi's hovering, which are not ours to judge. */
  const looking = async (within: string): ReturnType<typeof seriousFindings> => {
    await page.mouse.move(0, 0);
    return seriousFindings(page, { within });
  };

  const dialog = () => page.getByRole('dialog', { name: 'Import subscribers' });

  const listed = async (): Promise<readonly SubscriberView[]> => ((await expectOk(`${desk.url}/content-workflow/channels/letter/subscribers`, 'GET', desk.team.admin)) as { data: SubscriberView[] }).data;

  const chosen = (name: string, text: string | Buffer): Promise<void> => dialog().locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

  test('a file that can not be read says why, in its place, and another can be chosen', async () => {
    await page.goto(`${desk.url}/admin/plugins/content-workflow/channels/letter`);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await dialog().getByRole('button', { name: 'See what would happen' }).click();
    await dialog().getByText('Choose a file, or paste addresses.').waitFor();
    await chosen('gbk.csv', Buffer.from([0xd3, 0xca, 0xcf, 0xe4, 0x0a, 0x61, 0x40, 0x62, 0x2e, 0x63, 0x6e]));
    await dialog().getByText('gbk.csv').waitFor();
    await dialog().getByRole('button', { name: 'See what would happen' }).click();
    await dialog().getByText('The file is not in UTF-8.', { exact: false }).waitFor();
    await chosen('broken.csv', 'email,name\nann@example.com,"Ann\n');
    await dialog().getByRole('button', { name: 'See what would happen' }).click();
    await dialog().getByText('It can not be read beyond line', { exact: false }).waitFor();
    expect(await looking('[role="dialog"]')).toEqual([]);
  });

  test('the dry run shows every line, and adds nobody', async () => {
    await chosen('名单.csv', '\ufeff姓名;邮箱;语言\n李雷;li@example.com;中文\n韩梅梅;han@example.com;\n重复;LI@example.com;\n无;no address;\n');
    await dialog().getByRole('button', { name: 'See what would happen' }).click();
    const lines = dialog().getByRole('region', { name: 'What would happen to each line' });
    await lines.getByText('li@example.com').first().waitFor();
    expect(await lines.getByRole('listitem').allTextContents()).toEqual(['Line 2 li@example.comIs added', 'Line 3 han@example.comIs added', 'Line 4 LI@example.com · as in line 2Twice in the file', 'Line 5 no addressNo e-mail address']);
    await dialog().getByText('Columns that are not kept: 姓名').waitFor();
    expect(await listed()).toEqual([]);
    expect(await looking('[role="dialog"]')).toEqual([]);
  });

  test('what it showed is taken over with where the consent comes from, which then stands with each of them', async () => {
    await dialog().getByRole('button', { name: 'Add 2 people' }).click();
    expect(await dialog().getByText('Please fill this in.').count()).toBe(3);
    await dialog().getByRole('textbox', { name: 'Where they agreed' }).fill('Tea fair');
    await dialog().getByLabel('When, at the latest').fill('2026-05-01');
    await dialog().getByRole('textbox', { name: 'What they agreed to' }).fill('I want the monthly letter.');
    expect(await dialog().getByRole('radio', { name: 'Yes, send everyone a confirmation' }).isChecked()).toBe(true);
    await dialog().getByRole('button', { name: 'Add 2 people' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await page.getByText('2 people were added').first().waitFor();
    await page.getByText('Imported: where the consent comes from').first().click();
    await page.getByText('from “Tea fair”, agreed by 2026-05-01; a confirmation was asked for.', { exact: false }).first().waitFor();
    expect((await listed()).map(({ address, state, language }) => [address, state, language]).sort()).toEqual([['han@example.com', 'pending', 'en'], ['li@example.com', 'pending', 'zh-Hans']]);
    expect(await looking('main')).toEqual([]);
  });

  test('the same file again adds nobody', async () => {
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await dialog().getByRole('textbox', { name: 'Or paste it' }).fill('li@example.com\nhan@example.com');
    await dialog().getByRole('button', { name: 'See what would happen' }).click();
    await dialog().getByText('There is nobody to add.').waitFor();
    await dialog().getByRole('button', { name: 'Close', exact: true }).last().click();
    await dialog().waitFor({ state: 'hidden' });
    expect(await listed()).toHaveLength(2);
  });

  test('the list is saved as a file', async () => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
    expect(file.suggestedFilename()).toBe('letter-subscribers.csv');
  });

  test('the browser had nothing to complain about', () => {
    // What is refused on purpose is reported as a failure of its request.
    expect(errors.filter((line) => !/Failed to load resource: the server responded with a status of 422/.test(line))).toEqual([]);
  });
});
