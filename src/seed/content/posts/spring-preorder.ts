import { paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const springPreorder: SeedPost = {
  key: 'spring-preorder',
  form: 'text',
  tone: 'friendly',
  planDate: { days: -40, at: '12:00', zone: 'Asia/Taipei' },
  cover: { scene: 'terraces', palette: 'moss', alt: 'Curved tea terraces in spring greens' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: {
        stage: 'archived',
        remark: {
          by: 'tsai-peishan',
          text: '今年春茶改為會員登記制，不做預購，這篇的價格與時程都不再適用。留存備查，明年要寫時再拿出來看。',
        },
      },
      content: {
        title: '春茶預購：先訂的人，先收到霧',
        slug: 'spring-preorder',
        topic: '新品',
        audience: '去年買過春茶的會員。',
        summary: '春茶預購兩週，依登記順序出貨。每一罐附採摘當天清晨的茶園錄音。',
        body: [
          paragraph('春茶的味道有一半是天氣給的。今年霧來得早，三月中的茶園早上八點以前看不見對面的山，老邱說這種年份甜。'),
          paragraph('預購兩週，依登記順序出貨。除了茶，每一罐都附一段採摘當天清晨的錄音，三分鐘，有鳥、有人說話、有剪刀的聲音。'),
          paragraph('數量依實際產量，登記超過產量時以抽籤決定，未中者不收費用。'),
        ],
        tags: tags('春茶', '預購'),
        trackedLinks: [{ kind: 'shop', label: '春茶預購', url: 'https://shop.example.com/tw/spring-preorder' }],
      },
    },
  ],
};
