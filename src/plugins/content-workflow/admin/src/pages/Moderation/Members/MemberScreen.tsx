import { useState } from 'react';
import { NavLink, useParams } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import type { AuditEntry, MemberView } from '../../../../../contracts/moderation/members';
import { Moment } from '../../../components/Moment';
import { Failed } from '../../../components/Failed';
import { Section } from '../../../components/Section';
import { useActorName } from '../../../i18n/use-names';
import { humanise, useText } from '../../../i18n/use-text';
import { membersAddress } from '../sanctions/address';
import { StandingChip } from '../sanctions/StandingChip';
import { StrikeCard } from '../sanctions/StrikeCard';
import { Links } from './Links';
import { StrikeActions } from './StrikeActions';
import { StrikeDialog } from './StrikeDialog';
import { useMember } from './use-member';

const Strikes = ({ member, onDone }: { readonly member: MemberView; readonly onDone: (member: MemberView) => void }) => {
  const text = useText();
  return (
    <Section title={text('member.strikeList')}>
      {member.strikeList.length === 0 ? <Typography textColor="neutral600">{text('member.strikeList.none')}</Typography> : null}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {member.strikeList.map((strike) => (
          <li key={strike.id}>
            <StrikeCard strike={strike} actions={<StrikeActions strike={strike} onDone={onDone} />} />
          </li>
        ))}
      </Flex>
    </Section>
  );
};

const Sent = ({ member }: { readonly member: MemberView }) => {
  const text = useText();
  if (member.submissions.length === 0) return null;
  return (
    <Section title={text('member.submissions')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {member.submissions.map(({ documentId, title, state, at }) => (
          <Typography key={documentId} tag="li">
            <bdi>{title === '' ? text('piece.untitled') : title}</bdi> · {text.lookUp(`moderation.state.${state}`) ?? humanise(state)} · <Moment at={at} />
          </Typography>
        ))}
      </Flex>
    </Section>
  );
};

const History = ({ history }: { readonly history: readonly AuditEntry[] }) => {
  const text = useText();
  const nameOf = useActorName();
  if (history.length === 0) return null;
  return (
    <Section title={text('member.history')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {history.map((entry) => (
          <Typography key={entry.seq} tag="li">
            {text.lookUp(`audit.${entry.action}`) ?? humanise(entry.action)} · {nameOf(entry.actor)} · <Moment at={entry.at} />
          </Typography>
        ))}
      </Flex>
    </Section>
  );
};

export const MemberScreen = () => {
  const text = useText();
  const { sender = '' } = useParams();
  const { state, show, reload } = useMember(sender);
  const [strikes, setStrikes] = useState(false);
  if (state.kind === 'loading') return <Page.Loading />;
  const back = (
    <Link tag={NavLink} to={membersAddress}>
      {text('member.back')}
    </Link>
  );
  if (state.kind !== 'ready')
    return (
      <Page.Main>
        <Layouts.Header title={text('moderation.tab.members')} navigationAction={back} />
        <Layouts.Content>
          <Failed title={text(state.kind === 'missing' ? 'member.missing' : 'panel.failed')} onRetry={() => void reload()} />
        </Layouts.Content>
      </Page.Main>
    );
  const { member } = state;
  const done = (changed: MemberView): void => {
    setStrikes(false);
    show(changed);
  };
  return (
    <Page.Main>
      <Page.Title>{member.name}</Page.Title>
      <Layouts.Header
        title={member.name}
        subtitle={`${text(member.kind === 'member' ? 'member.kind.member' : 'member.kind.guest')} · ${text('member.strikes', { count: member.strikes })}`}
        navigationAction={back}
        primaryAction={
          <Button variant="danger-light" onClick={() => setStrikes(true)}>
            {text('sanction.strike.open')}
          </Button>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Box aria-live="polite">
            <StandingChip standing={member.standing} />
          </Box>
          <Strikes member={member} onDone={done} />
          <Links member={member} onDone={done} />
          <Sent member={member} />
          <History history={member.history} />
        </Flex>
      </Layouts.Content>
      {strikes ? <StrikeDialog member={member} onDone={done} onClose={() => setStrikes(false)} /> : null}
    </Page.Main>
  );
};
