import type { Endpoint } from '../http/endpoint';

export interface Surface {
  readonly prefix: string;
  readonly endpoints: readonly Endpoint[];
}

export interface Route {
  /** As the table has it, with the names of parameters and none of their values. */
  readonly pattern: string;
  readonly handler: string;
}

export type FindRoute = (method: string, path: string) => Route | null;

interface Known extends Route {
  readonly method: string;
  readonly segments: readonly string[];
}

const segmentsOf = (path: string): readonly string[] => path.split('/').slice(1);

/**
 * Which of our routes a request is for, before Strapi has looked for one: refusals on the way to a handler belong to the
 * route as well. The first row that fits wins, as in Strapi's router.
 */
export const createFindRoute = (surfaces: readonly Surface[]): FindRoute => {
  const known = surfaces.flatMap(({ prefix, endpoints }) =>
    endpoints.map(({ method, path, handler }): Known => ({ method, pattern: prefix + path, handler, segments: segmentsOf(prefix + path) }))
  );
  // The start of a path that is ours; most requests are told apart by it.
  const heads = [...new Set(known.map(({ segments }) => `/${segments.slice(0, segments[0] === 'content-workflow' ? 1 : 2).join('/')}`))];
  const fits = (route: Known, method: string, segments: readonly string[]): boolean =>
    route.method === method && route.segments.length === segments.length && route.segments.every((part, i) => (part.startsWith(':') ? segments[i] !== '' : part === segments[i]));

  return (method, path) => {
    if (!heads.some((head) => path.startsWith(head))) return null;
    const segments = segmentsOf(path);
    return known.find((route) => fits(route, method === 'HEAD' ? 'GET' : method, segments)) ?? null;
  };
};
