import type { ReactNode } from 'react';
import { styled } from 'styled-components';

const Cap = styled.kbd`
  display: inline-block;
  min-width: 1.8rem;
  padding: 0 0.4rem;
  margin-inline-start: 0.6rem;
  border: 1px solid currentColor;
  border-radius: 3px;
  font: inherit;
  font-size: 1.1rem;
  line-height: 1.6rem;
  text-align: center;
`;

/** The key that does the same, beside the words of the action; the words alone are its name. */
export const Key = ({ children, shown = true }: { readonly children: ReactNode; readonly shown?: boolean }) => (shown ? <Cap aria-hidden>{children}</Cap> : null);
