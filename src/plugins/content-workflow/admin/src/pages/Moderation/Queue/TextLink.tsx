import type { ReactNode } from 'react';
import { styled } from 'styled-components';

const Plain = styled.button`
  padding: 0;
  border: 0;
  border-radius: 2px;
  background: none;
  color: ${({ theme }) => theme.colors.primary700};
  font: inherit;
  text-align: start;
  text-decoration: underline;
  overflow-wrap: anywhere;
  cursor: pointer;

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

/** An act that stands in the middle of words. */
export const TextLink = ({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) => (
  <Plain type="button" onClick={onClick}>
    {children}
  </Plain>
);
