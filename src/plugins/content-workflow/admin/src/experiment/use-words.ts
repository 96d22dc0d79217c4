import { useMemo } from 'react';
import type { Obstacle, Results } from '../../../core/experiment/results';
import { sentenceOf } from '../../../core/experiment/words';
import { useText } from '../i18n/use-text';
import { useFigures } from './use-figures';
import { armName, clauseSentence, obstacleSentence, type Sentence } from './words';

export interface Words {
  readonly arm: (key: string) => string;
  readonly verdict: (results: Results, goal: string) => readonly string[];
  readonly obstacle: (obstacle: Obstacle) => string;
}

/** What is known of an experiment, in the viewer's language. `labels`: what the team calls the variants, by key. */
export const useWords = (labels: Readonly<Record<string, string>>): Words => {
  const text = useText();
  const figures = useFigures();
  return useMemo(() => {
    const arm = (key: string): string => armName(key, labels, text('experiment.original'));
    // A newer server may know more, or tell less of it.
    const say = ({ key, values }: Sentence): string => text.lookUp(key, values) ?? text.lookUp(`${key}.short`) ?? key.slice(key.lastIndexOf('.') + 1);
    return {
      arm,
      verdict: (results, goal) => sentenceOf(results).map((clause) => say(clauseSentence(clause, arm, goal, figures))),
      obstacle: (obstacle) => say(obstacleSentence(obstacle, arm, figures)),
    };
  }, [labels, text, figures]);
};
