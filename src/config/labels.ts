/**
 * What people read instead of attribute names and enumeration values, in the three languages of the admin; the guest's page
 * is told of them too. Strapi looks up `content-manager.content-types.<uid>.<attribute>`,
 * `content-manager.components.<uid>.<attribute>`, the bare value of an enumeration and the display name of a type or a
 * component.
 */
type Label = readonly [english: string, simplified: string, traditional: string];
type Labels = Readonly<Record<string, Label>>;

const CONTENT_TYPES: Readonly<Record<string, Labels>> = {
  'api::post.post': {
    title: ['Title', '标题', '標題'],
    slug: ['Web address', '网址标识', '網址代稱'],
    summary: ['Summary', '摘要', '摘要'],
    body: ['Text', '正文', '內文'],
    cover: ['Cover', '封面', '封面'],
    gallery: ['Gallery', '图集', '圖集'],
    form: ['Form', '形式', '形式'],
    tone: ['Tone', '风格', '風格'],
    planDate: ['Planned for (publishes nothing)', '计划日期（不自动发布）', '計畫日期（不自動發布）'],
    topic: ['Topic', '主题', '主題'],
    audience: ['Audience', '目标受众', '目標受眾'],
    tags: ['Tags', '标签', '標籤'],
    activity: ['Activity', '所属活动', '所屬活動'],
    kols: ['KOLs', '合作达人', '合作 KOL'],
    submission: ['Adopted from submission', '来自用户投稿', '採用自投稿'],
    platformAdaptations: ['Platform adaptations', '各平台版本', '各平台版本'],
    trackedLinks: ['Tracked links', '追踪链接', '追蹤連結'],
    seo: ['Search engines', '搜索引擎', '搜尋引擎'],
  },
  'api::activity.activity': {
    title: ['Title', '标题', '標題'],
    slug: ['Web address', '网址标识', '網址代稱'],
    theme: ['Theme', '创意主题', '創意主題'],
    emotionalHook: ['Emotional hook', '情感共鸣点', '情感共鳴點'],
    summary: ['Summary', '摘要', '摘要'],
    cover: ['Cover', '封面', '封面'],
    ownerName: ['Owner', '负责人', '負責人'],
    startsAt: ['Starts', '开始时间', '開始時間'],
    endsAt: ['Ends', '结束时间', '結束時間'],
    timezone: ['Time zone', '时区', '時區'],
    placeKind: ['Online or offline', '线上或线下', '線上或線下'],
    place: ['Place', '地点', '地點'],
    goal: ['Goal (internal)', '目标（内部）', '目標（內部）'],
    targets: ['Targets (internal)', '量化指标（内部）', '量化指標（內部）'],
    phases: ['Phases', '阶段', '階段'],
    participation: ['How to take part', '参与方式', '參與方式'],
    rules: ['Rules', '活动规则', '活動規則'],
    interactions: ['Interactions', '互动玩法', '互動方式'],
    rewards: ['Rewards', '奖励', '獎勵'],
    budget: ['Budget (internal)', '预算（内部）', '預算（內部）'],
    contingencyPlan: ['Contingency plan (internal)', '应急预案（内部）', '應變計畫（內部）'],
    kols: ['KOLs', '合作达人', '合作 KOL'],
    posts: ['Posts', '内容', '內容'],
    submissions: ['Submissions', '用户投稿', '用戶投稿'],
    submissionsFrom: ['Who may send something in (internal)', '谁可以投稿（内部）', '誰可以投稿（內部）'],
  },
  'api::kol.kol': {
    name: ['Name', '姓名', '姓名'],
    slug: ['Web address', '网址标识', '網址代稱'],
    kind: ['Kind', '类型', '類型'],
    avatar: ['Portrait', '头像', '頭像'],
    bio: ['About', '简介', '簡介'],
    niches: ['Fields', '擅长领域', '擅長領域'],
    socialAccounts: ['Social accounts', '社交账号', '社群帳號'],
    cooperation: ['Cooperation (internal)', '合作情况（内部）', '合作情況（內部）'],
    activities: ['Activities', '参与活动', '參與活動'],
    posts: ['Posts', '相关内容', '相關內容'],
  },
  'api::submission.submission': {
    title: ['Title', '标题', '標題'],
    language: ['Language', '语言', '語言'],
    text: ['Text', '正文', '內文'],
    images: ['Images', '图片', '圖片'],
    links: ['Links', '链接', '連結'],
    contributorName: ['Name to credit', '署名', '署名'],
    contributorEmail: ['E-mail (never public)', '邮箱（不公开）', '電子郵件（不公開）'],
    member: ['Member', '会员', '會員'],
    source: ['Came in by', '来源渠道', '來源管道'],
    consentGiven: ['Consent given', '已同意授权', '已同意授權'],
    rightsStatementVersion: ['Rights statement, version', '授权说明版本', '授權說明版本'],
    imagesDigest: ['Fingerprint of the pictures', '图片指纹', '圖片指紋'],
    activity: ['Activity', '所属活动', '所屬活動'],
    posts: ['Adopted in', '被采用于', '被採用於'],
  },
};

