/** The course of an experiment as lines and as rows. Pure. */
import type { GetResults } from '../../../../contracts/experiment';

export interface Series {
  readonly name: string;
  /** `at` in milliseconds; `rate` is `null` while nobody was shown the arm. */
  readonly points: readonly { readonly at: number; readonly rate: number | null }[];
}

type Point = GetResults.Point;

const armIn = (point: Point, key: string): Point['arms'][number] | undefined => point.arms.find((arm) => arm.key === key);

/** One line an arm, of the rate that all readers up to then make. */
export const seriesOf = (course: readonly Point[], arms: readonly string[], nameOf: (key: string) => string): Series[] =>
  arms.map((key) => ({
    name: nameOf(key),
    points: course.map((point) => {
      const arm = armIn(point, key);
      return { at: Date.parse(point.at), rate: arm === undefined || arm.units === 0 ? null : arm.conversions / arm.units };
    }),
  }));

/** Where the viewer's days begin between two instants; every so many days, so that they are at most `limit`. */
export const midnightsIn = (from: number, to: number, limit: number): number[] => {
  const first = new Date(from);
  const days: number[] = [];
  for (let day = 1; ; day += 1) {
    // The calendar of the runtime knows which days a change of the clock makes longer.
    const at = new Date(first.getFullYear(), first.getMonth(), first.getDate() + day).getTime();
    if (at > to) break;
    days.push(at);
  }
  const step = Math.max(1, Math.ceil(days.length / limit));
  return days.filter((_, i) => i % step === 0);
};

/** The newest first, at most so many: the first and the last are always among them, the others evenly between. */
export const rowsOf = (course: readonly Point[], limit: number): Point[] => {
  const last = course.length - 1;
  if (course.length <= limit) return [...course].reverse();
  return Array.from({ length: limit }, (_, i) => course[Math.round(last - (i * last) / (limit - 1))]).filter((point): point is Point => point !== undefined);
};
