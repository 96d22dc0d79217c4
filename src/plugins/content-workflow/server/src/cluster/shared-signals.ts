/**
 * Signals between processes over PostgreSQL's NOTIFY, sent by the transaction that causes them.
 *
 * Notices arrive in the order of the commits, so a ping that has come back proves that everything committed before it has
 * been heard. While no ping younger than a second has come back, nobody may trust what is kept in memory.
 *
 * A process hears its own signals at the commit, before whoever waits for it goes on, and as notices like everybody else: of a
 * commit whose answer was lost only the notice tells. Whichever comes second is passed over.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Core } from '@strapi/strapi';
import { schemaOf } from './postgres';
import { createSession, type Session } from './session';
import { createEars, onCommit, type Signal, type Signals } from './signals';

const MAX_AGE_MS = 1_000;

/** NOTIFY takes less than 8,000 bytes; a signal that does not fit becomes the one that says to ask for everything again. */
const MAX_BYTES = 7_500;

type Message = { readonly from: string; readonly ping: number } | { readonly from: string; readonly number: number; readonly signal: Signal };

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';

/** `null` for what nobody who runs this version says. */
const parse = (payload: string): Message | null => {
  try {
    const message: unknown = JSON.parse(payload);
    return isObject(message) && (typeof message.ping === 'number' || (isObject(message.signal) && typeof message.signal.kind === 'string')) ? (message as unknown as Message) : null;
  } catch {
    return null;
  }
};

/** `correct` is told how far the database's time is ahead of this machine's, and how sure that is, in milliseconds. */
export const createSharedSignals = (strapi: Core.Strapi, correct: (offset: number, uncertainty: number) => void): { signals: Signals; session: Session } => {
  const me = randomUUID();
  const ears = createEars();
  const channel = `${schemaOf(strapi)}.content_workflow`;
  /** Up to this moment of the process's own time everything has been heard. */
  let heardUpTo = Number.NEGATIVE_INFINITY;
  let told = 0;
  /** Own signals that were heard in one of the two ways. */
  const halfHeard = new Set<number>();

  const hearOwn = (number: number, signal: Signal): void => {
    if (halfHeard.delete(number)) return;
    halfHeard.add(number);
    ears.hear(signal);
  };

  const understand = (message: Message): void => {
    if ('ping' in message) {
      if (message.from === me) heardUpTo = Math.max(heardUpTo, message.ping);
    } else if (message.from === me) hearOwn(message.number, message.signal);
    else ears.hear(message.signal);
  };

  const session = createSession(strapi, {
    channel,
    ping: () => JSON.stringify({ from: me, ping: performance.now() } satisfies Message),
    onOpen() {
      // Their notices went to the connection that broke.
      halfHeard.clear();
      ears.hear({ kind: 'missed' });
    },
    onTime: (database, at, uncertainty) => correct(database - at, uncertainty),
    onNotice(payload) {
      try {
        // What another version says may concern anything.
        understand(parse(payload) ?? { from: '', number: 0, signal: { kind: 'missed' } });
      } catch {
        strapi.log.warn('[content-workflow] a signal could not be taken in');
      }
    },
  });

  const textOf = (number: number, signal: Signal): string => {
    const text = JSON.stringify({ from: me, number, signal } satisfies Message);
    return Buffer.byteLength(text) <= MAX_BYTES ? text : JSON.stringify({ from: me, number, signal: { kind: 'missed' } } satisfies Message);
  };

  return {
    session,
    signals: {
      async tell(trx, signal) {
        told += 1;
        const number = told;
        await trx.raw('select pg_notify(?, ?)', [channel, textOf(number, signal)]);
        await onCommit(strapi, () => hearOwn(number, signal));
      },
      listen: ears.listen,
      isCurrent: () => performance.now() - heardUpTo <= MAX_AGE_MS,
      start: () => session.start(),
      stop: () => session.stop(),
    },
  };
};
