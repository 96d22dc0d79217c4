import type { Palette } from './palettes';
import { between, type Random } from './random';

export interface Canvas {
  width: number;
  height: number;
  palette: Palette;
  random: Random;
}

/** Draws the inside of an SVG document, over a background that is already there. */
export type Scene = (canvas: Canvas) => string;

export type SceneName =
  | 'ridges'
  | 'beacons'
  | 'path'
  | 'horizon'
  | 'hut'
  | 'rings'
  | 'water'
  | 'terraces'
  | 'discs'
  | 'stripes'
  | 'leaves'
  | 'letters'
  | 'cups'
  | 'cup'
  | 'peaks'
  | 'line';

const round = (value: number): string => value.toFixed(1);

const circle = (x: number, y: number, radius: number, fill: string, opacity = 1): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}" fill-opacity="${opacity}"/>`;

/** A disc with a halo that fades to nothing. */
function glow({ palette }: Canvas, x: number, y: number, radius: number): string {
  const halos = [3.4, 2.5, 1.75].map((scale, index) => circle(x, y, radius * scale, palette.light, 0.07 + index * 0.06));
  return [...halos, circle(x, y, radius, palette.light)].join('');
}

/** The height of a hill line: three waves of unrelated length, so that it never repeats across the picture. */
function hillLine({ width, random }: Canvas, base: number, amplitude: number): (x: number) => number {
  const waves = [1.1, 2.3, 4.7].map((frequency, index) => ({
    frequency: (frequency * Math.PI * 2 * between(random, 0.8, 1.2)) / width,
    phase: between(random, 0, Math.PI * 2),
    weight: [0.62, 0.28, 0.1][index],
  }));
  return (x) => base - waves.reduce((sum, { frequency, phase, weight }) => sum + Math.sin(x * frequency + phase) * weight, 0) * amplitude;
}

function hill(canvas: Canvas, line: (x: number) => number, fill: string): string {
  const { width, height } = canvas;
  const points = Array.from({ length: 61 }, (_, index) => {
    const x = (index / 60) * width;
    return `${round(x)},${round(line(x))}`;
  });
  return `<path d="M0,${height} L${points.join(' L')} L${width},${height} Z" fill="${fill}"/>`;
}

/** Five hills, each with a breath of mist at its foot. */
function hills(canvas: Canvas, from = 0.42): { svg: string; lines: ((x: number) => number)[] } {
  const { width, height, palette } = canvas;
  const lines = palette.layers.map((_, index) => hillLine(canvas, height * (from + index * 0.125), height * (0.075 + index * 0.008)));
  const svg = palette.layers.map((fill, index) => {
    const mist = `<rect y="${round(height * (from + index * 0.125))}" width="${width}" height="${round(height * 0.2)}" fill="url(#mist)"/>`;
    return hill(canvas, lines[index], fill) + (index < 4 ? mist : '');
  });
  return { svg: svg.join(''), lines };
}

const ridges: Scene = (canvas) => {
  const { width, height, random } = canvas;
  return glow(canvas, width * between(random, 0.25, 0.75), height * 0.26, height * 0.085) + hills(canvas).svg;
};

const beacons: Scene = (canvas) => {
  const { width, height } = canvas;
  const { svg, lines } = hills(canvas, 0.38);
  const lamps = Array.from({ length: 6 }, (_, index) => {
    const x = width * (0.12 + index * 0.152);
    return glow(canvas, x, lines[2 + (index % 2)](x) - height * 0.012, height * 0.014);
  });
  return svg + lamps.join('');
};

