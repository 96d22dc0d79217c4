/** Middlewares of an application's own, above and below the ones that it lists, as its `config/middlewares` would name them. */
import type { Core } from '@strapi/strapi';

type Middleware = (ctx: { readonly url: string; set(name: string, value: string): void; vary(name: string): void }, next: () => Promise<void>) => Promise<void>;

interface Registry {
  set(uid: string, factory: () => Middleware): unknown;
}

/** To be called before Strapi loads. */
export const addToChain = (strapi: Core.Strapi, { above = {}, below = {} }: { above?: Record<string, Middleware>; below?: Record<string, Middleware> }): void => {
  const registry = strapi.get('middlewares') as unknown as Registry;
  for (const [name, run] of Object.entries({ ...above, ...below })) registry.set(`global::${name}`, () => run);
  const uids = (middlewares: Record<string, Middleware>): string[] => Object.keys(middlewares).map((name) => `global::${name}`);
  strapi.config.set('middlewares', [...uids(above), ...strapi.config.get<unknown[]>('middlewares'), ...uids(below)]);
};
