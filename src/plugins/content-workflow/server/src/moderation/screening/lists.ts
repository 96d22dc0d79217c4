/** The table of word lists: a row a version, added and never changed; the newest of each key is in force. */
import type { WordList } from '../../../../core/moderation/word-lists';
import type { ActorRef } from '../../../../core/workflow/context';
import { TABLES, type Connection, type Trx } from '../../tables';
import { STARTER_LISTS } from './starter-lists';

export interface ListVersion extends WordList {
  readonly id: number;
  readonly comment: string;
  readonly by: ActorRef;
  readonly at: number;
}


const toWordList = (row: Record<string, unknown>): ListVersion => ({
  id: Number(row.id),
  key: String(row.list_key),
  version: Number(row.version),
  name: String(row.name),
  violation: String(row.violation) as ListVersion['violation'],
  severity: String(row.severity) as ListVersion['severity'],
  kind: String(row.kind) as ListVersion['kind'],
  minors: Boolean(row.minors),
  terms: JSON.parse(String(row.terms)) as string[],
  allow: JSON.parse(String(row.allow)) as string[],
  expiresAt: row.expires_at == null ? null : Number(row.expires_at),
  owner: String(row.owner ?? ''),
  retired: Boolean(row.retired),
  comment: String(row.comment ?? ''),
  by: { kind: String(row.actor_kind) as ActorRef['kind'], id: String(row.actor_id), name: String(row.actor_name) },
  at: Number(row.at),
});

const columnsOf = ({ key, version, name, violation, severity, kind, minors, terms, allow, expiresAt, owner, retired, comment, by, at }: Omit<ListVersion, 'id'>): Record<string, unknown> => ({
  list_key: key,
  version,
  name,
  violation,
  severity,
  kind,
  minors,
  terms: JSON.stringify(terms),
  allow: JSON.stringify(allow),
  expires_at: expiresAt,
  owner,
  retired,
  comment,
  actor_kind: by.kind,
  actor_id: by.id,
  actor_name: by.name,
  at,
});

const newest = (connection: Connection) => connection(TABLES.wordLists).whereIn('id', connection(TABLES.wordLists).max('id').groupBy('list_key'));

/** The newest version of every list, by key; retired ones too. */
export const newestLists = async (connection: Connection): Promise<ListVersion[]> => ((await newest(connection).orderBy('list_key')) as Record<string, unknown>[]).map(toWordList);

/** Rises with every save; 0 before the first. */
export const newestId = async (connection: Connection): Promise<number> => {
  const row = (await connection(TABLES.wordLists).max({ id: 'id' }).first()) as { id: unknown } | undefined;
  return Number(row?.id ?? 0);
};

export const listAt = async (connection: Connection, key: string, version: number | null): Promise<ListVersion | null> => {
  const query = connection(TABLES.wordLists).where({ list_key: key }).orderBy('version', 'desc');
  const row = (await (version === null ? query : query.where({ version })).first()) as Record<string, unknown> | undefined;
  return row === undefined ? null : toWordList(row);
};

/** Newest first. */
export const versionsOf = async (connection: Connection, key: string, before: number | null, limit: number): Promise<ListVersion[]> => {
  const query = connection(TABLES.wordLists).where({ list_key: key }).orderBy('version', 'desc').limit(limit);
  if (before !== null) query.where('version', '<', before);
  return ((await query) as Record<string, unknown>[]).map(toWordList);
};

/** False when somebody else has made this version first. */
export const addVersion = async (trx: Trx, version: Omit<ListVersion, 'id'>): Promise<boolean> => {
  const rows = (await trx(TABLES.wordLists).insert(columnsOf(version)).onConflict(['list_key', 'version']).ignore().returning('id')) as unknown[];
  return rows.length > 0;
};

const SYSTEM: ActorRef = { kind: 'system', id: 'system', name: 'content-workflow' };

/** A list that has never been there begins with its starter; what a team has made of one is left as it is. */
export const addStarters = async (trx: Trx, at: number): Promise<void> => {
  const known = new Set(((await trx(TABLES.wordLists).distinct('list_key')) as { list_key: string }[]).map((row) => row.list_key));
  for (const list of STARTER_LISTS.filter(({ key }) => !known.has(key))) await addVersion(trx, { ...list, version: 1, comment: 'Came with the plugin.', by: SYSTEM, at });
};
