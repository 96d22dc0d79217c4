import type { Core } from '@strapi/strapi';
import type { WorkflowConfig } from '../../config';
import type { ContentReader } from '../../engine/content';
import { accept, parseCursor } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import { iso, type Clock } from '../../jobs/clock';
import type { EditionRow } from '../../tables';
import type { Editions } from '../editions';
import { deliveredAttributes, etagOf } from '../payload';
import type { PreviewLinks } from '../preview';
import { CONTENT_TYPE, markDelivered, type Delivered } from './delivered';
import { listQuery, oneQuery, previewQuery, slugParam } from './routes';
import type { Delivery, GovernedPath } from './service';
import { ASSIGNMENT, assignmentOf, DECIDING, suffixOf, visitorOf, type Drawn, type Trial, type Trials } from './trials';
import { matchedTag } from './validators';

export interface DeliveryControllers {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly content: ContentReader;
  readonly delivery: Delivery;
  readonly editions: Editions;
  readonly previews: PreviewLinks;
  readonly trials: Trials;
}

/** What every entry has, beside its type's own attributes. */
export const COMMON_FIELDS = ['id', 'type', 'locale', 'publishedAt', 'firstPublishedAt'] as const;

/** Proxies limit a header line to about 8 KB; past this many the type's own tag has to do. */
const MAX_TAGS = 150;

const cursorOf = (edition: EditionRow): string => Buffer.from(`${edition.publishedAt}.${edition.id}`).toString('base64url');

/** The frozen bytes, or the chosen fields of them; `id` always comes along. */
const pick = (payload: string, fields: readonly string[] | null): string => {
  if (fields === null) return payload;
  const wanted = new Set(['id', ...fields]);
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(payload) as Record<string, unknown>).filter(([name]) => wanted.has(name))));
};

export const createDeliveryControllers = (deps: () => DeliveryControllers) => {
  const readerOf = (ctx: HttpContext, parameter: string | undefined): string | null => visitorOf(parameter, (header) => ctx.get(header));

  const varyByReader = (ctx: HttpContext): void => DECIDING.forEach((name) => ctx.vary(name));

  interface Answer {
    readonly body: string;
    readonly tags: readonly string[];
    readonly madeOf: Omit<Delivered, 'body' | 'etag' | 'trial'>;
    /** `null` where nothing is tried. */
    readonly trial: Trial | null;
    /** Documents that are shown otherwise than they are live. */
    readonly shown: readonly string[];
  }

  /** What somebody was drawn into is theirs, and only they may keep it, asking each time whether it still is so. */
  const cachingOf = ({ tags, shown }: Answer): Readonly<Record<string, string>> => {
    if (shown.length > 0) return { 'Cache-Control': 'private, no-cache' };
    const { maxAgeSeconds, staleWhileRevalidateSeconds } = deps().config.delivery;
    const listed = tags.slice(0, MAX_TAGS);
    return { 'Cache-Control': `public, max-age=${maxAgeSeconds}, stale-while-revalidate=${staleWhileRevalidateSeconds}`, 'Cache-Tag': listed.join(','), 'Surrogate-Key': listed.join(' ') };
  };

  const send = (ctx: HttpContext, answer: Answer): void => {
    const { body, madeOf, trial, shown } = answer;
    const etag = etagOf(body);
    const matched = matchedTag(ctx.get('If-None-Match'), etag);
    markDelivered(ctx.state, { ...madeOf, body, etag, ...(trial === null ? {} : { trial: { suffix: suffixOf(trial.drawn), shown } }) });
    // Served from memory, the same answer may be compressed.
    ctx.vary('Accept-Encoding');
    if (trial !== null) varyByReader(ctx);
    const assignment = trial === null ? null : assignmentOf(trial, shown);
    if (assignment !== null) ctx.set(ASSIGNMENT, assignment);
    ctx.set('ETag', matched ?? etag);
    for (const [name, value] of Object.entries(cachingOf(answer))) ctx.set(name, value);
    if (matched !== null) {
      ctx.status = 304;
      return;
    }
    ctx.set('Content-Type', CONTENT_TYPE);
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
        const { config, delivery, trials } = deps();
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
        const { locale, byDefault } = await delivery.localeFor(at.uid, query.locale);
        await trials.settled();
        const drawn = trials.list(at.uid, locale, readerOf(ctx, query.visitor));
        const rows = await delivery.list({ at, locale, activity: query.activity ?? null, tag: query.tag ?? null, before, limit });
        const page = rows.slice(0, limit);
        const own = new Map((drawn ?? []).map((one) => [one.documentId, one]));
        const last = page.at(-1);
        const meta = { limit, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
        send(ctx, {
          body: `{"data":[${page.map((e) => pick(own.get(e.documentId)?.payload ?? e.payload, fields)).join(',')}],"meta":${JSON.stringify(meta)}}`,
          tags: [at.type.path, ...page.map((e) => `${at.type.path}-${e.documentId}`)],
          madeOf: { kind: 'list', uid: at.uid, locale, byDefault, asked: [] },
          trial: drawn === undefined ? null : { kind: 'list', drawn },
          shown: page.filter((e) => own.has(e.documentId)).map((e) => e.documentId),
        });
      },

      async findOne(ctx: HttpContext): Promise<void> {
        const { delivery, trials } = deps();
        const at = typeOf(ctx);
        const query = at === null ? null : accept(ctx, oneQuery, ctx.query, 'query');
        if (at === null || query === null) return;
        const fields = fieldsOf(ctx, at, query.fields);
        if (fields === 'invalid') return;
        const slug = accept(ctx, slugParam, ctx.params.slug, 'params');
        if (slug === null) return;
        const { locale, byDefault } = await delivery.localeFor(at.uid, query.locale);
        await trials.settled();
        const reader = readerOf(ctx, query.visitor);
        const answer = (shows: Pick<Drawn, 'documentId' | 'payload'>, drawn: Drawn | null | undefined): void =>
          send(ctx, {
            body: `{"data":${pick(shows.payload, fields)}}`,
            tags: [at.type.path, `${at.type.path}-${shows.documentId}`],
            madeOf: { kind: 'one', uid: at.uid, locale, byDefault, asked: [slug, shows.documentId] },
            trial: drawn === undefined ? null : { kind: 'one', drawn: drawn === null ? [] : [drawn] },
            shown: drawn == null ? [] : [drawn.documentId],
          });
        const drawn = trials.one(at.uid, locale, slug, reader);
        if (drawn != null) return answer(drawn, drawn);
        const edition = await delivery.one(at, locale, slug);
        if (edition === null) {
          // A piece that is live nowhere is there for those who are drawn, and for nobody else.
          if (drawn === null) varyByReader(ctx);
          return gone(ctx);
        }
        // An old slug leads to a document that is tried at another address.
        const behind = drawn === undefined ? trials.one(at.uid, locale, edition.documentId, reader) : drawn;
        answer(behind ?? edition, behind);
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
