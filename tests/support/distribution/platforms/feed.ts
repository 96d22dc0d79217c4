import type { AnyAdapter } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { createFeedAdapter, type FeedShelf } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/feed';
import type { PlatformCase } from '../case';
import { aParagraph, aSource } from '../content';
import { startContractServer } from '../contract-server';

let withdrawn = new Set<string>();

/** An entry is shown until it is withdrawn. */
export const shelfOfTests: FeedShelf = {
  withdraw: ({ id }) => {
    if (withdrawn.has(id)) return Promise.resolve('absent');
    withdrawn.add(id);
    return Promise.resolve('revoked');
  },
};

export const feedCase: PlatformCase = {
  platform: 'feed',
  adapter: createFeedAdapter(shelfOfTests) as AnyAdapter,
  delivery: 'pull',
  idempotency: 'key',
  source: aSource(),
  tooMuch: { source: aSource({ body: [aParagraph('長'.repeat(170_000))] }), code: 'too-long' },
  delayMs: 0,
  refusedCode: '',
  async start() {
    withdrawn = new Set();
    const server = await startContractServer(() => ({ publishes: () => true, answer: () => ({ json: {} }), faults: {} }));
    return { server, settings: { title: 'Tea', home: 'https://tea.example' }, secrets: {} };
  },
};
