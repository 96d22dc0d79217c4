/** Places that links may lead to: one's own, and those of lists in force. */
import { allowedBy, linkPlaces, type AllowedDomains } from './links';
import type { Reader } from './text/reader';
import { isInForce, type WordList } from './word-lists';

/** `own`: host names of the site itself. */
export const allowedDomains = (lists: readonly WordList[], own: readonly string[], at: number): AllowedDomains =>
  new Set([...own, ...lists.filter((list) => list.kind === 'allowed-domains' && isInForce(list, at)).flatMap(({ terms }) => terms)]);

/** The links of a text that a list would allow, for a dry run. */
export const allowedIn = ({ terms }: Pick<WordList, 'terms'>, text: string, reader: Reader): { readonly term: string; readonly from: number; readonly to: number; readonly way: 'written' }[] => {
  const allowed: AllowedDomains = new Set(terms);
  const line = reader.read(text).lines[0]?.view;
  if (line === undefined) return [];
  return linkPlaces(line, text).flatMap(({ written, place }) => {
    const term = allowedBy(written, allowed);
    return term === null || place === null ? [] : [{ term, ...place, way: 'written' }];
  });
};
