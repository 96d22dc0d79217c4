/**
 * Pictures that nobody has looked at yet. They are rows, since every process has to read them and no address of Strapi's
 * media library is private; what is stored was drawn anew, the file that was sent is gone by then.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { TABLES, type Connection, type Trx } from '../../tables';
import type { KeptImage } from './rework';

const TABLE = TABLES.quarantinedImages;
const INTAKES = TABLES.intakes;

export type Size = 'main' | 'preview';

export interface StoredImage {
  /** Random; also what it is called in an address. */
  readonly name: string;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly hash: string;
  readonly digest: string;
}

export interface Quarantine {
  /** The intake's pictures, in their order, become these: some that it has, by name, and new ones behind them. */
  replace(trx: Trx, intakeId: number, kept: readonly string[], added: readonly KeptImage[], at: number): Promise<void>;
  of(intakeId: number, trx?: Trx): Promise<StoredImage[]>;
  ofDocument(documentId: string): Promise<StoredImage[]>;
  count(connection: Connection, documentId: string): Promise<number>;
  /** `null` for what is not there, or not there any more. */
  read(name: string, size: Size): Promise<{ readonly mime: string; readonly bytes: Buffer } | null>;
  /**
   * Puts the pictures of a submission into Strapi's media library, which makes its responsive formats and keeps them where
   * it keeps everything; answers the ids of the files, in their order. Asked again, or twice at once, it answers the same ids. Reads and
   * writes files, so call it before a transaction and not inside.
   */
  adoptImages(documentId: string): Promise<number[]>;
  /** Forgets the pictures of an entry that is gone. */
  forgetDocument(trx: Trx, documentId: string): Promise<void>;
  /** Forgets the bytes of what was decided, or withdrawn, before this time, and has not changed since. */
  forgetDecided(before: number): Promise<void>;
}

type Row = Record<string, unknown>;

const COLUMNS = ['name', 'mime', 'width', 'height', 'hash', 'digest'] as const;

const toImage = (row: Row): StoredImage => ({ name: String(row.name), mime: String(row.mime), width: Number(row.width), height: Number(row.height), hash: String(row.hash), digest: String(row.digest) });

const NAME_BYTES = 16;

const extensionOf = (mime: string): string => (mime === 'image/jpeg' ? 'jpg' : 'webp');

interface UploadService {
  upload(input: object): Promise<{ readonly id: number }[]>;
  remove(file: object): Promise<unknown>;
}

/** States of a piece in which a moderator may still want to look. */
const UNDECIDED = ['draft', 'review'];

export const createQuarantine = (strapi: Core.Strapi): Quarantine => {
  const from = (connection: Connection = strapi.db.connection) => connection(TABLE);

  const ofDocument = (documentId: string) => from().join(INTAKES, `${INTAKES}.id`, `${TABLE}.intake_id`).where(`${INTAKES}.subject_id`, documentId).orderBy('position');

  const library = (): UploadService => strapi.plugin('upload').service('upload') as unknown as UploadService;

  /** The file that a picture is in the library by; whoever comes second with one of their own takes it out again, and answers the first one's. */
  const claimed = async (row: Row, own: number): Promise<number> => {
    const before = row.upload_id === null ? null : Number(row.upload_id);
    const isFirst = ((await from().where({ id: Number(row.id), upload_id: before }).update({ upload_id: own })) as number) === 1;
    if (isFirst) return own;
    const second = await strapi.db.query('plugin::upload.file').findOne({ where: { id: own } });
    if (second !== null) await library().remove(second);
    const winner = (await from().where({ id: Number(row.id) }).first('upload_id')) as Row | undefined;
    if (winner?.upload_id == null) throw new Error('a picture went away while it was adopted');
    return Number(winner.upload_id);
  };

  const upload = async (folder: string, { name, mime, main }: Row): Promise<number> => {
    const file = `${String(name)}.${extensionOf(String(mime))}`;
    const filepath = path.join(folder, file);
    const bytes = Buffer.from(String(main), 'base64');
    await writeFile(filepath, bytes, { flag: 'wx' });
    const [uploaded] = await library().upload({ data: { fileInfo: { name: file, alternativeText: '', caption: '' } }, files: { filepath, originalFilename: file, mimetype: mime, size: bytes.length } });
    if (uploaded === undefined) throw new Error('the media library did not take a picture');
    return uploaded.id;
  };

  return {
    async replace(trx, intakeId, kept, added, at) {
      await from(trx).where({ intake_id: intakeId }).whereNotIn('name', [...kept]).delete();
      for (const [position, name] of kept.entries()) await from(trx).where({ intake_id: intakeId, name }).update({ position });
      for (const [i, { main, preview, ...image }] of added.entries())
        await from(trx).insert({ ...image, name: randomBytes(NAME_BYTES).toString('hex'), intake_id: intakeId, position: kept.length + i, main: main.toString('base64'), preview: preview.toString('base64'), kept_at: at });
    },
    async of(intakeId, trx) {
      return ((await from(trx).where({ intake_id: intakeId }).orderBy('position').select(...COLUMNS)) as Row[]).map(toImage);
    },
    async ofDocument(documentId) {
      return ((await ofDocument(documentId).select(...COLUMNS.map((name) => `${TABLE}.${name}`))) as Row[]).map(toImage);
    },
    async count(connection, documentId) {
      const row = (await from(connection).whereIn('intake_id', connection(INTAKES).where({ subject_id: documentId }).select('id')).count({ n: '*' }).first()) as Row | undefined;
      return Number(row?.n ?? 0);
    },
    async read(name, size) {
      const row = (await from().where({ name }).first('mime', size)) as Row | undefined;
      if (row === undefined || row[size] === null) return null;
      return { mime: size === 'preview' ? 'image/webp' : String(row.mime), bytes: Buffer.from(String(row[size]), 'base64') };
    },
    async adoptImages(documentId) {
      const rows = (await ofDocument(documentId).select(`${TABLE}.id`, 'name', 'mime', 'main', 'upload_id')) as Row[];
      const folder = await mkdtemp(path.join(tmpdir(), 'content-workflow-adopt-'));
      const ids: number[] = [];
      try {
        for (const row of rows) {
          const known = row.upload_id === null ? null : await strapi.db.query('plugin::upload.file').findOne({ where: { id: Number(row.upload_id) }, select: ['id'] as never });
          // Nothing is left of one that was decided long ago.
          if (known === null && row.main === null) continue;
          ids.push(known === null ? await claimed(row, await upload(folder, row)) : Number(known.id));
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
      return ids;
    },
    async forgetDocument(trx, documentId) {
      await from(trx).whereIn('intake_id', trx(INTAKES).where({ subject_id: documentId }).select('id')).delete();
    },
    async forgetDecided(before) {
      const over = strapi.db.connection(TABLES.pieces).where({ is_current: true }).whereNotIn('state', UNDECIDED).where('changed_at', '<', before).select('subject_id');
      const decided = strapi.db.connection(INTAKES).whereIn('subject_id', over).select('id');
      await from().whereIn('intake_id', decided).whereNotNull('main').update({ main: null, preview: null });
    },
  };
};
