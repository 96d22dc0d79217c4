import type { Core } from '@strapi/strapi';
import { z } from '@strapi/utils';
import type { PutPresence } from '../../../../contracts/presence';
import type { Refusal } from '../../../../core/errors';
import type { WorkflowConfig } from '../../config';
import { currentActor } from '../../engine/actors';
import { mayOpen, whoMayOpen } from '../../engine/entry-access';
import { accept, documentId, locale, plain } from '../../http/endpoint';
import { notFound, refused, type HttpContext } from '../../http/problem';
import { inTransaction } from '../../tables';
import type { Here, Presence } from './presence';
import { presenceBody, presenceQuery } from './routes';

export interface PresenceControllers {
  readonly strapi: Core.Strapi;
  readonly config: WorkflowConfig;
  readonly presence: Presence;
}

const mayNotEdit = (who: readonly string[]): Refusal => ({
  code: 'PERMISSION_MISSING',
  kind: 'forbidden',
  guard: 'mayEditTheEntry',
  message: 'You may not edit this entry, so you can not take it over.',
  who,
  next: 'Read on; whoever edits it is not disturbed.',
});

export const createPresenceControllers = (deps: () => PresenceControllers) => ({
  presence: {
    async put(ctx: HttpContext): Promise<void> {
      const params = accept(ctx, z.object({ uid: plain(200), documentId }), ctx.params, 'params');
      const query = params === null ? null : accept(ctx, presenceQuery.extend({ locale: locale.optional() }), ctx.query, 'query');
      const body = query === null ? null : accept(ctx, presenceBody, ctx.request.body, 'body');
      if (params === null || query === null || body === null) return;
      const { strapi, config, presence } = deps();
      if (config.types[params.uid] === undefined) return refused(ctx, notFound('governed content type', 'TYPE_NOT_GOVERNED'));
      const { id, name } = await currentActor(strapi);
      const subject = { ...params, locale: query.locale ?? '' };
      // Taking over keeps the other's window from saving, which is no business of who could not save themselves.
      if (body.takeOver === true && !(await mayOpen(strapi, ctx.state.userAbility as object, 'update', subject))) return refused(ctx, mayNotEdit(await whoMayOpen(strapi, 'update', subject.uid)));
      const here: Here = { ...body, subject, person: { id, name } };
      await inTransaction(strapi, (trx) => presence.say(trx, here));
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { data: presence.around(here) } satisfies PutPresence.Response;
    },
  },
});
