import fc from 'fast-check';
import { daysFor, powerOf, powerWith, sampleSizeOf } from '../../../src/plugins/content-workflow/core/experiment/power';

describe('readers that an arm needs', () => {
  test.each([
    { baselineRate: 0.1, minimumEffect: 0.1, size: 14_749 },
    { baselineRate: 0.05, minimumEffect: 0.2, size: 8_155 },
    { baselineRate: 0.02, minimumEffect: 0.5, size: 3_823 },
    { baselineRate: 0.1441, minimumEffect: 0.2, size: 2_517 },
  ])('$size for $minimumEffect on $baselineRate, to be found four times of five', ({ baselineRate, minimumEffect, size }) => {
    expect(sampleSizeOf({ baselineRate, minimumEffect, power: 0.8 })).toBe(size);
  });

  const questions = fc.record({ baselineRate: fc.double({ min: 0.005, max: 0.45, noNaN: true }), minimumEffect: fc.double({ min: 0.02, max: 1, noNaN: true }), power: fc.double({ min: 0.5, max: 0.99, noNaN: true }) });

  test('with so many readers the effect is found with the power that was asked for, and with one fewer not', () => {
    fc.assert(
      fc.property(questions, fc.integer({ min: 2, max: 5 }), (question, arms) => {
        const size = sampleSizeOf({ ...question, arms }) ?? Number.NaN;
        expect(powerWith({ ...question, arms }, size)).toBeGreaterThanOrEqual(question.power - 1e-9);
        // The far tail adds next to nothing, and only where the power is small.
        expect(powerWith({ ...question, arms }, size * 0.98 - 1)).toBeLessThan(question.power + 1e-5);
      })
    );
  });

  test('a smaller effect, more power or more arms need more readers', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const size = sampleSizeOf(question) ?? Number.NaN;
        expect(sampleSizeOf({ ...question, minimumEffect: question.minimumEffect / 2 })).toBeGreaterThan(size);
        expect(sampleSizeOf({ ...question, power: question.power + 0.005 })).toBeGreaterThanOrEqual(size);
        expect(sampleSizeOf({ ...question, arms: 3 })).toBeGreaterThan(size);
      })
    );
  });

  test.each([
    { title: 'a rate of nothing', question: { baselineRate: 0, minimumEffect: 0.1, power: 0.8 } },
    { title: 'a rate of all', question: { baselineRate: 1, minimumEffect: 0.1, power: 0.8 } },
    { title: 'no effect', question: { baselineRate: 0.1, minimumEffect: 0, power: 0.8 } },
    { title: 'an effect beyond all readers', question: { baselineRate: 0.6, minimumEffect: 0.7, power: 0.8 } },
    { title: 'certainty', question: { baselineRate: 0.1, minimumEffect: 0.1, power: 1 } },
    { title: 'a rate that is no number', question: { baselineRate: Number.NaN, minimumEffect: 0.1, power: 0.8 } },
  ])('$title: no number answers that', ({ question }) => {
    expect(sampleSizeOf(question)).toBeNull();
  });
});

describe('power', () => {
  test('without an effect it is alpha, and it is the same for both signs', () => {
    expect(powerOf(0, 1)).toBeCloseTo(0.05, 12);
    expect(powerOf(2, 1)).toBeCloseTo(powerOf(-2, 1), 12);
    expect(powerWith({ baselineRate: 0.1, minimumEffect: 0.1 }, 0)).toBeNull();
  });
});

describe('days', () => {
  const plan = { sampleSize: 1_000, share: 0.5, minimumDays: 7, arms: [{ weight: 0.8 }, { weight: 0.2 }] };

  test('it takes as long as the smallest arm needs for its readers', () => {
    expect(daysFor({ ...plan, readersPerDay: 500 })).toBe(20);
    expect(daysFor({ ...plan, readersPerDay: 499 })).toBe(21);
  });

  test('but no shorter than the minimum', () => {
    expect(daysFor({ ...plan, readersPerDay: 1_000_000 })).toBe(7);
  });

  test.each([0, -1, Number.NaN, Infinity])('with %p readers a day nobody can say', (readersPerDay) => {
    expect(daysFor({ ...plan, readersPerDay })).toBeNull();
  });
});
