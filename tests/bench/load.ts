/** Single HTTP requests that write, over connections that are kept. */
import http from 'node:http';

export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
}

export interface Shooter {
  /** Milliseconds until the whole answer was there, and the answer. Anything but 200 is an error. */
  fire(shot: Shot): Promise<{ ms: number; text: string }>;
  close(): void;
}

export const createShooter = (url: string, connections: number): Shooter => {
  const { hostname, port } = new URL(url);
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  return {
    fire: ({ method, path, token, body }) =>
      new Promise((resolve, reject) => {
        const payload = body === undefined ? null : JSON.stringify(body);
        const headers: http.OutgoingHttpHeaders = { accept: 'application/json' };
        if (token !== undefined) headers.authorization = `Bearer ${token}`;
        if (payload !== null) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) });
        const began = performance.now();
        const request = http.request({ hostname, port, method, path, headers, agent }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const ms = performance.now() - began;
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve({ ms, text });
            else reject(new Error(`${method} ${path}: ${response.statusCode} ${text.slice(0, 500)}`));
          });
        });
        request.on('error', reject);
        request.end(payload);
      }),
    close: () => agent.destroy(),
  };
};
