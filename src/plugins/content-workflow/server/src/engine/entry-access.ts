/** Whether Strapi's own permissions let a person see or change an entry: those of its type, its language and its owner. */
import type { Core } from '@strapi/strapi';
import { documentId as documentIdOf, locale as localeOf, pieceId } from '../http/endpoint';
import type { Subject } from '../tables';
import type { Pieces } from './pieces';
import { isLocalized, schemaReader } from './schema';

export type EntryAction = 'read' | 'update';

interface Checker {
  readonly cannot: Readonly<Record<EntryAction, (entity?: object) => boolean>>;
  readonly requiresEntity: Readonly<Record<EntryAction, () => boolean>>;
}

interface ContentManager {
  service(name: 'permission-checker'): { create(options: { userAbility: object; model: string }): Checker };
}

const checkerOf = (strapi: Core.Strapi, userAbility: object, model: string): Checker => (strapi.plugin('content-manager') as unknown as ContentManager).service('permission-checker').create({ userAbility, model });

/** Whether at least some entries of the type; a condition may keep others from them. */
export const mayOpenSome = (strapi: Core.Strapi, userAbility: object, action: EntryAction, uid: string): boolean => !checkerOf(strapi, userAbility, uid).cannot[action]();

/** Conditions look at the language and at who created the entry, so it is read only where there are any. */
export const mayOpen = async (strapi: Core.Strapi, userAbility: object, action: EntryAction, { uid, documentId, locale }: Subject): Promise<boolean> => {
  const checker = checkerOf(strapi, userAbility, uid);
  if (checker.cannot[action]()) return false;
  if (!checker.requiresEntity[action]()) return true;
  const where = { documentId, ...(isLocalized(schemaReader(strapi)(uid)) && locale !== '' ? { locale } : {}) };
  const entry = (await strapi.db.query(uid as never).findOne({ where: where as never, populate: { createdBy: { populate: { roles: true } } } as never, orderBy: { publishedAt: 'asc' } as never })) as object | null;
  return entry === null || !checker.cannot[action](entry);
};

/** `mayOpen` for each of these, with at most one question a type: entries are read only of types whose permission has a condition. */
export const mayOpenEach = async (strapi: Core.Strapi, userAbility: object, action: EntryAction, subjects: readonly Subject[]): Promise<boolean[]> => {
  const closed = new Set<string>();
  const nameOf = ({ uid, documentId, locale }: Subject): string => [uid, documentId, isLocalized(schemaReader(strapi)(uid)) ? locale : ''].join(' ');
  for (const uid of new Set(subjects.map((subject) => subject.uid))) {
    const checker = checkerOf(strapi, userAbility, uid);
    const ofType = subjects.filter((subject) => subject.uid === uid);
    if (checker.cannot[action]()) for (const subject of ofType) closed.add(nameOf(subject));
    else if (checker.requiresEntity[action]()) {
      const where = { documentId: { $in: [...new Set(ofType.map(({ documentId }) => documentId))] } };
      const entries = (await strapi.db.query(uid as never).findMany({ where: where as never, populate: { createdBy: { populate: { roles: true } } } as never })) as { documentId: string; locale?: string | null }[];
      for (const entry of entries) if (checker.cannot[action](entry)) closed.add(nameOf({ uid, documentId: entry.documentId, locale: entry.locale ?? '' }));
    }
  }
  return subjects.map((subject) => !closed.has(nameOf(subject)));
};

/** Role codes that may do it with at least some entries of the type. */
export const whoMayOpen = async (strapi: Core.Strapi, action: EntryAction, uid: string): Promise<string[]> => {
  const rows = (await strapi.db.query('admin::permission').findMany({ where: { action: `plugin::content-manager.explorer.${action}`, subject: uid }, populate: { role: { select: ['code'] } } })) as { role: { code: string } | null }[];
  return [...new Set(rows.flatMap(({ role }) => (role === null ? [] : [role.code])))].sort();
};

/** The entry that a path names, by the id of its piece or by its own; `null` for what names none, which the handler refuses. */
export const subjectOfPath = async (params: Readonly<Record<string, string | undefined>>, query: Readonly<Record<string, unknown>>, pieces: Pick<Pieces, 'byId'>): Promise<Subject | null> => {
  if (params.uid !== undefined && params.documentId !== undefined) {
    const documentId = documentIdOf.safeParse(params.documentId);
    const locale = localeOf.safeParse(query.locale ?? '');
    return documentId.success && locale.success ? { uid: params.uid, documentId: documentId.data, locale: locale.data } : null;
  }
  const id = pieceId.safeParse(params.id);
  return id.success ? pieces.byId(id.data) : null;
};
