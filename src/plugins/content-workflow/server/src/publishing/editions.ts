/** Snapshots (what was frozen for review) and editions (what exactly went live). Rows here are written once and kept. */
import { randomUUID } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { GovernedType, WorkflowConfig } from '../config';
import type { Signals } from '../cluster/signals';
import type { Content, ContentReader, Version } from '../engine/content';
import { iso, type Clock } from '../jobs/clock';
import { subjectColumns, TABLES, toEdition, toSnapshot, type Connection, type EditionRow, type PieceRow, type SnapshotRow, type Subject, type Trx } from '../tables';
import { etagOf, payloadOf, referenceKey, type References } from './payload';

export interface Editions {
  freeze(trx: Trx, subject: Subject, version: Version): Promise<SnapshotRow>;
  snapshot(connection: Connection, subject: Subject, hash: string): Promise<SnapshotRow | null>;
  /** Replaces the live edition of the subject by one made of the snapshot. */
  goLive(trx: Trx, input: { piece: PieceRow; type: GovernedType; snapshot: SnapshotRow; at: number }): Promise<EditionRow>;
  /** The live edition is no longer served. False when nothing was live. */
  withdraw(trx: Trx, subject: Subject): Promise<boolean>;
  live(connection: Connection, subject: Subject): Promise<EditionRow | null>;
  /** The documents that a relation of the live edition was approved to link to; `null` where that was not reviewed. */
  approvedLinks(connection: Connection, subject: Subject, relation: string): Promise<string[] | null>;
  /** The delivery payload of frozen content, with what readers may know of related entries now. */
  payload(connection: Connection, input: { subject: Subject; type: GovernedType; content: Content; publishedAt: string | null; firstPublishedAt: string | null }): Promise<Content>;
  /** True when an edition that is live shows the file. */
  usesFile(connection: Connection, fileId: number): Promise<boolean>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value));

const names = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((v) => (typeof v === 'string' ? [v] : v !== null && typeof v === 'object' && 'name' in v ? [text((v as { name: unknown }).name)] : [])) : [];

const references = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).flatMap((v) => (v !== null && typeof v === 'object' && 'documentId' in v ? [text((v as { documentId: unknown }).documentId)] : []));

/** Every file in a content tree: objects that carry a database id beside a URL and a MIME type. */
const fileIds = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(fileIds);
  if (value === null || typeof value !== 'object') return [];
  const node = value as Record<string, unknown>;
  if (typeof node.id === 'number' && 'url' in node && 'mime' in node) return [String(node.id)];
  return Object.values(node).flatMap(fileIds);
};

/** The columns that front ends filter by. */
const termsOf = (type: GovernedType, content: Content): { kind: string; value: string }[] => {
  const { activity, tags } = type.delivery;
  return [
    ...(activity === null ? [] : references(content[activity]).map((value) => ({ kind: 'activity', value }))),
    ...(tags === null ? [] : [...new Set(names(content[tags]))].map((value) => ({ kind: 'tag', value }))),
    ...[...new Set(fileIds(content))].map((value) => ({ kind: 'file', value })),
  ];
};

/** Every related document in a content tree: objects that carry a document id beside a label. */
const relatedIds = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(relatedIds);
  if (value === null || typeof value !== 'object') return [];
  const node = value as Record<string, unknown>;
  if ('documentId' in node && 'label' in node) return [text(node.documentId)];
  return Object.values(node).flatMap(relatedIds);
};

