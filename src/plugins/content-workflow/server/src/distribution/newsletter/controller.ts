import type { z } from '@strapi/utils';
import type { CheckImport, ImportSubscribers, ListSubscribers } from '../../../../contracts/distribution';
import { normalAddress } from '../../../../core/distribution/newsletter/address';
import { nearestLanguage, type LetterLanguage } from '../../../../core/distribution/newsletter/languages';
import { NEWSLETTER_WORDS, type NewsletterWords } from '../../../../core/distribution/newsletter/words';
import type { Actor, ActorRef } from '../../../../core/workflow/context';
import { refOf } from '../../engine/actors';
import { accept } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import type { Clock } from '../../jobs/clock';
import { newsletterSettings, type NewsletterSettings } from '../adapters/newsletter';
import type { Channel, Channels } from '../ports';
import type { Bounces } from './bounces';
import { exportSubscribers } from './imports/export';
import type { Unreadable } from './imports/file';
import type { ImportBasis, ImportList, Imports } from './imports/imports';
import type { NewsletterKeys } from './keys';
import type { NewsletterLimits } from './limits';
import { sendPage, type Page } from './page';
import { bounceBody, channelParams, checkImportBody, importBody, keyParams, leaveBody, none, resendBody, subscribeBody, subscriberParams, subscribersQuery } from './routes';
import type { Subscriber } from './rows';
import { subscriberView, type Subscribers } from './subscribers';

export interface NewsletterRoom {
  readonly channels: () => Pick<Channels, 'byId' | 'byKey'>;
  readonly subscribers: Subscribers;
  readonly imports: Imports;
  /** Of what is only read, and has to be known of nevertheless. */
  readonly audit: (act: { readonly actor: ActorRef; readonly action: string; readonly object: string; readonly after?: unknown }) => Promise<void>;
  readonly keys: NewsletterKeys;
  readonly limits: NewsletterLimits;
  readonly bounces: Bounces;
}

export interface NewsletterControllers {
  readonly clock: Clock;
  readonly newsletter: NewsletterRoom;
  actor(): Promise<Actor>;
}

interface List {
  readonly channel: Channel;
  readonly settings: NewsletterSettings;
}

const PAGE = 50;

/** Kiribati is fourteen hours ahead of UTC. */
const MAX_ZONE_MS = 14 * 3_600_000;

/** Longer is no link of ours, and is not looked at. */
const MAX_LINK = 100;

const seconds = (ms: number): string => String(Math.max(1, Math.ceil(ms / 1000)));

