/** What senders are told, and by what they are counted. */
import { guestMail, MAIL_LANGUAGES } from '../../../src/plugins/content-workflow/core/moderation/guest-mail';
import { isOpen, isReference, referenceFrom, SENT_STATES, sentStateOf } from '../../../src/plugins/content-workflow/core/moderation/intake';
import { STATES } from '../../../src/plugins/content-workflow/core/workflow/machine';
import { networkOf } from '../../../src/plugins/content-workflow/server/src/cluster/network';
import { editBody, idempotencyKey, submissionBody } from '../../../src/plugins/content-workflow/server/src/moderation/intake/input';
import { createIntakeKeys } from '../../../src/plugins/content-workflow/server/src/moderation/intake/keys';

describe('a reference', () => {
  test('has eight letters and digits that nobody takes for each other', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const reference = referenceFrom(Uint8Array.from({ length: 8 }, () => byte));
      expect(reference).toMatch(/^S-[2-9BCDFGHJKMNPQRSTVWXYZ]{8}$/);
      expect(isReference(reference)).toBe(true);
    }
  });

  test.each(['', 'S-', 'S-7K3M9Q2', 'S-7K3M9Q2XX', 's-7K3M9Q2X', 'S-7K3M9Q2O', 'S-7K3M9Q20', 'S-7K3M9Q2A', 'S-7K3M9Q2X\n', "S-7K3M9Q2'"])('is not %j', (text) => expect(isReference(text)).toBe(false));
});

describe('the state of what was sent', () => {
  test('is one that senders know, whatever the piece goes through', () => {
    for (const state of [...STATES, null]) for (const changesRequested of [true, false]) expect(SENT_STATES).toContain(sentStateOf({ state, changesRequested, withdrawn: false }));
  });

  test('is open while nobody has decided', () => {
    const open = (state: string | null, changesRequested = false) => isOpen(sentStateOf({ state, changesRequested, withdrawn: false }));
    expect(STATES.filter((state) => open(state))).toEqual(['draft', 'review']);
    expect([open('draft', true), open(null)]).toEqual([true, false]);
    expect(isOpen(sentStateOf({ state: 'review', changesRequested: false, withdrawn: true }))).toBe(false);
  });
});

test.each(MAIL_LANGUAGES)('the mail with a code says it in %s, with how long it is good', (language) => {
  const { subject, text } = guestMail(language, '048291', 15);
  expect([subject.includes('048291'), text.includes('048291'), text.includes('15')]).toEqual([true, true, true]);
});

describe('a network', () => {
  test.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['203.0.113.250', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', 'unknown'],
    ['not an address', 'unknown'],
  ])('of %s is %s', (ip, network) => expect(networkOf(ip)).toBe(network));
});

describe('keys', () => {
  const [ours, theirs] = [createIntakeKeys(['a key']), createIntakeKeys(['another key'])];

  test('know a guest by the address, however it is written, and tell nobody which it is', () => {
    expect(new Set([ours.guest('Lan@Example.com'), ours.guest(' lan@example.com ')]).size).toBe(1);
    expect(ours.guest('lan@example.com')).toMatch(/^[\w-]{32}$/);
    expect(theirs.guest('lan@example.com')).not.toBe(ours.guest('lan@example.com'));
  });

  test('open one submission with one secret', () => {
    const secret = ours.statusSecret('S-7K3M9Q2X');
    expect(ours.isStatusSecret('S-7K3M9Q2X', secret)).toBe(true);
    for (const [keys, reference, given] of [[ours, 'S-7K3M9Q2Z', secret], [theirs, 'S-7K3M9Q2X', secret], [ours, 'S-7K3M9Q2X', secret.slice(1)], [ours, 'S-7K3M9Q2X', 'é'.repeat(24)], [ours, 'S-7K3M9Q2X', '']] as const) expect(keys.isStatusSecret(reference, given)).toBe(false);
  });

  test('can be rotated: what an older one signed stays good while it is there, and a guest is the same for as long', () => {
    const rotated = createIntakeKeys(['a new key', 'a key']);
    expect(rotated.isStatusSecret('S-7K3M9Q2X', ours.statusSecret('S-7K3M9Q2X'))).toBe(true);
    expect(rotated.isSigned('form', 'abc', ours.sign('form', 'abc'))).toBe(true);
    expect(rotated.guest('lan@example.com')).toBe(ours.guest('lan@example.com'));
    const without = createIntakeKeys(['a new key']);
    expect([without.isStatusSecret('S-7K3M9Q2X', ours.statusSecret('S-7K3M9Q2X')), without.isStatusSecret('S-7K3M9Q2X', rotated.statusSecret('S-7K3M9Q2X'))]).toEqual([false, true]);
  });

  test('can all be rotated out where guests have a key of their own', () => {
    const moved = createIntakeKeys(['a new key'], 'a key');
    expect(moved.guest('lan@example.com')).toBe(ours.guest('lan@example.com'));
    expect(moved.isStatusSecret('S-7K3M9Q2X', ours.statusSecret('S-7K3M9Q2X'))).toBe(false);
    expect(moved.statusSecret('S-7K3M9Q2X')).toBe(createIntakeKeys(['a new key']).statusSecret('S-7K3M9Q2X'));
  });

  test('sign for one purpose', () => {
    const signature = ours.sign('form', 'abc');
    expect([ours.isSigned('form', 'abc', signature), ours.isSigned('guest-token', 'abc', signature), ours.isSigned('form', 'abd', signature)]).toEqual([true, false, false]);
  });
});

describe('what is accepted', () => {
  const body = { title: ' Tea ', text: 'Two lines', contributorName: 'Lan', consent: true, rightsStatement: '1' };

  test('is trimmed where it is a line, and left as it is where it is a text', () => {
    expect(submissionBody.parse({ ...body, text: ' a\n b ' })).toMatchObject({ title: 'Tea', text: ' a\n b ', links: [], source: 'web_form' });
  });

  test.each(['javascript:alert(1)', 'data:text/html,a', 'vbscript:a', 'file:///etc/passwd', '//example.com', 'https://', 'https://exa mple.com', 'HTTP://example.com', ' https://example.com'])('is no link that reads %j', (url) => expect(submissionBody.safeParse({ ...body, links: [{ url }] }).success).toBe(false));

  test('of an edit names what was shown', () => {
    expect(editBody.safeParse(body).success).toBe(false);
    expect(editBody.safeParse({ ...body, revision: 1 }).success).toBe(true);
    expect(editBody.safeParse({ ...body, revision: 1, activity: 'other' }).success).toBe(false);
  });

  test('as a key is a name of the client for one sending', () => {
    expect(['6f1c3f0e-8a51-4d6f-9c3f-0c1d5a5b7f10', 'a'.repeat(100)].map((key) => idempotencyKey.safeParse(key).success)).toEqual([true, true]);
    expect(['', 'a b c d e f', 'é'.repeat(10), 'a'.repeat(101)].map((key) => idempotencyKey.safeParse(key).success)).toEqual([false, false, false, false]);
  });
});
