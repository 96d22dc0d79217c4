/** What a person is told, and how they want to hear it. Everybody sees and changes only their own. */
import type { Choices, Kind } from '../core/notifying/choices';

export interface NotificationView {
  readonly id: number;
  readonly kind: Kind;
  readonly at: string;
  readonly readAt: string | null;
  /** Who did it; `null` where the clock or the system did. */
  readonly by: { readonly kind: string; readonly name: string } | null;
  readonly piece: { readonly id: number; readonly uid: string; readonly documentId: string; readonly locale: string; readonly title: string; readonly state: string };
  /** What was said with it. */
  readonly comment: string | null;
}

/** GET /notifications?unread=&cursor=&limit=: one's own, newest first. */
export namespace ListNotifications {
  export interface Query {
    readonly unread?: string;
    readonly cursor?: string;
    readonly limit?: string;
  }
  export interface Response {
    readonly data: readonly NotificationView[];
    readonly meta: { readonly nextCursor: string | null };
  }
}

/** GET /notifications/unread: how many wait to be read. */
export namespace CountUnread {
  export interface Response {
    readonly data: { readonly count: number };
  }
}

/** POST /notifications/read: these, or all up to the newest that the person has seen. */
export namespace MarkRead {
  export type Request = { readonly ids: readonly number[] } | { readonly upTo: number };
  export interface Response {
    readonly data: { readonly count: number };
  }
}

export interface Preferences {
  readonly choices: Choices;
  readonly digest: { readonly at: string; readonly timezone: string };
}

/** GET /notifications/preferences, PUT /notifications/preferences. */
export namespace NotificationPreferences {
  export type Request = Preferences;
  export interface Response {
    readonly data: Preferences & {
      /** False where the server sends no mail: then the choices about it wait for one that does. */
      readonly mail: boolean;
    };
  }
}
