/** What the seed needs of the workflow engine. The plugin is built apart from the application, so its shape is named here. */
import type { Core } from '@strapi/strapi';
import type { DistributionEngine } from './distribution/engine';

export interface Piece {
  id: number;
  uid: string;
  documentId: string;
  locale: string;
  state: string;
  revision: number;
  context: { schedule: { id: string; publishAt: string } | null };
}

export interface Refusal {
  code: string;
  message: string;
  params?: unknown;
}

export type Outcome = { kind: 'accepted'; piece: Piece } | { kind: 'refused'; refusal: Refusal; piece: Piece } | { kind: 'conflict'; piece: Piece } | { kind: 'not-found' };

export type WorkflowEvent = { type: string } & Record<string, unknown>;

/** Only what tells a person from a promise of one. */
export interface Actor {
  kind: string;
  id: string;
}

export type Named = Actor & { name: string };

/** A submission as the screening reads it. */
export interface Material {
  /** `null` until it has been accepted. */
  documentId: string | null;
  reference: string;
  revision: number;
  title: string;
  text: string;
  links: readonly { url: string; label?: string }[];
  contributorName: string;
  sender: string;
  /** How long its form was open. */
  composedMs: number;
  imageHashes: readonly string[];
  at: number;
}

/** What somebody read off a platform about an arm of a comparison. */
export interface Reading {
  arm: string;
  units: number;
  conversions: number;
  source: string;
  readAt: string;
}

interface Target {
  uid: string;
  documentId: string;
  locale: string;
}

interface ReviewItem {
  id: number;
  version: number;
}

export interface ModerationEngine {
  screening: { screen(material: Material): Promise<unknown[]>; remember(trx: unknown, material: Material): Promise<void> };
  moderationQueue: {
    items: { open(trx: unknown, item: { target: { uid: string; documentId: string }; revision: number; sender: string; signals: unknown[]; source: 'submission' | 'patrol'; at: number }): Promise<number>; byId(id: number): Promise<ReviewItem | null> };
    decisions: {
      decide(
        decision: { id: number; expectedVersion: number; contentHash: null; requestKey: null; action: string; reasonCodes: readonly string[]; message: string | null; note: string | null; sanction: object | null },
        by: Actor
      ): Promise<{ kind: string; refusal?: Refusal }>;
    };
    follow(entry: { event: 'SUBMIT' }, piece: Piece): Promise<void>;
  };
  intake: {
    store: {
      reserve(trx: unknown, intake: { reference: string; sender: { key: string; actor: Actor & { name: string }; email: null; memberId: null }; idempotencyKey: string; bodyHash: string; at: number }): Promise<number | null>;
      wrote(trx: unknown, id: number, documentId: string): Promise<void>;
    };
  };
  sanctions: {
    strikes: { of(connection: unknown, sender: string): Promise<{ reference: string }[]> };
    appeals: { open(appeal: { strike: string; sender: string; text: string; by: Actor & { name: string } }): Promise<{ kind: string; refusal?: Refusal }> };
  };
  reports: { receive(report: { type: string; documentId: string; locale: null; category: string; comment: string | null }, reporter: { key: string; isMember: true }): Promise<{ kind: string }> };
}

export interface Engine extends ModerationEngine, DistributionEngine {
  strapi: Core.Strapi;
  clock: { now(): number; use(source?: () => number): void };
  queue: { start(handlers: unknown): Promise<void>; stop(): Promise<void> };
  handlers: {
    due(payload: { pieceId: number; scheduleId: string }, context: { attempt: number; runAt: number }): Promise<unknown>;
    retrospective(payload: { pieceId: number }, context: { attempt: number; runAt: number }): Promise<unknown>;
  };
  pieces: { current(subject: Target): Promise<Piece | null>; ensure(subject: Target): Promise<Piece | null> };
  transitions: {
    inspect(piece: Piece): Promise<{ facts: { shown: string } } | null>;
    send(input: { pieceId: number; expectedRevision: number | null; event: WorkflowEvent; by: Actor }): Promise<Outcome>;
  };
  views: { person(id: string): Promise<(Actor & { name: string }) | null> };
  variants: { put(target: { pieceId: number; expectedRevision: number; by: Actor }, variant: { key: string; label: string; overrides: Record<string, unknown> }): Promise<Outcome> };
  experiments: {
    plans: { put(target: { pieceId: number; expectedRevision: number; by: Actor }, plan: Record<string, unknown>): Promise<Outcome> };
    figures: { add(pieceId: number, reading: Reading, by: Actor): Promise<Refusal | null> };
  };
  /** Who acts, as the current request context says. */
  actor(): Promise<Named>;
}
