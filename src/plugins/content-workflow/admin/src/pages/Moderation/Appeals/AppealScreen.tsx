import { useCallback, useEffect, useState } from 'react';
import { NavLink, useParams } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Flex, Link, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { AppealView } from '../../../../../contracts/moderation/appeals';
import { useSanctionsApi } from '../../../api/sanctions';
import { Moment } from '../../../components/Moment';
import { Note } from '../../../components/Note';
import { Section } from '../../../components/Section';
import { useActorName } from '../../../i18n/use-names';
import { useText } from '../../../i18n/use-text';
import { appealsAddress, memberAddress } from '../sanctions/address';
import { StrikeCard } from '../sanctions/StrikeCard';
import { Decide } from './Decide';

type Loaded = { readonly kind: 'loading' } | { readonly kind: 'missing' | 'failed' } | { readonly kind: 'ready'; readonly appeal: AppealView };

/** As it was written, and never as markup. */
const Written = styled(Typography)`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

const useAppeal = (reference: string) => {
  const { appeal: ask } = useSanctionsApi();
  const [state, setState] = useState<Loaded>({ kind: 'loading' });
  const load = useCallback(async (): Promise<void> => {
    const answer = await ask(reference);
    if (answer.kind === 'aborted') return;
    setState(answer.kind === 'ok' ? { kind: 'ready', appeal: answer.data } : { kind: answer.kind === 'refused' ? 'missing' : 'failed' });
  }, [ask, reference]);
  useEffect(() => void load(), [load]);
  return { state, show: (appeal: AppealView) => setState({ kind: 'ready', appeal }) };
};

const Ended = ({ appeal }: { readonly appeal: AppealView }) => {
  const text = useText();
  const nameOf = useActorName();
  if (appeal.state === 'open') return null;
  return (
    <Note tone="neutral" role="status" title={text(`appeal.state.${appeal.state}`)}>
      {appeal.toStep === null ? null : <p>{text(`sanction.step.${appeal.toStep}`)}</p>}
      {appeal.answer === null ? null : <Written tag="p">{appeal.answer}</Written>}
      {appeal.reviewer === null ? null : nameOf(appeal.reviewer)} {appeal.decidedAt === null ? null : <Moment at={appeal.decidedAt} />}
    </Note>
  );
};

export const AppealScreen = () => {
  const text = useText();
  const { reference = '' } = useParams();
  const { state, show } = useAppeal(reference);
  if (state.kind === 'loading') return <Page.Loading />;
  const back = (
    <Link tag={NavLink} to={appealsAddress}>
      {text('appeal.back')}
    </Link>
  );
  if (state.kind !== 'ready')
    return (
      <Page.Main>
        <Layouts.Header title={text('moderation.tab.appeals')} navigationAction={back} />
        <Layouts.Content>
          <Note tone="danger" role="alert" title={text(state.kind === 'missing' ? 'appeal.missing' : 'panel.failed')} />
        </Layouts.Content>
      </Page.Main>
    );
  const { appeal } = state;
  return (
    <Page.Main>
      <Page.Title>{appeal.reference}</Page.Title>
      <Layouts.Header title={appeal.reference} subtitle={text(`appeal.state.${appeal.state}`)} navigationAction={back} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Box>
            <Link tag={NavLink} to={memberAddress(appeal.sender)}>
              <bdi>{appeal.senderName}</bdi>
            </Link>
            <Typography tag="p" variant="pi" textColor="neutral600">
              {text('appeal.opened')} <Moment at={appeal.openedAt} /> · {text('appeal.due')} <Moment at={appeal.dueAt} />
            </Typography>
          </Box>
          <Section title={text('appeal.text')}>
            <Written tag="p">
              <bdi>{appeal.text}</bdi>
            </Written>
          </Section>
          <Section title={text('appeal.against')}>
            <StrikeCard strike={appeal.strike} />
          </Section>
          <Ended appeal={appeal} />
          <Decide appeal={appeal} onDone={show} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
