/** The table of versions. Rows are added and never changed: a version that holds again is a new one. */
import type { ActorRef } from '../../../core/workflow/context';
import { TABLES, type Connection, type Trx } from '../tables';

export interface Version {
  readonly version: number;
  /** JSON as it was stored: it may be of types and keys that no longer exist. */
  readonly changes: unknown;
  /** What the file said at each key that is changed. */
  readonly base: unknown;
  readonly comment: string;
  readonly by: ActorRef;
  readonly at: number;
}

/** The file alone, before anybody has changed anything. */
export const FILE_ALONE: Pick<Version, 'version' | 'changes' | 'base'> = { version: 0, changes: { types: {} }, base: { types: {} } };

const toVersion = (row: Record<string, unknown>): Version => ({
  version: Number(row.version),
  changes: JSON.parse(String(row.changes)),
  base: JSON.parse(String(row.base)),
  comment: String(row.comment ?? ''),
  by: { kind: String(row.actor_kind) as ActorRef['kind'], id: String(row.actor_id), name: String(row.actor_name) },
  at: Number(row.at),
});

export const newestVersion = async (connection: Connection): Promise<Version | null> => {
  const row = (await connection(TABLES.settings).orderBy('version', 'desc').first()) as Record<string, unknown> | undefined;
  return row === undefined ? null : toVersion(row);
};

export const versionAt = async (connection: Connection, version: number): Promise<Version | null> => {
  const row = (await connection(TABLES.settings).where({ version }).first()) as Record<string, unknown> | undefined;
  return row === undefined ? null : toVersion(row);
};

/** Newest first. */
export const versionsBefore = async (connection: Connection, before: number | null, limit: number): Promise<Version[]> => {
  const query = connection(TABLES.settings).orderBy('version', 'desc').limit(limit);
  if (before !== null) query.where('version', '<', before);
  return ((await query) as Record<string, unknown>[]).map(toVersion);
};

/** False when somebody else has made this version first. */
export const addVersion = async (trx: Trx, { version, changes, base, comment, by, at }: Version): Promise<boolean> => {
  const rows = (await trx(TABLES.settings)
    .insert({ version, changes: JSON.stringify(changes), base: JSON.stringify(base), comment, actor_kind: by.kind, actor_id: by.id, actor_name: by.name, at })
    .onConflict('version')
    .ignore()
    .returning('version')) as unknown[];
  return rows.length > 0;
};
