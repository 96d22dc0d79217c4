/** What deciding an experiment asks for, and the event that it becomes. Pure. */
import type { Obstacle, Results } from '../../../core/experiment/results';

/** The key of an arm, or an end without a winner. */
export type Choice = { readonly kind: 'arm'; readonly key: string } | { readonly kind: 'inconclusive' } | { readonly kind: 'cancelled' };

const ARM = 'arm:';

/** A choice as the value of a radio button. */
export const choiceText = (choice: Choice): string => (choice.kind === 'arm' ? `${ARM}${choice.key}` : choice.kind);

export const choiceOf = (text: string): Choice | null => {
  if (text.startsWith(ARM)) return { kind: 'arm', key: text.slice(ARM.length) };
  return text === 'inconclusive' || text === 'cancelled' ? { kind: text } : null;
};

/** Where nothing was counted, or nobody was drawn, only a person can say what made the difference. */
const UNKNOWN: readonly Obstacle[] = [{ code: 'NOT_RANDOMISED', params: {} }];

/** What speaks against naming the arm; empty where nothing does. */
export const obstaclesAgainst = (results: Results | null, key: string): readonly Obstacle[] => {
  if (results === null) return UNKNOWN;
  const own = results.obstacles[key] ?? [];
  return results.randomised || own.length > 0 ? own : UNKNOWN;
};

/** Whoever names a winner that the figures do not name says why. */
export const needsReason = (choice: Choice | null, results: Results | null): boolean => choice?.kind === 'arm' && obstaclesAgainst(results, choice.key).length > 0;

export type DecisionEvent =
  | { readonly type: 'PROMOTE'; readonly variant: string; readonly reason: string | null }
  | { readonly type: 'STOP'; readonly outcome: 'inconclusive' | 'cancelled'; readonly comment: string | null };

export const decisionEvent = (choice: Choice, words: string): DecisionEvent => {
  const said = words.trim() === '' ? null : words.trim();
  return choice.kind === 'arm' ? { type: 'PROMOTE', variant: choice.key, reason: said } : { type: 'STOP', outcome: choice.kind, comment: said };
};
