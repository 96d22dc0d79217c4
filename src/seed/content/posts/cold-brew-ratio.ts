import { bold, heading, paragraph, steps, tags } from '../blocks';
import type { SeedPost } from '../types';

export const coldBrewRatio: SeedPost = {
  key: 'cold-brew-ratio',
  form: 'text',
  tone: 'informative',
  planDate: { days: -64, at: '12:00', zone: 'Asia/Taipei' },
  activity: 'thirty-cups',
  kols: ['suyu'],
  cover: { scene: 'water', palette: 'lake', alt: 'Bands of cool blue water with rising bubbles' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: { stage: 'closed', retrospective: 'cold-brew-series' },
      content: {
        title: '冷泡的比例：一公升水，十克茶',
        slug: 'cold-brew-ratio-tw',
        topic: '冷泡',
        audience: '第一次自己做冷泡的人，家裡沒有秤也沒關係。',
        summary: '十克茶、一公升冷水、冰箱六到八小時。為什麼是這個數字，以及沒有秤的時候怎麼辦。',
        body: [
          paragraph(
            '我們試過每公升五克到二十克，同一支鹿谷烏龍，同一台冰箱，每隔一小時喝一口。五克像水裡有人提過茶；二十克第一口驚艷，第三口開始發澀。大多數人願意一直喝下去的，是',
            bold('十克'),
            '。',
          ),
          paragraph(
            '冷水溶得慢，先出來的是甘甜的胺基酸，苦澀的成分要更久，所以冷泡不容易失手。時間真正影響的是香氣：六小時清，八小時厚，超過十二小時不會壞，只是香味會悶。',
          ),
          heading('沒有秤的時候'),
          steps(
            '捲球狀的烏龍，一平湯匙大約六克，兩平匙略多於十克。',
            '條狀的紅茶蓬鬆，一平湯匙約三克，抓三匙半。',
            '隨行冷泡包一包五克，一公升放兩包，五百毫升放一包。',
          ),
          paragraph(
            '水用煮過放涼的或濾過的都可以。瓶口留一指寬，冷藏時會脹一點點。泡好之後把茶葉取出來，隔天中午以前喝完；放在車上超過兩小時，就不要留了。',
          ),
        ],
        tags: tags('冷泡', '沖泡', '新手'),
        platformAdaptations: [
          {
            platform: 'instagram',
            text: '一公升水，十克茶，冰箱八小時。\n沒有秤：捲球烏龍兩平匙。\n存起來，今晚就泡。',
            note: '做成四格輪播，最後一格放沒有秤的換算。',
          },
        ],
        trackedLinks: [{ kind: 'shop', label: '隨行冷泡包', url: 'https://shop.example.com/tw/trail-cold-brew' }],
        seo: {
          metaTitle: '冷泡茶比例：一公升水配十克茶',
          metaDescription: '冷泡茶要放多少茶葉、泡多久、沒有秤怎麼量，用同一支茶試出來的答案。',
        },
      },
    },
    {
      locale: 'zh-Hans',
      author: 'chen-siyu',
      standing: { stage: 'retrospective', retrospective: 'cold-brew-series' },
      content: {
        title: '冷泡的比例：一升水，十克茶',
        slug: 'cold-brew-ratio-cn',
        topic: '冷泡',
        audience: '第一次自己做冷泡的人，厨房里没有秤。',
        summary: '十克茶、一升凉水、冰箱六到八小时。数字怎么来的，没有秤怎么办，素语帮我们核对过。',
        body: [
          paragraph(
            '从每升五克试到二十克，同一支茶、同一台冰箱，每小时喝一口。五克像水里有人提过茶，二十克第一口惊艳，第三口发涩。愿意一直喝下去的，大多数人选',
            bold('十克'),
            '。',
          ),
          paragraph(
            '冷水浸出慢，先出来的是鲜甜的氨基酸，苦涩的部分要更久，所以冷泡不容易翻车。时间主要影响香气：六小时清，八小时厚，超过十二小时不会坏，但香气会闷。这一段由素语审读，她补充说不同茶类差别很大，绿茶四小时就够。',
          ),
          heading('没有秤的时候'),
          steps(
            '球形乌龙，一平汤匙约六克，两平匙略多于十克。',
            '条形红茶蓬松，一平汤匙约三克，三匙半。',
            '随行冷泡包一包五克，一升两包，五百毫升一包。',
          ),
          paragraph('用烧开放凉的水或者过滤水都行。泡好取出茶叶，第二天中午前喝完；在车里放过两小时，就倒掉。'),
        ],
        tags: tags('冷泡', '冲泡', '新手'),
        platformAdaptations: [
          {
            platform: 'zhihu',
            title: '冷泡茶的茶水比到底该是多少？',
            text: '先说结论：一升水十克茶，冰箱六到八小时。下面是我们用同一支乌龙试出来的过程，以及没有秤时的换算。审读：素语。',
          },
          {
            platform: 'bilibili',
            title: '一升水放几克茶？我们喝了十六杯',
            text: '十六个瓶子，从五克到二十克，每小时尝一次。视频末尾有没有秤的换算表。',
            note: '字幕里的“浸出”不要写成“析出”。',
          },
        ],
        trackedLinks: [{ kind: 'mini_program', label: '随行冷泡包', url: 'pages/item/trail-cold-brew' }],
      },
    },
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: { stage: 'published' },
      content: {
        title: 'Cold brew by numbers: ten grams to the litre',
        slug: 'cold-brew-by-numbers',
        topic: 'Cold brew',
        audience: 'People making cold-brewed tea for the first time, without scales.',
        summary: 'Ten grams of tea, a litre of cold water, six to eight hours in the fridge. Where the number comes from, and how to do without scales.',
        body: [
          paragraph(
            'We tried five grams to the litre, then twenty, and everything between: the same oolong, the same fridge, a sip every hour. Five tasted as if someone had mentioned tea to the water. Twenty was wonderful for one mouthful and rough by the third. The one most people kept drinking was ',
            bold('ten'),
            '.',
          ),
          paragraph(
            'Cold water is slow. What dissolves first is sweet; the bitter part takes longer, which is why cold brew forgives so much. Time mostly changes the scent: clear at six hours, full at eight, a little stuffy after twelve.',
          ),
          heading('Without scales'),
          steps(
            'Rolled oolong: a level tablespoon is about six grams, so not quite two.',
            'Twisted black tea is fluffy: a level tablespoon is three grams, so three and a half.',
            'A Trail Cold Brew bag holds five grams: two to the litre.',
          ),
          paragraph('Take the leaves out when it is done and drink it by noon the next day. If it sat in a warm car for two hours, let it go.'),
        ],
        tags: tags('cold brew', 'how-to'),
        platformAdaptations: [
          {
            platform: 'reddit',
            title: 'We brewed the same oolong at 5 to 20 g/L, cold, and tasted every hour',
            text: 'Short version: 10 g/L, 6–8 h in the fridge. Long version with the awkward bottles in the post. We sell tea, so read it with that in mind.',
            note: 'Tom posts it by hand and stays for the questions; the rules of the group ask for disclosure in the first line.',
          },
        ],
        trackedLinks: [{ kind: 'shop', label: 'Trail Cold Brew', url: 'https://shop.example.com/ca/trail-cold-brew' }],
      },
    },
  ],
};
