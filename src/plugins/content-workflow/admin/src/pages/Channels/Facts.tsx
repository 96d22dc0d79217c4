import { Flex, Typography } from '@strapi/design-system';
import type { ChannelView } from '../../../../contracts/distribution';
import { Fact } from '../../components/Fact';
import { Moment } from '../../components/Moment';
import { useText, type MessageKey } from '../../i18n/use-text';

/** A week is time enough to ask the platform for a new token. */
export const SOON_DAYS = 7;

/** A test that worked has nothing to say beside that; one that could not be made says why. */
export const testWord = ({ ok, message }: NonNullable<ChannelView['test']>): MessageKey => (ok ? (message === null ? 'channel.test.ok' : 'channel.test.untestable') : 'channel.test.failed');

/** What people want to know of a channel before they rely on it. */
export const ChannelFacts = ({ channel }: { readonly channel: ChannelView }) => {
  const text = useText();
  const { daysLeft, test, waitsUntil, communities, secrets } = channel;
  return (
    <Flex tag="dl" gap={5} wrap="wrap" alignItems="flex-start">
      {daysLeft === null && secrets.length === 0 ? null : (
        <Fact label={text('channel.expires')}>
          {daysLeft === null ? (
            text('channel.expires.never')
          ) : (
            <Typography tag="span" textColor={daysLeft <= SOON_DAYS ? 'danger600' : undefined} fontWeight={daysLeft <= SOON_DAYS ? 'bold' : undefined}>
              {daysLeft < 0 ? text('channel.expires.over') : text('channel.expires.days', { count: daysLeft })}
            </Typography>
          )}
        </Fact>
      )}
      <Fact label={text('channel.test.last')}>
        {test === null ? (
          text('channel.test.never')
        ) : (
          <>
            {text(testWord(test))} · <Moment at={test.at} />
          </>
        )}
      </Fact>
      {waitsUntil === null ? null : (
        <Fact label={text('channel.waits')}>
          <Moment at={waitsUntil} />
        </Fact>
      )}
      {communities.length === 0 ? null : <Fact label={text('channel.communities')}>{communities.join(', ')}</Fact>}
    </Flex>
  );
};
