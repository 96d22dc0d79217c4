/**
 * `npm run bench`: what the workflow costs, as ratios to the same Strapi without it. Prints one JSON object; what it is
 * doing goes to stderr. Exit code 1 when a goal is missed.
 *
 * BENCH_SCALE (1 by default) makes the amounts smaller or larger; BENCH_ONLY names the figures to measure, by comma.
 */
import { availableParallelism } from 'node:os';
import { openArena, type Arena } from './apps';
import { assignment } from './figures/assignment';
import { board } from './figures/board';
import { delivery } from './figures/delivery';
import { desk } from './figures/desk';
import { distribution } from './figures/distribution';
import { due } from './figures/due';
import { egress } from './figures/egress';
import { events } from './figures/events';
import { jobs } from './figures/jobs';
import { links } from './figures/links';
import { memory } from './figures/memory';
import { publish } from './figures/publish';
import { screening } from './figures/screening';
import { transition } from './figures/transition';
import { uploads } from './figures/uploads';
import type { Figure } from './windows';

type Measure = (arena: Arena, scale: number, progress: (line: string) => void) => Promise<Figure | Figure[]>;

const FIGURES: Readonly<Record<string, Measure>> = { transition, publish, delivery, due, memory, jobs, board, desk, screening, uploads, assignment, events, distribution, links, egress };

const progress = (line: string): void => void process.stderr.write(`${line}\n`);

const main = async (): Promise<void> => {
  const scale = Number(process.env.BENCH_SCALE ?? 1);
  const wanted = process.env.BENCH_ONLY?.split(',') ?? Object.keys(FIGURES);
  const unknown = wanted.find((name) => FIGURES[name] === undefined);
  if (!(scale > 0) || unknown !== undefined) throw new Error(unknown === undefined ? 'BENCH_SCALE is not a number above 0' : `there is no figure "${unknown}"; known: ${Object.keys(FIGURES).join(', ')}`);

  const arena = openArena();
  const figures: Record<string, Figure> = {};
  try {
    for (const name of wanted) {
      progress(`${name} ...`);
      const began = Date.now();
      const measured = [(await FIGURES[name]?.(arena, scale, progress)) ?? []].flat();
      measured.forEach((figure, i) => {
        figures[i === 0 ? name : `${name}-${i + 1}`] = figure;
        progress(`${name}: ${figure.ratio.median} (${figure.ratio.min} to ${figure.ratio.max}), goal ${figure.goal.kind} ${figure.goal.value}: ${figure.met ? 'met' : 'MISSED'}; ${Math.round((Date.now() - began) / 1000)} s`);
      });
    }
  } finally {
    await arena.close();
  }
  const machine = { node: process.version, cores: availableParallelism() };
  console.log(JSON.stringify({ machine, scale, figures }, null, 2));
  process.exitCode = Object.values(figures).every((figure) => figure.met) ? 0 : 1;
};

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 2;
});
