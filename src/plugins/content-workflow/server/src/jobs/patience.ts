import { setTimeout } from 'node:timers/promises';

/** False when the work takes longer than so many milliseconds; it goes on by itself. Rejects when the work does in time. */
export const within = async (ms: number, work: Promise<unknown>): Promise<boolean> => {
  const patience = new AbortController();
  try {
    return await Promise.race([work.then(() => true), setTimeout(ms, false, { signal: patience.signal, ref: false })]);
  } finally {
    patience.abort();
  }
};
