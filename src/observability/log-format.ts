/**
 * How a log line is written: one JSON object a line for machines, or a sentence for people. Only the fields that are named
 * here are printed, so that an object which somebody hands to the logger can not carry content or secrets along.
 */

/** Ids, numbers and names of routes and types; nothing that people wrote and nobody's name or address. */
export const FIELDS = ['requestId', 'traceId', 'spanId', 'job', 'jobId', 'pieceId', 'uid', 'documentId', 'locale', 'method', 'route', 'status', 'ms'] as const;

export type LogFormatName = 'json' | 'pretty';

export type Line = Readonly<Record<string, unknown>>;

/** Strapi colours words in its messages; outside a terminal that is noise. */
const COLOURS = /\u001b\[[0-9;]*m/g;

const text = (value: unknown): string => (typeof value === 'string' ? value : value instanceof Error ? value.message : value === undefined ? '' : JSON.stringify(value));

const fieldsOf = (line: Line): [string, unknown][] => FIELDS.flatMap((name): [string, unknown][] => (line[name] === undefined ? [] : [[name, line[name]]]));

/** An SQLSTATE has five characters, and none begins like the names of the operating system's errors (EPIPE); SQLite's say whose they are. */
const OF_A_DATABASE = /^(?:(?!E)[0-9A-Z]{5}|SQLITE_[A-Z_]+)$/;

/** Where winston leaves what was handed over behind the message. */
const SPLAT = Symbol.for('splat');

/** An error's code is not always among the fields that winston copies into a line. */
const databaseCodeOf = (line: Line): string | null => {
  const handed = (line as Readonly<Record<symbol, unknown>>)[SPLAT];
  const codes = [line, ...(Array.isArray(handed) ? (handed as unknown[]) : [])].map((one) => (one as { readonly code?: unknown } | null | undefined)?.code);
  return codes.find((code): code is string => typeof code === 'string' && OF_A_DATABASE.test(code)) ?? null;
};

/** A line of a stack that says where, which a line of a message that looks like one does not. */
const FRAME = /^\s+at .+(?::\d+:\d+|<anonymous>|native)\)?$/;

const framesOf = (stack: string): string => {
  const lines = stack.split('\n');
  return lines.slice(lines.map((line) => FRAME.test(line)).lastIndexOf(false) + 1).join('\n');
};

interface ToldError {
  readonly name: string;
  readonly code?: string;
  readonly stack: string;
}

/** What is thrown may be anything with a stack; the error's own fields stay out of the log. */
const errorOf = (line: Line): ToldError | null => {
  if (typeof line.stack !== 'string') return null;
  const [name, code] = [text(line.name ?? 'Error'), databaseCodeOf(line)];
  return code === null ? { name, stack: line.stack } : { name, code, stack: framesOf(line.stack) };
};

/** A database quotes the values that it does not take: of its errors only the code is told. */
const messageOf = (line: Line): string => {
  const code = databaseCodeOf(line);
  return code === null ? text(line.message) : `The database answered with the error ${code}`;
};

export const jsonLine = (line: Line, time: Date): string => {
  const error = errorOf(line);
  return JSON.stringify({
    time: time.toISOString(),
    level: line.level,
    message: messageOf(line).replace(COLOURS, ''),
    ...Object.fromEntries(fieldsOf(line)),
    ...(error === null ? {} : { error }),
  });
};

/** The request line says these already. */
const SAID: readonly string[] = ['method', 'route', 'status', 'ms'];

export const prettyLine = (line: Line, time: Date): string => {
  const ids = fieldsOf(line).filter(([name]) => !SAID.includes(name)).map(([name, value]) => `${name}=${text(value)}`);
  const error = errorOf(line);
  return `[${time.toISOString()}] ${text(line.level)}: ${messageOf(line)}${ids.length === 0 ? '' : ` (${ids.join(' ')})`}${error === null ? '' : `\n${error.stack}`}`;
};

/** Where winston looks for the finished text of a line. */
const MESSAGE = Symbol.for('message');

/** What winston asks of a format. */
export interface LineFormat {
  transform(line: object): object;
}

export const logFormat = (name: LogFormatName): LineFormat => {
  const write = name === 'json' ? jsonLine : prettyLine;
  return { transform: (line) => Object.assign(line, { [MESSAGE]: write(line as Line, new Date()) }) };
};
