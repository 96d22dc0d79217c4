import { bullets, paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const summitSelfieDraw: SeedPost = {
  key: 'summit-selfie-draw',
  form: 'interactive',
  tone: 'friendly',
  cover: { scene: 'rings', palette: 'amber', alt: 'Golden rings around a bright centre' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: {
        stage: 'rejected',
        reason: 'policy',
        remark: {
          by: 'hsu-wenbin',
          text: '不建議修改後再送。以登頂自拍當抽獎條件，會讓人為了一張照片硬撐上去；抽獎的中獎機率與稅務說明也都沒有。想做抽獎，請換一個不鼓勵冒險的條件，另開一篇。',
        },
      },
      content: {
        title: '登頂自拍，抽黃金回家罐',
        slug: 'summit-selfie-draw',
        topic: '抽獎',
        audience: '社群追蹤者，十八到三十五歲。',
        summary: '在三千公尺以上的山頂與回家罐合照並標記我們，就有機會抽中鍍金紀念罐。',
        body: [
          paragraph('帶著你的回家罐登上百岳，在山頂拍下合照，標記我們與三位朋友，就能參加抽獎。照片越驚險，越容易被我們分享。'),
          bullets('三千公尺以上的山頂，一座山一次機會。', '集滿五座，機會加倍。', '獎品：鍍金回家罐一只，市價兩萬四千元。'),
          paragraph('活動只有兩週，手腳要快。'),
        ],
        tags: tags('抽獎', '百岳'),
      },
    },
  ],
};
