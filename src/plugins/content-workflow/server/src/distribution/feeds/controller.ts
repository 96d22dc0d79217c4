import { accept } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import { matchedTag } from '../../publishing/delivery/validators';
import { feedParams, none } from './routes';
import type { Shelf } from './shelf';
import { MIME, type Format } from './write';

export interface FeedControllers {
  readonly shelf: Shelf;
}

/** Readers ask every few minutes; a cache between them and us may answer for so long. */
const MAX_AGE_SECONDS = 60;

const httpDate = (at: number): string => new Date(at).toUTCString();

export const createFeedControllers = (deps: () => FeedControllers) => {
  const as = (format: Format) => ({
    async findOne(ctx: HttpContext): Promise<void> {
      if (accept(ctx, none, ctx.query, 'query') === null) return;
      const params = accept(ctx, feedParams, ctx.params, 'params');
      if (params === null) return;
      const { shelf } = deps();
      const feed = await shelf.feed(params.channel);
      if (feed === null) return problem(ctx, 404, 'There is no such feed.', { code: 'FEED_NOT_FOUND', next: 'Check the address.' });
      const version = await shelf.now(feed, format);
      const modified = httpDate(version.changedAt);
      ctx.set('ETag', version.etag);
      ctx.set('Last-Modified', modified);
      ctx.set('Cache-Control', `public, max-age=${MAX_AGE_SECONDS}`);
      ctx.set('Link', version.links);
      // Browsers of other origins read feeds as well; there is nothing in one that is not public.
      ctx.set('Access-Control-Allow-Origin', '*');
      const tags = ctx.get('If-None-Match');
      // By the date only where no validator is named (RFC 9110, 13.1.3), and only by the very date that was given out.
      const unchanged = tags === '' ? ctx.get('If-Modified-Since') === modified : matchedTag(tags, version.etag) !== null;
      if (unchanged) {
        ctx.status = 304;
        return;
      }
      ctx.set('Content-Type', MIME[format]);
      ctx.body = await version.body();
    },
  });
  return { feedRss: as('rss'), feedAtom: as('atom'), feedJson: as('json') };
};
