export type Attributes = Readonly<Record<string, string | number>>;
export type Point = readonly [x: number, y: number];

/** One decimal is a tenth of a pixel; more would only make the document longer. */
const text = (value: string | number): string => (typeof value === 'number' ? String(Math.round(value * 10) / 10) : value);

export const element = (name: string, attributes: Attributes, children = ''): string => {
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${key.endsWith('opacity') ? value : text(value)}"`);
  return `<${name} ${written.join(' ')}>${children}</${name}>`;
};

export const circle = (cx: number, cy: number, r: number, fill: string, opacity = 1): string =>
  element('circle', { cx, cy, r, fill, 'fill-opacity': opacity });

export const rect = (x: number, y: number, width: number, height: number, fill: string, more: Attributes = {}): string =>
  element('rect', { x, y, width, height, fill, ...more });

export const polygon = (points: readonly Point[], fill: string, opacity = 1): string =>
  element('polygon', { points: points.map(([x, y]) => `${text(x)},${text(y)}`).join(' '), fill, 'fill-opacity': opacity });

/** Path data from commands and numbers: `draw('M', 0, 10, 'L', 5, 5)`. */
export const draw = (...parts: (string | number)[]): string => parts.map(text).join(' ');

export const stroke = (d: string, colour: string, width: number, opacity = 1): string =>
  element('path', { d, fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-opacity': opacity, 'stroke-linecap': 'round' });

export const area = (d: string, fill: string, opacity = 1): string => element('path', { d, fill, 'fill-opacity': opacity });

export const placed = (x: number, y: number, angle: number, drawing: string): string =>
  element('g', { transform: `translate(${text(x)} ${text(y)}) rotate(${text(angle)})` }, drawing);
