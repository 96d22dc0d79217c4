/** A file of subscribers, read: bytes to lines, or why it can not be read, with a sentence that says what to do about it. */
import { CsvError, parse } from 'csv-parse/sync';
import { importColumns, importLine, MAX_IMPORT_BYTES, MAX_IMPORT_ROWS, type ImportLine } from '../../../../../core/distribution/newsletter/import';

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly code: 'SUBSCRIBER_FILE_EMPTY' | 'SUBSCRIBER_FILE_TOO_LARGE' | 'SUBSCRIBER_FILE_TOO_LONG' | 'SUBSCRIBER_FILE_IS_NO_TEXT' | 'SUBSCRIBER_FILE_NOT_UTF8' | 'SUBSCRIBER_FILE_BROKEN' | 'SUBSCRIBER_FILE_NO_ADDRESSES';
  readonly message: string;
  readonly next: string;
  /** For whoever says it in another language. */
  readonly params: Readonly<Record<string, string | number>>;
}

export interface Readable {
  readonly kind: 'readable';
  readonly lines: readonly ImportLine[];
  readonly ignored: readonly string[];
}

const unreadable = (code: Unreadable['code'], message: string, next: string, params: Unreadable['params'] = {}): Unreadable => ({ kind: 'unreadable', code, message, next, params });

/** A row of a spreadsheet of names and addresses; a quote that is never closed would make one of the whole file. */
const MAX_RECORD = 10_000;

const DELIMITERS = [',', ';', '\t'] as const;

/** Workbooks are ZIP archives, or Microsoft's older containers. */
const MAGIC = [Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])];

const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

const startsWith = (bytes: Buffer, beginnings: readonly Buffer[]): boolean => beginnings.some((beginning) => bytes.subarray(0, beginning.length).equals(beginning));

const NOT_UTF8 = unreadable('SUBSCRIBER_FILE_NOT_UTF8', 'The file is not encoded as UTF-8.', 'Save it as "CSV UTF-8": in other encodings, such as GBK and Big5, names can not be told from each other.');

const textOf = (bytes: Buffer): string | Unreadable => {
  if (startsWith(bytes, MAGIC)) return unreadable('SUBSCRIBER_FILE_IS_NO_TEXT', 'This is a workbook, not a CSV file.', 'Open it in the spreadsheet program and save it as "CSV UTF-8".');
  // Without its mark, UTF-16 of plain addresses is well-formed UTF-8 with a NUL in every other place.
  if (startsWith(bytes, UTF_16) || bytes.includes(0)) return NOT_UTF8;
  try {
    // Takes the mark off that spreadsheet programs put in front.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return NOT_UTF8;
  }
};

/** The character that stands most often in the first line, outside of quotes; a list of bare addresses has none of them. */
const delimiterOf = (text: string): string => {
  const first = (/^\s*([^\r\n]*)/.exec(text)?.[1] ?? '').replace(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, n: first.split(delimiter).length - 1 }));
  return counted.reduce((most, one) => (one.n > most.n ? one : most)).delimiter;
};

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const recordsOf = (text: string): readonly ParsedRecord[] | Unreadable => {
  try {
    // What people export elsewhere has rows of different lengths and quotes inside of names; neither hides an address.
    return parse(text, { delimiter: delimiterOf(text), info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true, max_record_size: MAX_RECORD, to: MAX_IMPORT_ROWS + 2 }) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 1);
    return unreadable('SUBSCRIBER_FILE_BROKEN', `The file can not be read beyond line ${line}.`, 'Look at the quotation marks up to that line: one that is opened has to be closed.', { line });
  }
};

/** Never throws for what is in the file. */
export const readSubscriberFile = (bytes: Buffer): Readable | Unreadable => {
  if (bytes.length > MAX_IMPORT_BYTES) return unreadable('SUBSCRIBER_FILE_TOO_LARGE', `The file is larger than ${MAX_IMPORT_BYTES} bytes.`, 'Take it over in parts.', { max: MAX_IMPORT_BYTES });
  const text = textOf(bytes);
  if (typeof text !== 'string') return text;
  const records = recordsOf(text);
  if ('kind' in records) return records;
  const [first] = records;
  if (first === undefined) return unreadable('SUBSCRIBER_FILE_EMPTY', 'There is nothing in the file.', 'Choose another, or paste a list of addresses.');
  const columns = importColumns(first.record);
  if (columns === null) return unreadable('SUBSCRIBER_FILE_NO_ADDRESSES', 'No column of the file is a column of e-mail addresses.', 'Call it "email" in the first line.');
  const rows = columns.hasHeadings ? records.slice(1) : records;
  if (rows.length === 0) return unreadable('SUBSCRIBER_FILE_EMPTY', 'There is nothing in the file.', 'Choose another, or paste a list of addresses.');
  if (rows.length > MAX_IMPORT_ROWS) return unreadable('SUBSCRIBER_FILE_TOO_LONG', `The file has more than ${MAX_IMPORT_ROWS} subscribers.`, 'Take it over in parts.', { max: MAX_IMPORT_ROWS });
  return { kind: 'readable', lines: rows.map(({ record, info }) => importLine(record, info.lines, columns)), ignored: columns.ignored };
};
