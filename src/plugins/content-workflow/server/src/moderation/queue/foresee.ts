/** What the machine would answer to a decision, asked before anything is done for it. */
import type { Refusal } from '../../../../core/errors';
import type { About, Decided } from '../../../../core/moderation/queue';
import type { Actor } from '../../../../core/workflow/context';
import { decide } from '../../../../core/workflow/decide';
import type { WorkflowEvent } from '../../../../core/workflow/events';
import type { EventInput, Inspected } from '../../engine/transitions';
import { iso } from '../../jobs/clock';

/** What a moderator says with it in the history of the piece, which the whole team reads. */
const wordOf = ({ message, note, reasonCodes }: Decided): string => message ?? note ?? reasonCodes[0] ?? '';

/** The event of the workflow that a decision is; of one that carries nothing there (`escalate`, `ignore` of what is live) nobody asks. */
export const workflowEvent = (about: About, decided: Decided, shownHash: string): EventInput => {
  if (about === 'live') return { type: 'TAKE_DOWN', reason: wordOf(decided) };
  switch (decided.action) {
    case 'adopt':
      return { type: 'APPROVE', comment: decided.message, shownHash };
    case 'return':
      return { type: 'REQUEST_CHANGES', comment: wordOf(decided), shownHash };
    case 'reject':
      return { type: 'REJECT', reasonCode: decided.reasonCodes[0] ?? '', comment: decided.message, shownHash };
    default:
      return { type: 'ARCHIVE', comment: decided.note };
  }
};

export type Foreseen = { readonly kind: 'refused'; readonly refusal: Refusal } | { readonly kind: 'accepted'; readonly to: string };

/** `at`: epoch milliseconds. */
export const foresee = (event: EventInput, { state, facts }: Inspected, by: Actor, at: number): Foreseen => {
  const decision = decide(state, { ...event, by, at: iso(at), facts } as WorkflowEvent);
  return decision.kind === 'refused' ? { kind: 'refused', refusal: decision.refusal } : { kind: 'accepted', to: decision.to };
};
