/**
 * Behind the gate: the database lifecycles, for `strapi.db.query`, which no document middleware sees. A `where` does not say
 * which rows it touches, so they are looked up.
 */
import type { Core } from '@strapi/strapi';
import { gateClosed } from '../http/failure';
import type { Edits } from './edits';
import { asArray, isLocalized, schemaReader } from './schema';
import type { Holder, Neighbours } from './neighbours';
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
    event.state.documentIds = ids;
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

  /** A document operation looks at all its locales itself when it is done; anything else is looked at here. */
  const noticed = async (event: LifecycleEvent): Promise<void> => {
    for (const id of (event.state.documentIds ?? []) as string[]) await edits.noticed(event.model.uid, id);
  };

  /** A write of one entry that moves the links of others: from the far side of a relation, or by deleting what they link to. */
  const othersChange = async (event: LifecycleEvent, action: 'create' | 'update' | 'delete'): Promise<void> => {
    if (inAnyDocumentOperation()) return;
    const { uid } = event.model;
    const data = asArray(event.params.data as Record<string, unknown> | Record<string, unknown>[]);
    const ids = action === 'create' ? [] : ((await strapi.db.query(uid as never).findMany({ where: (event.params.where ?? {}) as never, select: ['id'] as never })) as unknown as { id: number }[]).map((row) => row.id);
    const moved = action === 'delete' ? await neighbours.referrersOf(uid, { id: { $in: ids } }) : (await Promise.all(data.map((one) => neighbours.movedBy(uid, ids, one)))).flat();
    // A live entry may lose its link to what is gone; any other change of it needs its own approval.
    if (action !== 'delete' && moved.some((holder) => holder.isLive)) refuse(event, 'change what live content links to');
    const drafts = moved.filter((holder) => !holder.isLive);
    for (const holder of drafts) await edits.assertUnlocked(holder.uid, holder.documentId);
    event.state.others = drafts;
  };

  const othersChanged = async (event: LifecycleEvent): Promise<void> => {
    for (const holder of (event.state.others ?? []) as Holder[]) await edits.noticed(holder.uid, holder.documentId);
  };

  strapi.db.lifecycles.subscribe({
    models: [...neighbours.related()],
    beforeCreate: (event: unknown) => othersChange(event as LifecycleEvent, 'create'),
    beforeUpdate: (event: unknown) => othersChange(event as LifecycleEvent, 'update'),
    beforeDelete: (event: unknown) => othersChange(event as LifecycleEvent, 'delete'),
    beforeDeleteMany: (event: unknown) => othersChange(event as LifecycleEvent, 'delete'),
    afterCreate: (event: unknown) => othersChanged(event as LifecycleEvent),
    afterUpdate: (event: unknown) => othersChanged(event as LifecycleEvent),
    afterDelete: (event: unknown) => othersChanged(event as LifecycleEvent),
    afterDeleteMany: (event: unknown) => othersChanged(event as LifecycleEvent),
  } as never);

  /** A component that was written by itself, past the entry that holds it. */
  const componentChanges = async (event: LifecycleEvent): Promise<void> => {
    if (inAnyDocumentOperation()) return;
    const rows = (await strapi.db.query(event.model.uid as never).findMany({ where: (event.params.where ?? {}) as never, select: ['id'] as never })) as unknown as { id: number }[];
    const holders = await neighbours.holdersOf(event.model.uid, rows.map((row) => row.id));
    if (holders.some((holder) => holder.isLive)) refuse(event, 'change live content');
    for (const holder of holders) await edits.assertUnlocked(holder.uid, holder.documentId);
    event.state.holders = holders;
  };

  const componentChanged = async (event: LifecycleEvent): Promise<void> => {
    for (const holder of (event.state.holders ?? []) as Holder[]) await edits.noticed(holder.uid, holder.documentId);
  };

  strapi.db.lifecycles.subscribe({
    models: neighbours.components(),
    beforeUpdate: (event: unknown) => componentChanges(event as LifecycleEvent),
    beforeUpdateMany: (event: unknown) => componentChanges(event as LifecycleEvent),
    beforeDelete: (event: unknown) => componentChanges(event as LifecycleEvent),
    beforeDeleteMany: (event: unknown) => componentChanges(event as LifecycleEvent),
    afterUpdate: (event: unknown) => componentChanged(event as LifecycleEvent),
    afterUpdateMany: (event: unknown) => componentChanged(event as LifecycleEvent),
    afterDelete: (event: unknown) => componentChanged(event as LifecycleEvent),
    afterDeleteMany: (event: unknown) => componentChanged(event as LifecycleEvent),
  } as never);

  strapi.db.lifecycles.subscribe({
    models: [...governed],
    beforeCreate: (event: unknown) => created(event as LifecycleEvent),
    beforeCreateMany: (event: unknown) => created(event as LifecycleEvent),
    beforeUpdate: (event: unknown) => updated(event as LifecycleEvent),
    beforeUpdateMany: (event: unknown) => updated(event as LifecycleEvent),
    beforeDelete: (event: unknown) => deleted(event as LifecycleEvent),
    beforeDeleteMany: (event: unknown) => deleted(event as LifecycleEvent),
    afterUpdate: (event: unknown) => noticed(event as LifecycleEvent),
    afterUpdateMany: (event: unknown) => noticed(event as LifecycleEvent),
    afterDelete: (event: unknown) => noticed(event as LifecycleEvent),
    afterDeleteMany: (event: unknown) => noticed(event as LifecycleEvent),
  } as never);
};
