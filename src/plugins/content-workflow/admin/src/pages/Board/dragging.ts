/** How a card is dragged: which column is meant, and what the arrow keys do. */
import type { ClientRect, CollisionDetection, KeyboardCoordinateGetter } from '@dnd-kit/core';
import { columnBeside, nearestColumn } from './strips';

export const byColumn: CollisionDetection = ({ droppableContainers, droppableRects, collisionRect, pointerCoordinates }) => {
  const columns = droppableContainers.flatMap((container) => {
    const rect = droppableRects.get(container.id);
    return rect === undefined ? [] : [[container, rect] as const];
  });
  const over = nearestColumn(columns, pointerCoordinates?.x ?? collisionRect.left + collisionRect.width / 2);
  return over === null ? [] : [{ id: over.id, data: { droppableContainer: over, value: 0 } }];
};

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowLeft: -1 };

/** An arrow key takes the card over the next column, however wide that is. */
export const toNextColumn: KeyboardCoordinateGetter = (event, { currentCoordinates, context: { droppableRects, collisionRect, over } }) => {
  const step = STEPS[event.code];
  if (step === undefined || collisionRect === null) return undefined;
  event.preventDefault();
  const next: ClientRect | null = columnBeside([...droppableRects], over?.id ?? null, step);
  return next === null ? undefined : { x: next.left + (next.width - collisionRect.width) / 2, y: currentCoordinates.y };
};
