/** Takes readers' reports: merged to one item a target, each with what the target said at that moment. */
import type { Core } from '@strapi/strapi';
import type { GetReporter } from '../../../../contracts/moderation/reports';
import { accuracyOf, reportSignal, weightOf, type ReportCategory } from '../../../../core/moderation/reports';
import type { ActorRef } from '../../../../core/workflow/context';
import type { WorkflowConfig } from '../../config';
import { isLocalized, schemaReader } from '../../engine/schema';
import type { Clock } from '../../jobs/clock';
import { inTransaction, TABLES, type Connection, type Subject, type Trx } from '../../tables';
import { oneByOne } from '../one-by-one';
import type { ReviewItems } from '../queue/items';
import type { Standing } from '../../../../core/moderation/standing';
import type { AuditPort, SanctionsPort } from '../queue/ports';
import type { Targets, TargetText } from '../queue/targets';
import { newReference } from '../reference';
import { HUNDREDTHS, toReport, type ReportRow, type Row } from './rows';

export interface NewReport {
  /** The path of a delivered type. */
  readonly type: string;
  readonly documentId: string;
  readonly locale: string | null;
  readonly category: ReportCategory;
  readonly comment: string | null;
}

/** Who reports: a member, or what the network knows of somebody without an account. */
export interface Reporter {
  readonly key: string;
  readonly isMember: boolean;
}

export type Reported =
  | { readonly kind: 'received'; readonly reference: string }
  | { readonly kind: 'not-found' | 'self' | 'members-only' }
  | { readonly kind: 'too-many'; readonly retryAfterMs: number }
  | { readonly kind: 'sanctioned'; readonly standing: Standing & { mayInteract: false } };

export interface Reports {
  receive(report: NewReport, reporter: Reporter): Promise<Reported>;
  /** Who sent a report, for a lead. The reading is written down. */
  reporter(id: number, by: ActorRef): Promise<GetReporter.Response['data'] | null>;
}

export interface ReportDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly items: ReviewItems;
  readonly targets: Targets;
  readonly sanctions: Pick<SanctionsPort, 'standing'>;
  readonly audit: AuditPort;
}

const DAY_MS = 86_400_000;

/** Enough to judge a report by when its target is gone. */
const SNAPSHOT = 5_000;

