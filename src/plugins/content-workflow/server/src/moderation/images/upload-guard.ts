/** Strapi's media library takes files as they are. Members and everybody else on the internet go by the intake, which draws them anew. */
import type { Core } from '@strapi/strapi';
import { RefusedError } from '../../http/failure';

type UploadAct = (...given: never[]) => Promise<unknown>;

/** What brings bytes in. */
const ACTS = ['upload', 'replace'] as const;

/** Of the request that is answered: a member's session, or none at all, as Users & Permissions has let it pass. */
const isByMember = (strapi: Core.Strapi): boolean => {
  const state = strapi.requestContext.get()?.state as { readonly auth?: { readonly strategy?: { readonly name?: string } } } | undefined;
  return state?.auth?.strategy?.name === 'users-permissions';
};

export const guardUploads = (strapi: Core.Strapi): void => {
  const services = strapi.get('services') as { extend(uid: string, wrap: (service: Record<string, UploadAct>) => Record<string, UploadAct>): unknown };
  const guarded =
    (act: UploadAct): UploadAct =>
    (...given) => {
      if (!isByMember(strapi)) return act(...given);
      throw new RefusedError({
        code: 'GATE_CLOSED',
        kind: 'forbidden',
        guard: 'isNotAMember',
        message: 'Members send pictures with what they send in, and not into the media library.',
        who: ['cw-editor', 'cw-moderator'],
        next: 'Use POST /api/submissions/intake.',
      });
    };
  services.extend('plugin::upload.upload', (service) => ({ ...service, ...Object.fromEntries(ACTS.flatMap((name) => (service[name] === undefined ? [] : [[name, guarded(service[name])]]))) }));
};
