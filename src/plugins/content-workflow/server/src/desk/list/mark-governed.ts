import type { Core } from '@strapi/strapi';

interface Model {
  readonly uid: string;
  readonly pluginOptions?: Readonly<Record<string, unknown>>;
}

interface DataMapper {
  toContentManagerModel(contentType: Model): Model;
}

/**
 * The list's hooks are given a layout without the name of its type, and they are not asked again once something has been
 * fetched. So the description of a type that the Content Manager loads first says whether it is governed; the schema
 * itself, which the Content-Type Builder writes to disk, is left as it is.
 */
export const markGoverned = (strapi: Core.Strapi, governed: ReadonlySet<string>): void => {
  const services = strapi.get('services') as { extend(uid: string, wrap: (service: DataMapper) => DataMapper): unknown };
  services.extend('plugin::content-manager.data-mapper', (service) => ({
    ...service,
    toContentManagerModel(contentType) {
      const model = service.toContentManagerModel(contentType);
      return governed.has(contentType.uid) ? { ...model, pluginOptions: { ...model.pluginOptions, 'content-workflow': { governed: true } } } : model;
    },
  }));
};
