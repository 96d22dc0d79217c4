import { paragraph, quote, tags } from '../blocks';
import type { SeedPost } from '../types';

export const thirtyCupsDayOne: SeedPost = {
  key: 'thirty-cups-day-one',
  form: 'image',
  tone: 'friendly',
  planDate: { days: -58, at: '07:00', zone: 'Asia/Shanghai' },
  activity: 'thirty-cups',
  kols: ['xiaoman'],
  cover: { scene: 'cups', palette: 'lake', alt: 'Thirty cups in three rows, one of them filled' },
  galleryImages: 3,
  localizations: [
    {
      locale: 'zh-Hans',
      author: 'chen-siyu',
      standing: { stage: 'retrospective', retrospective: 'thirty-cups' },
      content: {
        title: '三十杯，今天是第一杯',
        slug: 'thirty-cups-day-one',
        topic: '三十杯挑战',
        audience: '已经报名的会员，以及正在犹豫的人。',
        summary: '不用买新杯子，不用早起，不用拍得好看。昨晚泡好的那瓶，今天带出门，就算一杯。',
        body: [
          paragraph(
            '先说不需要做的事：不需要新杯子，冰箱里那只装过果酱的玻璃瓶就很好；不需要早起，昨晚已经泡好了；也不需要拍得好看，小满的第一杯是在堵车的环线上拍的，窗外全是雨刮器。',
          ),
          paragraph(
            '需要做的只有一件：出门前想起它。我们试过很多办法，最有用的是把瓶子放在钥匙旁边。前一晚从冰箱拿出来，压在钥匙上，第二天你不可能忘。',
          ),
          quote('断了不清零。第十五天我们会专门写给断掉的人，因为每次都会有一半的人断在那里。'),
          paragraph(
            '打卡从今天早上六点开始，一天最多一杯。照片里不需要有你，有一点今天的样子就行：工位、车窗、操场、医院走廊，都算。三十天后我们会问一句：哪一杯你还记得？',
          ),
        ],
        tags: tags('三十杯挑战', '打卡', '冷泡'),
        platformAdaptations: [
          {
            platform: 'wechat_group',
            text: '早上好，第一杯开始。把瓶子和钥匙放一起，出门前看一眼。照片发小程序，不用发群里刷屏。',
            note: '七点整发，之后半小时内值班同学在线。',
          },
          {
            platform: 'xiaohongshu',
            title: '三十天自带一瓶冷泡 Day 1',
            text: '玻璃瓶、昨晚的茶、今天的雨。断了不清零，一起来。',
          },
          {
            platform: 'douyin',
            title: '堵车也算第一杯',
            text: '三十杯挑战第一天，环线上的第一口。不用好看，带出门就算。',
          },
        ],
        trackedLinks: [{ kind: 'mini_program', label: '去打卡', url: 'pages/challenge/thirty-cups' }],
      },
    },
  ],
};
