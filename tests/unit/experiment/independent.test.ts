/** The same figures by other ways: integrals and simulated draws that use neither the closed forms nor the distributions of the core. */
import { chiSquareAbove, sampleRatioP } from '../../../src/plugins/content-workflow/core/experiment/health';
import { phi } from '../../../src/plugins/content-workflow/core/experiment/normal';
import { powerWith, sampleSizeOf } from '../../../src/plugins/content-workflow/core/experiment/power';
import { sequentialOf } from '../../../src/plugins/content-workflow/core/experiment/sequential';
import { degreesOfFreedom, effectOf, lossesOf, posteriorOf, sampleOfRate, sampleOfValues, welchOf } from '../../../src/plugins/content-workflow/core/experiment/statistics';
import { generator, normals } from '../../support/chance';

/** Simpson's rule over `[from, to]`. */
const integral = (of: (x: number) => number, from: number, to: number, steps = 20_000): number => {
  const width = (to - from) / steps;
  let sum = of(from) + of(to);
  for (let i = 1; i < steps; i += 1) sum += of(from + i * width) * (i % 2 === 1 ? 4 : 2);
  return (sum * width) / 3;
};

const bell = (x: number, mean: number, deviation: number): number => Math.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI));

/** So many draws that a part of them is known to about a tenth of a per cent. */
const DRAWS = 200_000;

describe('by integration', () => {
  test.each([
    [0.04082, 0.14725],
    [-0.1, 0.05],
    [0.3, 0.1],
    [0, 1],
    [-0.02, 0.2],
  ])('losses of an effect of %p with a deviation of %p', (mean, deviation) => {
    const reach = 12 * deviation;
    const [keeping, shipping] = lossesOf(mean, deviation);
    // Each side apart: the integrand has a corner at 0.
    expect(keeping).toBeCloseTo(integral((x) => x * bell(x, mean, deviation), 0, Math.max(0, mean + reach)), 10);
    expect(shipping).toBeCloseTo(integral((x) => -x * bell(x, mean, deviation), Math.min(0, mean - reach), 0), 10);
  });

  test.each([-5, -1.96, -0.2772, 0, 0.5, 3])('what a normal has below %p', (z) => {
    expect(phi(z)).toBeCloseTo(integral((x) => bell(x, 0, 1), -20, z), 11);
  });

  test("Welch's p, over the density of Student's t without its constant", () => {
    const [a, b] = [sampleOfValues(100, 1_100, 12), sampleOfValues(160, 1_700, 17)];
    const found = effectOf(a, b, 'absolute');
    const freedom = degreesOfFreedom(a, b);
    const t = Math.abs((found?.value ?? 0) / (found?.standardError ?? 1));
    // With x = tan(u) the line becomes finite.
    const density = (u: number): number => (1 + Math.tan(u) ** 2 / freedom) ** (-(freedom + 1) / 2) / Math.cos(u) ** 2;
    const edge = Math.PI / 2 - 1e-9;
    expect(welchOf(a, b, 'absolute')?.p).toBeCloseTo(integral(density, Math.atan(t), edge) / integral(density, 0, edge), 8);
  });

  test.each([
    [3.2, 2],
    [12.5, 3],
    [0.4, 4],
  ])('what a chi-square has above %p with %p degrees of freedom', (x, freedom) => {
    const density = (value: number): number => value ** (freedom / 2 - 1) * Math.exp(-value / 2);
    const root = (value: number): number => 2 * value * density(value * value);
    expect(chiSquareAbove(x, freedom)).toBeCloseTo(integral(root, Math.sqrt(x), 20) / integral(root, 0, 20), 9);
  });
});

