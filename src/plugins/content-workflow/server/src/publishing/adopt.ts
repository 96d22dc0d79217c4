/**
 * A project that installs the workflow has content that is live already. Each such entry is taken over once, when its
 * type is first governed: it gets a piece in the state published, an edition of what is live now, and a history entry that
 * says so. Content that appears live later was not published by the engine and is the integrity sweep's to report.
 */
import type { Core } from '@strapi/strapi';
import { newContext } from '../../../core/workflow/context';
import { MACHINE_VERSION } from '../../../core/workflow/machine';
import type { GovernedType, WorkflowConfig } from '../config';
import { refOf, SYSTEM } from '../engine/actors';
import type { ContentReader } from '../engine/content';
import { contentColumns, contextColumns } from '../engine/card';
import type { Pieces } from '../engine/pieces';
import { isLocalized } from '../engine/schema';
import { iso, type Clock } from '../jobs/clock';
import { inTransaction, subjectColumns, TABLES, toPiece, type Subject } from '../tables';
import type { Editions } from './editions';

export interface AdoptDeps {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly clock: Clock;
  readonly content: ContentReader;
  readonly editions: Editions;
  readonly pieces: Pieces;
}

type LiveRow = { id: number; documentId: string; locale?: string | null; publishedAt: string | Date };

const adoptOne = async ({ strapi, config, clock, content, editions, pieces }: AdoptDeps, type: GovernedType, subject: Subject, liveSince: number): Promise<void> => {
  const published = await content.readPublished(subject);
  if (published === null) return;
  const draft = await content.readDraft(subject);
  const by = refOf(SYSTEM);
  const at = clock.now();
  const hash = draft?.hash ?? published.hash;
  const context = {
    ...newContext({ round: 1, author: null, lastEditor: null, hash }),
    seal: { hash: published.hash, how: 'adopted' as const, by: [by], at: iso(at), reason: 'Live before the workflow was installed.', variants: [] },
    publication: { hash: published.hash, at: iso(liveSince), latenessMs: null },
  };
  await inTransaction(strapi, async (trx) => {
    const [row] = await trx(TABLES.pieces)
      .insert({
        ...subjectColumns(subject),
        round: 1,
        state: 'published',
        context: JSON.stringify(context),
        machine_version: MACHINE_VERSION,
        revision: 1,
        is_current: true,
        ...contentColumns(type, content.schemaOf(subject.uid), published.content),
        ...contextColumns(context),
        plan_at: draft?.planAt ?? null,
        opened_at: at,
        changed_at: at,
      })
      .returning('*');
    const piece = toPiece(row);
    await trx(TABLES.history).insert({
      piece_id: piece.id,
      revision: 1,
      event: 'ADOPTED',
      from_state: '',
      to_state: 'published',
      actor_kind: by.kind,
      actor_id: by.id,
      actor_name: by.name,
      comment: 'Live before the workflow was installed.',
      detail: '{}',
      content_hash: published.hash,
      at,
    });
    const snapshot = await editions.freeze(trx, subject, published);
    await editions.goLive(trx, { piece, type: config.types[subject.uid] ?? type, snapshot, at: liveSince });
    // A draft that is ahead of what is live is the next round, and its writers may not be the ones who approve it.
    if (draft === null || content.fidelity(subject, draft, published) === 'exact') return;
    await trx(TABLES.pieces).where({ id: piece.id }).update({ is_current: false });
    await pieces.open(trx, subject, { round: 2, ...(await pieces.writersOf(subject)), version: draft });
  });
};

/** Adopts the live entries of every type that is governed for the first time. Safe to interrupt: it goes on at the next start. */
export const adoptLiveContent = async (deps: AdoptDeps): Promise<number> => {
  const { strapi, config, content } = deps;
  const store = strapi.store({ type: 'plugin', name: 'content-workflow', key: 'adopted' });
  const done = ((await store.get({})) ?? {}) as Record<string, boolean>;
  let adopted = 0;
  for (const [uid, type] of Object.entries(config.types)) {
    if (done[uid] === true) continue;
    const localized = isLocalized(content.schemaOf(uid));
    let after = 0;
    for (;;) {
      const rows = (await strapi.db.query(uid as never).findMany({
        where: { publishedAt: { $notNull: true }, id: { $gt: after } } as never,
        select: ['id', 'documentId', 'publishedAt', ...(localized ? ['locale'] : [])] as never,
        orderBy: { id: 'asc' } as never,
        limit: 100,
      })) as LiveRow[];
      for (const row of rows) {
        const subject: Subject = { uid, documentId: row.documentId, locale: localized ? (row.locale ?? '') : '' };
        const known = await strapi.db.connection(TABLES.pieces).where(subjectColumns(subject)).first('id');
        if (known !== undefined) continue;
        await adoptOne(deps, type, subject, new Date(row.publishedAt).getTime());
        adopted += 1;
      }
      after = rows.at(-1)?.id ?? after;
      if (rows.length < 100) break;
    }
    done[uid] = true;
    await store.set({ value: done });
  }
  return adopted;
};
