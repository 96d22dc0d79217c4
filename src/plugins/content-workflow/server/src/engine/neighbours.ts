/**
 * What hangs together with an entry: the components that it holds, and the links that two entries keep between them. A
 * write to one of these changes the content of an entry that the write does not name.
 */
import type { Core } from '@strapi/strapi';
import { inTurn, type Subject } from '../tables';
import { asArray, contentAttributes, isLocalized, schemaReader, type Attribute, type Schema } from './schema';

/** A row of a governed entry. */
export interface Holder extends Subject {
  readonly id: number;
  readonly isLive: boolean;
}

/** A relation whose other end, on a governed type, is part of that type's content. */
export interface FarSide {
  readonly name: string;
  readonly target: string;
  /** The attribute on the target that owns the link. */
  readonly owner: string;
}

/** A governed row that owns a link, with the attribute that holds it. */
export interface Link extends Holder {
  readonly owner: string;
}

export interface Neighbours {
  /** The components that governed entries are made of, at any depth. */
  components(): readonly string[];
  farSides(uid: string): readonly FarSide[];
  /** The governed rows that hold these component rows, at any depth. */
  holdersOf(component: string, ids: readonly number[]): Promise<Holder[]>;
  /** The governed rows whose content links to the document, or to these rows. */
  referrersOf(uid: string, to: { readonly documentId: string } | { readonly id: { readonly $in: readonly number[] } }): Promise<Holder[]>;
  /** Types that governed content links to, or that link to it from a far side. */
  related(): readonly string[];
  /** What a row-level write moves at the far sides of these rows: the links that it makes and those that it ends. */
  movedBy(uid: string, ids: readonly number[], data: Readonly<Record<string, unknown>>): Promise<Holder[]>;
  /** The governed rows at the far sides of the document's relations; two equal keys are the same link. */
  linksOf(uid: string, documentId: string): Promise<Map<string, Link>>;
}

type Row = { readonly id: number; readonly documentId: string; readonly locale?: string | null; readonly publishedAt?: unknown };

/** The columns of Strapi's tables that join components to what holds them. */
const ENTITY = 'entity_id';
const COMPONENT = 'cmp_id';
const COMPONENT_TYPE = 'component_type';

const idsIn = (value: unknown): number[] =>
  asArray(value as unknown[]).flatMap((one) => {
    const id = Number(one !== null && typeof one === 'object' ? (one as { id?: unknown }).id : one);
    return Number.isSafeInteger(id) ? [id] : [];
  });

/** Reads the forms in which the database layer takes a relation: a list replaces, `connect` and `disconnect` change. */
const linksIn = (value: unknown, linked: readonly number[]): { connected: Set<number>; disconnected: Set<number> } => {
  const change = value !== null && typeof value === 'object' && !Array.isArray(value) && !('id' in value) ? (value as { set?: unknown; connect?: unknown; disconnect?: unknown }) : { set: value };
  const replaces = 'set' in change;
  const connected = new Set([...idsIn(change.set), ...idsIn(change.connect)]);
  return { connected, disconnected: new Set(replaces ? linked.filter((id) => !connected.has(id)) : idsIn(change.disconnect)) };
};

const isHeld = ([, attribute]: [string, Attribute]): boolean => attribute.type === 'component' || attribute.type === 'dynamiczone';

const componentsIn = ([, attribute]: [string, Attribute]): readonly string[] =>
  attribute.type === 'component' ? [attribute.component ?? ''] : attribute.type === 'dynamiczone' ? (attribute.components ?? []) : [];

