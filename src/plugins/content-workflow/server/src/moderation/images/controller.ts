import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { ListQuarantinedImages } from '../../../../contracts/moderation/intake';
import type { ActorRef } from '../../../../core/workflow/context';
import { refOf, currentActor } from '../../engine/actors';
import { accept, documentId } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import { iso } from '../../jobs/clock';
import { inTransaction, type Trx } from '../../tables';
import type { Previews } from './previews';
import type { Quarantine } from './quarantine';

/** Where it is written down who looked at what. */
export interface Audit {
  write(trx: Trx, entry: { readonly actor: ActorRef; readonly action: string; readonly object: string }): Promise<void>;
}

export interface ImageControllers {
  readonly strapi: Core.Strapi;
  readonly quarantine: Quarantine;
  readonly imageAddresses: Previews;
  readonly audit: Audit;
}

export const createImageControllers = (deps: () => ImageControllers) => ({
  submissionImage: {
    async findOne(ctx: HttpContext): Promise<void> {
      ctx.set('Cache-Control', 'private, no-store');
      ctx.set('X-Robots-Tag', 'noindex');
      ctx.set('Referrer-Policy', 'no-referrer');
      const found = await deps().imageAddresses.open(ctx.params.name ?? '', ctx.params.proof ?? '');
      if (found === null) return problem(ctx, 404, 'There is no such picture, or not any more.', { code: 'IMAGE_NOT_FOUND', next: 'Open the submission again.' });
      ctx.set('Content-Type', found.mime);
      ctx.set('Content-Disposition', 'inline');
      ctx.set('X-Content-Type-Options', 'nosniff');
      // A picture that a browser takes for a document is one that can do nothing.
      ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
      ctx.status = 200;
      ctx.body = found.bytes;
    },
  },

  quarantine: {
    async list(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, z.object({ documentId }), ctx.params, 'params');
      if (params === null) return;
      const { strapi, quarantine, imageAddresses, audit } = deps();
      const images = await quarantine.ofDocument(params.documentId);
      const actor = refOf(await currentActor(strapi));
      if (images.length > 0) await inTransaction(strapi, (trx) => audit.write(trx, { actor, action: 'submission-images.shown', object: `submission:${params.documentId}` }));
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = {
        data: images.map(({ name, width, height, mime, hash }) => {
          const full = imageAddresses.addressOf(name, 'main');
          return { id: name, width, height, mime, hash, preview: imageAddresses.addressOf(name, 'preview').path, full: full.path, expiresAt: iso(full.expiresAt) };
        }),
      } satisfies ListQuarantinedImages.Response;
    },
  },
});
