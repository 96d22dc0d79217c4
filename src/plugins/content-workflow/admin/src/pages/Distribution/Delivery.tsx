import { NavLink } from 'react-router-dom';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Button, Flex, Link } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { useState } from 'react';
import type { GetDelivery } from '../../../../contracts/distribution';
import { Note } from '../../components/Note';
import { Section } from '../../components/Section';
import { ActionDialog } from '../../distribution/ActionDialog';
import { deliveryAddress } from '../../distribution/address';
import { DeliveryActions } from '../../distribution/DeliveryActions';
import { Metrics } from '../../distribution/Metrics';
import { PublicLink, Standing } from '../../distribution/Places';
import { Rendition } from '../../distribution/Rendition';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { editAddress } from '../../piece/address';
import { Attempts } from './Attempts';
import { NotThere } from './NotThere';
import { useDelivery } from './use-delivery';

const Evidence = ({ evidence }: { readonly evidence: NonNullable<GetDelivery.Data['evidence']> }) => {
  const text = useText();
  return (
    <Note tone="success" title={text('delivery.evidence')}>
      {evidence.url === null ? null : <PublicLink url={evidence.url} />}
      {evidence.fileId === null ? null : (
        <div>
          <Link tag={NavLink} to="/plugins/upload">
            {text('delivery.evidence.file', { id: evidence.fileId })}
          </Link>
        </div>
      )}
      {evidence.note === null ? null : <div>{text('history.quote', { comment: evidence.note })}</div>}
    </Note>
  );
};

/** Why people are asked, where they are. */
const Question = ({ delivery }: { readonly delivery: GetDelivery.Data }) => {
  const text = useText();
  if (delivery.state !== 'uncertain' && delivery.state !== 'remove-by-hand') return null;
  return (
    <Note tone={delivery.state === 'uncertain' ? 'warning' : 'danger'} title={text.named('deliveryState', delivery.state)}>
      {text.lookUp(`deliveryState.${delivery.state}.help`) ?? ''}
    </Note>
  );
};

const Shown = ({ delivery, put }: { readonly delivery: GetDelivery.Data; readonly put: (delivery: GetDelivery.Data) => void }) => {
  const text = useText();
  const words = usePlatformWords();
  const [measuring, setMeasuring] = useState(false);
  const { piece, channel } = delivery;
  return (
    <Page.Main>
      <Page.Title>{`${piece.title} · ${channel.name}`}</Page.Title>
      <Layouts.Header
        title={piece.title === '' ? text('piece.untitled') : piece.title}
        subtitle={[channel.name, words.platform(channel.platform), channel.account].filter((part) => part !== '').join(' · ')}
        navigationAction={
          <Link tag={NavLink} to={deliveryAddress(null)} startIcon={<ArrowLeft aria-hidden />} end>
            {text('screen.distribution')}
          </Link>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          <Flex direction="column" alignItems="stretch" gap={3} background="neutral0" hasRadius shadow="tableShadow" padding={4}>
            <Question delivery={delivery} />
            <Standing delivery={delivery} here />
            {delivery.evidence === null ? null : <Evidence evidence={delivery.evidence} />}
            <DeliveryActions delivery={delivery} without={['measure']} onDone={put} />
            <Link tag={NavLink} to={editAddress(piece)}>
              {text('calendar.openEntry')}
            </Link>
          </Flex>
          {delivery.rendition === null ? null : (
            <Section title={text('delivery.sent')}>
              <Box background="neutral0" hasRadius shadow="tableShadow" padding={4} maxWidth="72rem">
                <Rendition rendition={delivery.rendition} account={channel.account === '' ? channel.name : channel.account} />
              </Box>
            </Section>
          )}
          <Section title={text('attempts.title')}>
            <Attempts attempts={delivery.attemptList} />
          </Section>
          <Section
            title={text('metrics.title')}
            aside={
              delivery.actions.includes('measure') ? (
                <Button size="S" variant="tertiary" onClick={() => setMeasuring(true)}>
                  {text.named('deliveryAction', 'measure')}
                </Button>
              ) : null
            }
          >
            <Metrics metrics={delivery.metrics} />
          </Section>
        </Flex>
      </Layouts.Content>
      {measuring ? (
        <ActionDialog
          delivery={delivery}
          action="measure"
          onClose={() => setMeasuring(false)}
          onDone={(changed) => {
            setMeasuring(false);
            put(changed);
          }}
        />
      ) : null}
    </Page.Main>
  );
};

/** One delivery: what was sent, every try, and what it brought. */
export const DeliveryScreen = ({ deliveryKey }: { readonly deliveryKey: string }) => {
  const text = useText();
  const { state, put, reload } = useDelivery(deliveryKey);
  if (state.kind === 'loading') return <Page.Loading />;
  if (state.kind === 'ready') return <Shown delivery={state.data} put={put} />;
  return <NotThere heading={text('screen.distribution')} onRetry={() => void reload()} />;
};
