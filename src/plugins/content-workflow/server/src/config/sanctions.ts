/** What a team sets of its sanctions. What is not here is the policy's edition, and changes with the plugin. */
import { z } from '@strapi/utils';
import { DEFAULT_SETTINGS } from '../../../core/moderation/policy';

export const sanctions = z.strictObject({
  /** A minor first offence without anything that makes it worse is only warned of. */
  warningStep: z.boolean().default(DEFAULT_SETTINGS.warningStep),
  /** A strike for the same violation within so many days makes the next a step worse; `null`: it does not. */
  sameCodeDays: z.int().min(1).max(3_650).nullable().default(DEFAULT_SETTINGS.sameCodeDays),
  appealDays: z.int().min(1).max(365).default(DEFAULT_SETTINGS.appealDays),
  mutes: z.enum(['overlap', 'add'], { error: 'is "overlap" or "add"' }).default(DEFAULT_SETTINGS.mutes),
  /** The front end's page for a statement and its appeal, with `{token}` where the token goes; `null`: the server's own address. */
  statementPage: z
    .string()
    .refine((address) => /^https?:\/\/[^\s]+$/.test(address) && address.includes('{token}'), 'is an http(s) address with {token} in it')
    .nullable()
    .default(null),
});
