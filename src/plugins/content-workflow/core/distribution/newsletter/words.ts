/** What a newsletter says for itself, in its languages: on its pages, in its letters of confirmation and at the foot of every mail. */
import type { LetterLanguage } from './languages';

export interface NewsletterWords {
  readonly self: string;
  /** Foot of a mail. */
  readonly why: (list: string) => string;
  readonly unsubscribe: string;
  readonly readOnline: string;
  /** The letter of confirmation. */
  readonly letter: { readonly subject: (list: string) => string; readonly lines: (list: string, days: number) => readonly string[]; readonly button: string };
  readonly confirm: { readonly title: (list: string) => string; readonly text: string; readonly button: string; readonly done: string; readonly doneText: (list: string) => string };
  readonly leave: { readonly title: (list: string) => string; readonly text: string; readonly button: string; readonly forget: string; readonly done: string; readonly doneText: (list: string) => string; readonly forgotten: string };
  readonly unknown: string;
  readonly unknownText: string;
  readonly tooMany: string;
  readonly tooManyText: string;
}

const EN: NewsletterWords = {
  self: 'English',
  why: (list) => `You get this mail because you subscribed to “${list}” and confirmed your address.`,
  unsubscribe: 'Unsubscribe',
  readOnline: 'Read it on the web',
  letter: {
    subject: (list) => `Please confirm: ${list}`,
    lines: (list, days) => [`Somebody, you we hope, wants to subscribe this address to “${list}”. Open the address below and confirm.`, `If it was not you, do nothing: without a confirmation nothing is sent, and the address is forgotten after ${days} days.`],
    button: 'Confirm the subscription',
  },
  confirm: { title: (list) => `Subscribe to “${list}”?`, text: 'One click and the next mail comes to you.', button: 'Yes, subscribe', done: 'You are subscribed', doneText: (list) => `“${list}” comes to you from now on. Every mail has a link by which you can leave.` },
  leave: { title: (list) => `Leave “${list}”?`, text: 'You get no further mail of this list.', button: 'Unsubscribe', forget: 'Forget my address as well', done: 'You are unsubscribed', doneText: (list) => `You get no further mail of “${list}”. One that is on its way may still arrive.`, forgotten: 'Your address was deleted.' },
  unknown: 'This link is not, or no longer, good',
  unknownText: 'Check that the whole address was copied. If you want to subscribe, ask for a new mail.',
  tooMany: 'Too many requests',
  tooManyText: 'Please wait a minute and try again.',
};

const HANS: NewsletterWords = {
  self: '简体中文',
  why: (list) => `您收到此邮件，是因为您订阅了“${list}”并确认过邮箱地址。`,
  unsubscribe: '退订',
  readOnline: '在网页上阅读',
  letter: {
    subject: (list) => `请确认订阅：${list}`,
    lines: (list, days) => [`有人（希望就是您）想用这个邮箱地址订阅“${list}”。请打开下面的链接并确认。`, `如果不是您，请忽略本邮件：未经确认不会发送任何内容，${days} 天后该地址将被删除。`],
    button: '确认订阅',
  },
  confirm: { title: (list) => `订阅“${list}”？`, text: '点击一下，即可收到下一封邮件。', button: '是的，订阅', done: '订阅成功', doneText: (list) => `从现在起您将收到“${list}”。每封邮件中都有退订链接。` },
  leave: { title: (list) => `退订“${list}”？`, text: '您将不再收到此列表的邮件。', button: '退订', forget: '同时删除我的地址', done: '已退订', doneText: (list) => `您将不再收到“${list}”的邮件。已在途中的邮件可能仍会送达。`, forgotten: '您的地址已删除。' },
  unknown: '链接无效或已失效',
  unknownText: '请检查地址是否复制完整。如需订阅，请重新申请确认邮件。',
  tooMany: '请求过于频繁',
  tooManyText: '请一分钟后再试。',
};

const HANT: NewsletterWords = {
  self: '繁體中文',
  why: (list) => `您收到這封郵件，是因為您訂閱了「${list}」並確認過電子郵件地址。`,
  unsubscribe: '取消訂閱',
  readOnline: '在網頁上閱讀',
  letter: {
    subject: (list) => `請確認訂閱：${list}`,
    lines: (list, days) => [`有人（希望就是您）想用這個電子郵件地址訂閱「${list}」。請開啟下面的連結並確認。`, `如果不是您，請忽略本郵件：未經確認不會寄送任何內容，${days} 天後這個地址會被刪除。`],
    button: '確認訂閱',
  },
  confirm: { title: (list) => `訂閱「${list}」？`, text: '按一下，就會收到下一封郵件。', button: '是的，訂閱', done: '訂閱成功', doneText: (list) => `從現在起您會收到「${list}」。每封郵件裡都有取消訂閱的連結。` },
  leave: { title: (list) => `取消訂閱「${list}」？`, text: '您不會再收到這份電子報。', button: '取消訂閱', forget: '同時刪除我的地址', done: '已取消訂閱', doneText: (list) => `您不會再收到「${list}」。已在途中的郵件可能仍會送達。`, forgotten: '您的地址已刪除。' },
  unknown: '連結無效或已失效',
  unknownText: '請確認網址是否完整複製。若要訂閱，請重新索取確認信。',
  tooMany: '請求太頻繁',
  tooManyText: '請一分鐘後再試。',
};

export const NEWSLETTER_WORDS: Readonly<Record<LetterLanguage, NewsletterWords>> = { en: EN, 'zh-Hans': HANS, 'zh-Hant': HANT };
