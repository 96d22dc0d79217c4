/** When a secret has to be entered again: where it would go to another place than the one that it was entered for. */
import type { AnyAdapter } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { movesElsewhere } from '../../../src/plugins/content-workflow/server/src/distribution/channels/destinations';
import { parcel } from '../../support/distribution/parcel';

const adapter = parcel as unknown as AnyAdapter;
const before = { server: 'https://a.example', shelf: 'top', mirror: 'https://mirror.example.com' };

test.each([
  ['nothing changes', before, before, false],
  ['another shelf of the same place', before, { ...before, shelf: 'low' }, false],
  ['a default that is left out', before, { server: before.server }, false],
  ['another server', before, { ...before, server: 'https://b.example' }, true],
  ['another mirror than the default', before, { server: before.server, mirror: 'https://b.example' }, true],
  ['settings that are wrong are said to be so by themselves', before, { server: 'no address' }, false],
  ['what was stored for an earlier version says nothing of where it led', { host: 'old' }, before, true],
])('%s', (_title, was, is, expected) => expect(movesElsewhere(adapter, was, is)).toBe(expected));

test('a mail server is a place, though it is no address', () => {
  const mail = { ...adapter, guide: { steps: [], fields: [{ name: 'host', label: 'Mail server', kind: 'text', required: true }] }, settings: { safeParse: (data: unknown) => ({ success: true, data }) } } as unknown as AnyAdapter;
  expect([movesElsewhere(mail, { host: 'a' }, { host: 'b' }), movesElsewhere(mail, { host: 'a' }, { host: 'a' })]).toEqual([true, false]);
});
