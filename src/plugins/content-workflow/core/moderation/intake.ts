/** What a sender is told about what they sent in. Which rule noticed something is no part of it. */

/** No letter that is taken for a digit, and none that makes words. */
const LETTERS = '23456789BCDFGHJKMNPQRSTVWXYZ';

const LENGTH = 8;

/** `S-7K3M9Q2X`, from at least eight random bytes. */
export const referenceFrom = (random: Uint8Array): string => `S-${[...random.slice(0, LENGTH)].map((byte) => LETTERS[byte % LETTERS.length] ?? '').join('')}`;

export const isReference = (text: string): boolean => /^S-[2-9B-DF-HJ-KM-NP-TV-Z]{8}$/.test(text);

/**
 * - **received**: waits for a moderator.
 * - **returned**: a moderator asks for something; it can be edited.
 * - **adopted**: taken over. **declined**: not taken over. **closed**: put away without either.
 * - **withdrawn**: by the sender.
 */
export const SENT_STATES = ['received', 'returned', 'adopted', 'declined', 'closed', 'withdrawn'] as const;
export type SentState = (typeof SENT_STATES)[number];

export interface Life {
  /** The piece's; `null` when its entry is gone. */
  readonly state: string | null;
  readonly changesRequested: boolean;
  readonly withdrawn: boolean;
}

export const sentStateOf = ({ state, changesRequested, withdrawn }: Life): SentState => {
  if (withdrawn) return 'withdrawn';
  switch (state) {
    case 'review':
      return 'received';
    case 'draft':
      return changesRequested ? 'returned' : 'received';
    case 'rejected':
      return 'declined';
    case 'archived':
    case null:
      return 'closed';
    default:
      return 'adopted';
  }
};

/** While nobody has decided, the words are the sender's to change or take back. */
export const isOpen = (state: SentState): boolean => state === 'received' || state === 'returned';
