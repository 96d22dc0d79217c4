/** What is said between the application and the thread that reads texts. */
import type { Hit } from '../../../../core/moderation/match';
import type { Material, Screened } from '../../../../core/moderation/screen';
import type { WordList } from '../../../../core/moderation/word-lists';

/** One text of a submission, for a dry run. */
export interface Sample {
  readonly id: number;
  readonly fields: readonly { readonly name: string; readonly text: string }[];
}

export interface SampleHit extends Pick<Hit, 'term' | 'from' | 'to' | 'way'> {
  readonly field: string;
}

export type Question =
  /** From now on these lists are in force. */
  | { readonly kind: 'lists'; readonly lists: readonly WordList[] }
  /** `own`: host names of the site itself. */
  | { readonly kind: 'screen'; readonly material: Material; readonly first: boolean; readonly own: readonly string[] }
  /** What one list would find in each of the samples. */
  | { readonly kind: 'try'; readonly list: WordList; readonly samples: readonly Sample[]; readonly at: number };

export interface Answers {
  readonly lists: null;
  readonly screen: Screened;
  readonly try: readonly { readonly id: number; readonly hits: readonly SampleHit[] }[];
}

export type QuestionOf<K extends Question['kind']> = Extract<Question, { kind: K }>;

export interface Asked {
  readonly number: number;
  readonly question: Question;
}

/** `null`: the question failed; the error's name goes to the log, never a text. */
export type Answered = { readonly number: number; readonly answer: Answers[Question['kind']] } | { readonly number: number; readonly failed: string };
