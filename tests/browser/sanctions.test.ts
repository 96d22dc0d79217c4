/** A lead's way through members, appeals and figures on the demo: a strike with its reasons, a proposal that takes two, an answer to an appeal. */
import type { ConsoleMessage, Page } from 'playwright-core';
import type { MemberView } from '../../src/plugins/content-workflow/contracts/moderation/members';
import { seriousFindings } from '../support/accessibility';
import { openBrowser, type Browser } from '../support/browser';
import { DEMO_PASSWORD, startDemo, type DemoServer } from '../support/demo/server';
import { expectOk } from '../support/people';

/** The administrator leads as well; the moderator strikes. */
const PEOPLE = { me: 'yining.zhou@example.com', other: 'tom.ferreira@example.com' } as const;

const GUEST = 'guest:aaaabbbbccccdddd';
const SCREEN = '/admin/plugins/content-workflow/moderation';

describe('members, appeals and figures', () => {
  let demo: DemoServer;
  let browser: Browser;
  let page: Page;
  const tokens = new Map<keyof typeof PEOPLE, string>();
  const complaints: string[] = [];

  const strike = async (sender: string, severity: string): Promise<MemberView['strikeList'][number]> => {
    const body = { violation: 'unfriendly.abuse', severity, aggravators: [], message: '<b>Please</b> read the rules.' };
    const { data } = (await expectOk(`${demo.url}/content-workflow/moderation/members/${encodeURIComponent(sender)}/strikes`, 'POST', tokens.get('other') ?? null, body)) as { data: MemberView };
    const [newest] = data.strikeList;
    if (newest === undefined) throw new Error('no strike');
    return newest;
  };
  const dialog = (name: string | RegExp) => page.getByRole('dialog', { name });

  beforeAll(async () => {
    demo = await startDemo();
    for (const [who, email] of Object.entries(PEOPLE) as [keyof typeof PEOPLE, string][]) {
      const { data } = (await expectOk(`${demo.url}/admin/login`, 'POST', null, { email, password: DEMO_PASSWORD })) as { data: { token: string } };
      tokens.set(who, data.token);
      await expectOk(`${demo.url}/admin/users/me`, 'PUT', data.token, { preferedLanguage: 'en' });
    }
    browser = await openBrowser();
    page = await browser.context.newPage();
    await page.goto(`${demo.url}/admin/auth/login`);
    await page.locator('input[name="email"]').fill(PEOPLE.me);
    await page.locator('input[name="password"]').fill(DEMO_PASSWORD);
    await page.locator('button[type="submit"]').click();
    await page.waitForURL((at) => !at.pathname.includes('/auth/'));
    page.on('console', (message: ConsoleMessage) => void (message.type() === 'error' && complaints.push(`${message.text()} (${message.location().url})`)));
    page.on('pageerror', (error) => complaints.push(error.message));
  });

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  it('shows who was struck, finds them, and shows what the ladder will say before anybody decides', async () => {
    await strike(GUEST, 'minor');
    await page.goto(`${demo.url}${SCREEN}/members`);
    await page.getByRole('link', { name: /^guest aaaabbbb/ }).click();
    await page.getByRole('heading', { level: 1, name: /^guest aaaabbbb/ }).waitFor();
    await page.getByText('“<b>Please</b> read the rules.”').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Sanction', exact: true }).click();
    const asked = dialog(/^Sanction guest/);
    await asked.getByText('By the rules: Muted for 1 day').waitFor();
    await asked.getByRole('checkbox', { name: 'Harms a minor' }).click();
    await asked.getByText('By the rules: Muted for 7 days').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    // Nothing is sent without a word to the member.
    await asked.getByRole('button', { name: 'Sanction', exact: true }).click();
    await asked.getByText('Say why; it stays in the history.').waitFor();
    await asked.getByRole('textbox').fill('No advertisements for children.');
    await asked.getByRole('button', { name: 'Sanction', exact: true }).click();
    await asked.waitFor({ state: 'detached' });
    await page.getByText('“No advertisements for children.”').waitFor();
  });

  it('lets a second person confirm what is for good, by keyboard, and says why the first one may not', async () => {
    const { reference } = await strike('guest:eeeeffff00001111', 'extreme');
    await page.goto(`${demo.url}${SCREEN}/members`);
    await page.getByRole('heading', { name: 'Wait for a second lead' }).waitFor();
    await page.goto(`${demo.url}${SCREEN}/members?text=${reference}`);
    await page.getByRole('link', { name: /^guest eeeeffff/ }).click();
    await page.getByText(/waits for a second lead: Banned/).waitFor();
    await page.getByRole('button', { name: 'Confirm' }).focus();
    await page.keyboard.press('Enter');
    const asked = dialog(`Confirm what is proposed for ${reference}`);
    await asked.getByRole('textbox').fill('Seen it.');
    await asked.getByRole('button', { name: 'Confirm' }).focus();
    await page.keyboard.press('Enter');
    await asked.waitFor({ state: 'detached' });
    await page.getByText('Banned', { exact: true }).first().waitFor();

    await page.getByRole('button', { name: 'Lift' }).click();
    const lift = dialog(`Lift ${reference}`);
    await lift.getByRole('textbox').fill('On second thoughts.');
    await lift.getByRole('button', { name: 'Lift' }).click();
    await lift.getByRole('alert').getByText('This takes somebody who had no part in it.').waitFor();
    expect(await lift.getByRole('textbox').inputValue()).toBe('On second thoughts.');
    await page.keyboard.press('Escape');
  });

  it('answers an appeal', async () => {
    const sender = 'guest:2222333344445555';
    const { id } = await strike(sender, 'moderate');
    const address = await demo.server.call<string>('statementAddress', { strikeId: id });
    await page.goto(`${demo.url}${new URL(address).pathname}?language=en`);
    await page.getByRole('textbox', { name: 'Your appeal' }).fill('It was <i>not</i> me.');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send the appeal' }).click();
    await page.getByRole('status').getByText('Your appeal is here.').waitFor();

    await page.goto(`${demo.url}${SCREEN}/appeals`);
    await page.getByRole('link', { name: /guest 22223333/ }).click();
    await page.getByText('It was <i>not</i> me.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Overturn' }).click();
    const asked = dialog('Overturn');
    await asked.getByRole('textbox').fill('You are right.');
    await asked.getByRole('button', { name: 'Overturn' }).click();
    await asked.waitFor({ state: 'detached' });
    await page.getByRole('status').getByText('Overturned').waitFor();
    await page.getByText('Lifted', { exact: true }).waitFor();
  });

  it('counts, and checks the record', async () => {
    await page.goto(`${demo.url}${SCREEN}/figures`);
    await page.getByRole('grid').waitFor();
    await page.getByRole('button', { name: 'Check the record' }).click();
    await page.getByText(/acts, none changed and none missing/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('complains of nothing in the console', () => {
    // The refused lift above is a 403 that the browser tells of.
    expect(complaints.filter((text) => !text.includes('403'))).toEqual([]);
  });
});
