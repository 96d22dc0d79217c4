/** Why a subscription ended is kept as a code, and read as a sentence. */
import { endedBecause } from '../../../src/plugins/content-workflow/admin/src/distribution/ended-because';

test.each([
  ['asked', 'subscribers.because.asked', {}],
  ['delivery:17', 'subscribers.because.delivery', {}],
  ['smtp-5.1.1', 'subscribers.because.bounce', { status: '5.1.1' }],
  ['smtp-550', 'subscribers.because.bounce', { status: '550' }],
  ['dsn-4.2.2', 'subscribers.because.bounce', { status: '4.2.2' }],
  ['dsn-failed', 'subscribers.because.returned', {}],
  ['smtp-cut', 'subscribers.because.returned', {}],
  ['address-invalid', 'subscribers.because.address-invalid', {}],
])('%s has a sentence', (code, key, values) => {
  expect(endedBecause(code)).toEqual({ key, values });
});

test.each(['moved', 'delivery:', 'delivery:x', 'not-asked', ''])('“%s”, which this version does not write, has none', (code) => {
  expect(endedBecause(code)).toBeNull();
});
