/** What is photographed, and as whom. */
import type { Locator, Page } from 'playwright-core';
import type { ListDeliveries } from '../../src/plugins/content-workflow/contracts/distribution';
import type { PieceSummary } from '../../src/plugins/content-workflow/contracts/piece';

/** Asks the server as the person who is logged in. */
export type Ask = <T>(path: string) => Promise<T>;

export interface Shot {
  readonly name: string;
  /** The e-mail address of somebody of the demo's team. */
  readonly as: string;
  /** Below `/admin`. */
  readonly address: (ask: Ask) => string | Promise<string>;
  /** What has to be there, beside a heading and an idle network. */
  readonly ready?: (page: Page) => Promise<unknown>;
}

const OWNER = 'lihang.zhao@example.com';
const REVIEWER = 'grace.lindqvist@example.com';
const EDITOR = 'maya.okafor@example.com';
const PLATFORM = 'yining.zhou@example.com';
const LEAD = 'yian.su@example.com';

const POST = 'api::post.post';

const pieceIn = async (ask: Ask, state: string): Promise<PieceSummary> => {
  const { data } = await ask<{ data: PieceSummary[] }>(`/content-workflow/pieces?state=${state}&uid=${POST}`);
  const piece = data[0];
  if (piece === undefined) throw new Error(`the demo has no post in "${state}"`);
  return piece;
};

const SCREENS = '/plugins/content-workflow';
const MODERATION = `${SCREENS}/moderation`;
const DISTRIBUTION = `${SCREENS}/distribution`;

/** The newest delivery in a state to a channel of a platform. */
const deliveryTo = async (ask: Ask, state: string, platform: string): Promise<string> => {
  const { data } = await ask<ListDeliveries.Response>(`/content-workflow/deliveries?state=${state}`);
  const found = data.find(({ channel }) => channel.platform === platform);
  if (found === undefined) throw new Error(`the demo has nothing "${state}" at ${platform}`);
  return found.key;
};

/** The piece of an experiment that readers take part in now. */
const pieceTriedOut = async (ask: Ask): Promise<number> => {
  const { data } = await ask<{ data: { piece: { id: number }; state: string; kind: string }[] }>('/content-workflow/experiments');
  const found = data.find(({ state, kind }) => state === 'running' && kind === 'readers');
  if (found === undefined) throw new Error('the demo has no experiment that runs');
  return found.piece.id;
};

/** What is looked at comes to the upper edge. */
const scrollTo = (there: Locator): Promise<void> =>
  there.evaluate((element) => {
    // Not below the head of a screen, which stays where it is.
    element.style.scrollMarginTop = '7rem';
    element.scrollIntoView({ block: 'start' });
  });

/** The newest item of a lane. */
const itemIn = async (ask: Ask, lane: string): Promise<string> => {
  const { data } = await ask<{ data: { id: number }[] }>(`/content-workflow/moderation/queue?lane=${lane}`);
  if (data[0] === undefined) throw new Error(`the demo has nothing in the lane "${lane}"`);
  return `${MODERATION}/queue/${data[0].id}`;
};

const edit = ({ uid, documentId, locale }: PieceSummary): string => `/content-manager/collection-types/${uid}/${documentId}?plugins[i18n][locale]=${locale}`;

export const SHOTS: readonly Shot[] = [
  { name: 'home', as: EDITOR, address: () => '/' },
  { name: 'edit', as: EDITOR, address: async (ask) => edit(await pieceIn(ask, 'draft')) },
  { name: 'inbox', as: EDITOR, address: () => '/plugins/content-workflow/inbox' },
  { name: 'queue', as: REVIEWER, address: () => '/plugins/content-workflow/review' },
  { name: 'review', as: REVIEWER, address: async (ask) => `/plugins/content-workflow/review/${(await pieceIn(ask, 'review')).id}` },
  {
    name: 'variant',
    as: EDITOR,
    address: async (ask) => edit(await pieceIn(ask, 'draft')),
    ready: async (page) => {
      await page.locator('aside summary', { hasText: /^(Variants|变体|變體)/ }).click();
      await page.getByRole('button', { name: /^(Add a variant|添加变体|加入變體)$/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'experiments', as: OWNER, address: () => '/plugins/content-workflow/experiments' },
  { name: 'experiment', as: OWNER, address: async (ask) => `${SCREENS}/experiments/${await pieceTriedOut(ask)}` },
  {
    name: 'plan',
    as: OWNER,
    address: async (ask) => edit(await pieceIn(ask, 'scheduled')),
    ready: async (page) => {
      await page.locator('aside').getByRole('button', { name: /^(Change the plan|修改计划|修改計畫)$/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'preview',
    as: OWNER,
    address: async (ask) => edit(await pieceIn(ask, 'scheduled')),
    ready: async (page) => {
      const looks = page.locator('aside summary', { hasText: /^(How it will look|显示效果|顯示效果)/ });
      await looks.nth(1).click();
      await scrollTo(page.locator('aside summary', { hasText: /^(Distribution|分发|分發)/ }));
    },
  },
  { name: 'channels', as: PLATFORM, address: () => `${SCREENS}/channels` },
  {
    name: 'subscribers',
    as: PLATFORM,
    address: () => `${SCREENS}/channels/letter`,
    ready: async (page) => {
      const list = page.getByRole('heading', { name: /^(Subscribers|订阅者|訂閱者)/ });
      await list.waitFor();
      await scrollTo(list);
    },
  },
  { name: 'distribution', as: OWNER, address: () => `${DISTRIBUTION}/deliveries` },
  { name: 'delivery', as: OWNER, address: async (ask) => `${DISTRIBUTION}/deliveries/${await deliveryTo(ask, 'published', 'mastodon')}`, ready: (page) => scrollTo(page.getByRole('heading', { name: /^(Attempts|尝试记录|嘗試記錄)$/ })) },
  { name: 'task', as: OWNER, address: async (ask) => `${DISTRIBUTION}/tasks/${await deliveryTo(ask, 'task', 'wechat-group')}` },
  { name: 'board', as: OWNER, address: () => '/plugins/content-workflow' },
  { name: 'calendar', as: OWNER, address: () => '/plugins/content-workflow/calendar' },
  { name: 'overview', as: OWNER, address: () => '/plugins/content-workflow/pieces' },
  { name: 'list', as: OWNER, address: () => `/content-manager/collection-types/${POST}` },
  { name: 'moderation', as: LEAD, address: (ask) => itemIn(ask, 'flagged') },
  { name: 'moderation-reject', as: LEAD, address: (ask) => itemIn(ask, 'reported'), ready: (page) => page.keyboard.press('x') },
  { name: 'members', as: LEAD, address: () => `${MODERATION}/members` },
  { name: 'appeals', as: LEAD, address: () => `${MODERATION}/appeals` },
  { name: 'figures', as: LEAD, address: () => `${MODERATION}/figures` },
  { name: 'settings', as: PLATFORM, address: () => '/settings/content-workflow' },
];
