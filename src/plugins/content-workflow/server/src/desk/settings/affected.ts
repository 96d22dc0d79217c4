/** Looks at the pieces that a change of the settings touches, a few hundred at a time. */
import type { Core } from '@strapi/strapi';
import type { PreviewSettings } from '../../../../contracts/settings';
import { FEELS_RULES, impactOf, type TypeRules } from '../../../../core/review/impact';
import type { WorkflowContext } from '../../../../core/workflow/context';
import { restore } from '../../../../core/workflow/snapshot';
import type { WorkflowConfig } from '../../config';
import { iso } from '../../jobs/clock';
import { TABLES, toPiece, toSnapshot, type PieceRow } from '../../tables';
import { same } from '../../settings/changes';

/** A few megabytes of contexts at once. */
const BATCH = 500;

/** Enough to recognise what it is about; the count says how many there are. */
const NAMED = 10;

const rulesOf = (config: WorkflowConfig, uid: string): TypeRules | null => {
  const type = config.types[uid];
  return type === undefined ? null : { ...type, blackouts: config.blackouts };
};

const keyOf = (piece: PieceRow, hash: string): string => JSON.stringify([piece.uid, piece.documentId, piece.locale, hash]);

const submittedHash = (piece: PieceRow): string | null => (piece.context as WorkflowContext).submitted?.hash ?? null;

type Contents = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** What was submitted, as it was frozen then. */
const submittedContents = async (strapi: Core.Strapi, pieces: readonly PieceRow[]): Promise<Contents> => {
  const hashes = pieces.map(submittedHash).filter((hash): hash is string => hash !== null);
  if (hashes.length === 0) return new Map();
  const rows = (await strapi.db.connection(TABLES.snapshots).whereIn('content_hash', hashes).whereIn('subject_id', pieces.map(({ documentId }) => documentId))) as Record<string, unknown>[];
  return new Map(rows.map(toSnapshot).map(({ uid, documentId, locale, contentHash, content }) => [JSON.stringify([uid, documentId, locale, contentHash]), content]));
};

type Groups = Map<string, { uid: string; kind: PreviewSettings.Group['kind']; count: number; pieces: PreviewSettings.ImpactedPiece[] }>;

const noteImpact = (groups: Groups, piece: PieceRow, impact: PreviewSettings.ImpactedPiece['impact']): void => {
  const key = `${piece.uid} ${impact.kind}`;
  const group = groups.get(key) ?? { uid: piece.uid, kind: impact.kind, count: 0, pieces: [] };
  group.count += 1;
  if (group.pieces.length < NAMED) {
    const { id, documentId, locale, title, state, publishAt } = piece;
    group.pieces.push({ id, documentId, locale, title, state, publishAt: publishAt === null ? null : iso(publishAt), impact });
  }
  groups.set(key, group);
};

/** The types whose rules differ, in any way or in one of these keys. */
export const changedTypes = (was: WorkflowConfig, is: WorkflowConfig, keys: readonly (keyof TypeRules)[] | null = null): string[] =>
  Object.keys(is.types).filter((uid) => {
    const [before, after] = [rulesOf(was, uid), rulesOf(is, uid)];
    return keys === null ? !same(before, after) : keys.some((key) => !same(before?.[key], after?.[key]));
  });

export interface Affected {
  readonly groups: readonly PreviewSettings.Group[];
  readonly looked: number;
}

export const affectedPieces = async (strapi: Core.Strapi, was: WorkflowConfig, is: WorkflowConfig, now: string): Promise<Affected> => {
  const uids = changedTypes(was, is);
  const newChecklist = new Set(changedTypes(was, is, ['checklist']));
  const groups: Groups = new Map();
  let looked = 0;
  let last = 0;
  for (let more = uids.length > 0; more; ) {
    const rows = (await strapi.db.connection(TABLES.pieces).where('is_current', true).whereIn('state', [...FEELS_RULES]).whereIn('subject_uid', uids).where('id', '>', last).orderBy('id').limit(BATCH)) as Record<string, unknown>[];
    const pieces = rows.map(toPiece);
    const contents = await submittedContents(strapi, pieces.filter(({ uid, state }) => state === 'review' && newChecklist.has(uid)));
    for (const piece of pieces) {
      const [before, after, restored] = [rulesOf(was, piece.uid), rulesOf(is, piece.uid), restore(piece)];
      if (before === null || after === null || restored.kind === 'unknown') continue;
      const content = contents.get(keyOf(piece, submittedHash(piece) ?? '')) ?? null;
      for (const impact of impactOf(restored.state, before, after, content, now)) noteImpact(groups, piece, impact);
    }
    looked += pieces.length;
    last = pieces.at(-1)?.id ?? last;
    more = pieces.length === BATCH;
  }
  return { groups: [...groups.values()], looked };
};

/** Drafts of the types whose steps or checklist change: they are submitted by the new rules. */
export const draftsOf = async (strapi: Core.Strapi, was: WorkflowConfig, is: WorkflowConfig): Promise<{ uid: string; count: number }[]> => {
  const uids = changedTypes(was, is, ['review', 'checklist']);
  if (uids.length === 0) return [];
  const rows = (await strapi.db.connection(TABLES.pieces).where({ is_current: true, state: 'draft' }).whereIn('subject_uid', uids).groupBy('subject_uid').select('subject_uid').count({ n: '*' })) as { subject_uid: string; n: unknown }[];
  return rows.map(({ subject_uid, n }) => ({ uid: subject_uid, count: Number(n) }));
};
