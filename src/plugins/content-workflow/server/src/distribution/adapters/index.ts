/** The platforms that channels can be connected to: one file each, collected here. */
import type { AnyAdapter } from './adapter';
import { assisted } from './assisted';
import { bluesky } from './bluesky';
import { dingtalk } from './dingtalk';
import { discord } from './discord';
import { facebookPage } from './facebook-page';
import { createFeedAdapter, type FeedShelf } from './feed';
import { feishu } from './feishu';
import { mastodon } from './mastodon';
import { createNewsletterAdapter, type Mailings } from './newsletter';
import { slack } from './slack';
import { telegram } from './telegram';
import { webhook } from './webhook';
import { createWebsubAdapter, type Hub } from './websub';
import { wechatOfficialAccount } from './wechat-official-account';
import { wecom } from './wecom';
import { zhihu } from './zhihu';

/** Where those write to that have receivers of their own. */
export interface Receivers {
  readonly mailings: Mailings;
  readonly shelf: FeedShelf;
  readonly hub: Hub;
}

export const createAdapters = ({ mailings, shelf, hub }: Receivers): ReadonlyMap<string, AnyAdapter> => {
  const adapters: readonly AnyAdapter[] = [...assisted, bluesky, dingtalk, discord, facebookPage, createFeedAdapter(shelf) as AnyAdapter, feishu, mastodon, createNewsletterAdapter(mailings) as AnyAdapter, slack, telegram, webhook, createWebsubAdapter(hub) as AnyAdapter, wechatOfficialAccount, wecom, zhihu];
  return new Map(adapters.map((adapter) => [adapter.platform, adapter]));
};
