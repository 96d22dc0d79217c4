/** Places where a person posts: there is no server, and nothing may be called. */
import { assisted } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/assisted';
import type { PlatformCase } from '../case';
import { aLongSource, aSource } from '../content';
import { startContractServer } from '../contract-server';

/** One more than each takes; a forum that reads Markdown takes most but for Facebook. */
const TOO_LONG: Readonly<Record<string, number>> = { 'facebook-group': 63_207, forum: 32_001 };

export const assistedCases: readonly PlatformCase[] = assisted.map((adapter) => ({
  platform: adapter.platform,
  adapter,
  delivery: 'assisted',
  idempotency: 'none',
  source: aSource(),
  tooMuch: { source: aLongSource(TOO_LONG[adapter.platform] ?? 2_001), code: 'too-long' },
  delayMs: 0,
  refusedCode: '',
  start: async () => {
    const server = await startContractServer(({ violation }) => ({
      publishes: () => true,
      answer: () => {
        violation('something was called');
        return { json: {} };
      },
      faults: {},
    }));
    return { server, settings: { group: '春日徒步 2 群' }, secrets: {} };
  },
}));
