import { useState } from 'react';
import { useNotification } from '@strapi/strapi/admin';
import type { PieceView } from '../../../../contracts/piece';
import type { Answer, ClockQuestion } from '../../api/answer';
import { useCalendarApi } from '../../api/calendar';
import { useWorkflowApi } from '../../api/client';
import type { Refusal } from '../../api/types';
import { useRefusalText } from '../../i18n/use-refusal-text';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { instantsOf, localTimeOf, type Wall } from '../../piece/dialog/wall-time';
import type { Movable } from './moving';

/** How a move is taken back; the sentence says what was done. */
export interface Undo {
  readonly said: string;
  readonly run: () => Promise<Answer<unknown>>;
}

export type MoveOutcome =
  | { readonly kind: 'moved'; readonly undo: Undo | null }
  | { readonly kind: 'question'; readonly clock: ClockQuestion }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'problem'; readonly message: string };

const isAhead = (instant: string): boolean => Date.parse(instant) > Date.now();

/** Moves a promise by the event that the machine has for it, and a plan by an edit of the draft. */
export const useMoves = () => {
  const text = useText();
  const times = useTimes();
  const calendar = useCalendarApi();
  const { send } = useWorkflowApi();

  const failed = (answer: Exclude<Answer<unknown>, { kind: 'ok' }>): MoveOutcome => {
    switch (answer.kind) {
      case 'refused':
        return { kind: 'refused', refusal: answer.refusal };
      case 'conflict':
        return { kind: 'conflict' };
      case 'forbidden':
        return { kind: 'problem', message: text('dialog.forbidden') };
      case 'invalid':
        return answer.clock === null ? { kind: 'problem', message: answer.message } : { kind: 'question', clock: answer.clock };
      case 'aborted':
      case 'failed':
        return { kind: 'problem', message: text('dialog.failed') };
    }
  };

  const said = (item: Movable, at: string | null): string =>
    at === null ? text('calendar.moved.unplanned', { title: item.title || text('piece.untitled') }) : text(`calendar.moved.${item.kind}`, { title: item.title || text('piece.untitled'), when: times.inZone(at, item.zone) });

  return {
    /** `choice`: the answer to the question that the server asked about this wall time. */
    async promise(item: Movable, view: PieceView, wall: Wall, choice: 'earlier' | 'later' | null): Promise<MoveOutcome> {
      const { schedule, state } = view;
      if (schedule === null) return { kind: 'conflict' };
      const { timezone, unpublishAt, publishAt } = schedule;
      const event = { type: 'RESCHEDULE', localTime: localTimeOf(wall), timezone, unpublishAt, ...(choice === null ? {} : { disambiguation: choice }) };
      const answer = await send(view.id, { event, expectedRevision: view.revision });
      if (answer.kind !== 'ok') return failed(answer);
      const now = answer.data;
      // What was held, or was due already, can not be promised again as it was.
      const canGoBack = state === 'scheduled' && isAhead(publishAt);
      const run = () => send(now.id, { event: { type: 'RESCHEDULE', publishAt, timezone, unpublishAt }, expectedRevision: now.revision });
      return { kind: 'moved', undo: canGoBack ? { said: said(item, now.schedule?.publishAt ?? publishAt), run } : null };
    },

    async plan(item: Movable, planAt: string | null): Promise<MoveOutcome> {
      const answer = await calendar.setPlan(item.pieceId, { planAt, expected: item.at });
      if (answer.kind !== 'ok') return failed(answer);
      return { kind: 'moved', undo: { said: said(item, planAt), run: () => calendar.setPlan(item.pieceId, { planAt: item.at, expected: planAt }) } };
    },
  };
};

export type Moves = ReturnType<typeof useMoves>;

/** A plan has no readers to whom a clock would matter: where the clock is changed the earlier instant is taken. */
export const planInstant = (wall: Wall, zone: string): string | null => instantsOf(wall, zone)?.earlier ?? null;

export interface UndoBar {
  readonly undo: Undo | null;
  readonly offer: (undo: Undo | null) => void;
  readonly run: () => Promise<void>;
}

/** The last move, until the next one. */
export const useUndo = (onDone: () => void): UndoBar => {
  const text = useText();
  const refusalText = useRefusalText('');
  const { toggleNotification } = useNotification();
  const [undo, setUndo] = useState<Undo | null>(null);
  return {
    undo,
    offer: setUndo,
    async run() {
      if (undo === null) return;
      setUndo(null);
      const answer = await undo.run();
      if (answer.kind === 'ok') toggleNotification({ type: 'success', message: text('calendar.undone') });
      else toggleNotification({ type: 'warning', message: answer.kind === 'refused' ? refusalText(answer.refusal).message : answer.kind === 'conflict' ? text('dialog.conflict') : text('calendar.undo.failed') });
      onDone();
    },
  };
};
