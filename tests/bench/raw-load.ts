/**
 * A bounded HTTP load that costs its own process as little as it can, so that the server is what is measured: a fixed
 * number of kept connections, each sending its next request, as bytes, when the last answer is whole. Nothing is pipelined.
 */
import { connect, type Socket } from 'node:net';

export interface RawLoad {
  readonly url: string;
  readonly connections: number;
  readonly ms: number;
  /** The path and query of the next request. */
  next(): string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: 200 | 302 | 304;
  /** Looked at once in a while: text that the body must contain. */
  readonly contains?: string;
  /** Ends early after this many answers. */
  readonly atMost?: number;
  /**
   * Readers who come by the clock, and not as soon as the last one was answered: this many by all connections together. One whose turn
   * comes while the connection is busy has waited from then on.
   */
  readonly perSecond?: number;
}

export interface Throughput {
  readonly perSecond: number;
  /** Milliseconds from the request to the whole answer, of the slowest hundredth the fastest. */
  readonly p99: number;
  readonly done: number;
}

/** Every body of so many is read; reading all would measure the reader. */
const READ_EVERY = 64;

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: (\d+)/i;

/** Calls `whole` with each answer; bytes of one answer may come in any pieces. */
const answersOf = (socket: Socket, bodiless: boolean, whole: (status: string, body: () => string) => void): void => {
  let held: Buffer | null = null;
  socket.on('data', (piece: Buffer) => {
    const bytes: Buffer = held === null ? piece : Buffer.concat([held, piece]);
    const headEnd = bytes.indexOf(HEAD_END);
    const head = headEnd < 0 ? '' : bytes.toString('latin1', 0, headEnd);
    const length = headEnd < 0 ? 0 : bodiless ? 0 : Number(LENGTH.exec(head)?.[1] ?? Number.NaN);
    const end = headEnd + HEAD_END.length + length;
    if (headEnd < 0 || bytes.length < end) {
      held = bytes;
      return;
    }
    held = null;
    if (bytes.length !== end) throw new Error(`an answer without a length, or more than was asked for: ${head}`);
    whole(head.slice(9, 12), () => bytes.toString('utf8', headEnd + HEAD_END.length));
  });
};

const percentile = (values: readonly number[], share: number): number => Float64Array.from(values).sort()[Math.ceil(values.length * share) - 1] ?? Number.NaN;

/** Keeps every connection busy for the time given. Any answer but the one wanted ends it with an error. */
export const rawLoad = async ({ url, connections, ms, next, headers = {}, status = 200, contains = '', atMost = Infinity, perSecond }: RawLoad): Promise<Throughput> => {
  const { hostname, port, host } = new URL(url);
  const rest = ` HTTP/1.1\r\nHost: ${host}\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  const times: number[] = [];
  let sent = 0;
  const began = performance.now();
  const every = perSecond === undefined ? 0 : (connections * 1000) / perSecond;
  const connection = (_: unknown, place: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let asked = { path: '', at: 0 };
      let turn = began + (every * place) / connections;
      const ask = (at: number): void => {
        if (performance.now() - began >= ms || sent >= atMost) {
          socket.end(resolve);
          return;
        }
        sent += 1;
        asked = { path: next(), at };
        socket.write(`GET ${asked.path}${rest}`, 'latin1');
      };
      const fire = (): void => {
        const now = performance.now();
        turn += every;
        if (perSecond === undefined) ask(now);
        else if (turn <= now) ask(turn);
        else setTimeout(() => ask(performance.now()), turn - now);
      };
      answersOf(socket, status === 304, (got, body) => {
        times.push(performance.now() - asked.at);
        if (got !== String(status)) return void socket.destroy(new Error(`${asked.path}: ${got} ${body().slice(0, 500)}`));
        if (times.length % READ_EVERY === 0 && !body().includes(contains)) return void socket.destroy(new Error(`${asked.path}: not the answer that was asked for`));
        fire();
      });
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('the server closed a connection')));
      socket.on('connect', fire);
    });
  await Promise.all(Array.from({ length: connections }, connection));
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: times.length / seconds, p99: percentile(times, 0.99), done: times.length };
};
