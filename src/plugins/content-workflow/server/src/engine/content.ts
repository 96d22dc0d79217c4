import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import canonicalize from 'canonicalize';
import type { RenditionHash, VariantHash } from '../../../core/workflow/context';
import type { WorkflowConfig } from '../config';
import type { Subject } from '../tables';
import { contentAttributes, isLocalized, labelAttribute, schemaReader, slugAttribute, type Attribute, type Schema, type SchemaOf } from './schema';

/** An entry's content as plain JSON: no database ids, no system fields, media and relations by what identifies them. */
export type Content = Record<string, unknown>;

const MEDIA_FIELDS = ['id', 'name', 'url', 'hash', 'ext', 'mime', 'size', 'width', 'height', 'alternativeText', 'caption', 'formats'] as const;

type Populate = Record<string, unknown>;

const populateAttribute = (schemaOf: SchemaOf, attribute: Attribute): unknown => {
  switch (attribute.type) {
    case 'media':
      return { select: [...MEDIA_FIELDS] };
    case 'component':
      return { populate: populateOf(schemaOf, schemaOf(attribute.component ?? '')) };
    case 'dynamiczone':
      return { on: Object.fromEntries((attribute.components ?? []).map((uid) => [uid, { populate: populateOf(schemaOf, schemaOf(uid)) }])) };
    case 'relation': {
      // A morph relation has no single target whose columns could be chosen.
      if (attribute.target === undefined) return true;
      const target = schemaOf(attribute.target);
      return { select: ['id', 'documentId', labelAttribute(target), slugAttribute(target)].filter((name) => name !== null) };
    }
    default:
      return undefined;
  }
};

/** The populate that reads exactly an entry's content: every component, media and owned relation, and nothing else. */
export const populateOf = (schemaOf: SchemaOf, schema: Schema): Populate =>
  Object.fromEntries(
    contentAttributes(schema).flatMap(([name, attribute]) => {
      const populate = populateAttribute(schemaOf, attribute);
      return populate === undefined ? [] : [[name, populate]];
    })
  );

type Entry = Record<string, unknown>;

const asList = (value: unknown): Entry[] => (Array.isArray(value) ? (value as Entry[]) : value === null || value === undefined ? [] : [value as Entry]);

const mediaOf = (file: Entry): Content => Object.fromEntries(MEDIA_FIELDS.map((f) => [f, file[f] instanceof Date ? (file[f] as Date).toISOString() : (file[f] ?? null)]));

const relationOf = (schemaOf: SchemaOf, target: string | undefined, entry: Entry): Content => {
  if (target === undefined) return { documentId: entry.documentId ?? null, type: entry.__type ?? null };
  const schema = schemaOf(target);
  const label = labelAttribute(schema);
  const slug = slugAttribute(schema);
  return { documentId: entry.documentId, label: label === null ? null : (entry[label] ?? null), slug: slug === null ? null : (entry[slug] ?? null) };
};

const valueOf = (schemaOf: SchemaOf, attribute: Attribute, value: unknown): unknown => {
  switch (attribute.type) {
    case 'media':
      return attribute.multiple === true ? asList(value).map(mediaOf) : value == null ? null : mediaOf(value as Entry);
    case 'relation': {
      const toMany = /ToMany$/.test(attribute.relation ?? '');
      const list = asList(value).map((entry) => relationOf(schemaOf, attribute.target, entry));
      return toMany ? list : (list[0] ?? null);
    }
    case 'component': {
      const schema = schemaOf(attribute.component ?? '');
      return attribute.repeatable === true ? asList(value).map((c) => contentOf(schemaOf, schema, c)) : value == null ? null : contentOf(schemaOf, schema, value as Entry);
    }
    case 'dynamiczone':
      return asList(value).map((c) => ({ __component: c.__component, ...contentOf(schemaOf, schemaOf(String(c.__component)), c) }));
    default:
      return value instanceof Date ? value.toISOString() : (value ?? null);
  }
};

/** Reads a populated entry into its content. The attribute order is fixed, so equal content is equal JSON. */
export const contentOf = (schemaOf: SchemaOf, schema: Schema, entry: Entry): Content =>
  Object.fromEntries(contentAttributes(schema).map(([name, attribute]) => [name, valueOf(schemaOf, attribute, entry[name])]));

/**
 * What the hash is taken over: a relation counts by which entry it points to, a file by its bytes' identity and its
 * texts. A related entry's new title, or a file's new folder, is not a change of this entry.
 */
export const identityOf = (schemaOf: SchemaOf, schema: Schema, content: Content): Content =>
  Object.fromEntries(contentAttributes(schema).map(([name, attribute]) => [name, identityValue(schemaOf, attribute, content[name])]));

/** What the bytes are known by, and then the texts that the media library keeps with them. */
const FILE_IDENTITY = ['url', 'hash', 'ext', 'mime', 'size', 'width', 'height', 'alternativeText', 'caption'] as const;
const FILE_BYTES = FILE_IDENTITY.indexOf('alternativeText');

