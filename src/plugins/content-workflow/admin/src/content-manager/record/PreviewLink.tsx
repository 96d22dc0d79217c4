import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, LinkButton, Typography } from '@strapi/design-system';
import { Duplicate, ExternalLink } from '@strapi/icons';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import type { LinkState } from './use-preview-link';

export const PreviewLink = ({ link }: { readonly link: LinkState }) => {
  const text = useText();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  if (link.kind === 'failed') return <Note tone="danger" role="alert" title={text('preview.failed')} children={link.message} />;
  if (link.kind !== 'ready') return null;

  const copyLink = async (): Promise<void> => {
    const copied = await copy(link.url);
    toggleNotification(copied ? { type: 'success', message: text('preview.copied') } : { type: 'warning', message: text('preview.notCopied') });
  };

  return (
    <Box background="neutral100" hasRadius padding={3} role="status">
      <Typography tag="p" variant="pi" ellipsis title={link.url}>
        {link.url}
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600">
        {text('preview.expires')} <Moment at={link.expiresAt} />
      </Typography>
      <Flex gap={2} wrap="wrap" paddingTop={2}>
        <Button size="S" variant="tertiary" startIcon={<Duplicate />} onClick={() => void copyLink()}>
          {text('action.copy')}
        </Button>
        <LinkButton size="S" variant="tertiary" startIcon={<ExternalLink />} href={link.url} target="_blank" rel="noreferrer">
          {text('action.open')}
        </LinkButton>
      </Flex>
    </Box>
  );
};
