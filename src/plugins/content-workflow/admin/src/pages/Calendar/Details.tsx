import { useEffect, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button, Flex, Loader, Modal, Typography } from '@strapi/design-system';
import type { CalendarDelivery, CalendarItem } from '../../../../contracts/calendar';
import type { PieceView } from '../../../../contracts/piece';
import { useWorkflowApi } from '../../api/client';
import type { EventType, Possible } from '../../api/types';
import { Chip } from '../../components/Chip';
import { Fact } from '../../components/Fact';
import { Note } from '../../components/Note';
import { StageChip } from '../../components/StageChip';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useTimes, viewerZone } from '../../i18n/use-times';
import { editAddress } from '../../piece/address';
import { inOrder, isTalk, lookOf } from '../../piece/event-looks';
import { ChannelList } from './ChannelList';
import { isMovable, TONES } from './events';

interface Props {
  readonly item: CalendarItem;
  /** What its channels get within what is shown. */
  readonly deliveries: readonly CalendarDelivery[];
  readonly audienceZone: string;
  readonly onClose: () => void;
  readonly onMove: () => void;
  readonly onEvent: (type: EventType, view: PieceView) => void;
}

/** Where a move has a command of its own, and what is said about a piece belongs into its entry. */
const offered = (view: PieceView): Possible[] => inOrder(view.events.filter((event): event is Possible => event.available && event.event !== 'RESCHEDULE' && (!isTalk(event.event) || event.event === 'SET_DUE')));

type Viewed = { readonly kind: 'loading' } | { readonly kind: 'failed' } | { readonly kind: 'ready'; readonly view: PieceView };

const usePieceView = (pieceId: number): Viewed => {
  const { piece } = useWorkflowApi();
  const [state, setState] = useState<Viewed>({ kind: 'loading' });
  useEffect(() => {
    void piece(pieceId).then((answer) => {
      if (answer.kind !== 'aborted') setState(answer.kind === 'ok' ? { kind: 'ready', view: answer.data } : { kind: 'failed' });
    });
  }, [piece, pieceId]);
  return state;
};

/** What a tile has no room for, and what can be done from here. */
export const Details = ({ item, deliveries, audienceZone, onClose, onMove, onEvent }: Props) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  const navigate = useNavigate();
  const state = usePieceView(item.pieceId);
  const pressed = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'm' || event.ctrlKey || event.metaKey || event.altKey || !isMovable(item)) return;
    event.preventDefault();
    onMove();
  };
  const zones = [...new Set([...(item.timezone === null ? [] : [item.timezone]), audienceZone])].filter((zone) => zone !== viewerZone());
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content aria-describedby={undefined} onKeyDown={pressed}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{item.title === '' ? text('piece.untitled') : item.title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Flex gap={2}>
              <StageChip state={item.state} />
              {/* A stage that says the same is not said twice. */}
              {item.condition === item.state ? null : <Chip colour={TONES[item.condition]}>{text(`calendar.condition.${item.condition}`)}</Chip>}
            </Flex>
            <Typography textColor="neutral600">{text(`calendar.kind.${item.kind}.help`)}</Typography>
            <Flex tag="dl" direction="column" alignItems="stretch" gap={3}>
              <Fact label={text('calendar.yourTime', { zone: viewerZone() })}>{times.exact(item.at)}</Fact>
              {zones.map((zone) => (
                <Fact key={zone} label={zone === item.timezone ? text('calendar.promisedIn', { zone }) : text('calendar.readersIn', { zone })}>
                  {times.inZone(item.at, zone)}
                </Fact>
              ))}
              {item.latenessMs !== null && item.condition === 'late' ? <Fact label={text('calendar.lateness')}>{times.duration(item.latenessMs)}</Fact> : null}
              <Fact label={text('column.assignee')}>{nameOf(item.assignee)}</Fact>
            </Flex>
            {item.reason === null ? null : (
              <Note tone="danger" title={text.named('held', item.reason.code)}>
                <span lang="en">{item.reason.message}</span>
              </Note>
            )}
            <ChannelList deliveries={deliveries} />
            {state.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
            {state.kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
            {state.kind === 'ready' ? (
              <Flex gap={2} wrap="wrap">
                {offered(state.view).map(({ event }) => (
                  <Button key={event} size="S" variant={lookOf(event) === 'danger' ? 'danger-light' : 'tertiary'} onClick={() => onEvent(event, state.view)}>
                    {text.named('event', event)}
                  </Button>
                ))}
              </Flex>
            ) : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={() => navigate(editAddress(item))}>
            {text('calendar.openEntry')}
          </Button>
          {isMovable(item) ? <Button onClick={onMove}>{text('calendar.moveTo')}</Button> : null}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
