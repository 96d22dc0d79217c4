/**
 * The port to a platform: one file each stands behind it, and one suite of tests holds every one to it.
 *
 * `render` is pure. `prepare` may be repeated at will (uploads, drafts). `publish` is the one call that can not be taken
 * back: the engine calls it once and never again after `unknown`, unless the platform knows our key or `find` says that
 * nothing is there. `confirm`, `find` and `measure` only read.
 */
import type { z } from '@strapi/utils';
import type { Capabilities, Metric, Outcome, Ref } from '../../../../core/distribution/platforms';
import type { Source } from '../../../../core/distribution/document';
import type { Json, Rendition } from '../../../../core/distribution/rendition';

/** An answer, however it turned out; a redirect is one and is not followed. */
export interface Answer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON; `undefined` when it is none. */
  readonly json: unknown;
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; `json` in its stead is sent as JSON, `form` as multipart or, without files, as a urlencoded form. */
  readonly body?: string | Buffer;
  readonly json?: Json;
  readonly form?: readonly FormPart[];
}

export type FormPart = { readonly name: string; readonly value: string } | { readonly name: string; readonly filename: string; readonly mime: string; readonly bytes: Buffer };

/**
 * No answer came. `reached` is false only where certainly nothing was sent: the name was not found, the connection was
 * refused, the address is forbidden. True means that the platform may have acted.
 */
export class NoAnswer extends Error {
  readonly reached: boolean;
  /** A short reason without addresses or secrets, as `timeout`, `connection-lost`, `address-forbidden`. */
  readonly code: string;
  constructor(code: string, reached: boolean) {
    super(reached ? `no answer: ${code}` : `not reached: ${code}`);
    this.code = code;
    this.reached = reached;
  }
}

/** The code of a call that `egress.closed` kept on this machine. */
export const DOOR_CLOSED = 'egress-closed';

/** What a call that got no answer means to people, as far as it can be said. */
export const noAnswerInWords = (code: string): string => (code === DOOR_CLOSED ? 'This server is closed to the outside (EGRESS_CLOSED): nothing is called.' : `The platform did not answer (${code}).`);

/** A picture made for the platform. */
export interface MadePicture {
  readonly bytes: Buffer;
  readonly mime: string;
  readonly filename: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

export interface Token {
  readonly value: string;
  /** Epoch milliseconds; `null`: it does not expire. */
  readonly expiresAt: number | null;
}

/** What an adapter is given to act with. There are no globals: every adapter runs against a server of a test. */
export interface AdapterContext<Settings = unknown, Secrets = unknown> {
  readonly settings: Settings;
  readonly secrets: Secrets;
  /** The same for every attempt of one delivery, 36 characters. */
  readonly key: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Guarded: https only, no inner addresses, no redirects, with a time limit. Throws `NoAnswer`. */
  readonly fetch: (url: string, request?: Request) => Promise<Answer>;
  /** The pictures of the rendition, by their place in its list. Throws when the file is not what was approved. */
  readonly picture: (index: number) => Promise<MadePicture>;
  /** A token that many calls share: kept encrypted, obtained by one caller at a time, renewed before it expires. */
  readonly token: (name: string, obtain: (old: Token | null) => Promise<Token>) => Promise<string>;
  /** The platform says that it does not take this token any more. */
  readonly dropToken: (name: string, value: string) => Promise<void>;
}

/** A field of the form that connects a channel. */
export interface Field {
  readonly name: string;
  /** English; the admin translates `distribution.<platform>.<name>`. */
  readonly label: string;
  readonly hint?: string;
  readonly kind: 'text' | 'secret' | 'url' | 'number' | 'flag' | 'choice' | 'list';
  readonly choices?: readonly string[];
  readonly required: boolean;
}

export interface Guide {
  /** What people do at the platform before they fill the form in; a sentence each, in English, keys of translations. */
  readonly steps: readonly string[];
  readonly fields: readonly Field[];
}

/** What a test of the connection found, without having sent anything that people see. */
export type Tested =
  /** `found`: settings that the platform itself told, such as its limits; they are kept with the channel's. */
  | { readonly kind: 'ok'; readonly account: string | null; readonly expiresAt: number | null; readonly found?: Readonly<Record<string, Json>> }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'untestable'; readonly message: string };

export interface Adapter<Settings = unknown, Secrets = unknown, Payload extends Json = Json, Prepared extends Json = Json> {
  /** Lower-case, digits and hyphens; stored with channels. */
  readonly platform: string;
  readonly name: string;
  /** Which of a post's per-platform texts are for it: values of `platform` in the component of adaptations. */
  readonly adaptations: readonly string[];
  readonly guide: Guide;
  /** What a person does who posts it, where one does; a sentence each, in English, translated as `distribution.<platform>.task.<n>`, from 1. */
  readonly checklist?: readonly string[];
  readonly settings: z.ZodType<Settings>;
  /** Each field of it is secret: kept encrypted, never answered, never logged. */
  readonly secrets: z.ZodType<Secrets>;
  /**
   * Where it leads, for platforms whose address is a secret: as much of it as stays the same while what only lets one in is
   * renewed. `null` where nothing is entered yet. It is kept as a fingerprint and never told.
   */
  destination?(secrets: Secrets): string | null;
  capabilities(settings: Settings): Capabilities;
  /** Pure. Issues of level `error` keep it from being approved for this channel. */
  render(source: Source, settings: Settings): Rendition<Payload>;
  prepare?(payload: Payload, context: AdapterContext<Settings, Secrets>, earlier: Prepared | null): Promise<{ readonly kind: 'prepared'; readonly prepared: Prepared } | Exclude<Outcome, { kind: 'published' | 'accepted' }>>;
  publish(payload: Payload, prepared: Prepared | null, context: AdapterContext<Settings, Secrets>): Promise<Outcome>;
  confirm?(ref: Ref, prepared: Prepared | null, context: AdapterContext<Settings, Secrets>): Promise<Outcome>;
  /** `null`: it is certainly not there. Throws where that can not be said. */
  find?(payload: Payload, prepared: Prepared | null, context: AdapterContext<Settings, Secrets>): Promise<Ref | null>;
  measure?(ref: Ref, context: AdapterContext<Settings, Secrets>): Promise<Readonly<Partial<Record<Metric, number>>>>;
  revoke?(ref: Ref, context: AdapterContext<Settings, Secrets>): Promise<'revoked' | 'absent' | 'refused'>;
  test(context: AdapterContext<Settings, Secrets>): Promise<Tested>;
}

/** As the registry holds them: what an adapter takes, its schemas say. */
export type AnyAdapter = Adapter;

/** What a failed call means for a publication: nothing was sent, or nobody knows. */
export const outcomeOfNoAnswer = (error: unknown): Outcome => {
  if (!(error instanceof NoAnswer)) throw error;
  return error.reached ? { kind: 'unknown', code: error.code, message: 'The platform did not answer; it may have taken the message.' } : { kind: 'deferred', code: error.code, retryAfterMs: 60_000, message: 'The platform was not reached; nothing was sent.' };
};
