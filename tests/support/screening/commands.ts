/** What tests ask the screening of a server in another process. */
import type { Core } from '@strapi/strapi';
import type { Material } from '../../../src/plugins/content-workflow/core/moderation/screen';
import type { Signal } from '../../../src/plugins/content-workflow/core/moderation/vocabulary';
import type { Workflow } from '../../../src/plugins/content-workflow/server/src/workflow';
import { inTransaction } from '../../../src/plugins/content-workflow/server/src/tables';

const engineOf = (strapi: Core.Strapi): Workflow => strapi.plugin('content-workflow').service('workflow') as unknown as Workflow;

export const screen = (strapi: Core.Strapi, { material }: { readonly material: Material }): Promise<Signal[]> => engineOf(strapi).screening.screen(material);

/** As at the intake: read, and then remembered. */
export const accept = async (strapi: Core.Strapi, { material }: { readonly material: Material }): Promise<Signal[]> => {
  const { screening } = engineOf(strapi);
  const signals = await screening.screen(material);
  await inTransaction(strapi, (trx) => screening.remember(trx, material));
  return signals;
};
