import { useId, type ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';

interface Props {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export const Section = ({ title, aside, children }: Props) => {
  const id = useId();
  return (
    <Box tag="section" aria-labelledby={id}>
      <Flex gap={3} paddingBottom={3} wrap="wrap">
        <Typography id={id} tag="h2" variant="delta">
          {title}
        </Typography>
        {aside}
      </Flex>
      {children}
    </Box>
  );
};
