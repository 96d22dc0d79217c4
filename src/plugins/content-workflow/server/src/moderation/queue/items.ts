/**
 * The items of the queue: one for a target, opened again by whatever comes to it, with a lane, a priority and a time by
 * which a person has to look. That time is a job row; whoever decides takes it away.
 */
import type { Core } from '@strapi/strapi';
import { isOpen, rankOf, urgentLane, type About, type ItemSource, type ItemState } from '../../../../core/moderation/queue';
import { reportedWeight } from '../../../../core/moderation/reports';
import type { Lane, Signal } from '../../../../core/moderation/vocabulary';
import type { Alerts } from '../../engine/alerts';
import { searchable } from '../../engine/card';
import type { Pieces } from '../../engine/pieces';
import type { Clock } from '../../jobs/clock';
import type { JobOutcome, JobQueue } from '../../jobs/queue';
import { inTransaction, TABLES, type Connection, type Subject, type Trx } from '../../tables';
import type { ImagesPort } from './ports';
import { targetColumns, toItem, toSignal, type ItemRow, type Row, type SignalRow } from './rows';
import type { Targets } from './targets';

export interface NewItem {
  /** The locale is '' for types without localisation. */
  readonly target: { readonly uid: string; readonly documentId: string; readonly locale?: string };
  readonly revision: number;
  /** Sender key; '' where nobody outside of the team sent it. */
  readonly sender: string;
  readonly signals: readonly Signal[];
  readonly source: ItemSource;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface ReviewItems {
  /** Opens the item of a target, or adds to the one that is open. Answers its id. */
  open(trx: Trx, item: NewItem): Promise<number>;
  /** What was sent in is gone before anybody decided. */
  close(trx: Trx, target: NewItem['target'], why: 'withdrawn' | 'deleted'): Promise<void>;
  /** Nobody else changes the item before the transaction ends. */
  hold(trx: Trx, id: number): Promise<ItemRow | null>;
  byId(id: number, connection?: Connection): Promise<ItemRow | null>;
  ofTarget(connection: Connection, target: Subject): Promise<ItemRow | null>;
  signals(connection: Connection, itemId: number): Promise<SignalRow[]>;
  /** Who sent in what an entry was made of; '' for what the team made by itself. */
  senderOfMade(connection: Connection, target: Subject): Promise<string>;
  /** The item of a target, held; made where there is none, and closed until it is opened. */
  holdTarget(trx: Trx, target: Subject): Promise<ItemRow>;
  /** Ends an item, or keeps it open where readers still have something reported before them. */
  finish(trx: Trx, item: ItemRow, state: ItemState, at: number): Promise<ItemRow>;
  /** Notes that somebody has acted on it and leaves it to the next. */
  goOn(trx: Trx, item: ItemRow, at: number): Promise<ItemRow>;
  /** Hands it to a lead. */
  escalate(trx: Trx, item: ItemRow, at: number): Promise<ItemRow>;
  /** The job: says that a time has passed without a decision, once. */
  late(itemId: number): Promise<JobOutcome>;
}

/** How urgent signals are; the rules of screening. */
export interface LaneRules {
  laneOf(signals: readonly Signal[], sender: { readonly newSender: boolean }): Lane;
  priorityOf(signals: readonly Signal[]): number;
  /** Milliseconds within which a person has to look. */
  withinMs(lane: Lane): number;
}

export interface ReviewItemDeps {
  readonly strapi: Core.Strapi;
  readonly clock: Clock;
  readonly queue: () => JobQueue;
  readonly alerts: Alerts;
  readonly targets: Targets;
  readonly rules: LaneRules;
  readonly pieces: Pieces;
  readonly images: Pick<ImagesPort, 'count'>;
  /** The type that members send in. */
  readonly submissions: string | null;
}

/** What a list shows of a text. */
const EXCERPT = 200;

const slaKey = (itemId: number): string => `sla:${itemId}`;

const subjectOf = ({ uid, documentId, locale }: NewItem['target']): Subject => ({ uid, documentId, locale: locale ?? '' });

export const createReviewItems = ({ strapi, clock, queue, alerts, targets, rules, pieces, images, submissions }: ReviewItemDeps): ReviewItems => {
  const byId: ReviewItems['byId'] = async (id, connection = strapi.db.connection) => {
    const row = (await connection(TABLES.reviewItems).where({ id }).first()) as Row | undefined;
    return row === undefined ? null : toItem(row);
  };

  const hold: ReviewItems['hold'] = async (trx, id) => {
    const row = (await trx(TABLES.reviewItems).where({ id }).forUpdate().first()) as Row | undefined;
    return row === undefined ? null : toItem(row);
  };

  const ofTarget: ReviewItems['ofTarget'] = async (connection, target) => {
    const row = (await connection(TABLES.reviewItems).where(targetColumns(target)).first()) as Row | undefined;
    return row === undefined ? null : toItem(row);
  };

  const signals: ReviewItems['signals'] = async (connection, itemId) => ((await connection(TABLES.reviewSignals).where({ item_id: itemId }).whereNull('settled_at').orderBy('id')) as Row[]).map(toSignal);

  /** Nobody has adopted anything of theirs. What the team itself has live is no newcomer's. */
  const isNewSender = async (trx: Trx, sender: string): Promise<boolean> => {
    if (sender === '') return false;
    const row = await trx(TABLES.decisions).join(TABLES.reviewItems, `${TABLES.reviewItems}.id`, `${TABLES.decisions}.item_id`).where({ sender, action: 'adopt' }).first(`${TABLES.decisions}.id`);
    return row === undefined;
  };

  /** A submission that waits for its decision, or else what readers have before them. */
  const aboutOf = async (trx: Trx, target: Subject, source: ItemSource): Promise<About> => {
    if (source === 'submission') return 'submission';
    return target.uid === submissions && (await pieces.current(target, trx))?.state === 'review' ? 'submission' : 'live';
  };

  const addSignals = async (trx: Trx, itemId: number, { revision, signals: added, source, at }: NewItem): Promise<void> => {
    // What screening said about an earlier wording says nothing about this one.
    if (source === 'submission') await trx(TABLES.reviewSignals).where({ item_id: itemId, source: 'rule' }).whereNull('settled_at').update({ settled_at: at });
    if (added.length > 0) await trx(TABLES.reviewSignals).insert(added.map((signal) => ({ item_id: itemId, revision, source: signal.source, rule: signal.rule, severity: signal.severity, signal: JSON.stringify(signal), at })));
  };

  /** The row of a target, locked; a new one is closed until it is opened. */
  const rowOf = async (trx: Trx, target: Subject): Promise<ItemRow> => {
    await trx(TABLES.reviewItems)
      .insert({ ...targetColumns(target), about: 'live', state: 'settled', version: 0, revision: 0, content_hash: '', sender: '', sender_name: '', title: '', title_search: '', excerpt: '', image_count: 0, sources: '[]', lane: 'regular', rank: rankOf('regular'), priority: 0, report_count: 0, opened_at: 0, due_at: 0 })
      .onConflict(['target_uid', 'target_id', 'target_locale'])
      .ignore();
    return toItem((await trx(TABLES.reviewItems).where(targetColumns(target)).forUpdate().first()) as Row);
  };

  const urgencyOf = async (trx: Trx, itemId: number, sender: string, sources: readonly ItemSource[]): Promise<{ lane: Lane; rank: number; priority: number }> => {
    const known = (await signals(trx, itemId)).map(({ signal }) => signal);
    const lane = urgentLane(rules.laneOf(known, { newSender: await isNewSender(trx, sender) }), sources);
    return { lane, rank: rankOf(lane), priority: Math.round(rules.priorityOf(known) + reportedWeight(known)) };
  };

  const textColumns = async (trx: Trx, target: Subject, about: About): Promise<Row> => {
    const text = about === 'live' ? ((await targets.live(trx, target)) ?? (await targets.draft(target))) : await targets.draft(target);
    if (text === null) return {};
    return { content_hash: text.contentHash, sender_name: text.contributorName, title: text.title, title_search: searchable(text.title), excerpt: text.text.slice(0, EXCERPT), image_count: await images.count(trx, target) };
  };

  /** Writes the item as open, with its promise. */
  const putOpen = async (trx: Trx, item: ItemRow, opened: { about: About; revision: number; sender: string; sources: readonly ItemSource[]; at: number }): Promise<void> => {
    const wasOpen = isOpen(item.state);
    const urgency = await urgencyOf(trx, item.id, opened.sender, opened.sources);
    const promised = opened.at + rules.withinMs(urgency.lane);
    // A promise that was given is kept: what comes later can only make it earlier.
    const dueAt = wasOpen ? Math.min(item.dueAt, promised) : promised;
    const isLate = wasOpen && item.breachedAt !== null;
    await trx(TABLES.reviewItems)
      .where({ id: item.id })
      .update({
        ...(await textColumns(trx, item.target, opened.about)),
        ...urgency,
        about: opened.about,
        state: wasOpen ? item.state : 'pending',
        version: item.version + 1,
        revision: opened.revision,
        sender: opened.sender,
        sources: JSON.stringify(opened.sources),
        opened_at: wasOpen ? item.openedAt : opened.at,
        due_at: dueAt,
        breached_at: isLate ? item.breachedAt : null,
        decided_at: null,
      });
    if (isLate) return;
    await queue().enqueue(trx, { name: 'sla', payload: { itemId: item.id }, runAt: dueAt, key: slaKey(item.id) });
  };

  const letGo = async (trx: Trx, itemId: number): Promise<void> => void (await trx(TABLES.reviewClaims).where({ item_id: itemId }).delete());

  const reload = async (trx: Trx, id: number): Promise<ItemRow> => {
    const item = await byId(id, trx);
    if (item === null) throw new Error('an item of the queue is gone');
    return item;
  };

  const acted = async (trx: Trx, item: ItemRow, state: ItemState, at: number): Promise<ItemRow> => {
    await letGo(trx, item.id);
    await trx(TABLES.reviewItems).where({ id: item.id }).update({ state, version: item.version + 1, first_action_at: trx.raw('coalesce(first_action_at, ?)', [at]) });
    return reload(trx, item.id);
  };

  const finish: ReviewItems['finish'] = async (trx, item, state, at) => {
    await letGo(trx, item.id);
    const settling = trx(TABLES.reviewSignals).where({ item_id: item.id }).whereNull('settled_at');
    // What readers said is about what they have before them, and waits for a decision about that.
    if (item.about === 'submission') void settling.where({ source: 'rule' });
    await settling.update({ settled_at: at });
    await trx(TABLES.reviewItems).where({ id: item.id }).update({ state, version: item.version + 1, decided_at: at, first_action_at: trx.raw('coalesce(first_action_at, ?)', [at]) });
    await queue().cancel(trx, slaKey(item.id));
    const left = item.about === 'submission' ? await signals(trx, item.id) : [];
    if (left.length > 0 && (await targets.live(trx, item.target)) !== null) {
      const sources = item.sources.filter((source) => source !== 'submission');
      await putOpen(trx, await reload(trx, item.id), { about: 'live', revision: item.revision, sender: item.sender, sources, at });
    }
    return reload(trx, item.id);
  };

  return {
    byId,
    hold,
    ofTarget,
    signals,
    finish,
    holdTarget: rowOf,

    async senderOfMade(connection, { uid, documentId }) {
      const row = (await connection(TABLES.decisions)
        .join(TABLES.reviewItems, `${TABLES.reviewItems}.id`, `${TABLES.decisions}.item_id`)
        .where({ made_uid: uid, made_id: documentId })
        .first('sender')) as Row | undefined;
      return row === undefined ? '' : String(row.sender ?? '');
    },

    async open(trx, item) {
      const known = await rowOf(trx, subjectOf(item.target));
      const about = await aboutOf(trx, known.target, item.source);
      const before = isOpen(known.state) ? known.sources : [];
      const sources = before.includes(item.source) ? before : [...before, item.source];
      await addSignals(trx, known.id, item);
      await putOpen(trx, known, { about, revision: Math.max(item.revision, known.revision), sender: item.sender === '' ? known.sender : item.sender, sources, at: item.at });
      return known.id;
    },

    async close(trx, target, why) {
      const found = await ofTarget(trx, subjectOf(target));
      const item = found === null ? null : await hold(trx, found.id);
      if (item !== null && isOpen(item.state)) await finish(trx, item, why, clock.now());
    },

    goOn: (trx, item, at) => acted(trx, item, item.state, at),
    escalate: (trx, item, at) => acted(trx, item, 'escalated', at),

    late: (itemId) =>
      inTransaction(strapi, async (trx) => {
        const item = await hold(trx, itemId);
        if (item === null || !isOpen(item.state) || item.breachedAt !== null) return 'done';
        const now = clock.now();
        if (item.dueAt > now) return 'early';
        await trx(TABLES.reviewItems).where({ id: itemId }).update({ breached_at: now });
        const minutes = Math.round((item.dueAt - item.openedAt) / 60_000);
        await alerts.raise({ pieceId: (await pieces.current(item.target, trx))?.id ?? null, code: 'MODERATION_LATE', message: `Nobody has decided about an item of the lane "${item.lane}" within ${minutes} minutes.`, detail: { itemId, lane: item.lane, dueAt: new Date(item.dueAt).toISOString() } }, trx);
        return 'done';
      }),
  };
};
