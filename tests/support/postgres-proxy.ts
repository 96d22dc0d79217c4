/** A bad network between a server and PostgreSQL: what is sent goes through it, until a test wants it to get lost. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { postgresUrl } from './postgres.cjs';

/** `question`: the database never hears of the COMMIT. `answer`: it commits, and nobody hears of that. The connection breaks with it. */
export type Lost = 'question' | 'answer';

export interface PostgresProxy {
  /** The same database, by way of the proxy. */
  reach(url: string): string;
  /** Loses the next COMMIT of a transaction in which this text goes by from now on. Resolves when it is lost. */
  loseCommit(after: string, lost: Lost): Promise<void>;
  /** From now on nothing goes through on the connections of this name that there are, and neither end hears that they are dead. */
  swallow(applicationName: string): void;
  close(): Promise<void>;
}

interface Order {
  readonly after: string;
  readonly lost: Lost;
  readonly tell: () => void;
}

interface Line {
  readonly client: Socket;
  readonly server: Socket;
  name: string | null;
  /** What the transaction that runs has said something of. */
  readonly meant: Set<Order>;
  swallowed: boolean;
  losesAnswer: Order | null;
}

export const startProxy = async (): Promise<PostgresProxy> => {
  const direct = new URL(postgresUrl() ?? '');
  const lines = new Set<Line>();
  const orders = new Set<Order>();

  const cut = ({ client, server }: Line): void => {
    client.destroy();
    server.destroy();
  };

  const lose = (line: Line, order: Order): void => {
    cut(line);
    order.tell();
  };

  /** True when it may go on. */
  const passes = (line: Line, chunk: Buffer): boolean => {
    const text = chunk.toString('latin1');
    line.name ??= /application_name\0([^\0]*)/.exec(text)?.[1] ?? '';
    for (const order of orders) if (text.includes(order.after)) line.meant.add(order);
    // As Knex writes it; graphile-worker's own transactions are its own affair.
    if (text.includes('COMMIT;')) {
      const [order] = [...line.meant].filter((one) => orders.delete(one));
      line.meant.clear();
      if (order?.lost === 'question') {
        lose(line, order);
        return false;
      }
      line.losesAnswer = order ?? null;
    } else if (text.includes('ROLLBACK')) line.meant.clear();
    return true;
  };

  const proxy = createServer((client) => {
    const server = connect(Number(direct.port || 5432), direct.hostname);
    const line: Line = { client, server, name: null, meant: new Set(), swallowed: false, losesAnswer: null };
    lines.add(line);
    client.on('data', (chunk: Buffer) => {
      if (!line.swallowed && passes(line, chunk)) server.write(chunk);
    });
    server.on('data', (chunk: Buffer) => {
      if (line.swallowed) return;
      if (line.losesAnswer === null) client.write(chunk);
      else lose(line, line.losesAnswer);
    });
    for (const [end, other] of [[client, server], [server, client]] as const) {
      end.on('error', () => undefined);
      end.on('close', () => {
        if (!line.swallowed) other.destroy();
        if (client.destroyed && server.destroyed) lines.delete(line);
      });
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', () => resolve()));
  const { port } = proxy.address() as AddressInfo;

  return {
    reach: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).toString(),
    loseCommit: (after, lost) => new Promise((resolve) => orders.add({ after, lost, tell: resolve })),
    swallow(applicationName) {
      for (const line of lines) if (line.name === applicationName) line.swallowed = true;
    },
    async close() {
      lines.forEach(cut);
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
};
