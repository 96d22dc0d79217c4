import type { ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

export type Tone = 'danger' | 'warning' | 'success' | 'primary' | 'neutral' | 'alternative';

const Frame = styled(Box)<{ $tone: Tone }>`
  border-left: 3px solid ${({ theme, $tone }) => theme.colors[`${$tone}500` as const]};
  overflow-wrap: anywhere;
`;

/** Strapi's dark orange on its light orange is too faint to be read by everybody; the edge carries the colour. */
const PLAIN: ReadonlySet<Tone> = new Set<Tone>(['neutral', 'warning']);

interface Props {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** `alert` interrupts a screen reader: for what answers a click. */
  readonly role?: 'alert' | 'status';
}

export const Note = ({ tone, title, children, action, role }: Props) => (
  <Frame $tone={tone} background={`${tone}100`} hasRadius padding={3} width="100%" role={role}>
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Typography variant="omega" fontWeight="bold" textColor={PLAIN.has(tone) ? 'neutral800' : `${tone}700`}>
        {title}
      </Typography>
      {children === undefined || children === null ? null : (
        <Typography tag="div" variant="pi" textColor="neutral800">
          {children}
        </Typography>
      )}
      {action}
    </Flex>
  </Frame>
);
