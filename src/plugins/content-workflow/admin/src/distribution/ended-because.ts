import type { MessageKey, Values } from '../i18n/use-text';

export interface Because {
  readonly key: MessageKey;
  readonly values: Values;
}

/** An answer of a mail server (`smtp-`) or a report that came later (`dsn-`): an enhanced code (RFC 3463), a plain one (RFC 5321), or a word where it named none. */
const RETURNED = /^(?:smtp|dsn)-(?:(\d+(?:\.\d+\.\d+)?)$)?/;

/** The sentence for why a subscription ended, from the code that the server keeps; `null` for a code of another version. */
export const endedBecause = (code: string): Because | null => {
  if (code === 'asked') return { key: 'subscribers.because.asked', values: {} };
  if (code === 'address-invalid') return { key: 'subscribers.because.address-invalid', values: {} };
  // Which mail it was says nothing to a reader of the list.
  if (/^delivery:\d+$/.test(code)) return { key: 'subscribers.because.delivery', values: {} };
  const returned = RETURNED.exec(code);
  if (returned === null) return null;
  return returned[1] === undefined ? { key: 'subscribers.because.returned', values: {} } : { key: 'subscribers.because.bounce', values: { status: returned[1] } };
};
