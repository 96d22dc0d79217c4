/**
 * Takes over subscribers from a file. What a dry run showed is named by a digest, which the taking over compares inside its
 * own transaction: it does exactly that, or nothing. Where the consent comes from stays with each subscriber for good: rows
 * of evidence are added and never changed, and they name nobody once the subscriber is forgotten.
 */
import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { CheckImport, ImportConsent, ImportEvidence } from '../../../../../contracts/distribution';
import { importCounts, judgeLines, type JudgedLine } from '../../../../../core/distribution/newsletter/import';
import type { LetterLanguage } from '../../../../../core/distribution/newsletter/languages';
import type { ActorRef } from '../../../../../core/workflow/context';
import { iso, type Clock } from '../../../jobs/clock';
import type { JobQueue } from '../../../jobs/queue';
import { inTransaction, TABLES, type Connection, type Trx } from '../../../tables';
import { newToken } from '../keys';
import { LETTER, type Row, type SubscriberState } from '../rows';
import { letterJob, letterRow } from '../subscribers';
import { readSubscriberFile, type Unreadable } from './file';

/** `ask`: each is mailed a letter and has to confirm. `confirmed`: they did so before, and the evidence says where. */
export type ImportBasis = 'ask' | 'confirmed';

export interface ImportList {
  readonly channelId: number;
  readonly channel: string;
  readonly listName: string;
  readonly fromAddress: string;
  readonly languages: readonly LetterLanguage[];
  /** What the mail server takes from one sender. */
  readonly perMinute: number;
}

export interface ImportWish {
  readonly bytes: Buffer;
  /** Of the dry run that was looked at. */
  readonly digest: string;
  readonly basis: ImportBasis;
  readonly consent: ImportConsent;
  readonly by: ActorRef;
}

export type Checked = { readonly kind: 'checked'; readonly found: CheckImport.Data } | Unreadable;
export type Imported = { readonly kind: 'imported'; readonly id: number; readonly added: number } | { readonly kind: 'changed' } | { readonly kind: 'nobody' } | Unreadable;

export interface Imports {
  /** Writes nothing. */
  check(list: ImportList, bytes: Buffer): Promise<Checked>;
  /** `changed`: the list is no longer what the dry run was about. `nobody`: there is nobody to add. */
  apply(list: ImportList, wish: ImportWish): Promise<Imported>;
  /** By subscriber, the oldest first; whoever has none is not in it. */
  evidenceOf(subscriberIds: readonly number[]): Promise<ReadonlyMap<number, readonly ImportEvidence[]>>;
}

export interface ImportsDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly audit: (trx: Trx, act: { readonly actor: ActorRef; readonly action: string; readonly object: string; readonly after?: unknown }) => Promise<void>;
}

/** Rows that are asked for or written at once: SQLite takes five hundred. */
const CHUNK = 200;

const MINUTE = 60_000;

/** Undoes the transaction: somebody else wrote one of these addresses at the same moment. */
class ListChanged extends Error {
  override readonly name = 'ListChanged';
}

const chunks = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / CHUNK) }, (_none, i) => all.slice(i * CHUNK, (i + 1) * CHUNK));

const digestOf = ({ channel }: ImportList, lines: readonly JudgedLine[]): string =>
  createHash('sha256').update(JSON.stringify([channel, lines.map(({ line, address, language, outcome }) => [line, address, language, outcome])])).digest('hex');

const addressKeysOf = (lines: readonly { readonly addressKey: string }[]): string[] => [...new Set(lines.map(({ addressKey }) => addressKey).filter((key) => key !== ''))];

