/**
 * The secret addresses of calendar feeds. Only the SHA-256 of a secret is stored: whoever reads the database can not
 * read a feed, and a secret of 256 random bits needs no slower hash. A person has one address at a time.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { actionId } from '../../http/endpoint';
import { iso, type Clock } from '../../jobs/clock';
import { inTransaction, TABLES, type Trx } from '../../tables';

export interface FeedOwner {
  readonly id: string;
  /** The language of the person's admin; `null` where none was chosen. */
  readonly language: string | null;
}

export interface Feeds {
  /** When the feed that works now was made; `null` without one. */
  since(personId: string): Promise<string | null>;
  /** The secret is known to the caller alone and can not be asked for again. */
  create(personId: string): Promise<{ secret: string; since: string }>;
  revoke(personId: string): Promise<void>;
  /** `null` for an unknown or revoked secret, and for a person who may not read pieces any more. */
  ownerOf(secret: string): Promise<FeedOwner | null>;
}

const SECRET_BYTES = 32;

/** 32 bytes in base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

interface FeedRow {
  readonly personId: string;
  readonly secretHash: string;
  readonly madeAt: number;
}

const toFeed = (row: Record<string, unknown>): FeedRow => ({ personId: String(row.person_id), secretHash: String(row.secret_hash), madeAt: Number(row.made_at) });

interface User {
  readonly id: number;
  readonly preferedLanguage?: string | null;
}

interface PermissionService {
  readonly engine: { generateUserAbility(user: User): Promise<{ can(action: string): boolean }> };
}

export const createFeeds = (strapi: Core.Strapi, clock: Clock): Feeds => {
  const revoke = (trx: Trx, personId: string): Promise<number> => trx(TABLES.feeds).where({ person_id: personId }).whereNull('revoked_at').update({ revoked_at: clock.now() });

  return {
    async since(personId) {
      const row = await strapi.db.connection(TABLES.feeds).where({ person_id: personId }).whereNull('revoked_at').orderBy('id', 'desc').first();
      return row === undefined ? null : iso(toFeed(row).madeAt);
    },

    create: (personId) =>
      inTransaction(strapi, async (trx) => {
        await revoke(trx, personId);
        const secret = randomBytes(SECRET_BYTES).toString('base64url');
        const madeAt = clock.now();
        await trx(TABLES.feeds).insert({ person_id: personId, secret_hash: digest(secret).toString('hex'), made_at: madeAt, revoked_at: null });
        return { secret, since: iso(madeAt) };
      }),

    async revoke(personId) {
      await inTransaction(strapi, (trx) => revoke(trx, personId));
    },

    async ownerOf(secret) {
      if (!SECRET.test(secret)) return null;
      const given = digest(secret);
      const row = await strapi.db.connection(TABLES.feeds).where({ secret_hash: given.toString('hex') }).whereNull('revoked_at').first();
      const feed = row === undefined ? null : toFeed(row);
      if (feed === null || !timingSafeEqual(Buffer.from(feed.secretHash, 'hex'), given)) return null;
      const user = (await strapi.db.query('admin::user').findOne({ where: { id: Number(feed.personId), isActive: true, blocked: false } })) as User | null;
      if (user === null) return null;
      const ability = await (strapi.service('admin::permission') as unknown as PermissionService).engine.generateUserAbility(user);
      return ability.can(actionId('read')) ? { id: feed.personId, language: user.preferedLanguage ?? null } : null;
    },
  };
};
