import type { Palette } from './palettes';
import { between, type Random } from './random';
import { circle, polygon, rect, type Point } from './svg';

export interface Canvas {
  width: number;
  height: number;
  palette: Palette;
  random: Random;
}

/** Draws the inside of an SVG document, over a background that is already there. */
export type Scene = (canvas: Canvas) => string;

/** A disc with a halo that fades to nothing. */
export function glow({ palette }: Canvas, x: number, y: number, radius: number): string {
  const halos = [3.4, 2.5, 1.75].map((scale, index) => circle(x, y, radius * scale, palette.light, 0.07 + index * 0.06));
  return [...halos, circle(x, y, radius, palette.light)].join('');
}

export type Line = (x: number) => number;

/** The height of a hill line: three waves of unrelated length, so that it never repeats across the picture. */
export function hillLine({ width, random }: Canvas, base: number, amplitude: number): Line {
  const waves = [1.1, 2.3, 4.7].map((frequency, index) => ({
    frequency: (frequency * Math.PI * 2 * between(random, 0.8, 1.2)) / width,
    phase: between(random, 0, Math.PI * 2),
    weight: [0.62, 0.28, 0.1][index],
  }));
  const lift = (x: number) =>
    waves.reduce((sum, { frequency, phase, weight }) => sum + Math.sin(x * frequency + phase) * weight, 0);
  return (x) => base - lift(x) * amplitude;
}

export function hill({ width, height }: Canvas, line: Line, fill: string, opacity = 1): string {
  const crest = Array.from({ length: 61 }, (_, index): Point => [(index / 60) * width, line((index / 60) * width)]);
  return polygon([[0, height], ...crest, [width, height]], fill, opacity);
}

/** Five hills, each with a breath of mist at its foot, the farthest at the fraction `from` of the height. */
export function hills(canvas: Canvas, from = 0.42): { svg: string; lines: Line[] } {
  const { width, height, palette } = canvas;
  const base = (index: number) => height * (from + index * 0.125);
  const lines = palette.layers.map((_, index) => hillLine(canvas, base(index), height * (0.075 + index * 0.008)));
  const svg = palette.layers.map((fill, index) => {
    const mist = index < 4 ? rect(0, base(index), width, height * 0.2, 'url(#mist)') : '';
    return hill(canvas, lines[index], fill) + mist;
  });
  return { svg: svg.join(''), lines };
}
