/** Who is drawn into which arm. The vectors are the published ones of GrowthBook's SDK (test/cases.json, specVersion 0.8.0). */
import fc from 'fast-check';
import { assign, assignPrepared, bucketOf, bucketRanges, bucketsOf, chooseVariation, fnv32a, hashOf, inNamespace, prepareAssignment, weightsOf, type Range } from '../../../src/plugins/content-workflow/core/experiment/assignment';
import type { Plan } from '../../../src/plugins/content-workflow/core/experiment/plan';

type Drawn = Pick<Plan, 'arms' | 'share' | 'namespace'>;

const drawn = (weights: readonly number[], more: Partial<Drawn> = {}): Drawn => ({
  arms: weights.map((weight, i) => ({ key: i === 0 ? 'original' : `v${i}`, weight, place: null })),
  share: 1,
  namespace: null,
  ...more,
});

/** Every number that a visitor can have. */
const NUMBERS = Array.from({ length: 10_000 }, (_, i) => i / 10_000);

describe('the hash', () => {
  test.each([
    { seed: '', value: 'a', version: 1, expected: 0.22 },
    { seed: '', value: 'b', version: 1, expected: 0.077 },
    { seed: 'b', value: 'a', version: 1, expected: 0.946 },
    { seed: '', value: '___)((*":&', version: 1, expected: 0.563 },
    { seed: 'seed', value: 'a', version: 2, expected: 0.0505 },
    { seed: 'foo', value: 'ab', version: 2, expected: 0.2575 },
    { seed: '()**(%$##$%#$#', value: '___)((*":&', version: 2, expected: 0.0128 },
    { seed: 'abc', value: 'def', version: 99, expected: null },
  ])('of "$value" under "$seed", version $version, is $expected', ({ seed, value, version, expected }) => {
    expect(hashOf(seed, value, version)).toBe(expected);
  });

  test('FNV-1a gives what its authors publish', () => {
    expect(['', 'a', 'b', 'foobar'].map(fnv32a)).toEqual([0x811c9dc5, 0xe40c292c, 0xe70c2de5, 0xbf9cf968]);
  });

  /** Written the long way, by the formula, with arbitrary precision and strings. */
  const plainFnv = (text: string): bigint => {
    let hash = 0x811c9dc5n;
    for (let i = 0; i < text.length; i += 1) hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x01000193n) % 2n ** 32n;
    return hash;
  };

  test('is the formula in exact arithmetic, for any text in any script, broken surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (seed, value) => {
        expect(hashOf(seed, value, 2)).toBe(Number(plainFnv(String(plainFnv(seed + value))) % 10_000n) / 10_000);
        expect(hashOf(seed, value, 1)).toBe(Number(plainFnv(value + seed) % 1_000n) / 1_000);
        expect(bucketOf(seed, value)).toBe(hashOf(seed, value, 2));
      })
    );
    expect(hashOf('\ud800', '\udc00', 2)).toBe(Number(plainFnv(String(plainFnv('\ud800\udc00'))) % 10_000n) / 10_000);
  });

  test('counts code units: a letter outside of ASCII is not hashed by its UTF-8 bytes', () => {
    const bytes = String.fromCharCode(...new TextEncoder().encode('é'));
    expect(fnv32a('é')).not.toBe(fnv32a(bytes));
    expect(BigInt(fnv32a('é'))).toBe(plainFnv('é'));
  });
});

