import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { Page } from '@strapi/strapi/admin';
import { Box, Button, Flex, Grid, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import type { ExperimentView } from '../../../../contracts/experiment';
import type { PieceView } from '../../../../contracts/piece';
import type { EventType, Possible } from '../../api/types';
import { Failed } from '../../components/Failed';
import { Moment } from '../../components/Moment';
import { Note } from '../../components/Note';
import { Section } from '../../components/Section';
import { StageChip } from '../../components/StageChip';
import { experimentAddress } from '../../experiment/address';
import { DecisionDialog } from '../../experiment/DecisionDialog';
import { labelsOf } from '../../experiment/labels';
import { PlanSummary } from '../../experiment/PlanSummary';
import { StateChip } from '../../experiment/StateChip';
import { useGoalName } from '../../experiment/use-experiment';
import { useMayOwn } from '../../experiment/use-may-own';
import { useWords } from '../../experiment/use-words';
import { VerdictWords } from '../../experiment/VerdictWords';
import { useActorName } from '../../i18n/use-names';
import { useText } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { editAddress } from '../../piece/address';
import { EventDialog } from '../../piece/dialog/EventDialog';
import { ArmTable } from './ArmTable';
import { Course } from './Course';
import { FiguresForm } from './FiguresForm';
import { Health } from './Health';
import { Intervals } from './Intervals';
import { Progress } from './Progress';
import { useLive, type Live } from './use-live';

/** What is done to an experiment on its own page; everything else of the piece has its place in the edit view. */
const ACTS: readonly string[] = ['PROMOTE', 'STOP', 'FINISH_EXPERIMENT', 'PAUSE_EXPERIMENT', 'RESUME_EXPERIMENT'];

/** Both lead to one question, so one button is enough where both are possible. */
const asButtons = (view: PieceView): EventType[] => {
  const possible = view.events.filter((event): event is Possible => event.available && ACTS.includes(event.event)).map(({ event }) => event);
  return ACTS.flatMap((act) => possible.filter((event) => event === act)).filter((event) => event !== 'STOP' || !possible.includes('PROMOTE'));
};

const Buttons = ({ view, onOpen }: { readonly view: PieceView; readonly onOpen: (event: EventType) => void }) => {
  const text = useText();
  return (
    <Flex gap={2} wrap="wrap">
      {asButtons(view).map((event) => {
        const decides = event === 'PROMOTE' || event === 'STOP';
        return (
          <Button key={event} variant={decides ? 'default' : 'secondary'} onClick={() => onOpen(event)}>
            {decides ? text('decision.title') : text.named('event', event)}
          </Button>
        );
      })}
    </Flex>
  );
};

const Decided = ({ experiment, nameOf }: { readonly experiment: ExperimentView; readonly nameOf: (key: string) => string }) => {
  const text = useText();
  const nameOfActor = useActorName();
  const { decision } = experiment;
  if (decision === null) return null;
  const title = decision.outcome === 'winner' ? text('decision.was.winner', { arm: nameOf(decision.arm ?? '') }) : text(`decision.was.${decision.outcome}`);
  return (
    <Note tone={decision.outcome === 'winner' ? 'success' : 'neutral'} title={title}>
      {decision.reason === null ? null : <div>{text('history.quote', { comment: decision.reason })}</div>}
      <div>
        {nameOfActor(decision.by)} · <Moment at={decision.at} />
      </div>
      <div>{text('decision.was.frozen', { engine: decision.results?.engine ?? '' })}</div>
    </Note>
  );
};

/** What readers see meanwhile, for states in which that is a question. */
const StateNote = ({ experiment }: { readonly experiment: ExperimentView }) => {
  const text = useText();
  const { state } = experiment;
  if (state !== 'paused' && state !== 'finished') return null;
  return (
    <Note tone={state === 'paused' ? 'warning' : 'primary'} title={text(`experiment.state.${state}.title`)}>
      {text(`experiment.state.${state}.help`)}
    </Note>
  );
};

type Running = Live & { readonly experiment: ExperimentView };

/** The answer, and how far it is. */
const Answer = ({ live }: { readonly live: Running }) => {
  const text = useText();
  const { view, experiment, shown, goals } = live;
  const words = useWords(labelsOf(view));
  const goalName = useGoalName(goals);
  if (shown === null)
    return (
      <Note tone="neutral" title={text('results.notBegun')}>
        {text('results.notBegun.help')}
      </Note>
    );
  const { results } = shown;
  return (
    <>
      <VerdictWords results={results} words={words} goal={goalName(results.plan.goal)} />
      {results.randomised ? null : <Note tone="warning" title={text('plan.compares')} children={text(`plan.compares.${experiment.plan.kind === 'times' ? 'times' : 'channels'}`)} />}
      <Section title={text('results.progress.title')}>
        <Progress results={results} />
      </Section>
    </>
  );
};

/** On what the answer rests; as wide as the page, since its tables are. */
const Grounds = ({ live, onSaved }: { readonly live: Running; readonly onSaved: () => void }) => {
  const text = useText();
  const times = useTimes();
  const mayOwn = useMayOwn();
  const { view, experiment, shown } = live;
  const words = useWords(labelsOf(view));
  if (shown === null) return null;
  const { results, course, at } = shown;
  const isOver = experiment.state === 'decided' || experiment.state === 'cancelled';
  return (
    <Flex direction="column" alignItems="stretch" gap={5} paddingTop={5}>
      <Section
        title={text('results.arms')}
        aside={
          <Typography variant="pi" textColor="neutral600">
            {text('results.asOf', { at: times.clock(at) })}
          </Typography>
        }
      >
        <Flex direction="column" alignItems="stretch" gap={3}>
          <ArmTable results={results} nameOf={words.arm} />
          {results.randomised ? <Intervals results={results} nameOf={words.arm} /> : null}
        </Flex>
      </Section>
      {results.randomised ? (
        <>
          <Course course={course} arms={results.plan.arms.map(({ key }) => key)} nameOf={words.arm} />
          <Health results={results} dropped={experiment.dropped} />
        </>
      ) : mayOwn && !isOver ? (
        <FiguresForm pieceId={view.id} uid={view.uid} plan={results.plan} nameOf={words.arm} onSaved={onSaved} />
      ) : null}
    </Flex>
  );
};

const Experiment = ({ live, reload }: { readonly live: Running; readonly reload: () => Promise<void> }) => {
  const text = useText();
  const [opened, setOpened] = useState<EventType | null>(null);
  const { view, experiment, goals } = live;
  const words = useWords(labelsOf(view));
  const goalName = useGoalName(goals);
  const close = (): void => {
    setOpened(null);
    void reload();
  };
  return (
    <Box padding={8} paddingTop={6}>
      <Page.Title>{view.title}</Page.Title>
      <Link tag={NavLink} to={experimentAddress(null)} startIcon={<ArrowLeft aria-hidden />} end>
        {text('screen.experiments')}
      </Link>
      <Flex gap={3} wrap="wrap" paddingTop={2} paddingBottom={1}>
        <Typography tag="h1" variant="alpha" style={{ overflowWrap: 'anywhere' }}>
          {view.title === '' ? text('piece.untitled') : view.title}
        </Typography>
        <StateChip state={experiment.state} />
        <StageChip state={view.state} />
      </Flex>
      <Flex gap={4} wrap="wrap" justifyContent="space-between" paddingBottom={5}>
        <Link tag={NavLink} to={editAddress(view)}>
          {text('experiment.piece')}
        </Link>
        <Buttons view={view} onOpen={setOpened} />
      </Flex>
      <Grid.Root gap={6}>
        <Grid.Item col={8} s={12} xs={12} direction="column" alignItems="stretch">
          <Flex direction="column" alignItems="stretch" gap={5} minWidth={0}>
            <Decided experiment={experiment} nameOf={words.arm} />
            <StateNote experiment={experiment} />
            <Answer live={live} />
          </Flex>
        </Grid.Item>
        <Grid.Item col={4} s={12} xs={12} direction="column" alignItems="stretch">
          <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={4} aria-label={text('plan.summary')}>
            <Typography tag="h2" variant="delta" paddingBottom={3}>
              {text('plan.summary')}
            </Typography>
            <PlanSummary plan={experiment.plan} nameOf={words.arm} goalName={goalName(experiment.plan.goal)} />
          </Box>
        </Grid.Item>
      </Grid.Root>
      <Grounds live={live} onSaved={() => void reload()} />
      {opened === null ? null : opened === 'PROMOTE' || opened === 'STOP' ? (
        <DecisionDialog view={view} first={opened} onClose={close} />
      ) : (
        <EventDialog type={opened} subject={{ uid: view.uid, documentId: view.documentId, locale: view.locale }} view={view} onClose={close} onDone={close} />
      )}
    </Box>
  );
};

/** One experiment: what the figures say, on what they rest, and what can be done now. */
export const ExperimentScreen = ({ pieceId }: { readonly pieceId: number }) => {
  const text = useText();
  const { state, reload } = useLive(pieceId);
  if (state.kind === 'loading') return <Page.Loading />;
  return (
    <Page.Main>
      {state.kind === 'failed' ? (
        <Box padding={8}>
          <Failed onRetry={() => void reload()} />
        </Box>
      ) : state.data.experiment === null ? (
        <Box padding={8}>
          <Note tone="neutral" title={text('experiment.none.title')} />
        </Box>
      ) : (
        <Experiment live={{ ...state.data, experiment: state.data.experiment }} reload={reload} />
      )}
    </Page.Main>
  );
};
