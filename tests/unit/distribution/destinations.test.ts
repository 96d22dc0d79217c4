/** Where a channel leads that is known by a secret: what names the place stays, and what only lets one in may be renewed. */
import { dingtalk } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/dingtalk';
import { discord } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/discord';
import { feishu } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/feishu';
import { slack } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/slack';
import { telegram } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/telegram';
import { webhook } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/webhook';
import { wecom } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/wecom';
import type { AnyAdapter } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { createDestinations } from '../../../src/plugins/content-workflow/server/src/distribution/channels/destinations';

const { of } = createDestinations(['the only key']);

const KEY = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const OTHER_KEY = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
const wecomAt = (key: string) => `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`;
const feishuAt = (key: string) => `https://open.feishu.cn/open-apis/bot/v2/hook/${key}`;
const dingtalkAt = (key: string) => `https://oapi.dingtalk.com/robot/send?access_token=${key}`;

test.each<[string, unknown, object, object]>([
  ['feishu', feishu, { webhook: feishuAt('a'), signingSecret: 'one' }, { webhook: feishuAt('a'), signingSecret: 'two' }],
  ['dingtalk', dingtalk, { webhook: dingtalkAt('a'), signingSecret: 'SEC1' }, { webhook: dingtalkAt('a') }],
  ['discord', discord, { webhook: 'https://discord.com/api/webhooks/123/token-one' }, { webhook: 'https://discord.com/api/webhooks/123/token-two' }],
  ['slack', slack, { webhook: 'https://hooks.slack.com/services/T1/B1/one' }, { webhook: 'https://hooks.slack.com/services/T1/B1/two' }],
  ['webhook', webhook, { address: 'https://example.org/hook', key: KEY }, { address: 'https://example.org/hook', key: OTHER_KEY, oldKey: KEY }],
])('%s: what only lets one in may be renewed', (_name, adapter, before, after) => {
  expect(of(adapter as AnyAdapter, before)).toMatch(/^[\w-]{32}$/);
  expect(of(adapter as AnyAdapter, after)).toBe(of(adapter as AnyAdapter, before));
});

test.each<[string, unknown, object, object]>([
  ['wecom', wecom, { webhook: wecomAt('a') }, { webhook: wecomAt('b') }],
  ['feishu', feishu, { webhook: feishuAt('a') }, { webhook: feishuAt('b') }],
  ['dingtalk', dingtalk, { webhook: dingtalkAt('a') }, { webhook: dingtalkAt('b') }],
  ['discord', discord, { webhook: 'https://discord.com/api/webhooks/123/token' }, { webhook: 'https://discord.com/api/webhooks/456/token' }],
  ['slack', slack, { webhook: 'https://hooks.slack.com/services/T1/B1/one' }, { webhook: 'https://hooks.slack.com/services/T1/B2/one' }],
  ['webhook', webhook, { address: 'https://example.org/hook', key: KEY }, { address: 'https://example.org/other', key: KEY }],
])('%s: another place is another fingerprint, which tells nothing of it', (_name, adapter, before, after) => {
  expect(of(adapter as AnyAdapter, after)).not.toBe(of(adapter as AnyAdapter, before));
  expect(createDestinations(['another key']).of(adapter as AnyAdapter, before)).not.toBe(of(adapter as AnyAdapter, before));
});

test('a newer key in front of the others changes nothing', () => {
  expect(createDestinations(['a newer key', 'the only key']).of(wecom as AnyAdapter, { webhook: wecomAt('a') })).toBe(of(wecom as AnyAdapter, { webhook: wecomAt('a') }));
});

test('where the settings say it, the secrets say nothing', () => {
  expect(of(telegram as AnyAdapter, { token: '123456:abcdefghijklmnopqrstuvwxyz' })).toBeNull();
});
