/** An answer as it is kept: its bytes in every form, each with the headers that go with it. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { CONTENT_TYPE, type Delivered } from './delivered';
import { tagOf, type Coding } from './validators';

/** Names and values in turns, as `writeHead` takes them. */
export type FlatHeaders = readonly string[];

export interface Representation {
  readonly body: Buffer;
  readonly headers: FlatHeaders;
}

/** What a pass must allow for this entry to be sent. */
export type Realm = 'one' | 'one-by-default' | 'list' | 'list-by-default';

export interface Entry {
  /** Path and query as they stand in the request line, without the visitor, and what was drawn there. */
  readonly url: string;
  readonly realm: Realm;
  readonly uid: string;
  readonly locale: string;
  readonly byDefault: boolean;
  /** The document that one entry is of; `null` for lists. */
  readonly documentId: string | null;
  /** Documents that are shown otherwise than they are live. */
  readonly shown: readonly string[];
  /** What makes this entry out of date when it changes. */
  readonly topics: readonly string[];
  readonly etag: string;
  /** Cache-Control and the tags for caches, which a 304 has too. */
  readonly caching: FlatHeaders;
  readonly identity: Representation;
  /** `undefined` until it is made, `null` when it is not smaller. */
  readonly br?: Representation | null;
  readonly gzip?: Representation | null;
}

export const realmOf = ({ kind, byDefault }: Pick<Delivered, 'kind' | 'byDefault'>): Realm => (byDefault ? `${kind}-by-default` : kind);

export const listTopic = (uid: string, locale: string): string => `list ${uid} ${locale}`;
export const oneTopic = (uid: string, locale: string, slugOrId: string): string => `one ${uid} ${locale} ${slugOrId}`;

/** Memory of its own, since a slice would keep the whole block it was cut from. */
const exactly = (bytes: Buffer): Buffer => {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
};

const represent = (body: Buffer, etag: string, coding: Coding, caching: FlatHeaders): Representation => ({
  body,
  headers: ['ETag', tagOf(etag, coding), ...caching, 'Content-Type', CONTENT_TYPE, 'Content-Length', String(body.length), ...(coding === 'identity' ? [] : ['Content-Encoding', coding])],
});

export const createEntry = (url: string, delivered: Delivered, caching: FlatHeaders): Entry => {
  const { kind, uid, locale, byDefault, asked, body, etag } = delivered;
  return {
    url,
    realm: realmOf(delivered),
    uid,
    locale,
    byDefault,
    documentId: kind === 'one' ? (asked[1] ?? null) : null,
    shown: delivered.trial?.shown ?? [],
    topics: kind === 'list' ? [listTopic(uid, locale)] : [...new Set(asked)].map((name) => oneTopic(uid, locale, name)),
    etag,
    caching,
    identity: represent(exactly(Buffer.from(body)), etag, 'identity', caching),
  };
};

/** The object, its headers, its place in the maps: measured at 1.7 kB with one slug and a document id. */
const OVERHEAD_BYTES = 2_048;

/** What keeping the entry costs, in bytes. */
export const sizeOf = ({ url, identity, br, gzip: gz }: Entry): number => OVERHEAD_BYTES + 2 * url.length + identity.body.length + (br?.body.length ?? 0) + (gz?.body.length ?? 0);

/** Below this an answer fits one packet anyway. */
const COMPRESS_FROM_BYTES = 1_024;

/** Half of the best quality costs a twentieth of the time and a few per cent of the size. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } };

const [toBrotli, toGzip] = [promisify<Buffer, object, Buffer>(brotliCompress), promisify<Buffer, Buffer>(gzip)];
const compress = { br: (body: Buffer) => toBrotli(body, BROTLI), gzip: toGzip };

/** The entry with that form of it made, or with `null` where that is no gain. */
export const withCoding = async (entry: Entry, coding: 'br' | 'gzip'): Promise<Entry> => {
  const { body } = entry.identity;
  const made = body.length < COMPRESS_FROM_BYTES ? null : await compress[coding](body);
  return { ...entry, [coding]: made === null || made.length >= body.length ? null : represent(exactly(made), entry.etag, coding, entry.caching) };
};