const identityValue = (schemaOf: SchemaOf, attribute: Attribute, value: unknown): unknown => {
  const each = (one: (entry: Entry) => unknown): unknown => (Array.isArray(value) ? value.map((v) => one(v as Entry)) : value == null ? null : one(value as Entry));
  switch (attribute.type) {
    case 'media':
      return each((file) => FILE_IDENTITY.map((f) => file[f] ?? null));
    case 'relation':
      return each((entry) => entry.documentId ?? null);
    case 'component': {
      const schema = schemaOf(attribute.component ?? '');
      return each((c) => identityOf(schemaOf, schema, c));
    }
    case 'dynamiczone':
      return each((c) => [c.__component, identityOf(schemaOf, schemaOf(String(c.__component)), c)]);
    default:
      return value ?? null;
  }
};

/** SHA-256 over the canonical JSON (RFC 8785) of the content's identity, in hex. */
export const hashOf = (schemaOf: SchemaOf, schema: Schema, content: Content): string =>
  createHash('sha256').update(canonicalize(identityOf(schemaOf, schema, content)) ?? '').digest('hex');

const inOrder = (rows: readonly string[][]): string[][] => [...rows].sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1));

/** One hash over all that an approval seals. Without variants and channels it is the hash of the content itself. */
export const shownHashOf = (hash: string, variants: readonly VariantHash[], renditions: readonly RenditionHash[] = []): string =>
  variants.length === 0 && renditions.length === 0
    ? hash
    : createHash('sha256')
        .update(canonicalize([hash, ...inOrder(variants.map((variant) => [variant.key, variant.hash])), ...inOrder(renditions.map(({ channel, variant, hash: given }) => [channel, variant, given]))]) ?? '')
        .digest('hex');

/** Strapi publishes every draft row of a document, so a second one under its id is a change; two rows suffice to see that. */
const ROWS_TOLD_APART = 2;

/** The hash of several rows where there ought to be one: it equals that of no content that was ever approved. */
const ambiguousHash = (rows: readonly Version[]): string =>
  createHash('sha256')
    .update(`rows ${rows.map((row) => row.hash).join(' ')}`)
    .digest('hex');

/** A driver answers a date, a number or a text. */
const instantOf = (value: unknown): string | null => (value === null || value === undefined ? null : new Date(value as string | number | Date).toISOString());

const pairs = (approved: unknown, live: unknown): [Content, Content][] | null => {
  const [was, is] = [asList(approved), asList(live)];
  return was.length === is.length ? was.map((one, index) => [one, is[index] ?? {}]) : null;
};

/**
 * Whether live content is the approved one, links aside: those that are live are to be among the approved ones. A file
 * is compared by so many parts of its identity.
 */
const showsOnly = (schemaOf: SchemaOf, schema: Schema, approved: Content, live: Content, fileParts: number): boolean =>
  contentAttributes(schema).every(([name, attribute]) => {
    const [was, is] = [approved[name] ?? null, live[name] ?? null];
    switch (attribute.type) {
      case 'relation': {
        const allowed = new Set([was].flat());
        return [is].flat().every((id) => id === null || allowed.has(id));
      }
      case 'component':
        return pairs(was, is)?.every(([a, l]) => showsOnly(schemaOf, schemaOf(attribute.component ?? ''), a, l, fileParts)) ?? false;
      case 'dynamiczone':
        return (pairs(was, is) as unknown as [[string, Content], [string, Content]][] | null)?.every(([[uid, a], [other, l]]) => uid === other && showsOnly(schemaOf, schemaOf(uid), a, l, fileParts)) ?? false;
      case 'media': {
        const parts = (files: unknown): unknown => (attribute.multiple === true ? asList(files) : [files]).map((file) => (Array.isArray(file) ? file.slice(0, fileParts) : file));
        return canonicalize(parts(was)) === canonicalize(parts(is));
      }
      default:
        return canonicalize(was) === canonicalize(is);
    }
  });

export interface Version {
  readonly content: Content;
  readonly hash: string;
}

/** A draft also says what is no part of what is approved. */
export interface Draft extends Version {
  /** When the team means to publish it, epoch milliseconds; `null` without a plan. */
  readonly planAt: number | null;
  /** `updatedAt` of the row, as Strapi tells it to whoever fills a form. */
  readonly savedAt: string | null;
}

/** `file-texts`: a picture's alternative text or caption was changed in the media library since. */
export type Fidelity = 'exact' | 'file-texts' | 'other';

