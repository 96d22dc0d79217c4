import type { DecisionView } from '../../../../../contracts/moderation/queue';
import { entryPath } from '../../../../../core/address';

/** Where the entry is edited that adopting made, in the language in which it was made. */
export const adoptedAddress = (made: NonNullable<DecisionView['made']>): string => entryPath(made);
