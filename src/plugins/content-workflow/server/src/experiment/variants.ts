/** The variants of a draft: each overrides declared attributes and is reviewed and approved by its own hash. */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Refusal } from '../../../core/errors';
import { ORIGINAL } from '../../../core/experiment/plan';
import type { Actor } from '../../../core/workflow/context';
import type { GovernedType, WorkflowConfig } from '../config';
import type { ContentReader } from '../engine/content';
import { RefusedError } from '../http/failure';
import type { Attribute } from '../engine/schema';
import type { Pieces } from '../engine/pieces';
import type { Outcome, Transitions } from '../engine/transitions';
import type { Clock } from '../jobs/clock';
import { inTransaction, TABLES, type PieceRow, type Trx } from '../tables';

export interface NewVariant {
  readonly key: string;
  readonly label: string;
  readonly overrides: Readonly<Record<string, unknown>>;
}

interface Target {
  readonly pieceId: number;
  readonly expectedRevision: number;
  readonly by: Actor;
}

export interface Variants {
  put(target: Target, variant: NewVariant): Promise<Outcome>;
  remove(target: Target, key: string): Promise<Outcome>;
}

const invalid = (field: string, message: string): Refusal => ({ code: 'VARIANT_UNKNOWN', kind: 'invalid', guard: 'variantIsPossible', field, message, who: [], next: 'Correct the field and send it again.' });

const TEXTS = new Set(['string', 'text', 'richtext', 'uid', 'enumeration', 'email']);

/** Lists in lists in lists: more than any editor writes, and far less than what exhausts a parser's stack. */
const DEEPEST_TEXT = 64;

const isDeeperThan = (value: object, levels: number): boolean => {
  let layer: object[] = [value];
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > levels) return true;
    layer = layer.flatMap((node) => Object.values(node)).filter((child): child is object => child !== null && typeof child === 'object');
  }
  return false;
};

/** The kinds of values that a variant can show; whether Strapi would store this one, its own validator says. */
const fits = (attribute: Attribute, value: unknown): boolean => {
  if (TEXTS.has(attribute.type)) return typeof value === 'string' && !value.includes('\u0000');
  if (attribute.type === 'blocks') return Array.isArray(value) && !isDeeperThan(value, DEEPEST_TEXT);
  if (attribute.type === 'media') return attribute.multiple !== true && Number.isSafeInteger(value);
  return false;
};

/** An exception carries a refusal out of the transaction, so that the row that was written before it is undone. */
class Undo extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super('undone');
    this.outcome = outcome;
  }
}

export interface VariantDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly content: ContentReader;
  readonly transitions: Transitions;
}

export const createVariants = ({ strapi, config, clock, pieces, content, transitions }: VariantDeps): Variants => {
  const check = (type: GovernedType, uid: string, variant: NewVariant): Refusal | null => {
    if (variant.key === ORIGINAL) return invalid('key', `"${ORIGINAL}" is the piece as it is; call a variant otherwise.`);
    const names = Object.keys(variant.overrides);
    if (names.length === 0) return invalid('overrides', 'A variant must override something.');
    for (const name of names) {
      const attribute = content.schemaOf(uid).attributes[name];
      if (attribute === undefined || !type.variables.includes(name)) return invalid(`overrides.${name}`, `A variant of this type may override: ${type.variables.join(', ') || 'nothing'}.`);
      if (!fits(attribute, variant.overrides[name])) return invalid(`overrides.${name}`, `This is not a value for "${name}".`);
    }
    return null;
  };

  const storable = async (piece: PieceRow, overrides: NewVariant['overrides']): Promise<Refusal | null> => {
    const where = { documentId: piece.documentId, publishedAt: null, ...(piece.locale === '' ? {} : { locale: piece.locale }) };
    const entity = await strapi.db.query(piece.uid as never).findOne({ where: where as never, select: ['id'] as never });
    try {
      await strapi.entityValidator.validateEntityUpdate(strapi.getModel(piece.uid as never), overrides as never, { isDraft: false, locale: piece.locale || null } as never, entity as never);
      return null;
    } catch (error) {
      if (!(error instanceof errors.ValidationError)) throw error;
      const [first] = (error.details as { errors?: { path?: (string | number)[] }[] }).errors ?? [];
      // Strapi does not say which file is missing.
      const field = first?.path?.[0] ?? Object.keys(overrides).find((name) => content.schemaOf(piece.uid).attributes[name]?.type === 'media') ?? '';
      return invalid(field === '' ? 'overrides' : `overrides.${field}`, error.message);
    }
  };

  /** Writes the rows, then sends the event that records it; a refusal or a conflict undoes the rows. */
  const change = async (target: Target, key: string, removed: boolean, write: (trx: Trx, piece: PieceRow) => Promise<void>): Promise<Outcome> => {
    try {
      return await inTransaction(strapi, async (trx) => {
        const piece = await pieces.lock(trx, target.pieceId);
        if (piece === null) return { kind: 'not-found' };
        await write(trx, piece);
        const outcome = await transitions.send({ ...target, event: { type: 'VARIANTS_CHANGED', variant: key, removed } });
        if (outcome.kind !== 'accepted') throw new Undo(outcome);
        return outcome;
      });
    } catch (error) {
      if (error instanceof Undo) return error.outcome;
      throw error;
    }
  };

  return {
    put: (target, variant) =>
      change(target, variant.key, false, async (trx, piece) => {
        const type = config.types[piece.uid];
        const refusal = type === undefined ? null : (check(type, piece.uid, variant) ?? (await storable(piece, variant.overrides)));
        if (refusal !== null) throw new Undo({ kind: 'refused', refusal, piece });
        const draft = await content.readDraft(piece);
        if (draft === null) throw new RefusedError(invalid('id', 'The document has no draft.'));
        const version = await content.withOverrides(piece.uid, draft.content, variant.overrides);
        await trx(TABLES.variants)
          .insert({ piece_id: piece.id, key: variant.key, label: variant.label, overrides: JSON.stringify(variant.overrides), content_hash: version.hash, changed_at: clock.now() })
          .onConflict(['piece_id', 'key'])
          .merge(['label', 'overrides', 'content_hash', 'changed_at']);
      }),
    remove: (target, key) =>
      change(target, key, true, async (trx, piece) => {
        const count = await trx(TABLES.variants).where({ piece_id: piece.id, key }).delete();
        if (count === 0) throw new Undo({ kind: 'refused', refusal: { ...invalid('key', 'There is no such variant.'), kind: 'not-found' }, piece });
      }),
  };
};
