/** The life of an experiment in the machine: what may begin, what counts as time, who may name a winner, and what becomes of its row. */
import { runningMs } from '../../../src/plugins/content-workflow/core/experiment/duration';
import type { RefusalCode } from '../../../src/plugins/content-workflow/core/errors';
import { OBSTACLES, type Obstacle } from '../../../src/plugins/content-workflow/core/experiment/results';
import type { Effect, ExperimentAct } from '../../../src/plugins/content-workflow/core/workflow/effects';
import type { Facts, WorkflowEvent } from '../../../src/plugins/content-workflow/core/workflow/events';
import { restore, type PieceState } from '../../../src/plugins/content-workflow/core/workflow/snapshot';
import { accepted, ADA, after, BEN, cancelled, context, DAYS, draft, enqueued, event, HOURS, MINUTES, NOW, pieceIn, plan, planned, refOf, refused, results, running, type State, SYSTEM, TRIED, VARIANT_FACTS, walk } from '../../support/unit/build';

const gone = (): never => {
  throw new Error('no experiment runs');
};

interface Row {
  readonly promise: string;
  readonly piece: PieceState;
  readonly says: WorkflowEvent;
  readonly answer: State | { readonly code: RefusalCode; readonly guard: string; readonly [more: string]: unknown };
}

const hold = (rows: readonly Row[]): void => {
  test.each(rows)('$promise', ({ piece, says, answer }) => {
    if (typeof answer === 'string') expect(accepted(piece, says).to).toBe(answer);
    else expect(refused(piece, says)).toMatchObject(answer);
  });
};

const actsOf = (effects: readonly Effect[]): ExperimentAct[] => effects.flatMap((effect) => (effect.kind === 'experiment' ? [effect.does] : []));

const [a, b] = VARIANT_FACTS.variants;
const approvedWith = (variants: readonly { key: string; hash: string }[]) => walk(draft(), event('SUBMIT', { by: ADA, facts: { variants } }), event('APPROVE', { facts: { variants } }));
const both = approvedWith([a, b]);
const runs = pieceIn('variant');
const tried = { ...VARIANT_FACTS, experiment: running() };
const stands = walk(runs, event('PAUSE_EXPERIMENT', { facts: tried, at: after(NOW, 1 * DAYS) }));
const measured = walk(runs, event('FINISH_EXPERIMENT', { facts: tried, at: after(NOW, 8 * DAYS) }));

