import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { Button, Flex, Link, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import { Chip } from '../../components/Chip';
import { Disclosure } from '../../components/Disclosure';
import { experimentAddress } from '../../experiment/address';
import { labelsOf } from '../../experiment/labels';
import { PlanDialog } from '../../experiment/PlanDialog';
import { PlanSummary } from '../../experiment/PlanSummary';
import { useExperiment, useGoalName } from '../../experiment/use-experiment';
import { useMayOwn } from '../../experiment/use-may-own';
import { useWords } from '../../experiment/use-words';
import { useText } from '../../i18n/use-text';

/** Stages in which it can still be planned; from its start on the plan stands. */
const PLANNABLE: ReadonlySet<string> = new Set(['draft', 'review', 'approved']);

const NO_GOALS: readonly never[] = [];

/** What is tried out with the piece, and planning it. */
export const Experiment = ({ view }: { readonly view: PieceView }) => {
  const text = useText();
  const mayOwn = useMayOwn();
  const words = useWords(labelsOf(view));
  const { known, put } = useExperiment(view.id, view.revision);
  const goalName = useGoalName(known.kind === 'ready' ? known.goals : NO_GOALS);
  const [planning, setPlanning] = useState(false);
  if (known.kind !== 'ready') return null;
  const { experiment, goals } = known;
  const plannable = mayOwn && PLANNABLE.has(view.state) && view.variants.length > 0;
  if (experiment === null && !plannable) return null;
  const isDraft = experiment?.state === 'draft';
  return (
    <Disclosure title={text('experiment.title')} aside={experiment === null ? undefined : text(`experiment.state.${experiment.state}`)} open={experiment !== null || view.state === 'approved'}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        {experiment === null ? (
          <Typography variant="pi" textColor="neutral600">
            {text('experiment.none')}
          </Typography>
        ) : (
          <>
            {isDraft ? null : (
              <Flex gap={3} wrap="wrap">
                <Chip colour="alternative">{text(`experiment.state.${experiment.state}`)}</Chip>
                <Link tag={NavLink} to={experimentAddress(view.id)}>
                  {text('experiment.open')}
                </Link>
              </Flex>
            )}
            <PlanSummary plan={experiment.plan} nameOf={words.arm} goalName={goalName(experiment.plan.goal)} />
          </>
        )}
        {plannable && (experiment === null || isDraft || experiment.state === 'decided' || experiment.state === 'cancelled') ? (
          <Flex>
            <Button size="S" variant={isDraft ? 'tertiary' : 'secondary'} onClick={() => setPlanning(true)}>
              {text(isDraft ? 'plan.change' : 'plan.make')}
            </Button>
          </Flex>
        ) : null}
      </Flex>
      {planning ? (
        <PlanDialog
          view={view}
          experiment={experiment}
          goals={goals}
          onClose={() => setPlanning(false)}
          onDone={(planned) => {
            put(planned);
            setPlanning(false);
          }}
        />
      ) : null}
    </Disclosure>
  );
};
