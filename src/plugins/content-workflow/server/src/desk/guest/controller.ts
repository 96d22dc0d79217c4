import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AnswerGuestPage, CreateGuestLink, GetGuestPage, ListGuestLinks } from '../../../../contracts/guest';
import type { WorkflowConfig } from '../../config';
import { currentActor } from '../../engine/actors';
import type { Pieces } from '../../engine/pieces';
import type { Schema } from '../../engine/schema';
import { accept, pieceId } from '../../http/endpoint';
import { notFound, problem, refused, type HttpContext } from '../../http/problem';
import { iso } from '../../jobs/clock';
import type { PieceRow } from '../../tables';
import { namesIn } from './names';
import { messagePage, openPage, sendPage, UNTOUCHED, type Typed } from './page';
import { guestAnswerBody, guestLinkBody, guestQuery } from './routes';
import type { Guests, Shown } from './service';
import { languageOf, momentIn, TEXTS, type Language } from './texts';

export interface GuestControllers {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly pieces: Pieces;
  readonly guests: Guests;
}

/** Of one link from one address: a person and their hesitation. Each process grants its own number. */
const ONE_LINK_A_MINUTE = 30;

/** Of one address: an office behind it, and nobody who tries secrets one after the other. */
const ONE_ADDRESS_A_MINUTE = 600;

/** What is longer is no token of ours, and is not kept either. */
const MAX_TOKEN = 70;

/** Three days span a weekend. */
const DEFAULT_HOURS = 72;

type Void = Exclude<Shown, { kind: 'open' }>;

interface Words {
  readonly title: string;
  readonly next: string;
}

const voidWords = (language: Language, shown: Void): Words => {
  const say = TEXTS[language];
  if (shown.kind === 'unknown') return { title: say.unknown[0], next: say.unknown[1] };
  const { answer } = shown.link;
  if (shown.status === 'answered') return { title: say.thanks, next: answer === null ? '' : (answer.approves ? say.approved : say.objected)(answer.name, momentIn(language, answer.at)) };
  const [title, next] = say.void[shown.status];
  return { title, next };
};

const isForm = (ctx: HttpContext): boolean => ctx.get('Content-Type').startsWith('application/x-www-form-urlencoded');

/** A browser asks for a page, a program for data. */
const wantsPage = (ctx: HttpContext): boolean => ctx.get('Accept').includes('text/html') || isForm(ctx);

