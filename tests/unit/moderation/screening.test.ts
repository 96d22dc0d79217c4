/** A service whose thread, lists and database are the test's. */
import type { Core } from '@strapi/strapi';
import type { Examiner, Outcome } from '../../../src/plugins/content-workflow/server/src/moderation/screening/examiner';
import { createScreening } from '../../../src/plugins/content-workflow/server/src/moderation/screening/service';
import type { Material, Screened } from '../../../src/plugins/content-workflow/core/moderation/screen';

/** A database in which there is nothing: every question leads on, and ends in no row. */
const nothing: unknown = new Proxy(() => undefined, {
  get: (_, name) => {
    if (name === 'then') return (resolve: (rows: unknown) => void) => resolve([]);
    return name === 'first' ? () => Promise.resolve(undefined) : () => nothing;
  },
});

const strapi = { db: { connection: () => nothing }, log: { warn: () => undefined } } as unknown as Core.Strapi;

const examinerThat = (outcome: Outcome<Screened>): Examiner => ({ ask: () => Promise.resolve(outcome as never), use: () => undefined, stop: () => Promise.resolve() });

const material: Material = { documentId: null, reference: 'S-1', revision: 1, title: 'A', text: 'B', links: [], contributorName: '', sender: 'member:1', composedMs: null, imageHashes: [], at: 0 };

test.each([
  ['takes too long', { kind: 'timed-out' } as const, 'screening/timed-out'],
  ['breaks', { kind: 'failed', why: 'exit' } as const, 'screening/failed'],
])('a reading that %s is a signal for a person, beside what is known of the sender', async (_, outcome, rule) => {
  const screening = createScreening({ strapi, examiner: examinerThat(outcome), lists: { current: () => Promise.resolve([]) }, rememberDays: 90, ownDomains: [], recordOf: () => Promise.resolve({ strikes: 2, rejections: 0 }) });
  const signals = await screening.screen(material);
  expect(signals.map((signal) => signal.rule)).toEqual([rule, 'sender/first', 'sender/repeat-offender']);
  expect(signals[0]).toMatchObject({ severity: 'moderate', hint: false, violation: null });
});
