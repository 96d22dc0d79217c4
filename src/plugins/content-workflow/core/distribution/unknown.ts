/** What may be done after a call of which nobody knows whether the platform has acted: the heart of "nothing twice". */
import { MAX_REPEATS } from './pace';
import type { Capabilities } from './platforms';

export type AfterUnknown =
  /** The platform knows our key: the same call again is the same message. */
  | 'repeat'
  /** The platform can be asked whether it is there. */
  | 'look-up'
  /** Nobody but a person can tell. */
  | 'doubt';

export interface Unknown {
  readonly capabilities: Pick<Capabilities, 'idempotency' | 'keyLivesMs'>;
  /** Whether the adapter can look. */
  readonly canFind: boolean;
  /** When the first call with this key began, epoch milliseconds. */
  readonly firstCallAt: number;
  /** When the call would be repeated. */
  readonly at: number;
  readonly calls: number;
}

/** A key helps only for as long as the platform remembers it, counted from the first call that carried it. */
export const afterUnknown = ({ capabilities, canFind, firstCallAt, at, calls }: Unknown): AfterUnknown => {
  const keyLives = capabilities.keyLivesMs === undefined || at - firstCallAt < capabilities.keyLivesMs;
  if (capabilities.idempotency === 'key' && keyLives && calls < MAX_REPEATS) return 'repeat';
  return capabilities.idempotency !== 'none' && canFind ? 'look-up' : 'doubt';
};
