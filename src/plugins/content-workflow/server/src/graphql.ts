/** What GraphQL, where it is installed, may not offer. Its nested resolvers read past every middleware. */
import type { Core } from '@strapi/strapi';
import contentTypes from './content-types';
import type { WorkflowConfig } from './config';
import type { Schema } from './engine/schema';

type Resolve = (parent: unknown, args: object, context: unknown, info: unknown) => unknown;
type ResolverMiddleware = (next: Resolve, ...call: Parameters<Resolve>) => unknown;
type ResolversConfig = Record<string, { middlewares: ResolverMiddleware[] }>;

interface Extension {
  shadowCRUD(uid: string): { disable(): unknown; disableMutations(): unknown; field(name: string): { disableFilters(): unknown } };
  use(extension: () => { resolversConfig: ResolversConfig }): unknown;
}

interface Naming {
  getTypeName(schema: Schema): string;
  getComponentName(schema: Schema): string;
}

/**
 * A relation takes the status of its root: a mutation with `status: DRAFT`, or of a type without Draft & Publish, would
 * answer with the drafts that it links to. An argument of its own goes before that.
 */
const publishedOnly: ResolverMiddleware = (next, parent, args, context, info) => next(parent, { ...args, status: 'published' }, context, info);

const relationsTo = (governed: ReadonlySet<string>, schema: Schema): string[] =>
  Object.entries(schema.attributes).flatMap(([name, { type, target }]) => (type === 'relation' && target !== undefined && governed.has(target) ? [name, `${name}_connection`] : []));

export const limitGraphql = (strapi: Core.Strapi, config: WorkflowConfig): void => {
  const graphql = strapi.plugin('graphql');
  if (graphql === undefined) return;
  const extension = graphql.service('extension') as unknown as Extension;
  const governed: ReadonlySet<string> = new Set(Object.keys(config.types));

  for (const name of Object.keys(contentTypes)) extension.shadowCRUD(`plugin::content-workflow.${name}`).disable();
  // Localizations join drafts: a filter on them would tell of drafts, one letter at a time.
  for (const uid of governed) extension.shadowCRUD(uid).field('localizations').disableFilters();
  // Members send in by the intake, where it is configured, and by nothing that takes any field.
  if (config.intake !== null && config.moderation.submissions !== null) extension.shadowCRUD(config.moderation.submissions).disableMutations();
  extension.use(() => {
    const { naming } = graphql.service('utils') as unknown as { naming: Naming };
    const fields = (schemas: object, nameOf: (schema: Schema) => string): string[] =>
      (Object.values(schemas) as Schema[]).flatMap((schema) => relationsTo(governed, schema).map((field) => `${nameOf(schema)}.${field}`));
    const guarded = [...fields(strapi.contentTypes, naming.getTypeName), ...fields(strapi.components, naming.getComponentName)];
    return { resolversConfig: Object.fromEntries(guarded.map((field) => [field, { middlewares: [publishedOnly] }])) };
  });
};
