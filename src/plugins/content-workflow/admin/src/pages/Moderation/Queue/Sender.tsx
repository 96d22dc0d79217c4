import { NavLink } from 'react-router-dom';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import type { ItemState, SenderView, SimilarItem } from '../../../../../contracts/moderation/queue';
import { Chip, type ChipColour } from '../../../components/Chip';
import { Disclosure } from '../../../components/Disclosure';
import { Moment } from '../../../components/Moment';
import { Note } from '../../../components/Note';
import { useText } from '../../../i18n/use-text';
import { useTimes } from '../../../i18n/use-times';
import { itemAddress } from './address';

const COLOURS: Readonly<Partial<Record<ItemState, ChipColour>>> = { pending: 'warning', escalated: 'alternative', adopted: 'success', returned: 'secondary', rejected: 'danger' };

export const StateChip = ({ state }: { readonly state: ItemState }) => {
  const text = useText();
  return <Chip colour={COLOURS[state] ?? 'neutral'}>{text(`moderation.state.${state}`)}</Chip>;
};

interface RowProps {
  readonly id: number;
  readonly title: string;
  readonly state: ItemState;
  readonly at: string;
  readonly search: string;
  readonly aside?: string;
}

const OtherItem = ({ id, title, state, at, search, aside }: RowProps) => {
  const text = useText();
  return (
    <Flex tag="li" gap={2} justifyContent="space-between" alignItems="flex-start">
      <Box minWidth={0}>
        <Link tag={NavLink} to={itemAddress(id, search)}>
          <bdi>{title === '' ? text('piece.untitled') : title}</bdi>
        </Link>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {aside === undefined ? null : <bdi>{aside}</bdi>}
          {aside === undefined ? '' : ' · '}
          <Moment at={at} />
        </Typography>
      </Box>
      <StateChip state={state} />
    </Flex>
  );
};

const Standing = ({ standing }: Pick<SenderView, 'standing'>) => {
  const text = useText();
  const times = useTimes();
  if (standing.mayInteract || standing.action === null) return null;
  const until = standing.until === null ? text('moderation.standing.forGood') : text('moderation.standing.until', { when: times.exact(standing.until) });
  return <Note tone="danger" title={text(`moderation.standing.${standing.action}`)}>{until}</Note>;
};

/** Who sent it, and what came of what they sent before. */
export const Sender = ({ sender, search }: { readonly sender: SenderView; readonly search: string }) => {
  const text = useText();
  const times = useTimes();
  const { counts, strikes, submissions } = sender;
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Box>
        <Typography tag="p" fontWeight="semiBold">
          <bdi>{sender.name}</bdi> ({text(`moderation.sender.${sender.kind}`)})
        </Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {sender.since === null ? '' : `${text('moderation.sender.since', { when: times.exact(sender.since) })} · `}
          {text('moderation.sender.counts', { sent: counts.sent, adopted: counts.adopted, returned: counts.returned, rejected: counts.rejected })}
        </Typography>
      </Box>
      <Standing standing={sender.standing} />
      {strikes.length === 0 ? null : (
        <Disclosure title={text('moderation.sender.strikes')} aside={strikes.length} open>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {strikes.map((strike) => (
              <li key={strike.id}>
                <Typography tag="p">
                  {text.named('violation', strike.violation)} · {text.named('severity', strike.severity)}
                  {strike.overruled ? ` · ${text('moderation.strike.overruled')}` : ''}
                </Typography>
                <Typography tag="p" variant="pi" textColor="neutral600">
                  {text.lookUp(`moderation.sanction.${strike.action}`) ?? strike.action} · <Moment at={strike.startsAt} />
                </Typography>
              </li>
            ))}
          </Flex>
        </Disclosure>
      )}
      {submissions.length === 0 ? null : (
        <Disclosure title={text('moderation.sender.submissions')} aside={submissions.length}>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {submissions.map(({ itemId, title, state, at }) => (
              <OtherItem key={itemId} id={itemId} title={title} state={state} at={at} search={search} />
            ))}
          </Flex>
        </Disclosure>
      )}
    </Flex>
  );
};

export const Similar = ({ similar, search }: { readonly similar: readonly SimilarItem[]; readonly search: string }) => {
  const text = useText();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
      {similar.map((other) => (
        <OtherItem key={other.itemId} id={other.itemId} title={other.title} state={other.state} at={other.at} search={search} aside={other.sameSender ? text('moderation.similar.sameSender') : other.senderName} />
      ))}
    </Flex>
  );
};
