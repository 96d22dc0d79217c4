/** What is accepted from a sender. A field that is not named here is refused, so nobody writes what is not theirs to write. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { z } from '@strapi/utils';
import canonicalize from 'canonicalize';
import { MAIL_LANGUAGES } from '../../../../core/moderation/guest-mail';
import { isReference } from '../../../../core/moderation/intake';
import { documentId, plain } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';

export const MAX_IMAGES = 9;

/** A phone's picture has two to eight. */
export const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

/** The words: 5,000 characters, five addresses and their labels, in the worst encoding. */
const MAX_DATA_BYTES = 64 * 1024;

/** A form's own marks between its parts. */
const FORM_BYTES = 64 * 1024;

export const MAX_BODY_BYTES = MAX_IMAGES * MAX_IMAGE_BYTES + MAX_DATA_BYTES + FORM_BYTES;

const line = (max: number) =>
  plain(max)
    .transform((text) => text.trim())
    .refine((text) => text !== '', 'is empty');

const WEB = /^https?:\/\/\S+$/;

const link = z.strictObject({
  url: plain(2_000).refine((url) => WEB.test(url) && URL.canParse(url), 'is not an address that begins with http:// or https://'),
  label: plain(120).optional(),
});

const language = z.enum(MAIL_LANGUAGES, { error: `is one of ${MAIL_LANGUAGES.join(', ')}` });

const words = {
  title: line(80),
  text: plain(5_000).refine((text) => text.trim().length >= 2, 'says nothing'),
  links: z.array(link).max(5, 'are more than 5').default([]),
  language: language.optional(),
  contributorName: line(80),
  consent: z.literal(true, { error: 'is not given' }),
  rightsStatement: plain(40),
  form: plain(100).optional(),
  website: plain(300).optional(),
} as const;

export const submissionBody = z.strictObject({
  ...words,
  activity: documentId.optional(),
  source: z.enum(['web_form', 'mini_program', 'app'], { error: 'is one of web_form, mini_program, app' }).default('web_form'),
});

export const editBody = z.strictObject({ ...words, revision: z.int().min(1), keepImages: z.array(z.string().regex(/^[0-9a-f]{32}$/, 'is not the id of an image')).max(MAX_IMAGES).optional() });

export type SubmissionBody = z.infer<typeof submissionBody>;
export type EditBody = z.infer<typeof editBody>;

const email = z.email({ error: 'is not an e-mail address' }).max(320);
export const codeBody = z.strictObject({ email, language: language.default('en') });
export const verifyBody = z.strictObject({ email, code: z.string().regex(/^\d{6}$/, 'has six digits') });

export const referenceParams = z.object({ reference: z.string().refine(isReference, 'is not a reference') });

/** A client's own name for one sending: a UUID, or whatever it likes. */
export const idempotencyKey = z.string({ error: 'is missing' }).regex(/^[\x21-\x7e]{8,100}$/, 'has 8 to 100 visible ASCII characters');

/** A file as the body's parser has put it down. */
export interface SentFile {
  readonly filepath: string;
  readonly size: number;
  /** In the form; the parser gives files in the order in which they were written to the disk. */
  readonly place?: number;
}

export interface Sent {
  /** Not judged yet. */
  readonly data: unknown;
  readonly files: readonly SentFile[];
}

interface FormRequest {
  readonly body?: unknown;
  readonly files?: Readonly<Record<string, SentFile | readonly SentFile[]>>;
}

const invalid = (ctx: HttpContext, status: 400 | 413, field: string, message: string): null => {
  problem(ctx, status, `${field}: ${message}`, { code: status === 413 ? 'TOO_LARGE' : 'INPUT_INVALID', field, where: 'body', issues: [{ field, message }] });
  return null;
};

const parsed = (text: unknown): { readonly value: unknown } | null => {
  if (typeof text !== 'string') return null;
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
};

const isForm = (ctx: HttpContext): boolean => ctx.get('Content-Type').toLowerCase().startsWith('multipart/');

/** The body of either form. On failure the answer is written and `null` returned. */
export const sentIn = (ctx: HttpContext): Sent | null => {
  const { body, files = {} } = ctx.request as FormRequest;
  if (!isForm(ctx)) return Buffer.byteLength(JSON.stringify(body ?? {})) > MAX_DATA_BYTES ? invalid(ctx, 413, 'body', `is larger than ${MAX_DATA_BYTES} bytes`) : { data: body, files: [] };
  const fields = Object.keys((body ?? {}) as object);
  const other = fields.find((name) => name !== 'data') ?? Object.keys(files).find((name) => name !== 'images');
  if (other !== undefined) return invalid(ctx, 400, other, 'is not a field of this form; it has "data" and "images"');
  const { data } = (body ?? {}) as { data?: unknown };
  if (typeof data === 'string' && Buffer.byteLength(data) > MAX_DATA_BYTES) return invalid(ctx, 413, 'data', `is larger than ${MAX_DATA_BYTES} bytes`);
  const json = parsed(data);
  if (json === null) return invalid(ctx, 400, 'data', 'is not JSON');
  const images = ([files.images ?? []].flat() as SentFile[]).sort((a, b) => (a.place ?? 0) - (b.place ?? 0));
  const tooLarge = images.findIndex(({ size }) => size > MAX_IMAGE_BYTES);
  if (tooLarge >= 0) return invalid(ctx, 413, `images.${tooLarge}`, `is larger than ${MAX_IMAGE_BYTES} bytes`);
  return { data: json.value, files: images };
};

const PIECE_BYTES = 64 * 1024;

/** By one piece of memory for the whole file: what a stream would leave behind of ten pictures is collected while readers wait. */
const digestOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  const handle = await open(file);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(piece, 0, piece.length, null);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
};

/** Two sendings with one hash are one sending. */
export const bodyHashOf = async (data: unknown, files: readonly SentFile[]): Promise<string> => {
  const digests: string[] = [];
  for (const { filepath } of files) digests.push(await digestOf(filepath));
  return createHash('sha256').update(canonicalize([data, digests]) ?? '').digest('hex');
};
