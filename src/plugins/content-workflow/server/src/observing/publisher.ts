import type { Publisher } from '../publishing/publisher';
import { inSpan } from '../telemetry/spans';

/** The slowest part of a transition is seen by itself. */
export const observedPublisher = (publisher: Publisher): Publisher => ({
  ...publisher,
  publish: (context, effect) =>
    inSpan('publish', { attributes: { 'content_workflow.uid': context.piece.uid, 'content_workflow.piece_id': context.piece.id, ...(effect.latenessMs === null ? {} : { 'content_workflow.lateness_ms': effect.latenessMs }) } }, () => publisher.publish(context, effect)),
});