export const createReports = ({ strapi, config, clock, items, targets, sanctions, audit }: ReportDeps): Reports => {
  const schemaOf = schemaReader(strapi);
  const limits = config.moderation.reports;

  /** Only what front ends are served can be reported, whatever a caller names. */
  const targetOf = async ({ type, documentId, locale }: NewReport): Promise<Subject | null> => {
    const uid = Object.entries(config.types).find(([, { path }]) => path === type)?.[0];
    if (uid === undefined) return null;
    const where = { subject_uid: uid, subject_id: documentId, is_live: true, ...(locale === null || !isLocalized(schemaOf(uid)) ? {} : { subject_locale: locale }) };
    const row = (await strapi.db.connection(TABLES.editions).where(where).orderBy('went_live_at', 'desc').first('subject_locale')) as Row | undefined;
    return row === undefined ? null : { uid, documentId, locale: String(row.subject_locale ?? '') };
  };

  const senderOf = async (target: Subject): Promise<string> => {
    const known = (await items.ofTarget(strapi.db.connection, target))?.sender ?? '';
    if (known !== '') return known;
    return (await targets.senderOf(target)) || items.senderOfMade(strapi.db.connection, target);
  };

  const resolved = async (connection: Connection, reporter: string): Promise<Record<ReportRow['state'], number>> => {
    const rows = (await connection(TABLES.reports).where({ reporter }).groupBy('state').select('state', strapi.db.connection.raw('count(*) as n'))) as Row[];
    const count = (state: string): number => Number(rows.find((row) => row.state === state)?.n ?? 0);
    return { open: count('open'), agreed: count('agreed'), disagreed: count('disagreed'), ignored: count('ignored') };
  };

  /** When the reporter may report again; `null` where they may now. */
  const waitMs = async (trx: Trx, { key, isMember }: Reporter, now: number): Promise<number | null> => {
    const allowed = isMember ? limits.perDay : limits.perDayWithoutAccount;
    const rows = (await trx(TABLES.reports).where({ reporter: key }).andWhere('at', '>', now - DAY_MS).orderBy('at', 'desc').limit(allowed).select('at')) as Row[];
    if (rows.length < allowed) return null;
    return Number(rows.at(-1)?.at ?? now) + DAY_MS - now;
  };

  const write = async (trx: Trx, itemId: number, { category, comment }: NewReport, reporter: Reporter, text: TargetText, openKey: string, at: number, weight: number): Promise<string> => {
    const [row] = (await trx(TABLES.reports)
      .insert({
        item_id: itemId,
        reference: newReference('R'),
        reporter: reporter.key,
        open_key: openKey,
        is_member: reporter.isMember,
        category,
        comment,
        snapshot_title: text.title,
        snapshot_text: text.text.slice(0, SNAPSHOT),
        content_hash: text.contentHash,
        weight: Math.round(weight * HUNDREDTHS),
        state: 'open',
        at,
      })
      .returning('reference')) as Row[];
    const [count] = (await trx(TABLES.reports).where({ item_id: itemId, state: 'open' }).count({ n: '*' })) as Row[];
    await trx(TABLES.reviewItems).where({ id: itemId }).update({ report_count: Number(count?.n ?? 0) });
    return String(row?.reference);
  };

  return {
    async receive(report, reporter) {
      if (!reporter.isMember && limits.perDayWithoutAccount === 0) return { kind: 'members-only' };
      const standing = await sanctions.standing(reporter.key);
      // Who is muted may still point to something; what they may not is write.
      if (!standing.mayInteract && (standing.action === 'ban' || report.comment !== null)) return { kind: 'sanctioned', standing };
      const target = await targetOf(report);
      if (target === null) return { kind: 'not-found' };
      const sender = await senderOf(target);
      if (sender !== '' && sender === reporter.key) return { kind: 'self' };
      return inTransaction(strapi, async (trx): Promise<Reported> => {
        // A hundred reports of one reader at once are counted like a hundred.
        await oneByOne(strapi, trx, [`reports ${reporter.key}`]);
        const item = await items.holdTarget(trx, target);
        const openKey = `${item.id} ${reporter.key}`;
        const earlier = (await trx(TABLES.reports).where({ open_key: openKey }).first()) as Row | undefined;
        if (earlier !== undefined) return { kind: 'received', reference: toReport(earlier).reference };
        const at = clock.now();
        const wait = await waitMs(trx, reporter, at);
        if (wait !== null) return { kind: 'too-many', retryAfterMs: wait };
        const text = await targets.live(trx, target);
        if (text === null) return { kind: 'not-found' };
        const weight = weightOf(await resolved(trx, reporter.key));
        await items.open(trx, { target, revision: item.revision, sender, signals: [reportSignal(report.category, weight)], source: 'report', at });
        return { kind: 'received', reference: await write(trx, item.id, report, reporter, text, openKey, at, weight) };
      });
    },

    reporter: (id, by) =>
      inTransaction(strapi, async (trx) => {
        const row = (await trx(TABLES.reports).where({ id }).first()) as Row | undefined;
        if (row === undefined) return null;
        const { reporter } = toReport(row);
        const counts = await resolved(trx, reporter);
        const member = /^member:(\d+)$/.exec(reporter)?.[1];
        const user = member === undefined ? null : ((await strapi.db.query('plugin::users-permissions.user').findOne({ where: { id: Number(member) }, select: ['username'] })) as { username?: string } | null);
        await audit.write(trx, { actor: by, action: 'moderation.read-reporter', object: `report:${id}` });
        return { reportId: id, key: reporter, name: user?.username ?? null, reports: counts, accuracy: accuracyOf(counts) };
      }),
  };
};
