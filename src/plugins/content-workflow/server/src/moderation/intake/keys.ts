/** What the intake makes from the application's keys. Whoever has the database without the keys can make none of it. */
import { anonymous, createSigner, equal, type SigningKeys } from '../../http/signing';

export interface IntakeKeys {
  /** Names a guest by their address, without telling it. */
  guest(email: string): string;
  /** Opens the status of one submission; made again whenever it is asked for, stored nowhere. */
  statusSecret(reference: string): string;
  isStatusSecret(reference: string, secret: string): boolean;
  /** `purpose` keeps what was signed for one thing from being good for another. */
  sign(purpose: string, text: string): string;
  isSigned(purpose: string, text: string, signature: string): boolean;
}

/** 144 bits, as in every other address of this kind. */
const SECRET_LENGTH = 24;

/** `guestKey`: what guests are told apart by; `null` for the oldest of the keys. */
export const createIntakeKeys = (keys: SigningKeys, guestKey: string | null = null): IntakeKeys => {
  const signer = createSigner(keys, 'content-workflow intake');
  const stated = (purpose: string, text: string): string => JSON.stringify([purpose, text]);
  return {
    guest: (email) => anonymous(guestKey === null ? keys : [guestKey], 'guest', email.trim().toLowerCase()),
    statusSecret: (reference) => signer.sign(stated('status', reference)).slice(0, SECRET_LENGTH),
    isStatusSecret: (reference, secret) => signer.everySignature(stated('status', reference)).some((signature) => equal(signature.slice(0, SECRET_LENGTH), secret)),
    sign: (purpose, text) => signer.sign(stated(purpose, text)),
    isSigned: (purpose, text, signature) => signer.verify(stated(purpose, text), signature),
  };
};
