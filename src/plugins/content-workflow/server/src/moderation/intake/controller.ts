import type { Core } from '@strapi/strapi';
import type { z } from '@strapi/utils';
import type { AskGuestCode, CreateSubmission, EditSubmission, GetSubmission, GetSubmissionForm, ListMySubmissions, VerifyGuest } from '../../../../contracts/moderation/intake';
import { isReference } from '../../../../core/moderation/intake';
import type { Actor } from '../../../../core/workflow/context';
import type { IntakeConfig } from '../../config/intake';
import { SYSTEM } from '../../engine/actors';
import { accept, parseCursor } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import { iso, type Clock } from '../../jobs/clock';
import { notTaken, tooOften } from './answers';
import type { Activities } from './activities';
import { countIn, removeSentFiles } from './door';
import { CODE_MINUTES, type GuestCodes } from './guest-codes';
import { codeBody, editBody, idempotencyKey, MAX_IMAGE_BYTES, MAX_IMAGES, sentIn, submissionBody, verifyBody, type SentFile } from './input';
import type { IntakeKeys } from './keys';
import type { Limits } from './limits';
import { formQuery, mineQuery, none } from './routes';
import type { Sender, Senders } from './senders';
import type { IntakeService } from './service';
import type { Intake, IntakeStore } from './store';
import type { IntakeViews } from './views';

export interface IntakeRoom {
  readonly config: IntakeConfig;
  readonly limits: Limits;
  readonly keys: IntakeKeys;
  readonly senders: Senders;
  readonly codes: GuestCodes;
  readonly activities: Activities;
  readonly store: IntakeStore;
  readonly service: IntakeService;
  readonly views: IntakeViews;
}

export interface IntakeControllers {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  /** `null` where nothing is taken in. */
  readonly intake: IntakeRoom | null;
  sendsMail(): boolean;
}

/** A guest proves an address once a day. */
const TOKEN_HOURS = 24;

const PAGE = 50;

const MAX_TOKEN = 100;

