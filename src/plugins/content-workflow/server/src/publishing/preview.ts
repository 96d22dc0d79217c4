/** A preview link names one frozen version; the signature and the expiry are in the link, so nothing is stored for it. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Subject } from '../tables';

export interface PreviewClaim {
  readonly subject: Subject;
  readonly hash: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export type PreviewCheck = { readonly kind: 'valid'; readonly claim: PreviewClaim } | { readonly kind: 'expired' } | { readonly kind: 'forged' };

export interface PreviewLinks {
  sign(claim: PreviewClaim): string;
  check(token: string, now: number): PreviewCheck;
}

/** The key is derived from the application's own keys, so that no further secret has to be kept. */
export const createPreviewLinks = (applicationKey: string): PreviewLinks => {
  const key = Buffer.from(hkdfSync('sha256', applicationKey, '', 'content-workflow preview link', 32));
  const mac = (body: string): string => createHmac('sha256', key).update(body).digest('base64url');

  return {
    sign({ subject, hash, expiresAt }) {
      const body = Buffer.from(JSON.stringify([subject.uid, subject.documentId, subject.locale, hash, expiresAt])).toString('base64url');
      return `${body}.${mac(body)}`;
    },
    check(token, now) {
      const [body, signature, ...rest] = token.split('.');
      if (body === undefined || signature === undefined || rest.length > 0) return { kind: 'forged' };
      // The text itself is compared: decoding base64 would let several spellings of one signature pass.
      const expected = Buffer.from(mac(body));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { kind: 'forged' };
      const [uid, documentId, locale, hash, expiresAt] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, string, string, number];
      return expiresAt <= now ? { kind: 'expired' } : { kind: 'valid', claim: { subject: { uid, documentId, locale }, hash, expiresAt } };
    },
  };
};