/** A ribbon that narrows as it climbs, the way a trail does. */
const path: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const phase = between(random, 0, Math.PI);
  const steps = Array.from({ length: 41 }, (_, index) => index / 40);
  const edge = (side: 1 | -1) => (climb: number) => {
    const near = 1 - climb;
    const x = width * (0.5 + 0.13 * near ** 0.7 * Math.sin(phase + climb * 7.5)) + side * width * (0.004 + 0.07 * near ** 2.2);
    return `${round(x)},${round(height * (1.01 - 0.55 * climb ** 0.75))}`;
  };
  const outline = [...steps.map(edge(-1)), ...steps.reverse().map(edge(1))].join(' ');
  return `${glow(canvas, width * 0.5, height * 0.22, height * 0.075)}${hills(canvas, 0.36).svg}<polygon points="${outline}" fill="${palette.light}" fill-opacity="0.85"/>`;
};

const horizon: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const y = height * 0.64;
  const bands = Array.from({ length: 7 }, (_, index) => {
    const top = y - height * 0.08 * (7 - index) * between(random, 0.75, 1.05);
    return `<rect y="${round(top)}" width="${width}" height="${round(height * 0.055)}" fill="${palette.light}" fill-opacity="${(0.03 + index * 0.035).toFixed(3)}"/>`;
  });
  const sun = glow(canvas, width * between(random, 0.35, 0.65), y, height * 0.1);
  const land = [2, 3, 4].map((layer, index) =>
    hill(canvas, hillLine(canvas, y + height * 0.05 + index * height * 0.1, height * 0.03), palette.layers[layer]),
  );
  return bands.join('') + sun + land.join('');
};

const hut: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const stars = Array.from({ length: 90 }, () =>
    circle(random() * width, random() * height * 0.55, between(random, 0.8, 2.4), palette.light, between(random, 0.25, 0.9)),
  );
  const lines = [0.52, 0.62, 0.74, 0.92].map((base) => hillLine(canvas, height * base, height * 0.06));
  const x = width * between(random, 0.52, 0.7);
  const size = height * 0.1;
  const ground = lines[2](x) + size * 0.1;
  const eaves = `${round(x - size * 1.05)},${round(ground - size * 0.6)} ${round(x)},${round(ground - size * 1.4)} ${round(x + size * 1.05)},${round(ground - size * 0.6)}`;
  const lamp = [1.5, 1, 0.6].map((scale) => circle(x + size * 0.2, ground - size * 0.28, size * scale, palette.light, 0.1));
  return (
    stars.join('') +
    hill(canvas, lines[0], palette.layers[0]) +
    hill(canvas, lines[1], palette.layers[1]) +
    `<rect x="${round(x - size * 0.75)}" y="${round(ground - size * 0.66)}" width="${round(size * 1.5)}" height="${round(size)}" fill="${palette.layers[4]}"/>` +
    `<polygon points="${eaves}" fill="${palette.layers[4]}"/>` +
    lamp.join('') +
    `<rect x="${round(x + size * 0.02)}" y="${round(ground - size * 0.46)}" width="${round(size * 0.36)}" height="${round(size * 0.36)}" rx="3" fill="${palette.light}"/>` +
    hill(canvas, lines[2], palette.layers[3]) +
    hill(canvas, lines[3], palette.layers[4])
  );
};

const rings: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const x = width * between(random, 0.38, 0.62);
  const y = height * between(random, 0.45, 0.6);
  const waves = Array.from({ length: 9 }, (_, index) => {
    const radius = height * (1.02 - index * 0.105);
    return circle(x, y, radius, palette.layers[index % 5], 0.2 + index * 0.055);
  });
  return waves.join('') + glow(canvas, x, y, height * 0.085);
};

const water: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const bands = Array.from({ length: 9 }, (_, index) => {
    const base = height * (0.12 + index * 0.1);
    return hill({ width, height, palette, random }, hillLine(canvas, base, height * 0.026), palette.layers[Math.min(4, Math.floor(index / 2))]).replace(
      '/>',
      ` fill-opacity="0.62"/>`,
    );
  });
  const bubbles = Array.from({ length: 14 }, () =>
    circle(random() * width, between(random, 0.25, 0.95) * height, between(random, 3, 15), palette.light, between(random, 0.18, 0.5)),
  );
  return bands.join('') + bubbles.join('');
};

