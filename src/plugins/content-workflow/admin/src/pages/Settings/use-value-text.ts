import { useMemo } from 'react';
import type { ReviewStep } from '../../../../core/workflow/context';
import type { Blackout, PublishWindow } from '../../../../core/schedule/rules';
import type { ChecklistTemplate, SettingsPath, TypeSettings } from '../../../../contracts/settings';
import { useText, type Text } from '../../i18n/use-text';
import { useTimes, type Times } from '../../i18n/use-times';

type Rule = TypeSettings['checklist'][number];

const stepText = (text: Text, times: Times, { name, quorum, roles, guests }: ReviewStep): string =>
  [text('settings.value.step', { name, quorum, roles: roles.length === 0 ? text('review.anyReviewer') : times.list(roles.map((role) => text.named('role', role))) }), ...(guests ? [text('settings.value.guests')] : [])].join(', ');

const ruleText = (text: Text, uid: string, rule: Rule): string => {
  const { min, max, minWords, maxWords } = rule;
  const limits = [
    min === undefined ? null : text('settings.value.min', { min }),
    max === undefined ? null : text('settings.value.max', { max }),
    minWords === undefined ? null : text('settings.value.minWords', { min: minWords }),
    maxWords === undefined ? null : text('settings.value.maxWords', { max: maxWords }),
    rule.altText === true ? text('settings.value.altText') : null,
    rule.links === true ? text('settings.value.links') : null,
  ].filter((part) => part !== null);
  return [`${text.field(uid, rule.field)} (${text(`checklist.${rule.level}`)})`, ...limits].join(' ');
};

/** A setting in a line, for comparing two of them. */
export const useValueText = (): ((path: SettingsPath, value: unknown) => string) => {
  const text = useText();
  const times = useTimes();
  return useMemo(
    () => (path, value) => {
      const key = path[2] ?? path[0];
      const uid = path[1] ?? '';
      const list = (parts: readonly string[]): string => (parts.length === 0 ? text('settings.value.none') : parts.join(' · '));
      switch (key) {
        case 'review':
          return list((value as readonly ReviewStep[]).map((step) => stepText(text, times, step)));
        case 'checklist':
          return list((value as readonly Rule[]).map((rule) => ruleText(text, uid, rule)));
        case 'late': {
          const { policy, toleranceMinutes } = value as TypeSettings['late'];
          return text('settings.value.late', { policy: text(`settings.late.${policy}`), minutes: toleranceMinutes });
        }
        case 'windows':
          return list((value as readonly PublishWindow[]).map(({ days, from, to, timezone }) => `${days.map((day) => times.weekday(day, 'short')).join(', ')} ${from}–${to} ${timezone}`));
        case 'edits': {
          const { review, scheduled } = value as TypeSettings['edits'];
          return text('settings.value.edits', { review: text(`settings.edits.${review}`), scheduled: text(`settings.edits.${scheduled}`) });
        }
        case 'rejectReasons':
          return list((value as readonly string[]).map((code) => text.named('reason', code)));
        case 'retrospectiveAfterDays':
          return value === null ? text('settings.value.byHand') : text('settings.value.days', { days: value as number });
        case 'blackouts':
          return list((value as readonly Blackout[]).map(({ from, to, reason }) => `${times.exact(from)} – ${times.exact(to)}: ${reason}`));
        case 'checklistTemplates':
          return list((value as readonly ChecklistTemplate[]).map(({ name, rules }) => `${name} (${rules.length})`));
        default:
          return '';
      }
    },
    [text, times]
  );
};
