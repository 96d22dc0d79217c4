/**
 * What a caller may do, as Strapi's own chain has said within the last second: authentication, permissions, CORS.
 *
 * A pass comes from an answer that went through the whole chain, and counts from the moment when that request began: the chain has
 * looked at the permission at some moment after that, and nobody knows when. It is *fresh* for half a second, then *due*:
 * one request goes down the chain to renew it while others go on using it. For requests that come after a second it is
 * gone. When the renewal is refused, it is gone at once.
 */
import { LRUCache } from 'lru-cache';
import type { IncomingHttpHeaders } from 'node:http';
import type { FlatHeaders, Realm } from './entry';

/** Nobody's permission, token or origin outlives its end by more than this. */
export const PASS_MS = 1_000;
const RENEW_AFTER_MS = 500;

/** Callers that are told apart at one time: a website has one token and a few origins. */
const MAX_PASSES = 1_000;

/** Longer ones are no token of Strapi's, and would make the number of passes no bound of their memory. */
export const MAX_KEY_LENGTH = 4_096;

export interface Pass {
  /** Monotonic milliseconds of the start of the request that earned it. */
  readonly since: number;
  /** What the chain sends this caller beside the content: security headers, CORS headers, Vary. */
  readonly headers: FlatHeaders;
  /** The locale that is meant where none is named; `null` when that was not asked. */
  readonly defaultLocale: string | null;
}

export interface Passes {
  /** `due` is told to one caller only, who has to ask the chain. */
  check(realm: Realm, caller: IncomingHttpHeaders, now: number): Pass | 'due' | 'none';
  /** For a request that came at this moment and has waited: it leaves the renewing to those who come now. */
  held(realm: Realm, caller: IncomingHttpHeaders, came: number): Pass | 'none';
  grant(realm: Realm, caller: IncomingHttpHeaders, pass: Pass): void;
  /** Every pass of this caller. */
  revoke(caller: IncomingHttpHeaders): void;
}

interface Held extends Pass {
  renewing: boolean;
}

const REALMS: readonly Realm[] = ['one', 'one-by-default', 'list', 'list-by-default'];

/** Something that is one caller's: neither an address nor a header holds a line break. */
export const keyOf = (what: string, { authorization, origin }: IncomingHttpHeaders): string =>
  authorization === undefined && origin === undefined ? what : `${what}\n${origin ?? ''}\n${authorization ?? ''}`;

export const createPasses = (): Passes => {
  const passes = new LRUCache<string, Held>({ max: MAX_PASSES });
  const valid = (realm: Realm, caller: IncomingHttpHeaders, at: number): Held | 'none' => {
    const pass = passes.get(keyOf(realm, caller));
    return pass === undefined || at - pass.since >= PASS_MS ? 'none' : pass;
  };
  return {
    check(realm, caller, now) {
      const pass = valid(realm, caller, now);
      if (pass === 'none' || now - pass.since < RENEW_AFTER_MS || pass.renewing) return pass;
      pass.renewing = true;
      return 'due';
    },
    held: valid,
    grant(realm, caller, pass) {
      const key = keyOf(realm, caller);
      const known = passes.peek(key);
      // A slow answer says less about now than the one that began after it.
      if (key.length > MAX_KEY_LENGTH || (known !== undefined && known.since > pass.since)) return;
      passes.set(key, { ...pass, renewing: false });
    },
    revoke(caller) {
      for (const realm of REALMS) passes.delete(keyOf(realm, caller));
    },
  };
};
