/** Which forms of an answer a client takes, by its Accept-Encoding (RFC 9110, 12.5.3). */
import { LRUCache } from 'lru-cache';
import { CODINGS, type Coding } from './validators';

const IDENTITY_ONLY: readonly Coding[] = ['identity'];

/** Clients of one kind send the same line, so a few hundred lines are all there are; longer ones are nobody's habit. */
const known = new LRUCache<string, readonly Coding[]>({ max: 500 });
const KEPT_LENGTH = 200;

/** A weight that can not be read counts as none: what is not understood is not sent. */
const weightOf = (parameters: readonly string[]): number => {
  const q = parameters.map((p) => p.trim().toLowerCase()).find((p) => p.startsWith('q='));
  if (q === undefined) return 1;
  const weight = Number(q.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
};

const parse = (header: string): readonly Coding[] => {
  const weights = new Map<string, number>();
  for (const part of header.split(',')) {
    const [name = '', ...parameters] = part.split(';');
    const coding = name.trim().toLowerCase().replace(/^x-gzip$/, 'gzip');
    if (coding !== '') weights.set(coding, weightOf(parameters));
  }
  const others = weights.get('*');
  // Not compressed is always acceptable unless it is ruled out, and least wanted unless it is named.
  const identity = weights.get('identity') ?? (others === 0 ? 0 : 1e-9);
  const weight = (coding: Coding): number => (coding === 'identity' ? identity : (weights.get(coding) ?? others ?? 0));
  return CODINGS.filter((coding) => weight(coding) > 0).sort((a, b) => weight(b) - weight(a));
};

/** The forms that are acceptable, the most wanted first. Empty when the client rules out every form that there is. */
export const acceptedCodings = (header: string | undefined): readonly Coding[] => {
  if (header === undefined) return IDENTITY_ONLY;
  const found = known.get(header);
  if (found !== undefined) return found;
  const parsed = parse(header);
  if (header.length <= KEPT_LENGTH) known.set(header, parsed);
  return parsed;
};
