import { useCallback, useEffect, useId, useRef } from 'react';
import { useDroppable } from '@dnd-kit/core';
import { Button, Flex, Loader, Typography, VisuallyHidden } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { BoardCard } from '../../../../contracts/board';
import { useText } from '../../i18n/use-text';
import { Card } from './Card';
import type { Column } from './columns';
import { StageName } from './StageName';

const WIDE = '288px';
const NARROW = '56px';

const Frame = styled.section<{ $empty: boolean; $over: boolean }>`
  display: flex;
  flex: none;
  flex-direction: column;
  gap: 12px;
  width: ${({ $empty }) => ($empty ? NARROW : WIDE)};
  min-height: 240px;
  padding: 12px ${({ $empty }) => ($empty ? '4px' : '8px')};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $over }) => ($over ? theme.colors.primary100 : theme.colors.neutral150)};
  outline: ${({ theme, $over }) => ($over ? `2px solid ${theme.colors.primary600}` : 'none')};
`;

const Heading = styled(Flex)<{ $empty: boolean }>`
  ${({ $empty }) => ($empty ? 'writing-mode: vertical-rl; align-self: center;' : '')}
`;

const Cards = styled.ul`
  display: flex;
  flex-direction: column;
  gap: 8px;
  /* What lies above and below the board on a screen of ordinary height. */
  max-height: max(320px, calc(100vh - 340px));
  padding: 4px;
  overflow-y: auto;
  list-style: none;
`;

/** Near enough to the end of what is there that the next page arrives before anybody waits for it. */
const AHEAD = '400px';

/** Asks for the next page when the end comes near; a button does the same for who does not scroll. */
const NextPage = ({ column, onMore }: { readonly column: Column; readonly onMore: () => void }) => {
  const text = useText();
  const end = useRef<HTMLLIElement>(null);
  const { paging } = column;
  const shown = column.cards.length;
  useEffect(() => {
    if (end.current === null || paging !== 'idle') return undefined;
    const observer = new IntersectionObserver((entries) => (entries.some(({ isIntersecting }) => isIntersecting) ? onMore() : undefined), { root: end.current.closest('ul'), rootMargin: `0px 0px ${AHEAD} 0px` });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [paging, shown, onMore]);
  return (
    <Flex tag="li" ref={end} justifyContent="center" padding={2}>
      {paging === 'loading' ? (
        <Loader small>{text('panel.loading')}</Loader>
      ) : (
        <Button size="S" variant="tertiary" onClick={onMore}>
          {text(paging === 'failed' ? 'action.retry' : 'pieces.more')}
        </Button>
      )}
    </Flex>
  );
};

interface Props {
  readonly column: Column;
  readonly typeOf: (uid: string) => string;
  readonly onMore: (column: string) => void;
  readonly onMove: (card: BoardCard) => void;
}

export const ColumnView = ({ column, typeOf, onMore, onMove }: Props) => {
  const text = useText();
  const headingId = useId();
  const { setNodeRef, isOver } = useDroppable({ id: column.column });
  const empty = column.cards.length === 0 && column.total === 0;
  const ask = useCallback(() => onMore(column.column), [onMore, column.column]);
  return (
    <Frame ref={setNodeRef} aria-labelledby={headingId} $empty={empty} $over={isOver} data-column={column.column}>
      <Heading $empty={empty} gap={2}>
        <Typography id={headingId} tag="h2" variant="omega">
          <StageName state={column.column} />
        </Typography>
        <Typography variant="pi" textColor="neutral700">
          <span aria-hidden>{column.total}</span>
          <VisuallyHidden>{text('board.total', { count: column.total })}</VisuallyHidden>
        </Typography>
      </Heading>
      {column.cards.length === 0 && column.nextCursor === null ? null : (
        <Cards aria-labelledby={headingId}>
          {column.cards.map((card) => (
            <Card key={card.id} card={card} type={typeOf(card.uid)} onMove={onMove} />
          ))}
          {column.nextCursor === null ? null : <NextPage column={column} onMore={ask} />}
        </Cards>
      )}
    </Frame>
  );
};
