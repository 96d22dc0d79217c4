import { useState } from 'react';
import { Box, Button, Dialog, Flex, LinkButton, Typography } from '@strapi/design-system';
import { useText } from '../../../i18n/use-text';
import { InertText } from './InertText';
import type { ContentProps } from './content-props';

/** Any other scheme runs something or leads nowhere. */
const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);

const hostOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};

/** Opening is an act of its own, after one has read where it leads; the page there is not told from where. */
const OpenLink = ({ url }: { readonly url: string }) => {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger>
        <Button size="S" variant="tertiary">
          {text('moderation.link.open')}
        </Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{text('moderation.link.title')}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={2}>
            <Typography>{text('moderation.link.help', { host: hostOf(url) })}</Typography>
            <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
              {url}
            </Typography>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {text('action.cancel')}
            </Button>
          </Dialog.Cancel>
          <LinkButton href={url} target="_blank" rel="noopener noreferrer nofollow ugc" referrerPolicy="no-referrer" variant="secondary" fullWidth onClick={() => setOpen(false)}>
            {text('moderation.link.go')}
          </LinkButton>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};

export const Links = ({ content, signals, active, onMark }: ContentProps) => (
  <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
    {content.links.map(({ url, label }, i) => (
      <Flex tag="li" key={i} gap={3} justifyContent="space-between" alignItems="flex-start" wrap="wrap">
        <Box minWidth={0} flex="1 1 20rem">
          {label === null || label === '' ? null : (
            <Typography tag="p" textColor="neutral800">
              <InertText field={`links.${i}`} signals={signals} active={active} onMark={onMark}>
                {label}
              </InertText>
            </Typography>
          )}
          <Typography tag="p" variant="pi" textColor="neutral800" style={{ fontFamily: 'monospace' }}>
            {/* Where there is a label, that is what rules have read. */}
            <InertText field={label === null || label === '' ? `links.${i}` : `links.${i}.url`} signals={signals} active={active} onMark={onMark}>
              {url}
            </InertText>
          </Typography>
        </Box>
        {isWeb(url) ? <OpenLink url={url} /> : null}
      </Flex>
    ))}
  </Flex>
);
