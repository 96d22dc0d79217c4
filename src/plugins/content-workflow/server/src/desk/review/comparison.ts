/** What the reviewer sees: the content now, and how it differs from a version that readers or reviewers saw before. */
import type { Core } from '@strapi/strapi';
import type { BaseVersion, ComparedVariant, GetComparison } from '../../../../contracts/review';
import type { Refusal } from '../../../../core/errors';
import { compareContent, type FieldDiff } from '../../../../core/review/compare';
import type { WorkflowContext } from '../../../../core/workflow/context';
import type { WorkflowConfig } from '../../config';
import { shownHashOf, type ContentReader, type Version } from '../../engine/content';
import type { Pieces } from '../../engine/pieces';
import type { ChannelActs } from '../../engine/transitions';
import { iso } from '../../jobs/clock';
import { notFound } from '../../http/problem';
import type { Editions } from '../../publishing/editions';
import { subjectColumns, TABLES, toHistory, type PieceRow } from '../../tables';
import { fieldsReader, inReadingOrder } from './shapes';

export interface Comparisons {
  /** The version that a piece is about: the draft, or for an earlier round what it ended with. `null` when it is gone. */
  versionOf(piece: PieceRow): Promise<Version | null>;
  compare(piece: PieceRow, against: string): Promise<{ readonly kind: 'compared'; readonly data: GetComparison.Response['data'] } | { readonly kind: 'refused'; readonly refusal: Refusal }>;
}

interface Base {
  readonly version: BaseVersion;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Events by which a person judged the content that is named in their history row. */
const DECISIONS = ['APPROVE', 'REQUEST_CHANGES', 'REJECT', 'EXPEDITE'] as const;

const noSuchVersion: Refusal = {
  code: 'VERSION_NOT_FOUND',
  kind: 'not-found',
  guard: 'version',
  message: 'This version was not kept.',
  who: [],
  next: 'Compare with what is live, or with the last reviewed version.',
};

export interface ComparisonDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly content: ContentReader;
  readonly pieces: Pick<Pieces, 'variants'>;
  readonly editions: Editions;
  readonly channels: Pick<ChannelActs, 'shown'>;
}

export const createComparisons = ({ strapi, config, content, pieces, editions, channels }: ComparisonDeps): Comparisons => {
  const fieldsOf = fieldsReader(content.schemaOf);

  const versionOf = async (piece: PieceRow): Promise<Version | null> => {
    if (piece.isCurrent) return content.readDraft(piece);
    const { publication, hash } = piece.context as WorkflowContext;
    const kept = await editions.snapshot(strapi.db.connection, piece, publication?.hash ?? hash);
    return kept === null ? null : { content: kept.content, hash: kept.contentHash };
  };

  const liveBase = async (piece: PieceRow): Promise<Base | null> => {
    const edition = await editions.live(strapi.db.connection, piece);
    const kept = edition === null ? null : await editions.snapshot(strapi.db.connection, piece, edition.contentHash);
    return edition === null || kept === null ? null : { version: { against: 'live', hash: kept.contentHash, at: iso(edition.publishedAt), decision: null }, content: kept.content };
  };

  /** The newest version that somebody decided about and that is another one than now. */
  const reviewedBase = async (piece: PieceRow, now: string): Promise<Base | null> => {
    const row = await strapi.db
      .connection(TABLES.history)
      .join(TABLES.pieces, `${TABLES.pieces}.id`, `${TABLES.history}.piece_id`)
      .where(subjectColumns(piece))
      .whereIn('event', [...DECISIONS])
      .whereNot('content_hash', now)
      .orderBy(`${TABLES.history}.at`, 'desc')
      .orderBy(`${TABLES.history}.id`, 'desc')
      .select(`${TABLES.history}.*`, `${TABLES.pieces}.round`)
      .first();
    if (row === undefined) return null;
    const decision = toHistory(row);
    const kept = await editions.snapshot(strapi.db.connection, piece, decision.contentHash);
    if (kept === null) return null;
    const by = decision.actor as NonNullable<BaseVersion['decision']>['by'];
    return { version: { against: 'reviewed', hash: kept.contentHash, at: iso(decision.at), decision: { event: decision.event, by, round: Number(row.round) } }, content: kept.content };
  };

  const versionBase = async (piece: PieceRow, hash: string): Promise<Base | null> => {
    const kept = await editions.snapshot(strapi.db.connection, piece, hash);
    return kept === null ? null : { version: { against: 'version', hash, at: iso(kept.frozenAt), decision: null }, content: kept.content };
  };

  return {
    versionOf,
    async compare(piece, against) {
      const now = await versionOf(piece);
      const type = config.types[piece.uid];
      if (now === null || type === undefined) return { kind: 'refused', refusal: notFound('document', 'DOCUMENT_NOT_FOUND') };
      const isNamed = against !== 'live' && against !== 'reviewed';
      const base = against === 'live' ? await liveBase(piece) : against === 'reviewed' ? await reviewedBase(piece, now.hash) : await versionBase(piece, against);
      if (base === null && isNamed) return { kind: 'refused', refusal: noSuchVersion };
      const { fields: chosen } = type.delivery;
      const fields = inReadingOrder(fieldsOf(piece.uid), type.title, chosen);
      const schema = content.schemaOf(piece.uid);
      const isDelivered = (name: string): boolean => chosen?.includes(name) ?? schema.attributes[name]?.private !== true;
      const told = (compared: readonly FieldDiff[]) => compared.map((field) => ({ ...field, delivered: isDelivered(field.name) }));
      const variants: ComparedVariant[] = [];
      const versions = [{ variant: '', ...now }];
      for (const { key, label, overrides } of type.variables.length === 0 ? [] : await pieces.variants(piece.id)) {
        const version = await content.withOverrides(piece.uid, now.content, overrides);
        const compared = compareContent(now.content, version.content, fields, fieldsOf, piece.locale);
        versions.push({ variant: key, ...version });
        variants.push({ key, label, hash: version.hash, fields: told(compared.filter(({ changed }) => changed)) });
      }
      return {
        kind: 'compared',
        data: {
          pieceId: piece.id,
          hash: now.hash,
          shown: shownHashOf(now.hash, variants, await channels.shown(piece, versions)),
          title: type.title,
          base: base?.version ?? null,
          fields: told(compareContent((base ?? now).content, now.content, fields, fieldsOf, piece.locale)),
          variants,
        },
      };
    },
  };
};
