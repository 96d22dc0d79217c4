/** The table of channels. Nobody else sees its rows; the sealed columns leave it for the vault alone. */
import { TABLES, type Connection, type Trx } from '../../tables';
import type { Channel, ChannelStatus } from '../ports';

export interface TestResult {
  readonly ok: boolean;
  readonly message: string | null;
}

export interface StoredChannel extends Channel {
  /** Names of the secrets that are filled in. */
  readonly secretFields: readonly string[];
  /** `null`: it has none. */
  readonly sealed: string | null;
  readonly testResult: TestResult | null;
}

type Row = Record<string, unknown>;

const json = <T>(value: unknown, otherwise: T): T => (value === null || value === undefined || value === '' ? otherwise : (JSON.parse(String(value)) as T));
const timeOrNull = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

interface Secrets {
  readonly fields: readonly string[];
  readonly sealed: string | null;
  /** Where they lead, as a fingerprint. */
  readonly destination?: string | null;
}

const NO_SECRETS: Secrets = { fields: [], sealed: null };

const toChannel = (row: Row): StoredChannel => {
  const { fields, sealed, destination = null } = json(row.secrets, NO_SECRETS);
  return {
    id: Number(row.id),
    key: String(row.key),
    name: String(row.name),
    platform: String(row.platform),
    account: String(row.account ?? ''),
    communities: json<readonly string[]>(row.communities, []),
    settings: json<unknown>(row.settings, {}),
    destination,
    linkSeed: String(row.link_seed),
    status: String(row.status) as ChannelStatus,
    failures: Number(row.failures ?? 0),
    openUntil: timeOrNull(row.open_until),
    blockedUntil: timeOrNull(row.blocked_until),
    expiresAt: timeOrNull(row.expires_at),
    testedAt: timeOrNull(row.tested_at),
    revision: Number(row.revision),
    secretFields: fields,
    sealed,
    testResult: json<TestResult | null>(row.test_result, null),
  };
};

/** What can be changed of a channel; what is left out stays. */
export interface ChannelChange {
  readonly name?: string;
  readonly account?: string;
  readonly communities?: readonly string[];
  readonly settings?: unknown;
  readonly secrets?: Secrets;
  /** What was obtained with the secrets before; `null` forgets it. */
  readonly tokens?: null;
  readonly status?: ChannelStatus;
  readonly failures?: number;
  readonly openUntil?: number | null;
  readonly blockedUntil?: number | null;
  readonly expiresAt?: number | null;
  readonly testedAt?: number;
  readonly testResult?: TestResult | null;
}

const columnsOf = (change: ChannelChange): Row => {
  const columns: Row = {
    name: change.name,
    account: change.account,
    communities: change.communities && JSON.stringify(change.communities),
    settings: change.settings === undefined ? undefined : JSON.stringify(change.settings),
    secrets: change.secrets && JSON.stringify(change.secrets),
    tokens: change.tokens,
    status: change.status,
    failures: change.failures,
    open_until: change.openUntil,
    blocked_until: change.blockedUntil,
    expires_at: change.expiresAt,
    tested_at: change.testedAt,
    test_result: change.testResult === undefined ? undefined : JSON.stringify(change.testResult),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
};

export const allChannels = async (on: Connection): Promise<StoredChannel[]> => ((await on(TABLES.channels).orderBy('name').orderBy('id')) as Row[]).map(toChannel);

export const channelWhere = async (on: Connection, where: { readonly id: number } | { readonly key: string }): Promise<StoredChannel | null> => {
  const row = (await on(TABLES.channels).where(where).first()) as Row | undefined;
  return row === undefined ? null : toChannel(row);
};

/** False when there is one with this key. */
export const addChannel = async (trx: Trx, channel: Required<Pick<ChannelChange, 'name' | 'account' | 'communities' | 'settings' | 'secrets'>> & { readonly key: string; readonly platform: string; readonly linkSeed: string; readonly at: number }): Promise<boolean> => {
  const { key, platform, linkSeed, at, ...change } = channel;
  const rows = (await trx(TABLES.channels)
    .insert({ ...columnsOf(change), key, platform, link_seed: linkSeed, status: 'active', failures: 0, revision: 1, connected_at: at, changed_at: at })
    .onConflict('key')
    .ignore()
    .returning('id')) as unknown[];
  return rows.length > 0;
};

/** False when somebody else was faster. */
export const changeChannel = async (trx: Trx, id: number, expectedRevision: number, change: ChannelChange, at: number): Promise<boolean> =>
  Number(await trx(TABLES.channels).where({ id, revision: expectedRevision }).update({ ...columnsOf(change), revision: expectedRevision + 1, changed_at: at })) > 0;

/** What was noticed of a channel rather than decided: nobody who looks at it has to look again. */
export const noteChannel = async (on: Connection, id: number, change: ChannelChange): Promise<void> => {
  const columns = columnsOf(change);
  if (Object.keys(columns).length > 0) await on(TABLES.channels).where({ id }).update(columns);
};

/** How many failures in a row there are with this one. The row is locked until the commit. */
export const addFailure = async (trx: Trx, id: number): Promise<number> => {
  const [row] = (await trx(TABLES.channels).where({ id }).increment('failures', 1).returning('failures')) as { failures: unknown }[];
  return Number(row?.failures ?? 0);
};

/** What a look at it has shown, as long as it is still what was looked at: false when somebody has changed it meanwhile. */
export const noteSeen = async (trx: Trx, id: number, seenRevision: number, change: ChannelChange): Promise<boolean> =>
  Number(await trx(TABLES.channels).where({ id, revision: seenRevision }).update(columnsOf(change))) > 0;

/** With the row's lock where there is one to take: whoever writes it next has to wait. */
export const sealedTokens = async (on: Connection, id: number, lock = false): Promise<string | null> => {
  const query = on(TABLES.channels).where({ id });
  const row = (await (lock ? query.forUpdate() : query).first('tokens')) as { tokens?: unknown } | undefined;
  return row?.tokens === null || row?.tokens === undefined || row.tokens === '' ? null : String(row.tokens);
};

export const keepTokens = async (trx: Trx, id: number, sealed: string | null): Promise<void> => void (await trx(TABLES.channels).where({ id }).update({ tokens: sealed }));
