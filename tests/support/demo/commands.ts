/** What tests ask of a server that is to have the demo's content. */
import type { Core } from '@strapi/strapi';
import { seed } from '../../../src/seed/run';
import type { Signal } from '../../../src/plugins/content-workflow/core/moderation/vocabulary';
import type { Workflow } from '../../../src/plugins/content-workflow/server/src/workflow';
import type { TestApp } from '../app';
import { createMember, sendIn as sendInto, type Member, type Sent } from '../moderation';

export const seedDemo = (strapi: Core.Strapi, { password }: { readonly password: string }): Promise<void> => seed(strapi, password, () => undefined);

const engineOf = (strapi: Core.Strapi): Workflow => strapi.plugin('content-workflow').service('workflow') as unknown as Workflow;

/** Where a statement is read, as the mail says it. */
export const statementAddress = async (strapi: Core.Strapi, { strikeId }: { readonly strikeId: number }): Promise<string | null> =>
  engineOf(strapi).sanctions.statementAddress(strikeId);

const appOf = (strapi: Core.Strapi): TestApp => ({ strapi, engine: engineOf(strapi) }) as TestApp;

export const registerMember = (strapi: Core.Strapi, { name }: { readonly name: string }): Promise<Member> => createMember(appOf(strapi), name);

export interface SendIn {
  readonly member: Member;
  readonly data: Record<string, unknown>;
  readonly signals?: readonly Signal[];
}

export const sendIn = (strapi: Core.Strapi, { member, data, signals = [] }: SendIn): Promise<Sent> => sendInto(appOf(strapi), member, data, signals);

/** The engine's clock stands so many milliseconds before or after the real one, and goes on. */
export const shiftClock = (strapi: Core.Strapi, { ms }: { readonly ms: number }): void => engineOf(strapi).clock.use(() => Date.now() + ms);