export const createNeighbours = (strapi: Core.Strapi, governed: ReadonlySet<string>): Neighbours => {
  const schemaOf = schemaReader(strapi);

  const reachable = (uid: string, seen: Set<string>): Set<string> => {
    for (const component of contentAttributes(schemaOf(uid)).flatMap(componentsIn)) {
      if (seen.has(component)) continue;
      seen.add(component);
      reachable(component, seen);
    }
    return seen;
  };
  const components = (): string[] => [...new Set([...governed].flatMap((uid) => [...reachable(uid, new Set())]))];
  const parts = (): Schema[] => [...governed, ...components()].map(schemaOf);

  const columns = (schema: Schema): string[] => ['id', 'documentId', ...(schema.options?.draftAndPublish === true ? ['publishedAt'] : []), ...(isLocalized(schema) ? ['locale'] : [])];

  const holder = (uid: string, row: Row): Holder => ({ uid, id: row.id, documentId: row.documentId, locale: row.locale ?? '', isLive: row.publishedAt !== null && row.publishedAt !== undefined });

  const rows = async (uid: string, where: object): Promise<Holder[]> =>
    ((await strapi.db.query(uid as never).findMany({ where: where as never, select: columns(schemaOf(uid)) as never })) as unknown as Row[]).map((row) => holder(uid, row));

  /** Rows of a governed type or of a component, as the governed rows that they belong to. */
  const belongingTo = (uid: string, ids: readonly number[]): Promise<Holder[]> =>
    ids.length === 0 ? Promise.resolve([]) : governed.has(uid) ? rows(uid, { id: { $in: ids } }) : holdersOf(uid, ids);

  const holdersOf = async (component: string, ids: readonly number[]): Promise<Holder[]> => {
    const holding = parts().filter((schema) => contentAttributes(schema).flatMap(componentsIn).includes(component));
    const found = await inTurn(holding, async (schema) => {
      const joins = new Set(contentAttributes(schema).filter(isHeld).map(([name]) => (strapi.db.metadata.get(schema.uid).attributes[name] as { joinTable?: { name: string } }).joinTable?.name));
      const held = await inTurn(
        [...joins].filter((table) => table !== undefined),
        (table) => strapi.db.queryBuilder(table).select(ENTITY).where({ [COMPONENT_TYPE]: component, [COMPONENT]: { $in: ids } }).execute() as Promise<Record<string, number>[]>
      );
      return belongingTo(schema.uid, held.flat().map((row) => Number(row[ENTITY])));
    });
    return found.flat();
  };

  const sides = new Map<string, readonly FarSide[]>();
  const farSides = (uid: string): readonly FarSide[] => {
    const known = sides.get(uid);
    if (known !== undefined) return known;
    const found = Object.entries(schemaOf(uid)?.attributes ?? {}).flatMap(([name, { type, target, mappedBy }]) =>
      type === 'relation' && target !== undefined && mappedBy !== undefined && governed.has(target) ? [{ name, target, owner: mappedBy }] : []
    );
    sides.set(uid, found);
    return found;
  };

  return {
    components,
    farSides,
    holdersOf,
    related: () => {
      const targets = parts().flatMap((schema) => contentAttributes(schema).flatMap(([, { type, target }]) => (type === 'relation' && target !== undefined ? [target] : [])));
      return [...new Set([...targets, ...Object.keys(strapi.contentTypes).filter((uid) => farSides(uid).length > 0)])];
    },
    async movedBy(uid, ids, data) {
      const written = farSides(uid).filter(({ name }) => data[name] !== undefined);
      if (written.length === 0) return [];
      const populate = Object.fromEntries(written.map(({ name, target }) => [name, { select: columns(schemaOf(target)) }]));
      const entries = (await strapi.db.query(uid as never).findMany({ where: { id: { $in: ids } } as never, select: ['id'] as never, populate: populate as never })) as unknown as Record<string, unknown>[];
      const moved = await inTurn(written, async ({ name, target }) => {
        const linked = entries.flatMap((entry) => asArray(entry[name] as Row | Row[] | null));
        const { connected, disconnected } = linksIn(data[name], linked.map((row) => row.id));
        const before = new Set(linked.map((row) => row.id));
        return [...linked.filter((row) => disconnected.has(row.id)).map((row) => holder(target, row)), ...(await rows(target, { id: { $in: [...connected].filter((id) => !before.has(id)) } }))];
      });
      return moved.flat();
    },
    async referrersOf(uid, to) {
      const relations = parts().flatMap((schema) => contentAttributes(schema).flatMap(([name, { type, target }]) => (type === 'relation' && target === uid ? [{ from: schema.uid, name }] : [])));
      const found = await inTurn(relations, async ({ from, name }) => {
        const linking = (await strapi.db.query(from as never).findMany({ where: { [name]: to } as never, select: ['id'] as never })) as unknown as { id: number }[];
        return belongingTo(from, linking.map((row) => row.id));
      });
      return found.flat();
    },
    async linksOf(uid, documentId) {
      const schema = schemaOf(uid);
      const populate = Object.fromEntries(farSides(uid).map(({ name, target }) => [name, { select: columns(schemaOf(target)) }]));
      const entries = (await strapi.db.query(uid as never).findMany({ where: { documentId } as never, select: columns(schema) as never, populate: populate as never })) as unknown as (Row & Record<string, unknown>)[];
      return new Map(
        entries.flatMap((entry) =>
          farSides(uid).flatMap(({ name, target, owner }) =>
            asArray(entry[name] as Row | Row[] | null).map((row): [string, Link] => [[name, entry.locale ?? '', entry.publishedAt == null, target, row.id].join(' '), { ...holder(target, row), owner }])
          )
        )
      );
    },
  };
};
