/**
 * The thread that reads texts: whatever a text does to a rule, the application goes on answering, and a reading that takes
 * too long is ended from outside.
 */
import { parentPort } from 'node:worker_threads';
import { allowedDomains, allowedIn } from '../../../../core/moderation/allowed-domains';
import { compile, type Matcher } from '../../../../core/moderation/match';
import { screenText, type Material } from '../../../../core/moderation/screen';
import { createReader } from '../../../../core/moderation/text/reader';
import type { WordList } from '../../../../core/moderation/word-lists';
import type { Answered, Answers, Asked, Question, Sample, SampleHit } from './protocol';

const reader = createReader();
let matcher: Matcher = compile([], reader);
let lists: readonly WordList[] = [];

/** Every rule has something to do with it, in both scripts and in digits that are written as words. */
const FIRST_TEXT = '登山口第一泡：加薇信 mist_888，電話 一三八零零一三八零零零 or text me at six oh four, https://example.com/a?b=c. '.repeat(8);

/** Dictionaries are read with the first text, which takes many times what a text does; that is not to be counted as the time of the first sender's. */
const warmUp = (): void => {
  const material: Material = { documentId: null, reference: '', revision: 1, title: FIRST_TEXT.slice(0, 80), text: FIRST_TEXT, links: [{ url: 'https://example.com' }], contributorName: '山嵐', sender: '', composedMs: null, imageHashes: [], at: 0 };
  screenText(material, true, { reader, matcher, allowed: new Set() });
};

const hitsIn = (sample: Sample, trial: Matcher, at: number): SampleHit[] =>
  sample.fields.flatMap(({ name, text }) => trial.find(reader.read(text), text, at).map(({ term, from, to, way }) => ({ field: name, term, from, to, way })));

const answerTo = (question: Question): Answers[Question['kind']] => {
  switch (question.kind) {
    case 'lists':
      lists = question.lists;
      matcher = compile(lists, reader);
      warmUp();
      return null;
    case 'screen':
      return screenText(question.material, question.first, { reader, matcher, allowed: allowedDomains(lists, question.own, question.material.at) });
    case 'try': {
      const { list, samples } = question;
      if (list.kind === 'allowed-domains') return samples.map(({ id, fields }) => ({ id, hits: fields.flatMap(({ name, text }) => allowedIn(list, text, reader).map((hit) => ({ field: name, ...hit }))) }));
      const trial = compile([question.list], reader);
      return question.samples.map((sample) => ({ id: sample.id, hits: hitsIn(sample, trial, question.at) }));
    }
  }
};

parentPort?.on('message', ({ number, question }: Asked) => {
  let answered: Answered;
  try {
    answered = { number, answer: answerTo(question) };
  } catch (error) {
    answered = { number, failed: error instanceof Error ? error.name : 'error' };
  }
  parentPort?.postMessage(answered);
});
