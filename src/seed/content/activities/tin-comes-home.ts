import type { SeedActivity } from '../types';

export const tinComesHome: SeedActivity = {
  key: 'tin-comes-home',
  startsAt: { days: -20, at: '10:00', zone: 'Asia/Taipei' },
  endsAt: { days: 40, at: '22:00', zone: 'Asia/Taipei' },
  timezone: 'Asia/Taipei',
  placeKind: 'hybrid',
  goal: '讓回家罐真的回家：六十天內收回兩成已售出的茶罐，並讓一半交回空罐的人在三十天內再買一次補充包。',
  targets: [
    { metric: 'participants', unit: '人', baseline: 0, targetValue: 3000, dueOn: { days: 40 } },
    { metric: 'repeat_purchase_rate', unit: '%', baseline: 31, targetValue: 45, dueOn: { days: 70 } },
    { metric: 'satisfaction', unit: '/ 5', baseline: 4.2, targetValue: 4.5, dueOn: { days: 45 } },
  ],
  budget: [
    { kind: 'people', item: '十二個收罐點的週末人力', plannedAmount: 96000, actualAmount: 41500, currency: 'TWD' },
    { kind: 'material', item: '回收木箱與清洗耗材', plannedAmount: 54000, actualAmount: 52180, currency: 'TWD' },
    { kind: 'money', item: '七个续茶点的场地押金', plannedAmount: 14000, actualAmount: 14000, currency: 'CNY' },
    { kind: 'money', item: 'Return postage, British Columbia', plannedAmount: 2400, actualAmount: 860, currency: 'CAD' },
  ],
  contingencyPlan:
    '收罐點爆滿：當日停收並在地圖上標灰，改發可郵寄的回收袋。罐內發現異物：整批退出清洗線，拍照留存並通知品保。單日退件超過兩百：客服加開晚班，補充包的折價期限順延七天。',
  owner: 'tsai-peishan',
  kols: ['ayuan', 'xiaoman'],
  cover: { scene: 'ridges', palette: 'forest', alt: 'Layered green ridges under a pale sun' },
  localizations: [
    {
      locale: 'zh-Hant',
      author: 'tsai-peishan',
      standing: { stage: 'published' },
      content: {
        title: '空罐回家',
        slug: 'tin-comes-home-tw',
        theme: '一只罐子走十趟山',
        emotionalHook: '有些東西跟著你走過很遠的路，丟掉的時候手會停一下。這個活動是為了那一下。',
        summary: '把喝完的回家罐帶到收罐點或寄回來，我們洗淨、檢查、重新裝茶，再讓它跟下一個人上山。',
        place: '全台十二個收罐點，以及郵寄',
        participation:
          '一、把空罐擦乾，罐底的編號留著。\n二、到任一收罐點投進木箱，或在會員頁申請免費回收袋寄回。\n三、掃木箱上的條碼登記編號，點數當天入帳。\n四、想知道罐子後來去了哪裡，登記時勾選「告訴我它的下一站」。',
        rules:
          '每個編號只計一次。罐身凹陷沒有關係，罐口變形或有異味的會改作材料回收，仍給一半點數。點數不能轉讓或兌換現金。偽造編號者取消資格並收回點數，有疑問可在十四天內申訴。',
        phases: [
          {
            kind: 'warm_up',
            name: '找罐子',
            startsAt: { days: -34, at: '10:00', zone: 'Asia/Taipei' },
            endsAt: { days: -21, at: '22:00', zone: 'Asia/Taipei' },
            plan: '請會員拍下家裡的舊罐子與編號，收集「它現在裝什麼」的故事；收罐點名單分三次公布。',
          },
          {
            kind: 'live',
            name: '回家的路',
            startsAt: { days: -20, at: '10:00', zone: 'Asia/Taipei' },
            endsAt: { days: 30, at: '22:00', zone: 'Asia/Taipei' },
            plan: '每週五更新收罐地圖與累計數字。阿淵帶的三支隊伍在登山口示範交罐。第三週公布第一批重新上路的罐子。',
          },
          {
            kind: 'closing',
            name: '數罐子',
            startsAt: { days: 31, at: '10:00', zone: 'Asia/Taipei' },
            endsAt: { days: 40, at: '22:00', zone: 'Asia/Taipei' },
            plan: '公開收回、重用、報廢三個數字，報廢的原因逐項說明。寄出「下一站」通知，回收問卷。',
          },
        ],
        interactions: [
          {
            kind: 'collection',
            name: '它現在裝什麼',
            rules: '上傳一張舊罐子的照片，寫三句以內的話。照片裡有其他人時，請先得到同意。',
            entryConditions: '會員，且罐底編號可辨識。',
            incentive: '錄用者得補充包一包，並在文章裡署名。',
          },
        ],
        rewards: [
          {
            kind: 'points',
            name: '回家點數',
            value: '每罐 200 點',
            conditions: '編號登記成功後當日入帳；罐口變形者 100 點。',
          },
          {
            kind: 'coupon',
            name: '補充包折價券',
            quantity: 3000,
            value: 'NT$60',
            conditions: '交罐後三十天內使用，一罐一張，可與會員價併用。',
          },
          {
            kind: 'gift',
            name: '十趟紀念罐',
            quantity: 40,
            value: '限量，不販售',
            conditions: '同一編號第十次回家時，送給交罐的人。',
          },
        ],
      },
    },
    {
      locale: 'zh-Hans',
      author: 'chen-siyu',
      standing: { stage: 'published' },
      content: {
        title: '空罐回家',
        slug: 'tin-comes-home-cn',
        theme: '一只罐子走十趟山',
        emotionalHook: '有些东西陪你走过很远的路，扔的时候手会停一下。我们想接住那一下。',
        summary: '把喝完的回家罐送到续茶点，当场续上新茶，也可以寄回来，由我们清洗、检查，再陪下一个人进山。',
        place: '杭州七个续茶点，全国可寄回',
        participation:
          '一、空罐擦干，保留罐底编号。\n二、到任一续茶点投进木箱，或在小程序里申请回收袋寄回。\n三、扫木箱上的码登记编号，积分当天到账。\n四、想当场续茶，出示登记成功页面即可，续茶价见各点公示。',
        rules:
          '每个编号只计一次。罐身磕碰不影响，罐口变形或有异味的改作材料回收，仍给一半积分。积分不可转让、不可兑换现金。伪造编号取消资格并收回积分，有异议可在十四天内申诉。',
        phases: [
          {
            kind: 'warm_up',
            name: '找罐子',
            startsAt: { days: -34, at: '10:00', zone: 'Asia/Shanghai' },
            endsAt: { days: -21, at: '22:00', zone: 'Asia/Shanghai' },
            plan: '在三个微信群里征集旧罐子的照片，续茶点名单分三次公布，每次带一位店主的小故事。',
          },
          {
            kind: 'live',
            name: '续上这一罐',
            startsAt: { days: -20, at: '10:00', zone: 'Asia/Shanghai' },
            endsAt: { days: 30, at: '22:00', zone: 'Asia/Shanghai' },
            plan: '每周五更新续茶点营业时间。小满拍一条带孩子交罐的短视频。遇台风或高温，提前一天发闭点通知。',
          },
          {
            kind: 'closing',
            name: '数罐子',
            startsAt: { days: 31, at: '10:00', zone: 'Asia/Shanghai' },
            endsAt: { days: 40, at: '22:00', zone: 'Asia/Shanghai' },
            plan: '公布收回、续茶、报废三组数字和原因，给每个续茶点寄一封感谢信。',
          },
        ],
        interactions: [
          {
            kind: 'topic',
            name: '它现在装什么',
            rules: '在群里或小红书带话题发一张旧罐子的照片。出现他人面部的，请先征得同意。',
            entryConditions: '关注公众号并绑定会员。',
            incentive: '录用者得补充包一包并署名。',
          },
        ],
        rewards: [
          {
            kind: 'points',
            name: '回家积分',
            value: '每罐 200 分',
            conditions: '登记成功当日到账；罐口变形的 100 分。',
          },
          {
            kind: 'coupon',
            name: '续茶券',
            quantity: 2000,
            value: '¥15',
            conditions: '交罐后三十天内有效，一罐一张。',
          },
        ],
      },
    },
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: { stage: 'published' },
      content: {
        title: 'Bring the Tin Home',
        slug: 'bring-the-tin-home',
        theme: 'One tin, ten mountains',
        emotionalHook: 'Some things have walked so far with you that your hand stops over the bin. This is for that moment.',
        summary: 'Post your empty tin back or drop it at a partner shop. We wash it, check it, fill it and send it up another hill.',
        place: 'Four partner shops in British Columbia, or by post from anywhere in Canada',
        participation:
          '1. Wipe the tin dry and leave the number on its base.\n2. Drop it in the wooden box at a partner shop, or ask for a prepaid bag on your member page.\n3. Scan the code on the box to register the number. Points arrive the same day.\n4. Tick “tell me where it goes next” if you would like to know.',
        rules:
          'Each number counts once. Dents are fine. A bent rim or a smell means the tin becomes scrap metal and earns half the points. Points cannot be sold or turned into money. A forged number loses the points; you can appeal within fourteen days.',
        phases: [
          {
            kind: 'warm_up',
            name: 'Find the tin',
            startsAt: { days: -34, at: '09:00', zone: 'America/Vancouver' },
            endsAt: { days: -21, at: '21:00', zone: 'America/Vancouver' },
            plan: 'Ask the Discord what their old tins hold now. Announce the four shops one by one, each with its owner.',
          },
          {
            kind: 'live',
            name: 'The way back',
            startsAt: { days: -20, at: '09:00', zone: 'America/Vancouver' },
            endsAt: { days: 30, at: '21:00', zone: 'America/Vancouver' },
            plan: 'A running count every Friday. In week three, introduce the first tins that are out again.',
          },
          {
            kind: 'closing',
            name: 'Counting',
            startsAt: { days: 31, at: '09:00', zone: 'America/Vancouver' },
            endsAt: { days: 40, at: '21:00', zone: 'America/Vancouver' },
            plan: 'Publish three numbers, returned, reused and scrapped, with the reasons for the third. Send the survey.',
          },
        ],
        interactions: [
          {
            kind: 'collection',
            name: 'What it holds now',
            rules: 'One photo of an old tin and up to three sentences. Ask first if other people are in the picture.',
            entryConditions: 'Members, with a readable number.',
            incentive: 'A refill pouch and a credit for each one we publish.',
          },
        ],
        rewards: [
          {
            kind: 'points',
            name: 'Homeward points',
            value: '200 a tin',
            conditions: 'The same day once the number is registered; 100 for a bent rim.',
          },
          {
            kind: 'coupon',
            name: 'Refill voucher',
            quantity: 600,
            value: 'CA$4',
            conditions: 'Within thirty days of returning, one a tin.',
          },
        ],
      },
    },
  ],
};
