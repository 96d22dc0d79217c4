/** Every screen of the desk on the filled demo, in both themes: nothing that keeps somebody out. And a guest, asked about a step of their own. */
import type { Page } from 'playwright-core';
import type { CreateGuestLink } from '../../src/plugins/content-workflow/contracts/guest';
import type { PieceSummary, PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { SHOTS, type Ask } from '../screens/shots';
import { stillness } from '../screens/still';
import { seriousFindings, type Part } from '../support/accessibility';
import { openBrowser, type Browser } from '../support/browser';
import { logIn } from '../support/desk';
import { DEMO_PASSWORD, startDemo, type DemoServer } from '../support/demo/server';
import { expectOk } from '../support/people';

const REVIEWER = 'grace.lindqvist@example.com';

/** Of Strapi's own screens, what is ours on them. */
const PARTS: Readonly<Record<string, Part>> = {
  // Of Strapi's own: headings that are named after plugins, and the frames of widgets, which scroll and are reached by no key.
  home: { within: 'main', without: 'h2[id^="plugin::"]', except: 'scrollable-region-focusable' },
  edit: { within: 'aside' },
  variant: { within: 'aside' },
  plan: { within: 'aside' },
  preview: { within: 'aside' },
  list: { within: 'tbody td:nth-child(3)' },
};

describe('the screens of the desk', () => {
  let demo: DemoServer;
  const browsers = new Map<string, Browser>();
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    demo = await startDemo();
  });

  afterAll(async () => {
    for (const browser of browsers.values()) await browser.close();
    await demo.close();
  });

  const browserOf = async (person: string): Promise<Browser> => {
    const known = browsers.get(person);
    if (known !== undefined) return known;
    const browser = await openBrowser();
    browsers.set(person, browser);
    return browser;
  };

  const tokenOf = async (person: string): Promise<string> => {
    const known = tokens.get(person);
    if (known !== undefined) return known;
    const { data } = (await expectOk(`${demo.url}/admin/login`, 'POST', null, { email: person, password: DEMO_PASSWORD })) as { data: { token: string } };
    tokens.set(person, data.token);
    return data.token;
  };

  const askAs =
    (person: string): Ask =>
    async (path) =>
      expectOk(`${demo.url}${path}`, 'GET', await tokenOf(person));

  const happened = async (pieceId: number): Promise<PieceView['history']> => (await askAs(REVIEWER)<{ data: PieceView }>(`/content-workflow/pieces/${pieceId}`)).data.history;

  const open = async (person: string, address: string): Promise<Page> => {
    const isKnown = browsers.has(person);
    const page = await (await browserOf(person)).context.newPage();
    if (!isKnown) await logIn(page, demo.url, person, DEMO_PASSWORD);
    await page.goto(`${demo.url}/admin${address}`);
    await page.locator('h1').first().waitFor();
    await stillness(page);
    return page;
  };

  it.each(SHOTS.map((shot) => [shot.name, shot] as const))('%s has no serious finding in either theme', async (name, shot) => {
    const page = await open(shot.as, await shot.address(askAs(shot.as)));
    expect(await seriousFindings(page, PARTS[name] ?? { within: 'main' })).toEqual([]);
    await page.close();
  });

  it('somebody asks a guest about a step that is still to come; the history tells of the link, and the guest reads it in their language', async () => {
    const ask = askAs(REVIEWER);
    const { data: waiting } = await ask<{ data: PieceSummary[] }>('/content-workflow/pieces?state=review&uid=api::post.post');
    const views = await Promise.all(waiting.map(async ({ id }) => (await ask<{ data: PieceView }>(`/content-workflow/pieces/${id}`)).data));
    const piece = views.find(({ steps }) => steps.every(({ state }) => state !== 'done'));
    if (piece === undefined) throw new Error('the demo has no post at its first step');

    await expectOk(`${demo.url}/admin/users/me`, 'PUT', await tokenOf(REVIEWER), { preferedLanguage: 'en' });
    const page = await open(REVIEWER, `/content-manager/collection-types/${piece.uid}/${piece.documentId}?plugins[i18n][locale]=${piece.locale}`);
    await page.getByRole('button', { name: 'Ask a guest' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Miller & Co.');
    await dialog.getByRole('combobox', { name: 'About the step' }).click();
    await page.getByRole('option', { name: 'Brand and legal', exact: true }).click();
    expect(await seriousFindings(page, { within: '[role="dialog"]' })).toEqual([]);
    await dialog.getByRole('button', { name: 'Make the link' }).click();
    await dialog.getByText('They can answer as soon as the steps before are decided').waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    expect((await happened(piece.id))[0]).toMatchObject({ event: 'GUEST_ASKED', detail: { guest: 'Miller & Co.', step: 'brand' } });
    await page.getByRole('button', { name: 'Revoke the link for Miller & Co.' }).click();
    for (let patience = 100; patience > 0 && (await happened(piece.id))[0]?.event !== 'GUEST_LINK_REVOKED'; patience -= 1) await page.waitForTimeout(100);
    expect((await happened(piece.id))[0]).toMatchObject({ event: 'GUEST_LINK_REVOKED', detail: { guest: 'Miller & Co.' } });

    const made = (await expectOk(`${demo.url}/content-workflow/pieces/${piece.id}/guest-links`, 'POST', await tokenOf(REVIEWER), { guest: 'Miller & Co.' })) as CreateGuestLink.Response;
    const guest = await (await browserOf('guest')).context.newPage();
    await guest.goto(`${demo.url}${made.data.url}?lang=zh-Hant`);
    await guest.getByRole('heading', { level: 2, name: '內文', exact: true }).waitFor();
    await guest.getByRole('heading', { level: 2, name: '形式', exact: true }).waitFor();
    expect((await guest.locator('article h2').allTextContents()).filter((name) => /^[A-Z][a-z]/.test(name))).toEqual([]);
    expect(await seriousFindings(guest)).toEqual([]);
  });
});
