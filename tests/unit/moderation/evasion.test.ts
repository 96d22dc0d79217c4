/** How much of what people hide is found, and how much of what honest people write is suspected; by the lists that come with the plugin. */
import { signal, screenText, type Material } from '../../../src/plugins/content-workflow/core/moderation/screen';
import { compile } from '../../../src/plugins/content-workflow/core/moderation/match';
import { createReader } from '../../../src/plugins/content-workflow/core/moderation/text/reader';
import type { Signal } from '../../../src/plugins/content-workflow/core/moderation/vocabulary';
import { STARTER_LISTS } from '../../../src/plugins/content-workflow/server/src/moderation/screening/starter-lists';
import { CLEAN } from '../../support/evasion/clean';
import { HOMOPHONES, SOLVED, UNSOLVED, type Mutation } from '../../support/evasion/mutations';

const reader = createReader();
const matcher = compile(STARTER_LISTS.map((list) => ({ ...list, version: 1 })), reader);

const material = (text: string): Material => ({ documentId: null, reference: 'S-1', revision: 1, title: '', text, links: [], contributorName: '', sender: 'member:1', composedMs: null, imageHashes: [], at: 0 });
const signalsOf = (text: string): readonly Signal[] => screenText(material(text), false, { reader, matcher, allowed: new Set() }).signals;

const finds = ({ hides, text }: Mutation, hint: boolean): boolean => signalsOf(text).some((found) => found.hint === hint && (found.rule === hides || found.evidence.term === hides || String(found.evidence.term ?? '').includes(hides) || hides.includes(String(found.evidence.term ?? '\0'))));

const byClass = (mutations: readonly Mutation[], found: (mutation: Mutation) => boolean): { kind: string; of: number; found: number; missed: string[] }[] => {
  const kinds = [...new Set(mutations.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const all = mutations.filter((mutation) => mutation.kind === kind);
    const missed = all.filter((mutation) => !found(mutation));
    return { kind, of: all.length, found: all.length - missed.length, missed: missed.map(({ text }) => text) };
  });
};

const report = (title: string, rows: ReturnType<typeof byClass>): void => {
  const line = ({ kind, of, found }: (typeof rows)[number]): string => `  ${kind.padEnd(30)} ${String(found).padStart(3)} of ${String(of).padStart(3)}  ${((100 * found) / of).toFixed(0).padStart(3)} %`;
  process.stdout.write(`${title}\n${rows.map(line).join('\n')}\n`);
};

const RECALL = 0.95;
const MAX_FALSE = 0.02;

test('the set has at least 300 mutations', () => {
  expect(SOLVED.length).toBeGreaterThanOrEqual(300);
});

describe('recall', () => {
  const rows = byClass(SOLVED, (mutation) => finds(mutation, false));
  beforeAll(() => report(`Evasions found (${SOLVED.length} mutations):`, rows));

  test.each(rows)('$kind: at least 95 %', ({ of, found, missed }) => {
    expect(found / of >= RECALL ? [] : missed).toEqual([]);
  });

  test('all together: at least 95 %', () => {
    expect(rows.reduce((sum, { found }) => sum + found, 0) / SOLVED.length).toBeGreaterThanOrEqual(RECALL);
  });
});

describe('what sounds alike', () => {
  const rows = byClass(HOMOPHONES, (mutation) => finds(mutation, true));
  beforeAll(() => report('Sound-alikes, as hints:', rows));

  test('is found', () => {
    expect(rows.flatMap(({ missed }) => missed)).toEqual([]);
  });

  test('is never more than a hint', () => {
    expect(HOMOPHONES.filter((mutation) => finds(mutation, false)).map(({ text }) => text)).toEqual([]);
  });
});

test('what honest people write is suspected in 2 of 100 cases at most', () => {
  const suspected = CLEAN.filter((text) => signalsOf(text).some(({ hint }) => !hint));
  const hinted = CLEAN.filter((text) => signalsOf(text).some(({ hint }) => hint));
  process.stdout.write(`False positives: ${suspected.length} of ${CLEAN.length} (${((100 * suspected.length) / CLEAN.length).toFixed(1)} %); hints: ${hinted.length}\n${suspected.map((text) => `  ${text}\n`).join('')}`);
  expect(suspected.length / CLEAN.length).toBeLessThanOrEqual(MAX_FALSE);
});

test('what is known to get through is measured', () => {
  const rows = byClass(UNSOLVED, (mutation) => finds(mutation, false));
  report('Not solved:', rows);
  expect(rows.map(({ kind }) => kind)).toContain('letters repeated');
});

test('a signal that is not said to be a hint is none', () => {
  expect(signal('word-list/x', null, 'minor').hint).toBe(false);
});
