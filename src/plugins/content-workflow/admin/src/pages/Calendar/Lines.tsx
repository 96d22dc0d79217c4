/** The lines of a tile. */
import { styled } from 'styled-components';

export const Lines = styled.div`
  min-width: 0;
  padding: 2px 4px;
  overflow: hidden;
  line-height: 1.3;
  /* The library's own font is smaller than what the theme calls small. */
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral800};
`;

export const Line = styled.div`
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
`;

/** The state goes to a line of its own where a column is narrow: cut off, two states would differ by their colour only. */
export const When = styled.div`
  overflow: hidden;
  overflow-wrap: break-word;
`;
