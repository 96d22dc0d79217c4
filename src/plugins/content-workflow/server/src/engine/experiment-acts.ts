/** What the engine needs of experiments: given by the composition root, so that the write path knows no more of them. */
import type { Results } from '../../../core/experiment/results';
import type { ExperimentAct } from '../../../core/workflow/effects';
import type { KnownExperiment } from '../../../core/workflow/events';
import type { GovernedType } from '../config';
import type { PieceRow, Trx } from '../tables';

/** What an act is performed with. */
export interface ExperimentContext {
  readonly trx: Trx;
  readonly piece: PieceRow;
  readonly type: GovernedType;
}

export interface ExperimentActs {
  /** The experiment that is planned for a piece or that it is in; `null` where there is none, or the last one has ended. */
  known(pieceId: number, trx?: Trx): Promise<KnownExperiment | null>;
  /** What the piece's experiment has shown until now; `null` where none runs. Asked before the transaction: counts are read on connections of their own. */
  results(pieceId: number): Promise<Results | null>;
  /** Writes what becomes of the experiment, in the transaction of the event. */
  perform(context: ExperimentContext, id: number, does: ExperimentAct): Promise<void>;
}