export const createIntakeControllers = (deps: () => IntakeControllers) => {
  /** What every answer has; `null` when there is no intake or too much is asked of it, and that has been answered. */
  const enter = async (ctx: HttpContext): Promise<IntakeRoom | null> => {
    ctx.set('Cache-Control', 'private, no-store');
    ctx.set('X-Robots-Tag', 'noindex');
    ctx.set('Referrer-Policy', 'no-referrer');
    const { intake } = deps();
    if (intake === null) {
      problem(ctx, 404, 'Nothing is taken in here.', { code: 'INTAKE_CLOSED', next: 'Configure "intake" and "moderation.submissions".' });
      return null;
    }
    if (ctx.request.method !== 'GET') return (await countIn(ctx, intake.limits)) ? intake : null;
    const wait = await intake.limits.read(ctx.ip);
    if (wait !== null) tooOften(ctx, wait);
    return wait === null ? intake : null;
  };

  /** Takes these parameters and no other; and whatever the handler makes of the request, its files do not outlive it. */
  const handle =
    <T>(parameters: z.ZodType<T>, run: (ctx: HttpContext, room: IntakeRoom, query: T) => Promise<void>) =>
    async (ctx: HttpContext): Promise<void> => {
      try {
        const room = await enter(ctx);
        const query = room === null ? null : accept(ctx, parameters, ctx.query, 'query');
        if (room !== null && query !== null) await run(ctx, room, query);
      } finally {
        await removeSentFiles(ctx);
      }
    };

  /** The engine's records then say who wrote, on whichever path. */
  const actAs = (ctx: HttpContext, actor: Actor): void => void (ctx.state.sender = actor);

  const senderOf = async (ctx: HttpContext, { senders }: IntakeRoom): Promise<Sender | null> => {
    const identified = await senders.identify(ctx);
    if (identified.kind === 'sender') {
      actAs(ctx, identified.sender.actor);
      return identified.sender;
    }
    problem(ctx, 401, identified.kind === 'invalid' ? 'This session or token is not, or no longer, good.' : 'Who sends is not known.', { code: identified.kind === 'invalid' ? 'SENDER_INVALID' : 'SENDER_UNKNOWN', next: 'Log in as a member, or prove an e-mail address as a guest.' });
    return null;
  };

  const unknown = (ctx: HttpContext): null => {
    problem(ctx, 404, 'There is no such submission.', { code: 'SUBMISSION_NOT_FOUND', next: 'Check the address.' });
    return null;
  };

  const byReference = async (ctx: HttpContext, { store }: IntakeRoom): Promise<Intake | null> => {
    const { reference = '' } = ctx.params;
    return isReference(reference) ? store.byReference(reference) : null;
  };

  /** The submission and its sender as an actor, by their session, their token or the submission's own secret. */
  const ownOf = async (ctx: HttpContext, room: IntakeRoom): Promise<{ readonly intake: Intake; readonly by: Actor } | null> => {
    const secret = ctx.get('Submission-Secret');
    const intake = await byReference(ctx, room);
    if (secret !== '') {
      if (intake === null || secret.length > MAX_TOKEN || !room.keys.isStatusSecret(intake.reference, secret)) return unknown(ctx);
      const by: Actor = { ...SYSTEM, ...intake.by, permissions: ['submit', 'archive'] };
      actAs(ctx, by);
      return { intake, by };
    }
    const sender = await senderOf(ctx, room);
    if (sender === null) return null;
    return intake === null || intake.sender !== sender.key ? unknown(ctx) : { intake, by: sender.actor };
  };

  /** The body as it was parsed, and the files that came with it. */
  const bodyOf = <T>(ctx: HttpContext, schema: z.ZodType<T>): { readonly body: T; readonly files: readonly SentFile[] } | null => {
    const sent = sentIn(ctx);
    const body = sent === null ? null : accept(ctx, schema, sent.data, 'body');
    return sent === null || body === null ? null : { body, files: sent.files };
  };

  return {
    intakeForm: {
      findOne: handle(formQuery, async (ctx, { config, keys, activities }, query) => {
        const openTo = query.activity === undefined ? 'members' : await activities.openTo(query.activity);
        const opened = deps().clock.now().toString(36);
        const { version, text } = config.rightsStatement;
        ctx.body = { data: { form: `${opened}.${keys.sign('form', opened)}`, openTo, rightsStatement: { version, text }, images: { max: MAX_IMAGES, maxBytes: MAX_IMAGE_BYTES, types: ['image/jpeg', 'image/png', 'image/webp'] } } } satisfies GetSubmissionForm.Response;
      }),
    },

    intake: {
      submit: handle(none, async (ctx, room) => {
        const sender = await senderOf(ctx, room);
        if (sender === null) return;
        const key = idempotencyKey.safeParse(ctx.get('Idempotency-Key') || undefined);
        if (!key.success) {
          const message = key.error.issues[0]?.message ?? 'is not valid';
          return problem(ctx, 400, `Idempotency-Key: ${message}`, { code: 'INPUT_INVALID', field: 'Idempotency-Key', where: 'headers', issues: [{ field: 'Idempotency-Key', message }] });
        }
        const sent = bodyOf(ctx, submissionBody);
        if (sent === null) return;
        const taken = await room.service.takeIn(sender, key.data, sent.body, sent.files);
        if (taken.kind !== 'taken') return notTaken(ctx, taken);
        const { strapi } = deps();
        const prefix: string = strapi.config.get('api.rest.prefix', '/api');
        ctx.status = 201;
        ctx.body = { data: { reference: taken.reference, state: 'received', statusAddress: `${prefix}/submissions/intake/${taken.reference}/${room.keys.statusSecret(taken.reference)}` } } satisfies CreateSubmission.Response;
      }),

      find: handle(mineQuery, async (ctx, room, query) => {
        const sender = await senderOf(ctx, room);
        if (sender === null) return;
        const cursor = parseCursor(query.before);
        if (cursor === 'invalid') return problem(ctx, 400, 'before: is not a place in this list', { code: 'INPUT_INVALID', field: 'before', where: 'query', issues: [] });
        const intakes = await room.store.ofSender(sender.key, cursor?.id ?? null, PAGE);
        const last = intakes.length === PAGE ? intakes.at(-1) : undefined;
        ctx.body = { data: await room.views.list(intakes), meta: { next: last === undefined ? null : Buffer.from(`${last.sentAt}.${last.id}`).toString('base64url') } } satisfies ListMySubmissions.Response;
      }),

      findOne: handle(none, async (ctx, room) => {
        const own = await ownOf(ctx, room);
        if (own !== null) ctx.body = { data: await room.views.one(own.intake) } satisfies GetSubmission.Response;
      }),

      edit: handle(none, async (ctx, room) => {
        const own = await ownOf(ctx, room);
        const sent = own === null ? null : bodyOf(ctx, editBody);
        if (own === null || sent === null) return;
        const taken = await room.service.edit(own.intake, own.by, sent.body, sent.files);
        if (taken.kind !== 'taken') return notTaken(ctx, taken);
        ctx.body = { data: { reference: taken.reference, state: 'received', revision: taken.revision } } satisfies EditSubmission.Response;
      }),

      withdraw: handle(none, async (ctx, room) => {
        const own = await ownOf(ctx, room);
        if (own === null) return;
        // Whoever asks twice wants it gone, and it is.
        const done = own.intake.withdrawnAt === null ? await room.service.withdraw(own.intake, own.by) : { kind: 'withdrawn' as const };
        if (done.kind !== 'withdrawn') return notTaken(ctx, done);
        ctx.status = 204;
      }),
    },

    intakeStatus: {
      findOne: handle(none, async (ctx, room) => {
        const intake = await byReference(ctx, room);
        const { secret = '' } = ctx.params;
        if (intake === null || secret.length > MAX_TOKEN || !room.keys.isStatusSecret(intake.reference, secret)) return void unknown(ctx);
        ctx.body = { data: await room.views.one(intake) } satisfies GetSubmission.Response;
      }),
    },

    intakeGuest: {
      ask: handle(none, async (ctx, { limits, keys, codes }) => {
        const body = accept(ctx, codeBody, ctx.request.body, 'body');
        if (body === null) return;
        const wait = await limits.code(keys.guest(body.email), ctx.ip);
        if (wait !== null) return tooOften(ctx, wait);
        if (!deps().sendsMail() || !(await codes.send(body.email, body.language))) return problem(ctx, 503, 'No mail can be sent now.', { code: 'MAIL_UNAVAILABLE', next: 'Try again later, or send it in as a member.' });
        ctx.status = 202;
        ctx.body = { data: { expiresInSeconds: CODE_MINUTES * 60 } } satisfies AskGuestCode.Response;
      }),

      verify: handle(none, async (ctx, { limits, codes, senders }) => {
        const body = accept(ctx, verifyBody, ctx.request.body, 'body');
        if (body === null) return;
        const wait = await limits.try(ctx.ip);
        if (wait !== null) return tooOften(ctx, wait);
        if (!(await codes.redeem(body.email, body.code))) return problem(ctx, 403, 'code: is not right, was used, or is too old', { code: 'CODE_INVALID', field: 'code', next: 'Look at the newest mail, or ask for a new code.' });
        const expiresAt = deps().clock.now() + TOKEN_HOURS * 3_600_000;
        ctx.body = { data: { token: senders.guestToken(body.email, expiresAt), expiresAt: iso(expiresAt) } } satisfies VerifyGuest.Response;
      }),
    },
  };
};