describe('an experiment begins', () => {
  const few = (approved: number, missing: readonly string[]) => ({ code: 'VARIANTS_NOT_APPROVED', guard: 'armsAreApproved', kind: 'unprocessable', params: { approved, needed: 3, missing } }) as const;
  const start = (facts: Partial<Facts>) => event('START_EXPERIMENT', { facts: { experiment: planned(), ...facts } });
  hold([
    { promise: 'only with a plan', piece: both, says: event('START_EXPERIMENT', { facts: VARIANT_FACTS }), answer: { code: 'EXPERIMENT_NOT_PLANNED', guard: 'experimentIsPlanned', who: ['own'] } },
    { promise: 'with a plan that has not been carried out before', piece: both, says: start({ ...VARIANT_FACTS, experiment: planned({ state: 'decided' }) }), answer: { code: 'EXPERIMENT_NOT_PLANNED', guard: 'experimentIsPlanned' } },
    { promise: 'when every arm of the plan is approved as it is', piece: both, says: start(VARIANT_FACTS), answer: 'variant' },
    { promise: 'with the original and one variant', piece: approvedWith([a]), says: start({ variants: [a], experiment: planned({ plan: plan({ arms: plan().arms.slice(0, 2) }) }) }), answer: 'variant' },
    { promise: 'only by who may also publish, since readers see it', piece: both, says: event('START_EXPERIMENT', { by: { ...BEN, permissions: BEN.permissions.filter((p) => p !== 'publish') }, facts: { experiment: planned(), ...VARIANT_FACTS } }), answer: { code: 'PERMISSION_MISSING', guard: 'mayShowReaders', who: ['publish'] } },
    { promise: 'by who owns it, where nobody is shown anything', piece: both, says: event('START_EXPERIMENT', { by: { ...BEN, permissions: BEN.permissions.filter((p) => p !== 'publish') }, facts: { ...VARIANT_FACTS, experiment: planned({ plan: plan({ kind: 'channels' }) }) } }), answer: 'variant' },
    { promise: 'not in a blackout', piece: both, says: start({ ...VARIANT_FACTS, publishRules: { windows: [], blackouts: [{ from: after(NOW, -1 * HOURS), to: after(NOW, 1 * HOURS), reason: 'Mourning' }] } }), answer: { code: 'IN_BLACKOUT', guard: 'isNotInBlackout' } },
    { promise: 'not with a variant that was added after the review', piece: approvedWith([a]), says: start(VARIANT_FACTS), answer: few(2, ['b']) },
    { promise: 'not with a variant that changed after the review', piece: both, says: start({ variants: [a, { key: 'b', hash: 'edited' }] }), answer: few(2, ['b']) },
    { promise: 'not with a variant that was removed', piece: both, says: start({ variants: [a] }), answer: few(2, ['b']) },
    { promise: 'not over an expedited piece, of which no variant was approved', piece: walk(draft(), event('EXPEDITE', { facts: VARIANT_FACTS })), says: start(VARIANT_FACTS), answer: few(1, ['a', 'b']) },
    { promise: 'not over content that changed after the approval', piece: both, says: start({ ...VARIANT_FACTS, hash: 'h2' }), answer: { code: 'APPROVAL_VOID', guard: 'approvalValid' } },
  ]);

  test('with its arms as they were approved, in the order of the plan, and a look at it in five minutes', () => {
    const { next, effects } = accepted(both, start(VARIANT_FACTS));
    const arms = [{ key: 'original', hash: 'h1' }, a, b];
    const duration = { startedAt: NOW, pausedAt: null, pausedMs: 0, finishedAt: null };
    expect(next.context.experiment).toEqual({ id: 7, key: 'exp-1', state: 'running', arms, duration, by: refOf(BEN) });
    expect(actsOf(effects)).toEqual([{ act: 'start', arms, duration }]);
    expect(enqueued(effects)).toEqual([{ kind: 'enqueue', name: 'experiment', slot: 'experiment', runAt: after(NOW, 5 * MINUTES), scheduleId: null, minutesBefore: null }]);
  });

  test('planning it leaves the piece, its review and its editors as they are', () => {
    for (const state of ['draft', 'review', 'approved'] as const) expect(accepted(pieceIn(state), event('EXPERIMENT_PLANNED')).next.context).toEqual(pieceIn(state).context);
    expect(refused(runs, event('EXPERIMENT_PLANNED')).code).toBe('NOT_IN_THIS_STATE');
  });
});

