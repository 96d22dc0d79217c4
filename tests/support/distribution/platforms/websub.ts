import type { AdapterContext, AnyAdapter } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { createWebsubAdapter, type Hub, type NoticeCounts } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/websub';
import type { PlatformCase } from '../case';
import { aParagraph, aSource } from '../content';
import { startContractServer } from '../contract-server';

interface Row {
  readonly context: AdapterContext;
  state: keyof NoticeCounts;
}

let rows = new Map<string, Row>();
let callback = '';

/** One subscriber, who is told when the rows are first counted. */
export const hubOfTests: Hub = {
  fanOut: (key, context) => {
    if (!rows.has(key)) rows.set(key, { context: context as AdapterContext, state: 'waiting' });
    return Promise.resolve({ kind: 'accepted', ref: { id: key, url: null }, checkAfterMs: 1 });
  },
  async counts({ id }) {
    const row = rows.get(id);
    if (row?.state === 'waiting') row.state = (await row.context.fetch(callback, { method: 'POST', headers: { 'content-type': 'application/atom+xml' }, body: '<feed/>' })).status === 200 ? 'sent' : 'failed';
    return { waiting: 0, sent: 0, failed: 0, ended: 0, ...(row === undefined ? {} : { [row.state]: 1 }) };
  },
};

export const websubCase: PlatformCase = {
  platform: 'websub',
  adapter: createWebsubAdapter(hubOfTests) as AnyAdapter,
  delivery: 'direct',
  idempotency: 'key',
  fansOut: 'publish writes a row for each subscriber and calls nobody; what a subscriber answers meets the job',
  source: aSource(),
  tooMuch: { source: aSource({ body: [aParagraph('長'.repeat(170_000))] }), code: 'too-long' },
  delayMs: 0,
  refusedCode: '',
  async start() {
    rows = new Map();
    const server = await startContractServer((tools) => ({
      publishes: (method) => method === 'POST',
      answer: ({ body }) => {
        tools.messages.push({ id: String(tools.messages.length), text: body.toString('utf8'), key: null });
        return { json: {} };
      },
      faults: {},
    }));
    callback = `${server.origin}/callback`;
    return { server, settings: { feed: 'tea' }, secrets: {} };
  },
};
