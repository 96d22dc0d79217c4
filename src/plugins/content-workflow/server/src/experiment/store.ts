/** Reads of what experiments keep; no row is written here. */
import type { Core } from '@strapi/strapi';
import { TABLES, type Trx } from '../tables';
import type { LiveExperiment, LiveExperiments } from './ports';
import { toArm, toExperiment, toFigure, type ArmRow, type ExperimentRow, type FigureRow } from './rows';

/** From the plan to the moment before somebody decides. */
const OPEN = ['draft', 'running', 'paused', 'finished'] as const;

export interface ExperimentStore extends LiveExperiments {
  /** The newest of a piece; `null` where none was ever planned. */
  newest(pieceId: number, trx?: Trx): Promise<ExperimentRow | null>;
  /** The newest of a piece, unless it has ended. */
  open(pieceId: number, trx?: Trx): Promise<ExperimentRow | null>;
  arms(ids: readonly number[], trx?: Trx): Promise<ArmRow[]>;
  /** Everything that was read off platforms, oldest first. */
  figures(id: number): Promise<FigureRow[]>;
}

const isLive = (row: ExperimentRow): row is ExperimentRow & { readonly state: LiveExperiment['state'] } => row.state === 'running' || row.state === 'paused' || row.state === 'finished';

export const createExperimentStore = (strapi: Core.Strapi): ExperimentStore => {
  const from = (table: string, trx?: Trx) => (trx === undefined ? strapi.db.connection(table) : trx(table));

  const arms: ExperimentStore['arms'] = async (ids, trx) => (ids.length === 0 ? [] : (await from(TABLES.experimentArms, trx).whereIn('experiment_id', [...ids]).orderBy(['experiment_id', 'position'])).map(toArm));

  const newest: ExperimentStore['newest'] = async (pieceId, trx) => {
    const row = await from(TABLES.experiments, trx).where({ piece_id: pieceId }).orderBy('id', 'desc').first();
    return row === undefined ? null : toExperiment(row);
  };

  return {
    newest,
    arms,
    async open(pieceId, trx) {
      const row = await newest(pieceId, trx);
      return row !== null && (OPEN as readonly string[]).includes(row.state) ? row : null;
    },
    async figures(id) {
      return (await from(TABLES.experimentFigures).where({ experiment_id: id }).orderBy('id')).map(toFigure);
    },
    /** Nobody is drawn into a comparison: its arms go out by themselves. */
    async all() {
      const rows = (await from(TABLES.experiments).whereIn('state', ['running', 'paused', 'finished']).orderBy('id')).map(toExperiment).filter(isLive);
      const drawn = rows.filter(({ plan }) => plan.kind === 'readers');
      const shown = await arms(drawn.map(({ id }) => id));
      return drawn.map(({ id, key, pieceId, subject, state, plan, slug, duration }) => ({
        id,
        key,
        pieceId,
        subject,
        state,
        plan,
        slug,
        arms: shown.filter(({ experimentId }) => experimentId === id).map(({ key: arm, hash, payload }) => ({ key: arm, hash, payload })),
        startedAt: duration === null ? 0 : Date.parse(duration.startedAt),
      }));
    },
  };
};
