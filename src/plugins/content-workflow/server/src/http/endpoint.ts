/**
 * An endpoint is a row: verb, path, handler, permission and the schemas of what it accepts. Strapi's routes and the
 * OpenAPI document are both made from the rows, so they can not disagree.
 */
import { z } from '@strapi/utils';
import type { Permission } from '../../../core/workflow/context';
import { problem, type HttpContext } from './problem';

/** The admin action that stands for a permission. */
export const actionId = (permission: Permission): string => `plugin::content-workflow.${permission}`;

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** `controller.action`. Read-only API tokens reach handlers whose name ends in `find` or `findOne`, so nothing that writes is named so. */
  readonly handler: string;
  readonly summary: string;
  /** `admin`: an administrator with this permission, or any for `null`. `public-api`: Strapi's content API auth. `signed`: the address itself is the proof. `sender`: the handler asks who sends, a member or a guest whose e-mail address was proved. */
  readonly access: { readonly kind: 'admin'; readonly permission: Permission | null } | { readonly kind: 'public-api' } | { readonly kind: 'signed' } | { readonly kind: 'sender' };
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The field in which files may come beside the body, which is then a form's field `data`. */
  readonly files?: string;
  readonly answers: Readonly<Record<number, string>>;
  /** The data of a 200 is one (or a list) of the schemas whose names begin so. */
  readonly data?: { readonly schemas: string; readonly list: boolean };
}

/** What stands under the piece, the entry, or the delivery of a piece that the path names. */
const NAMES_AN_ENTRY = /^\/(pieces\/:id|(documents|presence)\/:uid\/:documentId|deliveries\/:key|activities\/:documentId)(\/|$)/;

const config = (endpoint: Endpoint): Record<string, unknown> => {
  switch (endpoint.access.kind) {
    case 'admin':
      return { policies: ['admin::isAuthenticatedAdmin', ...(endpoint.access.permission === null ? [] : [{ name: 'admin::hasPermissions', config: { actions: [actionId(endpoint.access.permission)] } }]), ...(NAMES_AN_ENTRY.test(endpoint.path) ? ['plugin::content-workflow.may-read-entry'] : [])] };
    case 'signed':
    case 'sender':
      return { auth: false };
    case 'public-api':
      return {};
  }
};

/** Strapi's form of a row. `request.query` declares what `strictParams` accepts, by Zod schemas. */
export interface StrapiRoute {
  readonly method: Endpoint['method'];
  readonly path: string;
  readonly handler: string;
  readonly config: Record<string, unknown>;
  readonly request?: { readonly query: Readonly<Record<string, unknown>> };
}

export const toStrapiRoutes = (endpoints: readonly Endpoint[]): StrapiRoute[] =>
  endpoints.map((endpoint) => ({
    method: endpoint.method,
    path: endpoint.path,
    handler: endpoint.handler,
    config: config(endpoint),
    ...(endpoint.query === undefined || endpoint.access.kind === 'admin' ? {} : { request: { query: endpoint.query.shape } }),
  }));

/** A field that nobody asked for is named as the field at fault. */
const issuesOf = (error: z.ZodError) =>
  error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [{ field: issue.path.map(String).join('.'), message: issue.message }];
    return issue.keys.map((key) => ({ field: [...issue.path, key].map(String).join('.'), message: 'is not a field of this' }));
  });

/** Parses untrusted input. On failure the answer is written (400 with code, sentence and fields) and `null` returned. */
export const accept = <T>(ctx: HttpContext, schema: z.ZodType<T>, input: unknown, where: 'body' | 'query' | 'params'): T | null => {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error);
  const first = issues[0];
  const field = first?.field || where;
  problem(ctx, 400, `${field}: ${first?.message ?? 'is not valid'}`, { code: 'INPUT_INVALID', field, where, issues });
  return null;
};

/** Text of limited length. PostgreSQL can not store NUL, so it is refused everywhere. */
export const plain = (max: number) =>
  z
    .string()
    .max(max, `is longer than ${max} characters`)
    .refine((text) => !text.includes('\u0000'), 'contains a NUL character');

/** PostgreSQL's `integer`, in which row ids are kept; asked for a larger one it fails instead of finding nothing. */
export const MAX_ID = 2_147_483_647;

export const pieceId = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'is not a piece id')
  .transform(Number)
  .refine((id) => id <= MAX_ID, 'is not a piece id');

/** The place in a list: milliseconds and the row id that comes next. */
export const parseCursor = (cursor: string | undefined): { at: number; id: number } | null | 'invalid' => {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.(\d{1,10})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  const id = Number(match?.[2]);
  return match === null || id > MAX_ID ? 'invalid' : { at: Number(match[1]), id };
};
export const documentId = z.string().regex(/^[a-z0-9]{1,64}$/i, 'is not a document id');
/** A locale code; '' stands for types without localisation. */
export const locale = z.string().regex(/^([a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})?$/, 'is not a locale code');
export const variantKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, 'use up to 32 lower-case letters, digits and hyphens');
/** Text that people write. The limit keeps one comment from becoming a document. */
export const prose = plain(10_000);
