import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export interface Finding {
  readonly theme: Theme;
  readonly rule: string;
  readonly impact: string;
  /** The elements at fault, by their selectors and as they are written: the classes of styles say nothing. */
  readonly where: readonly string[];
}

export interface Part {
  /** The whole page without it. */
  readonly within?: string;
  readonly without?: string;
  /** A rule of axe that a frame of Strapi's own breaks, with whatever stands in it. */
  readonly except?: string;
}

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** An element that is fading from one state to the next has the colours of neither. */
const untilStill = (): Promise<unknown> => Promise.all(document.getAnimations().flatMap((one) => (one.effect?.getComputedTiming().iterations === Infinity ? [] : [one.finished.catch(() => undefined)])));

const ground = (): string => getComputedStyle(document.body).backgroundColor;

/** The page hears of the theme and draws itself anew, which takes a moment. */
const PATIENCE = 100;

/** Longer than any of Strapi's transitions. */
const SETTLED_MS = 1_000;

const groundOtherThan = async (page: Page, before: string | null): Promise<string> => {
  for (let i = 0; i < PATIENCE; i += 1) {
    const now = await page.evaluate(ground);
    if (now !== before) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the page looks the same in both themes, so one of them was not looked at');
};

const analyse = async (page: Page, theme: Theme, { within, without, except }: Part): Promise<Finding[]> => {
  // Within a frame of a preview nothing may run, axe neither; what stands there is the platform's.
  const builder = new AxeBuilder({ page }).exclude('iframe[sandbox]');
  if (except !== undefined) builder.disableRules(except);
  if (within !== undefined) builder.include(within);
  if (without !== undefined) builder.exclude(without);
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => ({ theme, rule: id, impact: String(impact), where: nodes.map(({ target, html }) => `${target.join(' ')}: ${html}`) }));
};

/**
 * What axe calls serious or critical, in the light theme and in the dark one. Strapi's theme and the guest's page follow the
 * system's while nobody has chosen, so what is open on the page stays as it is.
 */
export const seriousFindings = async (page: Page, part: Part = {}): Promise<Finding[]> => {
  const found: Finding[] = [];
  let before: string | null = null;
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    before = await groundOtherThan(page, before);
    await page.evaluate(untilStill);
    const first = await analyse(page, theme, part);
    // What is drawn anew in steps can begin to fade after the look for what fades; a barrier is one that stays.
    if (first.length > 0) await page.waitForTimeout(SETTLED_MS);
    found.push(...(first.length > 0 ? await analyse(page, theme, part) : []));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await groundOtherThan(page, before);
  return found;
};