const terraces: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const tilt = between(random, -0.1, 0.1);
  const rows = Array.from({ length: 13 }, (_, index) => {
    const y = height * (0.16 + index * 0.075);
    const bend = height * (0.2 - index * 0.008);
    const fill = palette.layers[Math.min(4, Math.floor(index / 2.6))];
    const edge = `M0,${round(y + height * tilt)} C${width * 0.3},${round(y - bend)} ${width * 0.55},${round(y + bend)} ${width},${round(y - height * tilt)}`;
    return (
      `<path d="${edge} L${width},${height} L0,${height} Z" fill="${fill}"/>` +
      `<path d="${edge}" fill="none" stroke="${palette.light}" stroke-opacity="0.32" stroke-width="2.5"/>`
    );
  });
  return glow(canvas, width * between(random, 0.7, 0.85), height * 0.13, height * 0.05) + rows.join('');
};

const discs: Scene = ({ width, height, palette, random }) =>
  Array.from({ length: 11 }, (_, index) =>
    circle(
      width * (0.06 + index * 0.088 + between(random, -0.03, 0.03)),
      height * between(random, 0.3, 0.72),
      height * between(random, 0.13, 0.33),
      index === 7 ? palette.accent : palette.layers[index % 4],
      0.5,
    ),
  ).join('');

const stripes: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  let x = -height;
  const bands: string[] = [];
  for (let index = 0; x < width + height; index += 1) {
    const thickness = width * between(random, 0.05, 0.15);
    const fill = index % 5 === 3 ? palette.light : palette.layers[index % 4];
    bands.push(
      `<polygon points="${round(x)},${height} ${round(x + height)},0 ${round(x + height + thickness)},0 ${round(x + thickness)},${height}" fill="${fill}" fill-opacity="0.85"/>`,
    );
    x += thickness;
  }
  return bands.join('') + circle(width * 0.72, height * 0.46, height * 0.2, palette.layers[4]) + circle(width * 0.72, height * 0.46, height * 0.09, palette.accent);
};

const leaf = (x: number, y: number, length: number, angle: number, fill: string): string =>
  `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(angle)})">` +
  `<path d="M0,0 C${round(length * 0.28)},${round(-length * 0.36)} ${round(length * 0.76)},${round(-length * 0.3)} ${round(length)},0 ` +
  `C${round(length * 0.76)},${round(length * 0.3)} ${round(length * 0.28)},${round(length * 0.36)} 0,0 Z" fill="${fill}" fill-opacity="0.92"/>` +
  `<path d="M${round(length * 0.06)},0 L${round(length * 0.9)},0" stroke="#fff" stroke-opacity="0.35" stroke-width="2.5"/></g>`;

const leaves: Scene = ({ width, height, palette, random }) =>
  Array.from({ length: 26 }, (_, index) => {
    const column = index % 7;
    const row = Math.floor(index / 7);
    return leaf(
      width * (0.02 + column * 0.15 + between(random, -0.035, 0.035)),
      height * (0.14 + row * 0.25 + between(random, -0.06, 0.06)),
      height * between(random, 0.13, 0.27),
      between(random, -65, 65),
      index === 16 ? palette.accent : palette.layers[1 + (index % 4)],
    );
  }).join('');

const letters: Scene = ({ width, height, palette, random }) =>
  Array.from({ length: 9 }, (_, index) => {
    const w = height * between(random, 0.2, 0.3);
    const h = w * 0.66;
    const x = width * (0.09 + (index % 5) * 0.19 + between(random, -0.03, 0.03));
    const y = height * (index < 5 ? between(random, 0.18, 0.4) : between(random, 0.58, 0.8));
    const fold = `<path d="M${round(-w / 2)},${round(-h / 2)} L0,${round(h * 0.08)} L${round(w / 2)},${round(-h / 2)}" fill="none" stroke="${palette.layers[3]}" stroke-opacity="0.55" stroke-width="3"/>`;
    return (
      `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(between(random, -22, 22))})">` +
      `<rect x="${round(-w / 2 + 6)}" y="${round(-h / 2 + 9)}" width="${round(w)}" height="${round(h)}" rx="5" fill="${palette.layers[4]}" fill-opacity="0.3"/>` +
      `<rect x="${round(-w / 2)}" y="${round(-h / 2)}" width="${round(w)}" height="${round(h)}" rx="5" fill="${index === 3 ? palette.accent : palette.light}" fill-opacity="${index % 3 === 0 ? 1 : 0.86}"/>${fold}</g>`
    );
  }).join('');

