import { useMemo } from 'react';
import type { Signal } from '../../../core/moderation/vocabulary';
import { humanise, useText } from './use-text';

type Evidence = Signal['evidence'];

interface RuleNames {
  /** What a rule of the screening is called: by a name of its own, or as one of its group, such as the word list "spam". */
  readonly rule: (code: string, evidence?: Evidence) => string;
  /** What a rule compared with, each with its name; what the heading says already is left out. */
  readonly compared: (evidence: Evidence) => readonly { readonly key: string; readonly label: string; readonly value: string | number }[];
}

export const useRuleNames = (): RuleNames => {
  const text = useText();
  return useMemo(
    () => ({
      rule: (code, evidence = {}) => {
        const [group = '', ...rest] = code.split('/');
        // A list is known to people by its name; the key stands in addresses.
        if (group === 'word-list' && evidence.list !== undefined) return text('moderation.rule.word-list', { name: evidence.list });
        return text.lookUp(`moderation.rule.${code}`) ?? text.lookUp(`moderation.rule.${group}`, { name: rest.join('/') }) ?? humanise(code.replace('/', ' '));
      },
      compared: (evidence) =>
        Object.entries(evidence)
          .filter(([key]) => key !== 'list')
          .map(([key, value]) => ({ key, label: text.lookUp(`moderation.evidence.${key}`) ?? humanise(key), value: key === 'way' ? (text.lookUp(`moderation.lists.way.${value}`) ?? value) : value })),
    }),
    [text]
  );
};
