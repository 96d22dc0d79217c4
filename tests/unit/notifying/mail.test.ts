/** A mail says in the reader's language what happened to which title, and nothing more. */
import { KINDS, completeChoices, DEFAULT_CHOICES } from '../../../src/plugins/content-workflow/core/notifying/choices';
import { composeMail, type MailInput, type MailItem } from '../../../src/plugins/content-workflow/core/notifying/mail';
import { mailFailureOf, mendableOf } from '../../../src/plugins/content-workflow/server/src/notifying/mail-failure';

const item = (overrides: Partial<MailItem> = {}): MailItem => ({ kind: 'review-requested', title: 'Tea on the ridge', link: 'https://cms.example.com/admin/entry?plugins%5Bi18n%5D%5Blocale%5D=en&x=1', by: 'Ada', ...overrides });
const input = (overrides: Partial<MailInput> = {}): MailInput => ({ language: 'en', isDigest: false, items: [item()], more: 0, preferences: 'https://cms.example.com/choose', inbox: 'https://cms.example.com/inbox', ...overrides });

test('one thing is its own subject; text and HTML both lead to it', () => {
  const { subject, text, html } = composeMail(input());
  expect(subject).toBe('“Tea on the ridge” waits for your review');
  expect(text).toContain('https://cms.example.com/admin/entry?plugins%5Bi18n%5D%5Blocale%5D=en&x=1\n');
  expect(html).toContain('href="https://cms.example.com/admin/entry?plugins%5Bi18n%5D%5Blocale%5D=en&amp;x=1"');
  for (const part of [text, html]) expect(part).toContain('https://cms.example.com/choose');
});

test.each([
  ['zh-Hans', '《Tea on the ridge》等待您审核', 'zh-Hans'],
  ['zh', '《Tea on the ridge》等候您審核', 'zh-Hant-TW'],
  ['fr', '“Tea on the ridge” waits for your review', 'en'],
])('a reader of %s gets %s', (language, subject, lang) => {
  const mail = composeMail(input({ language }));
  expect(mail.subject).toBe(subject);
  expect(mail.html).toContain(`<html lang="${lang}">`);
});

test('a title is text, on one line, and not endless', () => {
  const mail = composeMail(input({ items: [item({ title: `<b>Tea</b>\r\nBcc: all@example.com\u2028${'x'.repeat(200)}` })] }));
  expect(mail.subject).not.toMatch(/[\r\n\u2028]/);
  expect([...mail.subject].length).toBeLessThan(160);
  expect(mail.html).toContain('&lt;b&gt;Tea&lt;/b&gt;');
  expect(mail.html).not.toContain('<b>');
  expect(composeMail(input({ items: [item({ title: ' ' })] })).subject).toBe('“Untitled” waits for your review');
});

test('a digest counts, lists, and says what it leaves out', () => {
  const mail = composeMail(input({ isDigest: true, items: KINDS.map((kind) => item({ kind, by: null })), more: 4 }));
  expect(mail.subject).toBe(`${KINDS.length + 4} pieces of news from the workflow`);
  expect(mail.text).toContain('and 4 more');
  expect(mail.text.match(/“Tea on the ridge”/g)).toHaveLength(KINDS.length);
});

test('choices that were stored are completed by the defaults, and nonsense is not taken over', () => {
  const stored = { assigned: { admin: false, mail: 'never' }, held: { admin: 'yes', mail: 'now' }, invented: { admin: true, mail: 'never' } };
  expect(completeChoices(stored)).toEqual({ ...DEFAULT_CHOICES, assigned: { admin: false, mail: 'never' } });
});

describe('a failure of the mail server', () => {
  test.each([
    ['nobody listens', { code: 'ESOCKET', command: 'CONN', syscall: 'connect' }, 'not-taken'],
    ['no such host', { code: 'EDNS', command: 'CONN' }, 'not-taken'],
    ['its certificate is not trusted, of which the library leaves the sentence', Object.assign(new Error('self-signed certificate'), { code: 'ESOCKET', command: 'CONN' }), 'not-taken'],
    ['its certificate is for another name', Object.assign(new Error("Hostname/IP does not match certificate's altnames: Host: a.example. is not in the cert's altnames: DNS:b.example"), { code: 'ESOCKET', command: 'CONN' }), 'not-taken'],
    ['it talks of certificates later on', Object.assign(new Error('tlsv13 alert certificate required'), { code: 'ESOCKET', command: 'CONN' }), 'unknown'],
    ['it does not offer STARTTLS', { code: 'ETLS', command: 'STARTTLS', responseCode: 500 }, 'not-taken'],
    ['the password is wrong', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, 'not-taken'],
    ['it asks to come back', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, 'not-taken'],
    ['it does not know the receiver', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 }, 'refused'],
    ['it refuses the message', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'refused'],
    ['it breaks off somewhere', { code: 'ECONNECTION', command: 'CONN' }, 'unknown'],
    ['it falls silent', { code: 'ETIMEDOUT', command: 'CONN' }, 'unknown'],
    ['a provider over HTTP has a limit', { statusCode: 429 }, 'not-taken'],
    ['a provider over HTTP fails', { statusCode: 502 }, 'unknown'],
    ['anything else', new Error('?'), 'unknown'],
    ['no error at all', undefined, 'unknown'],
  ])('%s', (_what, error, failure) => {
    expect(mailFailureOf(error)).toBe(failure);
  });

  test('that somebody can mend is named, in words that are ours', () => {
    const failures = [new Error('self-signed certificate'), { code: 'ETLS', message: '500 secret' }, { code: 'EAUTH', message: '535 reader@example.com' }, { code: 'ESOCKET', syscall: 'connect' }, undefined];
    expect(failures.map(mendableOf)).toEqual(['its certificate is not trusted, has ended or is for another name', 'it does not offer the encryption (STARTTLS) that SMTP_REQUIRE_TLS asks for', 'it does not take the user name and password', null, null]);
  });
});
