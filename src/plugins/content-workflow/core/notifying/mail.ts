/** The words of a mail, in the reader's language. A mail names titles and what happened to them, and nothing of the content. */
import { escapeHtml } from '../html';
import type { Kind } from './choices';

export interface MailItem {
  readonly kind: Kind;
  readonly title: string;
  /** Absolute address of the entry in the admin. */
  readonly link: string;
  /** Who did it; `null` for the system. */
  readonly by: string | null;
}

export interface MailInput {
  /** One of the admin's languages; any other is answered in English. */
  readonly language: string;
  readonly isDigest: boolean;
  readonly items: readonly MailItem[];
  /** So many more are in the inbox. */
  readonly more: number;
  /** Absolute address of the page on which people choose. */
  readonly preferences: string;
  readonly inbox: string;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Words {
  readonly lang: string;
  readonly untitled: string;
  readonly system: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly subject: (title: string, kind: string) => string;
  readonly by: (name: string) => string;
  readonly digest: (count: number) => string;
  readonly more: (count: number) => string;
  readonly open: string;
  readonly inbox: string;
  readonly why: string;
  readonly choose: string;
}

const EN: Words = {
  lang: 'en',
  untitled: 'Untitled',
  system: 'System',
  kinds: {
    assigned: 'was assigned to you',
    'review-requested': 'waits for your review',
    'changes-requested': 'needs changes',
    rejected: 'was rejected',
    approved: 'was approved',
    'guest-answered': 'was answered by a guest',
    'approval-lost': 'lost its review by an edit',
    held: 'was put on hold',
    failed: 'could not be published',
    'promise-broken': 'will not go out at its promised time',
    'at-risk': 'would fail at its promised time',
    overdue: 'is past its due date',
    'decision-due': 'has been measured and waits for your decision',
    comment: 'has a new comment',
  },
  subject: (title, kind) => `“${title}” ${kind}`,
  by: (name) => `by ${name}`,
  digest: (count) => (count === 1 ? 'One piece of news from the workflow' : `${count} pieces of news from the workflow`),
  more: (count) => `and ${count} more`,
  open: 'Open the entry',
  inbox: 'All notifications',
  why: 'You get this because you work on this piece or may decide about it.',
  choose: 'Choose what you get',
};

const ZH_HANS: Words = {
  lang: 'zh-Hans',
  untitled: '无标题',
  system: '系统',
  kinds: {
    assigned: '已指派给您',
    'review-requested': '等待您审核',
    'changes-requested': '需要修改',
    rejected: '已退稿',
    approved: '已核准',
    'guest-answered': '有外部访客答复',
    'approval-lost': '因修改而需重新审核',
    held: '已暂停发布',
    failed: '发布失败',
    'promise-broken': '不会在预定时间发布',
    'at-risk': '到了预定时间将无法发布',
    overdue: '已超过截止日期',
    'decision-due': '测试已结束，等待您作出决定',
    comment: '有新评论',
  },
  subject: (title, kind) => `《${title}》${kind}`,
  by: (name) => `操作人：${name}`,
  digest: (count) => `工作流有 ${count} 条新消息`,
  more: (count) => `还有 ${count} 条`,
  open: '打开稿件',
  inbox: '全部通知',
  why: '您参与此稿件或有权对其作出决定，因此收到本邮件。',
  choose: '设置通知方式',
};

const ZH: Words = {
  lang: 'zh-Hant-TW',
  untitled: '未命名',
  system: '系統',
  kinds: {
    assigned: '已指派給您',
    'review-requested': '等候您審核',
    'changes-requested': '需要修改',
    rejected: '已退稿',
    approved: '已核准',
    'guest-answered': '有外部訪客回覆',
    'approval-lost': '因修改而需重新審核',
    held: '已暫停發布',
    failed: '發布失敗',
    'promise-broken': '將不會於預定時間發布',
    'at-risk': '到了預定時間將無法發布',
    overdue: '已逾期',
    'decision-due': '測試已結束，等候您作出決定',
    comment: '有新的留言',
  },
  subject: (title, kind) => `《${title}》${kind}`,
  by: (name) => `執行者：${name}`,
  digest: (count) => `工作流有 ${count} 則新通知`,
  more: (count) => `另有 ${count} 則`,
  open: '開啟稿件',
  inbox: '所有通知',
  why: '因為您參與這份稿件，或可對其做出決定，所以收到這封信。',
  choose: '設定通知方式',
};

/** Strapi's names of the admin's languages: its `zh` is Traditional Chinese. */
const LANGUAGES: Readonly<Record<string, Words>> = { en: EN, 'zh-Hans': ZH_HANS, zh: ZH };

/** Longer subjects are cut by the programs that show them, and at the wrong end. */
const MAX_TITLE = 120;

/** One line, whatever somebody typed: a line break in a subject would begin a header of its own. */
const oneLine = (title: string): string => {
  const flat = title.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const characters = [...flat];
  return characters.length > MAX_TITLE ? `${characters.slice(0, MAX_TITLE - 1).join('')}…` : flat;
};

export const composeMail = (input: MailInput): Mail => {
  const words = LANGUAGES[input.language] ?? EN;
  const lines = input.items.map(({ kind, title, link, by }) => ({
    title: oneLine(title) || words.untitled,
    kind: words.kinds[kind],
    by: words.by(by ?? words.system),
    link,
  }));
  const [first] = lines;
  const subject = input.isDigest || first === undefined ? words.digest(input.items.length + input.more) : words.subject(first.title, first.kind);
  const text = [
    subject,
    '',
    ...lines.flatMap(({ title, kind, by, link }) => [`${words.subject(title, kind)} (${by})`, link, '']),
    ...(input.more > 0 ? [words.more(input.more), ''] : []),
    `${words.inbox}: ${input.inbox}`,
    '--',
    words.why,
    `${words.choose}: ${input.preferences}`,
    '',
  ].join('\n');
  const items = lines
    .map(
      ({ title, kind, by, link }) =>
        `<p style="margin:0 0 16px"><strong>${escapeHtml(words.subject(title, kind))}</strong><br><span style="color:#666687">${escapeHtml(by)}</span><br><a href="${escapeHtml(link)}">${escapeHtml(words.open)}</a></p>`
    )
    .join('\n');
  const more = input.more > 0 ? `<p>${escapeHtml(words.more(input.more))}</p>` : '';
  const html = `<!doctype html>
<html lang="${words.lang}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font-family:-apple-system,'Segoe UI','PingFang SC','PingFang TC','Microsoft YaHei','Microsoft JhengHei',sans-serif;color:#32324d;line-height:1.5;max-width:36rem">
<h1 style="font-size:18px;margin:0 0 16px">${escapeHtml(subject)}</h1>
${items}
${more}
<p><a href="${escapeHtml(input.inbox)}">${escapeHtml(words.inbox)}</a></p>
<p style="color:#666687;font-size:12px">${escapeHtml(words.why)} <a href="${escapeHtml(input.preferences)}">${escapeHtml(words.choose)}</a></p>
</body></html>
`;
  return { subject, text, html };
};
