/** Codes of short links: the same target has the same one at every rendering, and nobody who has not the seed can tell it. */
import { createHmac } from 'node:crypto';

/** Without 0, O, I and l, which people mistake for each other. */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** 58^10 codes: among a hundred million links two share one with a chance of one in a hundred, and that is refused. */
const LENGTH = 10;

export const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/** `of`: what the link is for, in one order. */
export const codeOf = (seed: string, of: readonly string[]): string => {
  const digest = createHmac('sha256', seed).update(JSON.stringify(of)).digest();
  let number = digest.readBigUInt64BE(0);
  let code = '';
  for (let i = 0; i < LENGTH; i += 1) {
    code += ALPHABET[Number(number % 58n)] ?? '';
    number /= 58n;
  }
  return code;
};
