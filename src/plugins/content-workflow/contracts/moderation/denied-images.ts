/** Pictures that nobody wants to see again. Everything needs the permission `moderate`. */
import type { Severity, Violation } from '../../core/moderation/vocabulary';

export interface DeniedImageView {
  readonly id: number;
  /** Its perceptual hash, 16 hexadecimal digits; the picture itself is not kept. */
  readonly hash: string;
  readonly violation: Violation;
  readonly severity: Severity;
  readonly reason: string;
  readonly by: { readonly kind: string; readonly id: string; readonly name: string };
  readonly at: string;
}

/** GET /moderation/denied-images: the newest 500. */
export namespace ListDeniedImages {
  export interface Response {
    readonly data: readonly DeniedImageView[];
  }
}

/** POST /moderation/denied-images: a picture of a submission, by its place from 0. Denying it again changes nothing. */
export namespace DenyImage {
  export interface Request {
    readonly reference: string;
    readonly image: number;
    readonly violation: Violation;
    readonly severity: Severity;
    readonly reason: string;
  }
  export interface Response {
    readonly data: DeniedImageView;
  }
}

/** DELETE /moderation/denied-images/:id: it may be sent in again. */
export namespace AllowImage {
  export interface Response {
    readonly data: { readonly id: number };
  }
}
