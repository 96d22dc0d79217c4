/**
 * Many who want the same at one time: one request goes down Strapi's chain, and the others wait for what it teaches. A crowd that
 * went down together would make the chain so slow that no pass outlives the request which earned it, and nobody would be
 * served from memory again.
 *
 * Whoever comes within a second of a flight's start may wait for it and use its pass, however long it takes: that pass is as old
 * as any pass may be at the moment when the request *came*. Who comes later than that begins a flight of its own, which is one a
 * second at most. What is waited for is knowledge, never an answer: whoever has waited looks into the memory as if it came only now.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../jobs/clock';
import { PASS_MS } from './passes';

/** The chain under a crowd of other addresses may need some seconds; after this all who waited ask it themselves. */
export const WAIT_MS = 10_000;

/** A publication or a failure makes a flight teach nothing; a request that has met with that twice asks the chain itself. */
export const MAX_WAITS = 2;

/** Keys of which the last flight taught nothing that waiting could be good for. */
const MAX_BARREN = 1_000;

/** Whether it is worth looking into the memory once more. */
export type Landing = 'look' | 'nothing';

export interface Flight {
  /** Monotonic milliseconds. */
  readonly since: number;
  /** Resolves when the flight has landed, or with `nothing` after ten seconds. */
  wait(): Promise<Landing>;
  land(landing: Landing): void;
}

export interface Flights {
  /** The flight that a request which came at this moment may wait for. */
  under(key: string, came: number): Flight | undefined;
  begin(key: string): Flight;
}

export const createFlights = (monotonic: Clock): Flights => {
  const flying = new Map<string, Flight>();
  /** Answers that are never kept should not have to wait for each other. */
  const barren = new LRUCache<string, true>({ max: MAX_BARREN });

  return {
    under(key, came) {
      const flight = flying.get(key);
      return flight === undefined || came - flight.since >= PASS_MS || barren.has(key) ? undefined : flight;
    },
    begin(key) {
      let landed: Promise<Landing> | undefined;
      let tell = (_landing: Landing): void => undefined;
      let timer: NodeJS.Timeout | undefined;
      const over = (landing: Landing): void => {
        clearTimeout(timer);
        if (flying.get(key) === flight) flying.delete(key);
        tell(landing);
      };
      const flight: Flight = {
        since: monotonic.now(),
        wait() {
          landed ??= new Promise((resolve) => {
            tell = resolve;
            timer = setTimeout(() => over('nothing'), WAIT_MS).unref();
          });
          return landed;
        },
        land(landing) {
          if (landing === 'nothing') barren.set(key, true);
          else barren.delete(key);
          over(landing);
        },
      };
      flying.set(key, flight);
      return flight;
    },
  };
};
