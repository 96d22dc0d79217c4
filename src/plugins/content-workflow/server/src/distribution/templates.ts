/**
 * The plan that an activity's pieces take over. Every version of it is a row that is never changed: the last one counts, the others
 * say who planned what before, and of two people who change the same version the second is told.
 */
import type { Core } from '@strapi/strapi';
import type { PlanRow } from '../../../contracts/distribution';
import type { Refusal } from '../../../core/errors';
import type { ActorRef } from '../../../core/workflow/context';
import type { Clock } from '../jobs/clock';
import { inTransaction, TABLES, type Connection } from '../tables';
import { templateMoved } from './refusals';
import { byColumns } from './rows';

export interface TemplateVersion {
  readonly revision: number;
  readonly plan: readonly PlanRow[];
  readonly by: ActorRef;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface Templates {
  /** `null` as long as nobody has planned anything. */
  of(activityId: string): Promise<TemplateVersion | null>;
  /** Newest first, those before the revision `before` where it is given. */
  history(activityId: string, before: number | null, limit: number): Promise<TemplateVersion[]>;
  /** `expectedRevision`: of the version that was looked at; 0 where there was none. The plan has been found possible. */
  put(activityId: string, plan: readonly PlanRow[], expectedRevision: number, by: ActorRef): Promise<TemplateVersion | Refusal>;
}

type Row = Record<string, unknown>;

/** An earlier version kept one plan an activity and did not number it: it is the first, or stands before those that are numbered already. */
export const numberPlans = async ({ db }: Core.Strapi): Promise<void> => {
  const table = TABLES.distributionTemplates;
  const numbered = db.connection({ numbered: table }).select('numbered.activity_id').whereNotNull('numbered.revision');
  await db.connection(table).whereNull('revision').whereNotIn('activity_id', numbered).update({ revision: 1 });
  await db.connection(table).whereNull('revision').update({ revision: 0 });
};

const toVersion = (row: Row): TemplateVersion => ({
  revision: Number(row.revision),
  plan: JSON.parse(String(row.rows)) as PlanRow[],
  by: { kind: String(row.by_kind) as ActorRef['kind'], id: String(row.by_id), name: String(row.by_name) },
  at: Number(row.changed_at),
});

export const createTemplates = ({ strapi, clock }: { readonly strapi: Core.Strapi; readonly clock: Clock }): Templates => {
  const versions = (activityId: string, connection: Connection = strapi.db.connection) => connection(TABLES.distributionTemplates).where({ activity_id: activityId }).orderBy('revision', 'desc');

  return {
    async of(activityId) {
      const row = (await versions(activityId).first()) as Row | undefined;
      return row === undefined ? null : toVersion(row);
    },

    async history(activityId, before, limit) {
      const query = versions(activityId).limit(limit);
      if (before !== null) query.where('revision', '<', before);
      return ((await query) as Row[]).map(toVersion);
    },

    put: (activityId, plan, expectedRevision, by) =>
      inTransaction(strapi, async (trx) => {
        const last = (await versions(activityId, trx).first('revision')) as Row | undefined;
        if (Number(last?.revision ?? 0) !== expectedRevision) return templateMoved;
        const at = clock.now();
        const revision = expectedRevision + 1;
        // Two who saw the same last version reach this line together; the key of the table lets one of them through.
        const added = (await trx(TABLES.distributionTemplates)
          .insert({ activity_id: activityId, revision, rows: JSON.stringify(plan), ...byColumns(by), changed_at: at })
          .onConflict(['activity_id', 'revision'])
          .ignore()
          .returning('revision')) as readonly unknown[];
        return added.length === 0 ? templateMoved : { revision, plan, by, at };
      }),
  };
};