describe('the ranges of the arms', () => {
  const EQUAL: readonly Range[] = [[0, 0.5], [0.5, 1]];

  test.each<{ title: string; n: number; coverage: number; weights: number[] | null; expected: readonly Range[] }>([
    { title: 'halves', n: 2, coverage: 1, weights: null, expected: EQUAL },
    { title: 'half of each half', n: 2, coverage: 0.5, weights: null, expected: [[0, 0.25], [0.5, 0.75]] },
    { title: 'nobody', n: 2, coverage: 0, weights: null, expected: [[0, 0], [0.5, 0.5]] },
    { title: 'a fifth of each weight', n: 3, coverage: 0.2, weights: [0.2, 0.3, 0.5], expected: [[0, 0.04], [0.2, 0.26], [0.5, 0.6]] },
    { title: 'a coverage below 0 is none', n: 2, coverage: -0.2, weights: null, expected: [[0, 0], [0.5, 0.5]] },
    { title: 'a coverage above 1 is all', n: 2, coverage: 1.5, weights: null, expected: EQUAL },
    { title: 'weights that sum to too little are equal ones', n: 2, coverage: 1, weights: [0.4, 0.1], expected: EQUAL },
    { title: 'weights that sum to too much are equal ones', n: 2, coverage: 1, weights: [0.7, 0.6], expected: EQUAL },
    { title: 'too few weights are equal ones', n: 4, coverage: 1, weights: [0.4, 0.4, 0.2], expected: [[0, 0.25], [0.25, 0.5], [0.5, 0.75], [0.75, 1]] },
    { title: 'weights that nearly sum to 1 are taken as they are', n: 2, coverage: 1, weights: [0.4, 0.5999], expected: [[0, 0.4], [0.4, 0.9999]] },
  ])('$title', ({ n, coverage, weights, expected }) => {
    const ranges = bucketRanges(n, coverage, weights);
    expect(ranges).toHaveLength(expected.length);
    ranges.forEach((range, i) => range.forEach((end, side) => expect(end).toBeCloseTo(expected[i]?.[side] ?? Number.NaN, 12)));
  });

  test.each<{ number: number; ranges: Range[]; expected: number }>([
    { number: 0, ranges: [[0, 0.5], [0.5, 1]], expected: 0 },
    { number: 0.4999, ranges: [[0, 0.5], [0.5, 1]], expected: 0 },
    { number: 0.5, ranges: [[0, 0.5], [0.5, 1]], expected: 1 },
    { number: 0.25, ranges: [[0, 0.25], [0.5, 0.75]], expected: -1 },
    { number: 0.4, ranges: [[0, 0.25], [0.5, 0.75]], expected: -1 },
    { number: 0.5, ranges: [[0, 0.5], [0.5, 0.5], [0.5, 1]], expected: 2 },
    { number: 1, ranges: [[0, 0.5], [0.5, 1]], expected: -1 },
  ])('$number falls into $expected of $ranges', ({ number, ranges, expected }) => {
    expect(chooseVariation(number, ranges)).toBe(expected);
  });

  const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 6 }).map((parts) => parts.map((part) => part / parts.reduce((sum, other) => sum + other, 0)));
  const coverage = fc.double({ min: 0, max: 1, noNaN: true });

  test('lie in order between 0 and 1 without overlap, and are together as long as the coverage', () => {
    fc.assert(
      fc.property(weights, coverage, (shares, part) => {
        const ranges = bucketRanges(shares.length, part, shares);
        let end = 0;
        for (const [from, to] of ranges) {
          expect(from).toBeGreaterThanOrEqual(end - 1e-12);
          expect(to).toBeGreaterThanOrEqual(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(1 + 1e-12);
        expect(ranges.reduce((sum, [from, to]) => sum + to - from, 0)).toBeCloseTo(part, 9);
      })
    );
  });

  test('a smaller coverage takes visitors out and moves none from one arm to another; a larger one only adds', () => {
    fc.assert(
      fc.property(weights, coverage, coverage, (shares, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)].map((part) => bucketRanges(shares.length, part, shares)) as [Range[], Range[]];
        const moved = NUMBERS.filter((number) => chooseVariation(number, less) !== -1 && chooseVariation(number, less) !== chooseVariation(number, more));
        expect(moved).toEqual([]);
      }),
      { numRuns: 50 }
    );
  });

  test('with full coverage nobody is left out', () => {
    fc.assert(
      fc.property(weights, (shares) => {
        const ranges = bucketRanges(shares.length, 1, shares);
        // What rounding leaves at the very end is less than one number.
        expect(NUMBERS.filter((number) => chooseVariation(number, ranges) === -1)).toEqual([]);
      }),
      { numRuns: 50 }
    );
  });

  test('weights are answered as a list of their own', () => {
    const given = [0.5, 0.5];
    expect(weightsOf(2, given)).toEqual(given);
    expect(weightsOf(2, given)).not.toBe(given);
    expect(weightsOf(0, null)).toEqual([]);
  });
});

describe('the buckets that an arm really has', () => {
  const THIRDS = [1 / 3, 1 / 3, 1 / 3];

  test.each([
    { weights: [0.5, 0.5], share: 1, buckets: [5_000, 5_000] },
    { weights: [0.8, 0.2], share: 0.5, buckets: [4_000, 1_000] },
    { weights: THIRDS, share: 1, buckets: [3_334, 3_333, 3_333] },
    { weights: THIRDS, share: 0.001, buckets: [4, 3, 3] },
    { weights: THIRDS, share: 0.0001, buckets: [1, 0, 0] },
    { weights: [0.5, 0.5], share: 0, buckets: [0, 0] },
  ])('$buckets for weights $weights and a share of $share', ({ weights, share, buckets }) => {
    expect(bucketsOf(drawn(weights, { share }))).toEqual(buckets);
  });

  /** Of all numbers that a visitor can have, those that are drawn into each arm. */
  const countedOneByOne = (plan: Drawn): number[] => {
    const { ranges } = prepareAssignment(plan, 'exp');
    const counts = plan.arms.map(() => 0);
    for (const number of NUMBERS) {
      const arm = chooseVariation(number, ranges);
      if (arm !== -1) counts[arm] = (counts[arm] ?? 0) + 1;
    }
    return counts;
  };

  const parts = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 6 }).map((all) => all.map((part) => part / all.reduce((sum, other) => sum + other, 0)));
  const asPeopleWrite = fc.constantFrom([0.3333, 0.3333, 0.3334], [0.34, 0.33, 0.33], [0.1, 0.2, 0.7], [0.1, 0.1, 0.1, 0.7], [0.5, 0.50009], [0.9999, 0.0001]);
  const shares = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.01, noNaN: true }), fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000));

  test('are the numbers that are drawn into it, counted one by one, for any weights and share', () => {
    fc.assert(
      fc.property(fc.oneof(parts, asPeopleWrite), shares, (weights, share) => {
        const plan = drawn(weights, { share });
        expect(bucketsOf(plan)).toEqual(countedOneByOne(plan));
      }),
      { numRuns: 300 }
    );
  });
});

