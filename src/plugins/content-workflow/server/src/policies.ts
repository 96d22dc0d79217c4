/**
 * The permissions of the workflow say what a person does with pieces; Strapi's say which entries they may see at all. A
 * route whose path names one piece, or one entry, asks both.
 */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Refusal } from '../../core/errors';
import { mayOpen, subjectOfPath, whoMayOpen } from './engine/entry-access';
import type { Subject } from './tables';
import { workflowOf, type Workflow } from './workflow';

export interface PolicyContext {
  readonly params: Readonly<Record<string, string | undefined>>;
  /** Strapi hands policies a copy of the context, which has the query only here. */
  readonly request: { readonly query: Readonly<Record<string, unknown>> };
  readonly state: { readonly userAbility?: object };
}

const refusal = (who: readonly string[]): Refusal => ({
  code: 'PERMISSION_MISSING',
  kind: 'forbidden',
  guard: 'mayReadTheEntry',
  message: 'You may not read this entry in the Content Manager, so its piece is closed to you as well.',
  who,
  next: 'Ask one of the roles named here, or an administrator for access to this content type.',
});

/** Types that are not governed are left to the handler. */
const namedBy = async (ctx: PolicyContext, { config, pieces, distribution }: Workflow): Promise<Subject | null> => {
  const subject = await subjectOfPath(ctx.params, ctx.request.query, pieces);
  if (subject === null) return distribution.subjects.ofPath(ctx.params);
  return config.types[subject.uid] === undefined ? null : subject;
};

export default {
  /** What does not exist is left to the handler, which answers 404 with the reason. */
  async 'may-read-entry'(ctx: PolicyContext, _config: unknown, { strapi }: { strapi: Core.Strapi }): Promise<boolean> {
    if (ctx.state.userAbility === undefined) return true;
    const subject = await namedBy(ctx, workflowOf(strapi));
    if (subject === null) return true;
    if (await mayOpen(strapi, ctx.state.userAbility, 'read', subject)) return true;
    const { message, ...details } = refusal(await whoMayOpen(strapi, 'read', subject.uid));
    throw new errors.PolicyError(message, { ...details, message });
  },
};
