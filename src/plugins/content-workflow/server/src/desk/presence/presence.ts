/**
 * Who has an entry open, in memory. A window says every few seconds that it is there; what it says reaches every process
 * as a signal, so any of them can answer, and is forgotten when it is not said again. Nothing here protects a text: a save
 * that would overwrite somebody's is refused by what was stored, whoever was seen.
 */
import type { PutPresence } from '../../../../contracts/presence';
import type { PresenceSignal, Signal, Signals } from '../../cluster/signals';
import { iso, type Clock } from '../../jobs/clock';
import type { Subject, Trx } from '../../tables';

/** Three beats of the slowest window. */
const FORGET_MS = 50_000;

/** A window takes some hundred bytes; more than this are scripts, not people. */
const MAX_ENTRIES = 2_000;
const MAX_WINDOWS = 50;

interface Seen {
  readonly person: { readonly id: string; readonly name: string };
  readonly editing: boolean;
  readonly since: number;
  readonly seenAt: number;
  /** By whom, and from which window: a window that is gone holds nobody up any more. */
  readonly takenOver: { readonly name: string; readonly at: number; readonly window: string } | null;
}

export interface Here extends PutPresence.Request {
  readonly subject: Subject;
  readonly person: { readonly id: string; readonly name: string };
}

export interface Presence {
  /** Call inside a transaction; it tells the others when that commits. */
  say(trx: Trx, here: Here): Promise<void>;
  /** What the window is answered, once `say` has committed. */
  around(here: Here): PutPresence.Response['data'];
}

const keyOf = ({ uid, documentId, locale }: Subject): string => `${uid}/${documentId}/${locale}`;

export const createPresence = (signals: Signals, clock: Clock): Presence => {
  const entries = new Map<string, Map<string, Seen>>();

  const present = (key: string, now: number): Map<string, Seen> => {
    const windows = entries.get(key) ?? new Map<string, Seen>();
    for (const [id, { seenAt }] of windows) if (now - seenAt > FORGET_MS) windows.delete(id);
    for (const [id, seen] of windows) if (seen.takenOver !== null && !windows.has(seen.takenOver.window)) windows.set(id, { ...seen, takenOver: null });
    if (windows.size === 0) entries.delete(key);
    return windows;
  };

  /** The entry that nobody has spoken of for longest makes room. */
  const remember = (key: string, windows: Map<string, Seen>): void => {
    entries.delete(key);
    entries.set(key, windows);
    const oldest = entries.keys().next().value;
    if (entries.size > MAX_ENTRIES && oldest !== undefined) entries.delete(oldest);
  };

  const hear = ({ subject, window, person, editing, takeOver, leaves }: PresenceSignal): void => {
    const now = clock.now();
    const key = keyOf(subject);
    const windows = present(key, now);
    const before = windows.get(window);
    if (leaves) {
      windows.delete(window);
      if (windows.size === 0) entries.delete(key);
      return;
    }
    if (before === undefined && windows.size >= MAX_WINDOWS) return;
    if (takeOver) for (const [id, seen] of windows) if (id !== window) windows.set(id, { ...seen, takenOver: { name: person.name, at: now, window } });
    const since = before !== undefined && before.editing === editing ? before.since : now;
    windows.set(window, { person, editing, since, seenAt: now, takenOver: takeOver ? null : (before?.takenOver ?? null) });
    remember(key, windows);
  };

  signals.listen((signal: Signal) => {
    if (signal.kind === 'presence') hear(signal);
  });

  return {
    say: (trx, { subject, window, person, editing, takeOver = false, leaves = false }) => {
      const { uid, documentId, locale } = subject;
      return signals.tell(trx, { kind: 'presence', subject: { uid, documentId, locale }, window, person, editing, takeOver, leaves });
    },
    around({ subject, window, person }) {
      const windows = present(keyOf(subject), clock.now());
      const takenOver = windows.get(window)?.takenOver ?? null;
      return {
        others: [...windows]
          .filter(([id]) => id !== window)
          .map(([, seen]) => ({ person: seen.person, isMe: seen.person.id === person.id, editing: seen.editing, since: iso(seen.since) }))
          .sort((a, b) => Number(b.editing) - Number(a.editing) || a.since.localeCompare(b.since)),
        takenOver: takenOver === null ? null : { name: takenOver.name, at: iso(takenOver.at) },
      };
    },
  };
};
