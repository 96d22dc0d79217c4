/** The statement of reasons in words: what a member is mailed about a strike. It says nothing of who reported, because it is not told. */
import type { Language } from './rules/languages';

export interface StatementText {
  readonly reference: string;
  /** E.g. "Muted for 7 days". */
  readonly measure: string;
  /** A date and time with its zone; `null`: for good, or a warning. */
  readonly until: string | null;
  readonly rule: string;
  readonly ruleText: string;
  readonly severity: string;
  readonly aggravators: readonly string[];
  readonly detection: string;
  readonly about: string | null;
  readonly message: string | null;
  readonly automated: boolean;
  readonly pending: string | null;
  readonly lifted: boolean;
  /** How an appeal ended, as a sentence in the member's language, with what was answered. */
  readonly answer: string | null;
  readonly policyVersion: string;
  /** Absolute address; `null` where nothing can be appealed any more. */
  readonly appealAt: string | null;
  readonly appealUntil: string;
}

interface Words {
  readonly subject: (reference: string) => string;
  readonly lifted: (reference: string) => string;
  readonly decided: (measure: string, until: string | null) => string;
  readonly about: (title: string) => string;
  readonly rule: (name: string, text: string) => string;
  readonly severity: (severity: string, worse: readonly string[]) => string;
  readonly found: (detection: string) => string;
  readonly automated: (yes: boolean) => string;
  readonly pending: (measure: string) => string;
  readonly message: (text: string) => string;
  readonly answer: (text: string) => string;
  readonly appeal: (until: string) => string;
  readonly policy: (version: string) => string;
}

const EN: Words = {
  subject: (reference) => `About your contribution (${reference})`,
  lifted: (reference) => `The measure ${reference} was lifted.`,
  decided: (measure, until) => (until === null ? `${measure}.` : `${measure}, until ${until}.`),
  about: (title) => `It is about: ${title}`,
  rule: (name, text) => `The rule: ${name}. ${text}`,
  severity: (severity, worse) => `How severe: ${severity}${worse.length === 0 ? '' : `; ${worse.join('; ')}`}.`,
  found: (detection) => `How it came up: ${detection}.`,
  automated: (yes) => (yes ? 'No person took part in this decision.' : 'A person decided this.'),
  pending: (measure) => `Proposed beyond that, and still to be confirmed by somebody else: ${measure}.`,
  message: (text) => `The moderators write: ${text}`,
  answer: (text) => `Your appeal: ${text}`,
  appeal: (until) => `You can appeal until ${until}. Somebody who had no part in the decision answers within three days:`,
  policy: (version) => `Version of the rules: ${version}`,
};

const ZH_HANS: Words = {
  subject: (reference) => `关于您的投稿（${reference}）`,
  lifted: (reference) => `处理 ${reference} 已撤销。`,
  decided: (measure, until) => (until === null ? `${measure}。` : `${measure}，至 ${until}。`),
  about: (title) => `涉及内容：${title}`,
  rule: (name, text) => `违反规则：${name}。${text}`,
  severity: (severity, worse) => `严重程度：${severity}${worse.length === 0 ? '' : `；${worse.join('；')}`}。`,
  found: (detection) => `发现方式：${detection}。`,
  automated: (yes) => (yes ? '此决定由系统自动作出，无人参与。' : '此决定由管理人员作出。'),
  pending: (measure) => `另有更重的处理待另一位人员确认：${measure}。`,
  message: (text) => `管理人员留言：${text}`,
  answer: (text) => `您的申诉：${text}`,
  appeal: (until) => `您可在 ${until} 前申诉，由未参与此决定的人员在三天内答复：`,
  policy: (version) => `规则版本：${version}`,
};

