import type { Core } from '@strapi/strapi';
import type { WorkflowConfig } from '../../config';
import type { ContentReader } from '../../engine/content';
import { accept, plain } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import { iso, type Clock } from '../../jobs/clock';
import type { EditionRow } from '../../tables';
import type { Editions } from '../editions';
import { deliveredAttributes, etagOf } from '../payload';
import type { PreviewLinks } from '../preview';
import { listQuery, oneQuery, previewQuery } from './routes';
import type { Delivery, GovernedPath } from './service';

export interface DeliveryControllers {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly content: ContentReader;
  readonly delivery: Delivery;
  readonly editions: Editions;
  readonly previews: PreviewLinks;
}

/** What every entry has, beside its type's own attributes. */
export const COMMON_FIELDS = ['id', 'type', 'locale', 'publishedAt', 'firstPublishedAt'] as const;

/** Proxies limit a header line to about 8 KB; past this many the type's own tag has to do. */
const MAX_TAGS = 150;

const parseCursor = (cursor: string | undefined): { at: number; id: number } | null | 'invalid' => {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  return match === null ? 'invalid' : { at: Number(match[1]), id: Number(match[2]) };
};

const cursorOf = (edition: EditionRow): string => Buffer.from(`${edition.publishedAt}.${edition.id}`).toString('base64url');

/** The frozen bytes, or the chosen fields of them; `id` always comes along. */
const pick = (payload: string, fields: readonly string[] | null): string => {
  if (fields === null) return payload;
  const wanted = new Set(['id', ...fields]);
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(payload) as Record<string, unknown>).filter(([name]) => wanted.has(name))));
};

/** Weak comparison as RFC 9110 asks of If-None-Match; `*` matches whatever is there. */
const matches = (header: string, etag: string): boolean =>
  header !== '' && header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');

export const createDeliveryControllers = (deps: () => DeliveryControllers) => {
  const send = (ctx: HttpContext, body: string, tags: readonly string[]): void => {
    const { maxAgeSeconds, staleWhileRevalidateSeconds } = deps().config.delivery;
    const etag = etagOf(body);
    ctx.set('ETag', etag);
    ctx.set('Cache-Control', `public, max-age=${maxAgeSeconds}, stale-while-revalidate=${staleWhileRevalidateSeconds}`);
    ctx.set('Cache-Tag', tags.slice(0, MAX_TAGS).join(','));
    ctx.set('Surrogate-Key', tags.slice(0, MAX_TAGS).join(' '));
    if (matches(ctx.get('If-None-Match'), etag)) {
      ctx.status = 304;
      return;
    }
    ctx.set('Content-Type', 'application/json; charset=utf-8');
    ctx.body = body;
  };

  const typeOf = (ctx: HttpContext): GovernedPath | null => {
    const at = deps().delivery.typeAt(ctx.params.type ?? '');
    if (at === null) problem(ctx, 404, 'There is no such type.', { code: 'TYPE_UNKNOWN', field: 'type', next: `Known: ${Object.values(deps().config.types).map((t) => t.path).join(', ')}.` });
    return at;
  };

  const fieldsOf = (ctx: HttpContext, at: GovernedPath, fields: string | undefined): readonly string[] | null | 'invalid' => {
    if (fields === undefined) return null;
    const known = [...COMMON_FIELDS, ...deliveredAttributes(deps().content.schemaOf(at.uid), at.type).map(([name]) => name)];
    const asked = fields.split(',').map((f) => f.trim());
    const unknown = asked.find((f) => !known.includes(f));
    if (unknown === undefined) return asked;
    problem(ctx, 400, `fields: there is no field "${unknown}"`, { code: 'FIELD_UNKNOWN', field: 'fields', known });
    return 'invalid';
  };

  const gone = (ctx: HttpContext): void => problem(ctx, 404, 'There is no such published entry.', { code: 'NOT_PUBLISHED' });

  return {
    delivery: {
      async find(ctx: HttpContext): Promise<void> {
        const { config, delivery } = deps();
        const at = typeOf(ctx);
        const query = at === null ? null : accept(ctx, listQuery, ctx.query, 'query');
        if (at === null || query === null) return;
        const fields = fieldsOf(ctx, at, query.fields);
        if (fields === 'invalid') return;
        const before = parseCursor(query.cursor);
        if (before === 'invalid') return problem(ctx, 400, 'cursor: is not one of ours', { code: 'INPUT_INVALID', field: 'cursor' });
        const limit = Number(query.limit ?? config.delivery.pageSize);
        const maximum = config.delivery.maxPageSize;
        if (limit < 1 || limit > maximum) return problem(ctx, 400, `limit: must be from 1 to ${maximum}`, { code: 'PAGE_TOO_LARGE', field: 'limit', maximum });
        const locale = await delivery.localeFor(at.uid, query.locale);
        const rows = await delivery.list({ at, locale, activity: query.activity ?? null, tag: query.tag ?? null, before, limit });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const meta = { limit, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
        send(ctx, `{"data":[${page.map((e) => pick(e.payload, fields)).join(',')}],"meta":${JSON.stringify(meta)}}`, [at.type.path, ...page.map((e) => `${at.type.path}-${e.documentId}`)]);
      },

      async findOne(ctx: HttpContext): Promise<void> {
        const { delivery } = deps();
        const at = typeOf(ctx);
        const query = at === null ? null : accept(ctx, oneQuery, ctx.query, 'query');
        if (at === null || query === null) return;
        const fields = fieldsOf(ctx, at, query.fields);
        if (fields === 'invalid') return;
        const slug = accept(ctx, plain(300), ctx.params.slug, 'params');
        if (slug === null) return;
        const edition = await delivery.one(at, await delivery.localeFor(at.uid, query.locale), slug);
        if (edition === null) return gone(ctx);
        send(ctx, `{"data":${pick(edition.payload, fields)}}`, [at.type.path, `${at.type.path}-${edition.documentId}`]);
      },
    },

    preview: {
      async findOne(ctx: HttpContext): Promise<void> {
        const { strapi, clock, config, editions, previews } = deps();
        // The address is the secret, and Strapi's logger prints the address when the answer is made.
        ctx.url = ctx.url.replace(ctx.params.token ?? '', '[token]');
        const query = accept(ctx, previewQuery, ctx.query, 'query');
        if (query === null) return;
        ctx.set('Cache-Control', 'private, no-store');
        ctx.set('X-Robots-Tag', 'noindex, nofollow');
        const check = previews.check(ctx.params.token ?? '', clock.now());
        if (check.kind === 'forged') return problem(ctx, 403, 'This preview link is not valid.', { code: 'PREVIEW_INVALID', field: 'token' });
        if (check.kind === 'expired') return problem(ctx, 410, 'This preview link has expired.', { code: 'PREVIEW_EXPIRED', field: 'token', next: 'Ask for a new link.' });
        const { subject, hash, expiresAt } = check.claim;
        const type = config.types[subject.uid];
        const snapshot = type === undefined ? null : await editions.snapshot(strapi.db.connection, subject, hash);
        if (type === undefined || snapshot === null) return gone(ctx);
        const data = await editions.payload(strapi.db.connection, { subject, type, content: snapshot.content, publishedAt: null, firstPublishedAt: null });
        ctx.body = { data, meta: { preview: true, hash, expiresAt: iso(expiresAt) } };
      },
    },
  };
};
