import type { SeedActivity } from '../types';

export const lettersFromTheHut: SeedActivity = {
  key: 'letters-from-the-hut',
  startsAt: { days: 45, at: '18:00', zone: 'Asia/Taipei' },
  endsAt: { days: 105, at: '18:00', zone: 'Asia/Taipei' },
  timezone: 'Asia/Taipei',
  placeKind: 'hybrid',
  goal: '徵得一百五十封寫給下一位住客的信，選三十封印成小書；讓會員第一次覺得這個社群裡有自己的字。',
  targets: [
    { metric: 'submissions', unit: '封', baseline: 0, targetValue: 150, dueOn: { days: 105 } },
    { metric: 'retention_rate', unit: '%', baseline: 62, targetValue: 68, dueOn: { days: 135 } },
  ],
  budget: [
    { kind: 'material', item: '信紙、鉛筆與防潮信箱八組', plannedAmount: 18400, currency: 'TWD' },
    { kind: 'people', item: '選信與聯絡授權', plannedAmount: 36000, currency: 'TWD' },
    { kind: 'money', item: '小書印製八百本', plannedAmount: 64000, currency: 'TWD' },
  ],
  contingencyPlan: '來信透露輕生念頭：當天由值班版主聯絡本人並提供專線，該信不進選稿流程。山屋封閉：信箱撤回，改為線上投稿並公告。',
  owner: 'tsai-peishan',
  kols: ['ayuan'],
  cover: { scene: 'letters', palette: 'dawn', alt: 'Pale envelopes drifting over an evening sky' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'tsai-peishan',
      standing: { stage: 'review' },
      content: {
        title: '山屋來信',
        slug: 'letters-from-the-hut',
        theme: '寫給下一個睡這張床的人',
        emotionalHook: '你們不會見面，但會聽見同一夜的風。留一張紙給他。',
        summary: '在八間山屋的信箱裡，或在線上，寫一封信給下一位住客。我們選三十封印成小書，放回山屋的書架。',
        place: '八間山屋，以及會員頁',
        participation: '一、在山屋信箱拿一張信紙，寫完投進去；或在會員頁投稿。\n二、不必署真名，但要留一個能聯絡到你的方式。\n三、被選中的信會先徵得同意，再排版。',
        rules: '一人最多三封，每封八百字以內。不登廣告，不寫他人隱私。授權範圍只有這本小書與活動頁，作者保留著作權，付印前都可以撤回。',
        phases: [
          {
            kind: 'warm_up',
            name: '放信箱',
            startsAt: { days: 45, at: '18:00', zone: 'Asia/Taipei' },
            endsAt: { days: 58, at: '18:00', zone: 'Asia/Taipei' },
            plan: '與八間山屋確認信箱位置，阿淵寫第一封。',
          },
          {
            kind: 'live',
            name: '寫信',
            startsAt: { days: 59, at: '06:00', zone: 'Asia/Taipei' },
            endsAt: { days: 95, at: '18:00', zone: 'Asia/Taipei' },
            plan: '每兩週收一次信，線上投稿三天內回覆「收到了」。',
          },
          {
            kind: 'closing',
            name: '印成書',
            startsAt: { days: 96, at: '09:00', zone: 'Asia/Taipei' },
            endsAt: { days: 105, at: '18:00', zone: 'Asia/Taipei' },
            plan: '公布三十封的標題，逐封確認授權後付印。',
          },
        ],
        interactions: [
          {
            kind: 'collection',
            name: '寫給下一個人',
            rules: '八百字以內，一人最多三封，不必署真名。',
            entryConditions: '任何人；線上投稿需為會員。',
            incentive: '入選者得小書兩本，其中一本請留在你去的下一間山屋。',
          },
        ],
        rewards: [
          {
            kind: 'gift',
            name: '小書《山屋來信》',
            quantity: 60,
            value: '每位入選者兩本',
            conditions: '完成授權確認後寄出。',
          },
        ],
      },
    },
  ],
};
