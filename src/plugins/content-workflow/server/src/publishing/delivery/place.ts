/** What an address of the delivery API asks for, as it can be told without Strapi's chain. */
import { VISITOR } from './trials';

export interface Place {
  readonly kind: 'one' | 'list';
  readonly uid: string;
  /** `null`: the default one. */
  readonly locale: string | null;
  /** Slug or document id; '' for lists. */
  readonly name: string;
  readonly visitor: string | null;
  /** The address without the visitor: what its answers are kept under. */
  readonly key: string;
}

const NAMES_A_VISITOR = /^visitor=[A-Za-z0-9_-]{8,64}$/;

/** The path, and the query without its question mark; `null` where there is none. */
const halvesOf = (url: string): readonly [string, string | null] => {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, null] : [url.slice(0, mark), url.slice(mark + 1)];
};

/** The same address for every visitor; one that names a visitor otherwise than once and well is left as it is. */
export const withoutVisitor = (url: string): string => {
  // Nearly every address there is, and this stands in the way of all of them.
  if (!url.includes('visitor=')) return url;
  const [path, query] = halvesOf(url);
  const parts = query?.split('&') ?? [];
  const others = parts.filter((part) => !NAMES_A_VISITOR.test(part));
  if (others.length !== parts.length - 1 || others.some((part) => part.includes('visitor'))) return url;
  return others.length === 0 ? path : `${path}?${others.join('&')}`;
};

export interface PlacesOptions {
  /** Up to the type, with the slash at its end. */
  readonly prefix: string;
  typeAt(path: string): { readonly uid: string; readonly localized: boolean } | null;
}

const decoded = (segment: string): string | null => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
};

/** `null` for what only the chain can tell. */
export const placeReader =
  ({ prefix, typeAt }: PlacesOptions) =>
  (url: string): Place | null => {
    const [path, query] = halvesOf(url);
    const [type, name, ...others] = path.slice(prefix.length).split('/');
    if (type === undefined || others.some((segment) => segment !== '')) return null;
    const at = typeAt(type);
    const asked = name === undefined || name === '' ? '' : decoded(name);
    if (at === null || asked === null) return null;
    const parameters = new URLSearchParams(query ?? '');
    const [visitor = null, ...more] = parameters.getAll('visitor');
    // The chain refuses it, saying what is wrong.
    if (more.length > 0 || (visitor !== null && !VISITOR.test(visitor))) return null;
    const locale = at.localized ? parameters.get('locale') : '';
    return { kind: asked === '' ? 'list' : 'one', uid: at.uid, locale, name: asked, visitor, key: withoutVisitor(url) };
  };
