/**
 * What every process of the application has to hear once something has been committed: so that a copy it keeps in memory
 * does not outlive the original. A signal carries names, never content.
 */
import type { Core } from '@strapi/strapi';
import type { Subject, Trx } from '../tables';

/** An edition of this subject went live or was withdrawn. `slugs` are the addresses that lead elsewhere from now on. */
export interface EditionChanged {
  readonly kind: 'edition';
  readonly subject: Subject;
  readonly slugs: readonly string[];
}

/** A webhook was added, changed or removed in Strapi's settings. */
export interface WebhooksChanged {
  readonly kind: 'webhooks';
}

/** Signals may have been missed: whatever was kept has to be asked for again. */
export interface Missed {
  readonly kind: 'missed';
}

/** A piece was opened, or an event carried it on. */
export interface PieceChanged {
  readonly kind: 'piece';
  readonly id: number;
  readonly revision: number;
}

/** Something was said about a piece, or what was said was settled. Who has to be told is asked of the comment's row. */
export interface CommentChanged {
  readonly kind: 'comment';
  readonly id: number;
  readonly pieceId: number;
  /** The piece's own revision, which a comment does not raise. */
  readonly revision: number;
  readonly act: 'said' | 'replied' | 'edited' | 'removed' | 'resolved' | 'reopened';
}

/** A piece is planned for another time. No revision is raised by that: a plan is no part of what is approved. */
export interface PlanChanged {
  readonly kind: 'plan';
  readonly pieceId: number;
  readonly revision: number;
  /** Epoch milliseconds. */
  readonly planAt: number | null;
}

/** These people were told something, or read it. */
export interface InboxChanged {
  readonly kind: 'inbox';
  readonly people: readonly string[];
}

/** A window says that it has an entry open. */
export interface PresenceSignal {
  readonly kind: 'presence';
  readonly subject: Subject;
  readonly window: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly editing: boolean;
  readonly takeOver: boolean;
  readonly leaves: boolean;
}

/** What the cards of the board say was judged anew for all of them. */
export interface CardsChanged {
  readonly kind: 'cards';
}

/** Somebody has changed how pieces are judged. */
export interface SettingsChanged {
  readonly kind: 'settings';
  readonly version: number;
}

/** Somebody has saved a word list. */
export interface WordListsChanged {
  readonly kind: 'word-lists';
}

/** An experiment was planned, started, stopped for a while, ended or decided, or somebody read figures off a platform. */
export interface ExperimentChanged {
  readonly kind: 'experiment';
  readonly id: number;
  readonly subject: Subject;
}

/** A delivery was promised or moved on. No revision of its piece is raised by that. */
export interface DeliveryChanged {
  readonly kind: 'delivery';
  readonly key: string;
  readonly pieceId: number;
  /** Another word for every change of the delivery. */
  readonly change: string;
}

export type Change = DeliveryChanged | EditionChanged | ExperimentChanged | WebhooksChanged | PieceChanged | CommentChanged | PlanChanged | InboxChanged | PresenceSignal | SettingsChanged | CardsChanged | WordListsChanged;
export type Signal = Change | Missed;

export interface Signals {
  /**
   * Heard when and only when `trx` commits, once: in this process before whoever waits for the commit goes on, in the others
   * within a moment, and so in this one when the database's answer got lost. Must be called inside Strapi's transaction.
   */
  tell(trx: Trx, signal: Change): Promise<void>;
  /** Answers how to stop listening. A listener must not throw. */
  listen(hear: (signal: Signal) => void): () => void;
  /** True while everything that another process committed more than a second ago has certainly been heard. */
  isCurrent(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Ears {
  hear(signal: Signal): void;
  listen(hear: (signal: Signal) => void): () => void;
}

export const createEars = (): Ears => {
  const listeners = new Set<(signal: Signal) => void>();
  return {
    hear: (signal) => listeners.forEach((listener) => listener(signal)),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

/** Strapi hands its commit hook to whoever asks inside the transaction, however deep. */
export const onCommit = async (strapi: Core.Strapi, run: () => void): Promise<void> => {
  await strapi.db.transaction(({ onCommit: whenCommitted }) => {
    whenCommitted(run);
    return Promise.resolve();
  });
};

/** One process hears itself. */
export const createLocalSignals = (strapi: Core.Strapi): Signals => {
  const ears = createEars();
  return {
    tell: (_trx, signal) => onCommit(strapi, () => ears.hear(signal)),
    listen: ears.listen,
    isCurrent: () => true,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
};
