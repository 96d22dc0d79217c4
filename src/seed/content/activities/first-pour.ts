import type { SeedActivity } from '../types';

export const firstPour: SeedActivity = {
  key: 'first-pour',
  startsAt: { days: 9, at: '05:30', zone: 'Asia/Taipei' },
  endsAt: { days: 24, at: '11:00', zone: 'America/Vancouver' },
  timezone: 'Asia/Taipei',
  placeKind: 'offline',
  goal: '在六個登山口各擺一張茶桌，遇見兩千位還不認識我們的登山者；以現場登記的會員數而不是發出的杯數來計算。',
  targets: [
    { metric: 'registrations', unit: '人', baseline: 0, targetValue: 700, dueOn: { days: 26 } },
    { metric: 'reach', unit: '人', baseline: 0, targetValue: 2000, dueOn: { days: 26 } },
    { metric: 'mentions', unit: '則', baseline: 35, targetValue: 180, dueOn: { days: 33 } },
  ],
  budget: [
    { kind: 'people', item: '六站茶席人力，每站四人', plannedAmount: 115200, currency: 'TWD' },
    { kind: 'material', item: '可洗茶杯六百只與保溫桶', plannedAmount: 73500, currency: 'TWD' },
    { kind: 'money', item: '松阳、临安两站场地与保险', plannedAmount: 8600, currency: 'CNY' },
    { kind: 'money', item: 'Park permit and insurance, North Vancouver', plannedAmount: 1350, currency: 'CAD' },
  ],
  contingencyPlan:
    '前一晚八點看三個氣象來源，任兩個發布豪雨或強風特報即取消該站，九點前通知已登記者。現場有人不適：停止供茶，先呼救，再由站長填事故紀錄。杯子不夠：改為自備杯優先，不以紙杯補足。',
  // People at the trailhead are no members yet.
  submissionsFrom: 'guests',
  owner: 'tsai-peishan',
  kols: ['ayuan', 'nora-whitfield'],
  cover: { scene: 'ridges', palette: 'dawn', alt: 'Layered purple ridges under a low sun' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'tsai-peishan',
      standing: { stage: 'published' },
      content: {
        title: '登山口第一泡',
        slug: 'first-pour-tw',
        theme: '出發前，先坐下來三分鐘',
        emotionalHook: '天還沒亮，鞋帶還沒綁緊，有人遞給你一杯熱的。那座山忽然沒有那麼遠。',
        summary: '六個登山口，六個清晨。自備杯子，坐三分鐘，喝完再走；回程帶著茶葉渣來，我們收。',
        place: '合歡山、抹茶山、北大武，松陽、臨安，北溫哥華',
        participation:
          '一、清晨五點半到八點，找登山口的木桌。\n二、帶自己的杯子；忘了帶可以借，喝完還回木箱。\n三、想收到各站天候通知，掃桌上的條碼登記。\n四、回程把茶葉渣帶來換一包冷泡。',
        rules:
          '一人一杯，未滿十二歲請家長陪同。不供酒、不販售、不擺旗幟。登記只用來通知天候，活動結束三十天後刪除。請走步道，不要為了拍照離開路面。',
        phases: [
          {
            kind: 'warm_up',
            name: '公布六站',
            startsAt: { days: -5, at: '20:00', zone: 'Asia/Taipei' },
            endsAt: { days: 8, at: '22:00', zone: 'Asia/Taipei' },
            plan: '地圖文章先發，再由阿淵寫「出發前三分鐘做什麼」。每站公布站長與備案日期。',
          },
          {
            kind: 'live',
            name: '六個清晨',
            startsAt: { days: 9, at: '05:30', zone: 'Asia/Taipei' },
            endsAt: { days: 24, at: '11:00', zone: 'America/Vancouver' },
            plan: '每站前一晚八點發天候通知，當天十點前回報人數與垃圾重量，照片隔天整理。',
          },
          {
            kind: 'closing',
            name: '收桌',
            startsAt: { days: 25, at: '10:00', zone: 'Asia/Taipei' },
            endsAt: { days: 33, at: '22:00', zone: 'Asia/Taipei' },
            plan: '公布六站的人數、借出與還回的杯數、帶下山的茶渣重量。',
          },
        ],
        interactions: [
          {
            kind: 'quiz',
            name: '出發前三題',
            rules: '桌邊的三張卡片，答完看背面。答錯的人多喝一口，答對的人也多喝一口。',
            entryConditions: '現場參加者。',
            incentive: '答完可蓋一枚山名章。',
          },
        ],
        rewards: [
          {
            kind: 'gift',
            name: '冷泡一包',
            quantity: 2400,
            value: 'NT$35',
            conditions: '回程帶茶葉渣來換，每人一包。',
          },
          {
            kind: 'benefit',
            name: '集滿六章',
            value: '一人茶席一組',
            conditions: '六站山名章全數集滿，現場核對，不郵寄補章。',
          },
        ],
      },
    },
    {
      locale: 'zh-Hans',
      author: 'zhao-lihang',
      standing: { stage: 'published' },
      content: {
        title: '登山口第一泡',
        slug: 'first-pour-cn',
        theme: '出发前，先坐下来三分钟',
        emotionalHook: '天还没亮，鞋带还没系紧，有人递给你一杯热的。那座山忽然没那么远了。',
        summary: '松阳、临安两站，清晨五点半开桌。自带杯子，坐三分钟，喝完再走；回程带着茶渣来，我们收。',
        place: '松阳大木山、临安清凉峰',
        participation:
          '一、清晨五点半到八点，找登山口的木桌。\n二、自带杯子，忘带可借，喝完放回木箱。\n三、扫桌上的码登记，前一晚八点收天气通知。\n四、回程带茶渣来换一包冷泡。',
        rules:
          '一人一杯，十二岁以下请家长陪同。不卖货、不拉横幅。登记信息只用于天气通知，活动结束三十天后删除。请走步道，不为拍照踩草坡。',
        phases: [
          {
            kind: 'warm_up',
            name: '公布站点',
            startsAt: { days: -5, at: '20:00', zone: 'Asia/Shanghai' },
            endsAt: { days: 12, at: '22:00', zone: 'Asia/Shanghai' },
            plan: '公众号发地图，群里报名志愿者，每站两位。',
          },
          {
            kind: 'live',
            name: '两个清晨',
            startsAt: { days: 13, at: '05:30', zone: 'Asia/Shanghai' },
            endsAt: { days: 20, at: '08:30', zone: 'Asia/Shanghai' },
            plan: '前一晚八点看天气定开桌与否，当天十点前回报人数。',
          },
          {
            kind: 'closing',
            name: '收桌',
            startsAt: { days: 25, at: '10:00', zone: 'Asia/Shanghai' },
            endsAt: { days: 33, at: '22:00', zone: 'Asia/Shanghai' },
            plan: '与台湾、温哥华各站一起公布数字。',
          },
        ],
        interactions: [
          {
            kind: 'quiz',
            name: '出发前三题',
            rules: '桌边三张卡片，答完看背面。',
            entryConditions: '现场参加者。',
            incentive: '盖一枚山名章。',
          },
        ],
        rewards: [
          {
            kind: 'gift',
            name: '冷泡一包',
            quantity: 800,
            value: '¥8',
            conditions: '回程带茶渣来换，每人一包。',
          },
        ],
      },
    },
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: { stage: 'published' },
      content: {
        title: 'First Pour at the Trailhead',
        slug: 'first-pour',
        theme: 'Sit down for three minutes before you go up',
        emotionalHook: 'It is still dark, your laces are loose, and someone hands you something hot. The mountain comes closer.',
        summary: 'Six trailheads, six mornings, the last one in North Vancouver. Bring a cup, sit for three minutes, walk on.',
        place: 'Lynn Headwaters, North Vancouver',
        participation:
          '1. From half past five to eight, look for the wooden table.\n2. Bring your own cup, or borrow one and put it back in the box.\n3. Scan the code to hear about the weather the evening before.\n4. Bring your wet leaves back down and trade them for a cold brew.',
        rules:
          'One cup each; children under twelve with a parent. Nothing is sold, no banners. Your number is used for the weather notice only and deleted after thirty days. Stay on the trail, also for the picture.',
        phases: [
          {
            kind: 'warm_up',
            name: 'Six names on a map',
            startsAt: { days: -5, at: '18:00', zone: 'America/Vancouver' },
            endsAt: { days: 22, at: '21:00', zone: 'America/Vancouver' },
            plan: 'Publish the map, then Nora’s packing list. Find four volunteers.',
          },
          {
            kind: 'live',
            name: 'The morning',
            startsAt: { days: 24, at: '05:30', zone: 'America/Vancouver' },
            endsAt: { days: 24, at: '11:00', zone: 'America/Vancouver' },
            plan: 'Weather call at eight the evening before. Count people, cups and leaves by ten.',
          },
          {
            kind: 'closing',
            name: 'Clearing the table',
            startsAt: { days: 25, at: '09:00', zone: 'America/Vancouver' },
            endsAt: { days: 33, at: '21:00', zone: 'America/Vancouver' },
            plan: 'Publish the figures of all six together.',
          },
        ],
        interactions: [
          {
            kind: 'quiz',
            name: 'Three before you go',
            rules: 'Three cards on the table, answers on the back.',
            entryConditions: 'Anyone at the table.',
            incentive: 'A stamp with the name of the mountain.',
          },
        ],
        rewards: [
          {
            kind: 'gift',
            name: 'One cold brew',
            quantity: 300,
            value: 'CA$2',
            conditions: 'In exchange for the leaves you carried down.',
          },
        ],
      },
    },
  ],
};
