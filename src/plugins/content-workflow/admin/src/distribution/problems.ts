/** What became of a form that was sent: a sentence an input, and one for what concerns none of them. Pure. */
import type { Answer } from '../api/answer';

export type Errors = Readonly<Record<string, string>>;

/** The name under which a sentence stands that is about no input of the form. */
export const WHOLE = '';

interface Words {
  readonly refusal: (refusal: Extract<Answer<unknown>, { kind: 'refused' }>['refusal']) => string;
  /** A sentence for a code; `null` where there is none in the viewer's language. */
  readonly coded: (code: string, params: Readonly<Record<string, string | number>>) => string | null;
  readonly forbidden: string;
  readonly conflict: string;
  readonly failed: string;
}

/**
 * The input that the server means. It names what it was sent (`settings.chat`, `plan.2.timing`), while inputs can have
 * names of their own; the longest name that begins it is meant.
 */
export const inputFor = (field: string, inputs: readonly string[]): string | null => {
  const paths = [field, field.replace(/^(settings|secrets)\./, '')];
  const found = inputs.filter((input) => paths.some((path) => path === input || path.startsWith(`${input}.`)));
  return found.sort((a, b) => b.length - a.length)[0] ?? null;
};

/** Where the server names what is not in the form, its name stays with the sentence. */
const placed = (field: string, sentence: string, inputs: readonly string[]): Errors => {
  const input = inputFor(field, inputs);
  // At its input a sentence need not name the field once more.
  if (input !== null) return { [input]: sentence.startsWith(`${field}: `) ? sentence.slice(field.length + 2) : sentence };
  return { [WHOLE]: field === '' || sentence.includes(field) ? sentence : `${field}: ${sentence}` };
};

/** Empty where the answer is what was wanted, or nobody waits for it any more. */
export const errorsOf = (answer: Answer<unknown>, inputs: readonly string[], words: Words): Errors => {
  switch (answer.kind) {
    case 'ok':
    case 'aborted':
      return {};
    case 'invalid':
      return placed(answer.field, answer.message, inputs);
    case 'refused':
      return placed(answer.refusal.field ?? '', words.refusal(answer.refusal), inputs);
    case 'conflict':
      return { [WHOLE]: words.conflict };
    case 'forbidden':
      return { [WHOLE]: words.forbidden };
    case 'failed':
      return placed(answer.field ?? '', (answer.code === undefined ? null : words.coded(answer.code, answer.params ?? {})) ?? (answer.message === '' ? words.failed : answer.message), inputs);
  }
};
