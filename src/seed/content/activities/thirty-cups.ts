import type { SeedActivity } from '../types';

export const thirtyCups: SeedActivity = {
  key: 'thirty-cups',
  startsAt: { days: -58, at: '06:00', zone: 'Asia/Shanghai' },
  endsAt: { days: -22, at: '23:00', zone: 'Asia/Shanghai' },
  timezone: 'Asia/Shanghai',
  placeKind: 'online',
  goal: '三十天里让五千位会员养成自带一瓶冷泡的习惯，用真实打卡换来可以复用的用户内容，而不是一次性的曝光。',
  targets: [
    { metric: 'participants', unit: '人', baseline: 1240, targetValue: 5000, dueOn: { days: -28 } },
    { metric: 'participation_rate', unit: '%', baseline: 18, targetValue: 35, dueOn: { days: -28 } },
    { metric: 'submissions', unit: '篇', baseline: 90, targetValue: 400, dueOn: { days: -22 } },
    { metric: 'sales', unit: 'CNY', baseline: 186000, targetValue: 260000, dueOn: { days: -22 } },
  ],
  budget: [
    { kind: 'people', item: '社群值班三十天', plannedAmount: 24000, actualAmount: 26400, currency: 'CNY' },
    { kind: 'money', item: '小满短视频四条', plannedAmount: 32000, actualAmount: 32000, currency: 'CNY' },
    { kind: 'material', item: '满杯徽章与邮费', plannedAmount: 9800, actualAmount: 11260, currency: 'CNY' },
  ],
  contingencyPlan:
    '打卡系统故障超过一小时：当天自动补签，不需要会员申请。出现刷卡：先冻结积分再人工核对，不在群里点名。高温红色预警：当日文案改为补水与防暑提醒，停发一切催促打卡的消息。',
  owner: 'zhao-lihang',
  kols: ['suyu', 'xiaoman'],
  cover: { scene: 'rings', palette: 'lake', alt: 'Rings of cool blue around a warm centre' },
  localizations: [
    {
      locale: 'zh-Hans',
      author: 'zhao-lihang',
      standing: { stage: 'closed', retrospective: 'thirty-cups' },
      content: {
        title: '三十杯挑战',
        slug: 'thirty-cups-cn',
        theme: '三十天，每天自带一瓶',
        emotionalHook: '坚持这件事，有人一起会轻一点。你不用每天都赢，第二天记得再泡一瓶就好。',
        summary: '前一晚泡好，第二天带出门，拍一张就算一杯。断了不清零，三十杯喝完有徽章，也有一群还在喝的人。',
        place: '微信群与小程序',
        participation:
          '一、前一晚按比例泡好，放进冰箱。\n二、出门后拍一张杯子和你所在的地方，上传小程序。\n三、一天最多一杯，断了不清零。\n四、满十杯、二十杯、三十杯各解锁一次奖励。',
        rules:
          '照片须为当天拍摄，不要求露脸。代打卡、重复使用图片的当杯作废，三次以上取消资格。任何人不得以打卡名义推销其他产品。对判定有异议，可在群公告的表单申诉，四十八小时内答复。',
        phases: [
          {
            kind: 'warm_up',
            name: '选一只瓶子',
            startsAt: { days: -65, at: '08:00', zone: 'Asia/Shanghai' },
            endsAt: { days: -59, at: '22:00', zone: 'Asia/Shanghai' },
            plan: '发布冷泡比例文章，素语答疑一晚，群里征集大家的瓶子。',
          },
          {
            kind: 'live',
            name: '三十天',
            startsAt: { days: -58, at: '06:00', zone: 'Asia/Shanghai' },
            endsAt: { days: -28, at: '23:00', zone: 'Asia/Shanghai' },
            plan: '每天早上七点一句提醒，周三讲一个用户故事，周日公布进度。第十五天专门写给断掉的人。',
          },
          {
            kind: 'closing',
            name: '最后一杯',
            startsAt: { days: -27, at: '08:00', zone: 'Asia/Shanghai' },
            endsAt: { days: -22, at: '23:00', zone: 'Asia/Shanghai' },
            plan: '寄徽章，评选十篇打卡日记改写成文章，发问卷。',
          },
        ],
        interactions: [
          {
            kind: 'check_in',
            name: '每日一杯',
            rules: '当天拍摄，一天一杯，断了不清零。',
            entryConditions: '会员，开始前加入任一挑战群。',
            incentive: '每杯 20 积分，满十杯加赠试饮装。',
          },
          {
            kind: 'vote',
            name: '最想带走的一瓶',
            rules: '第二十天从入围照片里每人投三票，可改票，截止后公布。',
            entryConditions: '已打卡十杯以上。',
            incentive: '前三名的照片做成下一季包装内页。',
          },
        ],
        rewards: [
          { kind: 'points', name: '打卡积分', value: '每杯 20 分', conditions: '次日凌晨到账。' },
          {
            kind: 'gift',
            name: '满杯徽章',
            quantity: 1200,
            value: '成本价 ¥6.8',
            conditions: '三十杯完成者，每人一枚，包邮。',
          },
          {
            kind: 'benefit',
            name: '新品先喝',
            value: '提前七天',
            conditions: '完成者进入试饮名单，一年有效，可随时退出。',
          },
        ],
      },
    },
    {
      locale: 'zh-Hant',
      author: 'lin-yuwei',
      standing: { stage: 'retrospective', retrospective: 'thirty-cups' },
      content: {
        title: '三十杯挑戰',
        slug: 'thirty-cups-tw',
        theme: '三十天，每天自己帶一瓶',
        emotionalHook: '堅持這件事，有人一起會輕一點。你不用每天都贏，隔天記得再泡一瓶就好。',
        summary: '前一晚泡好，隔天帶出門，拍一張就算一杯。中斷不歸零，喝滿三十杯有徽章，也有一群還在喝的人。',
        place: '臉書社團與會員頁',
        participation:
          '一、前一晚照比例泡好，放進冰箱。\n二、出門後拍下杯子和你在的地方，上傳到會員頁。\n三、一天最多一杯，中斷不歸零。\n四、滿十杯、二十杯、三十杯各解鎖一次獎勵。',
        rules:
          '照片須為當天拍攝，不需露臉。代打卡或重複使用照片者該杯作廢，三次以上取消資格。不得藉打卡推銷其他商品。對判定有疑問，可用社團公告的表單申訴，四十八小時內回覆。',
        phases: [
          {
            kind: 'warm_up',
            name: '選一只瓶子',
            startsAt: { days: -65, at: '08:00', zone: 'Asia/Taipei' },
            endsAt: { days: -59, at: '22:00', zone: 'Asia/Taipei' },
            plan: '發布冷泡比例文章，社團徵求大家的瓶子，回答前五十個問題。',
          },
          {
            kind: 'live',
            name: '三十天',
            startsAt: { days: -58, at: '06:00', zone: 'Asia/Taipei' },
            endsAt: { days: -28, at: '23:00', zone: 'Asia/Taipei' },
            plan: '每天早上七點一句提醒，週三一則會員故事，第十五天寫給中斷的人。',
          },
          {
            kind: 'closing',
            name: '最後一杯',
            startsAt: { days: -27, at: '08:00', zone: 'Asia/Taipei' },
            endsAt: { days: -22, at: '23:00', zone: 'Asia/Taipei' },
            plan: '寄出徽章，整理十篇打卡日記，回收問卷。',
          },
        ],
        interactions: [
          {
            kind: 'check_in',
            name: '每日一杯',
            rules: '當天拍攝，一天一杯，中斷不歸零。',
            entryConditions: '會員，開始前加入挑戰社團。',
            incentive: '每杯 20 點，滿十杯加贈試飲包。',
          },
        ],
        rewards: [
          { kind: 'points', name: '打卡點數', value: '每杯 20 點', conditions: '隔日凌晨入帳。' },
          {
            kind: 'gift',
            name: '滿杯徽章',
            quantity: 400,
            value: '不販售',
            conditions: '喝滿三十杯者，每人一枚，免運。',
          },
        ],
      },
    },
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: { stage: 'published' },
      content: {
        title: 'Thirty Cups',
        slug: 'thirty-cups',
        theme: 'Thirty days, one bottle from home each day',
        emotionalHook: 'Keeping at it is lighter in company. You need not win every day, only brew again the next.',
        summary: 'Brew the night before, carry it out, take one picture: that is a cup. A missed day costs nothing but the day.',
        place: 'Discord and your member page',
        participation:
          '1. Brew overnight in the fridge, by the ratio.\n2. Photograph the bottle where you are and upload it.\n3. One cup a day. A gap does not reset the count.\n4. Ten, twenty and thirty cups each unlock a reward.',
        rules:
          'Pictures are from the day itself; no faces needed. A borrowed or repeated picture voids that cup, three void the entry. No selling of other products. Ask for a second look with the pinned form; we answer within forty-eight hours.',
        phases: [
          {
            kind: 'warm_up',
            name: 'Pick a bottle',
            startsAt: { days: -65, at: '08:00', zone: 'America/Vancouver' },
            endsAt: { days: -59, at: '21:00', zone: 'America/Vancouver' },
            plan: 'Publish the ratio article, collect bottles in the Discord.',
          },
          {
            kind: 'live',
            name: 'Thirty days',
            startsAt: { days: -58, at: '06:00', zone: 'America/Vancouver' },
            endsAt: { days: -28, at: '23:00', zone: 'America/Vancouver' },
            plan: 'One line at seven each morning, a member’s story on Wednesdays, a note to those who stopped on day fifteen.',
          },
          {
            kind: 'closing',
            name: 'The last cup',
            startsAt: { days: -27, at: '08:00', zone: 'America/Vancouver' },
            endsAt: { days: -22, at: '21:00', zone: 'America/Vancouver' },
            plan: 'Post the badges, edit ten diaries, send the survey.',
          },
        ],
        interactions: [
          {
            kind: 'check_in',
            name: 'A cup a day',
            rules: 'Taken the same day, one a day, gaps allowed.',
            entryConditions: 'Members who joined the challenge channel before day one.',
            incentive: '20 points a cup, and a sample box at ten.',
          },
        ],
        rewards: [
          { kind: 'points', name: 'Check-in points', value: '20 a cup', conditions: 'The next morning.' },
          {
            kind: 'gift',
            name: 'Full-cup badge',
            quantity: 150,
            value: 'Not for sale',
            conditions: 'One for everyone who reaches thirty, postage paid.',
          },
        ],
      },
    },
  ],
};
