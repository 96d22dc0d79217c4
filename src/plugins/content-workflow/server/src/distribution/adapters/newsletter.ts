/**
 * E-mail to everybody who subscribed and confirmed. `publish` writes a row for each of them and nothing else, so it may be
 * repeated; a job hands the mails over one by one, and `confirm` counts what became of them.
 */
import { z } from '@strapi/utils';
import type { Capabilities, Metric, Outcome, Ref } from '../../../../core/distribution/platforms';
import { normalAddress } from '../../../../core/distribution/newsletter/address';
import type { Issue } from '../../../../core/distribution/rendition';
import { LETTER_LANGUAGES } from '../../../../core/distribution/newsletter/languages';
import { BODY, MAX_PICTURES, renderLetter, SUBJECT, type LetterPayload } from '../../../../core/distribution/newsletter/letter';
import type { Adapter, AdapterContext, Tested } from './adapter';

const line = (max: number) => z.string().max(max).refine((text) => text.trim() !== '' && !/[\r\n\u0000]/.test(text), 'is empty or has several lines');

const address = z
  .string()
  .max(254)
  .transform((text, context) => {
    const normal = normalAddress(text);
    if (normal === null) context.addIssue({ code: 'custom', message: 'is not an e-mail address' });
    return normal ?? '';
  });

export const newsletterSettings = z.strictObject({
  host: z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/, 'is not the name of a mail server'),
  port: z.int().min(1).max(65_535).default(587),
  /** `tls`: from the first byte, usually on port 465. `starttls`: asked for, and required. `none` only for hosts that egress allows by name. */
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  fromName: line(120),
  fromAddress: address,
  replyTo: address.nullable().default(null),
  listName: line(120),
  postalAddress: z.string().min(1).max(500),
  footer: z.string().max(2_000).default(''),
  languages: z.array(z.enum(LETTER_LANGUAGES)).min(1).default(['en']),
  /** To which reports of undeliverable mail are sent, with a mark of the receiver behind a plus; `null`: to `fromAddress`, without. */
  bounceAddress: address.nullable().default(null),
  /** What the mail server takes from one sender. */
  perMinute: z.int().min(1).max(10_000).default(300),
});

export const newsletterSecrets = z.strictObject({ user: z.string().max(320).optional(), password: z.string().max(500).optional() });

export type NewsletterSettings = z.infer<typeof newsletterSettings>;
export type NewsletterSecrets = z.infer<typeof newsletterSecrets>;
export type NewsletterContext = AdapterContext<NewsletterSettings, NewsletterSecrets>;

/** Of one delivery. */
export interface MailingCounts {
  readonly waiting: number;
  readonly sending: number;
  readonly sent: number;
  readonly bounced: number;
  readonly failed: number;
  readonly uncertain: number;
  readonly cancelled: number;
}

/** What the adapter needs of whoever keeps the list and sends: rows and a job in production. */
export interface Mailings {
  /** A row for each confirmed subscriber of the delivery with this key, those that are there already left alone. */
  fanOut(key: string, payload: LetterPayload, context: NewsletterContext): Promise<Outcome>;
  counts(ref: Ref): Promise<MailingCounts>;
  /** The code of what this server itself waits for before it goes on; `null` where it goes on. */
  waitsFor(ref: Ref): Promise<string | null>;
  /** Nobody who has not been written to will be. */
  stop(ref: Ref): Promise<MailingCounts>;
  metrics(ref: Ref): Promise<Readonly<Partial<Record<Metric, number>>>>;
  test(context: NewsletterContext): Promise<Tested>;
  /** Whether the links in mails lead to a public https address: without one nobody can leave the list. */
  canBeLeft(): boolean;
}

/** While mails go out, so often is looked how many are left. */
const LOOK_AGAIN_MS = 15_000;

const capabilities: Capabilities = {
  delivery: 'direct',
  // Rows are unique by delivery and subscriber, for ever.
  idempotency: 'key',
  confirmation: 'poll',
  // What has not gone out is stopped; what has can not be taken back, and then `revoke` says so.
  revocable: true,
  metrics: ['delivered', 'bounced', 'unsubscribed'],
  limits: { title: SUBJECT, body: BODY, pictures: { max: MAX_PICTURES } },
  rates: [],
};

