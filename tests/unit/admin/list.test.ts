/** The pure parts of what stands in Strapi's list: the address of a stage, and which events a selection has. */
import { choicesOf, type KnownOffer } from '../../../src/plugins/content-workflow/admin/src/content-manager/list/bulk/choices';
import { stageOf, withStage } from '../../../src/plugins/content-workflow/admin/src/content-manager/list/stage-query';
import { STAGES } from '../../../src/plugins/content-workflow/admin/src/piece/stages';
import { STATES } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { atOnce } from '../../../src/plugins/content-workflow/server/src/desk/bulk/at-once';

describe('the stage in the address of the list', () => {
  const other = { title: { $contains: 'tea' } };

  test('it is added beside the other filters, replaced, and taken out again', () => {
    const first = withStage({ filters: { $and: [other] } }, 'review');
    expect(first).toEqual({ $and: [other, { __stage: { $eq: 'review' } }] });
    expect(stageOf({ filters: first })).toBe('review');
    expect(withStage({ filters: first }, 'draft')).toEqual({ $and: [other, { __stage: { $eq: 'draft' } }] });
    expect(withStage({ filters: first }, '')).toEqual({ $and: [other] });
  });

  test('a list without filters has none, and a condition of another kind is not mistaken for one', () => {
    expect(stageOf({})).toBe('');
    expect(stageOf({ filters: { $and: [{ __stage: { $ne: 'draft' } }] } })).toBe('');
    expect(withStage({}, 'held')).toEqual({ $and: [{ __stage: { $eq: 'held' } }] });
  });

  test('every stage of the machine is offered', () => {
    expect([...STAGES].sort()).toEqual([...STATES].sort());
  });
});

describe('the events of a selection', () => {
  const refusal = { code: 'CHECKLIST_INCOMPLETE', kind: 'unprocessable', guard: 'g', message: 'm', who: [], next: 'n' } as const;
  const offer = (documentId: string, events: KnownOffer['events']): KnownOffer => ({ documentId, events, rejectReasons: [], piece: { documentId } as KnownOffer['piece'] });
  const can = (event: 'SUBMIT' | 'APPROVE' | 'ARCHIVE' | 'PROMOTE') => ({ event, available: true, fields: [] }) as const;

  test('are those that at least one accepts, the likeliest first; whoever can not is listed with the reason', () => {
    const offers = [offer('a', [can('ARCHIVE'), can('SUBMIT')]), offer('b', [can('ARCHIVE'), { event: 'SUBMIT', available: false, refusal }]), offer('c', [can('APPROVE')])];
    const choices = choicesOf(offers);
    expect(choices.map(({ type }) => type)).toEqual(['APPROVE', 'SUBMIT', 'ARCHIVE']);
    const submit = choices[1];
    expect(submit?.can.map(({ documentId }) => documentId)).toEqual(['a']);
    expect(submit?.cannot.map((one) => [one.offer.documentId, one.refusal])).toEqual([
      ['b', refusal],
      ['c', null],
    ]);
  });

  test('an approval is for who looks at each: it is offered, and sent to none', () => {
    const [approve] = choicesOf([offer('c', [can('APPROVE')]), offer('a', [can('SUBMIT')])]);
    expect([approve?.type, approve?.can, approve?.look.map(({ documentId }) => documentId), approve?.cannot.length]).toEqual(['APPROVE', [], ['c'], 1]);
  });

  test('do not hold what has to be said of one piece alone', () => {
    expect(choicesOf([offer('a', [can('PROMOTE')])])).toEqual([]);
  });
});

test('work is done so many at a time, and the results keep their order', async () => {
  let running = 0;
  let most = 0;
  const finish: (() => void)[] = [];
  const work = async (n: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => finish.push(resolve));
    running -= 1;
    return n * 10;
  };
  const all = atOnce([1, 2, 3, 4, 5], 2, work);
  // The later of each two ends first.
  while (finish.length > 0) {
    finish.pop()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await all).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
});
