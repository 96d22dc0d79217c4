/** Whether a review step can be passed by the people there are. */
import type { ReviewStep } from '../workflow/context';

/** Somebody with the review permission. */
export interface PossibleReviewer {
  readonly id: string;
  readonly roles: readonly string[];
  readonly superAdmin: boolean;
}

/** How many different people could approve the step; who wrote the piece is among them and may not. */
export const peopleWhoCould = (step: Pick<ReviewStep, 'roles'>, reviewers: readonly PossibleReviewer[]): number =>
  reviewers.filter((person) => person.superAdmin || step.roles.length === 0 || person.roles.some((role) => step.roles.includes(role))).length;

/** `never`: fewer people than the quorum. `not-by-all`: enough, but not for a piece that one of them has written. */
export const quorumRisk = (step: Pick<ReviewStep, 'roles' | 'quorum'>, reviewers: readonly PossibleReviewer[]): 'never' | 'not-by-all' | null => {
  const people = peopleWhoCould(step, reviewers);
  if (people < step.quorum) return 'never';
  return people === step.quorum ? 'not-by-all' : null;
};
