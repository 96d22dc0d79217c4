import type { PolicyWords } from './words';

export const ZH_HANS: PolicyWords = {
  violations: {
    illegal: { name: '违法信息', rule: '不得发布法律禁止的内容：武器、毒品、诈骗、涉及未成年人的色情、煽动暴力等。', example: '兜售伪造的身份证件并留下联系方式。' },
    'unfriendly.contempt': { name: '轻蔑', rule: '不得贬低他人的价值。', example: '“你这种人不配待在这里。”' },
    'unfriendly.mockery': { name: '嘲讽', rule: '不得拿他人的身份、长相或短处取笑。', example: '恶搞成员的照片来嘲笑其长相。' },
    'unfriendly.provocation': { name: '挑衅', rule: '不得发布只为挑起争吵的内容。', example: '在另一位成员的每条意见下重复同一句挑衅的话。' },
    'unfriendly.humiliation': { name: '羞辱', rule: '不得当众羞辱他人。', example: '公开成员的私人倾诉以令其难堪。' },
    'unfriendly.abuse': { name: '辱骂', rule: '不得辱骂他人或对人说脏话。', example: '用污言秽语称呼其他成员。' },
    'unfriendly.defamation': { name: '诽谤', rule: '不得散布损害他人名誉的不实内容。', example: '毫无依据地说“这家店主是小偷”。' },
    'unfriendly.discrimination': { name: '歧视', rule: '不得因地域、性别、信仰、年龄、疾病或残障攻击他人。', example: '“那个地方的人不该接待。”' },
    'unfriendly.threat': { name: '威胁', rule: '不得威胁他人。', example: '“我知道你住哪儿，你等着。”' },
    'spam-ad': { name: '垃圾广告', rule: '不得发布未经允许的广告：推广返利或欺骗性链接、多账号协同、用符号或图片规避审核。', example: '一篇“测评”只为留下“低价货源”的联系方式，字与字之间还夹着星号。' },
    'vulgar-sexual': { name: '低俗色情', rule: '不得发布色情、性招揽及低俗内容。', example: '配上挑逗图片，招揽付费聊天。' },
    'false-information': { name: '虚假信息', rule: '不得捏造内容：伪造体验、虚假宣称、冒充他人。', example: '盗用他人照片，以买家身份夸赞产品。' },
    superstition: { name: '封建迷信', rule: '不得算命占卜或宣称超自然的帮助。', example: '兜售据说能治病的护身符。' },
    clickbait: { name: '标题党', rule: '标题须与内容一致。', example: '标题写“永久停业！”，内文只是休息一天。' },
    'fandom-chaos': { name: '饭圈乱象', rule: '不得诱导未成年人集资打投，不得引战网暴、曝光隐私、使用水军小号。', example: '号召粉丝刷屏某人的评论区，并公布其电话号码。' },
    'other-harm': { name: '其他有害内容', rule: '不得发布其他伤害他人的内容：引人模仿的危险行为、拿灾难取乐。', example: '教人爬高压电塔“看风景”。' },
    'account.cheat-registration': { name: '欺骗手段获取账号', rule: '账号属于以真实资料注册的本人。', example: '用他人的邮箱注册账号。' },
    'account.multi-account': { name: '使用多个账号', rule: '不得用多个账号规避规则或冒充多人。', example: '用六个账号给自己的作品投票。' },
  },
  severities: { minor: '轻微', moderate: '一般', serious: '严重', extreme: '极其严重' },
  aggravators: { 'minor-harm': '伤害或危及未成年人', 'cheat-registration': '账号以欺骗手段获取', 'multi-account': '使用了多个账号' },
  steps: { 0: '警告', 1: '禁言 1 天', 2: '禁言 7 天', 3: '禁言 15 天', 4: '永久禁言', 5: '封禁账号' },
  detections: { patrol: '管理员巡查发现', report: '社区成员举报', auto: '自动规则发现', submission: '审核投稿时发现' },
};
