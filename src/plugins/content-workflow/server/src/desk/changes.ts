/**
 * The news of the last minutes, in memory, for the screens that wait for them. Every process hears of every commit, so any
 * of them can answer. In one process a cursor is a place in the order of what was heard; another process goes by the
 * cursor's time and tells again what it heard shortly before, because a commit arrives there a moment sooner or later.
 */
import { randomUUID } from 'node:crypto';
import type { ChangedDelivery, ChangedPiece, GetChanges } from '../../../contracts/changes';
import type { Missed, Signal, Signals } from '../cluster/signals';
import type { Clock } from '../jobs/clock';

/** Longer than a screen is silent between two questions, a lost connection included. */
const KEEP_MS = 5 * 60_000;

/** A team does less in that time; a bulk import that does more is answered with "ask again". */
const MAX_KEPT = 5_000;

/** Twice what a signal may take before nobody relies on memory, and what clocks may differ. */
const OVERLAP_MS = 3_000;

/** A waiting request holds a socket and a timer. More than this are answered at once. */
const MAX_WAITING = 2_000;

/** A person has a few windows; whoever asks for more at one time waits by asking again. */
const MAX_WAITING_EACH = 10;

export interface ChangeFeed {
  /**
   * `after`: the cursor of an earlier answer, `null` to begin. Settles at the first news, after `waitMs`, or when `gone`.
   * Of inboxes only `person` hears, and only of their own.
   */
  since(after: string | null, waitMs: number, gone: AbortSignal, person: string): Promise<GetChanges.Response>;
  /** Answers whoever waits, so that a process that stops is not kept by them. */
  close(): void;
}

interface Heard {
  readonly what: { readonly kind: 'piece'; readonly piece: ChangedPiece } | { readonly kind: 'delivery'; readonly delivery: ChangedDelivery } | { readonly kind: 'inbox'; readonly people: readonly string[] } | { readonly kind: 'rules' };
  readonly seq: number;
  readonly at: number;
}

/** `null` for what no screen shows. Of settings is told when they have been taken in. */
const whatOf = (signal: Exclude<Signal, Missed>): Heard['what'] | null => {
  switch (signal.kind) {
    case 'piece':
      return { kind: 'piece', piece: { id: signal.id, revision: signal.revision, change: String(signal.revision) } };
    case 'comment':
      return { kind: 'piece', piece: { id: signal.pieceId, revision: signal.revision, change: `${signal.revision}.${signal.id}.${signal.act}` } };
    case 'plan':
      return { kind: 'piece', piece: { id: signal.pieceId, revision: signal.revision, change: `${signal.revision}.plan.${signal.planAt ?? 'none'}` } };
    case 'delivery':
      return { kind: 'delivery', delivery: { key: signal.key, piece: signal.pieceId, change: signal.change } };
    case 'inbox':
      return { kind: 'inbox', people: signal.people };
    case 'cards':
      return { kind: 'rules' };
    // Whatever carries an experiment on is an event of its piece, which is told of by itself.
    case 'experiment':
    case 'edition':
    case 'presence':
    case 'settings':
    case 'webhooks':
    case 'word-lists':
      return null;
  }
};

const isFor = ({ what }: Pick<Heard, 'what'>, person: string): boolean => what.kind !== 'inbox' || what.people.includes(person);

interface Waiter {
  readonly person: string;
  readonly wake: () => void;
}

interface Cursor {
  readonly process: string;
  readonly seq: number;
  readonly at: number;
}

const CURSOR = /^([0-9a-f]{8})\.(\d{1,15})\.(\d{1,15})$/;

/** `null` for what is not a cursor of ours. */
const parse = (text: string): Cursor | null => {
  const match = CURSOR.exec(text);
  return match === null ? null : { process: match[1] ?? '', seq: Number(match[2]), at: Number(match[3]) };
};

export const isCursor = (text: string): boolean => parse(text) !== null;

const NOTHING: GetChanges.Response['data'] = { pieces: [], deliveries: [], inbox: false, rules: false, missed: false };

