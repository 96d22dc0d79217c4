/**
 * The columns of the board. Each is one statement, the total and the names of activities included, over rows that keep
 * what a card shows: fifty thousand pieces cost what fifty do.
 */
import type { Core } from '@strapi/strapi';
import type { BoardCard, BoardColumn, GetBoardFilters } from '../../../../contracts/board';
import { blockersOf, type Blocker } from '../../../../core/board/blocking';
import { ALL_COLUMNS } from '../../../../core/board/columns';
import type { WorkflowContext } from '../../../../core/workflow/context';
import type { StateName } from '../../../../core/workflow/machine';
import { restore } from '../../../../core/workflow/snapshot';
import type { WorkflowConfig } from '../../config';
import { personName } from '../../engine/actors';
import { EMPTY_CARD, type Card } from '../../engine/card';
import { titleContains } from '../../engine/pieces';
import type { SchemaOf } from '../../engine/schema';
import { toSummary } from '../../engine/views';
import { TABLES, toPiece, type Query } from '../../tables';

export interface Filter {
  readonly uid: string | null;
  readonly activityId: string | null;
  readonly assigneeId: string | null;
  readonly text: string | null;
}

export interface Page {
  readonly column: StateName;
  /** The last card of the page before; `null` for the first page. */
  readonly before: { readonly changedAt: number; readonly id: number } | null;
  readonly limit: number;
}

export interface Board {
  column(filter: Filter, page: Page): Promise<BoardColumn>;
  /** Of the pieces named, those that are current and match. */
  cards(filter: Filter, ids: readonly number[]): Promise<BoardCard[]>;
  totals(filter: Filter): Promise<Record<string, number>>;
  filters(): Promise<GetBoardFilters.Response['data']>;
}

/** What people can choose from in a list; a larger campaign archive is searched by title. */
const MAX_OFFERED = 500;

const COLUMNS = ['id', 'subject_uid', 'subject_id', 'subject_locale', 'round', 'state', 'context', 'machine_version', 'revision', 'is_current', 'title', 'card', 'activity_id', 'opened_at', 'changed_at', 'publish_at', 'due_at'] as const;

type Row = Record<string, unknown>;

/** The place of a card in its column, for the next page. */
const cursorOf = ({ changedAt, id }: BoardCard): string => Buffer.from(`${Date.parse(changedAt)}.${id}`).toString('base64url');

const blocking = (row: ReturnType<typeof toPiece>, { missing }: Card): Blocker[] => {
  const restored = restore(row);
  return restored.kind === 'unknown' ? [{ code: 'UNREADABLE' }] : blockersOf(restored.state.value as StateName, restored.state.context, missing);
};

const toCard = (row: Row): BoardCard => {
  const piece = toPiece({ ...row, context: row.context ?? '{}' });
  const card = typeof row.card === 'string' ? (JSON.parse(row.card) as Card) : EMPTY_CARD;
  const activity = row.activity_id == null ? null : { documentId: String(row.activity_id), title: row.activity_title == null ? null : String(row.activity_title) };
  return { ...toSummary({ ...piece, context: piece.context as WorkflowContext }), cover: card.cover, activity, blocking: blocking(piece, card) };
};

export const createBoard = (strapi: Core.Strapi, config: WorkflowConfig, schemaOf: SchemaOf): Board => {
  const pieces = (): Query => strapi.db.connection(TABLES.pieces) as unknown as Query;

  /** The types that others belong to; looked at when it is asked, since the schemas are not there when this is made. */
  const activityTypes = (): string[] => [
    ...new Set(Object.entries(config.types).flatMap(([uid, { delivery }]) => (delivery.activity === null ? [] : (schemaOf(uid).attributes[delivery.activity]?.target ?? [])))),
  ];

  const matching = (query: Query, { uid, activityId, assigneeId, text }: Filter): Query => {
    query.where('is_current', true);
    if (uid !== null) query.where('subject_uid', uid);
    if (activityId !== null) query.where('activity_id', activityId);
    if (assigneeId !== null) query.where('assignee_id', assigneeId);
    if (text !== null) query.whereRaw(...titleContains(text));
    return query;
  };

  const activities = (): Query => {
    const others = strapi.db.connection(`${TABLES.pieces} as activity`) as unknown as Query;
    return others.select('activity.title').whereIn('activity.subject_uid', activityTypes()).whereRaw('activity.subject_id = page.activity_id').where('activity.is_current', true).limit(1);
  };

  /** What the activity of a row is called, in the row's language where it has it. SQLite can not order by a column from outside, so it is asked twice. */
  const activityTitle = () => strapi.db.connection.raw('coalesce((?), (?)) as activity_title', [activities().whereRaw('activity.subject_locale = page.subject_locale'), activities().orderBy('activity.subject_locale')] as never);

  return {
    async column(filter, { column, before, limit }) {
      const counted = matching(pieces().count({ total: '*' }), filter).where('state', column).as('counted');
      const page = matching(pieces().select(...COLUMNS), filter).where('state', column);
      if (before !== null) page.whereRaw('(changed_at, id) < (?, ?)', [before.changedAt, before.id]);
      page.orderBy('changed_at', 'desc').orderBy('id', 'desc').limit(limit + 1);
      // Joined to the count, so that an empty page has a total too.
      const rows = (await strapi.db
        .connection(counted as never)
        .leftJoin(page.as('page') as never, strapi.db.connection.raw('true') as never)
        .select('counted.total', 'page.*', activityTitle() as never)
        .orderBy('page.changed_at', 'desc')
        .orderBy('page.id', 'desc')) as unknown as Row[];
      const cards = rows.filter((row) => row.id !== null).map(toCard);
      const shown = cards.slice(0, limit);
      const last = shown.at(-1);
      return { column, total: Number(rows[0]?.total ?? 0), cards: shown, nextCursor: cards.length > limit && last !== undefined ? cursorOf(last) : null };
    },

    async cards(filter, ids) {
      const page = matching(pieces().select(...COLUMNS), filter).whereIn('id', [...ids]);
      const rows = (await strapi.db.connection(page.as('page') as never).select('page.*', activityTitle() as never)) as unknown as Row[];
      return rows.map(toCard);
    },

    async totals(filter) {
      const rows = (await matching(pieces().select('state').count({ total: '*' }), filter).groupBy('state')) as unknown as Row[];
      const counted = new Map(rows.map(({ state, total }) => [String(state), Number(total)]));
      return Object.fromEntries(ALL_COLUMNS.map((column) => [column, counted.get(column) ?? 0]));
    },

    async filters() {
      // Every state is named, and the people are those of any round: so both are read from an index.
      const newest = (await pieces().select('subject_id', 'title').where('is_current', true).whereIn('state', [...ALL_COLUMNS]).whereIn('subject_uid', activityTypes()).orderBy('changed_at', 'desc').limit(MAX_OFFERED)) as unknown as Row[];
      const titles = new Map(newest.map(({ subject_id, title }) => [String(subject_id), String(title)]));
      const assigned = (await pieces().distinct('assignee_id').whereNotNull('assignee_id')) as unknown as Row[];
      const users = (await strapi.db.query('admin::user').findMany({ where: { id: { $in: assigned.map((row) => Number(row.assignee_id)) } }, orderBy: { id: 'asc' } } as never)) as { id: number }[];
      return {
        activities: [...titles].map(([documentId, title]) => ({ documentId, title })),
        people: users.map((user) => ({ id: String(user.id), name: personName(user) })),
      };
    },
  };
};
