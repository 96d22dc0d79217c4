/** Every platform that the suite holds to the contract. */
import type { PlatformCase } from '../case';
import { assistedCases } from './assisted';
import { blueskyCase } from './bluesky';
import { dingtalkCase } from './dingtalk';
import { discordCase } from './discord';
import { facebookPageCase } from './facebook-page';
import { feedCase } from './feed';
import { feishuCase } from './feishu';
import { mastodonCase } from './mastodon';
import { newsletterCase } from './newsletter';
import { slackCase } from './slack';
import { telegramCase } from './telegram';
import { webhookCase } from './webhook';
import { websubCase } from './websub';
import { wechatOfficialAccountCase } from './wechat-official-account';
import { wecomCase } from './wecom';
import { zhihuCase } from './zhihu';

export const platforms: readonly PlatformCase[] = [...assistedCases, blueskyCase, dingtalkCase, discordCase, facebookPageCase, feedCase, feishuCase, mastodonCase, newsletterCase, slackCase, telegramCase, webhookCase, websubCase, wechatOfficialAccountCase, wecomCase, zhihuCase];
