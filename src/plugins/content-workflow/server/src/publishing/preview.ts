/** A preview link names one frozen version; the signature and the expiry are in the link, so nothing is stored for it. */
import { createSigner, type SigningKeys } from '../http/signing';
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

export const createPreviewLinks = (keys: SigningKeys): PreviewLinks => {
  const signer = createSigner(keys, 'content-workflow preview link');

  return {
    sign({ subject, hash, expiresAt }) {
      const body = Buffer.from(JSON.stringify([subject.uid, subject.documentId, subject.locale, hash, expiresAt])).toString('base64url');
      return `${body}.${signer.sign(body)}`;
    },
    check(token, now) {
      const [body, signature, ...rest] = token.split('.');
      if (body === undefined || signature === undefined || rest.length > 0) return { kind: 'forged' };
      if (!signer.verify(body, signature)) return { kind: 'forged' };
      const [uid, documentId, locale, hash, expiresAt] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, string, string, number];
      return expiresAt <= now ? { kind: 'expired' } : { kind: 'valid', claim: { subject: { uid, documentId, locale }, hash, expiresAt } };
    },
  };
};
