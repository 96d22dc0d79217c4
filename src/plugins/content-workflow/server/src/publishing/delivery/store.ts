/** The entries that are kept, within a number of bytes, and what makes each of them go. */
import { LRUCache } from 'lru-cache';
import type { Signal } from '../../cluster/signals';
import { listTopic, oneTopic, sizeOf, type Entry } from './entry';

/** A point in the order of changes: what was read after it has seen every change before it. */
export type Moment = number;

export interface Store {
  get(url: string): Entry | undefined;
  now(): Moment;
  /** Keeps the entry, unless something that it may be made of has changed since the moment when its reading began. */
  put(entry: Entry, readSince: Moment): void;
  /** Puts another form of an entry in its place; nothing when that is gone meanwhile. */
  replace(entry: Entry, by: Entry): void;
  drop(url: string): void;
  hear(signal: Signal): void;
  size(): { readonly entries: number; readonly bytes: number };
}

export const createStore = (maxBytes: number): Store => {
  const byTopic = new Map<string, Set<string>>();
  const cache = new LRUCache<string, Entry>({ maxSize: maxBytes, sizeCalculation: sizeOf, dispose: (entry) => unlink(entry) });
  let changes: Moment = 0;
  let allChangedAt: Moment = 0;
  /** By type and locale: as many as there are, and not one a document. */
  const changedAt = new Map<string, Moment>();

  const unlink = ({ url, topics }: Entry): void => {
    for (const topic of topics) {
      const urls = byTopic.get(topic);
      urls?.delete(url);
      if (urls?.size === 0) byTopic.delete(topic);
    }
  };

  const keep = (entry: Entry): void => {
    cache.set(entry.url, entry);
    // One that is larger than everything together is not kept, and must leave nothing behind.
    if (cache.peek(entry.url) !== entry) return;
    for (const topic of entry.topics) {
      const urls = byTopic.get(topic) ?? new Set();
      byTopic.set(topic, urls.add(entry.url));
    }
  };

  const dropTopic = (topic: string): void => [...(byTopic.get(topic) ?? [])].forEach((url) => cache.delete(url));

  return {
    get: (url) => cache.get(url),
    now: () => changes,
    put(entry, readSince) {
      if (readSince < allChangedAt || readSince < (changedAt.get(listTopic(entry.uid, entry.locale)) ?? 0)) return;
      keep(entry);
    },
    replace(entry, by) {
      if (cache.peek(entry.url) === entry) keep(by);
    },
    drop: (url) => void cache.delete(url),
    hear(signal) {
      if (signal.kind !== 'missed' && signal.kind !== 'edition') return;
      changes += 1;
      if (signal.kind === 'missed') {
        allChangedAt = changes;
        cache.clear();
        return;
      }
      const { uid, documentId, locale } = signal.subject;
      changedAt.set(listTopic(uid, locale), changes);
      dropTopic(listTopic(uid, locale));
      // A slug that leads elsewhere from now on concerns also whoever had it before.
      for (const name of [documentId, ...signal.slugs]) dropTopic(oneTopic(uid, locale, name));
    },
    size: () => ({ entries: cache.size, bytes: cache.calculatedSize }),
  };
};
