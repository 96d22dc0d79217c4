import { glow, hill, hillLine, type Scene } from './canvas';
import { between } from './random';
import { area, circle, draw, placed, polygon, rect, stroke } from './svg';

export const rings: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const x = width * between(random, 0.38, 0.62);
  const y = height * between(random, 0.45, 0.6);
  const waves = Array.from({ length: 9 }, (_, index) =>
    circle(x, y, height * (1.02 - index * 0.105), palette.layers[index % 5], 0.2 + index * 0.055),
  );
  return waves.join('') + glow(canvas, x, y, height * 0.085);
};

export const water: Scene = (canvas) => {
  const { width, height, palette, random } = canvas;
  const bands = Array.from({ length: 9 }, (_, index) => {
    const surface = hillLine(canvas, height * (0.12 + index * 0.1), height * 0.026);
    return hill(canvas, surface, palette.layers[Math.floor(index / 2)], 0.62);
  });
  const bubbles = Array.from({ length: 14 }, () => {
    const size = between(random, 3, 15);
    return circle(random() * width, between(random, 0.25, 0.95) * height, size, palette.light, between(random, 0.18, 0.5));
  });
  return [...bands, ...bubbles].join('');
};

export const discs: Scene = ({ width, height, palette, random }) =>
  Array.from({ length: 11 }, (_, index) => {
    const x = width * (0.06 + index * 0.088 + between(random, -0.03, 0.03));
    const y = height * between(random, 0.3, 0.72);
    const fill = index === 7 ? palette.accent : palette.layers[index % 4];
    return circle(x, y, height * between(random, 0.13, 0.33), fill, 0.5);
  }).join('');

export const stripes: Scene = ({ width, height, palette, random }) => {
  const bands: string[] = [];
  for (let x = -height; x < width + height; ) {
    const next = x + width * between(random, 0.05, 0.15);
    const index = bands.length;
    const fill = index % 5 === 3 ? palette.light : palette.layers[index % 4];
    bands.push(polygon([[x, height], [x + height, 0], [next + height, 0], [next, height]], fill, 0.85));
    x = next;
  }
  const eye = [width * 0.72, height * 0.46] as const;
  return bands.join('') + circle(...eye, height * 0.2, palette.layers[4]) + circle(...eye, height * 0.09, palette.accent);
};

export const leaves: Scene = ({ width, height, palette, random }) =>
  Array.from({ length: 26 }, (_, index) => {
    const x = width * (0.02 + (index % 7) * 0.15 + between(random, -0.035, 0.035));
    const y = height * (0.14 + Math.floor(index / 7) * 0.25 + between(random, -0.06, 0.06));
    const length = height * between(random, 0.13, 0.27);
    const fill = index === 16 ? palette.accent : palette.layers[1 + (index % 4)];
    return placed(x, y, between(random, -65, 65), leaf(length, fill));
  }).join('');

function leaf(length: number, fill: string): string {
  const upper = draw('C', length * 0.28, -length * 0.36, length * 0.76, -length * 0.3, length, 0);
  const lower = draw('C', length * 0.76, length * 0.3, length * 0.28, length * 0.36, 0, 0);
  const vein = draw('M', length * 0.06, 0, 'L', length * 0.9, 0);
  return area(`M 0 0 ${upper} ${lower} Z`, fill, 0.92) + stroke(vein, '#ffffff', 2.5, 0.35);
}

export const letters: Scene = ({ width, height, palette, random }) =>
  Array.from({ length: 9 }, (_, index) => {
    const w = height * between(random, 0.2, 0.3);
    const h = w * 0.66;
    const x = width * (0.09 + (index % 5) * 0.19 + between(random, -0.03, 0.03));
    const y = height * (index < 5 ? between(random, 0.18, 0.4) : between(random, 0.58, 0.8));
    const fill = index === 3 ? palette.accent : palette.light;
    const envelope =
      rect(-w / 2 + 6, -h / 2 + 9, w, h, palette.layers[4], { rx: 5, 'fill-opacity': 0.3 }) +
      rect(-w / 2, -h / 2, w, h, fill, { rx: 5, 'fill-opacity': index % 3 === 0 ? 1 : 0.86 }) +
      stroke(draw('M', -w / 2, -h / 2, 'L', 0, h * 0.08, 'L', w / 2, -h / 2), palette.layers[3], 3, 0.55);
    return placed(x, y, between(random, -22, 22), envelope);
  }).join('');

export const cups: Scene = ({ width, height, palette, random }) => {
  const filled = 8 + Math.floor(random() * 12);
  const radius = height * 0.062;
  return Array.from({ length: 30 }, (_, index) => {
    const x = width * (0.14 + (index % 10) * 0.08);
    const y = height * (0.28 + Math.floor(index / 10) * 0.22);
    const tea =
      index === filled ? circle(x, y, radius * 0.78, palette.accent) : circle(x, y, radius * 0.72, palette.layers[index % 3], 0.75);
    return circle(x, y, radius + 2.5, palette.layers[3]) + circle(x, y, radius - 2.5, palette.light) + tea;
  }).join('');
};

export const cup: Scene = ({ width, height, palette, random }) => {
  const x = width * between(random, 0.4, 0.6);
  const y = height * 0.55;
  const r = height * 0.2;
  const steam = [-0.35, 0, 0.35].map((shift) => {
    const wisp = draw('M', x + shift * r, y - r * 1.3, 'c', r * 0.3, -r * 0.3, -r * 0.3, -r * 0.5, 0, -r * 0.8);
    return stroke(wisp, palette.light, 7, 0.6);
  });
  return [
    circle(x, y, r * 2.1, palette.layers[0], 0.35),
    circle(x + r * 0.05, y + r * 0.08, r * 1.22, palette.layers[4], 0.28),
    circle(x, y, r * 1.18, palette.light),
    circle(x, y, r * 0.98, palette.layers[3]),
    circle(x, y, r * 0.9, palette.accent),
    circle(x - r * 0.24, y - r * 0.26, r * 0.3, palette.light, 0.28),
    ...steam,
  ].join('');
};
