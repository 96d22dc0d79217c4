import { z } from '@strapi/utils';
import type { ListLinks } from '../../../../contracts/distribution';
import type { Pieces } from '../../engine/pieces';
import { accept, pieceId } from '../../http/endpoint';
import { notFound, problem, refused, type HttpContext } from '../../http/problem';
import type { LinkStore } from './links';
import { linkCode } from './routes';

export interface LinkControllers {
  readonly reach: { readonly links: LinkStore };
  readonly pieces: Pieces;
}

const idParams = z.object({ id: pieceId });
const codeParams = z.object({ code: linkCode });

const noSuchLink = (ctx: HttpContext): void => problem(ctx, 404, 'There is no such link.', { code: 'LINK_NOT_FOUND', who: [], next: 'Choose one of the list.' });

const answerImage = (ctx: HttpContext, mime: string, image: string | Buffer | null): void => {
  if (image === null) return noSuchLink(ctx);
  ctx.set('Content-Type', mime);
  // What a code leads to never changes.
  ctx.set('Cache-Control', 'private, max-age=86400');
  ctx.body = image;
};

export const createLinkControllers = (deps: () => LinkControllers) => ({
  links: {
    async list(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, idParams, ctx.params, 'params');
      if (params === null) return;
      const { pieces, reach } = deps();
      const piece = await pieces.byId(params.id);
      if (piece === null) return refused(ctx, notFound('piece', 'PIECE_NOT_FOUND'));
      ctx.body = { data: await reach.links.of(piece) } satisfies ListLinks.Response;
    },

    async svg(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, codeParams, ctx.params, 'params');
      if (params !== null) answerImage(ctx, 'image/svg+xml', await deps().reach.links.qr(params.code, 'svg'));
    },

    async png(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, codeParams, ctx.params, 'params');
      if (params !== null) answerImage(ctx, 'image/png', await deps().reach.links.qr(params.code, 'png'));
    },
  },
});