describe('while it runs', () => {
  const not = (guard: string, code: RefusalCode) => ({ code, guard, kind: 'unprocessable' }) as const;
  hold([
    { promise: 'it can be paused', piece: runs, says: event('PAUSE_EXPERIMENT'), answer: 'variant' },
    { promise: 'not twice', piece: stands, says: event('PAUSE_EXPERIMENT'), answer: not('isMeasured', 'EXPERIMENT_NOT_RUNNING') },
    { promise: 'one that stands still goes on', piece: stands, says: event('RESUME_EXPERIMENT'), answer: 'variant' },
    { promise: 'one that runs need not be resumed', piece: runs, says: event('RESUME_EXPERIMENT'), answer: not('isPaused', 'EXPERIMENT_NOT_PAUSED') },
    { promise: 'measuring can be ended by hand', piece: runs, says: event('FINISH_EXPERIMENT'), answer: 'variant' },
    { promise: 'also out of a pause', piece: stands, says: event('FINISH_EXPERIMENT'), answer: 'variant' },
    { promise: 'but not twice', piece: measured, says: event('FINISH_EXPERIMENT'), answer: not('isNotFinished', 'EXPERIMENT_FINISHED') },
    { promise: 'what was measured does not run again', piece: measured, says: event('RESUME_EXPERIMENT'), answer: not('isPaused', 'EXPERIMENT_NOT_PAUSED') },
    { promise: 'and is not paused', piece: measured, says: event('PAUSE_EXPERIMENT'), answer: not('isMeasured', 'EXPERIMENT_NOT_RUNNING') },
    { promise: 'the system ends it when the stop rule holds', piece: runs, says: event('EXPERIMENT_OVER', { by: SYSTEM, facts: { results: results({ over: 'sample' }) } }), answer: 'variant' },
    { promise: 'never otherwise', piece: runs, says: event('EXPERIMENT_OVER', { by: SYSTEM, facts: { results: results() } }), answer: not('stopRuleHolds', 'STOP_RULE_NOT_MET') },
    { promise: 'never without figures', piece: runs, says: event('EXPERIMENT_OVER', { by: SYSTEM }), answer: not('stopRuleHolds', 'STOP_RULE_NOT_MET') },
    { promise: 'never for another cause than the rule names', piece: runs, says: event('EXPERIMENT_OVER', { by: SYSTEM, because: 'sequential', facts: { results: results({ over: 'sample' }) } }), answer: not('stopRuleHolds', 'STOP_RULE_NOT_MET') },
    { promise: 'never while it stands still', piece: stands, says: event('EXPERIMENT_OVER', { by: SYSTEM, facts: { results: results({ over: 'sample' }) } }), answer: not('isMeasured', 'EXPERIMENT_NOT_RUNNING') },
  ]);

  test('the time of every pause is left out, and the last one ends with the measuring', () => {
    const at = (hours: number) => ({ at: after(NOW, hours * HOURS) });
    const ended = walk(runs, event('PAUSE_EXPERIMENT', at(10)), event('RESUME_EXPERIMENT', at(14)), event('PAUSE_EXPERIMENT', at(20)), event('RESUME_EXPERIMENT', at(21)), event('PAUSE_EXPERIMENT', at(30)), event('FINISH_EXPERIMENT', at(50)));
    const duration = ended.context.experiment?.duration ?? gone();
    expect(duration).toEqual({ startedAt: NOW, pausedAt: null, pausedMs: 25 * HOURS, finishedAt: after(NOW, 50 * HOURS) });
    expect(runningMs(duration, after(NOW, 1_000 * HOURS))).toBe(25 * HOURS);
  });

  test('while it stands still, no time passes for it', () => {
    const duration = stands.context.experiment?.duration ?? gone();
    expect([1, 5, 500].map((days) => runningMs(duration, after(NOW, days * DAYS)))).toEqual([1 * DAYS, 1 * DAYS, 1 * DAYS]);
  });

  test('a clock that was set back makes no time negative', () => {
    const { duration } = walk(runs, event('PAUSE_EXPERIMENT', { at: after(NOW, 2 * HOURS) }), event('RESUME_EXPERIMENT', { at: after(NOW, 1 * HOURS) })).context.experiment ?? gone();
    expect(duration.pausedMs).toBe(0);
    expect(runningMs(duration, after(NOW, -1 * HOURS))).toBe(0);
  });

  test('its row says what the piece says, and nobody looks at one that is not measured', () => {
    for (const [piece, type, state, promises] of [
      [runs, 'PAUSE_EXPERIMENT', 'paused', false],
      [stands, 'RESUME_EXPERIMENT', 'running', true],
      [runs, 'FINISH_EXPERIMENT', 'finished', false],
    ] as const) {
      const { next, effects } = accepted(piece, event(type, { at: after(NOW, 2 * DAYS) }));
      expect(actsOf(effects)).toEqual([{ act: 'record', state, duration: next.context.experiment?.duration }]);
      expect([enqueued(effects).length > 0, cancelled(effects).includes('experiment')]).toEqual([promises, !promises]);
    }
  });
});

