import { useCallback } from 'react';
import type { Answer } from '../api/answer';
import { useRefusalText } from '../i18n/use-refusal-text';
import { useText } from '../i18n/use-text';
import { errorsOf, type Errors } from './problems';

/** What an answer says about the inputs of a form, in the viewer's language. */
export const useProblems = (): ((answer: Answer<unknown>, inputs?: readonly string[]) => Errors) => {
  const text = useText();
  const refusalText = useRefusalText('');
  return useCallback(
    (answer, inputs = []) =>
      errorsOf(answer, inputs, {
        refusal: (refusal) => {
          const { message, next } = refusalText(refusal);
          return next === '' ? message : `${message} ${next}`;
        },
        coded: (code, params) => text.lookUp(`refusal.${code}.message`, params),
        forbidden: text('dialog.forbidden'),
        conflict: text('distribution.conflict'),
        failed: text('dialog.failed'),
      }),
    [text, refusalText]
  );
};