/** `whenNewer` calls whenever this process has taken newer settings in: a screen that asks then is answered by them. */
export const createChangeFeed = (signals: Signals, clock: Clock, whenNewer: (run: () => void) => void): ChangeFeed => {
  const me = randomUUID().slice(0, 8);
  let heard: Heard[] = [];
  let seq = 0;
  /** Nothing that was heard up to here is known any more. */
  let forgotten: { readonly seq: number; readonly at: number } = { seq: 0, at: clock.now() };
  let closed = false;
  const waiting = new Set<Waiter>();

  const forget = (now: number): void => {
    const cut = heard.findIndex(({ at }, i) => at >= now - KEEP_MS && heard.length - i <= MAX_KEPT);
    const gone = cut < 0 ? heard : heard.slice(0, cut);
    const last = gone.at(-1);
    if (last === undefined) return;
    forgotten = last;
    heard = cut < 0 ? [] : heard.slice(cut);
  };

  const miss = (): void => {
    seq += 1;
    forgotten = { seq, at: clock.now() };
    heard = [];
    for (const { wake } of [...waiting]) wake();
  };

  const note = (what: Heard['what']): void => {
    const at = clock.now();
    seq += 1;
    heard.push({ what, seq, at });
    if (heard.length > 2 * MAX_KEPT) forget(at);
    // Somebody else's inbox is no reason to answer.
    for (const { person, wake } of [...waiting]) if (isFor({ what }, person)) wake();
  };

  signals.listen((signal: Signal) => {
    const what = signal.kind === 'missed' ? null : whatOf(signal);
    if (signal.kind === 'missed') miss();
    else if (what !== null) note(what);
  });
  whenNewer(() => note({ kind: 'rules' }));

  const answer = (cursor: Cursor | null, person: string): GetChanges.Response => {
    const now = clock.now();
    forget(now);
    const meta = { cursor: `${me}.${seq}.${now}` };
    if (cursor === null) return { data: NOTHING, meta };
    const isMine = cursor.process === me;
    const missed = isMine ? cursor.seq < forgotten.seq : cursor.at - OVERLAP_MS < forgotten.at;
    if (missed) return { data: { pieces: [], deliveries: [], inbox: true, rules: true, missed: true }, meta };
    const fresh = heard.filter((one) => isFor(one, person) && (isMine ? one.seq > cursor.seq : one.at >= cursor.at - OVERLAP_MS));
    // What was heard last of a piece is the newest.
    const newest = new Map(fresh.flatMap(({ what }) => (what.kind === 'piece' ? [[what.piece.id, what.piece] as const] : [])));
    const deliveries = new Map(fresh.flatMap(({ what }) => (what.kind === 'delivery' ? [[what.delivery.key, what.delivery] as const] : [])));
    return { data: { pieces: [...newest.values()], deliveries: [...deliveries.values()], inbox: fresh.some(({ what }) => what.kind === 'inbox'), rules: fresh.some(({ what }) => what.kind === 'rules'), missed: false }, meta };
  };

  const waitingOf = (person: string): number => [...waiting].filter((waiter) => waiter.person === person).length;

  const isNews = ({ data }: GetChanges.Response): boolean => data.missed || data.inbox || data.rules || data.pieces.length + data.deliveries.length > 0;

  return {
    async since(after, waitMs, gone, person) {
      const cursor = after === null ? null : parse(after);
      const now = answer(cursor, person);
      if (cursor === null || isNews(now) || waitMs === 0 || closed || waiting.size >= MAX_WAITING || waitingOf(person) >= MAX_WAITING_EACH) return now;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(waiter);
          gone.removeEventListener('abort', wake);
          resolve();
        };
        const waiter: Waiter = { person, wake };
        const timer = setTimeout(wake, waitMs);
        waiting.add(waiter);
        gone.addEventListener('abort', wake);
      });
      return answer(cursor, person);
    },
    close() {
      closed = true;
      for (const { wake } of [...waiting]) wake();
    },
  };
};
