import { Flex, TextButton, Typography } from '@strapi/design-system';
import { useText } from '../i18n/use-text';

/** Says that a dialog shows what was typed when it was open before, and lets one begin anew. */
export const Restored = ({ startAnew }: { readonly startAnew: () => void }) => {
  const text = useText();
  return (
    <Flex gap={2} wrap="wrap" role="status">
      <Typography variant="pi" textColor="neutral600">
        {text('dialog.restored')}
      </Typography>
      <TextButton onClick={startAnew}>{text('dialog.startAnew')}</TextButton>
    </Flex>
  );
};
