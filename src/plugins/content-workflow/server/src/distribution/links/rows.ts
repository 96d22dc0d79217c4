/** The tables of short links and of their daily sums. */
import { withoutCampaign } from '../../../../core/distribution/links';
import { subjectColumns, TABLES, type Connection, type Subject, type Trx } from '../../tables';

export interface ShortLink {
  readonly id: number;
  readonly code: string;
  readonly target: string;
  readonly channelId: number;
  readonly variant: string;
  readonly kol: string;
  readonly label: string;
}

export type NewLink = Omit<ShortLink, 'id'> & { readonly subject: Subject; readonly at: number };

type Row = Record<string, unknown>;

const toLink = (row: Row): ShortLink => ({ id: Number(row.id), code: String(row.code), target: String(row.target), channelId: Number(row.channel_id), variant: String(row.variant ?? ''), kol: String(row.kol ?? ''), label: String(row.label ?? '') });

export const linkByCode = async (on: Connection, code: string): Promise<ShortLink | null> => {
  const row = (await on(TABLES.shortLinks).where({ code }).first()) as Row | undefined;
  return row === undefined ? null : toLink(row);
};

/**
 * Keeps those that are not there. A link that is there stays as it was first made, also where its campaign is called
 * otherwise by now; throws when the code is that of another address.
 */
export const addLinks = async (trx: Trx, links: readonly NewLink[]): Promise<void> => {
  // One order for everybody, so that none waits for another that waits for it.
  for (const { code, target, channelId, variant, kol, label, subject, at } of [...links].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    await trx(TABLES.shortLinks).insert({ code, target, channel_id: channelId, ...subjectColumns(subject), variant, kol, label, made_at: at }).onConflict('code').ignore();
    const kept = await linkByCode(trx, code);
    if (kept === null || withoutCampaign(kept.target) !== withoutCampaign(target)) throw new Error(`the short link ${code} leads elsewhere`);
  }
};

export interface CountedLink extends ShortLink {
  readonly channelKey: string;
}

export const linksOf = async (on: Connection, subject: Subject): Promise<CountedLink[]> => {
  const rows = (await on(TABLES.shortLinks)
    .leftJoin(TABLES.channels, `${TABLES.channels}.id`, `${TABLES.shortLinks}.channel_id`)
    .where({ subject_uid: subject.uid, subject_id: subject.documentId, subject_locale: subject.locale })
    .orderBy(`${TABLES.shortLinks}.id`)
    .select(`${TABLES.shortLinks}.*`, `${TABLES.channels}.key as channel_key`)) as Row[];
  return rows.map((row) => ({ ...toLink(row), channelKey: row.channel_key === null || row.channel_key === undefined ? '' : String(row.channel_key) }));
};

export type ClickKind = 'person' | 'bot';

export interface DayCount {
  readonly linkId: number;
  /** As 2026-11-26, in UTC. */
  readonly day: string;
  readonly kind: ClickKind;
  readonly clicks: number;
}

export const addClicks = async (trx: Trx, counts: readonly DayCount[]): Promise<void> => {
  const rows = counts.map(({ linkId, day, kind, clicks }) => ({ link_id: linkId, day, kind, clicks }));
  await trx(TABLES.linkClicks)
    .insert(rows)
    .onConflict(['link_id', 'day', 'kind'])
    .merge({ clicks: trx.raw('?? + excluded.clicks', [`${TABLES.linkClicks}.clicks`]) });
};

export const clicksOf = async (on: Connection, linkIds: readonly number[]): Promise<DayCount[]> =>
  linkIds.length === 0
    ? []
    : ((await on(TABLES.linkClicks).whereIn('link_id', [...linkIds]).orderBy('day')) as Row[]).map((row) => ({ linkId: Number(row.link_id), day: String(row.day), kind: row.kind === 'bot' ? ('bot' as const) : ('person' as const), clicks: Number(row.clicks) }));

/** Of people, over all days, on the links of a document in one channel. */
export const peopleOn = async (on: Connection, subject: Subject, channelId: number): Promise<number> => {
  const row = (await on(TABLES.linkClicks)
    .join(TABLES.shortLinks, `${TABLES.shortLinks}.id`, `${TABLES.linkClicks}.link_id`)
    .where({ channel_id: channelId, subject_uid: subject.uid, subject_id: subject.documentId, subject_locale: subject.locale, kind: 'person' })
    .sum({ n: 'clicks' })
    .first()) as { n: unknown } | undefined;
  return Number(row?.n ?? 0);
};
