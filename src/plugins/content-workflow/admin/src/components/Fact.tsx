import type { ReactNode } from 'react';
import { Box, Typography } from '@strapi/design-system';

/** A name and what is known under it; stands in a list of such. */
export const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <Box>
    <Typography tag="dt" variant="pi" textColor="neutral600">
      {label}
    </Typography>
    <Typography tag="dd" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Typography>
  </Box>
);