describe('a winner', () => {
  const obstacles: readonly Obstacle[] = [
    { code: 'TOO_SHORT', params: { days: 3, needed: 7 } },
    { code: 'NOT_SETTLED', params: {} },
  ];
  const against = results({ obstacles: { original: [], a: obstacles, b: [] } });
  const name = (variant: string, reason: string | null, facts: object) => event('PROMOTE', { variant, reason, facts: { ...tried, ...facts } });
  hold([
    { promise: 'is named where nothing speaks against it', piece: runs, says: name('a', null, { results: results() }), answer: 'approved' },
    { promise: 'can be the original', piece: measured, says: name('original', null, { results: results() }), answer: 'approved' },
    { promise: 'is named out of a pause too', piece: stands, says: name('b', null, { results: results() }), answer: 'approved' },
    { promise: 'is not named against the figures without a reason', piece: runs, says: name('a', null, { results: against }), answer: { code: 'WINNER_NOT_CLEAR', guard: 'mayNameAWinner', field: 'reason', params: { variant: 'a', obstacles } } },
    { promise: 'nor with an empty one', piece: runs, says: name('a', '  ', { results: against }), answer: { code: 'WINNER_NOT_CLEAR', guard: 'mayNameAWinner' } },
    { promise: 'is named against them by somebody who says why', piece: runs, says: name('a', 'The brand needs it.', { results: against }), answer: 'approved' },
    { promise: 'of a comparison needs a reason, whatever its figures', piece: runs, says: name('b', null, { results: results({ randomised: false }) }), answer: { code: 'WINNER_NOT_CLEAR', params: { variant: 'b', obstacles: [{ code: 'NOT_RANDOMISED', params: {} }] } , guard: 'mayNameAWinner' } },
    { promise: 'without any figures needs a reason', piece: runs, says: name('b', null, {}), answer: { code: 'WINNER_NOT_CLEAR', guard: 'mayNameAWinner' } },
    { promise: 'takes part', piece: runs, says: name('z', 'So be it.', {}), answer: { code: 'VARIANT_UNKNOWN', guard: 'isARunningVariant', field: 'variant', next: 'Choose one of: original, a, b.' } },
    { promise: 'is what was approved: not a variant that changed since', piece: runs, says: name('a', 'So be it.', { variants: [{ key: 'a', hash: 'edited' }, b] }), answer: { code: 'APPROVAL_VOID', guard: 'winnerIsAsApproved' } },
    { promise: 'not one that was removed', piece: runs, says: name('a', 'So be it.', { variants: [b] }), answer: { code: 'APPROVAL_VOID', guard: 'winnerIsAsApproved' } },
    { promise: 'not an original that was edited', piece: runs, says: name('original', 'So be it.', { hash: 'edited' }), answer: { code: 'APPROVAL_VOID', guard: 'winnerIsAsApproved' } },
    { promise: 'not one of which readers were shown something else', piece: runs, says: name('a', 'So be it.', { experiment: running({ arms: [{ key: 'original', hash: 'h1' }, { key: 'a', hash: 'other' }, b] }) }), answer: { code: 'APPROVAL_VOID', guard: 'winnerIsAsApproved' } },
  ]);

  test.each(OBSTACLES.map((code) => ({ code })))('a refusal says $code in a sentence with its figures', ({ code }) => {
    const { message } = refused(runs, name('a', null, { results: results({ obstacles: { a: [{ code, params: { found: 0.012345, needed: 150 } }] } }) }));
    expect(message).toMatch(/^The figures do not make "a" the winner: [a-z].+ \(found 0\.0123, needed 150\)\.$/);
  });

  test('is sealed by its own hash, so that exactly it can go live', () => {
    const promoted = walk(runs, name('b', 'The partner prefers it.', {}));
    expect(promoted.context).toMatchObject({ experiment: null, hash: 'hb', seal: { hash: 'hb', how: 'experiment', by: [refOf(BEN)] } });
    expect(refused(promoted, event('PUBLISH')).code).toBe('APPROVAL_VOID');
    expect(accepted(promoted, event('PUBLISH', { facts: { hash: 'hb' } })).to).toBe('published');
  });

  test('is recorded with who, why and the figures of that moment, in the same transaction', () => {
    const at = after(NOW, 9 * DAYS);
    const { effects } = accepted(measured, event('PROMOTE', { variant: 'b', reason: null, at, facts: { ...tried, results: results() } }));
    expect(effects[0]).toEqual({ kind: 'apply-variant', variant: 'b', hash: 'hb' });
    expect(actsOf(effects)).toEqual([{ act: 'decide', duration: measured.context.experiment?.duration, ruling: { arm: 'b', outcome: 'winner', by: refOf(BEN), at, reason: null, results: results() } }]);
    expect(cancelled(effects)).toContain('experiment');
  });

  test('that is the original applies nothing', () => {
    const { next, effects } = accepted(runs, name('original', null, { results: results() }));
    expect(effects.filter(({ kind }) => kind === 'apply-variant')).toEqual([]);
    expect(next.context.seal).toMatchObject({ hash: 'h1', how: 'experiment' });
  });
});

