import { useMemo } from 'react';
import type { BoardCard } from '../../../../contracts/board';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';

export type Blocker = BoardCard['blocking'][number];

/** Somebody has to mend something, or else it only waits for its turn. */
export const isGrave = ({ code }: Blocker): boolean => ['CHANGES_REQUESTED', 'VOIDED', 'HELD', 'REJECTED', 'TAKEN_DOWN', 'UNREADABLE'].includes(code);

/** What keeps a card where it is, in the viewer's language. */
export const useBlockingText = (uid: string): ((blocker: Blocker) => string) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  return useMemo(
    () => (blocker) => {
      switch (blocker.code) {
        case 'CHANGES_REQUESTED':
        case 'TAKEN_DOWN':
          return text(`board.blocking.${blocker.code}`, { who: nameOf(blocker.by) });
        case 'VOIDED':
          return text(blocker.from === 'review' ? 'board.blocking.VOIDED.review' : 'board.blocking.VOIDED.approved', { who: nameOf(blocker.by) });
        case 'FIELDS_MISSING':
          return text('board.blocking.FIELDS_MISSING', { fields: times.list(blocker.fields.map(({ field, problem }) => `${text.field(uid, field)} (${text.named('problem', problem)})`)) });
        case 'WAITS_FOR_STEP': {
          const step = { step: text.lookUp(`step.${blocker.step}`) ?? blocker.name, number: blocker.number, of: blocker.of };
          return blocker.quorum > 1 ? text('board.blocking.WAITS_FOR_STEP.quorum', { ...step, approvals: blocker.approvals, quorum: blocker.quorum }) : text('board.blocking.WAITS_FOR_STEP', step);
        }
        case 'EXPERIMENT_RUNS':
          return text('board.blocking.EXPERIMENT_RUNS', { variants: blocker.variants });
        case 'HELD':
          return text('board.blocking.HELD', { reason: text.named('held', blocker.reason) });
        case 'REJECTED':
          return text('board.blocking.REJECTED', { who: nameOf(blocker.by), reason: text.named('reason', blocker.reason) });
        case 'LESSONS_MISSING':
        case 'UNREADABLE':
          return text(`board.blocking.${blocker.code}`);
      }
    },
    [text, times, nameOf, uid]
  );
};
