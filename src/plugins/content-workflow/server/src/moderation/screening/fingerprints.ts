/** What is remembered of submissions, so that the next one can be compared with it: a row a text and a row an image. */
import type { Material } from '../../../../core/moderation/screen';
import { bandsOf, distance, likeness, MAX_IMAGE_DISTANCE, saysSomething, SHORT, type Hash64, type Likeness } from '../../../../core/moderation/near-duplicates';
import { TABLES, type Connection, type Trx } from '../../tables';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** One in 32 of what is remembered shares a band by chance, so this is reached by a flood alone; the newest are looked at. */
const MAX_CANDIDATES = 5_000;

/** A short text differs in length by no more than this from one that has four fifths of its pairs. */
const SHORT_LENGTHS = 5;

/** What of a submission is shown beside a word list's hits. */
export interface Content {
  readonly title: string;
  readonly text: string;
  readonly contributorName: string;
}

export interface Remembered extends Content {
  readonly id: number;
  readonly reference: string;
  readonly documentId: string | null;
  readonly at: number;
}

export interface Duplicate extends Likeness {
  readonly reference: string;
  readonly sameSender: boolean;
}

const bandColumns = (hash: Hash64): Record<string, number> => Object.fromEntries(bandsOf(hash).map((band, i) => [`band_${i}`, band]));
const NO_BANDS = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`band_${i}`, null]));

/** Rows of one kind that may be near a hash, newest first, but for those of the same submission. */
const candidates = (connection: Connection, kind: 'text' | 'image', hash: Hash64, reference: string, since: number) =>
  connection(TABLES.fingerprints)
    .where({ kind })
    .where('at', '>', since)
    .whereNot({ reference })
    .where((either) => {
      for (const [column, band] of Object.entries(bandColumns(hash))) void either.orWhere(column, band);
    })
    .orderBy('at', 'desc')
    .limit(MAX_CANDIDATES);

interface TextRow {
  readonly reference: string;
  readonly sender: string;
  readonly hash: string;
  readonly normalised: string;
}

const textRows = async (connection: Connection, { reference, at }: Material, text: { normalised: string; hash: Hash64 }, days: number): Promise<TextRow[]> => {
  const since = at - days * DAY;
  const columns = ['reference', 'sender', 'hash', 'normalised'];
  const length = text.normalised.length;
  const byBand = (await candidates(connection, 'text', text.hash, reference, since).select(columns)) as TextRow[];
  if (length >= SHORT) return byBand;
  const near = connection(TABLES.fingerprints).where({ kind: 'text' }).whereNot({ reference }).whereBetween('length', [length - SHORT_LENGTHS, length + SHORT_LENGTHS]).where('at', '>', since);
  return [...byBand, ...((await near.orderBy('at', 'desc').limit(MAX_CANDIDATES).select(columns)) as TextRow[])];
};

/** What is like it of that many days, the likest first, each submission once. */
export const nearTexts = async (connection: Connection, material: Material, text: { readonly normalised: string; readonly hash: Hash64 }, days: number): Promise<Duplicate[]> => {
  const found = new Map<string, Duplicate>();
  for (const row of await textRows(connection, material, text, days)) {
    const like = found.has(row.reference) ? null : likeness({ text: text.normalised, hash: text.hash }, { text: row.normalised, hash: row.hash });
    if (like !== null) found.set(row.reference, { ...like, reference: row.reference, sameSender: row.sender === material.sender });
  }
  return [...found.values()].sort((a, b) => b.jaccard - a.jaccard);
};

export interface NearImage {
  readonly reference: string;
  readonly distance: number;
  /** The place of the image in what is being sent, from 0. */
  readonly image: number;
  readonly sameSender: boolean;
}

/** Of each image the nearest one of another submission of that many days. */
export const nearImages = async (connection: Connection, { imageHashes, reference, sender, at }: Material, days: number): Promise<NearImage[]> => {
  const found: NearImage[] = [];
  for (const [image, hash] of imageHashes.entries()) {
    if (!saysSomething(hash)) continue;
    const rows = (await candidates(connection, 'image', hash, reference, at - days * DAY).select('reference', 'sender', 'hash')) as { reference: string; sender: string; hash: string }[];
    const [nearest] = rows.map((row) => ({ row, apart: distance(row.hash, hash) })).filter(({ apart }) => apart <= MAX_IMAGE_DISTANCE).sort((a, b) => a.apart - b.apart);
    if (nearest !== undefined) found.push({ image, reference: nearest.row.reference, distance: nearest.apart, sameSender: nearest.row.sender === sender });
  }
  return found;
};

/** The hashes of a submission's images, in their order. */
export const imagesOf = async (connection: Connection, reference: string): Promise<Hash64[]> => ((await connection(TABLES.fingerprints).where({ reference, kind: 'image' }).orderBy('id').select('hash')) as { hash: string }[]).map(({ hash }) => hash);