export interface ContentReader {
  /** The draft as it is in the database, inside the current transaction; `null` when there is none. */
  readDraft(subject: Subject): Promise<Draft | null>;
  /** The published row; `null` when nothing is live. */
  readPublished(subject: Subject): Promise<Draft | null>;
  /**
   * Whether the published row shows what was approved and no more. By identity, as the hash sees it: a file that was
   * renamed in the library is the same file. Strapi leaves out a link whose other end is not published.
   */
  fidelity(subject: Subject, approved: Version, published: Version): Fidelity;
  /** The draft's content with a variant's overrides applied. */
  withOverrides(uid: string, content: Content, overrides: Record<string, unknown>): Promise<Version>;
  /** The locales in which a draft of the document exists; `['']` for types without localisation. */
  draftLocales(uid: string, documentId: string): Promise<string[]>;
  schemaOf: SchemaOf;
}

/** The schemas without the attributes that are not part of what is approved. */
const reviewedSchemas = (all: SchemaOf, config: WorkflowConfig): SchemaOf => {
  const reviewed = new Map<string, Schema>();
  return (uid) => {
    const known = reviewed.get(uid);
    if (known !== undefined) return known;
    const schema = all(uid);
    const unreviewed = config.types[uid]?.unreviewed ?? [];
    const kept = unreviewed.length === 0 ? schema : { ...schema, attributes: Object.fromEntries(Object.entries(schema.attributes).filter(([name]) => !unreviewed.includes(name))) };
    reviewed.set(uid, kept);
    return kept;
  };
};

export const createContentReader = (strapi: Core.Strapi, config: WorkflowConfig): ContentReader => {
  const schemaOf = reviewedSchemas(schemaReader(strapi), config);
  // Schemas do not change while the server runs.
  const populates = new Map<string, Populate>();
  const populateFor = (uid: string): Populate => {
    const known = populates.get(uid) ?? populateOf(schemaOf, schemaOf(uid));
    populates.set(uid, known);
    return known;
  };

  const version = (uid: string, content: Content): Version => ({ content, hash: hashOf(schemaOf, schemaOf(uid), content) });

  const planOf = (uid: string, entry: Entry): number | null => {
    const plan = config.types[uid]?.plan ?? null;
    const value = plan === null ? null : (entry[plan] ?? null);
    return value === null ? null : value instanceof Date ? value.getTime() : Date.parse(String(value));
  };

  const read = async (subject: Subject, publishedAt: unknown): Promise<Draft | null> => {
    const where: Record<string, unknown> = { documentId: subject.documentId, publishedAt };
    if (subject.locale !== '') where.locale = subject.locale;
    const entries = (await strapi.db.query(subject.uid as never).findMany({ where, populate: populateFor(subject.uid) as never, orderBy: { id: 'asc' }, limit: ROWS_TOLD_APART })) as Entry[];
    const [first, ...others] = entries.map((entry) => ({ ...version(subject.uid, contentOf(schemaOf, schemaOf(subject.uid), entry)), planAt: planOf(subject.uid, entry), savedAt: instantOf(entry.updatedAt) }));
    if (first === undefined || others.length === 0) return first ?? null;
    return { ...first, hash: ambiguousHash([first, ...others]) };
  };

  const fidelity = (subject: Subject, approved: Version, published: Version): Fidelity => {
    if (approved.hash === published.hash) return 'exact';
    const schema = schemaOf(subject.uid);
    // Of several rows the content is one row's and the hash is nobody's.
    if (published.hash !== hashOf(schemaOf, schema, published.content)) return 'other';
    const [was, is] = [approved, published].map((version) => identityOf(schemaOf, schema, version.content)) as [Content, Content];
    if (showsOnly(schemaOf, schema, was, is, FILE_IDENTITY.length)) return 'exact';
    return showsOnly(schemaOf, schema, was, is, FILE_BYTES) ? 'file-texts' : 'other';
  };

  const overridden = async (attribute: Attribute, value: unknown): Promise<unknown> => {
    if (attribute.type !== 'media' || value === null) return valueOf(schemaOf, attribute, value);
    const file = (await strapi.db.query('plugin::upload.file').findOne({ where: { id: value as number } })) as Entry | null;
    return file === null ? null : mediaOf(file);
  };

  return {
    schemaOf,
    readDraft: (subject) => read(subject, null),
    readPublished: (subject) => read(subject, { $notNull: true }),
    fidelity,
    async withOverrides(uid, content, overrides) {
      const schema = schemaOf(uid);
      const changed: Content = {};
      for (const [name, value] of Object.entries(overrides)) {
        const attribute = schema.attributes[name];
        if (attribute !== undefined) changed[name] = await overridden(attribute, value);
      }
      return version(uid, { ...content, ...changed });
    },
    async draftLocales(uid, documentId) {
      const localized = isLocalized(schemaOf(uid));
      const rows = (await strapi.db.query(uid as never).findMany({ where: { documentId, publishedAt: null } as never, select: ['id', ...(localized ? ['locale'] : [])] as never })) as Entry[];
      return rows.map((row) => (localized ? String(row.locale ?? '') : ''));
    },
  };
};
