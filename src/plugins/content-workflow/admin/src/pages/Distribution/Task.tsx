import { useState, type FormEvent, type ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { Page, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { ArrowLeft, Download } from '@strapi/icons';
import { styled } from 'styled-components';
import type { GetDelivery } from '../../../../contracts/distribution';
import { fileStem } from '../../../../core/distribution/file-names';
import { fileAddress } from '../../api/addresses';
import { useDistributionApi } from '../../api/distribution';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { Restored } from '../../components/Restored';
import { ActionFields } from '../../distribution/ActionFields';
import { deliveryAddress, taskAddress } from '../../distribution/address';
import { CopyButton } from '../../distribution/CopyButton';
import { DeliveryActions } from '../../distribution/DeliveryActions';
import { Standing } from '../../distribution/Places';
import { WHOLE } from '../../distribution/problems';
import { QrCode } from '../../distribution/QrCode';
import { useActionForm } from '../../distribution/use-action-form';
import { useDownload } from '../../distribution/use-download';
import { usePlatformWords } from '../../distribution/words';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { NotThere } from './NotThere';
import { useDelivery } from './use-delivery';

/* As it is pasted: with its line breaks, and nothing cut off. */
const Exact = styled.pre`
  margin: 0;
  padding: 1.2rem;
  border-radius: 4px;
  max-height: 40vh;
  overflow: auto;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  font-family: inherit;
  font-size: 1.5rem;
  line-height: 1.6;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral100};

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
`;

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={4} aria-label={title}>
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography tag="h2" variant="delta">
        {title}
      </Typography>
      {children}
    </Flex>
  </Box>
);

type Assigned = NonNullable<GetDelivery.Data['task']>;

interface PackProps {
  readonly delivery: GetDelivery.Data;
  readonly pictures: Assigned['pictures'];
}

/** The pictures as the platform wants them, one by one for a phone or all at once. */
const PicturePack = ({ delivery, pictures }: PackProps) => {
  const text = useText();
  const api = useDistributionApi();
  const { busy, download } = useDownload();
  const all = api.picturesPath(delivery.key);
  return (
    <Part title={text('task.pictures')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {pictures.map(({ index, filename }) => {
          const path = api.picturePath(delivery.key, index);
          const shown = delivery.rendition?.pictures[index];
          return (
            <Flex key={index} tag="li" gap={3} wrap="wrap" justifyContent="space-between">
              <Flex gap={3} minWidth={0} flex="1">
                {shown === undefined ? null : <img src={fileAddress(shown.url)} alt={shown.alt} width={56} height={56} loading="lazy" style={{ objectFit: 'cover', borderRadius: 4 }} />}
                <Typography variant="pi" style={{ overflowWrap: 'anywhere' }}>
                  {filename}
                </Typography>
              </Flex>
              <Button size="S" variant="tertiary" startIcon={<Download />} loading={busy === path} aria-label={text('task.pictures.one', { name: filename })} onClick={() => void download(path, filename)}>
                {text('task.pictures.save')}
              </Button>
            </Flex>
          );
        })}
      </Flex>
      {pictures.length < 2 ? null : (
        <Flex>
          <Button variant="secondary" startIcon={<Download />} loading={busy === all} onClick={() => void download(all, `${fileStem(delivery.piece.title, delivery.channel.platform)}.zip`)}>
            {text('task.pictures.all', { count: pictures.length })}
          </Button>
        </Flex>
      )}
    </Part>
  );
};

interface DoneProps {
  readonly delivery: GetDelivery.Data;
  readonly onDone: (delivery: GetDelivery.Data) => void;
}

/** A link is the proof; a picture where there is none. */
const Done = ({ delivery, onDone }: DoneProps) => {
  const text = useText();
  const { toggleNotification } = useNotification();
  const form = useActionForm(delivery.key, 'done', (changed) => {
    toggleNotification({ type: 'success', message: text('task.done') });
    onDone(changed);
  });
  return (
    <Part title={text('task.finish')}>
      <Box
        tag="form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void form.submit();
        }}
      >
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Typography textColor="neutral600">{text('task.finish.help')}</Typography>
          {form.errors[WHOLE] === undefined ? null : <Note tone="danger" role="alert" title={form.errors[WHOLE]} />}
          {form.restored ? <Restored startAnew={form.startAnew} /> : null}
          <ActionFields action="done" form={form} />
          <Button type="submit" size="L" fullWidth loading={form.busy}>
            {text.named('deliveryAction', 'done')}
          </Button>
        </Flex>
      </Box>
    </Part>
  );
};

