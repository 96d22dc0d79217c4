import { z } from '@strapi/utils';
import type { ActOnChannel, ListChannels, ListPlatforms } from '../../../../contracts/distribution';
import type { Actor, ActorRef } from '../../../../core/workflow/context';
import { refOf } from '../../engine/actors';
import { accept } from '../../http/endpoint';
import { problem, type HttpContext } from '../../http/problem';
import type { ChannelDesk, Outcome } from './desk';
import { changeBody, channelKey, createBody } from './routes';

export interface ChannelControllers {
  readonly reach: { readonly channelDesk: ChannelDesk; readonly channels: { byKey(key: string): Promise<{ readonly id: number } | null> } };
  readonly distribution: { readonly acts: { channelIsBack(channelId: number): Promise<number> } };
  actor(): Promise<Actor>;
}

const keyParams = z.object({ key: channelKey });

const noSuchChannel = (ctx: HttpContext): void => problem(ctx, 404, 'There is no such channel.', { code: 'CHANNEL_NOT_FOUND', who: [], next: 'Choose one of the list.' });

const answer = (ctx: HttpContext, outcome: Outcome): void => {
  switch (outcome.kind) {
    case 'done':
      ctx.body = { data: outcome.channel } satisfies ActOnChannel.Response;
      return;
    case 'removed':
      ctx.body = { data: null };
      return;
    case 'not-found':
      return noSuchChannel(ctx);
    case 'exists':
      return problem(ctx, 409, 'There is a channel with this key.', { code: 'CHANNEL_EXISTS', field: 'key', who: [], next: 'Choose another key.' });
    case 'conflict':
      return problem(ctx, 409, 'The channel was changed while you were looking at it.', { code: 'CHANNEL_CONFLICT', who: [], next: 'Look at it as it is now, and decide again.', current: outcome.current });
    case 'invalid':
      return problem(ctx, 400, `${outcome.field}: ${outcome.message}`, { code: 'INPUT_INVALID', field: outcome.field, where: 'body', issues: [{ field: outcome.field, message: outcome.message }] });
    case 'refused':
      return problem(ctx, 422, outcome.message, { code: outcome.code, who: [], next: outcome.next });
  }
};

export const createChannelControllers = (deps: () => ChannelControllers) => {
  const list = async (ctx: HttpContext): Promise<void> => {
    ctx.body = { data: await deps().reach.channelDesk.list() } satisfies ListChannels.Response;
  };

  /** What waited for a channel goes on as soon as that is let in again and not paused. */
  const settle = async (ctx: HttpContext, key: string, outcome: Outcome): Promise<void> => {
    const { reach, distribution } = deps();
    const channel = outcome.kind === 'done' && outcome.channel.status === 'active' ? await reach.channels.byKey(key) : null;
    if (channel !== null) await distribution.acts.channelIsBack(channel.id);
    answer(ctx, outcome);
  };

  const onChannel =
    (act: (desk: ChannelDesk, key: string, by: ActorRef) => Promise<Outcome>) =>
    async (ctx: HttpContext): Promise<void> => {
      const params = accept(ctx, keyParams, ctx.params, 'params');
      if (params === null) return;
      const { reach, actor } = deps();
      await settle(ctx, params.key, await act(reach.channelDesk, params.key, refOf(await actor())));
    };

  return {
    channels: {
      platforms(ctx: HttpContext): void {
        ctx.body = { data: deps().reach.channelDesk.platforms() } satisfies ListPlatforms.Response;
      },
      list,
      find: list,

      async create(ctx: HttpContext): Promise<void> {
        const body = accept(ctx, createBody, ctx.request.body, 'body');
        if (body === null) return;
        const { reach, actor } = deps();
        answer(ctx, await reach.channelDesk.create(body, refOf(await actor())));
      },

      async read(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, keyParams, ctx.params, 'params');
        if (params === null) return;
        const channel = await deps().reach.channelDesk.read(params.key);
        if (channel === null) return noSuchChannel(ctx);
        ctx.body = { data: channel } satisfies ActOnChannel.Response;
      },

      async change(ctx: HttpContext): Promise<void> {
        const params = accept(ctx, keyParams, ctx.params, 'params');
        const body = params === null ? null : accept(ctx, changeBody, ctx.request.body, 'body');
        if (params === null || body === null) return;
        const { reach, actor } = deps();
        const { expectedRevision, ...input } = body;
        await settle(ctx, params.key, await reach.channelDesk.change(params.key, expectedRevision, input, refOf(await actor())));
      },

      remove: onChannel((desk, key, by) => desk.remove(key, by)),
      test: onChannel((desk, key, by) => desk.test(key, by)),
      pause: onChannel((desk, key, by) => desk.pause(key, by)),
      resume: onChannel((desk, key, by) => desk.resume(key, by)),
    },
  };
};
