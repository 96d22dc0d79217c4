import { useEffect, useMemo, useRef, useState } from 'react';
import { NavLink, useLocation, useNavigate } from 'react-router-dom';
import { Page, useAuth, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Grid, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { styled } from 'styled-components';
import type { GetDistribution } from '../../../../contracts/distribution';
import type { PieceView } from '../../../../contracts/piece';
import type { ThreadView } from '../../../../contracts/review';
import type { EventType } from '../../api/types';
import { Failed } from '../../components/Failed';
import { Note } from '../../components/Note';
import { StageChip } from '../../components/StageChip';
import { Review as Steps } from '../../content-manager/panel/Review';
import { Checklist } from '../../content-manager/record/Checklist';
import { Preview } from '../../content-manager/record/Preview';
import { useActorName } from '../../i18n/use-names';
import { useRefusalText } from '../../i18n/use-refusal-text';
import { useText } from '../../i18n/use-text';
import { PLUGIN_ID } from '../../plugin-id';
import { editAddress, reviewAddress } from '../../piece/address';
import { EventDialog } from '../../piece/dialog/EventDialog';
import { REVIEW_KEYS } from './keys';
import { CommentsColumn, type Target } from './comments/CommentsColumn';
import { useComments } from './comments/use-comments';
import { Fields } from './content/Fields';
import { Variants } from './content/Variants';
import { ContentViewProvider, type ContentView } from './content/view';
import { canDecide, Decisions } from './Decisions';
import { LookSwitch, useLooking } from './LookSwitch';
import { selectedPassage, type SelectedPassage } from './selection';
import { Renditions } from './Renditions';
import { SelectionButton } from './SelectionButton';
import { Key } from '../../components/shortcuts/Key';
import { ShortcutHelp } from '../../components/shortcuts/ShortcutHelp';
import { useShortcuts, useShortcutsOn } from '../../components/shortcuts/use-shortcuts';
import type { useQueue } from './use-queue';
import { usePrefetch, useReview, type Comparison } from './use-review';

const COMMENT = `plugin::${PLUGIN_ID}.comment`;

const Heading = styled.h1`
  font-size: 2.4rem;
  font-weight: 600;
  line-height: 1.25;
  color: ${({ theme }) => theme.colors.neutral800};
  overflow-wrap: anywhere;

  &:focus {
    outline: none;
  }
`;

interface Neighbours {
  readonly next: number | null;
  readonly previous: number | null;
}

/** The pieces before and after this one, in the queue as it was when the piece was opened and as it is now. */
const useNeighbours = (id: number, queue: ReturnType<typeof useQueue>): Neighbours => {
  const place = queue.items.findIndex((item) => item.id === id);
  // A piece leaves the queue when it is decided; where it stood is remembered, so that the next one follows it.
  const last = useRef(0);
  if (place >= 0) last.current = place;
  const { more } = queue;
  const endsHere = place === queue.items.length - 1 && queue.nextCursor !== null && queue.kind === 'ready';
  const latest = useRef(more);
  useEffect(() => {
    latest.current = more;
  });
  useEffect(() => {
    if (endsHere) latest.current();
  }, [endsHere]);
  const following = queue.items[place >= 0 ? place + 1 : last.current];
  return { next: following?.id ?? null, previous: queue.items[(place >= 0 ? place : last.current) - 1]?.id ?? null };
};

interface PieceProps {
  readonly view: PieceView;
  readonly comparison: Comparison;
  /** `null` where pieces of this type go nowhere. */
  readonly distribution: GetDistribution.Data | null;
  readonly isStale: boolean;
  readonly sinceShown: boolean;
  readonly showChanges: () => Promise<void>;
  readonly reload: () => Promise<void>;
  readonly neighbours: Neighbours;
  readonly count: number;
}

const Piece = ({ view, comparison, distribution, isStale, sinceShown, showChanges, reload, neighbours, count }: PieceProps) => {
  const text = useText();
  const nameOf = useActorName();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { toggleNotification } = useNotification();
  const [looking] = useLooking();
  const keysOn = useShortcutsOn();
  const mayComment = useAuth('ContentWorkflow', ({ permissions }) => permissions.some(({ action }) => action === COMMENT));
  const refusalText = useRefusalText(view.uid);
  const comments = useComments(view.id, comparison.hash);
  const [dialog, setDialog] = useState<EventType | null>(null);
  const [helps, setHelps] = useState(false);
  const [target, setTarget] = useState<Target | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const subject = { uid: view.uid, documentId: view.documentId, locale: view.locale };
  const marked = comparison.base !== null && (sinceShown || looking !== 'plain');

  // A screen reader hears the new piece's name, and the next key acts on it.
  useEffect(() => heading.current?.focus(), []);

  const go = (id: number | null): void => {
    if (id !== null) navigate(reviewAddress(id, search));
  };
  /** A key that can not act says why, as its button would. */
  const decide = (event: EventType) => (): void => {
    if (canDecide(view, event) && !isStale) return setDialog(event);
    const offered = view.events.find((one) => one.event === event);
    const message = isStale ? text('review.stale') : offered?.available === false ? refusalText(offered.refusal).message : text('actions.none');
    toggleNotification({ type: 'warning', message });
  };
  const commentOn = (selected: SelectedPassage | null): void => {
    if (!mayComment) return;
    setTarget(selected === null ? { path: null } : { path: selected.path, passage: selected.passage });
    document.getSelection()?.removeAllRanges();
  };
  useShortcuts({
    j: () => (neighbours.next === null ? toggleNotification({ type: 'info', message: text('review.last') }) : go(neighbours.next)),
    k: () => (neighbours.previous === null ? toggleNotification({ type: 'info', message: text('review.first') }) : go(neighbours.previous)),
    a: decide('APPROVE'),
    r: decide('REQUEST_CHANGES'),
    e: () => navigate(editAddress(view)),
    c: () => commentOn(content.current === null ? null : selectedPassage(content.current, document.getSelection())),
    '?': () => setHelps(true),
  });

  const done = (): void => {
    setDialog(null);
    navigate(reviewAddress(neighbours.next, search));
  };

  const contentView = useMemo<ContentView>(
    () => ({
      marked,
      uid: view.uid,
      spotsOf: (path) => comments.threads.flatMap((thread) => (thread.field === path && thread.place !== null && thread.resolvedAt === null ? [{ threadId: thread.id, ...thread.place }] : [])),
      active,
      onSpot: (threadId) => {
        setActive(threadId);
        document.getElementById(`thread-${threadId}`)?.focus();
      },
    }),
    [marked, view.uid, comments.threads, active]
  );

  const showPassage = (thread: ThreadView): void => {
    setActive(thread.id);
    const mark = content.current?.querySelector(`[data-path="${thread.field ?? ''}"] [data-at="${thread.place?.start ?? ''}"]`);
    mark?.scrollIntoView({ block: 'center' });
  };

  const changes = comparison.fields.filter(({ changed }) => changed).length;
  return (
    <Box padding={8} paddingTop={6}>
      <Flex justifyContent="space-between" gap={4} wrap="wrap" paddingBottom={2}>
        <Link tag={NavLink} to={reviewAddress(null, search)} startIcon={<ArrowLeft aria-hidden />}>
          {text('review.back', { count })}
        </Link>
        <Flex gap={2}>
          <Button size="S" variant="tertiary" disabled={neighbours.previous === null} onClick={() => go(neighbours.previous)}>
            {text('review.previous')} <Key shown={keysOn}>K</Key>
          </Button>
          <Button size="S" variant="tertiary" disabled={neighbours.next === null} onClick={() => go(neighbours.next)}>
            {text('review.next')} <Key shown={keysOn}>J</Key>
          </Button>
          <Button size="S" variant="tertiary" onClick={() => setHelps(true)}>
            {text('review.keys')} <Key shown={keysOn}>?</Key>
          </Button>
        </Flex>
      </Flex>
      <Flex gap={3} paddingBottom={1} wrap="wrap">
        <Heading ref={heading} tabIndex={-1}>
          {view.title === '' ? text('piece.untitled') : view.title}
        </Heading>
        <StageChip state={view.state} />
      </Flex>
      <Typography tag="p" textColor="neutral600" paddingBottom={4}>
        {text('review.queue.by', { author: nameOf(view.author) })}
      </Typography>

      <Flex direction="column" alignItems="stretch" gap={3} paddingBottom={4}>
        {isStale ? (
          <Note
            tone="warning"
            role="alert"
            title={text('review.stale')}
            action={
              <Flex>
                <Button size="S" variant="secondary" onClick={() => void showChanges()}>
                  {text('review.stale.show')}
                </Button>
              </Flex>
            }
          >
            {text('review.stale.help')}
          </Note>
        ) : null}
        {sinceShown ? (
          <Note
            tone="primary"
            role="status"
            title={text('review.sinceShown', { count: changes })}
            action={
              <Flex>
                <Button size="S" variant="tertiary" onClick={() => void reload()}>
                  {text('review.sinceShown.end')}
                </Button>
              </Flex>
            }
          />
        ) : (
          <LookSwitch comparison={comparison} />
        )}
      </Flex>

      <Grid.Root gap={6}>
        <Grid.Item col={8} s={12} xs={12} direction="column" alignItems="stretch">
          <div ref={content}>
            <ContentViewProvider value={contentView}>
              <Flex direction="column" alignItems="stretch" gap={4}>
                <Fields fields={comparison.fields} title={comparison.title} onComment={mayComment ? (path) => setTarget({ path, passage: null }) : null} />
                <Variants variants={comparison.variants} fields={comparison.fields} />
                {distribution === null ? null : <Renditions data={distribution} variants={view.variants} />}
              </Flex>
            </ContentViewProvider>
          </div>
        </Grid.Item>
        <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch">
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={4} aria-label={text('review.decision')}>
              <Flex direction="column" alignItems="stretch" gap={4}>
                <Steps view={view} />
                <Decisions view={view} keysOn={keysOn} isStale={isStale} onOpen={setDialog} />
                <Checklist view={view} />
                <Preview view={view} />
              </Flex>
            </Box>
            <CommentsColumn pieceId={view.id} uid={view.uid} comments={comments} mayComment={mayComment} target={target} onTarget={setTarget} active={active} onShow={showPassage} keysOn={keysOn} />
          </Flex>
        </Grid.Item>
      </Grid.Root>

      {mayComment ? <SelectionButton root={content} keysOn={keysOn} onComment={commentOn} /> : null}
      {dialog === null ? null : (
        <EventDialog
          key={dialog}
          type={dialog}
          subject={subject}
          view={view}
          also={{ shownHash: comparison.shown }}
          onDone={done}
          onClose={() => setDialog(null)}
          onRefused={(refusal) => {
            if (refusal.code !== 'CONTENT_IS_NOT_WHAT_WAS_SHOWN') return false;
            void showChanges();
            return true;
          }}
        />
      )}
      {helps ? <ShortcutHelp keys={REVIEW_KEYS} onClose={() => setHelps(false)} /> : null}
    </Box>
  );
};

const Gone = () => {
  const text = useText();
  return (
    <Page.Main>
      <Box padding={8}>
        <Note tone="neutral" title={text('review.gone')} />
      </Box>
    </Page.Main>
  );
};

/** One piece of the queue, decided by its reader. */
export const ReviewScreen = ({ id, queue }: { readonly id: number; readonly queue: ReturnType<typeof useQueue> }) => {
  const [looking] = useLooking();
  const { review, view, isStale, sinceShown, showChanges, reload } = useReview(id, looking);
  const neighbours = useNeighbours(id, queue);
  usePrefetch(neighbours.next, looking);

  if (review.kind === 'refused' && review.refusal.kind === 'not-found') return <Gone />;
  if (review.kind === 'failed' || review.kind === 'refused')
    return (
      <Page.Main>
        <Box padding={8}>
          <Failed onRetry={() => void reload()} />
        </Box>
      </Page.Main>
    );
  if (review.kind === 'loading' || view === null) return <Page.Loading />;
  return (
    <Page.Main>
      <Page.Title>{view.title}</Page.Title>
      <Piece view={view} comparison={review.comparison} distribution={review.distribution} isStale={isStale} sinceShown={sinceShown} showChanges={showChanges} reload={reload} neighbours={neighbours} count={queue.counts?.all ?? queue.items.length} />
    </Page.Main>
  );
};
