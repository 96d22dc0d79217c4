/** Names for parts of the wire types, so that screens need nothing but the contracts. */
import type { PieceView } from '../../../contracts/piece';

export type Availability = PieceView['events'][number];
export type Possible = Extract<Availability, { available: true }>;
export type Impossible = Extract<Availability, { available: false }>;
export type Refusal = Impossible['refusal'];
export type FieldSpec = Possible['fields'][number];
export type EventType = Availability['event'];
export type CheckResult = PieceView['checklist'][number];
export type Actor = NonNullable<PieceView['author']>;

/** Where a piece belongs. `locale` is '' for types without localisation. */
export interface Subject {
  readonly uid: string;
  readonly documentId: string;
  readonly locale: string;
}
