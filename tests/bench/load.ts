/** A bounded HTTP load: a fixed number of connections, each sending its next request when the last one is answered. */
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

/** Keeps every connection busy for the time given and answers requests per second. */
export const requestsPerSecond = async (shooter: Shooter, connections: number, ms: number, next: () => Shot, check: (text: string) => boolean): Promise<number> => {
  const began = performance.now();
  let done = 0;
  const connection = async (): Promise<void> => {
    while (performance.now() - began < ms) {
      const { text } = await shooter.fire(next());
      if (!check(text)) throw new Error(`not the answer that was asked for: ${text.slice(0, 300)}`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return (done / (performance.now() - began)) * 1000;
};
