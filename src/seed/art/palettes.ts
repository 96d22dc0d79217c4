export interface Palette {
  /** The background, from top to bottom. */
  sky: readonly [string, string];
  /** Shapes, from the farthest and palest to the nearest and darkest. */
  layers: readonly [string, string, string, string, string];
  /** What glows: a sun, a lamp, a filled cup. */
  light: string;
  /** The one colour that does not belong to the family. */
  accent: string;
}

export type PaletteName = 'forest' | 'dawn' | 'lake' | 'amber' | 'night' | 'stone' | 'moss' | 'clay';

export const PALETTES: Readonly<Record<PaletteName, Palette>> = {
  forest: {
    sky: ['#dfeae0', '#f4efdc'],
    layers: ['#b5cdb6', '#86ad90', '#578a72', '#2f6656', '#16423b'],
    light: '#fbe3a3',
    accent: '#d9764a',
  },
  dawn: {
    sky: ['#38456f', '#f3b98c'],
    layers: ['#c98f86', '#96677a', '#674d6d', '#403a5c', '#232746'],
    light: '#ffe2a8',
    accent: '#f07b52',
  },
  lake: {
    sky: ['#e4f0f3', '#c2dfe6'],
    layers: ['#a3cdd8', '#74b0c3', '#448ea8', '#256a86', '#12455f'],
    light: '#fff3d1',
    accent: '#f2a65a',
  },
  amber: {
    sky: ['#fbf3e2', '#f5e0b8'],
    layers: ['#eccb8c', '#dfa957', '#c98035', '#9c5725', '#63361c'],
    light: '#fff6d8',
    accent: '#3f7f74',
  },
  night: {
    sky: ['#0d1a33', '#2c4568'],
    layers: ['#35547a', '#28426a', '#1d3357', '#142544', '#0a162e'],
    light: '#ffd98a',
    accent: '#e98f5b',
  },
  stone: {
    sky: ['#e9ebe6', '#cfd6cf'],
    layers: ['#b6c0b9', '#94a39c', '#70837d', '#4e625f', '#2f4244'],
    light: '#f7f4e4',
    accent: '#b6683f',
  },
  moss: {
    sky: ['#f2f3dc', '#dfe7bd'],
    layers: ['#c7d58f', '#a3bb62', '#779643', '#4f7035', '#2d4a2a'],
    light: '#fdf3b4',
    accent: '#e08a5f',
  },
  clay: {
    sky: ['#f8e9df', '#efcdb8'],
    layers: ['#e3ad92', '#cf8769', '#ad6149', '#7d4236', '#4c2a2a'],
    light: '#fff0cf',
    accent: '#3d7c80',
  },
};
