/** What a guard is, and the few words that all of them share. */
import type { Refusal } from '../../errors';
import type { WorkflowContext } from '../context';
import type { WorkflowEvent } from '../events';

/** `null`, or the refusal that explains itself. Total: it never throws, fetches or looks at a clock. */
export type Guard = (context: WorkflowContext, event: WorkflowEvent) => Refusal | null;

/** Lets the compiler read a refusal by its type where it is written. */
export const refuse = (refusal: Refusal): Refusal => refusal;

export const said = (text: unknown): boolean => typeof text === 'string' && text.trim().length > 0;
