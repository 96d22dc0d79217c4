import { useCallback, useEffect, useRef, useState } from 'react';
import { parseDate } from '@internationalized/date';
import { Layouts, Page, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Checkbox, Flex, IconButton, Loader, Typography } from '@strapi/design-system';
import { ArrowLeft, ArrowRight } from '@strapi/icons';
import type { CalendarDelivery, CalendarIdea, CalendarItem } from '../../../../contracts/calendar';
import type { PieceView } from '../../../../contracts/piece';
import type { EventType } from '../../api/types';
import { Failed } from '../../components/Failed';
import { Note } from '../../components/Note';
import { useRefusalText } from '../../i18n/use-refusal-text';
import { useText } from '../../i18n/use-text';
import { viewerZone } from '../../i18n/use-times';
import { EventDialog } from '../../piece/dialog/EventDialog';
import { wallOf, type Wall } from '../../piece/dialog/wall-time';
import { ChannelDetails } from './ChannelDetails';
import { Details } from './Details';
import { FeedDialog } from './FeedDialog';
import { FilterBar } from './FilterBar';
import { useFilters, VIEWS, type View } from './filters';
import { Grid, type Shift } from './Grid';
import { droppedAt, movableIdea, movableOf, PLAN_HOUR, todayIn, type Movable } from './moving';
import { MoveDialog } from './MoveDialog';
import { Tray } from './Tray';
import { useCalendar, useIdeas, type Range } from './use-calendar';
import { planInstant, useMoves, useUndo } from './use-move';

type Opened =
  | { readonly kind: 'details'; readonly item: CalendarItem }
  | { readonly kind: 'channel'; readonly delivery: CalendarDelivery }
  | { readonly kind: 'move'; readonly item: Movable; readonly target: Wall }
  | { readonly kind: 'event'; readonly type: EventType; readonly view: PieceView }
  | { readonly kind: 'feed' };

/** What stands beside the grid goes below it where it would be narrower than this: a day of the week holds two tiles beside each other. */
const GRID_WIDTHS: Readonly<Record<View, string>> = { month: '60rem', week: '96rem', agenda: '60rem' };

const STEPS: Readonly<Record<View, object>> = { month: { months: 1 }, week: { weeks: 1 }, agenda: { days: 30 } };

/** A month begins with its first day, or "the next" of the 31st would leave one out. */
const stepFrom = (date: string, view: View, direction: 1 | -1): string => {
  const from = view === 'month' ? parseDate(date).set({ day: 1 }) : parseDate(date);
  return (direction === 1 ? from.add(STEPS[view]) : from.subtract(STEPS[view])).toString();
};

