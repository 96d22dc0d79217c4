/** A statement in sentences, for a mail and for the page that it leads to. */
import type { Statement } from '../../../../contracts/moderation/members';
import type { Language } from '../../../../core/moderation/rules/languages';
import { APPEAL_ENDS, composeStatement } from '../../../../core/moderation/statement';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW' };

/** Members live in many zones and told nobody which is theirs, so a moment is written with its own. */
const moment = (instant: string, language: Language): string => new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(instant)) + ' UTC';

const answerOf = ({ appeal }: Statement, language: Language): string | null => {
  const { state, answer } = appeal;
  if (state === null || state === 'open' || state === 'withdrawn') return null;
  return [APPEAL_ENDS[language][state], ...(answer === null ? [] : [answer])].join(' — ');
};

/** `appealAt`: where to appeal; `null` where nothing can be appealed, or where the form stands below. */
export const statementText = (statement: Statement, language: Language, appealAt: string | null): { readonly subject: string; readonly text: string } => {
  const { what, rule, facts, appeal } = statement;
  return composeStatement(language, {
    reference: statement.reference,
    measure: what.name,
    until: what.until === null || what.action === 'warn' ? null : moment(what.until, language),
    rule: rule.name,
    ruleText: rule.text,
    ...facts,
    automated: statement.automated,
    pending: statement.pending?.name ?? null,
    lifted: statement.lifted,
    answer: answerOf(statement, language),
    policyVersion: rule.policyVersion,
    appealAt,
    appealUntil: moment(appeal.until, language),
  });
};
