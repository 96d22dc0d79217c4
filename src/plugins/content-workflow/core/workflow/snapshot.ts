/** From the stored row to a state of the machine and back: `{ value, context }` and the version it was written with. */
import { started } from '../experiment/duration';
import { newContext, type ActorRef, type RunningExperiment, type VariantHash, type WorkflowContext } from './context';
import { MACHINE_VERSION, STATES, workflowMachine, type StateName } from './machine';

export interface StoredState {
  readonly state: string;
  readonly context: unknown;
  readonly machineVersion: number;
}

export type PieceState = ReturnType<typeof workflowMachine.resolveState>;

type Migration = (stored: { state: string; context: Record<string, unknown> }) => { state: string; context: Record<string, unknown> };

/**
 * Version 1 knew of an experiment which variants took part and when it began. It goes on as one that runs, of which
 * nothing was planned or counted: a person ends it, with a reason.
 */
const experimentsGetADuration: Migration = ({ state, context }) => {
  const old = context.experiment as { variants: readonly VariantHash[]; startedAt: string; by: ActorRef } | null | undefined;
  if (old == null) return { state, context };
  const experiment: RunningExperiment = { id: null, key: '', state: 'running', arms: old.variants, duration: started(old.startedAt), by: old.by };
  return { state, context: { ...context, experiment } };
};

/** `MIGRATIONS[n]` lifts a row that version n wrote to version n + 1. */
export const MIGRATIONS: Readonly<Record<number, Migration>> = { 1: experimentsGetADuration };

export type Restored = { readonly kind: 'restored'; readonly state: PieceState } | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Restores a stored piece. A state that no longer exists, or a row from a newer version, is answered as `unknown` and
 * never guessed at: the caller reports it and changes nothing.
 */
export const restore = (stored: StoredState, migrations = MIGRATIONS, version = MACHINE_VERSION): Restored => {
  if (!Number.isInteger(stored.machineVersion)) return { kind: 'unknown', reason: 'it does not say which workflow version wrote it' };
  if (stored.machineVersion > version)
    return { kind: 'unknown', reason: `written by workflow version ${stored.machineVersion}, this is version ${version}` };
  let row = { state: stored.state, context: stored.context as Record<string, unknown> };
  for (let v = stored.machineVersion; v < version; v += 1) {
    const migrate = migrations[v];
    if (migrate === undefined) return { kind: 'unknown', reason: `no migration from workflow version ${v}` };
    row = migrate(row);
  }
  if (!STATES.includes(row.state as StateName)) return { kind: 'unknown', reason: `the state "${row.state}" does not exist` };
  // resolveState does not merge defaults, so a context written before a field existed gets the field's "has not happened".
  const defaults = newContext({ round: 1, author: null, lastEditor: null, hash: '' });
  const context: WorkflowContext = { ...defaults, ...row.context };
  return { kind: 'restored', state: workflowMachine.resolveState({ value: row.state as StateName, context }) };
};

export const initialState = (context: WorkflowContext): PieceState => workflowMachine.resolveState({ value: 'draft', context });