export const createImports = ({ strapi, clock, queue, audit }: ImportsDeps): Imports => {
  /** Inside a transaction the rows that are there are held, so that nobody leaves or confirms between the look and the act. */
  const judged = async (on: Connection, hold: boolean, list: ImportList, lines: Parameters<typeof judgeLines>[0]): Promise<JudgedLine[]> => {
    const keys = addressKeysOf(judgeLines(lines, new Map(), list.languages));
    const known = new Map<string, SubscriberState>();
    for (const some of chunks(keys)) {
      const query = on(TABLES.subscribers).where({ channel_id: list.channelId }).whereIn('address_key', some).select('address_key', 'state');
      for (const row of (await (hold ? query.forUpdate() : query)) as Row[]) known.set(String(row.address_key), row.state as SubscriberState);
    }
    return judgeLines(lines, known, list.languages);
  };

  /** Answers ids in the order of the lines. */
  const insertAll = async (trx: Trx, list: ImportList, lines: readonly JudgedLine[], { basis, consent }: ImportWish, now: number): Promise<{ readonly id: number; readonly token: string; readonly line: number }[]> => {
    const agreedAt = Date.parse(consent.obtainedOn);
    const [askedAt, confirmedAt] = basis === 'confirmed' ? [agreedAt, agreedAt] : [now, null];
    const made: { id: number; token: string; line: number }[] = [];
    for (const some of chunks(lines)) {
      const rows = some.map((line) => ({ ...line, token: newToken() }));
      await trx(TABLES.subscribers)
        .insert(rows.map(({ address, addressKey, language, token }) => ({ channel_id: list.channelId, address, address_key: addressKey, language, token, consent: JSON.stringify({ list: list.listName, source: consent.source }), state: basis === 'confirmed' ? 'confirmed' : 'pending', asked_at: askedAt, confirmed_at: confirmedAt, soft_bounces: 0, changed_at: now })))
        .onConflict(['channel_id', 'address_key'])
        .ignore();
      const ids = new Map(((await trx(TABLES.subscribers).whereIn('token', rows.map(({ token }) => token)).select('id', 'token')) as Row[]).map((row) => [String(row.token), Number(row.id)]));
      for (const { token, line } of rows) {
        const id = ids.get(token);
        if (id === undefined) throw new ListChanged();
        made.push({ id, token, line });
      }
    }
    return made;
  };

  const writeEvidence = async (trx: Trx, list: ImportList, { basis, consent, by }: ImportWish, added: readonly { readonly id: number; readonly line: number }[], now: number): Promise<number> => {
    const importKey = newToken();
    await trx(TABLES.subscriberImports).insert({ import_key: importKey, channel_id: list.channelId, basis, source: consent.source, obtained_on: consent.obtainedOn, statement: consent.statement, by_id: by.id, by_name: by.name, at: now, added: added.length });
    const id = Number(((await trx(TABLES.subscriberImports).where({ import_key: importKey }).first('id')) as Row).id);
    for (const some of chunks(added)) await trx(TABLES.subscriberEvidence).insert(some.map((one) => ({ import_id: id, subscriber_id: one.id, line: one.line })));
    return id;
  };

  /** As many a minute as an issue sends: a file must not make the mail server think that somebody has taken it over. */
  const promiseLetters = async (trx: Trx, list: ImportList, added: readonly { readonly id: number; readonly token: string }[], now: number): Promise<void> => {
    const letters = added.map(({ id, token }, i) => ({ delivery_id: LETTER, subscriber_id: id, ...letterRow(token, list.fromAddress, now, now + Math.floor(i / list.perMinute) * MINUTE) }));
    for (const some of chunks(letters)) await trx(TABLES.mailings).insert(some);
    await queue().enqueue(trx, letterJob(now));
  };

  return {
    async check(list, bytes) {
      const file = readSubscriberFile(bytes);
      if (file.kind === 'unreadable') return file;
      const lines = await judged(strapi.db.connection, false, list, file.lines);
      return {
        kind: 'checked',
        found: { digest: digestOf(list, lines), counts: importCounts(lines), ignored: file.ignored, perMinute: list.perMinute, lines: lines.map(({ line, address, language, outcome, sameAs, state }) => ({ line, address, language, outcome, sameAs, state })) },
      };
    },

    async apply(list, wish) {
      const file = readSubscriberFile(wish.bytes);
      if (file.kind === 'unreadable') return file;
      try {
        return await inTransaction(strapi, async (trx, onCommit): Promise<Imported> => {
          const now = clock.now();
          const lines = await judged(trx, true, list, file.lines);
          if (digestOf(list, lines) !== wish.digest) return { kind: 'changed' };
          const wanted = lines.filter(({ outcome }) => outcome === 'new');
          if (wanted.length === 0) return { kind: 'nobody' };
          const added = await insertAll(trx, list, wanted, wish, now);
          const id = await writeEvidence(trx, list, wish, added, now);
          if (wish.basis === 'ask') await promiseLetters(trx, list, added, now);
          onCommit(() => queue().nudge(now));
          await audit(trx, { actor: wish.by, action: 'subscribers.imported', object: `channel:${list.channel}`, after: { import: id, basis: wish.basis, consent: wish.consent, counts: importCounts(lines) } });
          return { kind: 'imported', id, added: added.length };
        });
      } catch (error) {
        if (error instanceof ListChanged) return { kind: 'changed' };
        throw error;
      }
    },

    async evidenceOf(subscriberIds) {
      const evidence = new Map<number, ImportEvidence[]>();
      for (const some of chunks(subscriberIds)) {
        const rows = (await strapi.db.connection(TABLES.subscriberEvidence).join(TABLES.subscriberImports, `${TABLES.subscriberImports}.id`, `${TABLES.subscriberEvidence}.import_id`).whereIn('subscriber_id', some).orderBy(`${TABLES.subscriberEvidence}.id`).select('subscriber_id', 'line', 'basis', 'source', 'obtained_on', 'statement', 'by_name', 'at')) as Row[];
        for (const row of rows) {
          const one: ImportEvidence = { basis: row.basis as ImportBasis, source: String(row.source), obtainedOn: String(row.obtained_on), statement: String(row.statement), by: String(row.by_name), at: iso(Number(row.at)), line: Number(row.line) };
          evidence.set(Number(row.subscriber_id), [...(evidence.get(Number(row.subscriber_id)) ?? []), one]);
        }
      }
      return evidence;
    },
  };
};
