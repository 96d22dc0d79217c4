/** What is signed and derived for a newsletter. Whoever has the database without the application's keys can make no link. */
import { createHash, randomBytes } from 'node:crypto';
import { createSigner, equal, type SigningKeys } from '../../http/signing';

export interface NewsletterKeys {
  /** Good until then, epoch milliseconds. */
  confirmation(token: string, until: number): string;
  readConfirmation(link: string, now: number): string | null;
  /** Good for ever: a mail is read years later. `deliveryId` says which mail made somebody leave; 0 for none. */
  departure(token: string, deliveryId: number): string;
  readDeparture(link: string): { readonly token: string; readonly deliveryId: number } | null;
}

/** 144 bits. */
const SIGNATURE = 24;

const LINK = /^([a-f0-9]{32})\.([a-z0-9]{1,11})\.([A-Za-z0-9_-]{24})$/;

export const newToken = (): string => randomBytes(16).toString('hex');

/** Names a mail of one receiver, the same at every attempt: nobody without the token can guess it. 32 hexadecimal digits, which survive any change of case. */
export const markOf = (subject: string, token: string): string => createHash('sha256').update(`${subject} ${token}`).digest('hex').slice(0, 32);

export const createNewsletterKeys = (keys: SigningKeys): NewsletterKeys => {
  const signer = createSigner(keys, 'content-workflow newsletter');
  const stated = (purpose: string, token: string, detail: string): string => JSON.stringify([purpose, token, detail]);
  const link = (purpose: string, token: string, detail: string): string => `${token}.${detail}.${signer.sign(stated(purpose, token, detail)).slice(0, SIGNATURE)}`;
  const read = (purpose: string, text: string): { readonly token: string; readonly detail: number } | null => {
    const [, token = '', detail = '', signature = ''] = LINK.exec(text) ?? [];
    const good = token !== '' && signer.everySignature(stated(purpose, token, detail)).some((known) => equal(known.slice(0, SIGNATURE), signature));
    return good ? { token, detail: parseInt(detail, 36) } : null;
  };
  return {
    confirmation: (token, until) => link('confirm', token, until.toString(36)),
    readConfirmation(text, now) {
      const known = read('confirm', text);
      return known === null || known.detail <= now ? null : known.token;
    },
    departure: (token, deliveryId) => link('leave', token, deliveryId.toString(36)),
    readDeparture(text) {
      const known = read('leave', text);
      return known === null ? null : { token: known.token, deliveryId: known.detail };
    },
  };
};