/** RFC 8058, 3.1: one click leaves the list, over https; and a mail that can not be left may not be sent at all. */
const NO_ADDRESS: Issue = { level: 'error', code: 'no-public-address', field: 'body', message: 'Links in mails have to lead to this server: set PUBLIC_URL to its public https address.' };

/** As it is told beside a delivery: `sent 940, bounced 12`. */
export const countsInWords = (counts: MailingCounts): string =>
  (Object.entries(counts) as [string, number][])
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** What became of a delivery, by what became of its mails. */
export const outcomeOf = (ref: Ref, counts: MailingCounts): Outcome => {
  if (counts.waiting + counts.sending > 0) return { kind: 'accepted', ref, checkAfterMs: LOOK_AGAIN_MS };
  if (counts.sent > 0) return { kind: 'published', ref, message: countsInWords(counts), incomplete: counts.uncertain + counts.failed > 0 };
  if (counts.uncertain > 0) return { kind: 'unknown', code: 'mails-uncertain', message: `It is not known whether anybody was reached: ${countsInWords(counts)}.` };
  return { kind: 'rejected', code: 'nobody-reached', message: `No mail was taken: ${countsInWords(counts) || 'nobody was to be written to'}.` };
};

export const createNewsletterAdapter = (mailings: Mailings): Adapter<NewsletterSettings, NewsletterSecrets, LetterPayload> => ({
  platform: 'newsletter',
  name: 'E-mail newsletter',
  adaptations: ['newsletter', 'email'],
  guide: {
    steps: [
      'Have your domain sign its mail (SPF, DKIM, DMARC) for the mail server that you use here; large providers refuse newsletters that are not signed.',
      'Have the mail server deliver what comes to the address for bounces to the endpoint that the documentation names.',
      'Put the form for subscribing on your site; it asks the public endpoint of this channel.',
    ],
    fields: [
      { name: 'host', label: 'Mail server', kind: 'text', required: true },
      { name: 'port', label: 'Port', kind: 'number', required: false },
      { name: 'security', label: 'Encryption', kind: 'choice', choices: ['starttls', 'tls', 'none'], required: false },
      { name: 'user', label: 'User name', kind: 'secret', required: false },
      { name: 'password', label: 'Password', kind: 'secret', required: false },
      { name: 'fromName', label: 'Name of the sender', kind: 'text', required: true },
      { name: 'fromAddress', label: 'Address of the sender', kind: 'text', required: true },
      { name: 'replyTo', label: 'Address for replies', kind: 'text', required: false },
      { name: 'bounceAddress', label: 'Address for bounces', hint: 'What is sent to it with anything behind a plus has to arrive as well.', kind: 'text', required: false },
      { name: 'listName', label: 'Name of the list', kind: 'text', required: true },
      { name: 'postalAddress', label: 'Postal address', hint: 'Commercial mail has to say where its sender is.', kind: 'text', required: true },
      { name: 'footer', label: 'Foot of every mail', kind: 'text', required: false },
      { name: 'languages', label: 'Languages of letters', kind: 'list', hint: 'en, zh-Hans, zh-Hant; the first for whoever chooses none.', required: false },
      { name: 'perMinute', label: 'Mails a minute', kind: 'number', required: false },
    ],
  },
  settings: newsletterSettings as z.ZodType<NewsletterSettings>,
  secrets: newsletterSecrets,
  capabilities: () => capabilities,
  render: (source, settings) => {
    const letter = renderLetter(source, settings);
    return mailings.canBeLeft() ? letter : { ...letter, issues: [...letter.issues, NO_ADDRESS] };
  },
  publish: (payload, _prepared, context) => mailings.fanOut(context.key, payload, context),
  confirm: async (ref) => {
    const code = await mailings.waitsFor(ref);
    return code === null ? outcomeOf(ref, await mailings.counts(ref)) : { kind: 'deferred', code, retryAfterMs: LOOK_AGAIN_MS };
  },
  measure: (ref) => mailings.metrics(ref),
  revoke: async (ref) => {
    const { sent, uncertain, sending } = await mailings.stop(ref);
    return sent + uncertain + sending > 0 ? 'refused' : 'absent';
  },
  test: (context) => mailings.test(context),
});
