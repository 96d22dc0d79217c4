/**
 * Bodies that are taken in by turns. Ten pictures that come at once, as a proxy sends them that has waited for the whole, lie
 * ready by the megabyte, and the parser would read all of it in one turn of the loop while everybody who reads waits.
 */
import type { Readable } from 'node:stream';

export interface Turns {
  /** Lets one piece of this body, or of another, through in each turn of the loop. Call it before anything reads the body. */
  take(body: Readable): void;
}

export const createTurns = (): Turns => {
  const waiting: (() => void)[] = [];

  const turn = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(turn);
  };

  return {
    take(body) {
      const { pause, resume } = body;
      let hasBegun = false;
      let isQueued = false;
      // The parser stops the body for reasons of its own, while it writes: it flows where neither wants it to wait.
      let isWanted = true;
      const next = (): void => {
        isQueued = false;
        if (isWanted) resume.call(body);
      };
      const queue = (): void => {
        if (isQueued) return;
        isQueued = true;
        if (waiting.push(next) === 1) setImmediate(turn);
      };
      body.pause = () => {
        isWanted = false;
        return pause.call(body);
      };
      body.resume = () => {
        isWanted = true;
        if (!hasBegun) return resume.call(body);
        queue();
        return body;
      };
      // `on` would set the body flowing before its reader is there.
      body.prependListener('data', () => {
        hasBegun = true;
        pause.call(body);
        queue();
      });
    },
  };
};
