import { useMemo, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Button, Checkbox, EmptyStateLayout, Flex, LinkButton, Loader } from '@strapi/design-system';
import { Cog } from '@strapi/icons';
import type { NotificationView } from '../../../../contracts/notifications';
import { Failed } from '../../components/Failed';
import { Section } from '../../components/Section';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { Item } from './Item';
import { useInbox } from './use-inbox';

interface Day {
  readonly name: string;
  readonly items: readonly NotificationView[];
}

/** The list is newest first, so a day's items stand together. */
const byDay = (items: readonly NotificationView[], nameOf: (at: string) => string): Day[] => {
  const days = new Map<string, NotificationView[]>();
  for (const item of items) days.set(nameOf(item.at), [...(days.get(nameOf(item.at)) ?? []), item]);
  return [...days].map(([name, ofDay]) => ({ name, items: ofDay }));
};

export const Inbox = () => {
  const text = useText();
  const times = useTimes();
  const [unreadOnly, setUnreadOnly] = useState(false);
  const inbox = useInbox(unreadOnly);
  const { toggleNotification } = useNotification();
  const days = useMemo(() => byDay(inbox.items, times.day), [inbox.items, times]);

  const settle = async (done: Promise<boolean>): Promise<void> => {
    if (!(await done)) toggleNotification({ type: 'warning', message: text('dialog.failed') });
  };

  return (
    <Page.Main aria-busy={inbox.kind === 'loading'}>
      <Page.Title>{text('screen.inbox')}</Page.Title>
      <Layouts.Header
        title={text('screen.inbox')}
        subtitle={text('inbox.subtitle')}
        primaryAction={
          <Flex gap={2}>
            <LinkButton tag={NavLink} to="preferences" variant="tertiary" startIcon={<Cog />}>
              {text('inbox.preferences')}
            </LinkButton>
            <Button variant="secondary" disabled={!inbox.items.some(({ readAt }) => readAt === null)} onClick={() => void settle(inbox.readAll())}>
              {text('inbox.markAllRead')}
            </Button>
          </Flex>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={6}>
          <Checkbox checked={unreadOnly} onCheckedChange={(checked) => setUnreadOnly(checked === true)}>
            {text('inbox.unreadOnly')}
          </Checkbox>
          {days.map(({ name, items }) => (
            <Section key={name} title={name}>
              <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
                {items.map((item) => (
                  <Item key={item.id} item={item} onRead={(id) => void settle(inbox.read([id]))} />
                ))}
              </Flex>
            </Section>
          ))}
          <Flex justifyContent="center" aria-live="polite">
            {inbox.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
            {inbox.kind === 'failed' ? (
              <Failed title={text('inbox.failed')} onRetry={inbox.reload} />
            ) : null}
            {inbox.kind === 'ready' && inbox.items.length === 0 ? <EmptyStateLayout content={text(unreadOnly ? 'inbox.noneUnread' : 'inbox.none')} /> : null}
            {inbox.kind === 'ready' && inbox.nextCursor !== null ? (
              <Button variant="tertiary" onClick={inbox.more}>
                {text('inbox.older')}
              </Button>
            ) : null}
          </Flex>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
