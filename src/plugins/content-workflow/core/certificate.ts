/** Whether a connection failed at the certificate that a server showed: then it was not told a word. */

interface Told {
  readonly code?: unknown;
  /** Where a library has put a code of its own over it. */
  readonly originalCode?: unknown;
  readonly message?: unknown;
}

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes, and a certificate for another name. */
const CODES: ReadonlySet<unknown> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CRL_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** The sentences for those that occur, of OpenSSL and of Node: a library may leave nothing else of the reason. */
const SENTENCES =
  /^(?:self[- ]signed certificate(?: in certificate chain)?|unable to get (?:local )?issuer certificate|unable to verify the first certificate|certificate has expired|certificate is not yet valid|certificate revoked|certificate not trusted|certificate rejected|certificate signature failure|certificate chain too long|invalid CA certificate|unsupported certificate purpose|unsuitable certificate purpose|hostname mismatch|Hostname\/IP does not match certificate's altnames: .*)$/i;

export const isDistrusted = (error: unknown): boolean => {
  const { code, originalCode, message } = (typeof error === 'object' && error !== null ? error : {}) as Told;
  return CODES.has(code) || CODES.has(originalCode) || (typeof message === 'string' && SENTENCES.test(message));
};