const NO_WALL: Wall = { date: '', time: PLAN_HOUR };

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const Calendar = () => {
  const text = useText();
  const zone = viewerZone();
  const [filters, change] = useFilters();
  const date = filters.date === '' ? todayIn(zone, new Date().toISOString()) : filters.date;
  const [range, setRange] = useState<Range | null>(null);
  const [title, setTitle] = useState('');
  const { kind, answer, reload } = useCalendar(range, filters);
  const [freshness, setFreshness] = useState(0);
  const tray = useIdeas(filters, freshness);
  const [opened, setOpened] = useState<Opened | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const moves = useMoves();
  const refusalText = useRefusalText('');
  const { toggleNotification } = useNotification();
  const audienceZone = filters.zone === '' ? (answer?.meta.audienceZone ?? zone) : filters.zone;

  const refresh = useCallback((): void => {
    reload();
    setFreshness((n) => n + 1);
  }, [reload]);
  const { undo, offer, run: runUndo } = useUndo(refresh);

  const onRange = useCallback((shown: Range, name: string): void => {
    setRange((before) => (before !== null && before.from === shown.from && before.to === shown.to ? before : shown));
    setTitle(name);
  }, []);

  const open = (next: Opened, from: HTMLElement | null): void => {
    if (from !== null) opener.current = from;
    setOpened(next);
  };
  const close = (): void => {
    setOpened(null);
    // A dialog without a trigger of its own forgets where the keyboard came from.
    requestAnimationFrame(() => opener.current?.isConnected === true && opener.current.focus());
  };

  /** A plan promises nothing, so it moves at once and can be taken back. */
  const planAt = async (item: Movable, at: string | null): Promise<void> => {
    const outcome = await moves.plan(item, at);
    if (outcome.kind === 'moved') offer(outcome.undo);
    else toggleNotification({ type: 'warning', message: outcome.kind === 'refused' ? refusalText(outcome.refusal).message : outcome.kind === 'problem' ? outcome.message : text('dialog.conflict') });
    refresh();
  };

  const shifted = ({ item, to, scale }: Shift): void => {
    const movable = movableOf(item, zone);
    if (movable === null) return;
    const target = droppedAt({ ...movable, at: item.at }, to, scale, zone);
    if (movable.kind === 'plan') void planAt(movable, planInstant(target, movable.zone));
    else open({ kind: 'move', item: movable, target }, null);
  };

  const moveTo = (item: CalendarItem, from: HTMLElement | null): void => {
    const movable = movableOf(item, zone);
    if (movable !== null) open({ kind: 'move', item: movable, target: wallOf(item.at, movable.zone) }, from);
  };

  const plannedIdea = (pieceId: number, day: string, time: string | null): void => {
    const idea = tray.ideas.find((one) => one.pieceId === pieceId);
    if (idea !== undefined) void planAt(movableIdea(idea, zone), planInstant({ date: day, time: time ?? PLAN_HOUR }, zone));
  };

  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey) || opened !== null || undo === null || isTyping(event.target)) return;
      event.preventDefault();
      void runUndo();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  });

  const moved: Parameters<typeof MoveDialog>[0]['onMoved'] = (back) => {
    offer(back);
    refresh();
    close();
  };

  return (
    <Page.Main>
      <Page.Title>{text('screen.calendar')}</Page.Title>
      <Layouts.Header
        title={text('screen.calendar')}
        subtitle={text('calendar.subtitle')}
        primaryAction={
          <Button variant="tertiary" onClick={(event) => open({ kind: 'feed' }, event.currentTarget)}>
            {text('calendar.feed')}
          </Button>
        }
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <FilterBar filters={filters} meta={answer?.meta ?? null} audienceZone={audienceZone} onChange={change} />
          <Flex justifyContent="space-between" gap={4} wrap="wrap">
            <Flex gap={2}>
              <IconButton label={text('calendar.previous')} onClick={() => change({ date: stepFrom(date, filters.view, -1) })}>
                <ArrowLeft />
              </IconButton>
              <IconButton label={text('calendar.next')} onClick={() => change({ date: stepFrom(date, filters.view, 1) })}>
                <ArrowRight />
              </IconButton>
              <Button variant="tertiary" onClick={() => change({ date: '' })}>
                {text('calendar.today')}
              </Button>
              <Typography tag="h2" variant="delta" aria-live="polite">
                {title}
              </Typography>
              {kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
            </Flex>
            <Flex gap={4}>
              {answer?.meta.isDistributed === true ? (
                <Checkbox checked={filters.deliveries !== 'hidden'} onCheckedChange={(checked) => change({ deliveries: checked === true ? '' : 'hidden' })}>
                  {text('calendar.channels')}
                </Checkbox>
              ) : null}
              <Flex gap={1} role="group" aria-label={text('calendar.views')}>
                {VIEWS.map((view) => (
                  <Button key={view} variant={view === filters.view ? 'secondary' : 'tertiary'} aria-pressed={view === filters.view} onClick={() => change({ view })}>
                    {text(`calendar.view.${view}`)}
                  </Button>
                ))}
              </Flex>
            </Flex>
          </Flex>
          {undo === null ? null : (
            <Note
              tone="success"
              role="status"
              title={undo.said}
              action={
                <Flex gap={2} paddingTop={1}>
                  <Button size="S" variant="secondary" onClick={() => void runUndo()} aria-keyshortcuts="Control+Z Meta+Z">
                    {text('calendar.undo')}
                  </Button>
                  <Button size="S" variant="tertiary" onClick={() => offer(null)}>
                    {text('action.close')}
                  </Button>
                </Flex>
              }
            />
          )}
          {kind === 'failed' ? (
            <Failed title={text('calendar.failed')} onRetry={refresh} />
          ) : null}
          {answer?.meta.isCut === true ? <Note tone="warning" title={text('calendar.cut')} /> : null}
          <Flex gap={4} alignItems="flex-start" wrap="wrap">
            <Box flex={`1 1 ${GRID_WIDTHS[filters.view]}`} minWidth={0} background="neutral0" hasRadius shadow="tableShadow" padding={3}>
              <Grid
                answer={answer}
                view={filters.view}
                date={date}
                audienceZone={audienceZone}
                onRange={onRange}
                onOpen={(item, from) => open({ kind: 'details', item }, from)}
                onOpenChannel={(delivery, from) => open({ kind: 'channel', delivery }, from)}
                onShift={shifted}
                onMoveKey={moveTo}
                onIdea={plannedIdea}
              />
              <Typography tag="p" variant="pi" textColor="neutral600" paddingTop={2}>
                {text('calendar.keys')}
              </Typography>
            </Box>
            <Box flex="0 1 24rem">
              <Tray ideas={tray.ideas} kind={tray.kind} hasMore={tray.nextCursor !== null} onMore={tray.more} onPlan={(idea: CalendarIdea, from) => open({ kind: 'move', item: movableIdea(idea, zone), target: NO_WALL }, from)} />
            </Box>
          </Flex>
        </Flex>
      </Layouts.Content>
      {opened?.kind === 'details' ? (
        <Details item={opened.item} deliveries={(answer?.data.deliveries ?? []).filter(({ pieceId }) => pieceId === opened.item.pieceId)} audienceZone={audienceZone} onClose={close} onMove={() => moveTo(opened.item, null)} onEvent={(type, view) => open({ kind: 'event', type, view }, null)} />
      ) : null}
      {opened?.kind === 'channel' ? <ChannelDetails delivery={opened.delivery} audienceZone={audienceZone} onClose={close} /> : null}
      {opened?.kind === 'move' ? <MoveDialog item={opened.item} target={opened.target} audienceZone={audienceZone} moves={moves} onClose={close} onMoved={moved} /> : null}
      {opened?.kind === 'event' ? (
        <EventDialog
          type={opened.type}
          subject={opened.view}
          view={opened.view}
          onClose={() => {
            close();
            refresh();
          }}
        />
      ) : null}
      {opened?.kind === 'feed' ? <FeedDialog onClose={close} /> : null}
    </Page.Main>
  );
};

export default Calendar;
