/** Variants are written on the real server; planning, watching and deciding are looked at with figures that no server has. */
import type { Page } from 'playwright-core';
import type { PieceView } from '../../src/plugins/content-workflow/contracts/piece';
import { sampleSizeOf } from '../../src/plugins/content-workflow/core/experiment/power';
import { seriousFindings } from '../support/accessibility';
import { hear, openDesk, type Desk } from '../support/desk';
import { planOf } from '../support/experiment-plans';
import { itemOf, stage, type Stage, type Told } from '../support/experiment-screens';
import { documentUrl, expectOk } from '../support/people';
import { stillness } from '../screens/still';

const POST = 'api::post.post';
const LOCALE = 'en';

/** One red pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** Strapi's own screens ask for what the Community Edition has not. */
const ASKED_BY_STRAPI = /404 \(Not Found\) \(\S+\/(admin\/ai-feature-config|i18n\/ai-localization-jobs\/\S+|content-manager\/preview\/url\/\S+)\)$/;

const paragraph = (text: string) => ({ type: 'paragraph', children: [{ type: 'text', text }] });

const PLAN = planOf({ hypothesis: 'A question in the title brings more clicks, because people want the answer.', sampleSize: 3_841, stop: 'sample' });

const RUNNING: Told = { state: 'running', plan: PLAN, counts: { original: [1_500, 150], b: [1_480, 185] }, days: 4, dropped: { bot: 41, 'not-exposed': 3 } };
const CLEAR: Told = { ...RUNNING, state: 'finished', counts: { original: [4_000, 400], b: [4_010, 600] }, days: 14 };

/** What the server would offer at this point. */
const offering = (...events: PieceView['events'][number]['event'][]): Partial<PieceView> => ({ state: 'variant', events: events.map((event) => ({ event, available: true, fields: [] })) });