export const createNewsletterControllers = (deps: () => NewsletterControllers) => {
  const listOf = (channel: Channel | null): List | null => {
    const settings = channel?.platform === 'newsletter' ? newsletterSettings.safeParse(channel.settings) : null;
    return channel !== null && settings?.success === true ? { channel, settings: settings.data } : null;
  };

  const toldToNobody = (ctx: HttpContext): void => {
    ctx.set('Cache-Control', 'private, no-store');
    ctx.set('X-Robots-Tag', 'noindex');
    ctx.set('Referrer-Policy', 'no-referrer');
  };

  /** Answers 404 itself. */
  const namedList = async (ctx: HttpContext, schema: typeof channelParams | typeof keyParams): Promise<List | null> => {
    const params = accept<{ channel?: string; key?: string }>(ctx, schema, ctx.params, 'params');
    if (params === null) return null;
    const list = listOf(await deps().newsletter.channels().byKey(params.channel ?? params.key ?? ''));
    if (list === null) problem(ctx, 404, 'There is no such newsletter.', { code: 'NEWSLETTER_NOT_FOUND', next: 'Check the address.' });
    return list;
  };

  const tooOften = (ctx: HttpContext, wait: number): void => {
    ctx.set('Retry-After', seconds(wait));
    problem(ctx, 429, 'Too many requests.', { code: 'TOO_MANY_REQUESTS', next: `Wait ${seconds(wait)} seconds.` });
  };

  /** The list, what was asked and the address in its one spelling; `null` when that has been answered. */
  const asked = async <T extends { readonly email: string }>(ctx: HttpContext, schema: z.ZodType<T>): Promise<(List & { readonly body: T }) | null> => {
    toldToNobody(ctx);
    if (accept(ctx, none, ctx.query, 'query') === null) return null;
    const body = accept(ctx, schema, ctx.request.body, 'body');
    if (body === null) return null;
    const address = normalAddress(body.email);
    if (address === null) {
      problem(ctx, 400, 'email: is not an e-mail address', { code: 'INPUT_INVALID', field: 'email', where: 'body', issues: [{ field: 'email', message: 'is not an e-mail address' }] });
      return null;
    }
    const list = await namedList(ctx, channelParams);
    const wait = list === null ? null : await deps().newsletter.limits.ask(ctx.ip, address);
    if (wait !== null) tooOften(ctx, wait);
    return list === null || wait !== null ? null : { ...list, body };
  };

  const answered = (ctx: HttpContext): void => {
    ctx.status = 202;
    ctx.body = { data: { next: 'Look into the mailbox: a letter asks for a confirmation, if one is needed.' } };
  };

  interface Opened {
    readonly language: LetterLanguage;
    readonly words: NewsletterWords;
    readonly list: string;
  }

  /** In whose language, and about which list, a page is. */
  const opened = async (ctx: HttpContext, subscriber: Subscriber | null): Promise<Opened> => {
    const { channels } = deps().newsletter;
    const list = listOf(subscriber === null ? await channels().byKey(String(ctx.params.channel)) : await channels().byId(subscriber.channelId));
    const language = subscriber?.language ?? nearestLanguage(ctx.get('Accept-Language').split(/[,;]/)[0]?.trim() ?? '', list?.settings.languages[0] ?? 'en');
    return { language, words: NEWSLETTER_WORDS[language], list: list?.settings.listName ?? '' };
  };

  const page = (ctx: HttpContext, status: number, { language }: Opened, title: string, text: string, form: Page['form'] = null): void => sendPage(ctx, status, language, { title, text, form });

  const linkIn = (ctx: HttpContext): string => {
    const link = ctx.params.token ?? '';
    // The address is the secret, and Strapi's logger prints the address when the answer is made.
    if (link !== '') ctx.url = ctx.url.replace(link, '[token]');
    toldToNobody(ctx);
    return link.slice(0, MAX_LINK);
  };

  /** Whoever tries links has to wait; whoever has one never does, since a mail program asks for thousands of readers. */
  const noLink = async (ctx: HttpContext): Promise<void> => {
    const wait = await deps().newsletter.limits.guess(ctx.ip);
    const about = await opened(ctx, null);
    if (wait === null) return page(ctx, 410, about, about.words.unknown, about.words.unknownText);
    ctx.set('Retry-After', seconds(wait));
    page(ctx, 429, about, about.words.tooMany, about.words.tooManyText);
  };

  const importList = ({ channel, settings }: List): ImportList => ({ channelId: channel.id, channel: channel.key, ...settings });

  const unreadable = (ctx: HttpContext, { code, message, next, params }: Unreadable): void => problem(ctx, 422, message, { code, field: 'file', who: [], next, params });

  const takeOver =
    (basis: ImportBasis) =>
    async (ctx: HttpContext): Promise<void> => {
      const body = accept(ctx, importBody, ctx.request.body, 'body');
      const list = body === null ? null : await namedList(ctx, keyParams);
      if (body === null || list === null) return;
      const { newsletter, clock, actor } = deps();
      // Whoever is ahead of this server's clock may have been told today.
      if (Date.parse(body.consent.obtainedOn) > clock.now() + MAX_ZONE_MS) return problem(ctx, 400, 'consent.obtainedOn: is in the future', { code: 'INPUT_INVALID', field: 'consent.obtainedOn', where: 'body', issues: [{ field: 'consent.obtainedOn', message: 'is in the future' }] });
      const imported = await newsletter.imports.apply(importList(list), { bytes: Buffer.from(body.file, 'base64'), digest: body.digest, basis, consent: body.consent, by: refOf(await actor()) });
      switch (imported.kind) {
        case 'imported':
          ctx.body = { data: { added: imported.added } } satisfies ImportSubscribers.Response;
          return;
        case 'changed':
          return problem(ctx, 409, 'The list has changed since the file was looked at; nobody was added.', { code: 'SUBSCRIBERS_CHANGED', who: [], next: 'Look at the file again, and decide again.' });
        case 'nobody':
          return problem(ctx, 422, 'There is nobody to add in this file.', { code: 'NOBODY_TO_IMPORT', field: 'file', who: [], next: 'Look at why: everybody is on the list, has left it, or can not be written to.' });
        case 'unreadable':
          return unreadable(ctx, imported);
      }
    };

  return {
    newsletter: {
      async subscribe(ctx: HttpContext): Promise<void> {
        const wish = await asked(ctx, subscribeBody);
        if (wish === null) return;
        const { channel, settings, body } = wish;
        const language = body.language !== undefined && settings.languages.includes(body.language) ? body.language : (settings.languages[0] ?? 'en');
        // People do not see that field, so nobody is waiting for this letter.
        if ((body.website ?? '') === '') await deps().newsletter.subscribers.ask(channel.id, settings.fromAddress, { address: body.email, language, consent: { list: settings.listName, source: body.source ?? null } });
        answered(ctx);
      },

      async resend(ctx: HttpContext): Promise<void> {
        const wish = await asked(ctx, resendBody);
        if (wish === null) return;
        await deps().newsletter.subscribers.remind(wish.channel.id, wish.settings.fromAddress, wish.body.email);
        answered(ctx);
      },
    },

    newsletterPage: {
      async confirmation(ctx: HttpContext): Promise<void> {
        const { newsletter, clock } = deps();
        const token = newsletter.keys.readConfirmation(linkIn(ctx), clock.now());
        const subscriber = token === null ? null : await newsletter.subscribers.byToken(token);
        if (subscriber === null || (subscriber.state !== 'pending' && subscriber.state !== 'confirmed')) return noLink(ctx);
        const about = await opened(ctx, subscriber);
        const { confirm } = about.words;
        if (subscriber.state === 'confirmed') return page(ctx, 200, about, confirm.done, confirm.doneText(about.list));
        page(ctx, 200, about, confirm.title(about.list), confirm.text, { button: confirm.button, box: null });
      },

      async confirm(ctx: HttpContext): Promise<void> {
        const { newsletter, clock } = deps();
        const token = newsletter.keys.readConfirmation(linkIn(ctx), clock.now());
        const subscriber = token === null ? null : await newsletter.subscribers.confirm(token);
        if (subscriber === null) return noLink(ctx);
        const about = await opened(ctx, subscriber);
        page(ctx, 200, about, about.words.confirm.done, about.words.confirm.doneText(about.list));
      },

      async departure(ctx: HttpContext): Promise<void> {
        const { newsletter } = deps();
        const link = newsletter.keys.readDeparture(linkIn(ctx));
        if (link === null) return noLink(ctx);
        const subscriber = await newsletter.subscribers.byToken(link.token);
        const about = await opened(ctx, subscriber);
        const { leave } = about.words;
        if (subscriber === null) return page(ctx, 200, about, leave.done, leave.forgotten);
        const left = subscriber.state === 'unsubscribed';
        page(ctx, 200, about, left ? leave.done : leave.title(about.list), left ? leave.doneText(about.list) : leave.text, { button: leave.button, box: { name: 'forget', label: leave.forget } });
      },

      /** No cookie, no redirect, no question: a mail program sends this by itself (RFC 8058, 3.1). */
      async leave(ctx: HttpContext): Promise<void> {
        const { newsletter } = deps();
        const link = newsletter.keys.readDeparture(linkIn(ctx));
        if (link === null) return noLink(ctx);
        const forget = leaveBody.safeParse(ctx.request.body ?? {}).data?.forget === 'yes';
        const subscriber = await newsletter.subscribers.byToken(link.token);
        const about = await opened(ctx, subscriber);
        if (forget) await newsletter.subscribers.forget(link.token);
        else await newsletter.subscribers.leave(link.token, link.deliveryId);
        page(ctx, 200, about, about.words.leave.done, forget || subscriber === null ? about.words.leave.forgotten : about.words.leave.doneText(about.list));
      },
    },

    newsletterBounce: {
      async take(ctx: HttpContext): Promise<void> {
        toldToNobody(ctx);
        const body = accept(ctx, bounceBody, ctx.request.body, 'body');
        if (body === null) return;
        const taken = await deps().newsletter.bounces.take(body.message);
        if (taken === 'not-a-report') return problem(ctx, 400, 'message: is no report of undeliverable mail', { code: 'NOT_A_REPORT', field: 'message', next: 'Send what RFC 3464 describes, as it came.' });
        ctx.body = { data: { taken } };
      },
    },

    subscriber: {
      async list(ctx: HttpContext): Promise<void> {
        const query = accept(ctx, subscribersQuery, ctx.query, 'query');
        const list = query === null ? null : await namedList(ctx, keyParams);
        if (query === null || list === null) return;
        ctx.set('Cache-Control', 'private, no-store');
        const { subscribers, imports } = deps().newsletter;
        const found = await subscribers.list(list.channel.id, { state: query.state ?? null, text: query.q === undefined || query.q.trim() === '' ? null : query.q, before: query.cursor === undefined ? null : Number(query.cursor), limit: PAGE });
        const evidence = await imports.evidenceOf(found.subscribers.map(({ id }) => id));
        ctx.body = {
          data: found.subscribers.map((subscriber) => subscriberView(subscriber, evidence.get(subscriber.id) ?? [])),
          meta: { next: found.next === null ? null : String(found.next), counts: await subscribers.counts(list.channel.id) },
        } satisfies ListSubscribers.Response;
      },

      async check(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, checkImportBody, ctx.request.body, 'body');
        const list = body === null ? null : await namedList(ctx, keyParams);
        if (body === null || list === null) return;
        ctx.set('Cache-Control', 'private, no-store');
        const checked = await deps().newsletter.imports.check(importList(list), Buffer.from(body.file, 'base64'));
        if (checked.kind === 'unreadable') return unreadable(ctx, checked);
        ctx.body = { data: checked.found } satisfies CheckImport.Response;
      },

      takeOver: takeOver('ask'),
      takeOverConfirmed: takeOver('confirmed'),

      async file(ctx: HttpContext): Promise<void> {
        const list = accept(ctx, none, ctx.query, 'query') === null ? null : await namedList(ctx, keyParams);
        if (list === null) return;
        const { newsletter, actor } = deps();
        // Before the first byte: what has left can not be told from what has not.
        await newsletter.audit({ actor: refOf(await actor()), action: 'subscribers.exported', object: `channel:${list.channel.key}` });
        ctx.set('Cache-Control', 'private, no-store');
        ctx.set('Content-Type', 'text/csv; charset=utf-8');
        ctx.set('Content-Disposition', `attachment; filename="${list.channel.key}-subscribers.csv"`);
        ctx.body = exportSubscribers(newsletter.subscribers, newsletter.imports, list.channel.id);
      },

      async forget(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, subscriberParams, ctx.params, 'params');
        const list = params === null ? null : await namedList(ctx, keyParams);
        if (params === null || list === null) return;
        if (await deps().newsletter.subscribers.forgetOne(list.channel.id, params.id)) ctx.status = 204;
        else problem(ctx, 404, 'There is no such subscriber.', { code: 'SUBSCRIBER_NOT_FOUND', next: 'Look at the list again.' });
      },
    },
  };
};
