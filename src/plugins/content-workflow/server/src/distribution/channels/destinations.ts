/**
 * Where a channel leads. Settings say so; for channels whose address is itself a secret, such as the webhook of a group, it is
 * named by a fingerprint that can be compared and tells nothing. Approvals are given to both, so a channel that is pointed
 * elsewhere is not what was approved.
 */
import { anonymous, type SigningKeys } from '../../http/signing';
import type { AnyAdapter } from '../adapters/adapter';

/**
 * Whether its calls, or its mail, would go elsewhere: then a secret that was entered for the one place is not carried to the
 * other. Both as the adapter takes them, so that a default which nobody has typed is no other place.
 */
export const movesElsewhere = ({ guide, settings: schema }: AnyAdapter, before: unknown, settings: unknown): boolean => {
  const [was, is] = [schema.safeParse(before), schema.safeParse(settings)];
  // What is wrong with them is said of them.
  if (!is.success) return false;
  if (!was.success) return true;
  const at = (values: unknown, name: string): unknown => (values as Readonly<Record<string, unknown>>)[name];
  return guide.fields.some(({ kind, name }) => (kind === 'url' || name === 'host') && at(was.data, name) !== at(is.data, name));
};

export interface Destinations {
  /** `null` where the settings alone say where it leads, or where nothing is entered yet. */
  of(adapter: AnyAdapter, secrets: unknown): string | null;
}

export const LEADS_ELSEWHERE = 'The channel leads elsewhere now than when this was approved.';

export const createDestinations = (keys: SigningKeys): Destinations => ({
  of(adapter, secrets) {
    const parsed = adapter.secrets.safeParse(secrets);
    const destination = parsed.success ? (adapter.destination?.(parsed.data) ?? null) : null;
    return destination === null ? null : anonymous(keys, 'destinations of channels', JSON.stringify([adapter.platform, destination]));
  },
});
