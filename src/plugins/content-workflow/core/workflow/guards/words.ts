/** Does the event say what it has to say? */
import { refuse, said, type Guard } from './guard';

export const WORD_GUARDS = {
  hasComment: (_context, event) =>
    'comment' in event && said(event.comment)
      ? null
      : refuse({
          code: 'COMMENT_REQUIRED',
          kind: 'invalid',
          guard: 'hasComment',
          field: 'comment',
          message: 'A comment is required.',
          who: [],
          next: 'Say what should change.',
        }),

  hasReason: (_context, event) =>
    'reason' in event && said(event.reason)
      ? null
      : refuse({
          code: 'REASON_REQUIRED',
          kind: 'invalid',
          guard: 'hasReason',
          field: 'reason',
          message: 'A reason is required.',
          who: [],
          next: 'Say why; it stays in the history.',
        }),

  hasKnownReasonCode: (_context, event) =>
    'reasonCode' in event && event.facts.rejectReasons.includes(event.reasonCode)
      ? null
      : refuse({
          code: 'REASON_CODE_UNKNOWN',
          kind: 'invalid',
          guard: 'hasKnownReasonCode',
          field: 'reasonCode',
          message: 'A known reason code is required.',
          who: [],
          next: `Use one of: ${event.facts.rejectReasons.join(', ')}.`,
          params: { allowed: event.facts.rejectReasons },
        }),

  retrospectiveIsComplete: (_context, event) => {
    if (event.type !== 'COMPLETE') return null;
    const missing = (['highlights', 'shortfalls', 'lessons'] as const).filter((field) => !said(event[field]));
    return missing.length === 0
      ? null
      : refuse({
          code: 'RETROSPECTIVE_INCOMPLETE',
          kind: 'invalid',
          guard: 'retrospectiveIsComplete',
          field: missing[0],
          message: `The retrospective needs ${missing.join(', ')}.`,
          who: [],
          next: 'Write what went well, what fell short and what becomes standard.',
          params: { missing },
        });
  },
} as const satisfies Record<string, Guard>;
