import { useEffect, useReducer } from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import type { ItemView } from '../../../../../contracts/moderation/queue';
import { Key } from '../../../components/shortcuts/Key';
import { useActorName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import { useTimes } from '../../../i18n/use-times';

/** Often enough for a lease to be seen to end. */
const EVERY_MS = 5_000;

const useTick = (): void => {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(tick, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
};

interface Props {
  readonly item: ItemView;
  readonly mayLead: boolean;
  readonly keysOn: boolean;
  readonly onHold: (act: 'claim' | 'release' | 'take-over') => void;
}

/** Who is at it, and until when that holds. */
export const Claim = ({ item, mayLead, keysOn, onHold }: Props) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  useTick();
  const { claim } = item;
  if (item.state !== 'pending' && item.state !== 'escalated') return null;
  if (claim === null)
    return (
      <Flex gap={3} wrap="wrap">
        <Typography textColor="neutral600">{text('moderation.claim.free')}</Typography>
        <Button size="S" variant="tertiary" onClick={() => onHold('claim')}>
          {text('moderation.claim.take')} <Key shown={keysOn}>C</Key>
        </Button>
      </Flex>
    );
  const isOver = Date.parse(claim.leasedUntil) <= Date.now();
  const when = times.clock(claim.leasedUntil);
  if (claim.mine)
    return (
      <Flex gap={3} wrap="wrap">
        <Typography fontWeight="semiBold" textColor="primary700">
          {text('moderation.claim.yours', { when })}
        </Typography>
        <Button size="S" variant="tertiary" onClick={() => onHold('release')}>
          {text('moderation.claim.release')}
        </Button>
      </Flex>
    );
  return (
    <Flex gap={3} wrap="wrap" role="status">
      <Typography fontWeight="semiBold">{text(isOver ? 'moderation.claim.over' : 'moderation.claim.theirs', { who: nameOf(claim.by), when })}</Typography>
      {isOver || mayLead ? (
        <Button size="S" variant="tertiary" onClick={() => onHold('take-over')}>
          {text('moderation.claim.takeOver')}
        </Button>
      ) : null}
    </Flex>
  );
};
