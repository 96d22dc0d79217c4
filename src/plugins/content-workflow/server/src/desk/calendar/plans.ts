/**
 * A plan date is an attribute of the draft. Setting it from the calendar is an ordinary edit by that person: what the
 * Content Manager would refuse is refused here, and what it would record is recorded.
 */
import type { Core } from '@strapi/strapi';
import type { Refusal } from '../../../../core/errors';
import type { WorkflowConfig } from '../../config';
import { isLocalized, schemaReader } from '../../engine/schema';
import { iso } from '../../jobs/clock';
import { inTransaction, type PieceRow } from '../../tables';

export type PlanOutcome =
  | { readonly kind: 'set'; readonly planAt: string | null }
  /** Somebody else planned it meanwhile. */
  | { readonly kind: 'changed'; readonly planAt: string | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Strapi's view of who asks: what its own admin routes put into the request. */
export interface Editor {
  readonly user: { readonly id: number | string };
  readonly userAbility: object;
}

export interface Plans {
  set(piece: PieceRow, editor: Editor, planAt: string | null, expected: string | null): Promise<PlanOutcome>;
}

type Entry = Record<string, unknown>;

interface Checker {
  readonly cannot: { update(entity?: Entry): boolean };
  readonly sanitizedQuery: { update(query: object): Promise<object> };
  sanitizeUpdateInput(entity: Entry): (data: Entry) => Promise<Entry>;
}

interface ContentManager {
  service(name: 'permission-checker'): { create(options: { userAbility: object; model: string }): Checker };
  service(name: 'populate-builder'): (uid: string) => { populateFromQuery(query: object): { build(): Promise<object> } };
}

const UPDATE = 'plugin::content-manager.explorer.update';

const same = (a: string | null, b: string | null): boolean => (a === null || b === null ? a === b : Date.parse(a) === Date.parse(b));

const timeOf = (value: unknown): string | null => (value === null || value === undefined ? null : iso(Date.parse(String(value))));

export const createPlans = (strapi: Core.Strapi, config: WorkflowConfig): Plans => {
  const schemaOf = schemaReader(strapi);

  /** Role codes whose people may edit this attribute in this language. */
  const whoCould = async ({ uid, locale }: PieceRow, plan: string): Promise<string[]> => {
    const rows = (await strapi.db.query('admin::permission').findMany({ where: { action: UPDATE, subject: uid }, populate: { role: { select: ['code'] } } })) as { role: { code: string } | null; properties: { fields?: string[] | null; locales?: string[] | null } }[];
    const allowed = rows.filter(({ properties }) => (properties.fields == null || properties.fields.includes(plan)) && (locale === '' || properties.locales == null || properties.locales.includes(locale)));
    return [...new Set(allowed.flatMap(({ role }) => (role === null ? [] : [role.code])))].sort();
  };

  const forbidden = async (piece: PieceRow, plan: string): Promise<PlanOutcome> => ({
    kind: 'refused',
    refusal: {
      code: 'PERMISSION_MISSING',
      kind: 'forbidden',
      guard: 'mayEditTheEntry',
      message: 'You may not edit this entry, and its plan date is part of it.',
      who: await whoCould(piece, plan),
      next: 'Ask one of the roles named here to plan it.',
    },
  });

  return {
    async set(piece, { user, userAbility }, planAt, expected) {
      const plan = config.types[piece.uid]?.plan ?? null;
      if (plan === null)
        return {
          kind: 'refused',
          refusal: { code: 'TYPE_NOT_GOVERNED', kind: 'unprocessable', guard: 'hasAPlan', message: 'Entries of this type have no plan date.', who: [], next: 'Name the attribute as "plan" in the plugin configuration.' },
        };
      const manager = strapi.plugin('content-manager') as unknown as ContentManager;
      const checker = manager.service('permission-checker').create({ userAbility, model: piece.uid });
      if (checker.cannot.update()) return forbidden(piece, plan);
      const populate = await manager.service('populate-builder')(piece.uid).populateFromQuery(await checker.sanitizedQuery.update({})).build();
      const document = { documentId: piece.documentId, ...(isLocalized(schemaOf(piece.uid)) ? { locale: piece.locale } : {}) };
      return inTransaction(strapi, async (): Promise<PlanOutcome> => {
        const draft = (await strapi.documents(piece.uid as never).findOne({ ...document, status: 'draft', populate } as never)) as Entry | null;
        if (draft === null) return { kind: 'refused', refusal: { code: 'DOCUMENT_NOT_FOUND', kind: 'not-found', guard: 'hasADraft', message: 'The entry was deleted.', who: [], next: 'Reload the calendar.' } };
        if (checker.cannot.update(draft)) return forbidden(piece, plan);
        const permitted = await checker.sanitizeUpdateInput(draft)({ [plan]: planAt });
        if (!(plan in permitted)) return forbidden(piece, plan);
        const now = timeOf(draft[plan]);
        if (!same(now, expected)) return { kind: 'changed', planAt: now };
        await strapi.documents(piece.uid as never).update({ ...document, data: { [plan]: planAt, updatedBy: user.id } } as never);
        return { kind: 'set', planAt };
      });
    },
  };
};
