/**
 * Plays the platforms while the demo is seeded: what they are given is rendered, approved, attempted and recorded as ever,
 * and only their answers are made up. Nothing is called.
 */
import type { SeedAnswer, SeedFigures } from '../content';
import type { Platform } from './engine';

export interface Stage {
  /** What is said to the next call. */
  answer: SeedAnswer | null;
  /** What is told when somebody asks for numbers. */
  figures: SeedFigures;
}

const standIn = (real: Platform, stage: Stage): Platform =>
  ({
    ...real,
    // Pieces live one after another, each at its own times, so what was called later is there already.
    capabilities: (settings: never) => ({ ...real.capabilities(settings), rates: [] }),
    prepare: undefined,
    publish: (_payload: unknown, _prepared: unknown, { key }: { key: string }) => {
      const { answer } = stage;
      if (answer === null) throw new Error(`the seed has no answer of ${real.platform}`);
      return Promise.resolve(answer.kind === 'published' && answer.ref === 'by-key' ? { ...answer, ref: { id: key, url: null } } : answer);
    },
    ...(real.measure === undefined ? {} : { measure: () => Promise.resolve(stage.figures) }),
    revoke: () => Promise.resolve('revoked'),
    test: () => Promise.resolve({ kind: 'ok', account: null, expiresAt: null }),
  }) as Platform;

/** Those that are called from here; the others call nobody. Answers how the real ones are brought back. */
export const playPlatforms = (adapters: Map<string, Platform>, names: ReadonlySet<string>, stage: Stage): (() => void) => {
  const real = [...adapters].filter(([name]) => names.has(name));
  for (const [name, adapter] of real) adapters.set(name, standIn(adapter, stage));
  return () => {
    for (const [name, adapter] of real) adapters.set(name, adapter);
  };
};