const ZH_HANT: Words = {
  subject: (reference) => `關於您的投稿（${reference}）`,
  lifted: (reference) => `處置 ${reference} 已撤銷。`,
  decided: (measure, until) => (until === null ? `${measure}。` : `${measure}，至 ${until}。`),
  about: (title) => `涉及內容：${title}`,
  rule: (name, text) => `違反規則：${name}。${text}`,
  severity: (severity, worse) => `嚴重程度：${severity}${worse.length === 0 ? '' : `；${worse.join('；')}`}。`,
  found: (detection) => `發現方式：${detection}。`,
  automated: (yes) => (yes ? '此決定由系統自動作出，無人參與。' : '此決定由管理人員作出。'),
  pending: (measure) => `另有更重的處置待另一位人員確認：${measure}。`,
  message: (text) => `管理人員留言：${text}`,
  answer: (text) => `您的申訴：${text}`,
  appeal: (until) => `您可於 ${until} 前申訴，由未參與此決定的人員於三天內答覆：`,
  policy: (version) => `規則版本：${version}`,
};

const WORDS: Readonly<Record<Language, Words>> = { en: EN, 'zh-Hans': ZH_HANS, 'zh-Hant': ZH_HANT };

/** How an appeal ended, for people. */
export const APPEAL_ENDS: Readonly<Record<Language, Readonly<Record<'upheld' | 'overturned' | 'reduced', string>>>> = {
  en: { upheld: 'the decision stands', overturned: 'the decision was taken back', reduced: 'the measure was reduced' },
  'zh-Hans': { upheld: '维持原决定', overturned: '撤销原决定', reduced: '减轻处理' },
  'zh-Hant': { upheld: '維持原決定', overturned: '撤銷原決定', reduced: '減輕處置' },
};

/** Plain text: what moderators and members wrote is never read as markup. */
export const composeStatement = (language: Language, statement: StatementText): { readonly subject: string; readonly text: string } => {
  const words = WORDS[language];
  const { until, about, message, pending, answer, appealAt } = statement;
  const lines = [
    statement.lifted ? words.lifted(statement.reference) : words.decided(statement.measure, until),
    ...(about === null ? [] : [words.about(about)]),
    words.rule(statement.rule, statement.ruleText),
    words.severity(statement.severity, statement.aggravators),
    words.found(statement.detection),
    words.automated(statement.automated),
    ...(pending === null ? [] : [words.pending(pending)]),
    ...(message === null ? [] : [words.message(message)]),
    ...(answer === null ? [] : [words.answer(answer)]),
    ...(appealAt === null ? [] : [`${words.appeal(statement.appealUntil)}\n${appealAt}`]),
    words.policy(statement.policyVersion),
  ];
  return { subject: words.subject(statement.reference), text: `${lines.join('\n\n')}\n` };
};

/** What the page of a statement says beside the statement. */
export interface PageWords {
  readonly label: string;
  readonly hint: string;
  readonly send: string;
  readonly missing: string;
  readonly open: string;
  readonly withdrawn: string;
  readonly unknown: string;
}

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  en: {
    label: 'Your appeal',
    hint: 'Why should this be decided otherwise? At most 2,000 characters. You can appeal once.',
    send: 'Send the appeal',
    missing: 'Write why, in at most 2,000 characters.',
    open: 'Your appeal is here. It is answered within three days.',
    withdrawn: 'You took your appeal back.',
    unknown: 'There is no such statement. Open the whole link that you were sent.',
  },
  'zh-Hans': {
    label: '您的申诉',
    hint: '为何应改变此决定？最多 2,000 字。只能申诉一次。',
    send: '提交申诉',
    missing: '请写明理由，最多 2,000 字。',
    open: '已收到您的申诉，将在三天内答复。',
    withdrawn: '您已撤回申诉。',
    unknown: '没有此说明。请打开收到的完整链接。',
  },
  'zh-Hant': {
    label: '您的申訴',
    hint: '為何應改變此決定？最多 2,000 字。僅能申訴一次。',
    send: '提交申訴',
    missing: '請寫明理由，最多 2,000 字。',
    open: '已收到您的申訴，將於三天內答覆。',
    withdrawn: '您已撤回申訴。',
    unknown: '沒有此說明。請開啟收到的完整連結。',
  },
};
