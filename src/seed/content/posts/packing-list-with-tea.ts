import { bullets, heading, paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const packingListWithTea: SeedPost = {
  key: 'packing-list-with-tea',
  form: 'text',
  tone: 'humorous',
  planDate: { days: -2, at: '17:00', zone: 'America/Vancouver' },
  activity: 'first-pour',
  kols: ['nora-whitfield'],
  cover: { scene: 'stripes', palette: 'stone', alt: 'Diagonal bands in stone grey around a copper disc' },
  galleryImages: 2,
  localizations: [
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: { stage: 'published' },
      content: {
        title: 'A packing list with room for tea',
        slug: 'packing-list-with-tea',
        topic: 'Gear',
        audience: 'Hikers who own a luggage scale and are not ashamed of it.',
        summary: 'Nora weighed everything you need for a decent cup on a day hike. It comes to 214 grams, and one of them is debatable.',
        body: [
          paragraph(
            'There are two kinds of hikers: those who cut the handle off a toothbrush, and those who carry a glass teapot to a summit because life is short. Nora is the first kind and agreed to pack for the second.',
          ),
          heading('What went in'),
          bullets(
            'Titanium cup, 450 ml, eleven years old: 71 g.',
            'Homeward Tin, small, with 20 g of oolong: 96 g. She would like it noted that a zip bag weighs three.',
            'Gas, her share of a 230 g can for two litres of water: 30 g.',
            'A square of cloth that is strainer, towel and flag: 14 g.',
            'The wet leaves going home in the zip bag after all: 3 g.',
          ),
          paragraph(
            'That makes 214 grams. The debatable one is the tin. “It is seventy-odd grams of feeling good about yourself,” she wrote, and then carried it anyway, because the cup tasted of the tin’s tea and not of last week’s soup.',
          ),
          paragraph(
            'What stayed at home: the second cup, the bamboo whisk, the book about tea. What we would add: a friend with a stove. And what everyone should add, whatever they drink, is a bag for the leaves. Tea is a plant, but not a local one.',
          ),
        ],
        tags: tags('gear', 'day hike', 'First Pour'),
        platformAdaptations: [
          {
            platform: 'instagram',
            text: '214 g for one good cup on a hill. One of these is debatable. Guess before you swipe.',
            note: 'Last slide: the tin. Tag Nora as a paid partner.',
          },
          {
            platform: 'reddit',
            title: '[Day hike] 214 g tea kit, weighed honestly',
            text: 'Disclosure: paid by the people who make the tin that lost on weight. Table inside.',
          },
        ],
        trackedLinks: [{ kind: 'shop', label: 'Homeward Tin, small', url: 'https://shop.example.com/ca/tin-small' }],
        seo: {
          metaTitle: 'Tea on a day hike: a 214 gram packing list',
          metaDescription: 'A gear editor weighs a full tea kit for a day hike, with one debatable item.',
        },
      },
    },
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: { stage: 'draft' },
      content: {
        title: '給茶留一點位置的打包清單',
        slug: 'packing-list-with-tea-tw',
        topic: '裝備',
        audience: '會秤背包、也願意為一杯好茶多背一點的人。',
        summary: 'Nora 替單日健行秤了一套泡茶裝備，總共二百一十四克，其中有一項很有爭議。',
        body: [
          paragraph('登山的人分兩種：一種會把牙刷柄鋸掉，一種會背玻璃壺上山頂。Nora 是第一種，這次答應替第二種人打包。'),
          bullets(
            '鈦杯 450 毫升，用了十一年：71 克。',
            '小號回家罐加二十克烏龍：96 克。她堅持要寫：夾鏈袋只要三克。',
            '瓦斯，兩公升水的份：30 克。',
            '一塊布，濾茶、擦手、揮手都是它：14 克。',
            '帶下山的茶渣袋：3 克。',
          ),
          paragraph('（待補：台灣常見的高山瓦斯罐規格，以及阿淵的版本。）'),
        ],
        tags: tags('裝備', '單日健行'),
      },
    },
  ],
};
