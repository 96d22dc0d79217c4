/** Calls of adapters, as outcomes: with a limit of time, and with what a thrown error means for what may be public. */
import type { Outcome } from '../../../core/distribution/platforms';
import { NoAnswer, outcomeOfNoAnswer, type AdapterContext } from './adapters/adapter';
import { ChannelUnusable } from './channels/store';
import type { CallUse, Channel, Channels } from './ports';

/** What an adapter that hears no signal is given on top, so that it never holds a place for ever. */
const GRACE_MS = 1_000;

/** A picture takes that long where many are made, one after the other. */
const PICTURE_PAUSE_MS = 60_000;

/** An adapter's own time is over; what it had begun may have been done. */
class TimeOver extends Error {}

/** The call could not even begin: what the channel was given does not do for this version, and somebody has to see to it. */
export interface Unusable {
  readonly kind: 'unusable';
  readonly code: string;
  readonly message: string;
}

/** Secrets that can not be read are entered anew, like those that a platform does not take. */
export const outcomeOfUnusable = ({ code, message }: ChannelUnusable): (Outcome & { readonly kind: 'unauthorized' }) | Unusable => ({ kind: code === 'secrets-unreadable' ? 'unauthorized' : 'unusable', code, message });

export interface Calls {
  /** How long a call may take. */
  readonly timeoutMs: number;
  /** Runs a call with its context; throws what the adapter throws, and `NoAnswer` when its time is over. */
  run<T>(channel: Channel, use: CallUse, call: (context: AdapterContext) => Promise<T>): Promise<T>;
  /** An outcome as it may be kept: whatever the platform quotes, no secret of the channel is in it. */
  redacted<T extends Outcome | Unusable>(channel: Channel, outcome: T): Promise<T>;
  /** The one call that can not be taken back; never throws. */
  publish(channel: Channel, use: CallUse, call: (context: AdapterContext) => Promise<Outcome>): Promise<Outcome | Unusable>;
}

/** A stable name of an error, without what it says: that may hold an address or a secret. */
export const nameOf = (error: unknown): string => (error instanceof NoAnswer ? error.code : error instanceof Error ? error.name : 'error');

export const createCalls = (channels: Pick<Channels, 'contextOf' | 'redactOf'>, timeoutMs: number): Calls => {
  const limited = async <T>(controller: AbortController, work: Promise<T>): Promise<T> => {
    const abort = setTimeout(() => controller.abort(), timeoutMs);
    let give: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      give = setTimeout(() => reject(new TimeOver('time is over')), timeoutMs + GRACE_MS);
    });
    try {
      return await Promise.race([work, over]);
    } finally {
      clearTimeout(abort);
      clearTimeout(give);
    }
  };

  const run: Calls['run'] = async (channel, use, call) => {
    const controller = new AbortController();
    const context = await channels.contextOf(channel, { ...use, signal: controller.signal });
    try {
      return await limited(controller, call(context));
    } catch (error) {
      throw error instanceof TimeOver ? new NoAnswer('timeout', true) : error;
    }
  };

  return {
    timeoutMs,
    run,
    async redacted(channel, outcome) {
      if (outcome.kind === 'published' || outcome.kind === 'accepted') return outcome;
      const redact = await channels.redactOf(channel);
      return { ...outcome, code: redact(outcome.code), ...(outcome.message === undefined ? {} : { message: redact(outcome.message) }) };
    },
    async publish(channel, use, call) {
      let asked = false;
      /** Pictures that the adapter waits for. One that only writes rows asks for none, and may have written them. */
      let drawing = 0;
      let unfit: unknown = null;
      try {
        return await run(channel, use, (context) =>
          call({
            ...context,
            fetch: (url, request) => {
              asked = true;
              return context.fetch(url, request);
            },
            picture: async (index) => {
              drawing += 1;
              try {
                return await context.picture(index);
              } catch (error) {
                unfit = error;
                throw error;
              } finally {
                drawing -= 1;
              }
            },
          })
        );
      } catch (error) {
        if (error instanceof ChannelUnusable) return outcomeOfUnusable(error);
        // What is drawn later finds every door shut: the call's signal has been given.
        if (error instanceof NoAnswer && !asked && drawing > 0) return { kind: 'deferred', code: 'picture-slow', retryAfterMs: PICTURE_PAUSE_MS, message: 'A picture was not made in time; nothing was sent.' };
        if (error instanceof NoAnswer) return outcomeOfNoAnswer(error);
        if (error === unfit && !asked) return { kind: 'rejected', code: 'picture-unfit', message: 'A picture is gone, or is not the one that was approved.' };
        return { kind: 'unknown', code: 'adapter-error', message: `The adapter failed (${nameOf(error)}); the platform may have taken the message.` };
      }
    },
  };
};
