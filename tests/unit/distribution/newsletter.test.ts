/** A mail as it is rendered, addresses as they are compared, reports as they are read, and how a mail server's words are taken. */
import { isHard, readBounce } from '../../../src/plugins/content-workflow/core/distribution/newsletter/bounces';
import { normalAddress } from '../../../src/plugins/content-workflow/core/distribution/newsletter/address';
import { confirmationLetter, contentId, filledIn, renderLetter, type LetterSettings } from '../../../src/plugins/content-workflow/core/distribution/newsletter/letter';
import { outcomeOf, type MailingCounts } from '../../../src/plugins/content-workflow/server/src/distribution/adapters/newsletter';
import { createNewsletterKeys, markOf } from '../../../src/plugins/content-workflow/server/src/distribution/newsletter/keys';
import { HostForbidden, openPost, postedOf, type Mail } from '../../../src/plugins/content-workflow/server/src/distribution/newsletter/post';
import { aBody, aParagraph, aPicture, aSource } from '../../support/distribution/content';
import { startSmtpReceiver, type SmtpReceiver } from '../../support/distribution/smtp-receiver';

const settings: LetterSettings = { listName: 'Tea <letters>', postalAddress: 'Tea House\n1 Ridge Road', footer: '', languages: ['en'] };

describe('a letter', () => {
  it('has one gap, which no text of an editor can be taken for', () => {
    const { payload } = renderLetter(aSource({ title: 'Leave {{unsubscribe}} %%unsubscribe%%', cover: null }), settings);
    const { html, text } = filledIn(payload, 'https://example.org/leave?a=1&b=2');
    expect(html.match(/example\.org\/leave/g)).toHaveLength(1);
    expect(html).toContain('href="https://example.org/leave?a=1&amp;b=2"');
    expect(text.match(/example\.org\/leave\?a=1&b=2/g)).toHaveLength(1);
    expect(html).toContain('Leave {{unsubscribe}} %%unsubscribe%%');
  });

  it('speaks for itself in the language of the piece, and in that of the list where it has none', () => {
    const footOf = (language: string, languages: LetterSettings['languages']): string => renderLetter(aSource({ language }), { ...settings, languages }).payload.text.join('');
    expect(footOf('zh-Hans', ['en'])).toContain('退订');
    expect(footOf('zh-Hant-TW', ['en'])).toContain('取消訂閱');
    expect(footOf('', ['zh-Hant'])).toContain('取消訂閱');
    expect(footOf('fr', ['en'])).toContain('Unsubscribe');
  });

  it('carries its pictures with it, each in its place, and leaves out what is not in the media library', () => {
    const inner = aPicture({ fileId: 9, url: '/uploads/inner.jpg' });
    const foreign = aPicture({ fileId: null, url: 'https://elsewhere.example/x.jpg' });
    const rendition = renderLetter(aSource({ body: [...aBody, { kind: 'picture', picture: foreign }, { kind: 'picture', picture: inner }] }), settings);
    expect(rendition.pictures.map(({ picture }) => picture.fileId)).toEqual([7, 9]);
    const html = rendition.payload.html.join('');
    expect([...html.matchAll(/src="([^"]+)"/g)].map(([, src]) => src)).toEqual([`cid:${contentId(0)}`, `cid:${contentId(1)}`]);
    expect(html).not.toContain('elsewhere.example');
    expect(rendition.issues.map(({ code }) => code)).toEqual(['picture-left-out']);
    // The desk shows the same pictures from where they are.
    expect(rendition.preview.html).toContain('src="/uploads/inner.jpg"');
  });

  it('warns of what mail programs cut off', () => {
    const codes = (source: Parameters<typeof renderLetter>[0]): string[] => renderLetter(source, settings).issues.map(({ code }) => code);
    expect(codes(aSource({ title: 'A title that goes on and on and is cut off by every list of mails there is' }))).toEqual(['cut']);
    expect(codes(aSource({ body: [aParagraph('長'.repeat(40_000))] }))).toEqual(['clipped']);
    expect(codes(aSource({ title: ' ' }))).toEqual(['missing']);
    expect(codes(aSource({ cover: aPicture({ alt: '' }) }))).toEqual(['alt-missing']);
  });

  it('asks for a confirmation with nothing in it but the list and a link', () => {
    const { subject, html, text } = confirmationLetter('en', settings, 'https://example.org/confirm/1', 7);
    expect(subject).toBe('Please confirm: Tea <letters>');
    expect(html).toContain('Tea &lt;letters&gt;');
    expect(html).not.toContain('Tea <letters>');
    expect(text).toContain('https://example.org/confirm/1');
  });
});

test.each([
  [' Reader@Example.ORG ', 'reader@example.org'],
  ['a.b+c@example.org', 'a.b+c@example.org'],
  ['読者@例え.jp', '読者@例え.jp'],
  ['reader@xn--r8jz45g.jp', 'reader@xn--r8jz45g.jp'],
  ['reader@example.org.', 'reader@example.org'],
  ['reader@localhost', null],
  ['reader', null],
  ['@example.org', null],
  ['a@b@example.org', null],
  ['a b@example.org', null],
  ['a@exa_mple.org', null],
  ['a\r\nBcc: x@example.org', null],
  ['a..b@example.org', null],
  [`${'a'.repeat(65)}@example.org`, null],
  ['reader@[127.0.0.1]', null],
])('the address %j is compared as %j', (typed, normal) => {
  expect(normalAddress(typed)).toBe(normal);
});

describe('a link', () => {
  const keys = createNewsletterKeys(['new', 'old']);
  const token = 'a'.repeat(32);

  it('is good for what it was made for, and for nothing else', () => {
    const confirm = keys.confirmation(token, 2_000);
    expect(keys.readConfirmation(confirm, 1_999)).toBe(token);
    expect(keys.readConfirmation(confirm, 2_000)).toBeNull();
    expect(keys.readDeparture(confirm)).toBeNull();
    const leave = keys.departure(token, 12);
    expect(keys.readDeparture(leave)).toEqual({ token, deliveryId: 12 });
    expect(keys.readConfirmation(leave, 0)).toBeNull();
    expect(keys.readDeparture(leave.replace('.c.', '.d.'))).toBeNull();
    expect(keys.readDeparture('')).toBeNull();
  });

  it('stays good while keys are changed, since a mail is read years later', () => {
    expect(keys.readDeparture(createNewsletterKeys(['old']).departure(token, 1))).not.toBeNull();
    expect(keys.readDeparture(createNewsletterKeys(['other']).departure(token, 1))).toBeNull();
  });

  it('names a mail the same at every attempt, and each receiver otherwise', () => {
    expect(markOf('key', token)).toBe(markOf('key', token));
    expect(markOf('key', token)).not.toBe(markOf('key', 'b'.repeat(32)));
    expect(markOf('key', token)).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('a report', () => {
  // As Postfix writes them: RFC 3464 with the headers of the mail behind it, folded and with parameters in any order.
  const postfix = `Return-Path: <>
To: bounces+0123456789abcdef0123456789abcdef@tea.example
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4C2E.1700000000/mx.example.net"

This is a MIME-encapsulated message.

--4C2E.1700000000/mx.example.net
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

<reader@example.net>: host mx[192.0.2.1] said: 550 5.1.1 unknown

--4C2E.1700000000/mx.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4C2E

Final-Recipient: rfc822; Reader@example.net
Original-Recipient: rfc822;reader@example.net
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx
Diagnostic-Code: smtp; 550 5.1.1 unknown

--4C2E.1700000000/mx.example.net
Content-Description: Undelivered Message
Content-Type: message/rfc822

Message-ID:
 <0123456789abcdef0123456789abcdef@tea.example>
Subject: Status: 9.9.9

Body
--4C2E.1700000000/mx.example.net--
`;

  it('is read as mail servers write it, whatever ends its lines', () => {
    for (const raw of [postfix, postfix.replace(/\n/g, '\r\n')])
      expect(readBounce(raw)).toEqual({ recipients: [{ address: 'reader@example.net', action: 'failed', status: '5.1.1' }], messageId: '<0123456789abcdef0123456789abcdef@tea.example>', to: 'bounces+0123456789abcdef0123456789abcdef@tea.example' });
  });

  it('is read in base64 as well, and is none without its machine-readable part', () => {
    const part = 'Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; r@example.net\nAction: failed\nStatus: 5.2.2\n';
    const raw = `Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${Buffer.from(part).toString('base64')}\n--x--\n`;
    expect(readBounce(raw)?.recipients).toEqual([{ address: 'r@example.net', action: 'failed', status: '5.2.2' }]);
    for (const none of ['', 'Hello', 'Subject: x\n\nAction: failed\nStatus: 5.1.1', 'Content-Type: multipart/report; boundary=x\n\n--x\n\nnothing\n--x--', postfix.replace('Action: failed', 'Action: exploded')]) expect(readBounce(none)).toBeNull();
  });

  it('ends a subscription for a mailbox that is not there, and not for one that is full', () => {
    expect(['5.1.1', '5.1.10', '5.2.1', '5.4.4'].map(isHard)).toEqual([true, true, true, true]);
    expect(['5.2.2', '5.7.1', '5.3.4', '4.4.1', ''].map(isHard)).toEqual([false, false, false, false, false]);
  });
});

describe('what a mail server says', () => {
  test.each([
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 unknown' }, { kind: 'refused', code: 'smtp-5.1.1', hard: true }],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 unknown' }, { kind: 'refused', code: 'smtp-550', hard: true }],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 552, response: '552 5.2.2 full' }, { kind: 'refused', code: 'smtp-5.2.2', hard: false }],
    [{ code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 5.7.1 spam' }, { kind: 'refused', code: 'smtp-5.7.1', hard: false }],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 450, response: '450 4.2.1 later' }, { kind: 'later', code: 'smtp-4.2.1' }],
    [{ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 421, response: '421 closing' }, { kind: 'away', code: 'smtp-421' }],
    [{ code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550, response: '550 not you' }, { kind: 'away', code: 'smtp-550' }],
    [{ code: 'EAUTH', responseCode: 535 }, { kind: 'locked', code: 'smtp-auth' }],
    [{ code: 'EAUTH', responseCode: 454 }, { kind: 'away', code: 'smtp-454' }],
    [{ code: 'ESOCKET', syscall: 'connect' }, { kind: 'away', code: 'smtp-unreachable' }],
    // So the library names what happens to a line at any time, also behind a whole mail.
    [{ code: 'ETIMEDOUT', command: 'CONN' }, { kind: 'unknown', code: 'smtp-cut' }],
    [{ code: 'ECONNECTION', command: 'CONN', responseCode: 421, response: '421 bye' }, { kind: 'unknown', code: 'smtp-cut' }],
    // It breaks before a word is told, and is no line that broke somewhere.
    [{ code: 'ESOCKET', originalCode: 'DEPTH_ZERO_SELF_SIGNED_CERT', command: 'CONN' }, { kind: 'away', code: 'smtp-certificate' }],
    [{ code: 'ETLS', command: 'STARTTLS', responseCode: 500, response: '500 what?' }, { kind: 'away', code: 'smtp-not-encrypted' }],
    [{ code: 'ETLS' }, { kind: 'away', code: 'smtp-unreachable' }],
    [{ code: 'ECONNECTION', command: 'DATA' }, { kind: 'unknown', code: 'smtp-cut' }],
    [new Error('Reached maximum number of retries after connection was closed'), { kind: 'unknown', code: 'smtp-cut' }],
  ])('%j is taken as %j', (error, posted) => {
    expect(postedOf(error)).toEqual(posted);
  });

  test('of all mails of an issue, tells what became of the delivery', () => {
    const none: MailingCounts = { waiting: 0, sending: 0, sent: 0, bounced: 0, failed: 0, uncertain: 0, cancelled: 0 };
    const kind = (counts: Partial<MailingCounts>): string => outcomeOf({ id: '1', url: null }, { ...none, ...counts }).kind;
    expect([kind({ waiting: 1, sent: 9 }), kind({ sending: 1 }), kind({ sent: 1, bounced: 99 }), kind({ uncertain: 1, bounced: 1 }), kind({ bounced: 2 }), kind({ cancelled: 2 }), kind({})]).toEqual(['accepted', 'accepted', 'published', 'unknown', 'rejected', 'rejected', 'rejected']);
  });
});

describe('an issue that went out', () => {
  const none: MailingCounts = { waiting: 0, sending: 0, sent: 0, bounced: 0, failed: 0, uncertain: 0, cancelled: 0 };

  it('says how many it came to, and that it may not have come to some', () => {
    const ref = { id: '1', url: null };
    expect(outcomeOf(ref, { ...none, sent: 1, uncertain: 3 })).toEqual({ kind: 'published', ref, message: 'sent 1, uncertain 3', incomplete: true });
    expect(outcomeOf(ref, { ...none, sent: 4, bounced: 1 })).toEqual({ kind: 'published', ref, message: 'sent 4, bounced 1', incomplete: false });
  });
});

describe('the line to a mail server', () => {
  const server = { host: 'mail.example.org', port: 587, security: 'starttls', user: '', password: '' } as const;
  const open = (change: object, options: object = {}) => openPost({ ...server, ...change }, { allow: [], timeoutMs: 1_000, ...options });
  const answering = (...addresses: string[]) => ({ resolve: () => Promise.resolve(addresses.map((address) => ({ address }))) });

  it('is not opened to an inner address, whatever its name, and not without encryption', async () => {
    for (const host of ['127.0.0.1', '10.0.0.5', '169.254.169.254', '::1', '::ffff:127.0.0.1']) await expect(open({ host })).rejects.toEqual(new HostForbidden('address-forbidden'));
    await expect(open({}, answering('93.184.216.34', '10.0.0.5'))).rejects.toEqual(new HostForbidden('address-forbidden'));
    await expect(open({}, answering())).rejects.toEqual(new HostForbidden('name-not-found'));
    await expect(open({ security: 'none' }, answering('93.184.216.34'))).rejects.toEqual(new HostForbidden('not-encrypted'));
    (await open({}, answering('93.184.216.34'))).close();
  });

  it('is not opened at all where the door is closed, but to a host that is allowed by name', async () => {
    await expect(open({}, { closed: true, ...answering('93.184.216.34') })).rejects.toEqual(new HostForbidden('egress-closed'));
    (await open({}, { closed: true, allow: ['mail.example.org'], ...answering('93.184.216.34') })).close();
  });

  describe('to a real one', () => {
    let receiver: SmtpReceiver;
    beforeAll(async () => {
      receiver = await startSmtpReceiver({ user: 'u', password: 'correct' });
    });
    afterAll(() => receiver.close());

    const to = (password = 'correct', timeoutMs = 2_000) => openPost({ host: '127.0.0.1', port: receiver.port, security: 'none', user: 'u', password }, { allow: ['127.0.0.1'], timeoutMs });
    const mail = (change: Partial<Mail> = {}): Mail => {
      const { payload, pictures } = renderLetter(aSource(), settings);
      return {
        from: { name: '茶館', address: 'news@tea.example' },
        replyTo: 'desk@tea.example',
        to: 'reader@example.net',
        envelopeFrom: 'bounces+mark@tea.example',
        messageId: '<mark@tea.example>',
        subject: payload.subject,
        ...filledIn(payload, 'https://example.org/leave/1'),
        list: { id: 'letters.tea.example', name: '茶的信' },
        headers: { 'List-Unsubscribe': '<https://example.org/leave/1>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', Precedence: 'bulk' },
        pictures: pictures.map((_use, index) => ({ cid: contentId(index), filename: 'spring.png', mime: 'image/png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') })),
        ...change,
      };
    };

    it('hands a mail over that a reader of another maker reads back as it was meant', async () => {
      const post = await to();
      expect(await post.send(mail())).toEqual({ kind: 'taken' });
      post.close();
      const [received] = receiver.mails;
      expect(receiver.violations).toEqual([]);
      expect(received?.from).toBe('bounces+mark@tea.example');
      expect(received?.mail).toMatchObject({ subject: '春日徒步：一起出发 🌸', messageId: '<mark@tea.example>' });
      expect(received?.mail.from?.value).toEqual([{ name: '茶館', address: 'news@tea.example' }]);
      expect(received?.mail.attachments).toMatchObject([{ contentType: 'image/png', cid: contentId(0), related: true, contentDisposition: 'inline' }]);
      // The parser has put the picture into its place.
      expect(received?.mail.html).toContain('src="data:image/png;base64,');
      expect(received?.mail.text).toContain('• Meet at the north gate');
    });

    it('does not send a mail again whose line was cut, which the pool would', async () => {
      const post = await to();
      const before = receiver.mails.length;
      receiver.data('took-then-cut');
      expect((await post.send(mail())).kind).toBe('unknown');
      expect((await post.send(mail({ messageId: '<next@tea.example>' }))).kind).toBe('taken');
      expect(receiver.mails.slice(before).map(({ mail: { messageId } }) => messageId)).toEqual(['<mark@tea.example>', '<next@tea.example>']);
      post.close();
    });

    it('gives a server up that takes a mail and never says so', async () => {
      const post = await to('correct', 300);
      receiver.data('silent');
      expect(await post.send(mail())).toMatchObject({ kind: 'unknown' });
      post.close();
    });

    it('says that it is not let in, without saying with what', async () => {
      const post = await to('wrong');
      expect(await post.greet()).toEqual({ kind: 'locked', code: 'smtp-auth' });
      expect(await post.send(mail())).toEqual({ kind: 'locked', code: 'smtp-auth' });
      post.close();
    });

    it('lets no text of an editor become a header', async () => {
      const post = await to();
      await post.send(mail({ subject: 'One\r\nBcc: everybody@example.net', messageId: '<header@tea.example>' }));
      post.close();
      const received = receiver.mails.find(({ mail: { messageId } }) => messageId === '<header@tea.example>');
      expect(received?.mail.bcc).toBeUndefined();
      expect(received?.to).toBe('reader@example.net');
    });
  });
});
