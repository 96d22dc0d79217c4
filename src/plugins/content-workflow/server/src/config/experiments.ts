/** What readers can be brought to do, and how long it is kept what each of them did. */
import { z } from '@strapi/utils';

const code = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'use lower-case letters, digits and hyphens');

const goal = z.strictObject({
  /** Names it in plans and in what readers' scripts send. */
  code,
  /** What people call it. */
  name: z.string().trim().min(1).max(100),
  /** `rate`: how many reach it. `value`: what it is worth to those who do, such as the amount of an order. */
  kind: z.enum(['rate', 'value']).default('rate'),
});

const DEFAULT_GOALS = [
  { code: 'click', name: 'Click', kind: 'rate' },
  { code: 'registration', name: 'Registration', kind: 'rate' },
  { code: 'purchase', name: 'Purchase', kind: 'value' },
  { code: 'share', name: 'Share', kind: 'rate' },
] as const;

export const experiments = z.strictObject({
  /** The registry: a plan names one of these. Left out, the usual four. */
  goals: z
    .array(goal)
    .min(1, 'at least one goal is needed: an experiment measures something')
    .refine((goals) => new Set(goals.map((g) => g.code)).size === goals.length, 'codes of goals must differ')
    .default(() => DEFAULT_GOALS.map((g) => ({ ...g }))),
  /** Single events older than this are forgotten; the hourly counts and the decisions stay. */
  retentionDays: z.int().min(1).max(3_650).default(90),
  /** The namespaces that plans may share readers in; empty: whichever a plan names. */
  namespaces: z
    .array(code)
    .refine((ids) => new Set(ids).size === ids.length, 'namespaces must differ')
    .default([]),
});
