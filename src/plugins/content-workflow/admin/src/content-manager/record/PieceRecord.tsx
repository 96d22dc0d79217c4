import { useState } from 'react';
import { Flex } from '@strapi/design-system';
import type { Subject } from '../../api/types';
import { EventDialog } from '../../piece/dialog/EventDialog';
import { usePiece } from '../../piece/piece-store';
import { Checklist } from './Checklist';
import { Distribution } from './Distribution';
import { Experiment } from './Experiment';
import { Guests } from './Guests';
import { History } from './History';
import { Preview } from './Preview';
import { RetrospectiveNotes } from './RetrospectiveNotes';
import { Rounds } from './Rounds';
import { Variants } from './variants';

/** What the piece is made of and what happened to it. */
export const PieceRecord = ({ subject }: { readonly subject: Subject }) => {
  const state = usePiece(subject);
  const [commenting, setCommenting] = useState(false);
  if (state.kind !== 'ready') return null;
  const { view } = state;
  const comment = view.events.some(({ event, available }) => event === 'COMMENT' && available) ? () => setCommenting(true) : null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%">
      <Preview key={view.hash} view={view} />
      <Checklist view={view} />
      <Guests view={view} />
      <Variants view={view} />
      <Experiment view={view} />
      <Distribution key={`distribution.${view.id}`} view={view} />
      <RetrospectiveNotes view={view} />
      <Rounds view={view} subject={subject} />
      <History key={view.id} view={view} onComment={comment} />
      {commenting ? <EventDialog type="COMMENT" subject={subject} view={view} onClose={() => setCommenting(false)} /> : null}
    </Flex>
  );
};
