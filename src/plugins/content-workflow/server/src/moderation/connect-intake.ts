/** What is taken in from members and guests, and its pictures: made once a Strapi, with what the other rooms give. */
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { WorkflowConfig } from '../config';
import type { Pieces } from '../engine/pieces';
import type { Transitions } from '../engine/transitions';
import type { SigningKeys } from '../http/signing';
import type { Clock } from '../jobs/clock';
import { createPreviews, type Previews } from './images/previews';
import { createQuarantine, type Quarantine } from './images/quarantine';
import { createStudio, type Studio } from './images/studio';
import { createActivities } from './intake/activities';
import type { IntakeRoom } from './intake/controller';
import { createGuestCodes } from './intake/guest-codes';
import { createIntakeKeys, type IntakeKeys } from './intake/keys';
import { createLimits } from './intake/limits';
import { createSenders } from './intake/senders';
import { createIntake, type IntakeDeps } from './intake/service';
import { createIntakeStore } from './intake/store';
import { createIntakeViews } from './intake/views';
import type { Screening } from './screening/service';

export interface Pictures {
  readonly keys: IntakeKeys;
  readonly quarantine: Quarantine;
  readonly imageAddresses: Previews;
  readonly studio: Studio;
}

/** The built process for pictures lies beside the built server; where the plugin lies, Strapi knows. */
const studioEntry = (strapi: Core.Strapi): string => {
  const plugins = strapi.config.get('enabledPlugins') as Readonly<Record<string, { readonly pathToPlugin?: string } | undefined>>;
  return path.join(plugins['content-workflow']?.pathToPlugin ?? '', 'dist/server/images/process.js');
};

export const createPictures = (strapi: Core.Strapi, clock: Clock, applicationKeys: SigningKeys, guestKey: string | null): Pictures => {
  const keys = createIntakeKeys(applicationKeys, guestKey);
  const quarantine = createQuarantine(strapi);
  return { keys, quarantine, imageAddresses: createPreviews({ clock, keys, quarantine }), studio: createStudio(studioEntry(strapi)) };
};

export interface IntakeRoomDeps extends Pick<Pictures, 'keys' | 'quarantine' | 'studio'>, Pick<IntakeDeps, 'screening' | 'reviewItems' | 'sanctions'> {
  readonly strapi: Core.Strapi;
  readonly config: Pick<WorkflowConfig, 'intake' | 'moderation'>;
  readonly clock: Clock;
  readonly pieces: Pieces;
  readonly transitions: Transitions;
}

/** `null` where nothing is taken in. */
export const createIntakeRoom = (deps: IntakeRoomDeps): IntakeRoom | null => {
  const { strapi, clock, keys, quarantine } = deps;
  const { intake: config, moderation } = deps.config;
  const type = moderation.submissions;
  if (config === null || type === null) return null;
  const store = createIntakeStore(strapi);
  const limits = createLimits(strapi, config.limits);
  const activities = createActivities(strapi, config.activities);
  return {
    config,
    limits,
    keys,
    senders: createSenders({ strapi, clock, keys }),
    codes: createGuestCodes({ strapi, clock, keys }),
    activities,
    store,
    service: createIntake({ ...deps, config, type, store, limits, activities }),
    views: createIntakeViews({ strapi, type, quarantine }),
  };
};

/** An appeal is possible for twenty days, and takes some. */
const KEEP_DECIDED_MS = 30 * 86_400_000;

export interface Forgetting extends Pick<Pictures, 'quarantine'> {
  readonly clock: Clock;
  readonly intake: IntakeRoom | null;
  readonly screening: Pick<Screening, 'forgetOld'>;
}

/** Forgets what nobody needs any more: codes that are over, the pictures of what was decided a month ago, and texts that nothing is compared with. */
export const forgetOver = async ({ clock, quarantine, intake, screening }: Forgetting): Promise<void> => {
  await intake?.codes.forgetOld();
  await quarantine.forgetDecided(clock.now() - KEEP_DECIDED_MS);
  await screening.forgetOld(clock.now());
};
