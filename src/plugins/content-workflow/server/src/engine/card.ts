/**
 * What a piece's row keeps of its content, written whenever the content is known: so that a column of cards, and a search
 * in it, is one query that reads nobody's content.
 */
import type { Missing } from '../../../core/board/blocking';
import { blocking, runChecklist } from '../../../core/review/checklist';
import type { WorkflowContext } from '../../../core/workflow/context';
import type { GovernedType } from '../config';
import type { Content } from './content';
import type { Schema } from './schema';

export interface Card {
  /** The smallest picture that there is of the cover; `null` without one. */
  readonly cover: { readonly url: string; readonly alternativeText: string | null } | null;
  /** What the checklist requires and the content lacks. */
  readonly missing: readonly Missing[];
}

export const EMPTY_CARD: Card = { cover: null, missing: [] };

/** SQLite folds ASCII letters only, so titles are folded before they are stored. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase();

const asText = (value: unknown): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value));

/** The attribute that the configuration names, or else the first that holds one file. */
export const coverAttribute = (type: GovernedType, schema: Schema): string | null =>
  type.cover ?? Object.entries(schema.attributes).find(([, attribute]) => attribute.type === 'media' && attribute.multiple !== true)?.[0] ?? null;

interface File {
  readonly url?: unknown;
  readonly mime?: unknown;
  readonly alternativeText?: unknown;
  readonly formats?: { readonly thumbnail?: { readonly url?: unknown } } | null;
}

/** A film or a document is no picture, whatever attribute it stands in. */
const coverOf = (value: unknown): Card['cover'] => {
  const file = (Array.isArray(value) ? value[0] : value) as File | null | undefined;
  if (file == null || typeof file.url !== 'string' || !asText(file.mime).startsWith('image/')) return null;
  const thumbnail = file.formats?.thumbnail?.url;
  return { url: typeof thumbnail === 'string' ? thumbnail : file.url, alternativeText: typeof file.alternativeText === 'string' && file.alternativeText !== '' ? file.alternativeText : null };
};

const missingOf = (type: GovernedType, content: Content): Missing[] =>
  blocking(runChecklist(content, type.checklist), ['required']).flatMap(({ field, problem }) => (problem === null ? [] : [{ field, problem }]));

/** The document that the content belongs to; of several, the first. */
const activityOf = (type: GovernedType, content: Content): string | null => {
  const related = type.delivery.activity === null ? null : content[type.delivery.activity];
  const first = (Array.isArray(related) ? related[0] : related) as { documentId?: unknown } | null | undefined;
  return typeof first?.documentId === 'string' ? first.documentId : null;
};

export interface ContentColumns {
  readonly title: string;
  readonly title_search: string;
  /** JSON of a `Card`. */
  readonly card: string;
  readonly activity_id: string | null;
}

/** The columns that are looked for by, from where the piece stands. */
export const contextColumns = ({ author, assignee, dueAt, submitted, changesRequested }: WorkflowContext) => ({
  author_id: author?.id ?? null,
  assignee_id: assignee?.id ?? null,
  due_at: dueAt === null ? null : Date.parse(dueAt),
  submitted_at: submitted === null ? null : Date.parse(submitted.at),
  is_sent_back: changesRequested !== null,
});

/** The columns of the row, from the content as the engine reads it. */
export const contentColumns = (type: GovernedType | undefined, schema: Schema, content: Content): ContentColumns => {
  const title = asText(content[type?.title ?? 'title']);
  const cover = type === undefined ? null : coverAttribute(type, schema);
  const card: Card = type === undefined ? EMPTY_CARD : { cover: cover === null ? null : coverOf(content[cover]), missing: missingOf(type, content) };
  return { title, title_search: searchable(title), card: JSON.stringify(card), activity_id: type === undefined ? null : activityOf(type, content) };
};
