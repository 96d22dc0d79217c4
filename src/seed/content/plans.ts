import type { SeedPlan, SeedTemplate, SeedTiming } from './types';

const WITH_IT: SeedTiming = { kind: 'same' };
const HOUR = 60;
const DAY = 24 * HOUR;

/** A robot says nothing of where a message is. */
const TAKEN = { kind: 'published', ref: null } as const;

const BY_KEY = { kind: 'published', ref: 'by-key' } as const;

const toot = (id: string) => ({ kind: 'published', ref: { id, url: `https://social.example.com/@mistway/${id}` } }) as const;
const message = (id: number) => ({ kind: 'published', ref: { id: `-1002000111222:${id}`, url: `https://t.me/mistway_tw/${id}` } }) as const;

/** Where each piece goes, and what has become of it. What is not told yet is still to come. */
export const plans: readonly SeedPlan[] = [
  {
    of: 'why-tins-come-home',
    locale: 'zh-Hant',
    rows: [
      { channel: 'mistway', timing: WITH_IT },
      { channel: 'telegram-taiwan', timing: WITH_IT, answer: message(1182), clicks: 214, read: [{ by: 'tsai-peishan', afterHours: 30, figures: { views: 1_940 } }, { by: 'tsai-peishan', afterHours: 170, figures: { views: 2_386, shares: 41 }, note: '含轉傳到兩個山友群' }] },
    ],
  },
  {
    of: 'why-tins-come-home',
    locale: 'zh-Hans',
    rows: [
      { channel: 'mistway', timing: WITH_IT },
      { channel: 'hangzhou-walkers', timing: WITH_IT, answer: TAKEN, clicks: 87, read: [{ by: 'zhao-lihang', afterHours: 20, figures: { views: 436, comments: 12 }, note: '群发统计' }] },
      { channel: 'xiaohongshu', timing: { kind: 'offset', minutes: 2 * HOUR }, done: { by: 'zhao-lihang', afterMinutes: 25, url: 'https://www.xiaohongshu.com/explore/nobodys-note-0417' }, clicks: 31, read: [{ by: 'zhao-lihang', afterHours: 12, figures: { views: 1_820, likes: 143, favourites: 96 } }, { by: 'zhao-lihang', afterHours: 36, figures: { views: 4_512, likes: 388, favourites: 271, comments: 42 } }] },
      { channel: 'tea-refills', timing: { kind: 'ago', minutes: 25 } },
      { channel: 'weekend-hills', timing: { kind: 'ago', minutes: 27 * HOUR } },
    ],
  },
  {
    of: 'why-tins-come-home',
    locale: 'en',
    rows: [
      { channel: 'mistway', timing: WITH_IT },
      { channel: 'mastodon', timing: WITH_IT, answer: toot('114620981733210417'), clicks: 126, told: { likes: 58, shares: 23, comments: 7 } },
      { channel: 'shop', timing: WITH_IT, answer: BY_KEY },
      { channel: 'letter', timing: { kind: 'offset', minutes: 14 * DAY } },
    ],
  },
  {
    of: 'thirty-cups-day-one',
    locale: 'zh-Hans',
    rows: [
      { channel: 'hangzhou-walkers', timing: WITH_IT, answer: TAKEN, clicks: 64 },
      { channel: 'tea-refills', timing: { kind: 'offset', minutes: 12 * HOUR }, done: { by: 'zhao-lihang', afterMinutes: 40, note: '三个群都发了，间隔十分钟' }, read: [{ by: 'zhao-lihang', afterHours: 48, figures: { comments: 67 } }] },
    ],
  },
  {
    of: 'cup-twenty-seven',
    locale: 'zh-Hans',
    rows: [
      { channel: 'hangzhou-walkers', timing: WITH_IT },
      { channel: 'tea-refills', timing: { kind: 'offset', minutes: 30 } },
      { channel: 'xiaohongshu', timing: { kind: 'offset', minutes: 2 * HOUR } },
    ],
  },
  {
    of: 'first-pour-map',
    locale: 'zh-Hant',
    rows: [
      { channel: 'mistway', timing: WITH_IT },
      { channel: 'telegram-taiwan', timing: WITH_IT, answer: message(1204), clicks: 173, read: [{ by: 'tsai-peishan', afterHours: 22, figures: { views: 1_412, shares: 35 } }] },
    ],
  },
  {
    of: 'first-pour-map',
    locale: 'en',
    rows: [
      { channel: 'mistway', timing: WITH_IT },
      { channel: 'mastodon', timing: WITH_IT },
      { channel: 'walkers-canada', timing: { kind: 'offset', minutes: 30 } },
      { channel: 'letter', timing: { kind: 'offset', minutes: DAY } },
    ],
  },
  {
    of: 'packing-list-with-tea',
    locale: 'en',
    rows: [
      { channel: 'mistway', timing: WITH_IT },
      { channel: 'mastodon', timing: WITH_IT, answer: toot('114627730488120214'), clicks: 92, told: { likes: 41, shares: 17, comments: 11 } },
      { channel: 'shop', timing: WITH_IT, answer: BY_KEY },
      { channel: 'letter', timing: { kind: 'offset', minutes: 13 * DAY } },
    ],
  },
  { of: 'packing-list-with-tea', locale: 'zh-Hant', rows: [{ channel: 'telegram-taiwan', timing: WITH_IT }, { channel: 'letter', timing: { kind: 'offset', minutes: DAY } }] },
  { of: 'hut-warden-kettle', locale: 'zh-Hant', rows: [{ channel: 'mistway', timing: WITH_IT }, { channel: 'telegram-taiwan', timing: WITH_IT }, { channel: 'letter', timing: { kind: 'offset', minutes: 2 * DAY } }] },
  { of: 'refill-points-hangzhou', locale: 'zh-Hans', rows: [{ channel: 'hangzhou-walkers', timing: WITH_IT }, { channel: 'tea-refills', timing: { kind: 'offset', minutes: HOUR } }, { channel: 'weekend-hills', timing: { kind: 'offset', minutes: HOUR } }] },
  { of: 'steeping-myths', locale: 'en', rows: [{ channel: 'mastodon', timing: WITH_IT }, { channel: 'walkers-canada', timing: { kind: 'offset', minutes: HOUR } }, { channel: 'mistway', timing: WITH_IT }] },
  { of: 'lugu-winter-harvest', locale: 'zh-Hant', rows: [{ channel: 'telegram-taiwan', timing: WITH_IT }, { channel: 'mistway', timing: WITH_IT }] },
  {
    of: 'dawn-cup-photos',
    locale: 'zh-Hant',
    rows: [
      { channel: 'mistway', timing: WITH_IT },
      { channel: 'telegram-taiwan', timing: WITH_IT, answer: { kind: 'rejected', code: 'bad-request', message: 'Bad Request: need administrator rights in the channel chat' } },
    ],
  },
  { of: 'lid-batch-seven', locale: 'zh-Hant', rows: [{ channel: 'mistway', timing: WITH_IT }, { channel: 'telegram-taiwan', timing: WITH_IT, answer: message(1197), clicks: 318, read: [{ by: 'tsai-peishan', afterHours: 3, figures: { views: 2_904, comments: 88 } }] }] },
  {
    of: 'lid-batch-seven',
    locale: 'zh-Hans',
    rows: [
      { channel: 'mistway', timing: WITH_IT },
      { channel: 'hangzhou-walkers', timing: WITH_IT, answer: { kind: 'unknown', code: 'timeout', message: 'The platform did not answer; it may have taken the message.' } },
      { channel: 'refill-shops', timing: WITH_IT, answer: { kind: 'unauthorized', code: 'token', message: 'The bot was removed from the group.' } },
    ],
  },
  {
    of: 'weekend-shipping',
    locale: 'en',
    rows: [
      { channel: 'mastodon', timing: WITH_IT, answer: toot('114609215540018822'), told: { likes: 12, shares: 9, comments: 4 } },
      { channel: 'shop', timing: WITH_IT, answer: BY_KEY },
      { channel: 'walkers-canada', timing: { kind: 'offset', minutes: 30 }, done: { by: 'tsai-peishan', afterMinutes: 50, url: 'https://www.facebook.com/groups/nobodys-walkers/posts/8822' } },
      { channel: 'letter', timing: { kind: 'offset', minutes: DAY } },
    ],
  },
  { of: 'wet-leaves-quiz', locale: 'en', rows: [{ channel: 'mastodon', timing: WITH_IT }, { channel: 'walkers-canada', timing: { kind: 'offset', minutes: HOUR } }, { channel: 'letter', timing: { kind: 'offset', minutes: 2 * DAY } }] },
  { of: 'first-pour', locale: 'en', rows: [{ channel: 'mistway', timing: WITH_IT }, { channel: 'mastodon', timing: WITH_IT, answer: toot('114598830112046630'), clicks: 203, told: { likes: 96, shares: 52, comments: 18 } }] },
  { of: 'tin-comes-home', locale: 'zh-Hans', rows: [{ channel: 'hangzhou-walkers', timing: WITH_IT, answer: TAKEN, clicks: 58 }, { channel: 'weekend-hills', timing: { kind: 'offset', minutes: HOUR }, done: { by: 'zhao-lihang', afterMinutes: 15, note: '群公告置顶三天' } }] },
];

/** What pieces of an activity take over with one click. */
export const templates: readonly SeedTemplate[] = [
  { activity: 'first-pour', by: 'tsai-peishan', rows: [{ channel: 'mistway', timing: { kind: 'same' } }, { channel: 'telegram-taiwan', timing: { kind: 'same' } }, { channel: 'mastodon', timing: { kind: 'same' } }, { channel: 'walkers-canada', timing: { kind: 'offset', minutes: 30 } }, { channel: 'letter', timing: { kind: 'offset', minutes: DAY } }] },
  { activity: 'tin-comes-home', by: 'zhao-lihang', rows: [{ channel: 'hangzhou-walkers', timing: { kind: 'same' } }, { channel: 'tea-refills', timing: { kind: 'offset', minutes: 12 * HOUR } }, { channel: 'xiaohongshu', timing: { kind: 'offset', minutes: 14 * HOUR } }] },
];