const cups: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const filled = 8 + Math.floor(random() * 12);
  return Array.from({ length: 30 }, (_, index) => {
    const x = width * (0.14 + (index % 10) * 0.08);
    const y = height * (0.28 + Math.floor(index / 10) * 0.22);
    const radius = height * 0.062;
    const rim = `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${palette.light}" fill-opacity="0.55" stroke="${palette.layers[3]}" stroke-width="5"/>`;
    return index === filled ? rim + circle(x, y, radius * 0.78, palette.accent) : rim + circle(x, y, radius * 0.72, palette.layers[index % 3], 0.75);
  }).join('');
};

const cup: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const x = width * between(random, 0.4, 0.6);
  const y = height * 0.55;
  const radius = height * 0.2;
  const steam = [-0.35, 0, 0.35].map((shift) => {
    const start = x + shift * radius;
    return `<path d="M${round(start)},${round(y - radius * 1.15)} c${round(radius * 0.3)},${round(-radius * 0.35)} ${round(-radius * 0.3)},${round(-radius * 0.6)} 0,${round(-radius)}" fill="none" stroke="${palette.light}" stroke-opacity="0.6" stroke-width="7" stroke-linecap="round"/>`;
  });
  return (
    circle(x, y, radius * 2.1, palette.layers[0], 0.35) +
    circle(x + radius * 0.05, y + radius * 0.08, radius * 1.22, palette.layers[4], 0.28) +
    circle(x, y, radius * 1.18, palette.light) +
    circle(x, y, radius * 0.98, palette.layers[3]) +
    circle(x, y, radius * 0.9, palette.accent) +
    circle(x - radius * 0.24, y - radius * 0.26, radius * 0.3, palette.light, 0.28) +
    steam.join('')
  );
};

const peaks: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const mountains = [0, 1, 2, 3, 4].map((layer) => {
    const x = width * (0.08 + layer * 0.2 + between(random, -0.05, 0.05));
    const top = height * between(random, 0.2, 0.5);
    const half = width * between(random, 0.2, 0.28);
    const snow = height * 0.07;
    const slope = half / (height - top);
    return (
      `<polygon points="${round(x - half)},${height} ${round(x)},${round(top)} ${round(x + half)},${height}" fill="${palette.layers[layer]}"/>` +
      `<polygon points="${round(x - snow * slope)},${round(top + snow)} ${round(x)},${round(top)} ${round(x + snow * slope)},${round(top + snow)} ${round(x)},${round(top + snow * 0.72)}" fill="${palette.light}" fill-opacity="0.9"/>`
    );
  });
  return glow(canvas, width * 0.82, height * 0.2, height * 0.07) + mountains.join('');
};

const line: Scene = ({ width, height, palette }) =>
  `<rect y="${round(height * 0.62)}" width="${width}" height="${round(height * 0.38)}" fill="${palette.layers[1]}"/>` +
  `<rect y="${round(height * 0.62)}" width="${width}" height="6" fill="${palette.layers[4]}"/>` +
  circle(width * 0.24, height * 0.62, height * 0.055, palette.layers[4]) +
  circle(width * 0.24, height * 0.62, height * 0.028, palette.accent);

export const SCENES: Readonly<Record<SceneName, Scene>> = {
  ridges,
  beacons,
  path,
  horizon,
  hut,
  rings,
  water,
  terraces,
  discs,
  stripes,
  leaves,
  letters,
  cups,
  cup,
  peaks,
  line,
};
