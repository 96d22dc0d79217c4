/** Signatures of what is handed out as a link. The keys are derived from the application's own, so that no further secret has to be kept. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The first signs, every one verifies: a key that was added in front voids nothing that was signed before. */
export type SigningKeys = readonly [string, ...string[]];

export interface Signer {
  /** 43 characters of base64url. */
  sign(text: string): string;
  /** By each key, the one that signs first: for what shows only a part of a signature. */
  everySignature(text: string): readonly string[];
  verify(text: string, signature: string): boolean;
}

/** In the time that it takes to compare all of them, wherever they differ. */
export const equal = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** `purpose` keeps a signature for one kind of link from being good for another. */
export const createSigner = (keys: SigningKeys, purpose: string): Signer => {
  const derived = keys.map((key) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32)));
  const mac = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  const [signing] = derived as [Buffer, ...Buffer[]];
  return {
    sign: (text) => mac(signing, text),
    everySignature: (text) => derived.map((key) => mac(key, text)),
    // The text itself is compared: decoding base64 would let several spellings of one signature pass.
    verify: (text, signature) => derived.some((key) => equal(signature, mac(key, text))),
  };
};

/**
 * Tells people apart without telling who they are, 32 characters. By the oldest key, since the last in the list: whoever was
 * known stays known while a newer key is put in front, and is a stranger when the oldest is taken away.
 */
export const anonymous = (keys: SigningKeys, purpose: string, who: string): string => createSigner([keys.at(-1) ?? keys[0]], `content-workflow ${purpose}`).sign(who).slice(0, 32);
