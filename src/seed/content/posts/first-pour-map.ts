import { bullets, heading, paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const firstPourMap: SeedPost = {
  key: 'first-pour-map',
  form: 'text',
  tone: 'inspiring',
  planDate: { days: -5, at: '20:00', zone: 'Asia/Taipei' },
  activity: 'first-pour',
  kols: ['ayuan'],
  cover: { scene: 'beacons', palette: 'dawn', alt: 'Six lamps along purple ridges before dawn' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: { stage: 'published' },
      content: {
        title: '六個登山口，六張茶桌',
        slug: 'six-trailheads-six-tables',
        topic: '登山口第一泡',
        audience: '週末會上山的人，不一定認識我們。',
        summary: '清晨五點半，六個登山口各有一張木桌。自備杯子，坐三分鐘，喝完再走。',
        body: [
          paragraph(
            '選登山口的時候，我們沒有先看人潮，先看廁所、停車和退路。茶桌不能擋住步道，不能讓人為了喝一口茶在路邊臨停，也要有地方躲雨。跑了十九個點，留下六個。',
          ),
          heading('六站與站長'),
          bullets(
            '合歡山主峰登山口，站長阿淵，擅長讓第一次上高山的人慢下來。',
            '聖母山莊步道口，站長小雨，在地小學老師，會帶學生畫的山名章。',
            '北大武山登山口，站長阿宏，退休巡山員，認得每一隻路過的狗。',
            '松陽大木山，站長周師傅，茶園管理員，桌子就是他釘的。',
            '臨安清涼峰，站長思遠，越野跑者，五點半已經跑完一趟。',
            'Lynn Headwaters，站長 Nora，會順便秤你的背包。',
          ),
          paragraph(
            '每站四個人，一桶熱水，六十只可以洗的杯子。沒有旗幟，沒有販售，桌上只有一張小卡，寫著今天是哪座山的哪款茶。喝完的杯子放回木箱，我們帶下山洗。',
          ),
          paragraph(
            '天候由前一晚八點決定，寧可取消，不勉強。想收到通知的人掃桌上的條碼登記，活動結束三十天後名單就刪除。那麼，山上見。記得帶杯子。',
          ),
        ],
        tags: tags('登山口第一泡', '登山', '活動'),
        platformAdaptations: [
          {
            platform: 'facebook',
            text: '十九個登山口，留下六個。\n清晨五點半，一張木桌，一杯熱的。\n你最常從哪個登山口出發？',
          },
          {
            platform: 'instagram',
            text: '05:30\n六個登山口，六張茶桌。\n自備杯子。',
          },
        ],
        trackedLinks: [
          { kind: 'article', label: '天候通知登記', url: 'https://mistway.example.com/tw/first-pour/notify' },
        ],
      },
    },
    {
      locale: 'zh-Hans',
      author: 'chen-siyu',
      standing: {
        stage: 'variant',
        variants: [{ key: 'early', label: '点明时间', overrides: { title: '清晨五点半，登山口有一张茶桌' } }],
        experiment: {
          kind: 'channels',
          hypothesis: '标题里写明五点半，周末进山的人会更愿意转发给同伴。',
          goal: 'share',
          days: 3,
          source: '企业微信群发统计',
          arms: [
            { key: 'original', place: '企业微信：杭州徒步一群', readings: [436, 31] },
            { key: 'early', place: '企业微信：杭州徒步二群', readings: [452, 47] },
          ],
        },
      },
      content: {
        title: '两个登山口，两张茶桌',
        slug: 'two-trailheads-two-tables',
        topic: '登山口第一泡',
        audience: '江浙一带周末进山的人。',
        summary: '松阳大木山和临安清凉峰，清晨五点半开桌。自带杯子，坐三分钟，喝完再走。',
        body: [
          paragraph(
            '选点的时候先看厕所、停车和退路，再看人流。茶桌不能挡步道，不能让人为了一口茶在路边临停，还得有地方躲雨。浙江跑了七个点，留下两个。',
          ),
          heading('两位站长'),
          bullets('松阳大木山，周师傅，茶园管理员，桌子是他亲手钉的。', '临安清凉峰，思远，越野跑者，五点半已经跑完一趟。'),
          paragraph('每站四个人、一桶热水、六十只可以洗的杯子。不卖货，不拉横幅。桌上只有一张小卡，写着今天喝的是哪一片山的茶。'),
          paragraph('开不开桌，前一晚八点看天气决定，宁可取消，不勉强。扫桌上的码登记就能收到通知，活动结束三十天后名单删除。'),
        ],
        tags: tags('登山口第一泡', '徒步', '活动'),
        platformAdaptations: [
          {
            platform: 'wechat_official',
            title: '五点半的登山口，有一杯热的',
            text: '松阳、临安两站。自带杯子，坐三分钟，喝完再走。',
          },
        ],
        trackedLinks: [{ kind: 'qr', label: '天气通知登记码', url: 'https://mistway.example.com/cn/q/first-pour' }],
      },
    },
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: { stage: 'scheduled', at: { days: 4, at: '18:00', zone: 'America/Vancouver' } },
      content: {
        title: 'Six trailheads, six tea tables',
        slug: 'six-trailheads',
        topic: 'First Pour',
        audience: 'Weekend hikers around Vancouver who have never heard of us.',
        summary: 'At half past five in the morning there is a wooden table at the trailhead. Bring a cup, sit for three minutes, walk on.',
        body: [
          paragraph(
            'When we chose the places we did not look at crowds first. We looked at toilets, parking and the way back. A tea table must not block the trail, must not tempt anyone to stop on the road, and needs a roof to run to. We walked nineteen trailheads and kept six.',
          ),
          heading('Yours is Lynn Headwaters'),
          paragraph(
            'Nora keeps the table there, and will weigh your pack if you let her. Four people, one urn of hot water, sixty cups that can be washed. Nothing is for sale. A card on the table says which hillside today’s tea comes from.',
          ),
          paragraph(
            'We decide at eight the evening before and would rather cancel than persuade ourselves. Scan the code on the campaign page if you want the message; the list is deleted thirty days after the last pour.',
          ),
          paragraph('See you in the dark. Bring a cup.'),
        ],
        tags: tags('First Pour', 'trailhead', 'event'),
        platformAdaptations: [
          {
            platform: 'discord',
            text: 'Lynn Headwaters, 05:30, a table and an urn. Who is in? Bring a cup, and a headlamp that is not in my eyes.',
          },
          { platform: 'x', text: 'Six trailheads, six mornings, one table each. Bring a cup. North Vancouver is the last.' },
        ],
        trackedLinks: [
          { kind: 'article', label: 'Weather notice', url: 'https://mistway.example.com/ca/first-pour/notify' },
        ],
      },
    },
  ],
};
