/** A platform of the tests: parcels are handed in at a counter on loopback, by a clerk who wants a token. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { z } from '@strapi/utils';
import type { Adapter, AdapterContext, AnyAdapter, Token } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import type { TestApp } from '../app';

interface Settings {
  readonly server: string;
  readonly shelf: string;
  readonly mirror: string;
}

interface Secrets {
  readonly password: string;
  readonly hook?: string;
}

type Context = AdapterContext<Settings, Secrets>;

export const parcel: Adapter<Settings, Secrets> = {
  platform: 'parcel',
  name: 'Parcel',
  adaptations: [],
  guide: {
    steps: ['Ask at the counter for a password.'],
    fields: [
      { name: 'server', label: 'Counter', kind: 'url', required: true },
      { name: 'mirror', label: 'Mirror', kind: 'url', required: false },
      { name: 'shelf', label: 'Shelf', kind: 'text', required: false },
      { name: 'password', label: 'Password', kind: 'secret', required: true },
      { name: 'hook', label: 'Hook', kind: 'secret', required: false },
    ],
  },
  settings: z.strictObject({ server: z.url('is not an address'), shelf: z.string().max(10, 'is longer than a shelf').default('top'), mirror: z.string().default('https://mirror.example.com') }),
  secrets: z.strictObject({ password: z.string('is missing').min(8, 'is shorter than 8 characters'), hook: z.url('is not an address').optional() }) as z.ZodType<Secrets>,
  capabilities: () => ({ delivery: 'direct', idempotency: 'key', confirmation: 'sync', revocable: false, metrics: [], limits: { body: { max: 100, unit: 'codepoint', source: 'the counter', asOf: '2026-11-26' } }, rates: [] }),
  render: ({ title }) => ({ payload: title, pictures: [], preview: { look: 'chat', title: null, text: title, html: null }, measures: [], issues: [] }),
  publish: () => Promise.reject(new Error('nothing is handed in here')),
  async test({ settings, secrets, fetch }: Context) {
    const answer = await fetch(`${settings.server}/who`, { json: { password: secrets.password } });
    if (answer.status !== 200) return { kind: 'failed', code: 'refused', message: `The counter said: ${answer.text}` };
    const { until, found } = answer.json as { until: number; found?: Readonly<Record<string, string>> };
    return { kind: 'ok', account: 'Shelf 7', expiresAt: until, ...(found === undefined ? {} : { found }) };
  },
};

export interface Counter {
  readonly origin: string;
  /** What it answers to the next ones. */
  answer: (body: string, res: ServerResponse) => void;
  close(): Promise<void>;
}

const read = async (req: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const part of req) body += String(part);
  return body;
};

export const openCounter = async (): Promise<Counter> => {
  const server = createServer((req, res) => void read(req).then((body) => counter.answer(body, res)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const counter: Counter = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (_body, res) => void res.writeHead(500).end(),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return counter;
};

export const addParcel = (app: TestApp): void => void (app.engine.reach.adapters as Map<string, AnyAdapter>).set('parcel', parcel as unknown as AnyAdapter);

export const tokenUntil = (value: string, expiresAt: number | null): Token => ({ value, expiresAt });
