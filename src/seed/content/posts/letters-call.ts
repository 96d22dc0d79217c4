import { paragraph, quote, tags } from '../blocks';
import type { SeedPost } from '../types';

export const lettersCall: SeedPost = {
  key: 'letters-call',
  form: 'text',
  tone: 'emotional',
  planDate: { days: 45, at: '18:00', zone: 'Asia/Taipei' },
  activity: 'letters-from-the-hut',
  kols: ['ayuan'],
  cover: { scene: 'letters', palette: 'night', alt: 'Envelopes in lamplight yellow drifting over night blue' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: { stage: 'draft' },
      content: {
        title: '山屋來信：寫給下一個睡這張床的人',
        slug: 'letters-call',
        topic: '徵稿',
        audience: '住過山屋、心裡有一封信的人。',
        summary: '八間山屋各有一只信箱。寫一封信給下一位住客，我們選三十封印成小書，放回書架。',
        body: [
          paragraph('你一定見過山屋牆上的字：某年某月某日，誰到此一遊。我們想給這些話一個比較軟的地方。'),
          paragraph('八間山屋，八只防潮的信箱，裡面有信紙和鉛筆。寫給下一個睡這張床的人，寫天氣、寫水源、寫你為什麼一個人來，都可以。'),
          quote('「窗邊那張床會漏風，但是看得到星星。我選了漏風的。」——阿淵的第一封信'),
          paragraph('（待補：八間山屋名單確認後列出；授權說明請 Grace 看過再放。）'),
        ],
        tags: tags('山屋來信', '徵稿'),
      },
    },
  ],
};
