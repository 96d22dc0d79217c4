import { glow, hill, hillLine, hills, type Scene } from './canvas';
import { between } from './random';
import { area, circle, draw, polygon, rect, stroke, type Point } from './svg';

export const ridges: Scene = (canvas) => {
  const { width, height, random } = canvas;
  return glow(canvas, width * between(random, 0.25, 0.75), height * 0.26, height * 0.085) + hills(canvas).svg;
};

export const beacons: Scene = (canvas) => {
  const { width, height } = canvas;
  const { svg, lines } = hills(canvas, 0.38);
  const lamps = Array.from({ length: 6 }, (_, index) => {
    const x = width * (0.12 + index * 0.152);
    return glow(canvas, x, lines[2 + (index % 2)](x) - height * 0.012, height * 0.014);
  });
  return svg + lamps.join('');
};

/** A ribbon that narrows as it climbs, the way a trail does. */
export const path: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const phase = between(random, 0, Math.PI);
  const climbs = Array.from({ length: 41 }, (_, index) => index / 40);
  const edge =
    (side: 1 | -1) =>
    (climb: number): Point => {
      const near = 1 - climb;
      const centre = 0.5 + 0.13 * near ** 0.7 * Math.sin(phase + climb * 7.5);
      return [width * (centre + side * (0.004 + 0.07 * near ** 2.2)), height * (1.01 - 0.55 * climb ** 0.75)];
    };
  const trail = [...climbs.map(edge(-1)), ...climbs.reverse().map(edge(1))];
  return glow(canvas, width * 0.5, height * 0.22, height * 0.075) + hills(canvas, 0.36).svg + polygon(trail, palette.light, 0.85);
};

export const horizon: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const y = height * 0.64;
  const bands = Array.from({ length: 7 }, (_, index) => {
    const top = y - height * 0.08 * (7 - index) * between(random, 0.75, 1.05);
    return rect(0, top, width, height * 0.055, palette.light, { 'fill-opacity': 0.03 + index * 0.035 });
  });
  const sun = glow(canvas, width * between(random, 0.35, 0.65), y, height * 0.1);
  const land = [2, 3, 4].map((layer, index) =>
    hill(canvas, hillLine(canvas, y + height * (0.05 + index * 0.1), height * 0.03), palette.layers[layer]),
  );
  return [...bands, sun, ...land].join('');
};

export const hut: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const [farthest, far, , near, nearest] = palette.layers;
  const stars = Array.from({ length: 90 }, () => {
    const size = between(random, 0.8, 2.4);
    return circle(random() * width, random() * height * 0.55, size, palette.light, between(random, 0.25, 0.9));
  });
  const lines = [0.52, 0.62, 0.74, 0.92].map((base) => hillLine(canvas, height * base, height * 0.06));
  const x = width * between(random, 0.52, 0.7);
  const size = height * 0.1;
  const ground = lines[2](x) + size * 0.1;
  const roof: Point[] = [
    [x - size * 1.05, ground - size * 0.6],
    [x, ground - size * 1.4],
    [x + size * 1.05, ground - size * 0.6],
  ];
  return [
    ...stars,
    hill(canvas, lines[0], farthest),
    hill(canvas, lines[1], far),
    rect(x - size * 0.75, ground - size * 0.66, size * 1.5, size, nearest),
    polygon(roof, nearest),
    ...[1.5, 1, 0.6].map((scale) => circle(x + size * 0.2, ground - size * 0.28, size * scale, palette.light, 0.1)),
    rect(x + size * 0.02, ground - size * 0.46, size * 0.36, size * 0.36, palette.light, { rx: 3 }),
    hill(canvas, lines[2], near),
    hill(canvas, lines[3], nearest),
  ].join('');
};

export const terraces: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const tilt = height * between(random, -0.1, 0.1);
  const rows = Array.from({ length: 13 }, (_, index) => {
    const y = height * (0.16 + index * 0.075);
    const bend = height * (0.2 - index * 0.008);
    const edge = draw('M', 0, y + tilt, 'C', width * 0.3, y - bend, width * 0.55, y + bend, width, y - tilt);
    const fill = palette.layers[Math.min(4, Math.floor(index / 2.6))];
    return area(`${edge} L ${width} ${height} L 0 ${height} Z`, fill) + stroke(edge, palette.light, 2.5, 0.32);
  });
  return glow(canvas, width * between(random, 0.7, 0.85), height * 0.13, height * 0.05) + rows.join('');
};

export const peaks: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const mountains = palette.layers.map((fill, layer) => {
    const x = width * (0.08 + layer * 0.2 + between(random, -0.05, 0.05));
    const top = height * between(random, 0.2, 0.5);
    const half = width * between(random, 0.2, 0.28);
    const snow = height * 0.07;
    const reach = (snow * half) / (height - top);
    const slopes: Point[] = [
      [x - half, height],
      [x, top],
      [x + half, height],
    ];
    const cap: Point[] = [
      [x - reach, top + snow],
      [x, top],
      [x + reach, top + snow],
      [x, top + snow * 0.72],
    ];
    return polygon(slopes, fill) + polygon(cap, palette.light, 0.9);
  });
  return glow(canvas, width * 0.82, height * 0.2, height * 0.07) + mountains.join('');
};

export const line: Scene = ({ width, height, palette }) => {
  const [, ground, , , ink] = palette.layers;
  const y = height * 0.62;
  return [
    rect(0, y, width, height - y, ground),
    rect(0, y, width, 6, ink),
    circle(width * 0.24, y, height * 0.055, ink),
    circle(width * 0.24, y, height * 0.028, palette.accent),
  ].join('');
};
