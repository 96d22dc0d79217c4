/** What an adapter says in English the admin says in the viewer's language, under keys that are made of the platform and the place. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { assisted } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/assisted';
import type { AnyAdapter } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { bluesky } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/bluesky';
import { dingtalk } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/dingtalk';
import { discord } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/discord';
import { facebookPage } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/facebook-page';
import { feishu } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/feishu';
import { mastodon } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/mastodon';
import { slack } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/slack';
import { telegram } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/telegram';
import { webhook } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/webhook';
import { wechatOfficialAccount } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/wechat-official-account';
import { wecom } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/wecom';
import { zhihu } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/zhihu';

const english = JSON.parse(readFileSync(path.join(__dirname, '../../../src/plugins/content-workflow/admin/src/translations/en.json'), 'utf8')) as Readonly<Record<string, string>>;

const OF_CHINA: readonly AnyAdapter[] = [...assisted, dingtalk, feishu, wechatOfficialAccount, wecom, zhihu];

const OF_THE_WORLD: readonly AnyAdapter[] = [bluesky, discord, facebookPage, mastodon, slack, telegram, webhook];

test.each([...OF_CHINA, ...OF_THE_WORLD].map((adapter) => [adapter.platform, adapter] as const))('%s has its words, and they are those of the adapter', (platform, { name, guide, checklist = [] }) => {
  const said: Readonly<Record<string, string>> = {
    platform: name,
    ...Object.fromEntries(guide.steps.map((step, i) => [`step.${i + 1}`, step])),
    ...Object.fromEntries(checklist.map((step, i) => [`task.${i + 1}`, step])),
    ...Object.fromEntries(guide.fields.map(({ name: field, label }) => [field, label])),
  };
  expect(Object.fromEntries(Object.keys(said).map((key) => [key, english[`distribution.${platform}.${key}`]]))).toEqual(said);
  for (const { name: field, choices = [] } of guide.fields) for (const choice of choices) expect(english).toHaveProperty([`distribution.${platform}.${field}.${choice}`]);
});
