/** Images that a moderator never wants to see again; whoever sends one like it is not the first. */
import { distance, MAX_IMAGE_DISTANCE, type Hash64 } from '../../../../core/moderation/near-duplicates';
import type { Severity, Violation } from '../../../../core/moderation/vocabulary';
import type { ActorRef } from '../../../../core/workflow/context';
import { TABLES, type Connection, type Trx } from '../../tables';

export interface DeniedImage {
  readonly id: number;
  readonly hash: Hash64;
  readonly violation: Violation;
  readonly severity: Severity;
  readonly reason: string;
  readonly by: ActorRef;
  readonly at: number;
}

const toDenied = (row: Record<string, unknown>): DeniedImage => ({
  id: Number(row.id),
  hash: String(row.hash),
  violation: String(row.violation) as Violation,
  severity: String(row.severity) as Severity,
  reason: String(row.reason ?? ''),
  by: { kind: String(row.actor_kind) as ActorRef['kind'], id: String(row.actor_id), name: String(row.actor_name) },
  at: Number(row.at),
});

/** Denying an image again changes nothing; answers the one that is there. */
export const denyImage = async (trx: Trx, { hash, violation, severity, reason, by, at }: Omit<DeniedImage, 'id'>): Promise<DeniedImage> => {
  await trx(TABLES.deniedImages).insert({ hash, violation, severity, reason, actor_kind: by.kind, actor_id: by.id, actor_name: by.name, at }).onConflict('hash').ignore();
  return toDenied((await trx(TABLES.deniedImages).where({ hash }).first()) as Record<string, unknown>);
};

/** False where there was none. */
export const allowImage = async (trx: Trx, id: number): Promise<boolean> => ((await trx(TABLES.deniedImages).where({ id }).del()) as number) > 0;

const MAX_SHOWN = 500;

/** Newest first. */
export const deniedImages = async (connection: Connection): Promise<DeniedImage[]> => ((await connection(TABLES.deniedImages).orderBy('id', 'desc').limit(MAX_SHOWN)) as Record<string, unknown>[]).map(toDenied);

/** Entries of the list for exactly these hashes, by their hash. */
export const deniedByHash = async (connection: Connection, hashes: readonly Hash64[]): Promise<ReadonlyMap<Hash64, DeniedImage>> => {
  if (hashes.length === 0) return new Map();
  const rows = (await connection(TABLES.deniedImages).whereIn('hash', [...hashes])) as Record<string, unknown>[];
  return new Map(rows.map(toDenied).map((one) => [one.hash, one]));
};

/** The denied image that is nearest to each of the hashes, where one is near; with the place of the hash. */
export const deniedAmong = async (connection: Connection, hashes: readonly Hash64[]): Promise<{ image: number; denied: DeniedImage; distance: number }[]> => {
  if (hashes.length === 0) return [];
  const denied = ((await connection(TABLES.deniedImages).orderBy('id')) as Record<string, unknown>[]).map(toDenied);
  return hashes.flatMap((hash, image) => {
    const [nearest] = denied.map((one) => ({ image, denied: one, distance: distance(one.hash, hash) })).filter((one) => one.distance <= MAX_IMAGE_DISTANCE).sort((a, b) => a.distance - b.distance);
    return nearest === undefined ? [] : [nearest];
  });
};
