/** Whoever approves has looked; in a test that is not about looking, at the piece as it is. */
import { NEEDS_A_LOOK, type EventType } from '../../src/plugins/content-workflow/core/workflow/events';
import type { Workflow } from '../../src/plugins/content-workflow/server/src/workflow';

type Event = Parameters<Workflow['transitions']['send']>[0]['event'];

/** The event of a client that was shown the piece; one that names something itself stays as it is. */
export const havingLooked = <E extends { readonly type: string }>({ shown }: { readonly shown: string }, event: E): E => (NEEDS_A_LOOK.has(event.type as EventType) ? { shownHash: shown, ...event } : event);

/** The same inside of the server, where nobody looks at pages. */
export const lookedAt = async ({ pieces, transitions }: Pick<Workflow, 'pieces' | 'transitions'>, pieceId: number, event: Event): Promise<Event> => {
  const piece = NEEDS_A_LOOK.has(event.type) ? await pieces.byId(pieceId) : null;
  const inspected = piece === null ? null : await transitions.inspect(piece);
  return inspected === null ? event : havingLooked(inspected.facts, event);
};
