import type { Core } from '@strapi/strapi';
import type { Clock } from '../jobs/clock';
import { TABLES, type Connection } from '../tables';

export interface NewAlert {
  readonly pieceId: number | null;
  readonly code: string;
  readonly message: string;
  readonly detail?: Record<string, unknown>;
}

export interface Alerts {
  /** Inside a transaction, pass its handle: the alert is then as durable as what it tells of. */
  raise(alert: NewAlert, connection?: Connection): Promise<void>;
  /** The same, unless an open alert says exactly this already: a sweep that runs every hour is not to fill the list. */
  raiseOnce(alert: NewAlert): Promise<void>;
  /** False when there is no such open alert. */
  acknowledge(id: number, by: string): Promise<boolean>;
}

export const createAlerts = (strapi: Core.Strapi, clock: Clock): Alerts => {
  const raise = async (alert: NewAlert, connection: Connection = strapi.db.connection): Promise<void> => {
    await connection(TABLES.alerts).insert({
      piece_id: alert.pieceId,
      code: alert.code,
      message: alert.message,
      detail: JSON.stringify(alert.detail ?? {}),
      raised_at: clock.now(),
    });
    strapi.log.warn(`[content-workflow] ${alert.code}${alert.pieceId === null ? '' : ` (piece ${alert.pieceId})`}`);
  };

  return {
  raise,
  async raiseOnce(alert) {
    const open = await strapi.db
      .connection(TABLES.alerts)
      .where({ piece_id: alert.pieceId, code: alert.code, detail: JSON.stringify(alert.detail ?? {}) })
      .whereNull('seen_at')
      .first('id');
    if (open === undefined) await raise(alert);
  },
  async acknowledge(id, by) {
    const count = await strapi.db.connection(TABLES.alerts).where({ id }).whereNull('seen_at').update({ seen_at: clock.now(), seen_by: by });
    return count === 1;
  },
};
};