describe('an experiment ends without a winner', () => {
  const endOf = (piece: PieceState, says: WorkflowEvent) => actsOf(accepted(piece, says).effects);

  test.each([
    { piece: measured, when: 'after measuring', outcome: null, expected: 'inconclusive' },
    { piece: runs, when: 'before', outcome: null, expected: 'cancelled' },
    { piece: runs, when: 'before, on purpose', outcome: 'inconclusive', expected: 'inconclusive' },
    { piece: measured, when: 'after measuring, when it does not count', outcome: 'cancelled', expected: 'cancelled' },
  ] as const)('by STOP $when: $expected', ({ piece, outcome, expected }) => {
    const stop = event('STOP', { outcome, comment: 'Enough.', at: after(NOW, 9 * DAYS), facts: { results: results() } });
    expect(endOf(piece, stop)).toEqual([expect.objectContaining({ act: 'decide', ruling: { arm: null, outcome: expected, by: refOf(BEN), at: after(NOW, 9 * DAYS), reason: 'Enough.', results: results() } })]);
    expect(walk(piece, stop).context.seal).toEqual(piece.context.seal);
  });

  test.each([
    { type: 'CONTENT_CHANGED', to: 'draft' },
    { type: 'ARCHIVE', to: 'archived' },
    { type: 'DOCUMENT_DELETED', to: 'archived' },
  ] as const)('$type cancels it with the same stroke, and ends its time', ({ type, to }) => {
    const at = after(NOW, 2 * DAYS);
    const decision = accepted(runs, event(type, { at, facts: { hash: 'h2' } } as never));
    expect(decision.to).toBe(to);
    expect(decision.next.context.experiment).toBeNull();
    expect(actsOf(decision.effects)).toEqual([{ act: 'cancel', duration: { startedAt: NOW, pausedAt: null, pausedMs: 0, finishedAt: at } }]);
    expect(cancelled(decision.effects)).toContain('experiment');
  });
});

describe('an experiment that the first version of the workflow began', () => {
  const old = { ...context(), seal: runs.context.seal, experiment: { variants: [a, b], startedAt: NOW, by: refOf(BEN) } };
  const restored = (): PieceState => {
    const answer = restore({ state: 'variant', context: JSON.parse(JSON.stringify(old)), machineVersion: 1 });
    if (answer.kind === 'unknown') throw new Error(answer.reason);
    return answer.state;
  };

  test('goes on as one that runs, of which nothing was planned or counted', () => {
    expect(restored().context.experiment).toEqual({ id: null, key: '', state: 'running', arms: [a, b], duration: { startedAt: NOW, pausedAt: null, pausedMs: 0, finishedAt: null }, by: refOf(BEN) });
  });

  test('is ended by a person who says why, and touches no row', () => {
    expect(refused(restored(), event('PROMOTE', { variant: 'a', reason: null, facts: VARIANT_FACTS }))).toMatchObject({ code: 'WINNER_NOT_CLEAR' });
    const { to, effects } = accepted(restored(), event('PROMOTE', { variant: 'a', reason: 'It was agreed.', facts: VARIANT_FACTS }));
    expect([to, actsOf(effects), enqueued(effects)]).toEqual(['approved', [], []]);
    expect(actsOf(accepted(restored(), event('STOP')).effects)).toEqual([]);
  });

  test('a piece without one, in any stage, is as it was', () => {
    const answer = restore({ state: 'approved', context: JSON.parse(JSON.stringify(both.context)), machineVersion: 1 });
    expect(answer).toMatchObject({ kind: 'restored', state: { value: 'approved', context: both.context } });
  });
});

test('what a test calls tried is what the machine asks for', () => {
  expect(TRIED.experiment.arms).toEqual(runs.context.experiment?.arms);
});
