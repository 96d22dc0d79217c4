/** What a test of distribution asks a server of its own, from inside. */
import type { Core } from '@strapi/strapi';
import type { Workflow } from '../../../src/plugins/content-workflow/server/src/workflow';
import { channelColumns } from './desk';
import { SCRIPTED, scriptedAdapter, type ScriptedPlatform, type ScriptedSettings } from './scripted';

const POST = 'api::post.post';

const engineOf = (strapi: Core.Strapi): Workflow => strapi.plugin('content-workflow').service('workflow') as unknown as Workflow;

export const beforeServing = (strapi: Core.Strapi): void => {
  const { adapters } = engineOf(strapi);
  for (const platform of SCRIPTED) adapters.set(platform, scriptedAdapter(platform));
};

export interface ChannelInput {
  readonly key: string;
  readonly platform: ScriptedPlatform;
  readonly settings: ScriptedSettings;
}

export const connect = async (strapi: Core.Strapi, channels: readonly ChannelInput[]): Promise<void> => {
  for (const { key, platform, settings } of channels) await strapi.db.connection('cw_channels').insert(channelColumns(key, platform, settings, Date.now()));
};

/** So many pieces go live at one moment, each with every channel in its plan, as the engine's write path does it. */
export const goLive = async (strapi: Core.Strapi, { from = 0, pieces }: { readonly from?: number; readonly pieces: number }): Promise<number> => {
  const engine = engineOf(strapi);
  const { writePath } = engine.distribution;
  const type = engine.config.types[POST];
  if (type === undefined) throw new Error('posts are not governed');
  const by = { kind: 'system', id: 'test', name: 'test', permissions: [], roles: [], superAdmin: false } as const;
  const ids = ((await strapi.db.connection('cw_channels').orderBy('id').select('id')) as { id: number }[]).map(({ id }) => id);
  await strapi.db.transaction(async ({ trx }) => {
    for (let i = from; i < from + pieces; i += 1) {
      const content = { title: `Piece ${i}`, slug: `piece-${i}`, body: [{ type: 'paragraph', children: [{ type: 'text', text: `Rain on the ridge, ${i}.` }] }], activity: null, kols: [], tags: [] };
      const hash = i.toString(16).padStart(64, '0');
      const piece = await engine.pieces.open(trx as never, { uid: POST, documentId: `chaos${i}`, locale: 'en' }, { round: 1, author: null, lastEditor: null, version: { content, hash, planAt: null, savedAt: null } });
      for (const id of ids) await trx('cw_distribution_plans').insert({ piece_id: piece.id, channel_id: id, timing: JSON.stringify({ kind: 'same' }), changed_at: Date.now() });
      await writePath.seal(trx as never, piece, [{ variant: '', hash, content }], by, { how: 'review', shownToAll: null });
      const snapshot = await engine.editions.snapshot(trx as never, piece, hash);
      if (snapshot === null) throw new Error('nothing was frozen');
      const edition = await engine.editions.goLive(trx as never, { piece, type, snapshot, at: engine.clock.now() });
      await writePath.wentLive(trx as never, piece, edition);
    }
  });
  engine.queue.nudge(engine.clock.now());
  return pieces * ids.length;
};

/** How many deliveries are in each state. */
export const states = async (strapi: Core.Strapi): Promise<Record<string, number>> => {
  const rows = (await strapi.db.connection('cw_deliveries').select('state').count({ n: '*' }).groupBy('state')) as unknown as { state: string; n: unknown }[];
  return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]));
};

/** Delivers all that is due; answers deliveries per second. For a server whose clock is off. */
export const deliverAll = async (strapi: Core.Strapi): Promise<number> => {
  const { queue, handlers } = engineOf(strapi);
  const open = async (): Promise<number> => (await states(strapi)).scheduled ?? 0;
  const count = await open();
  const began = performance.now();
  await queue.start(handlers);
  do await queue.drain();
  while ((await open()) > 0);
  const seconds = (performance.now() - began) / 1000;
  await queue.stop();
  return count / seconds;
};

/** The same calls without anything around them, as many at once. */
export const bareLoop = async (_strapi: Core.Strapi, { origins, count, atOnce }: { readonly origins: readonly string[]; readonly count: number; readonly atOnce: number }): Promise<number> => {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let i = (next += 1); i <= count; i = next += 1) {
      const response = await fetch(`${origins[i % origins.length]}/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text: `Piece ${i}\n\nRain on the ridge, ${i}.`, key: `bare-${i}` }) });
      await response.json();
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, one));
  return count / ((performance.now() - began) / 1000);
};
