/** Which of what was approved a moderator looks at once more. */

export interface Candidate {
  readonly id: number;
  /** How much spoke against it when it was approved, and since; 0 for nothing. */
  readonly risk: number;
}

/** What was drawn, and by which of the two ways: only a blind draw can be counted on for how much is missed. */
export interface Drawn {
  readonly id: number;
  readonly how: 'random' | 'risk';
}

/** Half is drawn blindly, which measures; half by risk, which finds. */
const BLIND = 0.5;

/** Draws without repetition, each by its weight: the largest of `roll ** (1 / weight)` (Efraimidis and Spirakis, 2006). */
const drawWeighted = (candidates: readonly Candidate[], count: number, weightOf: (candidate: Candidate) => number, rolls: readonly number[]): Candidate[] =>
  candidates
    .map((candidate, i) => ({ candidate, key: (rolls[i] ?? 0) ** (1 / weightOf(candidate)) }))
    .sort((a, b) => b.key - a.key)
    .slice(0, count)
    .map(({ candidate }) => candidate);

/** How many of so many candidates: a share of them, at least one where there is any, and no more than somebody looks at. */
export const patrolSize = (candidates: number, share: number, atMost: number): number => (share === 0 ? 0 : Math.min(candidates, atMost, Math.ceil(candidates * share)));

/** `rolls`: numbers from 0 to 1, two for each candidate. */
export const drawPatrol = (candidates: readonly Candidate[], size: number, rolls: readonly number[]): Drawn[] => {
  const blind = drawWeighted(candidates, Math.ceil(size * BLIND), () => 1, rolls);
  const taken = new Set(blind.map(({ id }) => id));
  const rest = candidates.filter(({ id }) => !taken.has(id));
  const risky = drawWeighted(rest, size - blind.length, ({ risk }) => 1 + Math.max(0, risk), rolls.slice(candidates.length));
  return [...blind.map(({ id }): Drawn => ({ id, how: 'random' })), ...risky.map(({ id }): Drawn => ({ id, how: 'risk' }))];
};