const COMPONENTS: Readonly<Record<string, Labels>> = {
  'shared.tag': { name: ['Tag', '标签', '標籤'] },
  'shared.link': { label: ['Label', '名称', '名稱'], url: ['Address', '网址', '網址'] },
  'shared.seo': {
    metaTitle: ['Title for search results', '搜索结果标题', '搜尋結果標題'],
    metaDescription: ['Description for search results', '搜索结果描述', '搜尋結果描述'],
    shareImage: ['Image for shared links', '分享图', '分享圖'],
  },
  'marketing.platform-adaptation': {
    platform: ['Platform', '平台', '平台'],
    title: ['Title there', '该平台标题', '該平台標題'],
    text: ['Text there', '该平台文案', '該平台文案'],
    note: ['Note to whoever posts it', '给发布者的备注', '給發布者的備註'],
  },
  'marketing.tracked-link': {
    kind: ['Leads to', '目标类型', '目標類型'],
    label: ['Label', '名称', '名稱'],
    url: ['Address or mini-program path', '网址或小程序路径', '網址或小程序路徑'],
  },
  'marketing.target': {
    metric: ['Metric', '指标', '指標'],
    unit: ['Unit', '单位', '單位'],
    baseline: ['Now', '当前值', '目前值'],
    targetValue: ['Target', '目标值', '目標值'],
    dueOn: ['By', '截止日期', '截止日期'],
  },
  'marketing.phase': {
    kind: ['Phase', '阶段', '階段'],
    name: ['Name', '名称', '名稱'],
    startsAt: ['Starts', '开始时间', '開始時間'],
    endsAt: ['Ends', '结束时间', '結束時間'],
    plan: ['What happens', '具体安排', '具體安排'],
  },
  'marketing.interaction': {
    kind: ['Kind', '类型', '類型'],
    name: ['Name', '名称', '名稱'],
    rules: ['Rules', '规则', '規則'],
    entryConditions: ['Who may enter', '参与条件', '參加條件'],
    incentive: ['Incentive', '激励', '激勵'],
  },
  'marketing.reward': {
    kind: ['Kind', '类型', '類型'],
    name: ['Name', '名称', '名稱'],
    quantity: ['How many', '数量', '數量'],
    value: ['Worth', '价值', '價值'],
    conditions: ['For what', '领取条件', '領取條件'],
  },
  'marketing.budget-line': {
    kind: ['Kind', '类型', '類型'],
    item: ['Item', '项目', '項目'],
    plannedAmount: ['Planned', '预算金额', '預算金額'],
    actualAmount: ['Spent', '实际支出', '實際支出'],
    currency: ['Currency (ISO 4217)', '币种（ISO 4217）', '幣別（ISO 4217）'],
  },
  'marketing.social-account': {
    platform: ['Platform', '平台', '平台'],
    handle: ['Handle', '账号', '帳號'],
    url: ['Address', '主页链接', '首頁連結'],
    followers: ['Followers', '粉丝数', '追蹤人數'],
    measuredOn: ['Measured on', '统计日期', '統計日期'],
    source: ['Source of the number', '数据来源', '數據來源'],
  },
  'marketing.cooperation': {
    relationship: ['Relationship', '合作状态', '合作狀態'],
    strategy: ['Strategy', '协同策略', '協同策略'],
    incentive: ['Incentive', '激励', '激勵'],
    contact: ['Contact (never public)', '联系方式（不公开）', '聯絡方式（不公開）'],
  },
};

