/** Is the content there and complete, the one that was submitted, shown or approved, and what readers see? */
import type { Refusal } from '../../errors';
import { blocking, type ChecklistRule } from '../../review/checklist';
import type { WorkflowContext } from '../context';
import { NEEDS_A_LOOK, type WorkflowEvent } from '../events';
import { refuse, type Guard } from './guard';

export const approvalValid: Guard = (context, event) => {
  if (context.seal === null)
    return refuse({
      code: 'APPROVAL_MISSING',
      kind: 'unprocessable',
      guard: 'approvalValid',
      message: 'This content has not been approved.',
      who: ['review'],
      next: 'Submit it and have every review step approve it.',
    });
  if (context.seal.hash !== event.facts.hash)
    return refuse({
      code: 'APPROVAL_VOID',
      kind: 'unprocessable',
      guard: 'approvalValid',
      message: 'The content is no longer what was approved.',
      who: ['submit'],
      next: 'Submit the changed content for review again, or restore the approved version.',
      params: { approved: context.seal.hash, now: event.facts.hash },
    });
  return null;
};

const checklist = (guard: string, event: WorkflowEvent, levels: readonly ChecklistRule['level'][]): Refusal | null => {
  const missing = blocking(event.facts.checklist, levels);
  return missing.length === 0
    ? null
    : refuse({
        code: 'CHECKLIST_INCOMPLETE',
        kind: 'unprocessable',
        guard,
        message: `The checklist is not complete: ${missing.map((m) => `${m.field} (${m.problem})`).join(', ')}.`,
        who: ['submit'],
        next: 'Fill in the fields that are listed and save.',
        params: { missing },
      });
};

/** The guest's page shows the variants that were submitted, so that all of them are what is approved. */
const variantsAreAsSubmitted = (context: WorkflowContext, event: WorkflowEvent): boolean =>
  (context.submitted?.variants ?? []).every((v) => event.facts.variants.some((now) => now.key === v.key && now.hash === v.hash));

export const CONTENT_GUARDS = {
  hasADraft: (_context, event) =>
    event.facts.hash === ''
      ? refuse({
          code: 'DOCUMENT_NOT_FOUND',
          kind: 'unprocessable',
          guard: 'hasADraft',
          message: 'The entry was deleted.',
          who: [],
          next: 'Create it anew; this piece keeps its history.',
        })
      : null,

  checklistComplete: (_context, event) => checklist('checklistComplete', event, ['required']),

  checklistAllowsApproval: (_context, event) => checklist('checklistAllowsApproval', event, ['required', 'before-approval']),

  isWhatWasShown: (_context, event) => {
    const shown = 'shownHash' in event ? event.shownHash : undefined;
    if (shown === event.facts.shown) return null;
    if (shown !== undefined)
      return refuse({
        code: 'CONTENT_IS_NOT_WHAT_WAS_SHOWN',
        kind: 'unprocessable',
        guard: 'isWhatWasShown',
        message: 'The content is no longer what you were shown.',
        who: [],
        next: 'Look at what changed, and decide again.',
        params: { shown, now: event.facts.shown },
      });
    return event.by.kind === 'admin' && NEEDS_A_LOOK.has(event.type)
      ? refuse({
          code: 'CONTENT_WAS_NOT_SHOWN',
          kind: 'invalid',
          guard: 'isWhatWasShown',
          field: 'event.shownHash',
          message: 'What is approved has to be looked at first.',
          who: [],
          next: 'Open it on the review page and decide there; a program sends the hash of what it showed as shownHash.',
        })
      : null;
  },

  isWhatWasSubmitted: (context, event) =>
    context.submitted !== null && context.submitted.hash === event.facts.hash
      ? null
      : refuse({
          code: 'CONTENT_CHANGED_SINCE_SUBMISSION',
          kind: 'unprocessable',
          guard: 'isWhatWasSubmitted',
          message: 'The content changed after it was submitted.',
          who: ['submit'],
          next: 'Send it back or recall it, and submit the content as it is now.',
          params: { submitted: context.submitted?.hash ?? null, now: event.facts.hash },
        }),

  /** A link shows one version to one guest; whatever else is under review now, they have not seen it. */
  isWhatTheGuestSaw: (context, event) =>
    'askedBy' in event && event.hash === event.facts.hash && event.hash === context.submitted?.hash && variantsAreAsSubmitted(context, event)
      ? null
      : refuse({
          code: 'GUEST_LINK_VOID',
          kind: 'unprocessable',
          guard: 'isWhatTheGuestSaw',
          message: 'The text has changed since this link was made.',
          who: ['assign'],
          next: 'Ask for a new link.',
        }),

  approvalValid,

  /** Whether the draft is still that is not asked: what a channel is given is made of what was approved. */
  isSealed: (context) =>
    context.seal === null
      ? refuse({
          code: 'APPROVAL_MISSING',
          kind: 'unprocessable',
          guard: 'isSealed',
          message: 'This content has not been approved.',
          who: ['review'],
          next: 'What the channels get is approved with the piece.',
        })
      : null,

  isTheRenditionThatWasShown: (_context, event) =>
    event.type === 'RENDITION_APPROVED' && event.shownHash === event.rendition
      ? null
      : refuse({
          code: 'CONTENT_IS_NOT_WHAT_WAS_SHOWN',
          kind: 'unprocessable',
          guard: 'isTheRenditionThatWasShown',
          message: 'What the channel would be given is no longer what you were shown.',
          who: [],
          next: 'Look at it as it is now, and decide again.',
          params: event.type === 'RENDITION_APPROVED' ? { shown: event.shownHash ?? null, now: event.rendition } : {},
        }),

  isLive: (_context, event) =>
    event.facts.isLive
      ? null
      : refuse({
          code: 'NOT_THE_LIVE_ROUND',
          kind: 'unprocessable',
          guard: 'isLive',
          message: 'This round is not what readers see now.',
          who: [],
          next: 'Take down the round that is live.',
        }),
} as const satisfies Record<string, Guard>;
