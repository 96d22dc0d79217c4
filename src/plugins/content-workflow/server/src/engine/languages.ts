import type { Core } from '@strapi/strapi';
import { inTransaction } from '../tables';

interface Locales {
  delete(params: object): Promise<unknown>;
}

/**
 * Strapi deletes a language type by type, each for itself. Where the gate refuses one of them because something is live
 * or locked, the drafts of the types before it would be gone already.
 */
export const deleteLanguagesWhole = (strapi: Core.Strapi): void => {
  if (strapi.plugin('i18n') === undefined) return;
  const services = strapi.get('services') as { extend(uid: string, wrap: (service: Locales) => Locales): unknown };
  services.extend('plugin::i18n.locales', (service) => ({ ...service, delete: (params) => inTransaction(strapi, () => service.delete(params)) }));
};
