import { Flex, TextButton, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import type { Subject } from '../../api/types';
import { Chip } from '../../components/Chip';
import { Disclosure } from '../../components/Disclosure';
import { StageChip } from '../../components/StageChip';
import { useText } from '../../i18n/use-text';
import { useShowRound } from '../../piece/piece-store';

/** An earlier round goes on by itself: it can be taken down or closed while the next one is being written. */
export const Rounds = ({ view, subject }: { readonly view: PieceView; readonly subject: Subject }) => {
  const text = useText();
  const show = useShowRound(subject);
  if (view.rounds.length < 2) return null;
  return (
    <Disclosure title={text('rounds.title')} aside={view.rounds.length}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {view.rounds.map((round) => (
          <Flex tag="li" key={round.id} gap={2} wrap="wrap">
            {round.id === view.id ? (
              <Typography variant="omega" fontWeight="bold" aria-current="true">
                {text('stage.round', { round: round.round })}
              </Typography>
            ) : (
              <TextButton onClick={() => void show(round.id)}>{text('stage.round', { round: round.round })}</TextButton>
            )}
            <StageChip state={round.state} />
            {round.isLive ? (
              <Chip colour="success">{text('stage.live')}</Chip>
            ) : null}
          </Flex>
        ))}
      </Flex>
    </Disclosure>
  );
};
