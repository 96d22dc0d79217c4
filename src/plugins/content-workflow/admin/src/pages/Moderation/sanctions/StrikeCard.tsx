import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import type { StrikeView } from '../../../../../contracts/moderation/members';
import { Chip } from '../../../components/Chip';
import { Disclosure } from '../../../components/Disclosure';
import { Moment } from '../../../components/Moment';
import { Note } from '../../../components/Note';
import { useActorName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import { useTimes } from '../../../i18n/use-times';
import { appealAddress } from './address';
import { Explanation } from './Explanation';

const State = ({ strike }: { readonly strike: StrikeView }) => {
  const text = useText();
  if (strike.overruled !== null) return <Chip colour="neutral">{text('sanction.state.lifted')}</Chip>;
  if (strike.holds) return <Chip colour="danger">{text('sanction.state.holds')}</Chip>;
  return <Chip colour="neutral">{text('sanction.state.over')}</Chip>;
};

const Proposal = ({ strike }: { readonly strike: StrikeView }) => {
  const text = useText();
  const nameOf = useActorName();
  const { proposal } = strike;
  if (proposal === null) return null;
  const step = text(`sanction.step.${proposal.step}`);
  if (proposal.settled !== null)
    return (
      <Typography tag="p" variant="pi" textColor="neutral700">
        {text(proposal.state === 'confirmed' ? 'sanction.proposal.confirmed' : 'sanction.proposal.declined', { step, who: nameOf(proposal.settled.by), by: nameOf(proposal.by), comment: proposal.settled.comment })}
      </Typography>
    );
  return (
    <Note tone="warning" title={text('sanction.proposal.open', { step, who: nameOf(proposal.by) })}>
      {proposal.reason === null ? text('sanction.proposal.ladder') : text('history.quote', { comment: proposal.reason })}
    </Note>
  );
};

interface Props {
  readonly strike: StrikeView;
  /** What the person who looks may do about it. */
  readonly actions?: ReactNode;
}

/** One strike: what, why, by whom, until when, and what became of it. */
export const StrikeCard = ({ strike, actions }: Props) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  const { endsAt, overruled, appeal, reducedFrom, message } = strike;
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Flex gap={3} wrap="wrap">
          <Typography tag="h3" variant="omega" fontWeight="bold">
            {text.named('violation', strike.violation)}
          </Typography>
          <State strike={strike} />
          <Typography variant="pi" textColor="neutral600">
            {strike.reference}
          </Typography>
        </Flex>
        <Typography tag="p">
          {text(`sanction.step.${strike.step}`)}
          {endsAt === null || strike.step === 0 ? '' : ` · ${text('sanction.until', { when: times.exact(endsAt) })}`}
          {reducedFrom === null ? '' : ` · ${text('sanction.reducedFrom', { step: text(`sanction.step.${reducedFrom}`) })}`}
        </Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text(`sanction.detection.${strike.detection}`)} · {nameOf(strike.by)} · <Moment at={strike.startsAt} />
          {strike.follows === null ? '' : ` · ${text('sanction.follows', { reference: strike.follows })}`}
        </Typography>
        {message === null ? null : (
          <Typography tag="p" variant="pi" textColor="neutral800">
            {text('history.quote', { comment: message })}
          </Typography>
        )}
        <Proposal strike={strike} />
        {overruled === null ? null : (
          <Typography tag="p" variant="pi" textColor="neutral700">
            {text('sanction.lifted', { who: nameOf(overruled.by), reason: overruled.reason })}
          </Typography>
        )}
        {appeal === null ? null : (
          <Link tag={NavLink} to={appealAddress(appeal.reference)}>
            {text('appeal.named', { reference: appeal.reference, state: text(`appeal.state.${appeal.state}`) })}
          </Link>
        )}
        <Disclosure title={text('sanction.why')}>
          <Explanation reasons={strike.explanation} />
          <Typography tag="p" variant="pi" textColor="neutral600">
            {text('sanction.policy', { version: strike.policyVersion })}
          </Typography>
        </Disclosure>
        {actions === undefined ? null : (
          <Flex gap={2} wrap="wrap">
            {actions}
          </Flex>
        )}
      </Flex>
    </Box>
  );
};
