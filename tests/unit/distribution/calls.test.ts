/** The call that can not be taken back: what came of it is unknown only where something may have been asked. */
import type { Outcome } from '../../../src/plugins/content-workflow/core/distribution/platforms';
import { NoAnswer, type AdapterContext } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { createCalls, type Unusable } from '../../../src/plugins/content-workflow/server/src/distribution/calls';
import { ChannelUnusable } from '../../../src/plugins/content-workflow/server/src/distribution/channels/store';
import type { Channel, Channels } from '../../../src/plugins/content-workflow/server/src/distribution/ports';

/** Far below the second that an adapter is given on top of it. */
const TIMEOUT_MS = 20;

const PUBLISHED: Outcome = { kind: 'published', ref: null };
const silence = () => new Promise<never>(() => undefined);

const publish = (contextOf: () => Promise<Partial<AdapterContext>>, call: (context: AdapterContext) => Promise<Outcome>): Promise<Outcome | Unusable> => {
  const channels = { contextOf, redactOf: () => Promise.resolve((text: string) => text) } as unknown as Pick<Channels, 'contextOf' | 'redactOf'>;
  return createCalls(channels, TIMEOUT_MS).publish({} as Channel, { key: 'key', pictures: [] }, call);
};
const context = (parts: Partial<AdapterContext> = {}) => () => Promise.resolve(parts);

test.each([
  ['connects it anew', 'secrets-unreadable', 'unauthorized'],
  ['fills in what is missing', 'settings-outdated', 'unusable'],
] as const)('a channel that can not act has sent nothing: a person %s (%s)', async (_title, code, kind) => {
  const outcome = await publish(() => Promise.reject(new ChannelUnusable(code, 'Enter them again.')), () => Promise.resolve(PUBLISHED));
  expect(outcome).toEqual({ kind, code, message: 'Enter them again.' });
});

test('a picture that is not made in time is waited for, since nothing was sent', async () => {
  const outcome = await publish(context({ picture: silence }), async ({ picture }) => {
    await picture(0);
    return PUBLISHED;
  });
  expect(outcome).toMatchObject({ kind: 'deferred', code: 'picture-slow' });
});

test('a picture that was slow after something was asked leaves open what became of that', async () => {
  const outcome = await publish(context({ picture: silence, fetch: () => Promise.resolve({ status: 200, headers: {}, text: '', json: undefined }) }), async ({ picture, fetch }) => {
    await fetch('https://platform.example');
    await picture(0);
    return PUBLISHED;
  });
  expect(outcome).toMatchObject({ kind: 'unknown', code: 'timeout' });
});

test('an adapter that asks for no picture may have done its work, though it asked nobody', async () => {
  const after = async ({ picture }: AdapterContext): Promise<Outcome> => {
    await picture(0);
    return silence();
  };
  expect(await publish(context(), silence)).toMatchObject({ kind: 'unknown', code: 'timeout' });
  expect(await publish(context({ picture: () => Promise.resolve({}) as never }), after)).toMatchObject({ kind: 'unknown', code: 'timeout' });
});

test('what was not reached was not sent, and a platform that was reached may have heard', async () => {
  const lost = (reached: boolean) => publish(context({ fetch: () => Promise.reject(new NoAnswer('lost', reached)) }), ({ fetch }) => fetch('https://platform.example').then(() => PUBLISHED));
  expect([(await lost(false)).kind, (await lost(true)).kind]).toEqual(['deferred', 'unknown']);
});
