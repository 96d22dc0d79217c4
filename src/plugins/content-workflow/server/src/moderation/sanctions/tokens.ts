/**
 * The link to one statement, for who can not log in: a guest, or a member who reads a mail. It names a strike, and only who has this
 * application's keys can make one. It opens that statement and its appeal, and nothing else.
 */
import { createSigner, type SigningKeys } from '../../http/signing';

const TOKEN = /^([1-9]\d{0,9})\.([A-Za-z0-9_-]{43})$/;

interface Named {
  readonly id: number;
  readonly sender: string;
}

export interface StatementTokens {
  of(strike: Named): string;
  /** The strike that a token names, before it is known whether the token is ours. */
  strikeIdOf(token: string): number | null;
  opens(token: string, strike: Named): boolean;
}

export const createStatementTokens = (keys: SigningKeys): StatementTokens => {
  const signer = createSigner(keys, 'content-workflow statement');
  const signed = ({ id, sender }: Named): string => JSON.stringify([id, sender]);
  return {
    of: (strike) => `${strike.id}.${signer.sign(signed(strike))}`,
    strikeIdOf(token) {
      const [, id] = TOKEN.exec(token) ?? [];
      return id === undefined ? null : Number(id);
    },
    opens(token, strike) {
      const [, id, signature] = TOKEN.exec(token) ?? [];
      return Number(id) === strike.id && signature !== undefined && signer.verify(signed(strike), signature);
    },
  };
};
