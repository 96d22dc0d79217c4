/** The experiments of all pieces, for the desk. */
import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { ExperimentItem, ListExperiments } from '../../../contracts/experiment';
import type { ExperimentState, Plan } from '../../../core/experiment/plan';
import { mayOpen } from '../engine/entry-access';
import { toSummary } from '../engine/views';
import { accept, MAX_ID, type Endpoint } from '../http/endpoint';
import type { HttpContext } from '../http/problem';
import { iso } from '../jobs/clock';
import { inTurn, TABLES, toPiece } from '../tables';

const EXPERIMENTS = 'cw_experiments';

/** A page of the desk shows no more at once. */
const PAGE = 50;

/** What people ask for, as states of rows. A draft is no experiment yet. */
const STATES: Readonly<Record<'running' | 'waiting' | 'over', readonly ExperimentState[]>> = { running: ['running', 'paused'], waiting: ['finished'], over: ['decided', 'cancelled'] };

export const listExperimentsQuery = z.strictObject({ state: z.enum(['running', 'waiting', 'over']).optional(), cursor: z.string().regex(/^[1-9]\d{0,9}$/, 'is a cursor of an earlier answer').refine((id) => Number(id) <= MAX_ID, 'is a cursor of an earlier answer').optional() });

type ListQuery = z.infer<typeof listExperimentsQuery>;

interface Row {
  readonly id: number;
  readonly piece_id: number;
  readonly key: string;
  readonly state: string;
  readonly plan: string;
  readonly started_at: number | string | null;
  readonly decision: string | null;
}

const toItem = (row: Row, piece: ExperimentItem['piece']): ExperimentItem => {
  const { kind, hypothesis, goal, arms } = JSON.parse(row.plan) as Plan;
  const decision = row.decision === null ? null : (JSON.parse(row.decision) as ExperimentItem['decision']);
  return {
    piece,
    key: row.key,
    state: row.state as ExperimentState,
    kind,
    hypothesis,
    goal,
    arms: arms.map(({ key }) => key),
    startedAt: row.started_at === null ? null : iso(Number(row.started_at)),
    decision: decision === null ? null : { arm: decision.arm, outcome: decision.outcome, at: decision.at },
  };
};

/** Two queries, however many there are. */
export const listExperiments = async (strapi: Core.Strapi, { state, cursor }: ListQuery): Promise<ListExperiments.Response> => {
  const states = state === undefined ? Object.values(STATES).flat() : STATES[state];
  const query = strapi.db.connection(EXPERIMENTS).whereIn('state', [...states]).orderBy('id', 'desc').limit(PAGE + 1);
  if (cursor !== undefined) void query.where('id', '<', Number(cursor));
  const found = (await query.select('id', 'piece_id', 'key', 'state', 'plan', 'started_at', 'decision')) as Row[];
  const rows = found.slice(0, PAGE);
  const pieces = (await strapi.db.connection(TABLES.pieces).whereIn('id', [...new Set(rows.map(({ piece_id }) => piece_id))])) as Parameters<typeof toPiece>[0][];
  const summaries = new Map(pieces.map((piece) => toSummary(toPiece(piece))).map((piece) => [piece.id, piece]));
  const data = rows.flatMap((row) => {
    const piece = summaries.get(row.piece_id);
    return piece === undefined ? [] : [toItem(row, piece)];
  });
  return { data, meta: { nextCursor: found.length > PAGE ? String(rows.at(-1)?.id) : null } };
};

export const experimentListRoutes: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/experiments',
    handler: 'experiments.list',
    summary: 'The experiments that were started, newest first',
    access: { kind: 'admin', permission: 'read' },
    query: listExperimentsQuery,
    answers: { 200: 'ListExperiments.Response', 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.' },
  },
];

export const createExperimentListControllers = (deps: () => { readonly strapi: Core.Strapi }) => ({
  experiments: {
    async list(ctx: HttpContext): Promise<void> {
      const query = accept(ctx, listExperimentsQuery, ctx.query, 'query');
      if (query === null) return;
      const { strapi } = deps();
      const { data, meta } = await listExperiments(strapi, query);
      const userAbility = (ctx.state as { readonly userAbility?: object }).userAbility ?? {};
      // Whoever may not read an entry is not told what is tried out with it either.
      const open = await inTurn(data, ({ piece }) => mayOpen(strapi, userAbility, 'read', piece));
      ctx.body = { data: data.filter((_item, i) => open[i] === true), meta };
    },
  },
});