describe('namespaces', () => {
  const LOW = { id: 'namespace1', from: 0, to: 0.4 };
  const HIGH = { id: 'namespace1', from: 0.4, to: 1 };

  test.each(['1', '2', '4'])('user %s belongs to the upper part of namespace1', (user) => {
    expect([inNamespace(user, LOW), inNamespace(user, HIGH)]).toEqual([false, true]);
  });

  test.each(['3', '4'])('user %s belongs to the lower part of namespace2', (user) => {
    expect(inNamespace(user, { id: 'namespace2', from: 0, to: 0.4 })).toBe(true);
  });

  test('no visitor is in two experiments whose parts of one namespace do not overlap', () => {
    const [a, b] = [drawn([0.5, 0.5], { namespace: LOW }), drawn([0.5, 0.5], { namespace: HIGH })];
    fc.assert(
      fc.property(fc.uuid(), (visitor) => {
        expect([assign(a, 'exp-a', visitor), assign(b, 'exp-b', visitor)].filter((arm) => arm === -1)).toHaveLength(1);
      })
    );
  });
});

describe('drawing', () => {
  const visitors = Array.from({ length: 20_000 }, (_, i) => `user-${i}`);

  test('a visitor gets the same arm however often and from whichever preparation', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.double({ min: 0, max: 1, noNaN: true }), (visitor, share) => {
        const plan = drawn([0.2, 0.3, 0.5], { share, namespace: { id: 'home', from: 0.1, to: 0.8 } });
        const prepared = prepareAssignment(plan, 'exp');
        const arm = assignPrepared(prepared, visitor);
        expect([assignPrepared(prepared, visitor), assign(plan, 'exp', visitor)]).toEqual([arm, arm]);
        const inside = inNamespace(visitor, { id: 'home', from: 0.1, to: 0.8 });
        expect(arm).toBe(inside ? chooseVariation(bucketOf('exp', visitor), bucketRanges(3, share, [0.2, 0.3, 0.5])) : -1);
      })
    );
  });

  test('arms get readers by their weights, and a share takes that part of the readers', () => {
    const prepared = prepareAssignment(drawn([0.2, 0.3, 0.5], { share: 0.5 }), 'weights');
    const counts = [0, 0, 0, 0];
    for (const visitor of visitors) counts[assignPrepared(prepared, visitor) + 1] = (counts[assignPrepared(prepared, visitor) + 1] ?? 0) + 1;
    [0.5, 0.1, 0.15, 0.25].forEach((part, i) => expect(Math.abs((counts[i] ?? 0) / visitors.length - part)).toBeLessThan(0.01));
  });

  test('two experiments draw independently of each other: the reference counts of 100,000 visitors', () => {
    const [a, b] = [prepareAssignment(drawn([0.5, 0.5]), 'exp-a'), prepareAssignment(drawn([0.5, 0.5]), 'exp-b')];
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 100_000; i += 1) {
      const cell = 2 * assignPrepared(a, `user-${i}`) + assignPrepared(b, `user-${i}`);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    expect(counts).toEqual([24_972, 24_900, 24_986, 25_142]);
  });

  test('it asks neither the language nor the region of the machine', () => {
    const asked: string[] = [];
    const watched: [object, string][] = [
      [Number.prototype, 'toLocaleString'],
      [String.prototype, 'toLocaleLowerCase'],
      [String.prototype, 'toLocaleUpperCase'],
      [String.prototype, 'localeCompare'],
      [String.prototype, 'normalize'],
      [Intl, 'NumberFormat'],
      [Intl, 'Collator'],
    ];
    for (const [owner, name] of watched)
      jest.spyOn(owner as Record<string, () => string>, name).mockImplementation(() => {
        asked.push(name);
        return '';
      });
    const arms = ['İstanbul', '١٢٣', '東京', 'straße'].map((visitor) => assign(drawn([0.5, 0.5]), 'ключ', visitor));
    jest.restoreAllMocks();
    expect({ asked, arms }).toEqual({ asked: [], arms: ['İstanbul', '١٢٣', '東京', 'straße'].map((visitor) => (bucketOf('ключ', visitor) < 0.5 ? 0 : 1)) });
  });
});
