import { heading, paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const onePersonTable: SeedPost = {
  key: 'one-person-table',
  form: 'text',
  tone: 'inspiring',
  planDate: { days: 8, at: '21:00', zone: 'Asia/Shanghai' },
  kols: ['xiaoman'],
  cover: { scene: 'cup', palette: 'stone', alt: 'One cup of tea on a round mat, seen from above' },
  localizations: [
    {
      locale: 'zh-Hans',
      author: 'chen-siyu',
      standing: {
        stage: 'variant',
        variants: [
          { key: 'statement', label: '陈述式标题', overrides: { title: '一个人，也值得摆一张茶席' } },
          { key: 'question', label: '提问式标题', overrides: { title: '上一次好好给自己泡茶，是什么时候？' } },
        ],
        experiment: {
          kind: 'readers',
          hypothesis: '问句让读者先想到自己，所以比陈述更容易被点开。',
          goal: 'click',
          days: 5,
          arms: [
            { key: 'statement', readings: [1_268, 104] },
            { key: 'question', readings: [1_291, 138] },
          ],
        },
      },
      content: {
        title: '一个人，也值得摆一张茶席',
        slug: 'one-person-table',
        topic: '一人茶席',
        audience: '独居或独自旅行的人，二十五到四十岁，晚上九点以后刷手机。',
        summary: '一块布、一只杯、一把小壶，两百三十克。给自己泡茶，不是将就，也不是仪式。',
        body: [
          paragraph(
            '我们问过一百二十位会员：上一次认真给自己泡茶是什么时候？最多的回答是“有客人的时候”。一个人的时候，马克杯、袋泡、站着喝完，大家都觉得这样就够了。',
          ),
          paragraph(
            '一人茶席的想法很简单：把该有的都减到一份。一块三十厘米见方的布，一只八十毫升的杯，一把一百二十毫升的小壶，装进布袋里两百三十克，可以放进通勤包，也可以放进登山包的顶袋。',
          ),
          heading('小满的用法'),
          paragraph(
            '小满说她用得最多的地方不是营地，是孩子睡着以后的阳台。布铺开，只有笔记本那么大的一块地方是她自己的。水烧开、倒进去、等三分钟，这三分钟谁也不能叫她。',
          ),
          paragraph('它不会让茶变得更好喝。它只是提醒你：这一杯是给你的，坐下来。'),
        ],
        tags: tags('一人茶席', '独处', '器具'),
        platformAdaptations: [
          {
            platform: 'xiaohongshu',
            title: '孩子睡着以后的三分钟',
            text: '一块布大的地方，是我自己的。两百三十克，放得进通勤包。',
            note: '小满合作内容，按平台要求勾选合作标识。',
          },
        ],
        trackedLinks: [{ kind: 'mini_program', label: '一人茶席', url: 'pages/item/one-person-table' }],
      },
    },
  ],
};
