/** Rows of distribution as they are once a piece was delivered to a channel, for tests of what comes after. */
import { randomUUID } from 'node:crypto';
import type { Source } from '../../../src/plugins/content-workflow/core/distribution/document';
import { renditionHash } from '../../../src/plugins/content-workflow/server/src/distribution/renditions';
import type { TestApp } from '../app';

type Row = Record<string, unknown>;

export const aChannel = async (app: TestApp, channel: { readonly key: string; readonly platform: string; readonly settings: object; readonly status?: string }): Promise<number> => {
  const now = app.engine.clock.now();
  const [row] = (await app.strapi.db
    .connection('cw_channels')
    .insert({ key: channel.key, name: channel.key, platform: channel.platform, account: '', communities: '[]', settings: JSON.stringify(channel.settings), link_seed: 'seed', status: channel.status ?? 'active', failures: 0, revision: 1, connected_at: now, changed_at: now })
    .returning('id')) as Row[];
  return Number(row?.id);
};

export interface Delivered {
  readonly id: number;
  readonly key: string;
}

/** A delivery whose rendition is sealed, as the engine leaves it before it calls the adapter. */
export const aDelivery = async (app: TestApp, { channelId, source, editionId = 0, pieceId = 0, state = 'publishing' }: { readonly channelId: number; readonly source: Source; readonly editionId?: number; readonly pieceId?: number; readonly state?: string }): Promise<Delivered> => {
  const now = app.engine.clock.now();
  const channel = (await app.engine.reach.channels.byId(channelId)) ?? (() => { throw new Error('there is no such channel'); })();
  const adapter = app.engine.reach.channels.adapterOf(channel);
  if (adapter === null) throw new Error('there is no such platform');
  const settings = adapter.settings.parse(channel.settings);
  const rendition = adapter.render(source, settings);
  const hash = renditionHash(channel, settings, rendition);
  const db = app.strapi.db.connection;
  const [sealed] = (await db('cw_renditions').insert({ piece_id: pieceId, channel_id: channelId, content_hash: randomUUID(), hash, rendered: JSON.stringify({ variant: '', rendition }), how: 'approval', by_kind: 'system', by_id: '', by_name: '', sealed_at: now }).returning('id')) as Row[];
  const key = randomUUID();
  // Without one of a piece, an edition that is live and of nothing.
  const [edition] = editionId === 0 ? ((await db('cw_editions').insert({ subject_uid: 'none', subject_id: key, subject_locale: 'en', edition_key: key, piece_id: pieceId, round: 1, content_hash: hash, payload: '{}', is_live: true, went_live_at: now }).returning('id')) as Row[]) : [{ id: editionId }];
  const [delivery] = (await db('cw_deliveries').insert({ key, edition_id: Number(edition?.id), piece_id: pieceId, channel_id: channelId, rendition_id: sealed?.id, state, due_at: now, planned_at: now, attempts: 1, opened_at: now, changed_at: now }).returning('id')) as Row[];
  return { id: Number(delivery?.id), key };
};

/** Calls the adapter as the engine does. */
export const publish = async (app: TestApp, channelId: number, key: string) => {
  const { channels } = app.engine.reach;
  const channel = await channels.byId(channelId);
  const adapter = channel === null ? null : channels.adapterOf(channel);
  if (channel === null || adapter === null) throw new Error('there is no such channel');
  const row = (await app.strapi.db.connection('cw_deliveries').join('cw_renditions', 'cw_renditions.id', 'cw_deliveries.rendition_id').where({ key }).first('rendered')) as { rendered: string };
  const { rendition } = JSON.parse(row.rendered) as { rendition: { payload: never; pictures: never[] } };
  const context = await channels.contextOf(channel, { key, signal: new AbortController().signal, pictures: rendition.pictures });
  return { adapter, context, outcome: await adapter.publish(rendition.payload, null, context) };
};
