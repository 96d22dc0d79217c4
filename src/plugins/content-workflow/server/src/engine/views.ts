/** From rows to what people see. */
import type { Core } from '@strapi/strapi';
import type { AlertView, HistoryEntry, PieceSummary, PieceView, StepView } from '../../../contracts/piece';
import { wallTimeOf } from '../../../core/schedule/zone';
import { availableEvents } from '../../../core/workflow/available';
import type { Actor, ActorRef, WorkflowContext } from '../../../core/workflow/context';
import type { WorkflowConfig } from '../config';
import { actionId } from '../http/endpoint';
import { iso, type Clock } from '../jobs/clock';
import type { AlertRow, HistoryRow, PieceRow } from '../tables';
import { personName } from './actors';
import { lockOf } from './lock';
import type { Pieces } from './pieces';
import type { Inspected, Transitions } from './transitions';

export const toHistoryEntry = (row: HistoryRow): HistoryEntry => ({
  id: row.id,
  revision: row.revision,
  event: row.event,
  from: row.from,
  to: row.to,
  by: row.actor,
  permission: row.permission,
  comment: row.comment,
  detail: row.detail,
  contentHash: row.contentHash,
  at: iso(row.at),
});

export const toAlertView = (row: AlertRow): AlertView => ({ id: row.id, pieceId: row.pieceId, code: row.code, message: row.message, subject: row.subject, detail: row.detail, raisedAt: iso(row.raisedAt) });

export const toSummary = (piece: PieceRow): PieceSummary => ({
  id: piece.id,
  uid: piece.uid,
  documentId: piece.documentId,
  locale: piece.locale,
  round: piece.round,
  state: piece.state,
  revision: piece.revision,
  title: piece.title,
  assignee: (piece.context as WorkflowContext).assignee ?? null,
  dueAt: piece.dueAt === null ? null : iso(piece.dueAt),
  publishAt: piece.publishAt === null ? null : iso(piece.publishAt),
  changedAt: iso(piece.changedAt),
});

const stepsOf = (context: WorkflowContext, state: string, configured: WorkflowContext['steps']): StepView[] => {
  const steps = context.steps.length > 0 ? context.steps : configured;
  return steps.map((step, i) => ({
    key: step.key,
    name: step.name,
    quorum: step.quorum,
    roles: step.roles,
    approvals: context.approvals.filter((a) => a.step === step.key),
    guests: step.guests === true,
    opinions: context.opinions.filter((o) => o.step === step.key),
    state: context.seal !== null || (state === 'review' && i < context.step) ? 'done' : state === 'review' && i === context.step ? 'current' : 'waiting',
  }));
};

/** The newest entries that come with a piece; older ones are fetched. */
const HISTORY_PAGE = 25;

export interface Views {
  /** `known` spares reading the content again right after an event. */
  piece(row: PieceRow, by: Actor, known?: Inspected | null): Promise<PieceView>;
  people(): Promise<{ id: string; name: string; roles: string[] }[]>;
  person(id: string): Promise<ActorRef | null>;
}

interface AdminUser {
  id: number;
  firstname?: string | null;
  lastname?: string | null;
  username?: string | null;
  roles?: { code: string }[];
}

/** Who can be given something to do: it takes logging in, and the permission to see pieces. */
const readers = async (strapi: Core.Strapi): Promise<object> => {
  const grants = (await strapi.db.query('admin::permission').findMany({ where: { action: actionId('read') }, populate: { role: { select: ['id'] } } } as never)) as { role: { id: number } | null }[];
  return { isActive: true, blocked: false, roles: { id: { $in: grants.flatMap(({ role }) => (role === null ? [] : [role.id])) } } };
};

export const createViews = (strapi: Core.Strapi, config: WorkflowConfig, clock: Clock, pieces: Pieces, transitions: Transitions): Views => ({
  async piece(row, by, known = null) {
    const type = config.types[row.uid];
    const inspected = known ?? (await transitions.inspect(row));
    // A row that this version can not restore is shown as it is.
    const context = inspected?.state.context ?? Object.assign({ opinions: [] }, row.context as WorkflowContext);
    const facts = inspected?.facts;
    const [history, alerts, variants, rounds, livePieceId] = await Promise.all([
      pieces.history(row.id, null, HISTORY_PAGE),
      pieces.alerts(row.id, 10),
      type === undefined || type.variables.length === 0 ? [] : pieces.variants(row.id),
      pieces.rounds(row),
      pieces.livePieceId(row),
    ]);
    return {
      ...toSummary(row),
      hash: facts?.hash ?? context.hash,
      shown: facts?.shown ?? context.hash,
      savedAt: inspected?.savedAt ?? null,
      author: context.author,
      lastEditor: context.lastEditor,
      steps: stepsOf(context, row.state, type?.review ?? []),
      seal: context.seal,
      approvalHolds: context.seal !== null && context.seal.hash === facts?.hash,
      changesRequested: context.changesRequested,
      rejected: context.rejected,
      voided: context.voided,
      schedule: context.schedule === null ? null : { ...context.schedule, wallClock: wallTimeOf(context.schedule.publishAt, context.schedule.timezone) },
      held: context.held,
      publication: context.publication,
      isLive: livePieceId === row.id,
      locked: type === undefined ? null : lockOf(row, type),
      takenDown: context.takenDown,
      retrospective: context.retrospective,
      expedited: context.expedited,
      checklist: facts?.checklist ?? [],
      variants: variants.map((v) => {
        const hash = facts?.variants.find((f) => f.key === v.key)?.hash ?? v.contentHash;
        return { key: v.key, label: v.label, overrides: v.overrides, hash, approved: context.seal?.variants.some((a) => a.key === v.key && a.hash === hash) ?? false, running: context.experiment?.arms.some((r) => r.key === v.key) ?? false, several: Object.keys(v.overrides).length > 1 };
      }),
      variables: type?.variables ?? [],
      rejectReasons: type?.rejectReasons ?? [],
      events: inspected === null ? [] : availableEvents(inspected.state, by, iso(clock.now()), inspected.facts),
      rounds: rounds.map((r) => ({ id: r.id, round: r.round, state: r.state, isLive: r.id === livePieceId })),
      alerts: alerts.map(toAlertView),
      history: history.map(toHistoryEntry),
    };
  },
  async people() {
    const users = (await strapi.db.query('admin::user').findMany({ where: await readers(strapi), populate: { roles: { select: ['code'] } }, orderBy: { id: 'asc' }, limit: 500 } as never)) as AdminUser[];
    // A person with two roles that read comes twice.
    return [...new Map(users.map((user) => [user.id, user])).values()].map((user) => ({ id: String(user.id), name: personName(user), roles: (user.roles ?? []).map((r) => r.code) }));
  },
  async person(id) {
    const user = (await strapi.db.query('admin::user').findOne({ where: { ...(await readers(strapi)), id: Number(id) } } as never)) as AdminUser | null;
    return user === null ? null : { kind: 'admin', id, name: personName(user) };
  },
});
