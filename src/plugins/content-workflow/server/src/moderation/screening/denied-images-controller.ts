import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { AllowImage, DeniedImageView, DenyImage, ListDeniedImages } from '../../../../contracts/moderation/denied-images';
import type { Actor } from '../../../../core/workflow/context';
import { refOf } from '../../engine/actors';
import { accept, MAX_ID } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import { iso, type Clock } from '../../jobs/clock';
import { inTransaction } from '../../tables';
import { allowImage, deniedImages, denyImage, type DeniedImage } from './denied-images';
import { hashesInQuarantine, imagesOf } from './fingerprints';
import { denyBody } from './routes';
import type { WordListsDeps } from './word-lists';

export interface DeniedImageControllers {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly audit: { readonly write: NonNullable<WordListsDeps['audit']> };
  actor(): Promise<Actor>;
}

const params = z.object({ id: z.string().regex(/^[1-9]\d{0,9}$/, 'is not an id').transform(Number).refine((id) => id <= MAX_ID, 'is not an id') });

const viewOf = ({ id, hash, violation, severity, reason, by, at }: DeniedImage): DeniedImageView => ({ id, hash, violation, severity, reason, by, at: iso(at) });

export const createDeniedImageControllers = (deps: () => DeniedImageControllers) => ({
  deniedImages: {
    async list(ctx: HttpContext): Promise<void> {
      ctx.body = { data: (await deniedImages(deps().strapi.db.connection)).map(viewOf) } satisfies ListDeniedImages.Response;
    },

    async deny(ctx: HttpContext): Promise<void> {
      const body = accept(ctx, denyBody, ctx.request.body, 'body');
      if (body === null) return;
      const { strapi, clock, audit, actor } = deps();
      const { reference, image, ...why } = body;
      const hash = (await imagesOf(strapi.db.connection, reference))[image] ?? (await hashesInQuarantine(strapi.db.connection, reference))[image];
      if (hash === undefined) return problem(ctx, 404, 'There is no such picture.', { code: 'IMAGE_NOT_FOUND', who: [], next: 'Look whether the submission is still there.' });
      const by = refOf(await actor());
      const denied = await inTransaction(strapi, async (trx) => {
        const one = await denyImage(trx, { ...why, hash, by, at: clock.now() });
        await audit.write(trx, { actor: by, action: 'image.deny', object: `submission:${reference}`, after: { id: one.id, image } });
        return one;
      });
      ctx.body = { data: viewOf(denied) } satisfies DenyImage.Response;
    },

    async allow(ctx: HttpContext): Promise<void> {
      const parsed = accept(ctx, params, ctx.params, 'params');
      if (parsed === null) return;
      const { strapi, audit, actor } = deps();
      const by = refOf(await actor());
      const removed = await inTransaction(strapi, async (trx) => {
        const gone = await allowImage(trx, parsed.id);
        if (gone) await audit.write(trx, { actor: by, action: 'image.allow', object: `denied-image:${parsed.id}` });
        return gone;
      });
      if (!removed) return problem(ctx, 404, 'There is no such picture.', { code: 'IMAGE_NOT_FOUND', who: [], next: 'Choose one of the list.' });
      ctx.body = { data: { id: parsed.id } } satisfies AllowImage.Response;
    },
  },
});
