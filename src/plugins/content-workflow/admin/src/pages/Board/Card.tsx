import { memo, type ReactNode } from 'react';
import { useDraggable } from '@dnd-kit/core';
import { NavLink } from 'react-router-dom';
import { Avatar, Box, Flex, IconButton, Link, Typography, VisuallyHidden } from '@strapi/design-system';
import { ArrowRight, Drag } from '@strapi/icons';
import { styled } from 'styled-components';
import type { BoardCard } from '../../../../contracts/board';
import { Moment } from '../../components/Moment';
import { useActorName, useLanguageName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { editAddress } from '../../piece/address';
import { isGrave, useBlockingText } from './blocking';
import { initialsOf } from './initials';

const Frame = styled(Box)<{ $away?: boolean }>`
  border-left: 3px solid transparent;
  opacity: ${({ $away }) => ($away === true ? 0.4 : 1)};
  overflow-wrap: anywhere;
  touch-action: manipulation;
  &[data-overdue='yes'] {
    border-left-color: ${({ theme }) => theme.colors.danger600};
  }
`;

const Picture = styled.img`
  width: 48px;
  height: 48px;
  flex: none;
  object-fit: cover;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral150};
`;

/** Files of the local provider have an address below the server's own, which Strapi's types keep to themselves. */
const fileAddress = (url: string): string => (url.startsWith('/') ? `${(window.strapi as { readonly backendURL?: string }).backendURL ?? ''}${url}` : url);

const isOverdue = ({ dueAt }: BoardCard): boolean => dueAt !== null && Date.parse(dueAt) < Date.now();

const Dates = ({ card }: { readonly card: BoardCard }) => {
  const text = useText();
  if (card.dueAt === null && card.publishAt === null) return null;
  return (
    <Flex direction="column" alignItems="flex-start">
      {card.dueAt === null ? null : (
        <Typography variant="pi" fontWeight={isOverdue(card) ? 'bold' : undefined} textColor={isOverdue(card) ? 'danger700' : 'neutral600'}>
          {text(isOverdue(card) ? 'board.overdue' : 'board.due')} <Moment at={card.dueAt} />
        </Typography>
      )}
      {card.publishAt === null ? null : (
        <Typography variant="pi" textColor="neutral600">
          {text('board.publishes')} <Moment at={card.publishAt} />
        </Typography>
      )}
    </Flex>
  );
};

const Blocking = ({ card }: { readonly card: BoardCard }) => {
  const sentence = useBlockingText(card.uid);
  if (card.blocking.length === 0) return null;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
      {card.blocking.map((blocker) => (
        <Typography key={blocker.code} tag="li" variant="pi" textColor={isGrave(blocker) ? 'danger700' : 'neutral700'}>
          {sentence(blocker)}
        </Typography>
      ))}
    </Flex>
  );
};

interface FaceProps {
  readonly card: BoardCard;
  /** What editors call the type. */
  readonly type: string;
  /** What can be done with it, at its foot. */
  readonly actions?: ReactNode;
}

/** What a card says. */
const Face = ({ card, type, actions }: FaceProps) => {
  const text = useText();
  const nameOf = useActorName();
  const language = useLanguageName();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex alignItems="flex-start" gap={2}>
        {card.cover === null ? null : <Picture src={fileAddress(card.cover.url)} alt={card.cover.alternativeText ?? ''} loading="lazy" draggable={false} />}
        <Box flex="1">
          <Link tag={NavLink} to={editAddress(card)} draggable={false}>
            {card.title === '' ? text('piece.untitled') : card.title}
          </Link>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {card.locale === '' ? type : `${type} · ${language(card.locale)}`}
          </Typography>
          {card.activity?.title == null ? null : (
            <Typography tag="p" variant="pi" textColor="neutral600">
              <VisuallyHidden>{text('board.activity')}: </VisuallyHidden>
              {card.activity.title}
            </Typography>
          )}
        </Box>
      </Flex>
      <Blocking card={card} />
      <Flex justifyContent="space-between" alignItems="flex-end" gap={2}>
        <Dates card={card} />
        <Flex gap={1} marginLeft="auto">
          {card.assignee === null ? null : (
            <Box title={nameOf(card.assignee)}>
              <VisuallyHidden>
                {text('people.assignee')}: {nameOf(card.assignee)}
              </VisuallyHidden>
              <span aria-hidden>
                <Avatar.Item fallback={initialsOf(nameOf(card.assignee))} delayMs={0} />
              </span>
            </Box>
          )}
          {actions}
        </Flex>
      </Flex>
    </Flex>
  );
};

/** The card under the pointer while it is dragged. */
export const FlyingCard = ({ card, type }: FaceProps) => (
  <Frame background="neutral0" hasRadius shadow="popupShadow" padding={3} data-overdue={isOverdue(card) ? 'yes' : 'no'}>
    <Face card={card} type={type} />
  </Frame>
);

interface Props extends FaceProps {
  readonly onMove: (card: BoardCard) => void;
}

/** The mouse and a finger take a card anywhere; the keyboard takes it by its handle, or says where it goes in a dialog. */
export const Card = memo(({ card, type, onMove }: Props) => {
  const text = useText();
  const title = card.title === '' ? text('piece.untitled') : card.title;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({ id: card.id, data: { card }, attributes: { roleDescription: text('board.drag.what') } });
  return (
    <Box tag="li">
      <Frame ref={setNodeRef} $away={isDragging} background="neutral0" hasRadius shadow="tableShadow" padding={3} data-piece={card.id} data-overdue={isOverdue(card) ? 'yes' : 'no'} {...listeners}>
        <Face
          card={card}
          type={type}
          actions={
            <>
              <IconButton ref={setActivatorNodeRef} {...attributes} data-handle="" label={text('board.drag.handle', { title })} variant="ghost" size="XS" withTooltip={false}>
                <Drag />
              </IconButton>
              <IconButton label={text('board.move', { title })} variant="ghost" size="XS" withTooltip={false} onClick={() => onMove(card)}>
                <ArrowRight />
              </IconButton>
            </>
          }
        />
      </Frame>
    </Box>
  );
});
Card.displayName = 'Card';