const VALUES: Labels = {
  text: ['Text', '图文', '圖文'],
  image: ['Image', '图片', '圖片'],
  video: ['Video', '视频', '影片'],
  audio: ['Audio', '音频', '音訊'],
  interactive: ['Interactive', '互动', '互動'],

  friendly: ['Friendly', '亲切', '親切'],
  humorous: ['Humorous', '幽默', '幽默'],
  emotional: ['Emotional', '感性', '感性'],
  inspiring: ['Inspiring', '鼓舞', '鼓舞'],
  informative: ['Informative', '知识', '知識'],
  authoritative: ['Authoritative', '权威', '權威'],
  solemn: ['Solemn', '郑重', '鄭重'],

  online: ['Online', '线上', '線上'],
  offline: ['Offline', '线下', '線下'],
  hybrid: ['Online and offline', '线上线下', '線上線下'],

  members: ['Members', '会员', '會員'],
  guests: ['Members and guests', '会员与访客', '會員與訪客'],
  nobody: ['Nobody', '不开放', '不開放'],

  warm_up: ['Warm-up', '预热期', '預熱期'],
  live: ['Live', '正式期', '正式期'],
  closing: ['Closing', '收尾期', '收尾期'],

  quiz: ['Quiz', '问答', '問答'],
  vote: ['Vote', '投票', '投票'],
  topic: ['Topic', '话题讨论', '話題討論'],
  lottery: ['Lottery', '抽奖', '抽獎'],
  check_in: ['Check-in', '打卡', '打卡'],
  challenge: ['Challenge', '挑战赛', '挑戰賽'],
  collection: ['Collection of works', '作品征集', '作品徵集'],

  points: ['Points', '积分', '點數'],
  coupon: ['Coupon', '优惠券', '優惠券'],
  gift: ['Gift', '礼品', '禮品'],
  benefit: ['Benefit', '权益', '權益'],

  people: ['People', '人力', '人力'],
  material: ['Material', '物力', '物力'],
  money: ['Money', '财力', '財力'],

  shop: ['Shop', '店铺', '商店'],
  mini_program: ['Mini program', '小程序', '小程序'],
  qr: ['QR code', '二维码', 'QR 碼'],
  article: ['Article', '文章', '文章'],

  kol: ['Opinion leader', '意见领袖', '意見領袖'],
  ambassador: ['Brand ambassador', '品牌大使', '品牌大使'],
  creator: ['Creator', '创作者', '創作者'],

  prospect: ['Prospect', '待接触', '待接觸'],
  contacted: ['Contacted', '已接触', '已接觸'],
  negotiating: ['Negotiating', '洽谈中', '洽談中'],
  cooperating: ['Cooperating', '合作中', '合作中'],
  paused: ['Paused', '暂停', '暫停'],
  ended: ['Ended', '已结束', '已結束'],

  'zh-Hant': ['Traditional Chinese', '繁体中文', '繁體中文'],
  'zh-Hans': ['Simplified Chinese', '简体中文', '簡體中文'],
  en: ['English', '英文', '英文'],

  web_form: ['Web form', '网页表单', '網頁表單'],
  app: ['App', '应用', '應用程式'],
  chat_group: ['Chat group', '社群群聊', '社群聊天'],
  email_inbox: ['E-mail inbox', '邮箱', '電子信箱'],
  event_booth: ['Event booth', '活动现场', '活動現場'],
  social_mention: ['Social mention', '社交媒体提及', '社群提及'],

  wechat_official: ['WeChat official account', '微信公众号', '微信公眾號'],
  wechat_group: ['WeChat group', '微信群', '微信群'],
  wecom: ['WeCom', '企业微信', '企業微信'],
  feishu: ['Feishu / Lark', '飞书', '飛書'],
  dingtalk: ['DingTalk', '钉钉', '釘釘'],
  weibo: ['Weibo', '微博', '微博'],
  douyin: ['Douyin', '抖音', '抖音'],
  zhihu: ['Zhihu', '知乎', '知乎'],
  xiaohongshu: ['Xiaohongshu', '小红书', '小紅書'],
  qq_group: ['QQ group', 'QQ 群', 'QQ 群'],
  forum: ['Forum', '论坛', '論壇'],
  bilibili: ['Bilibili', '哔哩哔哩', '嗶哩嗶哩'],
  facebook: ['Facebook', 'Facebook', 'Facebook'],
  instagram: ['Instagram', 'Instagram', 'Instagram'],
  x: ['X', 'X', 'X'],
  telegram: ['Telegram', 'Telegram', 'Telegram'],
  discord: ['Discord', 'Discord', 'Discord'],
  slack: ['Slack', 'Slack', 'Slack'],
  mastodon: ['Mastodon', 'Mastodon', 'Mastodon'],
  bluesky: ['Bluesky', 'Bluesky', 'Bluesky'],
  linkedin: ['LinkedIn', '领英', 'LinkedIn'],
  reddit: ['Reddit', 'Reddit', 'Reddit'],
  email: ['E-mail', '邮件', '電子郵件'],
  website: ['Website', '官网', '官網'],

  impressions: ['Impressions', '曝光量', '曝光數'],
  page_views: ['Page views', '浏览量', '瀏覽量'],
  reach: ['Reach', '触达人数', '觸及人數'],
  shares: ['Shares', '转发', '分享'],
  likes: ['Likes', '点赞', '按讚'],
  comments: ['Comments', '评论', '留言'],
  participants: ['Participants', '参与人数', '參與人數'],
  participation_rate: ['Participation rate', '参与率', '參與率'],
  submissions: ['Submissions', '投稿数', '投稿數'],
  clicks: ['Clicks', '点击量', '點擊數'],
  click_through_rate: ['Click-through rate', '点击率', '點擊率'],
  registrations: ['Registrations', '注册数', '註冊數'],
  purchases: ['Purchases', '购买数', '購買數'],
  conversion_rate: ['Conversion rate', '转化率', '轉換率'],
  sales: ['Sales', '销售额', '銷售額'],
  roi: ['Return on investment', '投资回报率', '投資報酬率'],
  retention_rate: ['Retention', '留存率', '留存率'],
  churn_rate: ['Churn', '流失率', '流失率'],
  repeat_purchase_rate: ['Repeat purchase', '复购率', '回購率'],
  mentions: ['Mentions', '提及量', '提及數'],
  satisfaction: ['Satisfaction', '满意度', '滿意度'],
};

