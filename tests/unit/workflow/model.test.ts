/** The machine held to its laws in every state that can be reached, with whatever was said on the way. */
import { decide, type Decision } from '../../../src/plugins/content-workflow/core/workflow/decide';
import { INTERNAL_EVENTS, USER_EVENTS } from '../../../src/plugins/content-workflow/core/workflow/events';
import { MACHINE_VERSION, STATES } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { restore, type PieceState } from '../../../src/plugins/content-workflow/core/workflow/snapshot';
import { cancelled, context, enqueued, kinds, type State } from '../../support/unit/build';
import { type Case, type Edge, explore, identityOf, roads } from '../../support/unit/model';

/** The shortest ordinary path into each state. */
const shortest = new Map<string, ReturnType<typeof roads.getShortestPaths>[number]>();
for (const path of roads.getShortestPaths({ allowDuplicatePaths: true })) {
  const known = shortest.get(path.state.value);
  if (known === undefined || path.weight < known.weight) shortest.set(path.state.value, path);
}

const labels = (state: string): string =>
  shortest
    .get(state)
    ?.steps.map((step) => (step.event as Case).label ?? 'a new draft')
    .join(' → ') ?? 'unreachable';

describe('every state is reached, and a piece that is stored and restored at every step gets there too', () => {
  test.each(STATES.map((state) => ({ state: state as string, way: labels(state) })))('$state: $way', async ({ state }) => {
    const path = shortest.get(state);
    expect(path).toBeDefined();
    let row = { state: 'draft', context: JSON.stringify(context()), machineVersion: MACHINE_VERSION };
    const stored = (): PieceState => {
      const restored = restore({ ...row, context: JSON.parse(row.context) });
      if (restored.kind === 'unknown') throw new Error(restored.reason);
      return restored.state;
    };
    const send = (sent: Case): void => {
      const decision = decide(stored(), sent);
      if (decision.kind === 'refused') throw new Error(`${sent.label}: ${decision.refusal.code}`);
      row = { ...row, state: decision.to, context: JSON.stringify(decision.next.context) };
    };
    await path?.test({
      events: Object.fromEntries([...USER_EVENTS, ...INTERNAL_EVENTS].map((type) => [type, (step: { event: unknown }) => send(step.event as Case)])),
      states: { '*': (expected) => expect(identityOf(stored())).toBe(identityOf(expected)) },
    });
  });
});

const { edges, wayTo } = explore();

type Accepted = Decision & { kind: 'accepted' };
const steps: readonly (Edge & { readonly decision: Decision })[] = edges.map((edge) => ({ ...edge, decision: decide(edge.state, edge.event) }));
const taken = steps.filter((step): step is Edge & { readonly decision: Accepted } => step.decision.kind === 'accepted');

/** The first few steps that break a law, each with the way there; a law of thousands of steps is read one at a time. */
const broken = (law: (step: Edge & { readonly decision: Accepted }) => string | null): string[] => {
  const found: string[] = [];
  for (const step of taken) {
    const problem = law(step);
    if (problem !== null) found.push(`${wayTo(step.state)} → ${step.event.label}: ${problem}`);
    if (found.length === 5) break;
  }
  return found;
};

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const LIVED: ReadonlySet<State> = new Set<State>(['published', 'retrospective', 'closed', 'withdrawn']);
const SEALED: ReadonlySet<State> = new Set<State>(['approved', 'variant', 'scheduled']);
const UNSEALED: ReadonlySet<State> = new Set<State>(['draft', 'review', 'rejected', 'archived']);
const VOIDED_BY_AN_EDIT: ReadonlySet<State> = new Set<State>(['review', 'approved', 'variant', 'scheduled', 'held']);