export const createEditions = (config: WorkflowConfig, content: ContentReader, clock: Clock, signals: Signals): Editions => {
  const governed: ReadonlySet<string> = new Set(Object.keys(config.types));

  /** What is live of the related entries: in the same language or in none; for an entry without languages, in the first that went live. */
  const referencesOf = async (connection: Connection, subject: Subject, tree: Content): Promise<References> => {
    const ids = [...new Set(relatedIds(tree))];
    if (ids.length === 0) return new Map();
    const rows = await connection(TABLES.editions).whereIn('subject_id', ids).andWhere('is_live', true).orderBy('first_published_at', 'desc').orderBy('id', 'desc').modify((query) => {
      if (subject.locale !== '') void query.whereIn('subject_locale', [subject.locale, '']);
    });
    return new Map(
      (rows as Record<string, unknown>[]).map(toEdition).map((edition) => {
        const naming = config.types[edition.uid]?.title;
        const label = naming === undefined ? null : (JSON.parse(edition.payload) as Content)[naming];
        return [referenceKey(edition.uid, edition.documentId), { label, slug: edition.slug === edition.documentId ? null : edition.slug }];
      })
    );
  };

  const payload: Editions['payload'] = async (connection, input) =>
    payloadOf(content.schemaOf, { ...input, governed, references: await referencesOf(connection, input.subject, input.content) });

  const find = async (connection: Connection, subject: Subject, hash: string): Promise<SnapshotRow | null> => {
    const row = await connection(TABLES.snapshots)
      .where({ ...subjectColumns(subject), content_hash: hash })
      .orderBy('id', 'desc')
      .first();
    return row === undefined ? null : toSnapshot(row);
  };

  const live = async (connection: Connection, subject: Subject): Promise<EditionRow | null> => {
    const row = await connection(TABLES.editions)
      .where({ ...subjectColumns(subject), is_live: true })
      .orderBy('id', 'desc')
      .first();
    return row === undefined ? null : toEdition(row);
  };

  return {
    live,
    payload,
    async freeze(trx, subject, version) {
      const known = await find(trx, subject, version.hash);
      // The same hash can carry a related entry's newer label; what is reviewed now is frozen as it is read now.
      if (known !== null && canonicalize(known.content) === canonicalize(version.content)) return known;
      const [row] = await trx(TABLES.snapshots)
        .insert({ ...subjectColumns(subject), content_hash: version.hash, content: JSON.stringify(version.content), frozen_at: clock.now() })
        .returning('*');
      return toSnapshot(row);
    },
    snapshot: find,
    async goLive(trx, { piece, type, snapshot, at }) {
      const earlier = (await trx(TABLES.editions).where(subjectColumns(piece)).select('is_live', 'first_published_at')) as { is_live: unknown; first_published_at: unknown }[];
      const firstPublishedAt = Math.min(at, ...earlier.map((row) => Number(row.first_published_at)));
      const body = JSON.stringify(await payload(trx, { subject: piece, type, content: snapshot.content, publishedAt: iso(at), firstPublishedAt: iso(firstPublishedAt) }));
      if (earlier.some((row) => Boolean(row.is_live))) await trx(TABLES.editions).where({ ...subjectColumns(piece), is_live: true }).update({ is_live: false, withdrawn_at: at });
      const [row] = await trx(TABLES.editions)
        .insert({
          ...subjectColumns(piece),
          edition_key: randomUUID(),
          piece_id: piece.id,
          round: piece.round,
          content_hash: snapshot.contentHash,
          snapshot_id: snapshot.id,
          slug: type.slug === null ? piece.documentId : text(snapshot.content[type.slug]) || piece.documentId,
          payload: body,
          etag: etagOf(body),
          is_live: true,
          went_live_at: at,
          first_published_at: firstPublishedAt,
        })
        .returning('*');
      const edition = toEdition(row);
      const terms = termsOf(type, snapshot.content);
      if (terms.length > 0) await trx(TABLES.terms).insert(terms.map((term) => ({ edition_id: edition.id, ...term })));
      await signals.tell(trx, { kind: 'edition', subject: { uid: piece.uid, documentId: piece.documentId, locale: piece.locale }, slugs: [edition.slug] });
      return edition;
    },
    async approvedLinks(connection, subject, relation) {
      const edition = await live(connection, subject);
      const row = edition === null ? undefined : await connection(TABLES.snapshots).where({ id: edition.snapshotId }).first();
      const approved = row === undefined ? {} : toSnapshot(row).content;
      return relation in approved ? references(approved[relation]) : null;
    },
    async withdraw(trx, subject) {
      const count = await trx(TABLES.editions)
        .where({ ...subjectColumns(subject), is_live: true })
        .update({ is_live: false, withdrawn_at: clock.now() });
      await signals.tell(trx, { kind: 'edition', subject: { uid: subject.uid, documentId: subject.documentId, locale: subject.locale }, slugs: [] });
      return count > 0;
    },
    async usesFile(connection, fileId) {
      const row = await connection(TABLES.terms)
        .join(TABLES.editions, `${TABLES.editions}.id`, `${TABLES.terms}.edition_id`)
        .where({ kind: 'file', value: String(fileId), is_live: true })
        .first(`${TABLES.terms}.id`);
      return row !== undefined;
    },
  };
};
