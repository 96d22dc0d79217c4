/** Experiments of the demo: planned, begun and measured by the events and requests of the people whose they are. */
import type { PersonKey, SeedExperiment } from './content';
import type { Engine } from './engine';
import type { Life, Subject } from './life';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Eight in a hundred readers reach the goal today; a fifth more of them is worth knowing. */
const USUAL = { share: 1, namespace: null, minimumDays: 7, baselineRate: 0.08, minimumEffect: 0.2, power: 0.8 } as const;

/** What two arms need of readers each, for that effect at that rate. */
const SAMPLE = 4_800;

export const planOf = ({ kind, hypothesis, goal, arms }: SeedExperiment): Record<string, unknown> => ({
  ...USUAL,
  kind,
  hypothesis,
  goal,
  arms: arms.map(({ key, place }) => ({ key, weight: 1 / arms.length, place: place ?? null })),
  sampleSize: kind === 'readers' ? SAMPLE : 0,
  stop: kind === 'readers' ? 'sample' : 'manual',
});

interface Readers {
  readonly pieceId: number;
  /** Epoch milliseconds between which they came. */
  readonly from: number;
  readonly to: number;
  readonly arms: readonly { readonly key: string; readonly units: number; readonly conversions: number }[];
}

/** `total` in so many whole parts that differ by one at most. */
const share = (total: number, parts: number, i: number): number => Math.round((total * (i + 1)) / parts) - Math.round((total * i) / parts);

/**
 * Writes how many readers an experiment has had, spread evenly over its hours. Readers come by themselves and not by events
 * of the team, so this is the one place of the demo that writes counts.
 */
const countReaders = async ({ strapi }: Engine, { pieceId, from, to, arms }: Readers): Promise<void> => {
  const { id } = (await strapi.db.connection('cw_experiments').where({ piece_id: pieceId }).orderBy('id', 'desc').first('id')) as { id: number };
  const first = Math.floor(from / HOUR);
  const hours = Math.max(1, Math.floor(to / HOUR) - first);
  const rows = Array.from({ length: hours }, (_, i) =>
    arms.map(({ key, units, conversions }) => ({ experiment_id: id, hour: (first + i) * HOUR, arm: key, units: share(units, hours, i), conversions: share(conversions, hours, i), value_sum: 0, value_squares: 0, multiple: 0 }))
  ).flat();
  await strapi.db.connection.batchInsert('cw_experiment_hours', rows, 50);
};

/** Gives an experiment the readers that it has had until `to`, or reads the figures of a comparison off its platforms. */
export const measure = async (engine: Engine, life: Life, subject: Subject, by: PersonKey, experiment: SeedExperiment, from: number, to: number): Promise<void> => {
  const { id } = await life.pieceOf(subject);
  if (experiment.kind === 'readers') {
    await countReaders(engine, { pieceId: id, from, to, arms: experiment.arms.map(({ key, readings: [units, conversions] }) => ({ key, units, conversions })) });
    return;
  }
  // A third of it on the first day, the rest by now: platforms show totals.
  for (const [part, at] of [[1 / 3, from + DAY], [1, to]] as const)
    for (const { key, readings: [units, conversions] } of experiment.arms)
      await life.figures(subject, by, at, { arm: key, units: Math.round(units * part), conversions: Math.round(conversions * part), source: experiment.source ?? '', readAt: new Date(at - MINUTE).toISOString() });
};
