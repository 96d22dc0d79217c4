/**
 * Multiplies what the engine and Strapi wrote for one post, row by row, where writing it a thousand times through them
 * would take the longer part of an hour. Only what identifies a copy is changed.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Sqlite, Row } from '../support/sqlite';
import { POST } from './content';

export interface Copy {
  readonly documentId: string;
  readonly title: string;
  readonly slug: string;
  /** The content of the copy and its hash; `null` where no workflow knows it. */
  readonly version: { readonly hash: string; readonly content: string } | null;
}

export interface Original {
  readonly documentId: string;
  readonly title: string;
  readonly slug: string;
  readonly hash: string;
}

type Insert = (table: string, row: Row) => number;

/** Statements are prepared once a table and set of columns. */
const inserter = (db: Sqlite): Insert => {
  const statements = new Map<string, ReturnType<Sqlite['prepare']>>();
  return (table, row) => {
    const { id: _id, ...rest } = row;
    const columns = Object.keys(rest);
    const sql = `insert into ${table} (${columns.map((c) => `"${c}"`).join()}) values (${columns.map(() => '?').join()})`;
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return Number((statement.run(...Object.values(rest)) as { lastInsertRowid: number | bigint }).lastInsertRowid);
  };
};

const cloneContent = (db: Sqlite, insert: Insert, tableOf: (uid: string) => string, original: Original) => {
  const posts = db.prepare('select * from posts where document_id = ?').all(original.documentId);
  const parts = posts.map((post) => ({
    post,
    components: db
      .prepare('select * from posts_cmps where entity_id = ?')
      .all(post.id)
      .map((link) => ({ link, table: tableOf(String(link.component_type)), row: db.prepare(`select * from ${tableOf(String(link.component_type))} where id = ?`).get(link.cmp_id) ?? {} })),
    activities: db.prepare('select * from posts_activity_lnk where post_id = ?').all(post.id),
    files: db.prepare('select * from files_related_mph where related_id = ? and related_type = ?').all(post.id, POST),
  }));
  return (copy: Copy): void => {
    for (const { post, components, activities, files } of parts) {
      const id = insert('posts', { ...post, document_id: copy.documentId, title: copy.title, slug: copy.slug });
      for (const { link, table, row } of components) insert('posts_cmps', { ...link, entity_id: id, cmp_id: insert(table, row) });
      for (const link of activities) insert('posts_activity_lnk', { ...link, post_id: id });
      for (const link of files) insert('files_related_mph', { ...link, related_id: id });
    }
  };
};

const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

const cloneWorkflow = (db: Sqlite, insert: Insert, original: Original) => {
  const pieces = db.prepare('select * from cw_pieces where subject_id = ?').all(original.documentId);
  const snapshots = db.prepare('select * from cw_snapshots where subject_id = ?').all(original.documentId);
  const ofPiece = pieces.map((piece) => ({
    piece,
    history: db.prepare('select * from cw_history where piece_id = ?').all(piece.id),
    jobs: db.prepare("select * from cw_jobs where job_key like '%:' || ? and name <> 'announce'").all(String(piece.id)),
    editions: db.prepare('select * from cw_editions where piece_id = ?').all(piece.id).map((edition) => ({ edition, terms: db.prepare('select * from cw_edition_terms where edition_id = ?').all(edition.id) })),
  }));
  return (copy: Copy): void => {
    const { hash, content } = copy.version ?? { hash: original.hash, content: null };
    const rehashed = (text: string | number | null | undefined): string => String(text).replaceAll(original.hash, hash);
    const snapshotIds = new Map(snapshots.map((row) => [row.id, insert('cw_snapshots', { ...row, subject_id: copy.documentId, content_hash: hash, content: content ?? row.content ?? null })]));
    for (const { piece, history, jobs, editions } of ofPiece) {
      const id = insert('cw_pieces', { ...piece, subject_id: copy.documentId, title: copy.title, context: rehashed(piece.context) });
      for (const { edition, terms } of editions) {
        const payload = JSON.stringify({ ...(JSON.parse(String(edition.payload)) as object), id: copy.documentId, title: copy.title, slug: copy.slug });
        const row = { ...edition, piece_id: id, subject_id: copy.documentId, slug: copy.slug, edition_key: randomUUID(), content_hash: hash, snapshot_id: snapshotIds.get(edition.snapshot_id ?? 0) ?? null, payload, etag: etagOf(payload) };
        const editionId = insert('cw_editions', row);
        for (const term of terms) insert('cw_edition_terms', { ...term, edition_id: editionId });
      }
      for (const row of history) insert('cw_history', { ...row, piece_id: id, content_hash: hash, detail: rehashed(row.detail) });
      for (const job of jobs) {
        const payload = JSON.stringify({ ...(JSON.parse(String(job.payload)) as object), pieceId: id });
        insert('cw_jobs', { ...job, job_key: String(job.job_key).replace(/\d+$/, String(id)), payload });
      }
    }
  };
};

const inOneTransaction = async (strapi: Core.Strapi, work: (db: Sqlite) => void): Promise<void> => {
  const client = strapi.db.connection.client as { acquireConnection(): Promise<Sqlite>; releaseConnection(db: Sqlite): Promise<void> };
  const db = await client.acquireConnection();
  try {
    db.exec('begin');
    work(db);
    db.exec('commit');
  } catch (error) {
    db.exec('rollback');
    throw error;
  } finally {
    await client.releaseConnection(db);
  }
};

export const cloneRows = (strapi: Core.Strapi, original: Original, copies: Iterable<Copy>, parts: { readonly content: boolean; readonly workflow: boolean }): Promise<void> =>
  inOneTransaction(strapi, (db) => {
    const insert = inserter(db);
    const tableOf = (uid: string): string => (strapi.db.metadata.get(uid) as { tableName: string }).tableName;
    const content = parts.content ? cloneContent(db, insert, tableOf, original) : null;
    const workflow = parts.workflow ? cloneWorkflow(db, insert, original) : null;
    for (const copy of copies) {
      content?.(copy);
      workflow?.(copy);
    }
  });
