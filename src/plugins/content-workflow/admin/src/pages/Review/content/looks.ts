import { styled } from 'styled-components';

/** Added is underlined and removed struck through: the colour only repeats what the line says. */
export const Added = styled.ins`
  background: ${({ theme }) => theme.colors.success100};
  color: ${({ theme }) => theme.colors.success700};
  text-decoration: underline 2px;
  text-underline-offset: 0.2em;
  border-radius: 2px;
`;

export const Removed = styled.del`
  background: ${({ theme }) => theme.colors.danger100};
  color: ${({ theme }) => theme.colors.danger700};
  text-decoration: line-through 2px;
  border-radius: 2px;
`;

/** The same words in another style. */
export const Restyled = styled.span`
  border-bottom: 2px dotted ${({ theme }) => theme.colors.warning600};
`;

export const Highlight = styled.mark<{ $active: boolean }>`
  background: ${({ theme, $active }) => ($active ? theme.colors.warning200 : theme.colors.warning100)};
  color: inherit;
  border-bottom: 2px solid ${({ theme }) => theme.colors.warning500};
  cursor: pointer;
`;

/** Where a link leads, beside its words. */
export const Address = styled.span`
  margin-inline-start: 0.4rem;
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral600};
  unicode-bidi: isolate;
`;

/** What is stored, as it is stored: inert, and no part of the text. */
export const Held = styled.div`
  margin: 0 0 1.2rem;
  font-family: monospace;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral600};
  white-space: pre-wrap;
  overflow-wrap: anywhere;
`;

export const Prose = styled.div`
  font-size: 1.6rem;
  line-height: 1.65;
  color: ${({ theme }) => theme.colors.neutral800};
  overflow-wrap: anywhere;

  p,
  ul,
  ol,
  blockquote,
  pre,
  figure {
    margin: 0 0 1.2rem;
  }
  h3,
  h4,
  h5,
  h6 {
    margin: 2rem 0 0.8rem;
    font-weight: 600;
    line-height: 1.3;
  }
  h3 {
    font-size: 2.1rem;
  }
  h4 {
    font-size: 1.8rem;
  }
  h5,
  h6 {
    font-size: 1.6rem;
  }
  ul {
    list-style: disc;
    padding-inline-start: 2.4rem;
  }
  ol {
    list-style: decimal;
    padding-inline-start: 2.8rem;
  }
  strong {
    font-weight: 700;
  }
  em {
    font-style: italic;
  }
  code {
    font-family: monospace;
    background: ${({ theme }) => theme.colors.neutral150};
    padding: 0 0.3rem;
    border-radius: 3px;
  }
  pre {
    white-space: pre-wrap;
    padding: 1.2rem;
    background: ${({ theme }) => theme.colors.neutral150};
    border-radius: 4px;
  }
  blockquote {
    padding-inline-start: 1.6rem;
    border-inline-start: 3px solid ${({ theme }) => theme.colors.neutral300};
    color: ${({ theme }) => theme.colors.neutral700};
  }
  a {
    color: ${({ theme }) => theme.colors.primary700};
    text-decoration: underline;
  }
  img {
    display: block;
    max-width: 100%;
    max-height: 42rem;
    border-radius: 4px;
  }
  figcaption {
    font-size: 1.2rem;
    color: ${({ theme }) => theme.colors.neutral600};
    padding-top: 0.4rem;
  }
`;