/** The same of pictures that are in quarantine, or were until their bytes were forgotten. */
export const hashesInQuarantine = async (connection: Connection, reference: string): Promise<Hash64[]> => {
  const intake = connection(TABLES.intakes).where({ reference }).select('id');
  return ((await connection(TABLES.quarantinedImages).whereIn('intake_id', intake).orderBy('position').select('hash')) as { hash: string }[]).map(({ hash }) => hash);
};

/** How many submissions of a sender are remembered, but for this one. */
export const sentBefore = async (connection: Connection, { sender, reference, at }: Material): Promise<{ earlier: number; lastHour: number; lastDay: number }> => {
  const count = async (since: number | null): Promise<number> => {
    const query = connection(TABLES.fingerprints).where({ sender, kind: 'text' }).whereNot({ reference });
    const row = (await (since === null ? query : query.where('at', '>', since)).count({ n: '*' }).first()) as { n: unknown } | undefined;
    return Number(row?.n ?? 0);
  };
  return { earlier: await count(null), lastHour: await count(at - HOUR), lastDay: await count(at - DAY) };
};

/** Replaces what was remembered of the submission's earlier revisions. `text` is `null` where it could not be read in time. */
export const remember = async (trx: Trx, material: Material, text: { readonly normalised: string; readonly hash: Hash64 } | null): Promise<void> => {
  const { reference, documentId, revision, sender, at, title, contributorName } = material;
  const about = { reference, subject_id: documentId, revision, sender, at };
  const content = JSON.stringify({ title, text: material.text, contributorName } satisfies Content);
  await trx(TABLES.fingerprints).where({ reference }).del();
  await trx(TABLES.fingerprints).insert({
    ...about,
    kind: 'text',
    hash: text?.hash ?? '',
    ...(text === null ? NO_BANDS : bandColumns(text.hash)),
    length: text?.normalised.length ?? 0,
    normalised: text?.normalised ?? '',
    content,
  });
  for (const hash of material.imageHashes) await trx(TABLES.fingerprints).insert({ ...about, kind: 'image', hash, ...bandColumns(hash), length: 0, normalised: '', content: '' });
};

const NOTHING = { hash: '', ...NO_BANDS, length: 0, normalised: '', content: '' } as const;

/** What was written and shown is forgotten; that somebody sent something at that time is not, or withdrawing would hide a flood. */
export const forget = async (trx: Trx, reference: string): Promise<void> => {
  await trx(TABLES.fingerprints).where({ reference, kind: 'image' }).del();
  await trx(TABLES.fingerprints).where({ reference }).update(NOTHING);
};

/** The same for an entry that was deleted. */
export const forgetDocument = async (trx: Trx, documentId: string): Promise<void> => {
  await trx(TABLES.fingerprints).where({ subject_id: documentId, kind: 'image' }).del();
  await trx(TABLES.fingerprints).where({ subject_id: documentId }).update(NOTHING);
};

/** The same for all that was sent in before this time: nothing is compared with it any more. */
export const forgetOlder = async (connection: Connection, before: number): Promise<void> => {
  await connection(TABLES.fingerprints).where({ kind: 'image' }).where('at', '<', before).del();
  await connection(TABLES.fingerprints)
    .where({ kind: 'text' })
    .where('at', '<', before)
    .where((kept) => void kept.whereNot({ content: '' }).orWhereNot({ normalised: '' }))
    .update(NOTHING);
};

const contentOf = (row: Record<string, unknown>): Content => {
  const { title = '', text = '', contributorName = '' } = JSON.parse(String(row.content)) as Partial<Content>;
  return { title, text, contributorName };
};

/** The submissions that were remembered last, newest first. */
export const lastRemembered = async (connection: Connection, limit: number): Promise<Remembered[]> => {
  const rows = (await connection(TABLES.fingerprints).where({ kind: 'text' }).whereNot({ content: '' }).orderBy('id', 'desc').limit(limit).select('id', 'reference', 'subject_id', 'content', 'at')) as Record<string, unknown>[];
  return rows.map((row) => ({ id: Number(row.id), reference: String(row.reference), documentId: row.subject_id == null ? null : String(row.subject_id), at: Number(row.at), ...contentOf(row) }));
};

/** The documents that references stand for, of what is remembered. */
export const documentsOf = async (connection: Connection, references: readonly string[]): Promise<string[]> => {
  if (references.length === 0) return [];
  const rows = (await connection(TABLES.fingerprints).whereIn('reference', [...references]).whereNotNull('subject_id').distinct('subject_id')) as Record<string, unknown>[];
  return rows.map((row) => String(row.subject_id));
};
