import type { ReactNode } from 'react';
import { NavLink } from 'react-router-dom';
import { Flex } from '@strapi/design-system';
import { styled } from 'styled-components';

const Link = styled(NavLink)`
  padding: 1.2rem 0.4rem;
  border-bottom: 2px solid transparent;
  color: ${({ theme }) => theme.colors.neutral700};
  font-size: 1.4rem;
  text-decoration: none;

  &:hover {
    color: ${({ theme }) => theme.colors.neutral900};
  }
  &.active {
    border-bottom-color: ${({ theme }) => theme.colors.primary600};
    color: ${({ theme }) => theme.colors.primary700};
    font-weight: 600;
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

const Bar = styled(Flex)`
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral200};
`;

interface Props {
  /** What the tabs are, for who does not see them. */
  readonly label: string;
  /** `path` below the screen's own address. */
  readonly tabs: readonly { readonly path: string; readonly label: string; readonly aside?: ReactNode }[];
}

/** The parts of a screen, each with an address of its own. */
export const TabBar = ({ label, tabs }: Props) => (
  <Bar tag="nav" aria-label={label} gap={5} paddingLeft={{ initial: 4, large: 10 }} paddingRight={{ initial: 4, large: 10 }} wrap="wrap">
    {tabs.map(({ path, label: name, aside }) => (
      <Link key={path} to={path}>
        {name} {aside}
      </Link>
    ))}
  </Bar>
);
