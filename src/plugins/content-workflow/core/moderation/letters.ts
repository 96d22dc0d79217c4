/** What a sender reads about how a moderator decided. Plain text, in their language; nothing of it is a template made of what people wrote. */
import type { QueueAction } from './queue';

export type LetterLanguage = 'en' | 'zh-Hans' | 'zh-Hant';
export type ToldAction = Extract<QueueAction, 'adopt' | 'return' | 'reject'>;

export interface LetterContent {
  readonly language: LetterLanguage;
  readonly action: ToldAction;
  /** True where readers had it before them and it was taken down. */
  readonly wasLive: boolean;
  readonly title: string;
  /** The first reason code. */
  readonly reason: string | null;
  readonly message: string | null;
}

interface Words {
  readonly subject: Readonly<Record<ToldAction | 'takenDown', string>>;
  readonly opening: Readonly<Record<ToldAction | 'takenDown', (title: string) => string>>;
  readonly reason: (reason: string) => string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly message: string;
}

const WORDS: Readonly<Record<LetterLanguage, Words>> = {
  en: {
    subject: { adopt: 'Your submission was adopted', return: 'Your submission was returned to you', reject: 'Your submission was not adopted', takenDown: 'Your submission was taken down' },
    opening: {
      adopt: (title) => `We have adopted what you sent us: "${title}". Thank you.`,
      return: (title) => `Please look once more at what you sent us: "${title}". You can change it and send it again.`,
      reject: (title) => `We can not adopt what you sent us: "${title}".`,
      takenDown: (title) => `We have taken down what you sent us: "${title}".`,
    },
    reason: (reason) => `The reason: ${reason}.`,
    reasons: { 'off-topic': 'it is not about our topics', spam: 'it is advertising', unfriendly: 'it is unfriendly to others', rights: 'the rights to it are not clear', 'false-information': 'it says what is not so', illegal: 'it is against the law', minors: 'it may harm minors', dangerous: 'to imitate it is dangerous', duplicate: 'we have it already', quality: 'it is not yet good enough', policy: 'it is against our rules' },
    message: 'A moderator writes:',
  },
  'zh-Hans': {
    subject: { adopt: '您的投稿已录用', return: '您的投稿已退回', reject: '您的投稿未被录用', takenDown: '您的投稿已下架' },
    opening: {
      adopt: (title) => `我们已录用您的投稿《${title}》，谢谢您。`,
      return: (title) => `请再看一看您的投稿《${title}》。您可以修改后重新提交。`,
      reject: (title) => `很抱歉，我们无法录用您的投稿《${title}》。`,
      takenDown: (title) => `我们已将您的投稿《${title}》下架。`,
    },
    reason: (reason) => `原因：${reason}。`,
    reasons: { 'off-topic': '与主题无关', spam: '含有广告', unfriendly: '对他人不友善', rights: '权利归属不明', 'false-information': '内容不实', illegal: '违反法律', minors: '可能伤害未成年人', dangerous: '模仿有危险', duplicate: '内容重复', quality: '质量尚待提高', policy: '违反社区规则' },
    message: '审核员留言：',
  },
  'zh-Hant': {
    subject: { adopt: '您的投稿已錄用', return: '您的投稿已退回', reject: '您的投稿未獲錄用', takenDown: '您的投稿已下架' },
    opening: {
      adopt: (title) => `我們已錄用您的投稿《${title}》，謝謝您。`,
      return: (title) => `請再看一看您的投稿《${title}》。您可以修改後重新送出。`,
      reject: (title) => `很抱歉，我們無法錄用您的投稿《${title}》。`,
      takenDown: (title) => `我們已將您的投稿《${title}》下架。`,
    },
    reason: (reason) => `原因：${reason}。`,
    reasons: { 'off-topic': '與主題無關', spam: '含有廣告', unfriendly: '對他人不友善', rights: '權利歸屬不明', 'false-information': '內容不實', illegal: '違反法律', minors: '可能傷害未成年人', dangerous: '模仿有危險', duplicate: '內容重複', quality: '品質尚待提升', policy: '違反社群規則' },
    message: '審核員留言：',
  },
};

/** The language of a submission or a site, of those that letters are written in; English where it is another. */
export const letterLanguage = (language: string | null): LetterLanguage => {
  const tag = (language ?? '').toLowerCase();
  if (!tag.startsWith('zh')) return 'en';
  return /hant|tw|hk|mo/.test(tag) ? 'zh-Hant' : 'zh-Hans';
};

/** A line break in a title would begin another header or another paragraph. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

export const composeLetter = ({ language, action, wasLive, title, reason, message }: LetterContent): { readonly subject: string; readonly text: string } => {
  const words = WORDS[language];
  const what = wasLive && action === 'reject' ? 'takenDown' : action;
  // A code that a team added has no sentence here; what the moderator writes explains it.
  const known = reason === null ? undefined : words.reasons[reason];
  const parts = [words.opening[what](oneLine(title)), ...(known === undefined ? [] : [words.reason(known)]), ...(message === null || message.trim() === '' ? [] : [`${words.message}\n${message.trim()}`])];
  return { subject: words.subject[what], text: `${parts.join('\n\n')}\n` };
};
