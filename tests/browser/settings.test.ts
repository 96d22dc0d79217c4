/** An owner changes the rules in a real browser: sees what would happen, saves, takes it back; by mouse and by keyboard. */
import type { Page } from 'playwright-core';
import type { GetSettings } from '../../src/plugins/content-workflow/contracts/settings';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { documentUrl, expectOk, type Member, type Team } from '../support/people';

const KOL = 'api::kol.kol';
const PUBLISH_AT = '2027-03-15T08:30:00.000Z';

describe('the settings of the workflow', () => {
  let desk: Desk;
  let url: string;
  let team: Team;
  let page: Page;
  const complaints: string[] = [];

  const settings = async (): Promise<GetSettings.Settings> => (await expectOk(`${url}/content-workflow/settings`, 'GET', team.admin)).data as GetSettings.Settings;

  const create = async (name: string): Promise<string> => (await expectOk(`${url}${documentUrl(KOL)}`, 'POST', team.editor, { name, slug: name.toLowerCase(), kind: 'ambassador', bio: 'Guide.' })).data.documentId as string;

  const send = (documentId: string, by: Member, event: { type: string } & Record<string, unknown>): Promise<void> => desk.tell(KOL, documentId, '', by, event);

  beforeAll(async () => {
    desk = await openDesk();
    ({ url, team } = desk);
    await send(await create('Ayuan'), 'editor', { type: 'SUBMIT' });
    const promised = await create('Linxi');
    await send(promised, 'editor', { type: 'SUBMIT' });
    await send(promised, 'reviewer', { type: 'APPROVE' });
    await send(promised, 'publisher', { type: 'SCHEDULE', publishAt: PUBLISH_AT, timezone: 'UTC' });

    page = await desk.pageOf('admin');
    hear(page, complaints);
    await page.goto(`${url}/admin/settings/content-workflow`);
    await page.getByRole('tab', { name: 'KOL' }).waitFor();
  });

  afterAll(() => desk.close());

  const save = async (why: string, expected: string): Promise<void> => {
    await page.getByRole('button', { name: 'Review and save', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(expected).first().waitFor();
    expect(await seriousFindings(page, { within: '[role=dialog]' })).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Why' }).fill(why);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  };

  const stepNames = async (): Promise<string[]> => {
    const inputs = await page.getByRole('textbox', { name: /^Step \d/ }).all();
    return Promise.all(inputs.map((input) => input.inputValue()));
  };

  it('are among Strapi\'s settings, each with where it comes from', async () => {
    await page.getByRole('link', { name: 'Rules of the workflow' }).waitFor();
    await page.getByRole('tab', { name: 'KOL' }).click();
    await page.getByRole('heading', { name: 'Review steps' }).waitFor();
    expect(await page.getByText('From the file', { exact: true }).count()).toBeGreaterThan(3);
    expect(await page.getByRole('button', { name: 'Review and save' }).isDisabled()).toBe(true);
  });

  it('refuse a step without a name, at the step, and keep what was typed', async () => {
    await page.getByRole('button', { name: 'Add a step' }).click();
    await page.getByRole('button', { name: 'Review and save', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Give it a name of its own.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Give it a name of its own.').waitFor();
    await page.getByRole('textbox', { name: 'Step 2' }).fill('Legal');
    expect(await page.getByText('Give it a name of its own.').count()).toBe(0);
  });

  it('are not left by accident', async () => {
    await page.getByRole('link', { name: 'API Tokens' }).click();
    const leaving = page.getByRole('alertdialog');
    await leaving.getByRole('button', { name: 'Stay' }).click();
    await leaving.waitFor({ state: 'hidden' });
    expect(await stepNames()).toEqual(['Brand and legal', 'Legal']);
  });

  it('are put in another order by the keyboard alone', async () => {
    await page.getByRole('button', { name: 'Move the step “Legal”', exact: true }).focus();
    await page.keyboard.press('Space');
    await page.getByText('“Legal” is over place 2 of 2.').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowUp');
    await page.getByText('“Legal” is over place 1 of 2.').waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    await page.getByText('“Legal” is now 1 of 2.').waitFor({ state: 'attached' });
    expect(await stepNames()).toEqual(['Legal', 'Brand and legal']);
  });

  it('say what happens to the piece under review, and are saved with a reason', async () => {
    await save('The law changed.', '1 piece keeps its steps');
    await page.getByText('Saved as version 1; it holds from now on.').first().waitFor();
    const now = await settings();
    expect(now).toMatchObject({ version: 1, last: { comment: 'The law changed.' } });
    expect(now.values.types[KOL]?.review.map(({ name }) => name)).toEqual(['Legal', 'Brand and legal']);
    await page.getByText('Changed here', { exact: true }).waitFor();
  });

  it('list the promise that a blackout would break', async () => {
    await page.getByRole('tab', { name: 'Blackouts' }).click();
    await page.getByRole('button', { name: 'Add a blackout' }).click();
    await page.getByLabel('From').fill('2027-03-15T00:00');
    await page.getByLabel('Until').fill('2027-03-16T00:00');
    await page.getByLabel('Reason').fill('A day of mourning');
    await save('Announced by the city.', '1 promise will be held');
    // The browser stands in Berlin, an hour ahead.
    expect((await settings()).values.blackouts).toEqual([{ from: '2027-03-14T23:00:00.000Z', to: '2027-03-15T23:00:00.000Z', reason: 'A day of mourning' }]);
  });

  it('do not lose what was typed when somebody else was faster', async () => {
    await page.getByLabel('Reason').fill('A day of mourning, citywide');
    const { version, values } = await settings();
    const changes = { types: { [KOL]: { review: values.types[KOL]?.review, rejectReasons: ['rights'] } }, blackouts: values.blackouts };
    await expectOk(`${url}/content-workflow/settings`, 'PUT', team.admin, { expectedVersion: version, changes, comment: 'Shorter.' });
    await page.getByRole('button', { name: 'Review and save', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Why' }).fill('More exact.');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('Somebody saved other settings meanwhile.').waitFor();
    await dialog.getByRole('button', { name: 'Take theirs, with my changes on top' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Reason').inputValue()).toBe('A day of mourning, citywide');
    await save('More exact.', 'What changes');
    const now = await settings();
    expect(now.values.types[KOL]?.rejectReasons).toEqual(['rights']);
    expect(now.values.blackouts[0]?.reason).toBe('A day of mourning, citywide');
  });

  it('show at once what somebody else saved, and beside what is typed say that they did', async () => {
    const saveElsewhere = async (reasons: readonly string[], comment: string): Promise<void> => {
      const { version, values } = await settings();
      const changes = { types: { [KOL]: { review: values.types[KOL]?.review, rejectReasons: reasons } }, blackouts: values.blackouts };
      await expectOk(`${url}/content-workflow/settings`, 'PUT', team.admin, { expectedVersion: version, changes, comment });
    };
    await saveElsewhere(['rights', 'tone'], 'Saved elsewhere.');
    await page.getByText('Saved elsewhere.').waitFor();
    expect(await page.getByText('Somebody saved other settings meanwhile.').count()).toBe(0);

    await page.getByLabel('Reason').fill('Typed here');
    await saveElsewhere(['rights'], 'Saved once more.');
    await page.getByText('Somebody saved other settings meanwhile.').waitFor();
    await page.getByRole('button', { name: 'Take theirs, with my changes on top' }).click();
    await page.getByText('Somebody saved other settings meanwhile.').waitFor({ state: 'hidden' });
    expect(await page.getByLabel('Reason').inputValue()).toBe('Typed here');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    expect(await page.getByLabel('Reason').inputValue()).toBe('A day of mourning, citywide');
  });

  it('go back to an earlier version, which is a new one', async () => {
    await page.getByRole('tab', { name: 'Versions' }).click();
    const first = page.getByRole('listitem').filter({ hasText: 'The law changed.' });
    await first.getByRole('button', { name: 'What it changed' }).click();
    await first.getByText('KOLs · Review steps').waitFor();
    await first.getByRole('button', { name: 'Restore' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 promise will be kept').waitFor();
    await dialog.getByRole('textbox', { name: 'Why' }).fill('It was called off.');
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    const now = await settings();
    expect(now).toMatchObject({ version: 7, last: { comment: 'It was called off.' } });
    expect(now.values.blackouts).toEqual([]);
    expect(now.values.types[KOL]?.review).toHaveLength(2);
  });

  it('can be read by everybody: no serious finding on any tab, and nothing complained', async () => {
    const tabs = await page.getByRole('tab').allTextContents();
    expect(tabs.length).toBeGreaterThan(6);
    for (const tab of tabs) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      expect({ tab, found: await seriousFindings(page, { within: 'main' }) }).toEqual({ tab, found: [] });
    }
    expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  });
});