const Shown = ({ delivery, put }: { readonly delivery: GetDelivery.Data; readonly put: (delivery: GetDelivery.Data) => void }) => {
  const text = useText();
  const times = useTimes();
  const words = usePlatformWords();
  const [wasDone, setWasDone] = useState(false);
  const { piece, channel, task } = delivery;
  const title = task?.title ?? null;
  return (
    <Page.Main>
      <Page.Title>{`${piece.title} · ${channel.name}`}</Page.Title>
      {/* One column at any width: it is worked through with the phone in the other hand, or on it. */}
      <Box padding={{ initial: 4, large: 8 }} maxWidth="64rem">
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Link tag={NavLink} to={taskAddress(null)} startIcon={<ArrowLeft aria-hidden />} end>
            {text('distribution.tab.tasks')}
          </Link>
          <div>
            <Typography tag="h1" variant="alpha" style={{ overflowWrap: 'anywhere' }}>
              {text('task.title', { platform: words.platform(channel.platform) })}
            </Typography>
            <Typography tag="p" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
              <bdi>{piece.title === '' ? text('piece.untitled') : piece.title}</bdi> · {[channel.name, channel.account].filter((part) => part !== '').join(' · ')}
            </Typography>
            {delivery.dueAt === null || delivery.state !== 'task' ? null : (
              <Typography tag="p" fontWeight="bold">
                {text('delivery.due')} <Moment at={delivery.dueAt} /> ({times.exact(delivery.dueAt)})
              </Typography>
            )}
          </div>
          {delivery.state === 'task' ? null : (
            <Note tone={wasDone ? 'success' : 'neutral'} role="status" title={text(wasDone ? 'task.done' : 'task.over')}>
              <Standing delivery={delivery} />
            </Note>
          )}
          {task === null ? null : (
            <>
              {task.steps.length === 0 ? null : (
                <Part title={text('task.steps')}>
                  <Box tag="ol" paddingLeft={5} style={{ listStyle: 'decimal' }}>
                    {task.steps.map((step, i) => (
                      <Typography key={step} tag="li" paddingBottom={1}>
                        {text.lookUp(`distribution.${channel.platform}.task.${i + 1}`) ?? step}
                      </Typography>
                    ))}
                  </Box>
                </Part>
              )}
              {title === null || title === '' ? null : (
                <Part title={text('task.heading')}>
                  <Exact tabIndex={0}>{title}</Exact>
                  <CopyButton size="L" fullWidth value={title} label={text('task.heading.copy')} />
                </Part>
              )}
              <Part title={text('task.text')}>
                <Exact tabIndex={0}>{task.text}</Exact>
                <CopyButton size="L" fullWidth value={task.text} label={text('task.text.copy')} />
              </Part>
              {task.pictures.length === 0 ? null : <PicturePack delivery={delivery} pictures={task.pictures} />}
              {task.link === null ? null : (
                <Part title={text('task.link')}>
                  <Typography style={{ overflowWrap: 'anywhere' }}>{task.link}</Typography>
                  <CopyButton size="L" fullWidth value={task.link} label={text('task.link.copy')} />
                  {task.qr === null ? null : <QrCode svg={task.qr} alt={text('task.qr.alt', { link: task.link })} />}
                </Part>
              )}
            </>
          )}
          {delivery.actions.includes('done') ? (
            <Done
              delivery={delivery}
              onDone={(changed) => {
                setWasDone(true);
                put(changed);
              }}
            />
          ) : null}
          <DeliveryActions delivery={delivery} without={['done', 'measure']} onDone={put} />
          <Link tag={NavLink} to={deliveryAddress(delivery.key)}>
            {text('delivery.open')}
          </Link>
        </Flex>
      </Box>
    </Page.Main>
  );
};

/** What one person posts by hand: the exact words, the pictures, the link, and where to say that it is done. */
export const TaskScreen = ({ deliveryKey }: { readonly deliveryKey: string }) => {
  const text = useText();
  const { state, put, reload } = useDelivery(deliveryKey);
  if (state.kind === 'loading') return <Page.Loading />;
  if (state.kind === 'ready') return <Shown delivery={state.data} put={put} />;
  return <NotThere heading={text('distribution.tab.tasks')} onRetry={() => void reload()} />;
};
