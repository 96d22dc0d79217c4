import { bullets, heading, paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const refillPointsHangzhou: SeedPost = {
  key: 'refill-points-hangzhou',
  form: 'text',
  tone: 'informative',
  planDate: { days: -1, at: '11:30', zone: 'Asia/Shanghai' },
  activity: 'tin-comes-home',
  cover: { scene: 'leaves', palette: 'moss', alt: 'Tea leaves drifting over soft green' },
  localizations: [
    {
      locale: 'zh-Hans',
      author: 'chen-siyu',
      standing: {
        stage: 'held',
        at: { days: -1, at: '11:30', zone: 'Asia/Shanghai' },
        remark: {
          by: 'zhao-lihang',
          text: '拱宸桥那家店昨晚通知装修，下周一才恢复。先按住，确认新地址再发，别让人白跑一趟。',
        },
      },
      content: {
        title: '杭州七个续茶点，和七位店主',
        slug: 'refill-points-hangzhou',
        topic: '空罐回家',
        audience: '住在杭州、家里有空罐的会员。',
        summary: '带着空罐去，当场续上新茶。七个地址、营业时间，以及每位店主的一点小习惯。',
        body: [
          paragraph(
            '续茶点不是柜台，是七家本来就在那里的小店：书店、修表铺、花店、自行车行，还有一家只在下午营业的面馆。店主们同意在角落放一只木箱和一台小秤，条件各不相同，有一位的条件是“不许在我店里拍直播”。',
          ),
          heading('怎么续'),
          bullets(
            '空罐擦干，报罐底编号，店主登记。',
            '选茶：乌龙、红茶、茉莉三种，每五十克的价格贴在木箱上。',
            '当场称重，扫码付款，积分当天到账。',
          ),
          paragraph(
            '修表铺的陈师傅续茶时会顺手帮你把罐盖调紧；花店的阿宁只收擦干的罐子，没擦的她会递给你一块布；面馆的老板不说话，但会多给两克。',
          ),
          paragraph('营业时间以小程序为准，遇到高温或台风会提前一天发闭点通知。去之前看一眼，别白跑。'),
        ],
        tags: tags('空罐回家', '杭州', '续茶'),
        platformAdaptations: [
          {
            platform: 'wechat_official',
            title: '杭州七个续茶点，和七位店主',
            text: '带着空罐去，当场续上新茶。地址和时间在文末，以小程序为准。',
          },
          {
            platform: 'wecom',
            text: '杭州的朋友，七个续茶点的名单出来了。家里有空罐的话，我帮您查最近的一家。',
            note: '只发杭州标签的客户，一人一次。',
          },
        ],
        trackedLinks: [{ kind: 'mini_program', label: '续茶点营业时间', url: 'pages/tin/points?city=hangzhou' }],
      },
    },
  ],
};
