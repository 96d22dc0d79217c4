/** Sees every event that is sent to a piece, and what became of it, without a word in it. */
import type { Core } from '@strapi/strapi';
import type { WorkflowContext } from '../../../core/workflow/context';
import { onCommit } from '../cluster/signals';
import type { Outcome, SendInput, Transitions } from '../engine/transitions';
import { inScope, note } from '../telemetry/scope';
import { inSpan, type Attributes } from '../telemetry/spans';
import { stopwatch, type Telemetry, type TransitionSeen } from '../telemetry/telemetry';

const seenOf = ({ event: { type: event } }: SendInput, outcome: Outcome): TransitionSeen => {
  switch (outcome.kind) {
    case 'accepted': {
      const { publication } = outcome.piece.context as WorkflowContext;
      const latenessMs = event === 'DUE' && outcome.to === 'published' ? (publication?.latenessMs ?? null) : null;
      return { outcome: 'accepted', event, type: outcome.piece.uid, from: outcome.from, to: outcome.to, latenessMs };
    }
    case 'refused':
      return { outcome: 'refused', event, type: outcome.piece.uid, code: outcome.refusal.code };
    case 'conflict':
      return { outcome: 'conflict', event, type: outcome.piece.uid };
    case 'not-found':
      return { outcome: 'refused', event, type: null, code: 'PIECE_NOT_FOUND' };
  }
};

const attributesOf = (outcome: Outcome): Attributes => ({
  'content_workflow.outcome': outcome.kind,
  ...(outcome.kind === 'not-found' ? {} : { 'content_workflow.uid': outcome.piece.uid, 'content_workflow.revision': outcome.piece.revision }),
  ...(outcome.kind === 'accepted' ? { 'content_workflow.from': outcome.from, 'content_workflow.to': outcome.to } : {}),
  ...(outcome.kind === 'refused' ? { 'content_workflow.refusal': outcome.refusal.code } : {}),
});

export const observedTransitions = (transitions: Transitions, strapi: Core.Strapi, telemetry: Telemetry): Transitions => {
  /** Within somebody else's transaction nothing has happened before that commits. */
  const tell = async (seen: TransitionSeen): Promise<void> => {
    if (seen.outcome === 'accepted' && strapi.db.inTransaction()) await onCommit(strapi, () => telemetry.transition(seen));
    else telemetry.transition(seen);
  };

  const send = async (input: SendInput): Promise<Outcome> => {
    const { type: event } = input.event;
    const seconds = stopwatch();
    try {
      const outcome = await transitions.send(input);
      await tell(seenOf(input, outcome));
      return outcome;
    } catch (error) {
      telemetry.transition({ outcome: 'failed', event });
      throw error;
    } finally {
      telemetry.transitionTook(event, seconds());
    }
  };

  return {
    ...transitions,
    send: (input) => {
      const { pieceId } = input;
      note({ pieceId });
      return inScope({ pieceId }, () =>
        inSpan('transition', { attributes: { 'content_workflow.event': input.event.type, 'content_workflow.piece_id': pieceId } }, async (span) => {
          const outcome = await send(input);
          span.setAttributes(attributesOf(outcome));
          return outcome;
        })
      );
    },
  };
};
