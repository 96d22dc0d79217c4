import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { assignPrepared, chooseVariation, prepareAssignment } from '../../../src/plugins/content-workflow/core/experiment/assignment';
import { planOf } from '../../support/experiment-plans';
import type { Arena } from '../apps';
import { compete, figureOf, type Figure } from '../windows';

const CALLS = 10_000_000;
const PAIRS = 5;

/** More than fit into the nearest cache, fewer than would measure memory. */
const VISITORS = 10_000;

/** What the runtime itself puts on the heap meanwhile; one byte a call would be ten times as much. */
const GOAL_MIB = 1;

const MIB = 1024 * 1024;
const KEY = 'x7f3k2m9q4w8';

/** The collector, which Node hands out when it is asked to. */
const collector = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
};

/** FNV-1a as it is usually written: over a string that has been put together. */
const fnv = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** Drawing visitors into three arms: the time of a call, against the same hash over strings that are joined, and the heap over very many calls. */
export const assignment = async (_arena: Arena, scale: number, progress: (line: string) => void): Promise<Figure[]> => {
  const prepared = prepareAssignment(planOf({ share: 0.9, arms: ['original', 'b', 'c'].map((key) => ({ key, weight: 1 / 3, place: null })) }), KEY);
  const visitors = Array.from({ length: VISITORS }, () => randomUUID());
  const calls = Math.max(1_000_000, Math.round(CALLS * scale));
  const collect = collector();
  const grown: number[] = [];

  /** Nanoseconds of this process a call, whatever else the machine does. The sum keeps the calls from being left out as useless. */
  const timeOf = (draw: (visitor: string) => number): number => {
    let sum = 0;
    const began = process.cpuUsage().user;
    for (let i = 0; i < calls; i += 1) sum += draw(visitors[i % VISITORS] ?? '');
    const micros = process.cpuUsage().user - began;
    if (Number.isNaN(sum)) throw new Error('a visitor was drawn into nothing');
    return (1_000 * micros) / calls;
  };

  const ours = (visitor: string): number => assignPrepared(prepared, visitor);
  const joined = (visitor: string): number => chooseVariation((fnv(String(fnv(KEY + visitor))) % 10_000) / 10_000, prepared.ranges);
  const measured = (): number => {
    collect();
    const before = process.memoryUsage().heapUsed;
    const ns = timeOf(ours);
    // Without another collection: what the calls had allocated would be seen as a larger heap, or as one that was collected meanwhile.
    grown.push(Math.abs(process.memoryUsage().heapUsed - before) / MIB);
    return ns;
  };

  void [measured(), timeOf(joined)];
  grown.length = 0;
  const note = `${calls} calls a window, ids of 36 characters, three arms`;
  const time = await compete(
    { what: 'drawing a visitor into an arm, against hashing joined strings', unit: 'ns of processor time', goal: { kind: 'at most', value: 0.8 }, pairs: PAIRS, note, measured: () => Promise.resolve(measured()), against: () => Promise.resolve(timeOf(joined)) },
    progress
  );
  return [time, figureOf({ what: 'change of the heap while visitors are drawn', unit: 'MiB', goal: { kind: 'at most', value: 1 }, note: `${note}, against ${GOAL_MIB} MiB` }, grown, grown.map(() => GOAL_MIB))];
};
