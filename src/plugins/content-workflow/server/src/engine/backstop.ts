/**
 * Behind the gate: the database lifecycles, for `strapi.db.query`, which no document middleware sees. A `where` does not say
 * which rows it touches, so they are looked up.
 */
import type { Core } from '@strapi/strapi';
import { gateClosed } from '../http/failure';
import { inTurn, type Subject } from '../tables';
import type { Edits } from './edits';
import { asArray, isLocalized, schemaReader } from './schema';
import type { Neighbours } from './neighbours';
import { currentGrant, inAnyDocumentOperation, inDocumentOperation, type Grant } from './scope';

interface LifecycleEvent {
  readonly action: string;
  readonly model: { readonly uid: string };
  readonly params: { readonly data?: unknown; readonly where?: unknown };
  state: Record<string, unknown>;
  readonly result?: unknown;
}

interface Touched {
  readonly documentId: string;
  readonly locale: string | null;
  readonly publishedAt: unknown;
}

type Changed = Pick<Subject, 'uid' | 'documentId'>;

type Look = (event: LifecycleEvent) => void | Promise<void>;

interface BackstopDeps {
  readonly strapi: Core.Strapi;
  readonly governed: ReadonlySet<string>;
  readonly edits: Edits;
  readonly neighbours: Neighbours;
}

export const registerBackstop = ({ strapi, governed, edits, neighbours }: BackstopDeps): void => {
  const schemaOf = schemaReader(strapi);

  const touched = async (event: LifecycleEvent): Promise<Touched[]> =>
    (await strapi.db.query(event.model.uid as never).findMany({
      where: (event.params.where ?? {}) as never,
      select: ['id', 'documentId', 'publishedAt', ...(isLocalized(schemaOf(event.model.uid)) ? ['locale'] : [])] as never,
    })) as unknown as Touched[];

  const covers = (grant: Grant | null, uid: string, row: { documentId?: unknown; locale?: unknown }): boolean =>
    grant !== null && grant.action !== 'edit' && grant.uid === uid && row.documentId === grant.documentId && (grant.locale === '' || row.locale === grant.locale);

  const refuse = (event: LifecycleEvent, what: string): never => {
    throw gateClosed(`This would ${what} outside the review workflow.`, 'Send the workflow event instead; the database is not a way round it.', { uid: event.model.uid, action: event.action });
  };

  /** Keeps which documents are about to change; a locked one is refused now, since this write may stand in no transaction. */
  const remember = async (event: LifecycleEvent, rows: readonly Touched[]): Promise<void> => {
    const ids = [...new Set(rows.map((row) => row.documentId))].filter((id) => !inDocumentOperation(event.model.uid, id));
    for (const id of ids) await edits.assertUnlocked(event.model.uid, id);
    event.state.changed = ids.map((documentId) => ({ uid: event.model.uid, documentId }));
  };

  const created = (event: LifecycleEvent): void => {
    for (const row of asArray(event.params.data as Record<string, unknown> | Record<string, unknown>[])) if (row.publishedAt != null && !covers(currentGrant(), event.model.uid, row)) refuse(event, 'put content live');
  };

  const updated = async (event: LifecycleEvent): Promise<void> => {
    const rows = await touched(event);
    const grant = currentGrant();
    const publishes = (event.params.data as { publishedAt?: unknown } | undefined)?.publishedAt != null;
    for (const row of rows) if ((publishes || row.publishedAt != null) && !covers(grant, event.model.uid, row)) refuse(event, publishes ? 'put content live' : 'change live content');
    await remember(event, rows);
  };

  const deleted = async (event: LifecycleEvent): Promise<void> => {
    const rows = await touched(event);
    for (const row of rows) if (row.publishedAt != null && !covers(currentGrant(), event.model.uid, row)) refuse(event, 'take content down');
    await remember(event, rows);
  };

  /** A write of one entry that moves the links of others: from the far side of a relation, or by deleting what they link to. */
  const othersChange = async (event: LifecycleEvent, action: 'create' | 'update' | 'delete'): Promise<void> => {
    if (inAnyDocumentOperation()) return;
    const { uid } = event.model;
    const data = asArray(event.params.data as Record<string, unknown> | Record<string, unknown>[]);
    const ids = action === 'create' ? [] : ((await strapi.db.query(uid as never).findMany({ where: (event.params.where ?? {}) as never, select: ['id'] as never })) as unknown as { id: number }[]).map((row) => row.id);
    const moved = action === 'delete' ? await neighbours.referrersOf(uid, { id: { $in: ids } }) : (await inTurn(data, (one) => neighbours.movedBy(uid, ids, one))).flat();
    // A live entry may lose its link to what is gone; any other change of it needs its own approval.
    if (action !== 'delete' && moved.some((holder) => holder.isLive)) refuse(event, 'change what live content links to');
    const drafts = moved.filter((holder) => !holder.isLive);
    for (const holder of drafts) await edits.assertUnlocked(holder.uid, holder.documentId);
    event.state.changed = drafts;
  };

  /** A component that was written by itself, past the entry that holds it. */
  const componentChanges = async (event: LifecycleEvent): Promise<void> => {
    if (inAnyDocumentOperation()) return;
    const rows = (await strapi.db.query(event.model.uid as never).findMany({ where: (event.params.where ?? {}) as never, select: ['id'] as never })) as unknown as { id: number }[];
    const holders = await neighbours.holdersOf(event.model.uid, rows.map((row) => row.id));
    if (holders.some((holder) => holder.isLive)) refuse(event, 'change live content');
    for (const holder of holders) await edits.assertUnlocked(holder.uid, holder.documentId);
    event.state.changed = holders;
  };

  /** A document operation looks at all its locales itself when it is done; anything else is looked at here. */
  const noticed = async (event: LifecycleEvent): Promise<void> => {
    for (const { uid, documentId } of (event.state.changed ?? []) as Changed[]) await edits.noticed(uid, documentId);
  };

  /** Looks before each kind of write, and at what it changed after it. */
  const watch = (models: readonly string[], before: { create?: Look; update: Look; delete: Look }): void => {
    const look = (what: Look | undefined) => (event: unknown) => what?.(event as LifecycleEvent);
    strapi.db.lifecycles.subscribe({
      models: [...models],
      beforeCreate: look(before.create),
      beforeCreateMany: look(before.create),
      beforeUpdate: look(before.update),
      beforeUpdateMany: look(before.update),
      beforeDelete: look(before.delete),
      beforeDeleteMany: look(before.delete),
      afterCreate: look(noticed),
      afterUpdate: look(noticed),
      afterUpdateMany: look(noticed),
      afterDelete: look(noticed),
      afterDeleteMany: look(noticed),
    } as never);
  };

  watch(neighbours.related(), { create: (event) => othersChange(event, 'create'), update: (event) => othersChange(event, 'update'), delete: (event) => othersChange(event, 'delete') });
  watch(neighbours.components(), { update: componentChanges, delete: componentChanges });
  watch([...governed], { create: created, update: updated, delete: deleted });
};
