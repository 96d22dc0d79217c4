/** What the guest's page says, in the languages of the admin. Guests have no admin, so its catalogue is out of their reach. */
import type { GuestLinkStatus } from '../../../../contracts/guest';
import { GUEST_LANGUAGES } from '../../config';

export const LANGUAGES = GUEST_LANGUAGES;
export type Language = (typeof LANGUAGES)[number];

export interface Texts {
  readonly self: string;
  readonly hello: (guest: string, askedBy: string) => string;
  readonly once: (until: string) => string;
  readonly version: (label: string) => string;
  readonly answer: string;
  readonly name: string;
  readonly nameHelp: string;
  readonly comment: string;
  readonly commentHelp: string;
  readonly approve: string;
  readonly change: string;
  readonly commentMissing: string;
  readonly nameMissing: string;
  readonly tooLong: string;
  readonly unknown: readonly [title: string, next: string];
  readonly tooMany: readonly [title: string, next: string];
  readonly refused: string;
  readonly approved: (name: string, at: string) => string;
  readonly objected: (name: string, at: string) => string;
  readonly void: Readonly<Record<Exclude<GuestLinkStatus, 'open' | 'answered'>, readonly [title: string, next: string]>>;
  readonly thanks: string;
  readonly language: string;
}

const EN: Texts = {
  self: 'English',
  hello: (guest, askedBy) => `${guest}, ${askedBy} asks what you think of this text.`,
  once: (until) => `This link is good for one answer, until ${until}. Looking at it answers nothing.`,
  version: (label) => `Also under review: version “${label}”, where it differs`,
  answer: 'Your answer',
  name: 'Your name',
  nameHelp: 'It is kept with your answer.',
  comment: 'Comment',
  commentHelp: 'Needed if you request changes: say what should change.',
  approve: 'Approve',
  change: 'Request changes',
  commentMissing: 'Please say what should change.',
  nameMissing: 'Please give your name.',
  tooLong: 'Please shorten the name or the comment.',
  unknown: ['This link is not valid', 'Check that the whole address was copied, or ask for a new link.'],
  tooMany: ['Too many requests', 'Please wait a minute and try again.'],
  refused: 'Your answer could not be taken. Please ask for a new link.',
  approved: (name, at) => `${name} approved it, ${at}.`,
  objected: (name, at) => `${name} requested changes, ${at}.`,
  void: {
    revoked: ['This link was withdrawn', 'Nothing is left for you to do. Whoever sent it can tell you more.'],
    expired: ['This link has expired', 'Ask whoever sent it for a new one.'],
    changed: ['The text has changed', 'This link was about an earlier version, so an answer to it would be about something else. Ask for a new link.'],
    over: ['This has been decided already', 'Thank you; nothing is left for you to do.'],
    early: ['It is not your turn yet', 'An earlier step of the review is still open. The same link works afterwards.'],
  },
  thanks: 'Thank you for your answer',
  language: 'Language',
};

const HANS: Texts = {
  self: '简体中文',
  hello: (guest, askedBy) => `${guest}，${askedBy} 想请您看看这篇内容。`,
  once: (until) => `此链接仅可答复一次，有效期至 ${until}。仅查看不会提交答复。`,
  version: (label) => `一并审核的版本“${label}”（仅列出不同之处）`,
  answer: '您的答复',
  name: '您的姓名',
  nameHelp: '将与答复一起存档。',
  comment: '意见',
  commentHelp: '要求修改时必填：请说明需要改什么。',
  approve: '通过',
  change: '要求修改',
  commentMissing: '请说明需要改什么。',
  nameMissing: '请填写姓名。',
  tooLong: '姓名或意见过长，请缩短。',
  unknown: ['链接无效', '请检查地址是否复制完整，或索取新链接。'],
  tooMany: ['请求过于频繁', '请一分钟后再试。'],
  refused: '未能提交答复，请索取新链接。',
  approved: (name, at) => `${name} 已通过（${at}）。`,
  objected: (name, at) => `${name} 已要求修改（${at}）。`,
  void: {
    revoked: ['链接已被撤回', '您无需再做什么，详情可询问发送者。'],
    expired: ['链接已过期', '请向发送者索取新链接。'],
    changed: ['内容已有改动', '此链接对应的是较早的版本，现在答复就不是针对当前内容了。请索取新链接。'],
    over: ['该事项已有结论', '谢谢，您无需再做什么。'],
    early: ['还没轮到您', '前一步审核尚未完成，之后仍可使用此链接。'],
  },
  thanks: '感谢您的答复',
  language: '语言',
};

const HANT: Texts = {
  self: '繁體中文',
  hello: (guest, askedBy) => `${guest}，${askedBy} 想請您看看這篇內容。`,
  once: (until) => `這個連結只能回覆一次，有效至 ${until}。光是檢視不會送出回覆。`,
  version: (label) => `一併審核的版本「${label}」（只列出不同之處）`,
  answer: '您的回覆',
  name: '您的姓名',
  nameHelp: '會與回覆一起留存。',
  comment: '意見',
  commentHelp: '要求修改時必填：請說明需要改什麼。',
  approve: '核准',
  change: '要求修改',
  commentMissing: '請說明需要改什麼。',
  nameMissing: '請填寫姓名。',
  tooLong: '姓名或意見太長，請縮短。',
  unknown: ['連結無效', '請確認網址是否完整複製，或索取新的連結。'],
  tooMany: ['請求太頻繁', '請一分鐘後再試。'],
  refused: '無法送出回覆，請索取新的連結。',
  approved: (name, at) => `${name} 已核准（${at}）。`,
  objected: (name, at) => `${name} 已要求修改（${at}）。`,
  void: {
    revoked: ['連結已被撤回', '您不需要再做什麼，詳情可詢問寄件人。'],
    expired: ['連結已過期', '請向寄件人索取新的連結。'],
    changed: ['內容已經更動', '這個連結指的是較早的版本，現在回覆就不是針對目前的內容了。請索取新的連結。'],
    over: ['這件事已有結論', '謝謝，您不需要再做什麼。'],
    early: ['還沒輪到您', '前一個審核步驟尚未完成，之後仍可使用這個連結。'],
  },
  thanks: '感謝您的回覆',
  language: '語言',
};

export const TEXTS: Readonly<Record<Language, Texts>> = { en: EN, 'zh-Hans': HANS, 'zh-Hant': HANT };

const TRADITIONAL = /^zh-(hant|tw|hk|mo)/i;

/** The first language of `Accept-Language` that there is a page in; weights are rare enough to be taken by order. */
export const languageOf = (accepted: string): Language => {
  for (const part of accepted.split(',')) {
    const code = part.split(';')[0]?.trim() ?? '';
    if (TRADITIONAL.test(code)) return 'zh-Hant';
    if (/^zh\b/i.test(code)) return 'zh-Hans';
    if (/^en\b/i.test(code)) return 'en';
  }
  return 'en';
};

/** A bare `zh` means Simplified to Intl; the hour is told in UTC, since the server knows no guest's zone. */
export const momentIn = (language: Language, at: number): string =>
  `${new Intl.DateTimeFormat(language === 'zh-Hant' ? 'zh-Hant-TW' : language === 'en' ? 'en-GB' : 'zh-Hans-CN', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC`;
