/** What keeps a piece where it is, from its context and its card alone. */
import { blockersOf } from '../../../src/plugins/content-workflow/core/board/blocking';
import type { WorkflowContext } from '../../../src/plugins/content-workflow/core/workflow/context';
import { STATES } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { ADA, BEN, context, draft, event, facts, NOW, pieceIn, refOf, step, SYSTEM, walk, type State } from '../../support/unit/build';

const missing = [{ field: 'cover', problem: 'missing' }] as const;
const of = (state: State, overrides: Partial<WorkflowContext> = {}, lacks: typeof missing | readonly [] = []) => blockersOf(state, context(overrides), lacks);

test('a draft: who asked for changes, who took the approval away, and what the checklist lacks, the gravest first', () => {
  const changesRequested = { by: refOf(BEN), at: NOW, text: 'Name the place.' };
  const voided = { by: refOf(ADA), at: NOW, from: 'approved' };
  expect(of('draft', { changesRequested, voided }, missing)).toEqual([
    { code: 'CHANGES_REQUESTED', by: refOf(BEN) },
    { code: 'VOIDED', by: refOf(ADA), from: 'approved' },
    { code: 'FIELDS_MISSING', fields: missing },
  ]);
  expect(of('draft')).toEqual([]);
});

test('the words of a request stay out of it: a card shows who, the piece shows what', () => {
  expect(JSON.stringify(of('draft', { changesRequested: { by: refOf(BEN), at: NOW, text: 'Name the place.' } }))).not.toContain('place');
});

test('a review: the step, its number, and how many of its approvals are there', () => {
  const steps = [step('editorial', { name: 'Editorial', quorum: 2 }), step('brand', { name: 'Brand' })];
  const submitted = walk(draft(), event('SUBMIT', { by: ADA, facts: { steps } }));
  expect(blockersOf('review', submitted.context, [])).toEqual([{ code: 'WAITS_FOR_STEP', step: 'editorial', name: 'Editorial', number: 1, of: 2, approvals: 0, quorum: 2 }]);
  const once = walk(submitted, event('APPROVE'));
  expect(blockersOf('review', once.context, [])).toEqual([{ code: 'WAITS_FOR_STEP', step: 'editorial', name: 'Editorial', number: 1, of: 2, approvals: 1, quorum: 2 }]);
  const next = walk(once, event('APPROVE', { by: { ...BEN, id: 'dan' } }));
  expect(blockersOf('review', next.context, [])).toMatchObject([{ step: 'brand', number: 2, of: 2, approvals: 0, quorum: 1 }]);
});

test('held, rejected, taken down and an experiment: by their codes', () => {
  expect(blockersOf('held', pieceIn('held').context, [])).toEqual([{ code: 'HELD', reason: 'PUBLISH_FAILED' }]);
  expect(blockersOf('rejected', pieceIn('rejected').context, [])).toEqual([{ code: 'REJECTED', by: refOf(BEN), reason: 'off-topic' }]);
  expect(blockersOf('withdrawn', pieceIn('withdrawn').context, [])).toEqual([{ code: 'TAKEN_DOWN', by: refOf(BEN) }]);
  expect(blockersOf('variant', pieceIn('variant').context, [])).toEqual([{ code: 'EXPERIMENT_RUNS', variants: 3 }]);
  expect(blockersOf('retrospective', pieceIn('retrospective').context, [])).toEqual([{ code: 'LESSONS_MISSING' }]);
});

test('what only waits for somebody to go on is not blocked, and what the checklist lacks concerns drafts', () => {
  for (const state of ['approved', 'scheduled', 'published', 'closed', 'archived'] as const) expect(of(state, {}, missing)).toEqual([]);
});

test('a void approval is told of until the next submission', () => {
  const edited = walk(pieceIn('approved'), event('CONTENT_CHANGED', { by: ADA, facts: { hash: 'h2' } }));
  expect(blockersOf('draft', edited.context, [])).toEqual([{ code: 'VOIDED', by: refOf(ADA), from: 'approved' }]);
  const again = walk(edited, event('SUBMIT', { by: ADA, facts: facts({ hash: 'h2' }) }));
  expect(blockersOf('review', again.context, [])).toMatchObject([{ code: 'WAITS_FOR_STEP' }]);
});

test('every state has an answer, and the system can be the one who did it', () => {
  for (const state of STATES) expect(Array.isArray(of(state as State, { takenDown: { by: refOf(SYSTEM), at: NOW, text: '' } }))).toBe(true);
  expect(of('withdrawn', { takenDown: { by: refOf(SYSTEM), at: NOW, text: '' } })).toEqual([{ code: 'TAKEN_DOWN', by: refOf(SYSTEM) }]);
});
