import { startTracing } from '../../../src/observability/tracing';

const loaded = jest.fn();
jest.mock('@opentelemetry/sdk-trace-node', () => {
  loaded();
  return {};
});

test.each([undefined, ''])('without an endpoint (%p) there is no tracing, and the SDK is not even loaded', async (endpoint) => {
  expect(await startTracing({ endpoint, serviceName: 'content-workflow' })).toBeNull();
  expect(loaded).not.toHaveBeenCalled();
});
