/** Can what was approved be tried out, is it being tried out, and is the winner still what was reviewed? */
import { obstaclesOf, sayObstacle } from '../../experiment/obstacles';
import { ORIGINAL } from '../../experiment/plan';
import type { VariantHash, WorkflowContext } from '../context';
import type { WorkflowEvent } from '../events';
import { refuse, said, type Guard } from './guard';

/** The hash of an arm as the draft and its variants are now. */
const hashNow = (key: string, event: WorkflowEvent): string | undefined => (key === ORIGINAL ? event.facts.hash : event.facts.variants.find((v) => v.key === key)?.hash);

/** The arms of the plan that the seal covers as they are now. */
export const approvedArms = (context: WorkflowContext, event: WorkflowEvent): VariantHash[] =>
  (event.facts.experiment?.plan.arms ?? []).flatMap(({ key }) => {
    const hash = hashNow(key, event);
    const approved = key === ORIGINAL ? context.seal?.hash : context.seal?.variants.find((v) => v.key === key)?.hash;
    return hash !== undefined && hash === approved ? [{ key, hash }] : [];
  });

const keysOf = (context: WorkflowContext): readonly string[] => (context.experiment?.arms ?? []).map(({ key }) => key);

export const EXPERIMENT_GUARDS = {
  experimentIsPlanned: (_context, event) =>
    event.facts.experiment?.state === 'draft'
      ? null
      : refuse({
          code: 'EXPERIMENT_NOT_PLANNED',
          kind: 'unprocessable',
          guard: 'experimentIsPlanned',
          message: 'No experiment is planned for this piece.',
          who: ['own'],
          next: 'Say what is believed, what counts as success and how long it runs, before anything is known.',
        }),

  /** Whoever draws readers puts content before them: a plan that compares channels or times shows nobody anything. */
  mayShowReaders: (_context, event) =>
    event.facts.experiment?.plan.kind !== 'readers' || event.by.permissions.includes('publish')
      ? null
      : refuse({
          code: 'PERMISSION_MISSING',
          kind: 'forbidden',
          guard: 'mayShowReaders',
          message: 'Readers see what is tried out, so this needs the permission "publish" as well.',
          who: ['publish'],
          next: 'Ask somebody who may publish to begin it.',
          params: { permission: 'publish' },
        }),

  armsAreApproved: (context, event) => {
    const planned = event.facts.experiment?.plan.arms ?? [];
    const approved = approvedArms(context, event);
    return approved.length === planned.length
      ? null
      : refuse({
          code: 'VARIANTS_NOT_APPROVED',
          kind: 'unprocessable',
          guard: 'armsAreApproved',
          message: `The plan has ${planned.length} versions; ${approved.length} of them ${approved.length === 1 ? 'is' : 'are'} approved as they are now.`,
          who: ['submit'],
          next: 'Have the review approve each version as it is, or take the others out of the plan.',
          params: { approved: approved.length, needed: planned.length, missing: planned.map(({ key }) => key).filter((key) => !approved.some((arm) => arm.key === key)) },
        });
  },

  isMeasured: (context) =>
    context.experiment?.state === 'running'
      ? null
      : refuse({
          code: 'EXPERIMENT_NOT_RUNNING',
          kind: 'unprocessable',
          guard: 'isMeasured',
          message: context.experiment?.state === 'paused' ? 'The experiment stands still already.' : 'Measuring is over.',
          who: ['own'],
          next: context.experiment?.state === 'paused' ? 'Resume it first.' : 'Decide: promote an arm, or stop the experiment.',
        }),

  isPaused: (context) =>
    context.experiment?.state === 'paused'
      ? null
      : refuse({
          code: 'EXPERIMENT_NOT_PAUSED',
          kind: 'unprocessable',
          guard: 'isPaused',
          message: context.experiment?.state === 'finished' ? 'Measuring is over.' : 'The experiment runs.',
          who: [],
          next: context.experiment?.state === 'finished' ? 'Decide: promote an arm, or stop the experiment.' : 'Nothing has to be done.',
        }),

  isNotFinished: (context) =>
    context.experiment?.state === 'finished'
      ? refuse({
          code: 'EXPERIMENT_FINISHED',
          kind: 'unprocessable',
          guard: 'isNotFinished',
          message: 'Measuring is over already.',
          who: ['own'],
          next: 'Decide: promote an arm, or stop the experiment.',
        })
      : null,

  /** The system ends an experiment for one cause alone, and the figures have to say so at that moment. */
  stopRuleHolds: (_context, event) =>
    event.type === 'EXPERIMENT_OVER' && event.facts.results?.over === event.because
      ? null
      : refuse({
          code: 'STOP_RULE_NOT_MET',
          kind: 'unprocessable',
          guard: 'stopRuleHolds',
          message: 'What the plan waits for has not come.',
          who: ['own'],
          next: 'Let it run on, or end it by hand.',
        }),

  isARunningVariant: (context, event) =>
    'variant' in event && keysOf(context).includes(event.variant)
      ? null
      : refuse({
          code: 'VARIANT_UNKNOWN',
          kind: 'invalid',
          guard: 'isARunningVariant',
          field: 'variant',
          message: 'This variant does not take part in the experiment.',
          who: [],
          next: `Choose one of: ${keysOf(context).join(', ')}.`,
        }),

  /** The winner must still be what was reviewed: its hash now, the one it started with and the one readers were shown are one. */
  winnerIsAsApproved: (context, event) => {
    if (!('variant' in event)) return null;
    const began = context.experiment?.arms.find((v) => v.key === event.variant)?.hash;
    const shown = event.facts.experiment?.arms.find((v) => v.key === event.variant)?.hash;
    const isAsShown = context.experiment?.id == null || shown === began;
    return began === undefined || (began === hashNow(event.variant, event) && isAsShown)
      ? null
      : refuse({
          code: 'APPROVAL_VOID',
          kind: 'unprocessable',
          guard: 'winnerIsAsApproved',
          message: 'The variant is no longer what was approved.',
          who: ['own'],
          next: 'Stop the experiment and submit the changed content for review.',
        });
  },

  /** Figures that do not name a winner can be overruled by a person, who says why. */
  mayNameAWinner: (_context, event) => {
    if (event.type !== 'PROMOTE' || said(event.reason)) return null;
    const obstacles = obstaclesOf(event.facts.results, event.variant);
    return obstacles.length === 0
      ? null
      : refuse({
          code: 'WINNER_NOT_CLEAR',
          kind: 'unprocessable',
          guard: 'mayNameAWinner',
          field: 'reason',
          message: `The figures do not make "${event.variant}" the winner: ${obstacles.map(sayObstacle).join('; ')}.`,
          who: ['own'],
          next: 'Let it run on, stop it as inconclusive, or say in "reason" why you choose it all the same.',
          params: { variant: event.variant, obstacles },
        });
  },
} as const satisfies Record<string, Guard>;
