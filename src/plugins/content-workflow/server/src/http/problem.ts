/** Answers in Strapi's error shape, with the status that the failure means. */
import type { Refusal, RefusalKind } from '../../../core/errors';

export interface HttpContext {
  url: string;
  status: number;
  body: unknown;
  /** Node's own request: its `close` says that nobody waits for the answer. */
  readonly req: { once(event: 'close', hear: () => void): unknown };
  /** Who asks, as far as the network knows. */
  readonly ip: string;
  readonly params: Record<string, string>;
  readonly query: Record<string, unknown>;
  readonly request: { readonly body?: unknown; readonly method: string };
  readonly state: Record<string, unknown>;
  get(header: string): string;
  set(header: string, value: string): void;
  /** Adds to Vary what is not named there yet. */
  vary(header: string): void;
}

const STATUS: Readonly<Record<RefusalKind, number>> = { forbidden: 403, unprocessable: 422, invalid: 422, conflict: 409, 'not-found': 404 };

const NAMES: Readonly<Record<number, string>> = {
  400: 'ValidationError',
  401: 'UnauthorizedError',
  403: 'ForbiddenError',
  404: 'NotFoundError',
  409: 'ConflictError',
  410: 'GoneError',
  411: 'LengthRequiredError',
  413: 'PayloadTooLargeError',
  415: 'UnsupportedMediaTypeError',
  422: 'UnprocessableError',
  429: 'TooManyRequestsError',
  503: 'ServiceUnavailableError',
  504: 'GatewayTimeoutError',
};

export const problem = (ctx: HttpContext, status: number, message: string, details: Record<string, unknown>): void => {
  ctx.status = status;
  ctx.body = { data: null, error: { status, name: NAMES[status] ?? 'ApplicationError', message, details } };
};

export const refused = (ctx: HttpContext, refusal: Refusal, more: Record<string, unknown> = {}): void => problem(ctx, STATUS[refusal.kind], refusal.message, { ...refusal, ...more });

export const notFound = (what: string, code: 'PIECE_NOT_FOUND' | 'DOCUMENT_NOT_FOUND' | 'TYPE_NOT_GOVERNED'): Refusal => ({
  code,
  kind: 'not-found',
  guard: 'exists',
  message: `There is no such ${what}.`,
  who: [],
  next: 'Check the address.',
});
