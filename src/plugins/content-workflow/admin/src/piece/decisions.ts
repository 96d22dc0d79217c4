import type { EventType } from '../api/types';

/** Events about the content itself: each names what the person had before them. */
export const DECISIONS: ReadonlySet<EventType> = new Set<EventType>(['APPROVE', 'REQUEST_CHANGES', 'REJECT', 'EXPEDITE']);
