import type { SeedChannel, SeedSubscriber } from './types';

/** Base64 of "no secret of anybody's, 24+": long enough for a signature, and known to everybody who reads this. */
const NOBODYS_KEY = 'whsec_bm8gc2VjcmV0IG9mIGFueWJvZHkncywgMjQr';

/** Where Mistway's pieces go. */
export const channels: readonly SeedChannel[] = [
  { key: 'mistway', platform: 'feed', name: 'Mistway, all pieces', account: 'mistway.example.com', communities: ['Readers'], settings: { title: 'Mistway', description: 'Tea for people who walk', home: 'https://mistway.example.com' }, secrets: {} },
  { key: 'hangzhou-walkers', platform: 'wecom', name: '企业微信：杭州徒步一群', account: '杭州徒步一群', communities: ['杭州徒步'], settings: {}, secrets: { webhook: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=nobodys-robot-hangzhou' } },
  { key: 'tea-refills', platform: 'wechat-group', name: '微信群：续茶的人', account: '续茶的人', communities: ['续茶会员'], settings: { group: '续茶的人（1–3 群）' }, secrets: {} },
  { key: 'weekend-hills', platform: 'qq-group', name: 'QQ 群：周末进山', account: '周末进山', communities: ['江浙徒步'], settings: { group: '周末进山 600 人群' }, secrets: {} },
  { key: 'xiaohongshu', platform: 'xiaohongshu', name: '小红书：雾径茶', account: '雾径茶', communities: ['小红书'], settings: {}, secrets: {} },
  { key: 'refill-shops', platform: 'feishu', name: '飞书：续茶点店主', account: '续茶点店主', communities: ['店主'], settings: {}, secrets: { webhook: 'https://open.feishu.cn/open-apis/bot/v2/hook/nobodys-bot-of-the-shops' } },
  { key: 'telegram-taiwan', platform: 'telegram', name: 'Telegram：霧徑山友', account: '@mistway_tw', communities: ['台灣山友'], settings: { chat: '@mistway_tw' }, secrets: { token: '1234567:nobodys-bot-of-the-demo' } },
  { key: 'mastodon', platform: 'mastodon', name: 'Mastodon, @mistway', account: '@mistway@social.example.com', communities: ['Fediverse'], settings: { instance: 'https://social.example.com' }, secrets: { token: 'nobodys-token-of-the-demo' } },
  { key: 'walkers-canada', platform: 'facebook-group', name: 'Facebook group: Mistway Walkers', account: 'Mistway Walkers', communities: ['Vancouver'], settings: { group: 'Mistway Walkers' }, secrets: {} },
  {
    key: 'letter',
    platform: 'newsletter',
    name: 'Letter from the path',
    account: 'letter@mistway.example.com',
    communities: ['Subscribers'],
    settings: { host: 'smtp.example.com', fromName: 'Mistway 霧徑', fromAddress: 'letter@mistway.example.com', replyTo: 'hello@mistway.example.com', listName: 'Letter from the path', postalAddress: 'Mistway, 12 Example Lane, Taipei 100, Taiwan', languages: ['en', 'zh-Hant', 'zh-Hans'] },
    secrets: { user: 'letter', password: 'nobodys-password' },
  },
  { key: 'shop', platform: 'webhook', name: 'The shop, by webhook', account: 'shop.example.com', communities: ['Shop'], settings: { removes: true }, secrets: { address: 'https://shop.example.com/hooks/content', key: NOBODYS_KEY } },
];

const HOME = 'https://mistway.example.com';

/** Who asked for the letter. */
export const subscribers: readonly SeedSubscriber[] = [
  { address: 'shanlan@example.com', language: 'zh-Hant', source: `${HOME}/tw`, askedDaysAgo: 41, confirmed: true },
  { address: 'pete.b@example.com', language: 'en', source: `${HOME}/ca`, askedDaysAgo: 38, confirmed: true },
  { address: 'nora.w@example.org', language: 'en', source: `${HOME}/ca/first-pour`, askedDaysAgo: 33, confirmed: true },
  { address: 'ahhong@example.com', language: 'zh-Hant', source: `${HOME}/tw`, askedDaysAgo: 30, confirmed: true, ended: { daysAgo: 9, because: 'left' } },
  { address: 'qinghe@example.com', language: 'zh-Hans', source: `${HOME}/cn/tin-comes-home`, askedDaysAgo: 26, confirmed: true },
  { address: 'old.mailbox@example.net', language: 'en', source: `${HOME}/ca`, askedDaysAgo: 24, confirmed: true, ended: { daysAgo: 12, because: 'bounced', code: 'smtp-5.1.1' } },
  { address: 'doudou@example.com', language: 'zh-Hans', source: `${HOME}/cn/tin-comes-home`, askedDaysAgo: 17, confirmed: true },
  { address: 'map.walker@example.com', language: 'zh-Hans', source: `${HOME}/cn`, askedDaysAgo: 8, confirmed: true },
  { address: 'cloud.counter@example.com', language: 'en', source: `${HOME}/ca/first-pour`, askedDaysAgo: 2 },
  { address: 'quiet.reader@example.com', language: 'zh-Hant', source: `${HOME}/tw`, askedDaysAgo: 0 },
];
