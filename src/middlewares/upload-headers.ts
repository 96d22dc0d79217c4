interface UploadContext {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  set(name: string, value: string): void;
}

/** What a browser shows by itself and can not be made to run. */
const SHOWN = /^(image\/(jpeg|png|webp|gif|avif)|video\/|audio\/)/;

/**
 * Files of the media library lie on the site's own address. Whatever one of them turns out to be, opened there it may run
 * nothing and reach nothing; what is no picture, film or sound is saved instead of shown.
 */
const uploadHeaders = () => async (ctx: UploadContext, next: () => Promise<void>): Promise<void> => {
  await next();
  if (!ctx.path.startsWith('/uploads/') || ctx.status >= 400) return;
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Security-Policy', "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox");
  if (!SHOWN.test(ctx.type)) ctx.set('Content-Disposition', 'attachment');
};

export default uploadHeaders;
