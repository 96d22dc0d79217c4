/** What the suite of adapters needs of a platform: its adapter, something to say, and a server that keeps the documented rules. */
import type { AnyAdapter } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import type { Capabilities } from '../../../src/plugins/content-workflow/core/distribution/platforms';
import type { Source } from '../../../src/plugins/content-workflow/core/distribution/document';

/**
 * What the next publishing call meets. `took-then-cut` took the message and cut the line before the answer; `hang` never
 * answers; `malformed` answers with something that is no answer of this platform.
 */
export type Fault = 'rate-limit' | 'expired-token' | 'malformed' | 'refuse-content' | 'cut-before-reading' | 'took-then-cut' | 'hang' | 'server-error';

/** A message as it is public at the receiver. */
export interface Received {
  readonly id: string;
  readonly text: string;
  /** The key that came with it, where the platform takes one. */
  readonly key: string | null;
}

export interface ContractServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** In the order in which they became public. */
  readonly messages: readonly Received[];
  /** What broke a documented rule, as a sentence each; the suite expects none unless it asked for one. */
  readonly violations: readonly string[];
  /** How many calls that publish reached it, whatever came of them: how the suite sees that nothing is sent twice. */
  readonly publishCalls: number;
  /** For the next call that publishes, and for it alone. */
  fail(fault: Fault): void;
  close(): Promise<void>;
}

export interface PlatformCase {
  readonly platform: string;
  readonly adapter: AnyAdapter;
  /** What the adapter has to say of itself; tests of other kinds are not run for it. */
  readonly delivery: Capabilities['delivery'];
  readonly idempotency: Capabilities['idempotency'];
  /** A server of the platform on loopback, and how a channel to it is configured. */
  start(): Promise<{ readonly server: ContractServer; readonly settings: unknown; readonly secrets: unknown }>;
  readonly source: Source;
  /** A source that breaks the platform's limit, and the code of the issue that says so. */
  readonly tooMuch: { readonly source: Source; readonly code: string };
  /** How long `rate-limit` asks to wait: in its answer, or in the platform's documentation. Milliseconds. */
  readonly delayMs: number;
  /** What the platform calls the refusal of `refuse-content`. */
  readonly refusedCode: string;
  /** Where the platform's tokens are renewed without a person: after `expired-token` the message still goes out, once. */
  readonly renewsToken?: true;
  /** How long after the call it can be said that a message is not there; until then a look-up that sees nothing throws. */
  readonly lookupAfterMs?: number;
  /** Why its calls reach nobody by themselves: it writes a row a receiver, and a job does the rest. Tests of what a platform answers are not run for it. */
  readonly fansOut?: string;
  /** Faults that this platform can not show, with the reason; the suite lists them. */
  readonly without?: Readonly<Partial<Record<Fault, string>>>;
}