describe('experiments in the admin', () => {
  let desk: Desk;
  let documentId: string;
  let pieceId: number;
  let page: Page;
  let set: Stage;
  const errors: string[] = [];

  const edit = (): string => `${desk.url}/admin/content-manager/collection-types/${POST}/${documentId}?plugins[i18n][locale]=${LOCALE}`;
  const experiments = (id: number | null = pieceId): string => `${desk.url}/admin/plugins/content-workflow/experiments${id === null ? '' : `/${id}`}`;
  const stored = (): Promise<PieceView> => desk.piece(POST, documentId, LOCALE);

  /** A button under the pointer is drawn in the colours of Strapi's hovering, which are not ours to judge. */
  const findingsIn = async (within: string): ReturnType<typeof seriousFindings> => {
    await page.mouse.move(0, 0);
    return seriousFindings(page, { within });
  };

  /** What stands in the form is what is stored, so the panel offers everything. */
  const openEdit = async (): Promise<void> => {
    await page.goto(edit());
    await page.getByText('Variants', { exact: true }).waitFor();
    await stillness(page);
  };

  beforeAll(async () => {
    desk = await openDesk();
    const { url, team } = desk;
    const form = new FormData();
    form.append('files', new Blob([Buffer.from(PNG, 'base64')], { type: 'image/png' }), 'cover.png');
    const [file] = (await (await fetch(`${url}/upload`, { method: 'POST', headers: { authorization: `Bearer ${team.admin}` }, body: form })).json()) as { id: number }[];
    const created = await expectOk(`${url}${documentUrl(POST)}?locale=${LOCALE}`, 'POST', team.admin, {
      title: 'Tea on the ridge',
      slug: 'tea-on-the-ridge',
      summary: 'A tea gathering on top of the hill, and everybody is welcome.',
      body: [paragraph('Bring your own cup.'), { type: 'heading', level: 2, children: [{ type: 'text', text: 'How to get there' }] }, paragraph('Take the second path.')],
      cover: file?.id,
      tags: [{ name: 'tea' }],
    });
    documentId = created.data.documentId as string;
    pieceId = (await stored()).id;
    page = await desk.pageOf('admin');
    hear(page, errors);
    set = await stage(page, pieceId, { told: null });
  });

  afterAll(() => desk.close());

  test('a variant is written beside the words that it replaces, with what differs', async () => {
    await openEdit();
    await page.getByText('Variants', { exact: true }).click();
    await page.getByRole('button', { name: 'Add a variant' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a variant' });
    await dialog.getByRole('group', { name: 'The piece says' }).getByText('Tea on the ridge').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('b');

    await dialog.getByRole('button', { name: 'Save the variant' }).click();
    await dialog.getByText('It says what the piece says, so readers would see no difference.').waitFor();

    await dialog.getByRole('textbox', { name: 'Title in this variant' }).fill('Tea on the hill?');
    const difference = dialog.getByRole('group', { name: 'What differs' });
    await difference.locator('ins', { hasText: 'hill' }).waitFor();
    expect(await difference.locator('del').first().textContent()).toBe('ridge');
    expect(await findingsIn('[role="dialog"]')).toEqual([]);
  });

  test('what was typed is there again when the dialog was closed, and a second change is advised against', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Add a variant' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a variant' });
    await dialog.getByText('What you typed before is here again.').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Title in this variant' }).inputValue()).toBe('Tea on the hill?');

    await dialog.getByRole('combobox', { name: 'Change something else too' }).click();
    await page.getByRole('option', { name: 'Text', exact: true }).click();
    await dialog.getByText('One change a variant is better').waitFor();
    const body = dialog.getByRole('textbox', { name: 'Text in this variant' });
    expect(await body.inputValue()).toBe('Bring your own cup.\n\n## How to get there\n\nTake the second path.');
    await dialog.getByRole('button', { name: 'Leave Text as it is in the piece' }).click();
    await body.waitFor({ state: 'detached' });

    await dialog.getByRole('button', { name: 'Save the variant' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await stored()).variants).toMatchObject([{ key: 'b', label: 'Variant B', overrides: { title: 'Tea on the hill?' } }]);
  });

  test('rich text is typed in a plain box, and the blocks that nobody touched are stored as they were', async () => {
    await page.getByRole('button', { name: 'Add a variant' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a variant' });
    await dialog.getByRole('textbox', { name: 'Title in this variant' }).waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('c');
    await dialog.getByRole('combobox', { name: 'Change something else too' }).click();
    await page.getByRole('option', { name: 'Text', exact: true }).click();
    await dialog.getByRole('button', { name: 'Leave Title as it is in the piece' }).click();
    await dialog.getByRole('textbox', { name: 'Text in this variant' }).fill('Bring **two** cups.\n\n## How to get there\n\nTake the second path.');
    await dialog.getByRole('button', { name: 'Save the variant' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await stored()).variants[1]).toMatchObject({
      key: 'c',
      overrides: {
        body: [
          { type: 'paragraph', children: [{ type: 'text', text: 'Bring ' }, { type: 'text', text: 'two', bold: true }, { type: 'text', text: ' cups.' }] },
          { type: 'heading', level: 2, children: [{ type: 'text', text: 'How to get there' }] },
          paragraph('Take the second path.'),
        ],
      },
    });
  });

  test('a variant is removed after one question', async () => {
    await page.getByRole('button', { name: 'Remove variant “Variant C”' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
    expect((await stored()).variants.map(({ key }) => key)).toEqual(['b']);
  });

  test('the planner works out the readers and the time while figures are typed, and says what is hopeless', async () => {
    await page.getByText('Experiment', { exact: true }).click();
    await page.getByRole('button', { name: 'Plan the experiment' }).click();
    const dialog = page.getByRole('dialog', { name: 'Plan the experiment' });
    await dialog.getByRole('button', { name: 'Save the plan' }).click();
    await dialog.getByText('Say what you believe and why, before anything is known.').first().waitFor();

    await dialog.getByRole('textbox', { name: 'What you believe, and why' }).fill(PLAN.hypothesis);
    await dialog.getByRole('textbox', { name: 'Success rate today' }).fill('10');
    await dialog.getByRole('textbox', { name: 'Smallest change worth knowing' }).fill('20');
    const needed = sampleSizeOf({ baselineRate: 0.1, minimumEffect: 0.2, power: 0.8 });
    await dialog.getByText(`It needs ${needed?.toLocaleString('en')} readers for each version`).waitFor();
    await dialog.getByRole('textbox', { name: 'Readers a day' }).fill('20');
    await dialog.getByText(/At this traffic it takes 1[23] months/).waitFor();
    await dialog.getByRole('textbox', { name: 'Readers a day' }).fill('2000');
    await dialog.getByText('With so many readers it takes 7 days.').waitFor();

    await dialog.getByRole('slider', { name: 'Part of the readers for Variant B' }).fill('30');
    expect(await dialog.getByRole('slider', { name: 'Part of the readers for The piece as it is' }).inputValue()).toBe('70');
    expect(await findingsIn('[role="dialog"]')).toEqual([]);

    await dialog.getByRole('button', { name: 'Save the plan' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(set.sent.at(-1)?.body).toMatchObject({
      plan: { kind: 'readers', goal: 'click', share: 1, sampleSize: needed, minimumDays: 7, stop: 'sample', arms: [{ key: 'original', weight: 0.7 }, { key: 'b', weight: 0.3 }] },
    });
    await page.getByRole('button', { name: 'Change the plan' }).waitFor();
  });

  test('a comparison is described as one, and asks where each version goes', async () => {
    await page.getByRole('button', { name: 'Change the plan' }).click();
    const dialog = page.getByRole('dialog', { name: 'Plan the experiment' });
    await dialog.getByRole('radio', { name: /^By channels/ }).click();
    await dialog.getByText('This is a comparison, not a test').waitFor();
    expect(await dialog.getByRole('textbox', { name: 'Where it goes' }).count()).toBe(2);
    expect(await dialog.getByRole('textbox', { name: 'Success rate today' }).count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  test('variants stand beside the piece in the review', async () => {
    await desk.tell(POST, documentId, LOCALE, 'admin', { type: 'SUBMIT' });
    await page.goto(`${desk.url}/admin/plugins/content-workflow/review/${pieceId}`);
    const variants = page.getByRole('region', { name: 'Variants, beside the piece' });
    await variants.getByRole('region', { name: 'The piece says' }).getByText('Tea on the ridge').waitFor();
    await variants.getByRole('region', { name: /Variant B/ }).locator('ins', { hasText: 'hill' }).waitFor();
    expect(await findingsIn('main')).toEqual([]);
  });

  test('a running experiment is told in words, figures and lines, and the same figures stand in tables', async () => {
    set.told = RUNNING;
    set.piece = offering('PROMOTE', 'STOP', 'FINISH_EXPERIMENT' as never, 'PAUSE_EXPERIMENT' as never);
    await page.goto(experiments());
    await page.getByText('“Variant B” is probably better.').waitFor();
    await page.getByText(/Keep it running \d+ more days/).waitFor();
    const table = page.getByRole('region', { name: 'Figures of the versions' });
    await table.getByText('1,480').waitFor();
    await page.getByRole('img', { name: /^Rate of each version over time/ }).waitFor();
    await page.getByText('The same as a table').click();
    await page.getByRole('region', { name: 'The same as a table' }).getByText('185 of 1,480').waitFor();
    await page.getByText('Sent by a robot: 41').waitFor();
    expect(await findingsIn('main')).toEqual([]);
    expect(await page.getByRole('button', { name: 'Pause the experiment' }).count()).toBe(1);
  });

  test('a winner that the figures do not name is told what speaks against it, and asks for a reason', async () => {
    await page.getByRole('button', { name: 'Decide the experiment' }).click();
    const dialog = page.getByRole('dialog', { name: 'Decide the experiment' });
    await dialog.getByText('It has run 4 of 7 days; 3 are missing.').first().waitFor();
    await dialog.getByRole('radio', { name: 'Variant B' }).click();
    await dialog.getByRole('button', { name: 'Decide', exact: true }).click();
    await dialog.getByText('The figures do not name it the winner.', { exact: false }).waitFor();
    await dialog.getByRole('radio', { name: /^Inconclusive/ }).click();
    await dialog.getByText('no version wins', { exact: false }).waitFor();
    expect(await findingsIn('[role="dialog"]')).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('a clear winner needs no reason', async () => {
    set.told = CLEAR;
    await page.goto(experiments());
    await page.getByText('“Variant B” is better.').waitFor();
    await page.getByText('Measuring is over', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Decide the experiment' }).click();
    const dialog = page.getByRole('dialog', { name: 'Decide the experiment' });
    await dialog.getByText('Nothing speaks against it.').waitFor();
    await dialog.getByRole('radio', { name: 'Variant B' }).click();
    await dialog.getByRole('textbox', { name: 'A note for the record' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('a comparison shows counts and takes figures that somebody read', async () => {
    const arms = PLAN.arms.map((arm) => ({ ...arm, place: `Group ${arm.key}` }));
    set.told = { ...RUNNING, plan: { ...PLAN, kind: 'channels', arms, stop: 'manual', sampleSize: 0 }, counts: { original: [900, 30] } };
    await page.goto(experiments());
    await page.getByText('These are counts of different groups of people, not a test.').waitFor();
    expect(await page.getByRole('columnheader', { name: 'Chance to be better' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Version' }).click();
    await page.getByRole('option', { name: /Variant B/ }).click();
    await page.getByRole('textbox', { name: 'People who saw it' }).fill('1,200');
    await page.getByRole('textbox', { name: 'Of them, reached the goal' }).fill('1300');
    await page.getByRole('textbox', { name: 'Where you read it' }).fill('WeCom, group 2');
    await page.getByRole('button', { name: 'Save the figures' }).click();
    await page.getByText('More people can not have reached the goal than saw it.').waitFor();
    await page.getByRole('textbox', { name: 'Of them, reached the goal' }).fill('60');
    await page.getByRole('button', { name: 'Save the figures' }).click();
    await page.getByRole('region', { name: 'Figures of the versions' }).getByText('1,200').waitFor();
    expect(set.sent.at(-1)?.body).toMatchObject({ arm: 'b', units: 1200, conversions: 60, source: 'WeCom, group 2' });
    expect(await findingsIn('main')).toEqual([]);
  });

  test('the list has what waits for a decision before what runs and what is over', async () => {
    const piece = await stored();
    set.list = [itemOf(piece, CLEAR), itemOf({ ...piece, id: 9_001, title: 'Letters' }, RUNNING), itemOf({ ...piece, id: 9_002, title: 'Lanterns' }, { ...CLEAR, state: 'decided', decision: { arm: null, outcome: 'inconclusive', by: { kind: 'admin', id: '1', name: 'A' }, at: piece.changedAt, reason: null } })];
    await page.goto(experiments(null));
    await page.getByRole('link', { name: 'Lanterns' }).waitFor();
    expect(await page.locator('main h2').allTextContents()).toEqual(['Waiting for a decision', 'Running', 'Decided']);
    await page.getByText('It ended without a clear winner').waitFor();
    expect(await findingsIn('main')).toEqual([]);
  });

  test('the browser complained about nothing', () => {
    expect(errors.filter((error) => !ASKED_BY_STRAPI.test(error))).toEqual([]);
  });
});
