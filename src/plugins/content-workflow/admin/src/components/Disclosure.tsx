import type { ReactNode } from 'react';
import { Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

/** The browser's own disclosure: keyboard and screen readers know it without further code. */
const Details = styled.details`
  width: 100%;

  > summary {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 4px 0;
    cursor: pointer;
    list-style: none;
    border-radius: 4px;
  }
  > summary::-webkit-details-marker {
    display: none;
  }
  > summary::before {
    content: '';
    width: 6px;
    height: 6px;
    margin: 0 3px;
    flex: none;
    border-right: 2px solid ${({ theme }) => theme.colors.neutral500};
    border-bottom: 2px solid ${({ theme }) => theme.colors.neutral500};
    transform: rotate(-45deg);
  }
  &[open] > summary::before {
    transform: rotate(45deg);
  }
  > summary:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

const Body = styled.div`
  padding: 8px 0 4px;
`;

interface Props {
  readonly title: string;
  /** A word or number after the title, e.g. how many items are inside. */
  readonly aside?: ReactNode;
  readonly open?: boolean;
  readonly children: ReactNode;
}

export const Disclosure = ({ title, aside, open = false, children }: Props) => (
  <Details open={open}>
    <summary>
      <Typography variant="omega" fontWeight="semiBold" textColor="neutral800">
        {title}
      </Typography>
      {aside === undefined ? null : (
        <Typography variant="pi" textColor="neutral600">
          {aside}
        </Typography>
      )}
    </summary>
    <Body>{children}</Body>
  </Details>
);
