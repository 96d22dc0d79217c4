/**
 * Tokens that many calls of a channel share. One caller at a time obtains a new one, whichever process it is in; the others
 * wait and find it. What is there stays until something better is: a platform that does not answer has revoked nothing.
 */
import type { Core } from '@strapi/strapi';
import { schemaOf } from '../../cluster/postgres';
import { isPostgres } from '../../database';
import type { Clock } from '../../jobs/clock';
import { inTransaction, type Connection } from '../../tables';
import { NoAnswer, type Token } from '../adapters/adapter';
import { keepTokens, sealedTokens } from './rows';
import type { Vault } from './vault';

type Obtain = (old: Token | null) => Promise<Token>;

export interface Tokens {
  token(channelId: number, name: string, obtain: Obtain): Promise<string>;
  /** Forgets it, unless another has taken its place already. */
  drop(channelId: number, name: string, value: string): Promise<void>;
  /** Values of all that are kept, for taking them out of texts. */
  values(channelId: number): Promise<readonly string[]>;
}

interface Kept extends Token {
  readonly obtainedAt: number;
}

type All = Readonly<Record<string, Kept>>;

/** Of a long life it is enough to be five minutes early; of a short one a fifth. */
const EARLY_MS = 5 * 60_000;
const EARLY_SHARE = 0.2;

const TOKEN_LOCK = 0x4374;

const about = (channelId: number): string => `tokens:${channelId}`;

export const createTokens = ({ strapi, vault, clock }: { readonly strapi: Core.Strapi; readonly vault: Vault; readonly clock: Clock }): Tokens => {
  const opened = (channelId: number, sealed: string | null): All => (sealed === null ? {} : ((vault.open(about(channelId), sealed) ?? {}) as All));

  const read = async (on: Connection, channelId: number, name: string): Promise<Kept | null> => opened(channelId, await sealedTokens(on, channelId))[name] ?? null;

  const isFresh = ({ expiresAt, obtainedAt }: Kept): boolean => expiresAt === null || clock.now() < expiresAt - Math.min(EARLY_MS, (expiresAt - obtainedAt) * EARLY_SHARE);
  const isAlive = ({ expiresAt }: Kept): boolean => expiresAt === null || clock.now() < expiresAt;

  const write = (channelId: number, change: (all: All) => All): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      const changed = change(opened(channelId, await sealedTokens(trx, channelId, true)));
      await keepTokens(trx, channelId, Object.keys(changed).length === 0 ? null : vault.seal(about(channelId), changed));
    });

  /** Nothing of a publication was sent while a token was being fetched, whatever became of that. */
  const obtained = async (obtain: Obtain, old: Kept | null): Promise<Token> => {
    try {
      const token = await obtain(old === null ? null : { value: old.value, expiresAt: old.expiresAt });
      if (token.value === '') throw new NoAnswer('token-empty', false);
      return token;
    } catch (error) {
      throw error instanceof NoAnswer ? new NoAnswer(error.code, false) : error;
    }
  };

  const renew = async (on: Connection, channelId: number, name: string, obtain: Obtain): Promise<string> => {
    const old = await read(on, channelId, name);
    // Another process was here while this one waited.
    if (old !== null && isFresh(old)) return old.value;
    try {
      const token = await obtained(obtain, old);
      await write(channelId, (all) => ({ ...all, [name]: { value: token.value, expiresAt: token.expiresAt, obtainedAt: clock.now() } }));
      return token.value;
    } catch (error) {
      if (error instanceof NoAnswer && old !== null && isAlive(old)) return old.value;
      throw error;
    }
  };

  /** Not the lock of the row itself: what else is noted of a channel need not wait for the platform to answer. */
  const alone = (channelId: number, name: string, work: (on: Connection) => Promise<string>): Promise<string> =>
    isPostgres(strapi)
      ? inTransaction(strapi, async (trx) => {
          await trx.raw('select pg_advisory_xact_lock(?, hashtext(?))', [TOKEN_LOCK, `${schemaOf(strapi)} ${channelId} ${name}`]);
          return work(trx);
        })
      : work(strapi.db.connection);

  /** By channel and name; a process asks the others once for all of its callers. */
  const renewing = new Map<string, Promise<string>>();

  return {
    async token(channelId, name, obtain) {
      const kept = await read(strapi.db.connection, channelId, name);
      if (kept !== null && isFresh(kept)) return kept.value;
      const key = `${channelId} ${name}`;
      const known = renewing.get(key);
      if (known !== undefined) return known;
      const mine = alone(channelId, name, (on) => renew(on, channelId, name, obtain)).finally(() => renewing.delete(key));
      renewing.set(key, mine);
      return mine;
    },
    drop: (channelId, name, value) =>
      write(channelId, (all) => (all[name]?.value === value ? Object.fromEntries(Object.entries(all).filter(([other]) => other !== name)) : all)),
    async values(channelId) {
      return Object.values(opened(channelId, await sealedTokens(strapi.db.connection, channelId))).map(({ value }) => value);
    },
  };
};