describe('in every reachable state', () => {
  test('the model is worth asking: it has thousands of steps and every event occurs in it', () => {
    expect(taken.length).toBeGreaterThan(5_000);
    expect([...new Set(taken.map((step) => step.event.type))].sort()).toEqual([...USER_EVENTS, ...INTERNAL_EVENTS].sort());
  });

  test('decide says what the machine does: accepted, the same state, the same context', () => {
    expect(steps.filter((step) => step.decision.kind === 'refused').map((step) => `${wayTo(step.state)} → ${step.event.label}`)).toEqual([]);
    expect(broken(({ decision, next }) => (decision.to === next.value && sameJson(decision.next.context, next.context) ? null : `${decision.to}, not ${next.value}`))).toEqual([]);
  });

  test('a context survives being stored: it is JSON and nothing else', () => {
    expect(broken(({ next }) => (sameJson(JSON.parse(JSON.stringify(next.context)), next.context) ? null : 'the context changes when it is stored'))).toEqual([]);
  });

  test('nothing goes live but what was approved: the seal, the content, the publication and the effect name one hash', () => {
    expect(
      broken(({ state, event, next, decision }) => {
        const published = decision.effects.flatMap((effect) => (effect.kind === 'publish' ? [effect.hash] : []));
        if (next.value !== 'published' || state.value === 'published') return published.length === 0 ? null : 'publishes without becoming published';
        const hashes = [state.context.seal?.hash, event.facts.hash, next.context.publication?.hash, ...published];
        return published.length === 1 && hashes.every((hash) => hash !== undefined && hash === hashes[0]) ? null : `hashes ${hashes.join(', ')}`;
      })
    ).toEqual([]);
  });

  test('what is or was live carries the seal it went live with', () => {
    expect(broken(({ next }) => (!LIVED.has(next.value) || (next.context.publication !== null && next.context.publication.hash === next.context.seal?.hash) ? null : 'the publication is not what the seal says'))).toEqual([]);
  });

  test('a seal is there exactly while something is approved', () => {
    expect(
      broken(({ next }) => {
        if (SEALED.has(next.value)) return next.context.seal === null ? `${next.value} without a seal` : null;
        return UNSEALED.has(next.value) && next.context.seal !== null ? `${next.value} with a seal` : null;
      })
    ).toEqual([]);
  });

  test('a review seals with as many different votes as its steps ask for, guests vote for who asked them, and never for the author or the last editor', () => {
    expect(
      broken(({ event, next }) => {
        const { seal, approvals, author, lastEditor, steps: review } = next.context;
        if ((event.type !== 'APPROVE' && event.type !== 'GUEST_APPROVED') || seal === null) return null;
        const voter = (approval: (typeof approvals)[number]): string => approval.askedBy?.id ?? approval.by.id;
        const missing = review.filter((step) => new Set(approvals.filter((a) => a.step === step.key).map(voter)).size < step.quorum);
        if (missing.length > 0) return `the step ${missing[0]?.key} lacks people`;
        return approvals.some((a) => voter(a) === author?.id || voter(a) === lastEditor?.id) ? 'approved by who wrote it' : null;
      })
    ).toEqual([]);
  });

  test('a promise has its job: whatever makes or changes a schedule enqueues the due job for it at that instant', () => {
    expect(
      broken(({ state, next, decision }) => {
        if (next.value !== 'scheduled') return null;
        const { schedule } = next.context;
        if (schedule === null) return 'scheduled without a schedule';
        if (state.value === 'scheduled' && sameJson(state.context.schedule, schedule)) return null;
        return enqueued(decision.effects).some((job) => job.name === 'due' && job.scheduleId === schedule.id && job.runAt === schedule.publishAt) ? null : 'no due job';
      })
    ).toEqual([]);
  });

  test('leaving scheduled takes the due job and its pre-flights away', () => {
    expect(
      broken(({ state, next, decision }) =>
        state.value !== 'scheduled' || next.value === 'scheduled' || ['due', 'preflight-60', 'preflight-10'].every((slot) => cancelled(decision.effects).includes(slot)) ? null : `cancels only ${cancelled(decision.effects).join(', ') || 'nothing'}`
      )
    ).toEqual([]);
  });

  test('a schedule is there only where a promise was made: not in a draft, a review, an approved or an ended piece', () => {
    expect(broken(({ next }) => (next.context.schedule === null || next.value === 'scheduled' || next.value === 'held' || LIVED.has(next.value) ? null : `${next.value} with a schedule`))).toEqual([]);
  });

  test('what has not gone live has no past: no publication, no withdrawal and no retrospective of an earlier life', () => {
    expect(
      broken(({ next }) => {
        const { publication, takenDown, retrospective } = next.context;
        return LIVED.has(next.value) || (publication === null && takenDown === null && retrospective === null) ? null : `${next.value} with ${JSON.stringify({ publication, takenDown, retrospective })}`;
      })
    ).toEqual([]);
  });

  test('a held piece says why, and no other piece says that it is held', () => {
    expect(broken(({ next }) => ((next.value === 'held') === (next.context.held !== null) ? null : `${next.value} with held = ${JSON.stringify(next.context.held)}`))).toEqual([]);
  });

  test('an experiment is there exactly while one runs', () => {
    expect(broken(({ next }) => ((next.value === 'variant') === (next.context.experiment !== null) ? null : `${next.value} with experiment = ${JSON.stringify(next.context.experiment)}`))).toEqual([]);
  });

  test('an edit on the way to publication leads back to draft and leaves no seal, no approval, no promise and no experiment', () => {
    expect(
      broken(({ state, event, next }) => {
        if (event.type !== 'CONTENT_CHANGED' || !VOIDED_BY_AN_EDIT.has(state.value)) return null;
        const { seal, approvals, submitted, schedule, experiment } = next.context;
        if (next.value !== 'draft') return `leads to ${next.value}`;
        return seal === null && approvals.length === 0 && submitted === null && schedule === null && experiment === null ? null : `keeps ${JSON.stringify({ seal, approvals, submitted, schedule, experiment })}`;
      })
    ).toEqual([]);
  });

  test('whoever edits a piece that is not live is its last editor, and its hash is what they wrote', () => {
    expect(
      broken(({ state, event, next }) => {
        if (event.type !== 'CONTENT_CHANGED' || LIVED.has(state.value)) return null;
        if (next.context.lastEditor?.id !== event.by.id) return `the last editor is ${next.context.lastEditor?.id}, not ${event.by.id}`;
        return next.context.hash === event.facts.hash ? null : 'the hash is the old one';
      })
    ).toEqual([]);
  });

  test('an edit of what is or was live opens the next round and changes nothing in this one', () => {
    expect(
      broken(({ state, event, next, decision }) =>
        event.type !== 'CONTENT_CHANGED' || !LIVED.has(state.value) || (next.value === state.value && sameJson(next.context, state.context) && sameJson(kinds(decision.effects), ['open-round'])) ? null : 'the round changed'
      )
    ).toEqual([]);
  });

  test('that a piece was expedited is never forgotten', () => {
    expect(broken(({ state, event, next }) => (state.context.expedited === null || event.type === 'EXPEDITE' || sameJson(state.context.expedited, next.context.expedited) ? null : 'the note is gone'))).toEqual([]);
    expect(broken(({ event, next }) => (event.type !== 'EXPEDITE' || next.context.expedited?.by.id === event.by.id ? null : 'no note'))).toEqual([]);
  });

  test('content is taken off the site exactly by TAKE_DOWN and by the scheduled end, and both say why', () => {
    expect(
      broken(({ event, next, decision }) => {
        // What only the readers of an experiment see is taken from them by the end of the experiment.
        const tried = event.type === 'TAKE_DOWN' && decision.from === 'variant';
        if (tried) return kinds(decision.effects).includes('experiment') && next.context.experiment === null && next.context.seal === null ? null : 'it goes on';
        const takesDown = event.type === 'TAKE_DOWN' || event.type === 'UNPUBLISH_DUE';
        if (kinds(decision.effects).includes('unpublish') !== takesDown) return 'the effect and the event disagree';
        return !takesDown || (next.value === 'withdrawn' && next.context.takenDown !== null) ? null : 'no reason was kept';
      })
    ).toEqual([]);
  });
});
