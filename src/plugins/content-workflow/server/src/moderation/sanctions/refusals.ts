/** Why something about sanctions can not be done, each with what to do instead. */
import type { Refusal, RefusalCode } from '../../../../core/errors';
import type { ActorRef } from '../../../../core/workflow/context';

const missing = (code: RefusalCode, what: string): Refusal => ({ code, kind: 'not-found', guard: 'exists', message: `There is no such ${what}.`, who: [], next: 'Check the address.' });

export const noSuchStrike = missing('STRIKE_NOT_FOUND', 'strike');
export const noSuchSender = missing('SENDER_NOT_FOUND', 'sender');
export const noSuchLink = missing('LINK_NOT_FOUND', 'link between accounts');
export const noSuchAppeal = missing('APPEAL_NOT_FOUND', 'appeal');

export const overruled: Refusal = { code: 'STRIKE_OVERRULED', kind: 'unprocessable', guard: 'isValid', message: 'This strike was lifted already.', who: [], next: 'Look at it as it is now.' };

export const proposalOpen: Refusal = { code: 'PROPOSAL_OPEN', kind: 'unprocessable', guard: 'nothingProposed', message: 'A step is proposed already.', who: ['moderation-lead'], next: 'Have a lead confirm or decline it.' };

export const nothingProposed: Refusal = { code: 'NOTHING_PROPOSED', kind: 'unprocessable', guard: 'isProposed', message: 'Nothing is proposed for this strike.', who: [], next: 'Look at it as it is now.' };

export const stepNotHigher: Refusal = { code: 'STEP_NOT_HIGHER', kind: 'unprocessable', guard: 'isHigher', message: 'The strike is at this step or above it already.', who: [], next: 'Choose a higher step, or leave it.' };

export const stepNotLower: Refusal = { code: 'STEP_NOT_LOWER', kind: 'invalid', guard: 'isLower', message: 'A reduced strike has a lower step than before.', who: [], next: 'Choose a lower step, uphold the strike or overturn it.', field: 'step' };

export const alreadyLinked: Refusal = { code: 'ALREADY_LINKED', kind: 'unprocessable', guard: 'areApart', message: 'These accounts are linked already, directly or through others.', who: [], next: 'Look at the links of one of them.' };

/** Whoever took part may not be the second person. */
export const secondPersonNeeded = (what: string): Refusal => ({
  code: 'SECOND_PERSON_NEEDED',
  kind: 'forbidden',
  guard: 'isSecondPerson',
  message: `${what} takes somebody who had no part in it.`,
  who: ['moderation-lead'],
  next: 'Ask another lead.',
});

export const isSame = (a: ActorRef, b: ActorRef): boolean => a.kind === b.kind && a.id === b.id;