describe('by draws', () => {
  test('the chance to win and both losses: arms whose true rates are drawn, and the better one counted', () => {
    const [a, b] = [sampleOfRate(500, 5_000), sampleOfRate(530, 5_000)];
    const normal = normals(generator(1));
    let [won, keeping, shipping] = [0, 0, 0];
    for (let i = 0; i < DRAWS; i += 1) {
      const ofA = a.mean + Math.sqrt(a.variance / a.n) * normal();
      const ofB = b.mean + Math.sqrt(b.variance / b.n) * normal();
      if (ofB > ofA) won += 1;
      keeping += Math.max(0, ofB - ofA) / a.mean;
      shipping += Math.max(0, ofA - ofB) / a.mean;
    }
    const posterior = posteriorOf(effectOf(a, b));
    // A relative effect also carries what is not known of the baseline, which is a few per cent of its deviation here.
    expect(Math.abs(posterior.chanceToWin - won / DRAWS)).toBeLessThan(0.01);
    expect(Math.abs(posterior.lossOfKeeping - keeping / DRAWS)).toBeLessThan(0.002);
    expect(Math.abs(posterior.lossOfShipping - shipping / DRAWS)).toBeLessThan(0.002);
  });

  test('the standard error of a relative effect: experiments made again and again', () => {
    const [rateA, rateB, units, times] = [0.1, 0.12, 2_000, 2_000];
    const next = generator(2);
    const count = (rate: number): number => {
      let hits = 0;
      for (let i = 0; i < units; i += 1) if (next() < rate) hits += 1;
      return hits;
    };
    const lifts = Array.from({ length: times }, () => {
      const a = count(rateA) / units;
      return (count(rateB) / units - a) / a;
    });
    const mean = lifts.reduce((sum, lift) => sum + lift, 0) / times;
    const deviation = Math.sqrt(lifts.reduce((sum, lift) => sum + (lift - mean) ** 2, 0) / (times - 1));
    const error = effectOf(sampleOfRate(rateA * units, units), sampleOfRate(rateB * units, units))?.standardError ?? Number.NaN;
    expect(Math.abs(error / deviation - 1)).toBeLessThan(0.05);
  });

  test('the sample ratio: sizes drawn by their weights are as bad as these as often as p says', () => {
    const next = generator(3);
    const observed = sampleRatioP([180, 320], [0.4, 0.6]);
    const times = 4_000;
    let worse = 0;
    for (let i = 0; i < times; i += 1) {
      let first = 0;
      for (let unit = 0; unit < 500; unit += 1) if (next() < 0.4) first += 1;
      if (Math.abs(first - 200) >= 20) worse += 1;
    }
    // Counts are whole and the chi-square is smooth: half a unit to either side lies between them.
    expect(worse / times).toBeGreaterThan(observed - 0.01);
    expect(worse / times).toBeLessThan(sampleRatioP([180.5, 319.5], [0.4, 0.6]) + 0.02);
  });

  test('the planned size: so many readers find the effect as often as was asked for', () => {
    const question = { baselineRate: 0.1, minimumEffect: 0.5, power: 0.8 };
    const size = sampleSizeOf(question) ?? Number.NaN;
    const next = generator(4);
    const times = 1_500;
    const count = (rate: number): number => {
      let hits = 0;
      for (let i = 0; i < size; i += 1) if (next() < rate) hits += 1;
      return hits;
    };
    let found = 0;
    for (let i = 0; i < times; i += 1) {
      const effect = effectOf(sampleOfRate(count(0.1), size), sampleOfRate(count(0.15), size), 'absolute');
      if (effect !== null && Math.abs(effect.value / effect.standardError) > 1.959964) found += 1;
    }
    expect(Math.abs(found / times - (powerWith(question, size) ?? Number.NaN))).toBeLessThan(0.03);
  });
});

test('the edge of the always-valid interval is where the mixture of likelihoods is 1/alpha: integrated over the mixture itself', () => {
  const [units, planned, deviation] = [4_000, 8_000, 10];
  const standardError = deviation / Math.sqrt(units);
  const { high } = sequentialOf({ value: 0, standardError }, { units, planned });
  const odds = -2 * Math.log(0.05);
  const rho = Math.sqrt((odds + Math.log(odds + 1)) / planned);
  // Likelihood of a mean of `high` under an effect, over that under none, averaged over a normal prior of effects.
  const ratio = (effect: number): number => Math.exp((units * (high * effect - effect ** 2 / 2)) / deviation ** 2);
  const mixture = integral((effect) => ratio(effect) * bell(effect, 0, rho * deviation), -12 * rho * deviation, 12 * rho * deviation);
  expect(mixture).toBeCloseTo(1 / 0.05, 6);
});
