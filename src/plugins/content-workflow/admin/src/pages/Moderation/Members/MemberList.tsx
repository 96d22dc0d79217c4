import { useCallback } from 'react';
import { NavLink, useSearchParams } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Flex, Link, Loader, Typography } from '@strapi/design-system';
import type { MemberSummary } from '../../../../../contracts/moderation/members';
import { useSanctionsApi } from '../../../api/sanctions';
import { usePolled } from '../../../api/use-polled';
import { Note } from '../../../components/Note';
import { SearchInput } from '../../../components/SearchInput';
import { Section } from '../../../components/Section';
import { useText } from '../../../i18n/use-text';
import { memberAddress } from '../sanctions/address';
import { StandingChip } from '../sanctions/StandingChip';
import { StrikeCard } from '../sanctions/StrikeCard';

const Row = ({ member }: { readonly member: MemberSummary }) => {
  const text = useText();
  return (
    <Box tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={4}>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Box>
          <Link tag={NavLink} to={memberAddress(member.sender)}>
            <bdi>{member.name}</bdi>
          </Link>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {text(member.kind === 'member' ? 'member.kind.member' : 'member.kind.guest')} · {text('member.strikes', { count: member.strikes })}
          </Typography>
        </Box>
        <StandingChip standing={member.standing} />
      </Flex>
    </Box>
  );
};

const Proposals = () => {
  const text = useText();
  const { proposals } = useSanctionsApi();
  const { state } = usePolled(proposals);
  if (state.kind !== 'ready' || state.data.length === 0) return null;
  return (
    <Section title={text('member.proposals')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {state.data.map((strike) => (
          <li key={strike.id}>
            <StrikeCard
              strike={strike}
              actions={
                <Link tag={NavLink} to={memberAddress(strike.sender)}>
                  {text('member.open')}
                </Link>
              }
            />
          </li>
        ))}
      </Flex>
    </Section>
  );
};

export const MemberList = () => {
  const text = useText();
  const { members } = useSanctionsApi();
  const [search, setSearch] = useSearchParams();
  const wanted = search.get('text') ?? '';
  const ask = useCallback(() => members({ text: wanted }), [members, wanted]);
  const { state } = usePolled(ask);
  const change = (value: string): void => setSearch(value === '' ? {} : { text: value }, { replace: true });
  return (
    <Page.Main>
      <Page.Title>{text('moderation.tab.members')}</Page.Title>
      <Layouts.Header title={text('moderation.tab.members')} subtitle={text('member.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Box role="search" maxWidth="40rem">
            <SearchInput value={wanted} onChange={change} label={text('member.search')} placeholder={text('member.search.placeholder')} />
          </Box>
          {wanted === '' ? <Proposals /> : null}
          <Section title={text(wanted === '' ? 'member.struckLately' : 'member.found')}>
            <Box aria-live="polite">
              {state.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
              {state.kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
              {state.kind === 'ready' && state.data.length === 0 ? <Typography textColor="neutral600">{text(wanted === '' ? 'member.none' : 'member.notFound')}</Typography> : null}
            </Box>
            {state.kind === 'ready' ? (
              <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
                {state.data.map((member) => (
                  <Row key={member.sender} member={member} />
                ))}
              </Flex>
            ) : null}
          </Section>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
