/** What the command that checks a database says of the record of moderation. */
import { notedHead, verdictLine } from '../../../src/cli/audit-chain';

const HASH = 'a'.repeat(64);

test('the head that one run prints is the head that the next one is given', () => {
  const line = verdictLine({ intact: true, rows: 12, head: { seq: 12, hash: HASH } });
  const printed = /head (\S+)$/.exec(line)?.[1];
  expect(notedHead(['node', 'integrity.ts', '--take-down', `--audit-head=${printed}`])).toEqual({ seq: 12, hash: HASH });
});

test('without a head nothing is compared with one; what is none is refused, and not left out', () => {
  expect(notedHead(['node', 'integrity.ts'])).toBeUndefined();
  for (const given of ['', '12', `12:${HASH}0`, `x:${HASH}`]) expect(() => notedHead([`--audit-head=${given}`])).toThrow('--audit-head=<seq>:<hash>');
});

test('a record that is empty is intact, and one that is broken says where', () => {
  expect(verdictLine({ intact: true, rows: 0, head: null })).toBe('record of moderation: 0 rows, intact');
  expect(verdictLine({ intact: false, rows: 3, seq: 4, problem: 'changed' })).toContain('row 4 is changed');
});
