/**
 * Strapi's list of entries by stage.
 *
 * Stages live outside the entries, so there is no attribute to filter by. The list asks for `filters[$and][i][__stage]`,
 * named like Strapi's own `__status`. The controller's wrapper takes it out before Strapi looks at the query, and where the
 * entries are read and counted a subquery narrows both, so that pages and counts agree however many pieces there are.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import { STATES, type StateName } from '../../../../core/workflow/machine';
import { isLocalized, schemaReader } from '../../engine/schema';
import { actionId, locale as localeCode } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import { TABLES } from '../../tables';

const KEY = '__stage';

const stage = z.enum(STATES);
const stages = z.union([stage.transform((one) => [one]), z.array(stage)]);
const condition = z.strictObject({ $eq: stage.optional(), $ne: stage.optional(), $in: stages.optional(), $notIn: stages.optional() });

type Condition = z.infer<typeof condition>;

const passes = ({ $eq, $ne, $in, $notIn }: Condition, state: StateName): boolean =>
  ($eq === undefined || $eq === state) && ($ne === undefined || $ne !== state) && ($in === undefined || $in.includes(state)) && ($notIn === undefined || !$notIn.includes(state));

/** `invalid`: what is wrong, and in which of the conditions. */
export type Asked = { readonly kind: 'none' } | { readonly kind: 'invalid'; readonly message: string } | { readonly kind: 'states'; readonly states: readonly StateName[] };

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * Reads the conditions on stages and takes them out of the query, as Strapi takes out its `__status`. A query string with
 * one condition can arrive as an object with the key '0', so both shapes are read.
 */
export const takeStages = (query: Record<string, unknown>): Asked => {
  const filters = query.filters;
  if (!isObject(filters) || filters.$and === undefined) return { kind: 'none' };
  const all = Array.isArray(filters.$and) ? (filters.$and as unknown[]) : isObject(filters.$and) ? Object.values(filters.$and) : [];
  const asked = all.filter((one) => isObject(one) && KEY in one) as Record<string, unknown>[];
  if (asked.length === 0) return { kind: 'none' };
  const rest = all.filter((one) => !asked.includes(one as Record<string, unknown>));
  if (rest.length > 0) filters.$and = rest;
  else delete query.filters;
  let states: readonly StateName[] = STATES;
  for (const one of asked) {
    const parsed = condition.safeParse(one[KEY]);
    if (!parsed.success) return { kind: 'invalid', message: `is not a condition on stages; they are ${STATES.join(', ')}` };
    states = states.filter((state) => passes(parsed.data, state));
  }
  return { kind: 'states', states };
};

interface Narrowing {
  readonly uid: string;
  readonly locale: string;
  readonly states: readonly StateName[];
}

const narrowings = new AsyncLocalStorage<Narrowing>();

interface ListContext extends HttpContext {
  readonly request: HttpContext['request'] & { readonly query: Record<string, unknown> };
}

interface CollectionTypes {
  find(ctx: ListContext): Promise<unknown>;
}

interface Locales {
  getDefaultLocale(): Promise<string>;
}

/** `null` for a list of several languages at once: each has its own stage. */
const localeOf = async (strapi: Core.Strapi, uid: string, asked: unknown): Promise<string | null> => {
  if (!isLocalized(schemaReader(strapi)(uid))) return '';
  if (asked === undefined || asked === null || asked === '') return (strapi.plugin('i18n').service('locales') as Locales).getDefaultLocale();
  return localeCode.safeParse(asked).data ?? null;
};

const mayRead = (ctx: ListContext): boolean => (ctx.state.userAbility as { can(action: string): boolean } | undefined)?.can(actionId('read')) === true;

const invalid = (ctx: ListContext, field: string, message: string): void => problem(ctx, 400, `${field}: ${message}`, { code: 'INPUT_INVALID', field });

interface ReadEvent {
  readonly model: { readonly uid: string };
  readonly params: { where?: unknown };
}

/** A draft that nobody has looked at since the workflow came has no piece; it is a draft all the same. */
const narrow = (strapi: Core.Strapi, { params, model }: ReadEvent): void => {
  const asked = narrowings.getStore();
  if (asked === undefined || asked.uid !== model.uid) return;
  const withDrafts = asked.states.includes('draft');
  const states = withDrafts ? STATES.filter((state) => !asked.states.includes(state)) : asked.states;
  const documents = strapi.db
    .connection(TABLES.pieces)
    .select('subject_id')
    .where({ subject_uid: asked.uid, subject_locale: asked.locale, is_current: true })
    .whereIn('state', [...states]);
  const byStage = { documentId: { [withDrafts ? '$notIn' : '$in']: documents } };
  params.where = params.where === undefined ? byStage : { $and: [params.where, byStage] };
};

interface Extendable<T> {
  extend(uid: string, wrap: (original: T) => T): unknown;
}

export const filterListByStage = (strapi: Core.Strapi, governed: ReadonlySet<string>): void => {
  const controllers = strapi.get('controllers') as Extendable<CollectionTypes>;
  controllers.extend('plugin::content-manager.collection-types', (original) => ({
    ...original,
    async find(ctx) {
      const uid = ctx.params.model ?? '';
      if (!governed.has(uid)) return original.find(ctx);
      const asked = takeStages(ctx.request.query);
      if (asked.kind === 'none') return original.find(ctx);
      if (!mayRead(ctx)) return problem(ctx, 403, 'Stages can not be filtered by without the permission to read the workflow.', { code: 'PERMISSION_MISSING', guard: 'permission', who: ['read'], next: 'Take the filter out, or ask an administrator for the permission.' });
      if (asked.kind === 'invalid') return invalid(ctx, `filters.${KEY}`, asked.message);
      const locale = await localeOf(strapi, uid, ctx.request.query.locale);
      if (locale === null) return invalid(ctx, 'locale', 'a stage can be filtered by in one language at a time');
      return narrowings.run({ uid, locale, states: asked.states }, () => original.find(ctx));
    },
  }));
  strapi.db.lifecycles.subscribe({
    models: [...governed],
    beforeFindMany: (event) => narrow(strapi, event as unknown as ReadEvent),
    beforeCount: (event) => narrow(strapi, event as unknown as ReadEvent),
  });
};
