import { useEffect, useState } from 'react';
import { Button, Field, Flex, Loader, Modal, TextInput, Typography } from '@strapi/design-system';
import { useCalendarApi } from '../../api/calendar';
import { serverAddress } from '../../api/server-address';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';

type Feed = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly since: string | null };

/** The address of the person's feed. It is shown when it is made and can not be asked for again. */
export const FeedDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const text = useText();
  const api = useCalendarApi();
  const [feed, setFeed] = useState<Feed>({ kind: 'loading' });
  const [address, setAddress] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    void api.feed().then((answer) => {
      if (answer.kind !== 'aborted') setFeed(answer.kind === 'ok' ? { kind: 'ready', since: answer.data.since } : { kind: 'failed' });
    });
  }, [api]);

  const create = async (): Promise<void> => {
    const answer = await api.createFeed();
    if (answer.kind !== 'ok') return setFeed({ kind: 'failed' });
    setCopied(false);
    setAddress(serverAddress(answer.data.path));
    setFeed({ kind: 'ready', since: answer.data.since });
  };
  const revoke = async (): Promise<void> => {
    const answer = await api.revokeFeed();
    if (answer.kind !== 'ok') return setFeed({ kind: 'failed' });
    setAddress(null);
    setFeed({ kind: 'ready', since: null });
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address ?? '');
    setCopied(true);
  };

  const since = feed.kind === 'ready' ? feed.since : null;
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text('calendar.feed')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>{text('calendar.feed.help')}</Typography>
            {feed.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
            {feed.kind === 'failed' ? <Note tone="danger" role="alert" title={text('dialog.failed')} /> : null}
            {feed.kind === 'ready' ? (
              <Typography textColor="neutral600">
                {since === null ? text('calendar.feed.none') : text('calendar.feed.since')} {since === null ? null : <Moment at={since} />}
              </Typography>
            ) : null}
            {address === null ? null : (
              <Note tone="success" role="status" title={text('calendar.feed.once')}>
                <Flex direction="column" alignItems="stretch" gap={2}>
                  <Field.Root name="address">
                    <Field.Label>{text('calendar.feed.address')}</Field.Label>
                    <TextInput readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
                  </Field.Root>
                  <Flex gap={2}>
                    <Button size="S" variant="secondary" onClick={() => void copy()}>
                      {text('action.copy')}
                    </Button>
                    <Typography variant="pi" aria-live="polite">
                      {copied ? text('calendar.feed.copied') : ''}
                    </Typography>
                  </Flex>
                </Flex>
              </Note>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          {since === null ? (
            <Button variant="tertiary" onClick={onClose}>
              {text('action.close')}
            </Button>
          ) : (
            <Button variant="danger-light" onClick={() => void revoke()}>
              {text('calendar.feed.revoke')}
            </Button>
          )}
          <Button onClick={() => void create()} disabled={feed.kind === 'loading'}>
            {since === null ? text('calendar.feed.create') : text('calendar.feed.replace')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