const typedText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const createGuestControllers = (deps: () => GuestControllers) => {
  const ofAddress = new RateLimiterMemory({ points: ONE_ADDRESS_A_MINUTE, duration: 60 });
  const ofLink = new RateLimiterMemory({ points: ONE_LINK_A_MINUTE, duration: 60 });

  const asksTooOften = (ip: string, token: string): Promise<boolean> =>
    ofAddress
      .consume(ip)
      .then(() => ofLink.consume(`${ip} ${token.slice(0, MAX_TOKEN)}`))
      .then(
        () => false,
        () => true
      );

  const pieceOf = async (ctx: HttpContext): Promise<PieceRow | null> => {
    const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
    const piece = params === null ? null : await deps().pieces.byId(params.id);
    if (params !== null && piece === null) refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
    return piece;
  };

  /** What every answer has, and the token; `null` when the address asked too often and has been told so. */
  const enter = async (ctx: HttpContext): Promise<{ readonly token: string; readonly language: Language } | null> => {
    const token = ctx.params.token ?? '';
    // The address is the secret, and Strapi's logger prints the address when the answer is made.
    ctx.url = ctx.url.replace(token, '[token]');
    ctx.set('Cache-Control', 'private, no-store');
    ctx.set('X-Robots-Tag', 'noindex, nofollow');
    ctx.set('Referrer-Policy', 'no-referrer');
    ctx.vary('Accept');
    ctx.vary('Accept-Language');
    const query = accept(ctx, guestQuery, ctx.query, 'query');
    if (query === null) return null;
    const language = query.lang ?? languageOf(ctx.get('Accept-Language'));
    const { ip } = ctx.request as { readonly ip?: string };
    if (!(await asksTooOften(ip ?? '', token))) return { token, language };
    ctx.set('Retry-After', '60');
    const [title, next] = TEXTS[language].tooMany;
    if (wantsPage(ctx)) sendPage(ctx, 429, messagePage(language, title, next));
    else problem(ctx, 429, 'Too many requests from this address.', { code: 'TOO_MANY_REQUESTS', next: 'Wait a minute.' });
    return null;
  };

  const sayVoid = (ctx: HttpContext, language: Language, shown: Void): void => {
    const status = shown.kind === 'unknown' ? 403 : 410;
    const { title, next } = voidWords(language, shown);
    if (wantsPage(ctx)) return sendPage(ctx, status, messagePage(language, title, next));
    const english = voidWords('en', shown);
    problem(ctx, status, `${english.title}.`, { code: shown.kind === 'unknown' ? 'GUEST_LINK_INVALID' : 'GUEST_LINK_VOID', field: 'token', reason: shown.kind === 'unknown' ? 'unknown' : shown.status, next: english.next });
  };

  const sayOpen = (ctx: HttpContext, status: number, language: Language, shown: Shown & { kind: 'open' }, typed: Typed): void => {
    const { page, link, locale } = shown;
    const { strapi, config } = deps();
    const [uid = '', type] = Object.entries(config.types).find(([, { path }]) => path === page.content.type) ?? [];
    const names = namesIn((model) => (strapi.getModel(model as never) as unknown as Schema | undefined) ?? null, config.guests.labels[language] ?? {}, uid);
    sendPage(ctx, status, openPage(language, { content: page, titleField: type?.title ?? '', names, locale, guest: link.guest, askedBy: link.askedBy.name, expiresAt: link.expiresAt }, typed), [page.content, page.variants]);
  };

  /** What is wrong with a form, at the field that it is wrong in. */
  const formProblem = (language: Language, body: Record<string, unknown>): Typed['problem'] => {
    const say = TEXTS[language];
    if (!guestAnswerBody.shape.name.safeParse(body.name).success && typedText(body.name).length <= 120) return { field: 'name', text: say.nameMissing };
    if (typedText(body.name).length > 120) return { field: 'name', text: say.tooLong };
    return { field: 'comment', text: typedText(body.comment).trim() === '' ? say.commentMissing : say.tooLong };
  };

  const answerForm = async (ctx: HttpContext, token: string, language: Language): Promise<void> => {
    const { guests } = deps();
    const body = (ctx.request.body ?? {}) as Record<string, unknown>;
    const parsed = guestAnswerBody.safeParse(body);
    const typed = { name: typedText(body.name), comment: typedText(body.comment) };
    if (!parsed.success) {
      const shown = await guests.show(token);
      return shown.kind === 'open' ? sayOpen(ctx, 422, language, shown, { ...typed, problem: formProblem(language, body) }) : sayVoid(ctx, language, shown);
    }
    const { decision, name, comment } = parsed.data;
    const taken = await guests.answer(token, { approves: decision === 'approve', name, comment });
    if (taken.kind === 'refused') return sendPage(ctx, 422, messagePage(language, TEXTS[language].refused, ''));
    if (taken.kind !== 'taken') return sayVoid(ctx, language, taken);
    // The page after it is asked for by a GET, so that looking again sends nothing again.
    ctx.status = 303;
    ctx.set('Location', `?lang=${language}`);
    ctx.body = '';
  };

  return {
    guestLink: {
      async create(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, guestLinkBody, ctx.request.body, 'body');
        const piece = body === null ? null : await pieceOf(ctx);
        if (body === null || piece === null) return;
        const { strapi, config, guests } = deps();
        const maximum = config.guests.maxHours;
        const ttlHours = body.ttlHours ?? Math.min(DEFAULT_HOURS, maximum);
        if (ttlHours > maximum) return problem(ctx, 400, `ttlHours: must be from 1 to ${maximum}`, { code: 'INPUT_INVALID', field: 'ttlHours', maximum });
        const asked = await guests.ask(piece, await currentActor(strapi), { guest: body.guest, step: body.step ?? null, ttlHours });
        if (asked.kind === 'refused') return refused(ctx, asked.refusal);
        ctx.set('Cache-Control', 'no-store');
        ctx.body = { data: { ...asked.view, url: `/api/content-workflow/guest/${asked.token}` } } satisfies CreateGuestLink.Response;
      },

      async list(ctx: HttpContext): Promise<void> {
        const piece = await pieceOf(ctx);
        if (piece !== null) ctx.body = { data: await deps().guests.list(piece) } satisfies ListGuestLinks.Response;
      },

      async revoke(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, z.object({ id: pieceId }), ctx.params, 'params');
        if (params === null) return;
        const { strapi, guests } = deps();
        const revoked = await guests.revoke(params.id, await currentActor(strapi));
        if (revoked.kind === 'refused') refused(ctx, revoked.refusal);
        else if (revoked.kind === 'revoked') ctx.status = 204;
        else refused(ctx, notFound('open link', 'PIECE_NOT_FOUND'));
      },
    },

    guestPage: {
      async findOne(ctx: HttpContext): Promise<void> {
        const entered = await enter(ctx);
        if (entered === null) return;
        const { token, language } = entered;
        const shown = await deps().guests.show(token);
        if (shown.kind !== 'open') return sayVoid(ctx, language, shown);
        if (wantsPage(ctx)) return sayOpen(ctx, 200, language, shown, UNTOUCHED);
        const { page, link, locale } = shown;
        ctx.body = { data: { ...page, guest: link.guest, askedBy: link.askedBy.name, expiresAt: iso(link.expiresAt), locale: locale || null } } satisfies GetGuestPage.Response;
      },

      async answer(ctx: HttpContext): Promise<void> {
        const entered = await enter(ctx);
        if (entered === null) return;
        const { token, language } = entered;
        if (isForm(ctx)) return answerForm(ctx, token, language);
        const body = accept(ctx, guestAnswerBody, ctx.request.body, 'body');
        if (body === null) return;
        const approves = body.decision === 'approve';
        const taken = await deps().guests.answer(token, { approves, name: body.name, comment: body.comment });
        if (taken.kind === 'refused') return refused(ctx, taken.refusal);
        if (taken.kind !== 'taken') return sayVoid(ctx, language, taken);
        ctx.body = { data: { approves, name: body.name, at: iso(taken.at) } } satisfies AnswerGuestPage.Response;
      },
    },
  };
};
