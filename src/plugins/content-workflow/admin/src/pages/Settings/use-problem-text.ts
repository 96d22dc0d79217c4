import { useMemo } from 'react';
import type { SettingsProblem } from '../../../../contracts/settings';
import { useText } from '../../i18n/use-text';

/** What is wrong with an input, in the viewer's language where the place says it; in the server's English otherwise. */
export const useProblemText = (): ((problem: SettingsProblem) => string) => {
  const text = useText();
  return useMemo(
    () => (problem) => {
      const place = problem.path.findLast((part) => typeof part === 'string');
      const isTooShort = problem.message.startsWith('at least one review step');
      return text.lookUp(`settings.problem.${isTooShort ? 'noSteps' : String(place)}`) ?? problem.message;
    },
    [text]
  );
};
