import { useEffect, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { Box, Button, Flex, LinkButton, Loader, Modal, Typography } from '@strapi/design-system';
import type { BoardCard, GetMoves } from '../../../../contracts/board';
import type { PieceView } from '../../../../contracts/piece';
import { NEEDS_A_LOOK } from '../../../../core/workflow/events';
import { useWorkflowApi } from '../../api/client';
import type { EventType } from '../../api/types';
import { Disclosure } from '../../components/Disclosure';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { EventDialog } from '../../piece/dialog/EventDialog';
import { lookOf } from '../../piece/event-looks';
import { usePiece } from '../../piece/piece-store';
import { RefusalDetails } from '../../piece/RefusalDetails';
import { reviewAddress } from '../../piece/address';
import { StageName } from './StageName';

type Move = GetMoves.Response['data']['moves'][number];
type Loaded = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly view: PieceView; readonly moves: readonly Move[] };

const useMoves = (id: number): Loaded => {
  const api = useWorkflowApi();
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  useEffect(() => {
    void api.moves(id).then((answer) => {
      if (answer.kind !== 'aborted') setLoaded(answer.kind === 'ok' ? { kind: 'ready', view: answer.data.piece, moves: answer.data.moves } : { kind: 'failed' });
    });
  }, [api, id]);
  return loaded;
};

/** Why a column can not be reached, event by event. */
const WhyNot = ({ move, uid }: { readonly move: Move; readonly uid: string }) => {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {move.refusals.map(({ event, refusal }) => (
        <Box key={event ?? refusal.guard}>
          {event === null ? null : (
            <Typography tag="p" variant="omega" fontWeight="semiBold">
              {text.named('event', event)}
            </Typography>
          )}
          <RefusalDetails refusal={refusal} uid={uid} />
        </Box>
      ))}
    </Flex>
  );
};

interface ChoiceProps {
  readonly moves: readonly Move[];
  readonly onChoose: (event: EventType) => void;
}

/** The columns that can be reached, each with the events that lead there. */
const Choice = ({ moves, onChoose }: ChoiceProps) => {
  const text = useText();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {moves.map(({ column, events }) => (
        <Flex key={column} tag="li" gap={3} wrap="wrap">
          <Box minWidth="9rem">
            <StageName state={column} />
          </Box>
          <Flex gap={2} wrap="wrap">
            {events.map((event) => (
              <Button key={event} size="S" variant={lookOf(event) === 'danger' ? 'danger-light' : 'secondary'} onClick={() => onChoose(event)}>
                {text.named('event', event)}
              </Button>
            ))}
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
};

interface AnswerProps {
  readonly view: PieceView;
  readonly moves: readonly Move[];
  /** Where the card was dropped; `null` where somebody asks what is possible. */
  readonly column: string | null;
  readonly onChoose: (event: EventType) => void;
}

const Answer = ({ view, moves, column, onChoose }: AnswerProps) => {
  const text = useText();
  const asked = column === null ? moves : moves.filter((move) => move.column === column);
  const possible = asked.filter(({ events }) => events.length > 0);
  const impossible = asked.filter(({ events }) => events.length === 0);
  if (column === view.state) return <Note tone="neutral" role="status" title={text('board.move.there', { state: text.named('state', view.state) })} />;
  if (asked.length === 0) return <Note tone="danger" role="alert" title={text('board.blocking.UNREADABLE')} />;
  if (column !== null && possible.length === 0) return <>{impossible.map((move) => <WhyNot key={move.column} move={move} uid={view.uid} />)}</>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {possible.length === 0 ? <Typography>{text('actions.none')}</Typography> : <Choice moves={possible} onChoose={onChoose} />}
      {impossible.length === 0 ? null : (
        <Disclosure title={text('notNow.title')} aside={impossible.length}>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
            {impossible.map((move) => (
              <li key={move.column}>
                <StageName state={move.column} />
                <WhyNot move={move} uid={view.uid} />
              </li>
            ))}
          </Flex>
        </Disclosure>
      )}
    </Flex>
  );
};

interface Props {
  readonly card: BoardCard;
  readonly column: string | null;
  readonly onClose: () => void;
}

/**
 * What a drop comes to: the dialog of the event that leads there, a choice where several do, or the reason why none does.
 * The server says which; nothing is sent before the event's own dialog is.
 */
export const MoveDialog = ({ card, column, onClose }: Props) => {
  const text = useText();
  const loaded = useMoves(card.id);
  const stored = usePiece(card);
  const [chosen, setChosen] = useState<EventType | null>(null);
  const title = card.title === '' ? text('piece.untitled') : card.title;

  const only = loaded.kind === 'ready' && column !== null && column !== loaded.view.state ? loaded.moves.find((move) => move.column === column)?.events : undefined;
  const event = chosen ?? (only?.length === 1 ? (only[0] ?? null) : null);
  const needsALook = event !== null && NEEDS_A_LOOK.has(event);
  if (loaded.kind === 'ready' && event !== null && !needsALook) {
    // After a conflict the store has the piece as it is now.
    const view = stored.kind === 'ready' && stored.view.id === loaded.view.id && stored.view.revision > loaded.view.revision ? stored.view : loaded.view;
    return <EventDialog type={event} subject={card} view={view} onClose={onClose} />;
  }
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content aria-describedby={undefined} onCloseAutoFocus={(closing: Event) => closing.preventDefault()}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{column === null ? text('board.move', { title }) : text('board.move.to', { title, column: text.named('state', column) })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {loaded.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
          {loaded.kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
          {needsALook ? <Note tone="primary" role="status" title={text('look.first', { event: text.named('event', event) })} /> : null}
          {loaded.kind === 'ready' && !needsALook ? <Answer view={loaded.view} moves={loaded.moves} column={column} onChoose={setChosen} /> : null}
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {text('action.close')}
          </Button>
          {needsALook ? (
            <LinkButton tag={NavLink} to={reviewAddress(card.id)}>
              {text('look.there')}
            </LinkButton>
          ) : null}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
