import { filledIn } from '../../../../src/plugins/content-workflow/core/distribution/newsletter/letter';
import type { AnyAdapter } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/adapter';
import { createNewsletterAdapter, type MailingCounts, type Mailings, type NewsletterContext } from '../../../../src/plugins/content-workflow/server/src/distribution/adapters/newsletter';
import { openPost, type Posted } from '../../../../src/plugins/content-workflow/server/src/distribution/newsletter/post';
import type { LetterPayload } from '../../../../src/plugins/content-workflow/core/distribution/newsletter/letter';
import type { ContractServer, PlatformCase } from '../case';
import { aSource } from '../content';
import { startSmtpReceiver } from '../smtp-receiver';

const NONE: MailingCounts = { waiting: 0, sending: 0, sent: 0, bounced: 0, failed: 0, uncertain: 0, cancelled: 0 };

interface Row {
  readonly payload: LetterPayload;
  readonly context: NewsletterContext;
  state: keyof MailingCounts;
}

/** A list with one receiver, whose row is kept here and handed over when it is first counted. */
const oneReceiver = (): Mailings => {
  const rows = new Map<string, Row>();

  const openTo = ({ settings, secrets }: NewsletterContext) =>
    openPost({ host: settings.host, port: settings.port, security: settings.security, user: secrets.user ?? '', password: secrets.password ?? '' }, { allow: [`${settings.host}:${settings.port}`], timeoutMs: 2_000 });

  const send = async (key: string, { payload, context }: Row): Promise<Posted> => {
    const post = await openTo(context);
    const { settings } = context;
    try {
      return await post.send({
        from: { name: settings.fromName, address: settings.fromAddress },
        replyTo: settings.replyTo,
        to: 'reader@example.net',
        envelopeFrom: settings.fromAddress,
        messageId: `<${key}@example.org>`,
        subject: payload.subject,
        ...filledIn(payload, 'https://example.org/leave/1'),
        headers: { 'List-Unsubscribe': '<https://example.org/leave/1>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', Precedence: 'bulk' },
        list: { id: 'list.example.org', name: 'List' },
        pictures: [],
      });
    } finally {
      post.close();
    }
  };

  const counts: Mailings['counts'] = async ({ id }) => {
    const row = rows.get(id);
    if (row?.state === 'waiting') row.state = (await send(id, row)).kind === 'taken' ? 'sent' : 'bounced';
    return row === undefined ? NONE : { ...NONE, [row.state]: 1 };
  };

  return {
    fanOut: (key, payload, context) => {
      if (!rows.has(key)) rows.set(key, { payload, context, state: 'waiting' });
      return Promise.resolve({ kind: 'accepted', ref: { id: key, url: null }, checkAfterMs: 1 });
    },
    counts,
    waitsFor: () => Promise.resolve(null),
    stop: counts,
    canBeLeft: () => true,
    metrics: async (ref) => ({ delivered: (await counts(ref)).sent, bounced: 0, unsubscribed: 0 }),
    async test(context) {
      const post = await openTo(context);
      const greeted = await post.greet();
      post.close();
      return greeted.kind === 'taken' ? { kind: 'ok', account: context.settings.fromAddress, expiresAt: null } : { kind: 'failed', code: greeted.code, message: 'The mail server could not be spoken to.' };
    },
  };
};

const LOGIN = { user: 'sender-of-letters', password: 'a-password-of-the-mail-server' };

export const newsletterSettings = (port: number) => ({ host: '127.0.0.1', port, security: 'none', fromName: 'Tea House', fromAddress: 'news@tea.example', listName: 'Tea letters', postalAddress: 'Tea House, 1 Ridge Road, Taipei' });

/** Each server has a list of its own: a key of one test is unknown to the next. */
let mailings = oneReceiver();

const throughNewest: Mailings = {
  fanOut: (...given) => mailings.fanOut(...given),
  counts: (ref) => mailings.counts(ref),
  waitsFor: (ref) => mailings.waitsFor(ref),
  stop: (ref) => mailings.stop(ref),
  canBeLeft: () => mailings.canBeLeft(),
  metrics: (ref) => mailings.metrics(ref),
  test: (context) => mailings.test(context),
};

export const newsletterCase: PlatformCase = {
  platform: 'newsletter',
  adapter: createNewsletterAdapter(throughNewest) as AnyAdapter,
  delivery: 'direct',
  idempotency: 'key',
  fansOut: 'publish writes a row for each subscriber and speaks to no mail server; what that says meets the job, one receiver at a time',
  source: aSource(),
  tooMuch: { source: aSource({ title: '長'.repeat(100) }), code: 'too-long' },
  delayMs: 0,
  refusedCode: '',
  async start() {
    mailings = oneReceiver();
    const receiver = await startSmtpReceiver(LOGIN);
    const server: ContractServer = {
      origin: `http://127.0.0.1:${receiver.port}`,
      get messages() {
        return receiver.mails.map(({ mail }) => ({ id: mail.messageId ?? '', text: mail.text ?? '', key: mail.messageId ?? null }));
      },
      violations: receiver.violations,
      get publishCalls() {
        return receiver.mails.length;
      },
      fail: () => {
        throw new Error('faults of mail servers meet the job');
      },
      close: () => receiver.close(),
    };
    return { server, settings: newsletterSettings(receiver.port), secrets: LOGIN };
  },
};

export const newsletterMailings = throughNewest;
