/** Plans of experiments: over the piece as it is and its variants, unless a test wants another. */
import { PERMISSIONS } from '../../src/plugins/content-workflow/core/workflow/context';
import type { Plan } from '../../src/plugins/content-workflow/core/experiment/plan';
import type { Counted } from '../../src/plugins/content-workflow/core/experiment/results';
import type { Person, TestApp } from './app';
import { plan } from './unit/build';

/** Arms of equal weight. */
export const armsOf = (...keys: readonly string[]): Plan['arms'] => keys.map((key) => ({ key, weight: 1 / keys.length, place: null }));

export const planOf = (keys: readonly string[], overrides: Partial<Plan> = {}): Plan => plan({ arms: armsOf(...keys), ...overrides });

/** Plans an experiment through the engine's own service; anything but success is an error in the test. */
export const planned = async (app: TestApp, pieceId: number, overrides: Partial<Plan> = {}): Promise<void> => {
  const piece = await app.engine.pieces.byId(pieceId);
  const variants = (await app.engine.pieces.variants(pieceId)).map(({ key }) => key);
  const outcome = await app.engine.experiments.plans.put({ pieceId, expectedRevision: piece?.revision ?? 0, by: { kind: 'admin', id: await app.idOf('publisher'), name: 'publisher Test', permissions: PERMISSIONS, roles: ['cw-publisher'], superAdmin: false } }, planOf(['original', ...variants], overrides));
  if (outcome.kind !== 'accepted') throw new Error(`no plan: ${JSON.stringify(outcome)}`);
};

/** Sends the plan as the admin does, and answers the raw response. */
export const putPlan = async (app: TestApp, pieceId: number, wanted: Partial<Plan> | object, by: Person = 'publisher', revision?: number) =>
  app.as(by, 'put', `/content-workflow/pieces/${pieceId}/experiment`, { plan: planOf(['original', 'a', 'b'], wanted as Partial<Plan>), expectedRevision: revision ?? (await app.engine.pieces.byId(pieceId))?.revision });

/** From now on so many readers have been counted: units and conversions by arm. */
export const counted = (app: TestApp, arms: Readonly<Record<string, readonly [units: number, conversions: number]>>, multipleExposures = 0): jest.SpyInstance =>
  jest.spyOn(app.engine.counts, 'totals').mockImplementation((_id, keys): Promise<Pick<Counted, 'arms' | 'multipleExposures'>> =>
    Promise.resolve({
      arms: keys.map((key) => {
        const [units, conversions] = arms[key] ?? [0, 0];
        return { key, units, conversions, sum: conversions, sumOfSquares: conversions };
      }),
      multipleExposures,
    })
  );
