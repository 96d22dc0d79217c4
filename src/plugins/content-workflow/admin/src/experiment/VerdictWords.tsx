import type { Results } from '../../../core/experiment/results';
import { Note } from '../components/Note';
import type { Words } from './use-words';
import { toneOf } from './words';

interface Props {
  readonly results: Results;
  readonly words: Words;
  readonly goal: string;
}

/** What the figures say, in sentences; the first is the answer. */
export const VerdictWords = ({ results, words, goal }: Props) => {
  const [answer = '', ...more] = words.verdict(results, goal);
  return (
    <Note tone={toneOf(results.verdict)} title={answer}>
      {more.length === 0 ? null : more.join(' ')}
    </Note>
  );
};
