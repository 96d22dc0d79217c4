import { paragraph, quote, tags } from '../blocks';
import type { SeedPost } from '../types';

export const luguWinterHarvest: SeedPost = {
  key: 'lugu-winter-harvest',
  form: 'image',
  tone: 'informative',
  planDate: { days: 10, at: '12:00', zone: 'Asia/Taipei' },
  kols: ['lao-qiu'],
  cover: { scene: 'terraces', palette: 'forest', alt: 'Curved tea terraces in winter greens' },
  galleryImages: 4,
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: { stage: 'review-step-2' },
      content: {
        title: '鹿谷冬茶，手採的最後三天',
        slug: 'lugu-winter-harvest',
        topic: '產地',
        audience: '買過冬茶、想知道價格為什麼每年不一樣的人。',
        summary: '手採的人越來越少。我們跟著秀琴姊的班走了三天，記下每個人的名字、斤兩與工資。',
        body: [
          paragraph(
            '早上六點半，霧還壓在茶園上。秀琴姊的班有十一個人，年紀最大的七十四歲，最小的是她的孫女，放寒假來幫忙。她們叫手指上的刀片「鴨舌」，一天下來要磨三次。',
          ),
          paragraph(
            '冬茶只採一心二葉，太嫩不行，太老也不行。三天共採下四百一十二斤茶菁，做成毛茶大約九十斤。採工按斤計，今年一斤茶菁三十八元，比去年多四元；老邱說再低，明年就叫不到人了。',
          ),
          quote('「茶好不好喝，手先知道。」——秀琴姊'),
          paragraph(
            '採茶的人是：林秀琴、陳阿綢、黃素月、張麗卿、吳阿雪、邱淑芬、簡美惠、林玉葉、蔡春蘭、許阿滿，以及林沛語。老邱答應受訪的條件，就是把這些名字寫出來。',
          ),
          paragraph('這一批冬茶下個月開始出貨，批次卡上會印採摘日期與班長的名字。價格比去年高百分之六，差額的用途寫在批次卡背面。'),
        ],
        tags: tags('產地', '冬茶', '手採'),
        platformAdaptations: [
          {
            platform: 'facebook',
            text: '十一個人，三天，四百一十二斤。\n這篇文章最重要的一段，是她們的名字。',
            note: '名字一個字都不能錯，發布前請與老邱再核對一次。',
          },
        ],
        trackedLinks: [{ kind: 'shop', label: '冬茶預告', url: 'https://shop.example.com/tw/winter-oolong' }],
      },
    },
  ],
};
