import { z } from '@strapi/utils';
import { EXPERIMENT_KINDS, STOP_RULES } from '../../../core/experiment/plan';
import { instant, revision } from '../engine/event-input';
import { plain, variantKey, type Endpoint } from '../http/endpoint';

export const putVariantBody = z.strictObject({
  label: plain(100).min(1),
  overrides: z.record(z.string().max(64), z.unknown()),
  expectedRevision: revision,
});

export const removeVariantQuery = z.strictObject({ expectedRevision: z.string().regex(/^[1-9]\d{0,8}$/, 'is a revision') });

/** More than a page can show side by side; each halves the readers that the others get. */
const MAX_ARMS = 10;

/** The form of a plan; whether its figures hold, the plan's own rules say. */
const plan = z.strictObject({
  kind: z.enum(EXPERIMENT_KINDS),
  hypothesis: plain(1_000).refine((text) => text.trim() !== '', 'is empty'),
  goal: plain(64).min(1),
  share: z.number(),
  arms: z.array(z.strictObject({ key: variantKey, weight: z.number(), place: plain(200).nullable() })).max(MAX_ARMS, `has more than ${MAX_ARMS}`),
  namespace: z.strictObject({ id: plain(64).min(1), from: z.number(), to: z.number() }).nullable(),
  minimumDays: z.int(),
  baselineRate: z.number().nullable(),
  minimumEffect: z.number(),
  power: z.number(),
  sampleSize: z.int(),
  stop: z.enum(STOP_RULES),
});

export const putExperimentBody = z.strictObject({ plan, expectedRevision: revision });

/** What a database's integer holds. */
const MAX_COUNT = 2_147_483_647;

const count = z.int().min(0).max(MAX_COUNT);

export const figuresBody = z.strictObject({ arm: variantKey, units: count, conversions: count, source: plain(200).refine((text) => text.trim() !== '', 'is empty'), readAt: instant });

const common = { 400: 'The request is not valid; `error.details.field` names the field.', 401: 'Not logged in.', 403: 'Not permitted; `error.details` says who could.', 404: 'No such piece.' } as const;

const answers = {
  ...common,
  200: 'SendEvent.Response',
  404: 'No such piece or variant.',
  409: 'Somebody was faster; `error.details.piece` is the piece as it is now.',
  422: 'Refused; `error.details` says why.',
} as const;

const admin = (permission: 'read' | 'own') => ({ kind: 'admin', permission }) as const;

export const experimentRoutes: readonly Endpoint[] = [
  { method: 'PUT', path: '/pieces/:id/variants/:key', handler: 'variant.put', summary: 'Adds or changes a variant of a draft', access: admin('read'), body: putVariantBody, answers },
  { method: 'DELETE', path: '/pieces/:id/variants/:key', handler: 'variant.remove', summary: 'Removes a variant of a draft', access: admin('read'), query: removeVariantQuery, answers },
  { method: 'GET', path: '/goals', handler: 'experiment.goals', summary: 'What readers can be brought to do: the registry of goals', access: admin('read'), answers: { 200: 'ListGoals.Response', 401: common[401], 403: common[403] } },
  { method: 'GET', path: '/pieces/:id/experiment', handler: 'experiment.one', summary: 'The newest experiment over a piece; null where none was planned', access: admin('read'), answers: { ...common, 200: 'GetExperiment.Response' } },
  { method: 'PUT', path: '/pieces/:id/experiment', handler: 'experiment.put', summary: 'Plans an experiment, or changes its plan until it starts', access: admin('own'), body: putExperimentBody, answers: { ...answers, 200: 'PutExperiment.Response', 404: common[404] } },
  { method: 'GET', path: '/pieces/:id/experiment/results', handler: 'experiment.results', summary: 'What the experiment has shown until now; after the decision, the frozen figures', access: admin('read'), answers: { ...common, 200: 'GetResults.Response', 404: 'No such piece, or nothing was planned for it.' } },
  { method: 'POST', path: '/pieces/:id/experiment/figures', handler: 'experiment.figures', summary: 'Figures read off a platform, for an arm of a comparison', access: admin('own'), body: figuresBody, answers: { ...common, 200: 'PostFigures.Response', 422: 'Refused; `error.details` says why.' } },
];
