/** Who a sender key stands for: `member:<id>` of the site's accounts, or `guest:<hash>` of a verified e-mail address. */
import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import { MAX_ID } from '../../http/endpoint';
import { TABLES } from '../../tables';
import { toItem } from '../queue/rows';

const USER = 'plugin::users-permissions.user';

export const senderKey = z
  .string()
  .regex(/^(member:[1-9]\d{0,9}|guest:[A-Za-z0-9_-]{8,128})$/, 'is not a sender key')
  .refine((key) => !key.startsWith('member:') || Number(key.slice(7)) <= MAX_ID, 'is not a sender key');

export const memberKey = (id: number | string): string => `member:${id}`;

export const memberIdOf = (sender: string): number | null => (sender.startsWith('member:') ? Number(sender.slice('member:'.length)) : null);

interface User {
  readonly id: number;
  readonly username: string | null;
  readonly email: string | null;
  readonly createdAt: string | Date | null;
}

export interface Contact {
  readonly email: string;
  /** The language in which the submission was written; `null` where nobody knows. */
  readonly language: string | null;
}

export interface Sent {
  readonly documentId: string;
  readonly title: string;
  /** Of its item in the moderators' queue. */
  readonly state: string;
  readonly at: number;
}

export interface Senders {
  /** Names by sender key; whoever is gone is called by the key. */
  names(senders: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Members whose user name holds the text, and whoever sent something in under such a name; at most `limit`. */
  named(text: string, limit: number): Promise<string[]>;
  /** Who sent in what has this reference; `null` where nothing has. */
  ofSubmission(reference: string): Promise<string | null>;
  exists(sender: string): Promise<boolean>;
  since(sender: string): Promise<Date | null>;
  /** What this sender sent in, newest first. */
  sent(sender: string, limit: number): Promise<Sent[]>;
  /** Where to write to; for a guest the address that came with what the strike is about. */
  contact(sender: string, about: { readonly uid: string; readonly documentId: string } | null): Promise<Contact | null>;
}

/** A name for somebody who never gave one: long enough to tell two apart. */
const guestName = (sender: string): string => `guest ${sender.slice('guest:'.length, 'guest:'.length + 8)}`;

/** What somebody searches for stands for itself. */
const literal = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** `submissions`: the type that members send in; `null` where there is none. */
export const createSenders = (strapi: Core.Strapi, submissions: string | null): Senders => {
  const users = async (ids: readonly number[]): Promise<User[]> => (ids.length === 0 ? [] : ((await strapi.db.query(USER).findMany({ where: { id: { $in: ids } } as never })) as User[]));

  const user = async (sender: string): Promise<User | null> => {
    const id = memberIdOf(sender);
    return id === null ? null : ((await users([id]))[0] ?? null);
  };

  const submission = async (about: { readonly uid: string; readonly documentId: string } | null) =>
    about === null || about.uid !== submissions ? null : ((await strapi.db.query(about.uid as never).findOne({ where: { documentId: about.documentId } as never })) as { contributorEmail?: string | null; language?: string | null } | null);

  /** The name under which somebody last sent something in. */
  const signedNames = async (senders: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    if (senders.length === 0) return new Map();
    const rows = (await strapi.db.connection(TABLES.reviewItems).whereIn('sender', [...senders]).orderBy('opened_at').orderBy('id').select('sender', 'sender_name')) as { sender: string; sender_name: string }[];
    return new Map(rows.map((row) => [row.sender, row.sender_name]));
  };

  return {
    async names(senders) {
      const ids = senders.flatMap((sender) => memberIdOf(sender) ?? []);
      const members = new Map((await users(ids)).map(({ id, username }) => [memberKey(id), username ?? '']));
      const signed = await signedNames(senders.filter((sender) => !members.has(sender)));
      return new Map(senders.map((sender) => [sender, members.get(sender) || signed.get(sender) || (sender.startsWith('guest:') ? guestName(sender) : sender)]));
    },
    async named(text, limit) {
      const members = (await strapi.db.query(USER).findMany({ where: { username: { $containsi: text } } as never, orderBy: { id: 'asc' } as never, limit })) as User[];
      const signed = (await strapi.db
        .connection(TABLES.reviewItems)
        .whereNot({ sender: '' })
        .whereRaw("lower(sender_name) like ? escape '\\'", [`%${literal(text.toLowerCase())}%`])
        .distinct('sender')
        .orderBy('sender')
        .limit(limit)) as { sender: string }[];
      return [...new Set([...members.map(({ id }) => memberKey(id)), ...signed.map(({ sender }) => sender)])].slice(0, limit);
    },
    async ofSubmission(reference) {
      const row = (await strapi.db.connection(TABLES.intakes).where({ reference }).first('sender')) as { sender: string } | undefined;
      return row?.sender ?? null;
    },
    async exists(sender) {
      return sender.startsWith('guest:') || (await user(sender)) !== null;
    },
    async since(sender) {
      const created = (await user(sender))?.createdAt;
      return created === null || created === undefined ? null : new Date(created);
    },
    async sent(sender, limit) {
      const rows = (await strapi.db.connection(TABLES.reviewItems).where({ sender }).orderBy('opened_at', 'desc').orderBy('id', 'desc').limit(limit)) as Record<string, unknown>[];
      return rows.map(toItem).map(({ target, title, state, openedAt }) => ({ documentId: target.documentId, title, state, at: openedAt }));
    },
    async contact(sender, about) {
      const entry = await submission(about);
      const email = sender.startsWith('guest:') ? entry?.contributorEmail : (await user(sender))?.email;
      return email === null || email === undefined || email === '' ? null : { email, language: entry?.language ?? null };
    },
  };
};
