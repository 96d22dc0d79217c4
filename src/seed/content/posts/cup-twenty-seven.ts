import { paragraph, quote, tags } from '../blocks';
import type { SeedPost } from '../types';

export const cupTwentySeven: SeedPost = {
  key: 'cup-twenty-seven',
  form: 'text',
  tone: 'emotional',
  planDate: { days: 6, at: '20:30', zone: 'Asia/Shanghai' },
  activity: 'thirty-cups',
  submission: 'cup-twenty-seven-diary',
  cover: { scene: 'cup', palette: 'night', alt: 'One warm cup on deep blue, seen from above' },
  localizations: [
    {
      locale: 'zh-Hans',
      author: 'chen-siyu',
      standing: { stage: 'approved' },
      content: {
        title: '第二十七杯，在医院走廊',
        slug: 'cup-twenty-seven',
        topic: '三十杯挑战',
        audience: '完成过挑战的会员；适合晚上读。',
        summary: '青禾的打卡日记。她说这杯没有拍好，我们觉得不用再拍了。',
        body: [
          paragraph('编者按：青禾在第二十七天的打卡里写了一段话，我们征得她同意，几乎没有改动，放在这里。'),
          paragraph(
            '“爸爸住院第六天。早上出门太急，瓶子在包里倒了，茶漏掉一半。到医院的时候他还没醒，我坐在走廊的塑料椅上，把剩下的半瓶喝了。走廊很亮，护士推车的声音一下一下，像有人在数拍子。”',
          ),
          paragraph(
            '“我本来想这天就算了，反正群里都是山和日出。后来又想，规则里写的是‘今天的样子’，今天就是这样。拍了一张，手抖，糊的。”',
          ),
          quote('“他醒了以后闻了一下瓶口，说，还是热的好喝。”'),
          paragraph('青禾的爸爸上周出院了。她让我们转告群里的人，第二十八杯是热的，没有打卡，两个人喝的。'),
        ],
        tags: tags('三十杯挑战', '会员故事'),
        platformAdaptations: [
          {
            platform: 'wechat_official',
            title: '第二十七杯，在医院走廊',
            text: '青禾的打卡日记。几乎没有改动。',
            note: '不配商品卡片，不放优惠信息。评论区打开精选。',
          },
        ],
      },
    },
  ],
};
