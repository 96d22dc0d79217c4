/** A column of the board is a state; they stand in the order of a piece's life, with what went another way behind. */
import type { StateName } from '../workflow/machine';

export const COLUMNS = ['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published', 'retrospective', 'rejected', 'withdrawn'] as const satisfies readonly StateName[];

/** Nobody has anything to do there, so they are shown to whoever asks. */
export const ENDED_COLUMNS = ['closed', 'archived'] as const satisfies readonly StateName[];

export const ALL_COLUMNS: readonly StateName[] = [...COLUMNS, ...ENDED_COLUMNS];
