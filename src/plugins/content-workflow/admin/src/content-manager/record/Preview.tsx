import { useForm } from '@strapi/strapi/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Eye } from '@strapi/icons';
import type { PieceView } from '../../../../contracts/piece';
import { useText } from '../../i18n/use-text';
import { PreviewLink } from './PreviewLink';
import { usePreviewLink } from './use-preview-link';

export const Preview = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const { link, create } = usePreviewLink(view.id);
  const unsaved = useForm('ContentWorkflow', ({ modified }) => modified, false) === true;
  return (
    <Flex direction="column" alignItems="stretch" gap={2} paddingBottom={2}>
      <Button variant="tertiary" fullWidth startIcon={<Eye />} loading={link.kind === 'asking'} onClick={() => void create({})}>
        {text('preview.create')}
      </Button>
      {unsaved ? (
        <Typography variant="pi" textColor="neutral600">
          {text('preview.saved')}
        </Typography>
      ) : null}
      <PreviewLink link={link} />
    </Flex>
  );
};
