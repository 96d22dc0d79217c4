/**
 * Signed assignments: what a reader's script sends back. A token names the experiment, the arm and the reader as an anonymous *unit*;
 * nothing is stored for it. It proves that this server assigned that arm to that unit, so that nobody counts for an arm without
 * having been drawn into it. It does not prove that a person read anything, nor that the arm was not sought: the draw is a public hash
 * of an id that the client chooses.
 */
import { createSigner, equal, type SigningKeys } from '../../http/signing';

export interface Assignment {
  /** The experiment's key. */
  readonly key: string;
  /** Place of the arm in the plan. */
  readonly arm: number;
  /** The reader, as nobody can tell who; another one in each experiment. */
  readonly unit: string;
}

export type Read = ({ readonly kind: 'valid' | 'expired' } & Assignment) | { readonly kind: 'forged' };

export interface Tokens {
  unitOf(key: string, visitor: string): string;
  sign(assignment: Assignment, now: number): string;
  read(token: string, now: number): Read;
}

/** As long as a reader may come back to buy what they saw. */
export const TOKEN_DAYS = 90;

/** Expiry is told in hours, so that it is short. */
const HOUR_MS = 3_600_000;

/** 132 bits: more than anybody guesses, and half the length of the whole signature. */
const KEPT = 22;

/** The longest that is made: a key of 64 characters, all of them escaped, and the rest. */
export const MAX_TOKEN = 300;

const SHAPE = /^([A-Za-z0-9_.~%!'()*-]{1,200})\.(\d{1,3})\.([A-Za-z0-9_-]{22})\.([0-9a-z]{1,8})\.([A-Za-z0-9_-]{22})$/;

export const createTokens = (keys: SigningKeys): Tokens => {
  const signer = createSigner(keys, 'content-workflow assignment');
  // The oldest key, as of everything that tells people apart: a newer one in front makes nobody a new reader.
  const units = createSigner([keys.at(-1) ?? keys[0]], 'content-workflow unit');
  return {
    unitOf: (key, visitor) => units.sign(JSON.stringify([key, visitor])).slice(0, KEPT),
    sign({ key, arm, unit }, now) {
      const text = `${encodeURIComponent(key)}.${arm}.${unit}.${(Math.ceil(now / HOUR_MS) + TOKEN_DAYS * 24).toString(36)}`;
      return `${text}.${signer.sign(text).slice(0, KEPT)}`;
    },
    read(token, now) {
      const [, key = '', arm = '', unit = '', expiry = '', signature = ''] = SHAPE.exec(token) ?? [];
      const text = token.slice(0, -(KEPT + 1));
      if (key === '' || !signer.everySignature(text).some((one) => equal(one.slice(0, KEPT), signature))) return { kind: 'forged' };
      return { kind: Number.parseInt(expiry, 36) * HOUR_MS > now ? 'valid' : 'expired', key: decodeURIComponent(key), arm: Number(arm), unit };
    },
  };
};
