import { Page } from '@strapi/strapi/admin';
import { Box, Typography } from '@strapi/design-system';
import { Failed } from '../../components/Failed';

/** In place of a screen whose delivery did not come. */
export const NotThere = ({ heading, onRetry }: { readonly heading: string; readonly onRetry: () => void }) => (
  <Page.Main>
    <Box padding={8}>
      <Typography tag="h1" variant="alpha" paddingBottom={4}>
        {heading}
      </Typography>
      <Failed onRetry={onRetry} />
    </Box>
  </Page.Main>
);
