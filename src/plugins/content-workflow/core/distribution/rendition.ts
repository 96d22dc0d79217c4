/** A piece in the form of one platform: what is sent, how it looks there, and what is wrong with it. */
import type { Picture } from './document';
import type { Unit } from './units';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a platform asks of a picture. */
export interface PictureRule {
  /** Pixels; a larger picture is made smaller, a smaller one is left as it is. */
  readonly maxWidth?: number;
  readonly maxHeight?: number;
  /** Width by height: a picture outside is cropped to the nearest of the two, where it draws attention. */
  readonly ratio?: { readonly min: number; readonly max: number };
  /** Of the file; reached by quality first and size then. */
  readonly maxBytes?: number;
  readonly types: readonly ('image/jpeg' | 'image/png' | 'image/webp' | 'image/gif')[];
}

/** A picture in a rendition: which one, and how it is made for the platform. Its place in the list names it to the payload. */
export interface PictureUse {
  readonly picture: Picture;
  readonly rule: PictureRule;
  readonly alt: string;
}

/** `error`: it can not be sent so. `warning`: it can, and looks other than it should. */
export interface Issue {
  readonly level: 'error' | 'warning';
  /** A stable name for code and translations, as `too-long`. */
  readonly code: string;
  /** What it is about: `title`, `body`, `pictures.2`. */
  readonly field: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** How much of a limit is used, in the platform's own unit. */
export interface Measure {
  readonly field: string;
  readonly used: number;
  readonly max: number;
  readonly unit: Unit | 'bytes' | 'count';
}

/** What the desk draws, so that it looks like the platform. `html` was written by the adapter and holds no script. */
export interface Preview {
  readonly look: 'chat' | 'article' | 'post' | 'mail' | 'json';
  readonly title: string | null;
  readonly text: string | null;
  readonly html: string | null;
}

export interface Rendition<Payload extends Json = Json> {
  /** What is sent, without secrets. The hash is taken over it and the pictures. */
  readonly payload: Payload;
  readonly pictures: readonly PictureUse[];
  readonly preview: Preview;
  readonly measures: readonly Measure[];
  readonly issues: readonly Issue[];
}
