import { bullets, paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const summitEnergyClaim: SeedPost = {
  key: 'summit-energy-claim',
  form: 'text',
  tone: 'informative',
  planDate: { days: 5, at: '19:00', zone: 'Asia/Shanghai' },
  cover: { scene: 'peaks', palette: 'dawn', alt: 'Dark peaks against a glowing sky' },
  localizations: [
    {
      locale: 'zh-Hans',
      author: 'chen-siyu',
      standing: {
        stage: 'draft-changes-requested',
        remark: {
          by: 'grace-lindqvist',
          text: 'The second paragraph promises an effect on the body (“relieves altitude sickness”). Ordinary food may not claim that in any of our markets. Say what is in the cup and what it costs in weight, and send people with symptoms down, not to the kettle. The list is fine.',
        },
      },
      content: {
        title: '登顶那天，茶该什么时候喝',
        slug: 'tea-on-summit-day',
        topic: '补给',
        audience: '第一次走三千米以上线路的人。',
        summary: '出发前、途中、下山后，各喝多少，什么时候不喝。',
        body: [
          paragraph('登顶日的行程通常从凌晨开始，喝水这件事很容易被忘掉。我们请三位领队写下自己的习惯，整理成这张时间表。'),
          paragraph('茶里的咖啡因能提神醒脑，还能缓解高反，登顶前来一壶，速度至少快一成。'),
          bullets(
            '出发前一小时：温水三百毫升，淡茶一杯，不空腹喝浓茶。',
            '途中：每小时两到三口，水温以不烫嘴为准，茶和水分开带。',
            '登顶后：先加衣，再喝热的，坐下来喝。',
            '下午三点以后：不喝浓茶，晚上要睡得着，明天才走得动。',
          ),
          paragraph('头痛、恶心、走不稳，是身体在说话。停下，告诉领队，下撤。没有一壶茶值得你多走那一百米。'),
        ],
        tags: tags('高海拔', '补给', '安全'),
      },
    },
  ],
};
