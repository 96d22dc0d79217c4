import type { PieceView } from '../../../../../contracts/piece';
import type { ClockQuestion } from '../../../api/answer';
import type { FieldSpec } from '../../../api/types';
import type { FormValues } from '../form';

export interface FieldProps {
  readonly field: FieldSpec;
  /** What is known of the piece, or of several, that the event is for. */
  readonly view: Pick<PieceView, 'assignee' | 'rejectReasons' | 'variants'>;
  readonly values: FormValues;
  readonly errors: FormValues;
  /** Asked by the server about a wall time that the clock skips or shows twice. */
  readonly clock: ClockQuestion | null;
  readonly onChange: (values: FormValues) => void;
  readonly autoFocus: boolean;
}
