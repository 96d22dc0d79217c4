import type { TestApp } from './app';

interface Source {
  on(event: 'data', hear: (line: object) => void): unknown;
}

const FINISHED = Symbol.for('message');

/** The lines that the logger writes from now on, as they would stand in a file, whatever its level. */
export const captureLines = (app: TestApp): string[] => {
  const lines: string[] = [];
  (app.strapi.log as unknown as Source).on('data', (line) => void lines.push(String((line as Record<symbol, unknown>)[FINISHED])));
  return lines;
};

/** The same of a server whose format is `json`. */
export const parsed = (lines: readonly string[]): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
