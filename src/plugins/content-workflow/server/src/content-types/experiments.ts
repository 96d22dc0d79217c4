/** Experiments: what was planned, what readers are shown meanwhile, and how it ended. Counts have tables of their own. */
import { integer, string, table, text, time } from './table';

const subject = { subjectUid: string, subjectId: string, subjectLocale: string } as const;

export const experimentTables = {
  experiment: table(
    'experiment',
    'cw_experiments',
    {
      pieceId: integer,
      ...subject,
      key: string,
      state: string,
      plan: text,
      goal: string,
      slug: string,
      startedAt: time,
      pausedAt: time,
      pausedMs: time,
      finishedAt: time,
      decision: text,
      // Frozen with the decision; until then both are told from the counts.
      results: text,
      engine: string,
      plannedAt: time,
      changedAt: time,
    },
    [
      { name: 'cw_experiments_key', columns: ['key'], type: 'unique' },
      { name: 'cw_experiments_piece', columns: ['piece_id', 'id'] },
      { name: 'cw_experiments_state', columns: ['state'] },
    ]
  ),
  'experiment-arm': table('experiment-arm', 'cw_experiment_arms', { experimentId: integer, position: integer, key: string, contentHash: string, payload: text }, [
    { name: 'cw_experiment_arms_key', columns: ['experiment_id', 'key'], type: 'unique' },
  ]),
  // Append-only: the newest of an arm counts, the earlier ones tell what was believed before.
  'experiment-figure': table(
    'experiment-figure',
    'cw_experiment_figures',
    { experimentId: integer, arm: string, units: integer, conversions: integer, source: text, readAt: time, byKind: string, byId: string, byName: string, at: time },
    [{ name: 'cw_experiment_figures_arm', columns: ['experiment_id', 'arm', 'id'] }]
  ),
};
