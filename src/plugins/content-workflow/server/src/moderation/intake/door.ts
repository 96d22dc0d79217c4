/** Stands before the body's parser, which would write whatever comes to the disk: counts, looks at how much is announced, and lets it in by turns. */
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { problem, type HttpContext } from '../../http/problem';
import { tooOften } from './answers';
import { MAX_BODY_BYTES } from './input';
import type { Limits } from './limits';
import { createTurns } from './turns';

type DoorContext = HttpContext & { readonly req: Readable; readonly path: string; readonly method: string; readonly request: { readonly files?: Readonly<Record<string, unknown>> } };

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** That a request was counted already, for handlers of servers that do not list the door. */
const counted = new WeakSet<object>();

/** Counts a request once, wherever it is first seen. True when it may go on; otherwise it has been answered. */
export const countIn = async (ctx: HttpContext, limits: Limits): Promise<boolean> => {
  if (counted.has(ctx.req)) return true;
  counted.add(ctx.req);
  const wait = await limits.network(ctx.ip);
  if (wait !== null) tooOften(ctx, wait);
  return wait === null;
};

/** Strapi's parser removes files of one name only. */
export const removeSentFiles = async (ctx: HttpContext): Promise<void> => {
  const files = Object.values((ctx.request as DoorContext['request']).files ?? {}).flat() as { readonly filepath?: string }[];
  await Promise.all(files.flatMap(({ filepath }) => (filepath === undefined ? [] : [rm(filepath, { force: true })])));
};

export const createDoor = (limits: () => Limits | null, prefix: string) => {
  const place = `${prefix}/submissions/`.toLowerCase();
  const turns = createTurns();
  return async (ctx: DoorContext, next: () => Promise<void>): Promise<void> => {
    const allowed = ctx.path.toLowerCase().startsWith(place) && WRITES.has(ctx.method) ? limits() : null;
    if (allowed === null) return next();
    if (!(await countIn(ctx, allowed))) return;
    const announced = ctx.get('Content-Length');
    if (ctx.get('Transfer-Encoding') !== '') return problem(ctx, 411, 'The length of the body has to be announced.', { code: 'LENGTH_REQUIRED', next: 'Send a Content-Length.' });
    if (Number(announced) > MAX_BODY_BYTES) return problem(ctx, 413, `The body is larger than ${MAX_BODY_BYTES} bytes.`, { code: 'TOO_LARGE', next: 'Send fewer or smaller pictures.' });
    turns.take(ctx.req);
    try {
      await next();
    } catch (error) {
      // What the parser makes of a form without a boundary, or with a header in the middle of one.
      const { httpCode } = error as { readonly httpCode?: unknown };
      if (typeof httpCode !== 'number') throw error;
      problem(ctx, httpCode === 413 ? 413 : 400, 'The form can not be read.', { code: httpCode === 413 ? 'TOO_LARGE' : 'INPUT_INVALID', field: 'body', where: 'body', issues: [] });
    } finally {
      await removeSentFiles(ctx);
    }
  };
};
