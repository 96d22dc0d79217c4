/** What the seed needs of the workflow engine. The plugin is built apart from the application, so its shape is named here. */
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
interface Actor {
  kind: string;
  id: string;
}

export interface Engine {
  clock: { now(): number; use(source?: () => number): void };
  queue: { start(handlers: unknown): Promise<void>; stop(): Promise<void> };
  handlers: {
    due(payload: { pieceId: number; scheduleId: string }): Promise<unknown>;
    retrospective(payload: { pieceId: number }): Promise<unknown>;
  };
  pieces: { current(subject: { uid: string; documentId: string; locale: string }): Promise<Piece | null> };
  transitions: { send(input: { pieceId: number; expectedRevision: number; event: WorkflowEvent; by: Actor }): Promise<Outcome> };
  views: { person(id: string): Promise<(Actor & { name: string }) | null> };
  variants: { put(target: { pieceId: number; expectedRevision: number; by: Actor }, variant: { key: string; label: string; overrides: Record<string, unknown> }): Promise<Outcome> };
  /** Who acts, as the current request context says. */
  actor(): Promise<Actor>;
}
