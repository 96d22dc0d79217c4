/**
 * What is known of documents, asked for together: every cell of a page says what it shows, and one request answers all of
 * them. What is shown is asked for again when somebody carried it on.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { MAX_AT_ONCE } from '../../../../core/limits';
import type { Answer } from '../../api/answer';
import type { Subject } from '../../api/types';

export type Known<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  /** The server was asked and has nothing to say of this document. */
  | { readonly kind: 'none' }
  | { readonly kind: 'ready'; readonly value: T };

interface OfDocument {
  readonly documentId: string;
}

export interface Batch<T> {
  /** `freshness` changes with every save of the document. */
  useOne(subject: Subject, freshness: string): Known<T>;
  /** In the order of the subjects. */
  useAll(subjects: readonly Subject[]): readonly Known<T>[];
  /** Asks again for what is meant and on screen, and forgets what is meant and is not. */
  refresh(isMeant: (known: Known<T>) => boolean): void;
  forget(): void;
}

const LOADING = { kind: 'loading' } as const;

/** Longer than one rendering of a table, shorter than anybody notices. */
const GATHER_MS = 20;

const keyOf = ({ uid, documentId, locale }: Subject): string => `${uid}/${locale}/${documentId}`;

/** Subjects of one type and language, no more than the server takes at a time. */
const requestsOf = (subjects: readonly Subject[]): Subject[][] => {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const group = `${subject.uid}/${subject.locale}`;
    groups.set(group, [...(groups.get(group) ?? []), subject]);
  }
  return [...groups.values()].flatMap((group) => Array.from({ length: Math.ceil(group.length / MAX_AT_ONCE) }, (_, i) => group.slice(i * MAX_AT_ONCE, (i + 1) * MAX_AT_ONCE)));
};

export const createBatch = <T extends OfDocument>(ask: (uid: string, locale: string, documentIds: readonly string[]) => Promise<Answer<readonly T[]>>): Batch<T> => {
  const known = new Map<string, Known<T>>();
  const shown = new Map<string, { readonly subject: Subject; readonly times: number }>();
  const wanted = new Map<string, Subject>();
  /** Counts the questions about a document, so that a slow answer does not overwrite a newer one. */
  const turns = new Map<string, number>();
  const listeners = new Set<() => void>();
  let version = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const changed = (): void => {
    version += 1;
    listeners.forEach((listener) => listener());
  };

  const request = async (subjects: readonly Subject[]): Promise<void> => {
    const [first] = subjects;
    if (first === undefined) return;
    const asked = subjects.map((subject) => {
      const key = keyOf(subject);
      const turn = (turns.get(key) ?? 0) + 1;
      turns.set(key, turn);
      return { key, turn, documentId: subject.documentId };
    });
    const answer = await ask(
      first.uid,
      first.locale,
      asked.map(({ documentId }) => documentId)
    );
    if (answer.kind === 'aborted') return;
    for (const { key, turn, documentId } of asked) {
      if (turns.get(key) !== turn) continue;
      const value = answer.kind === 'ok' ? answer.data.find((one) => one.documentId === documentId) : undefined;
      if (value !== undefined) known.set(key, { kind: 'ready', value });
      else if (answer.kind === 'ok') known.set(key, { kind: 'none' });
      // What is on screen is worth more than the news that the server could not be reached.
      else if (known.get(key)?.kind !== 'ready') known.set(key, { kind: 'failed' });
    }
    changed();
  };

  const want = (subject: Subject): void => {
    wanted.set(keyOf(subject), subject);
    timer ??= setTimeout(() => {
      timer = null;
      const requests = requestsOf([...wanted.values()]);
      wanted.clear();
      requests.forEach((subjects) => void request(subjects));
    }, GATHER_MS);
  };

  const show = (subject: Subject): (() => void) => {
    const key = keyOf(subject);
    shown.set(key, { subject, times: (shown.get(key)?.times ?? 0) + 1 });
    return () => {
      const times = (shown.get(key)?.times ?? 1) - 1;
      if (times > 0) shown.set(key, { subject, times });
      else shown.delete(key);
    };
  };

  const useVersion = (): void => void useSyncExternalStore(subscribe, () => version);

  return {
    useOne(subject, freshness) {
      const { uid, documentId, locale } = subject;
      useEffect(() => {
        const one = { uid, documentId, locale };
        want(one);
        return show(one);
      }, [uid, documentId, locale, freshness]);
      useVersion();
      return known.get(keyOf(subject)) ?? LOADING;
    },
    useAll(subjects) {
      const keys = subjects.map(keyOf).join('\n');
      useEffect(() => {
        // One more is selected: nothing is asked again of the others.
        for (const subject of subjects) if (!known.has(keyOf(subject))) want(subject);
        const hide = subjects.map(show);
        return () => hide.forEach((one) => one());
        // The keys are the subjects.
      }, [keys]);
      useVersion();
      return subjects.map((subject) => known.get(keyOf(subject)) ?? LOADING);
    },
    refresh(isMeant) {
      for (const [key, one] of [...known]) {
        if (!isMeant(one)) continue;
        const subject = shown.get(key)?.subject;
        if (subject === undefined) known.delete(key);
        else want(subject);
      }
    },
    forget: () => known.clear(),
  };
};
