/** What is said between the server and the process for pictures. */
import type { Reworked } from './rework';

export interface Order {
  readonly id: number;
  readonly file: string;
}

export interface Done {
  readonly id: number;
  readonly result: Reworked;
}

/** How the process ends when a picture costs more of the processor than a picture may. */
export const COST_TOO_MUCH = 75;
