/** An HTTP server that listens to webhooks and remembers what it was told. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Delivery[];
  /** Settles when so many deliveries have come in all. */
  has(count: number): Promise<void>;
  /** Answers the next deliveries with these statuses, and with 200 after them. */
  answerWith(...statuses: readonly number[]): void;
  close(): Promise<void>;
}

export const startReceiver = async (): Promise<Receiver> => {
  const received: Delivery[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const statuses: number[] = [];
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      received.push({ headers: asked.headers, body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown> });
      answer.writeHead(statuses.shift() ?? 200).end();
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    has: (count) => (received.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve }))),
    answerWith: (...next) => void statuses.push(...next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