const DISPLAY_NAMES: Labels = {
  Post: ['Posts', '内容', '內容'],
  Activity: ['Activities', '活动', '活動'],
  KOL: ['KOLs', '达人资源库', 'KOL 資源庫'],
  Submission: ['Submissions', '用户投稿', '用戶投稿'],
  User: ['Members', '会员', '會員'],

  'Budget line': ['Budget line', '预算项', '預算項目'],
  Cooperation: ['Cooperation', '合作情况', '合作情況'],
  Interaction: ['Interaction', '互动玩法', '互動方式'],
  Phase: ['Phase', '阶段', '階段'],
  'Platform adaptation': ['Platform adaptation', '平台版本', '平台版本'],
  Reward: ['Reward', '奖励', '獎勵'],
  'Social account': ['Social account', '社交账号', '社群帳號'],
  Target: ['Target', '量化指标', '量化指標'],
  'Tracked link': ['Tracked link', '追踪链接', '追蹤連結'],
  Link: ['Link', '链接', '連結'],
  'Search engines': ['Search engines', '搜索引擎', '搜尋引擎'],
  Tag: ['Tag', '标签', '標籤'],
};

/** The names that this application's own workflow configuration gives to review steps and reasons. */
const WORKFLOW: Readonly<Record<string, Labels>> = {
  step: {
    editorial: ['Editorial', '编辑审核', '編輯審核'],
    brand: ['Brand and legal', '品牌与法务', '品牌與法務'],
    moderation: ['Moderation', '社区审核', '社群審核'],
  },
  reason: {
    dangerous: ['Dangerous', '存在危险', '具有危險'],
  },
};

const prefixed = (prefix: string, models: Readonly<Record<string, Labels>>): [string, Label][] =>
  Object.entries(models).flatMap(([uid, labels]) =>
    Object.entries(labels).map(([attribute, label]): [string, Label] => [`${prefix}.${uid}.${attribute}`, label]),
  );

const ALL: readonly [string, Label][] = [
  ...prefixed('content-manager.content-types', CONTENT_TYPES),
  ...prefixed('content-manager.components', COMPONENTS),
  ...prefixed('content-workflow', WORKFLOW),
  ...Object.entries(VALUES),
  ...Object.entries(DISPLAY_NAMES),
];

const column = (index: 0 | 1 | 2): Record<string, string> => Object.fromEntries(ALL.map(([id, label]) => [id, label[index]]));

/** Labels by admin language, in which `zh` is Traditional Chinese. */
export const labels: Readonly<Record<'en' | 'zh-Hans' | 'zh', Readonly<Record<string, string>>>> = {
  en: column(0),
  'zh-Hans': column(1),
  zh: column(2),
};
