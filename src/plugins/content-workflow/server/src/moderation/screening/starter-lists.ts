/**
 * The lists that a team starts with: advertising, contact details and what needs a person at once. They name deeds, not
 * people or groups; insults belong into lists of a team's own, by its own rules and language.
 */
import type { WordListContent } from '../../../../core/moderation/word-lists';

export interface StarterList extends WordListContent {
  readonly key: string;
}

const OWNER = 'moderation';

const list = (key: string, name: string, content: Omit<WordListContent, 'name' | 'minors' | 'expiresAt' | 'owner' | 'retired' | 'allow'> & Partial<WordListContent>): StarterList => ({
  key,
  name,
  minors: false,
  allow: [],
  expiresAt: null,
  owner: OWNER,
  retired: false,
  ...content,
});

export const STARTER_LISTS: readonly StarterList[] = [
  list('contact-invitations', 'Invitations to continue elsewhere', {
    violation: 'spam-ad',
    severity: 'moderate',
    kind: 'normalised',
    terms: [
      '加微信', '加我微信', '加v信', '加vx', '加wx', '加我vx', '加薇信', '微信号', '微信联系', '加qq', '加扣扣', '加我qq', 'qq群', '扣扣群', '加群领取', '进群领取', '扫码进群', '扫码加群', '私聊我', '私信我领取', '联系客服', '添加客服', '加客服', '看我主页', '主页有联系方式', '加我好友领',
      'add me on whatsapp', 'add me on telegram', 'add me on wechat', 'message me on telegram', 'contact me on whatsapp', 'dm me for details', 'join our telegram', 'join my telegram', 'whatsapp group link', 'text me at', 'contact us on telegram',
    ],
    allow: ['微信号称', '官方微信号', '联系客服退票'],
  }),
  list('advertising', 'Advertising and lures', {
    violation: 'spam-ad',
    severity: 'moderate',
    kind: 'normalised',
    terms: [
      '免费领取', '点击领取', '限时抢购', '全网最低价', '厂家直销', '代理加盟', '招代理', '招商加盟', '兼职刷单', '刷单返利', '日赚', '日入过千', '月入过万', '躺赚', '稳赚不赔', '零投资高回报', '在家赚钱', '手机赚钱', '高额返利', '代开发票', '代办信用卡', '无抵押贷款', '秒到账贷款', '网贷口子', '套现', '出售账号', '买粉丝', '刷粉', '刷赞', '涨粉服务', '代写论文', '办证刻章',
      'free money', 'make money fast', 'make money online', 'earn money from home', 'work from home and earn', 'get rich quick', 'guaranteed profit', 'risk free investment', 'double your bitcoin', 'crypto giveaway', 'buy followers', 'buy cheap followers', 'cheap replica watches', 'click here to claim', 'claim your prize', 'you have won', 'limited time offer', 'no credit check loan', 'instant loan approval', 'order now and save', 'buy now cheap', 'free gift card', 'forex signals', 'essay writing service',
    ],
    allow: ['防范刷单返利', '警惕刷单返利', '远离网贷口子', '拒绝套现'],
  }),
  list('gambling', 'Gambling', {
    violation: 'illegal',
    severity: 'serious',
    kind: 'normalised',
    terms: ['网上赌场', '线上赌场', '真人荷官', '澳门赌场', '博彩网站', '博彩平台', '时时彩', '六合彩内幕', '赌球平台', '赌博网站', '百家乐平台', '彩票内幕', 'online casino bonus', 'casino free spins', 'sports betting tips paid', 'baccarat online'],
    allow: ['打击赌博网站', '举报赌博网站', '关停赌博网站'],
  }),
  list('forbidden-goods', 'Forbidden goods and papers', {
    violation: 'illegal',
    severity: 'serious',
    kind: 'normalised',
    terms: ['出售枪支', '买卖枪支', '代办假证', '办假证', '出售身份证', '收购银行卡', '出售银行卡', '买卖银行卡', '出售迷药', '出售冰毒', '出售大麻', 'buy fake passport', 'fake id for sale', 'stolen credit cards', 'cloned cards for sale', 'buy cocaine', 'buy meth'],
  }),
  list('minors', 'Minors in danger', {
    violation: 'illegal',
    severity: 'extreme',
    kind: 'normalised',
    minors: true,
    terms: ['幼女视频', '幼女资源', '儿童色情', '萝莉资源', '未成年视频资源', 'child porn', 'underage nudes', 'preteen nudes'],
    allow: ['打击儿童色情', '举报儿童色情', '反对儿童色情', 'report child porn', 'against child porn', 'stop child porn'],
  }),
  list('threats', 'Threats', {
    violation: 'unfriendly.threat',
    severity: 'serious',
    kind: 'normalised',
    terms: ['弄死你', '杀了你全家', '砍死你', '打死你全家', '你给我等着死', '我知道你家在哪', 'i will kill you', "i'll kill you", 'i know where you live', 'you will die', 'gonna kill you'],
  }),
  list('contact-sounds', 'Sounds like an invitation', {
    violation: 'spam-ad',
    severity: 'minor',
    kind: 'pinyin-hint',
    terms: ['加微信', '微信', '加微', '扣扣', '加群', '私聊我'],
    allow: ['维新', '加薪'],
  }),
];
