/** The mail with the code by which a guest proves that an address is theirs. */

export const MAIL_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

interface Words {
  readonly subject: (code: string) => string;
  readonly lines: (code: string, minutes: number) => readonly string[];
}

const WORDS: Readonly<Record<MailLanguage, Words>> = {
  en: {
    subject: (code) => `${code} is your code`,
    lines: (code, minutes) => [`Your code is ${code}. It is good for ${minutes} minutes, once.`, 'Somebody, you we hope, wants to send something in with this e-mail address. If it was not you, do nothing: without the code nothing happens.'],
  },
  'zh-Hans': {
    subject: (code) => `您的验证码：${code}`,
    lines: (code, minutes) => [`您的验证码是 ${code}，${minutes} 分钟内有效，只能使用一次。`, '有人（希望就是您）想用这个邮箱地址投稿。如果不是您，请忽略本邮件：没有验证码，什么都不会发生。'],
  },
  'zh-Hant': {
    subject: (code) => `您的驗證碼：${code}`,
    lines: (code, minutes) => [`您的驗證碼是 ${code}，${minutes} 分鐘內有效，只能使用一次。`, '有人（希望就是您）想用這個電子郵件地址投稿。如果不是您，請忽略本郵件：沒有驗證碼，什麼都不會發生。'],
  },
};

/** Plain text: nothing in it comes from anybody but us. */
export const guestMail = (language: MailLanguage, code: string, minutes: number): { readonly subject: string; readonly text: string } => {
  const { subject, lines } = WORDS[language];
  return { subject: subject(code), text: `${lines(code, minutes).join('\n\n')}\n` };
};
