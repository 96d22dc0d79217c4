import { useEffect, useRef } from 'react';
import { Flex, TextButton, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import type { Subject } from '../../api/types';
import { Chip } from '../../components/Chip';
import { Note } from '../../components/Note';
import { StageChip } from '../../components/StageChip';
import { useText } from '../../i18n/use-text';
import { useShowRound } from '../../piece/piece-store';

/** Where the piece is, and whether readers see it: this round, an earlier one, or none. */
export const Stage = ({ view, subject }: { readonly view: PieceView; readonly subject: Subject }) => {
  const text = useText();
  const show = useShowRound(subject);
  const top = useRef<HTMLDivElement>(null);
  const newest = view.rounds[0];
  const isEarlier = newest !== undefined && newest.id !== view.id;
  const live = view.rounds.find((round) => round.isLive);

  // Rounds are chosen further down; what changes is up here.
  useEffect(() => {
    if (isEarlier) top.current?.scrollIntoView({ block: 'center' });
  }, [isEarlier, view.id]);

  return (
    <Flex ref={top} direction="column" alignItems="stretch" gap={2}>
      <Flex gap={2} wrap="wrap">
        <StageChip state={view.state} />
        {live === undefined ? (
          <Chip colour="neutral">{text('stage.notLive')}</Chip>
        ) : (
          <Chip colour="success">{live.id === view.id ? text('stage.live') : text('stage.otherRoundLive', { round: live.round })}</Chip>
        )}
        {view.rounds.length > 1 ? (
          <Typography variant="pi" textColor="neutral600">
            {text('stage.round', { round: view.round })}
          </Typography>
        ) : null}
      </Flex>
      {newest === undefined || !isEarlier ? null : (
        <Note
          tone="primary"
          role="status"
          title={text('stage.earlierRound', { round: view.round })}
          action={<TextButton onClick={() => void show(newest.id)}>{text('stage.backToNewest', { round: newest.round })}</TextButton>}
        >
          {text('stage.earlierRound.help')}
        </Note>
      )}
    </Flex>
  );
};
