/** What people call a strike or an appeal: short enough to read out on a telephone, too many to guess. */
import { randomInt } from 'node:crypto';

/** Without 0 and O, 1, I and L, and U, which reads like V. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

export const newReference = (prefix: string): string => `${prefix}-${Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;

const REFERENCE = new RegExp(`^[A-Z]-[${LETTERS}]{8}$`);

/** What can not be a reference is not looked for. */
export const isReference = (text: string): boolean => REFERENCE.test(text);
