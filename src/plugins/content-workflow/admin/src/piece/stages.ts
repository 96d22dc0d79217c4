/** Offered in the order of a piece's life. A stage that a newer server adds is still shown wherever pieces are. */
export const STAGES = ['draft', 'review', 'approved', 'variant', 'scheduled', 'held', 'published', 'withdrawn', 'retrospective', 'closed', 'rejected', 'archived'] as const;
