import { useCallback, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { DndContext, DragOverlay, KeyboardSensor, MouseSensor, TouchSensor, useSensor, useSensors, type Active, type Announcements, type DragEndEvent, type Over } from '@dnd-kit/core';
import { Layouts, Page } from '@strapi/strapi/admin';
import { Loader, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { BoardCard } from '../../../../contracts/board';
import { useGovernedTypes } from '../../api/governed';
import { Failed } from '../../components/Failed';
import { useText } from '../../i18n/use-text';
import { FlyingCard } from './Card';
import { ColumnView } from './ColumnView';
import { byColumn, toNextColumn } from './dragging';
import { FilterBar } from './FilterBar';
import { useFilters } from './filters';
import { MoveDialog } from './MoveDialog';
import { useBoard } from './use-board';
import { useKeptFocus } from './use-kept-focus';

/** Wider than the screen, and no reason for the page to grow: it scrolls by itself, with the keyboard too. */
const Scroller = styled.div`
  display: flex;
  gap: 12px;
  align-items: stretch;
  width: 0;
  min-width: 100%;
  padding: 4px 4px 12px;
  overflow-x: auto;
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    border-radius: ${({ theme }) => theme.borderRadius};
  }
`;

/** A click that trembles is still a click. */
const CLICK_PX = 6;

/** A finger that rests takes the card; one that goes on at once scrolls. */
const TOUCH = { delay: 250, tolerance: 8 } as const;

const cardOf = (active: Active): BoardCard | undefined => (active.data.current as { card?: BoardCard } | undefined)?.card;

const useAnnouncements = (): Announcements => {
  const text = useText();
  return useMemo(() => {
    const values = (active: Active, over: Over | null) => ({ title: cardOf(active)?.title || text('piece.untitled'), column: over === null ? '' : text.named('state', String(over.id)) });
    const where = (active: Active, over: Over | null): string => (over === null ? text('board.drag.nowhere', values(active, over)) : text('board.drag.over', values(active, over)));
    return {
      onDragStart: ({ active }) => text('board.drag.start', values(active, null)),
      onDragOver: ({ active, over }) => where(active, over),
      onDragEnd: ({ active, over }) => (over === null ? text('board.drag.cancel', values(active, over)) : text('board.drag.end', values(active, over))),
      onDragCancel: ({ active }) => text('board.drag.cancel', values(active, null)),
    };
  }, [text]);
};

interface Moving {
  readonly card: BoardCard;
  readonly column: string | null;
}

const Board = () => {
  const text = useText();
  const types = useGovernedTypes();
  const [filters, change] = useFilters();
  const { kind, columns, more, refresh, reload } = useBoard(filters);
  const [flying, setFlying] = useState<BoardCard | null>(null);
  const [moving, setMoving] = useState<Moving | null>(null);
  const focusCard = useKeptFocus(columns);
  const announcements = useAnnouncements();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: CLICK_PX } }),
    useSensor(TouchSensor, { activationConstraint: TOUCH }),
    useSensor(KeyboardSensor, { coordinateGetter: toNextColumn, scrollBehavior: 'auto' })
  );

  const typeOf = useCallback(
    (uid: string): string => {
      const type = types.find((one) => one.uid === uid);
      return type === undefined ? uid : text.own(type.displayName);
    },
    [types, text]
  );
  const ask = useCallback((card: BoardCard) => setMoving({ card, column: null }), []);
  const onDragEnd = ({ active, over }: DragEndEvent): void => {
    const card = cardOf(active);
    setFlying(null);
    if (card !== undefined && over !== null && over.id !== card.state) setMoving({ card, column: String(over.id) });
  };
  const close = ({ card }: Moving): void => {
    setMoving(null);
    focusCard(card.id);
    // Soon the news would tell; whoever sent something does not wait for it.
    refresh([card.id]);
  };

  return (
    <Page.Main>
      <Page.Title>{text('screen.board')}</Page.Title>
      <Layouts.Header title={text('screen.board')} subtitle={text('board.subtitle')} />
      <Layouts.Content>
        <FilterBar filters={filters} types={types} onChange={change} />
        {kind === 'failed' ? (
          <Failed onRetry={reload} />
        ) : null}
        {kind === 'loading' && columns.length === 0 ? <Loader>{text('panel.loading')}</Loader> : null}
        <DndContext
          sensors={sensors}
          collisionDetection={byColumn}
          accessibility={{ announcements, screenReaderInstructions: { draggable: text('board.drag.help') } }}
          onDragStart={({ active }) => setFlying(cardOf(active) ?? null)}
          onDragCancel={() => setFlying(null)}
          onDragEnd={onDragEnd}
        >
          {columns.length === 0 ? null : (
            <Scroller role="region" aria-label={text('board.region')} aria-busy={kind === 'loading'} tabIndex={0}>
              {columns.map((column) => (
                <ColumnView key={column.column} column={column} typeOf={typeOf} onMore={more} onMove={ask} />
              ))}
            </Scroller>
          )}
          {createPortal(<DragOverlay dropAnimation={null}>{flying === null ? null : <FlyingCard card={flying} type={typeOf(flying.uid)} />}</DragOverlay>, document.body)}
        </DndContext>
        {kind === 'ready' && columns.every(({ total }) => total === 0) ? <Typography textColor="neutral600">{text('pieces.none')}</Typography> : null}
        {moving === null ? null : <MoveDialog key={`${moving.card.id} ${moving.column ?? ''}`} card={moving.card} column={moving.column} onClose={() => close(moving)} />}
      </Layouts.Content>
    </Page.Main>
  );
};

export default Board;
