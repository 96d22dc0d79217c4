/** Requests as bytes: nothing is encoded, checked or repaired on the way to the server. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestApp } from './app';

export interface RawRequest {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As they came: nothing is decompressed. */
  readonly bytes: Buffer;
  readonly text: string;
}

/** Keeps connections open, which makes thousands of requests affordable. Close it at the end of the test. */
export const rawClient = (app: TestApp, connections = 4): { send(asked: RawRequest): Promise<RawAnswer>; close(): void } => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { port } = app.strapi.server.httpServer.address() as AddressInfo;
  return {
    send: ({ method, target, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
        const asked = request({ agent, host: '127.0.0.1', port, method, path: target, headers: { ...headers, ...length } }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            const bytes = Buffer.concat(chunks);
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, text: bytes.toString() });
          });
          answer.on('error', reject);
        });
        asked.on('error', reject);
        asked.end(body);
      }),
    close: () => agent.destroy(),
  };
};
