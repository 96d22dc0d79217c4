/** What stands ahead of the list in `config/middlewares`, where plugins put what must see every request. */
import type { Core } from '@strapi/strapi';

type KoaMiddleware = Parameters<Core.Strapi['server']['use']>[0];

/** The plugin's own, which let requests for published content pass, or let nothing pass. */
const own = new WeakSet<object>();

export const useAhead = (strapi: Core.Strapi, middleware: KoaMiddleware): void => {
  own.add(middleware);
  strapi.server.use(middleware);
};

/** True when nobody but Strapi, whose first middleware remembers the request, and this plugin has put anything there yet. */
export const isAlone = (strapi: Core.Strapi): boolean => (strapi.server.app as unknown as { readonly middleware: readonly object[] }).middleware.slice(1).every((middleware) => own.has(middleware));
