import type { PieceView } from '../../../contracts/piece';
import { Loader } from '@strapi/design-system';
import { Note } from '../components/Note';
import { useText } from '../i18n/use-text';
import { EventDialog } from '../piece/dialog/EventDialog';
import { labelsOf } from './labels';
import { PlanSummary } from './PlanSummary';
import { useExperiment, useGoalName } from './use-experiment';
import { useWords } from './use-words';

const NO_GOALS: readonly never[] = [];

/** Starting is the last moment to see what was planned: from then on neither the plan nor the text can be changed. */
export const StartDialog = ({ view, onClose }: { readonly view: PieceView; readonly onClose: () => void }) => {
  const text = useText();
  const words = useWords(labelsOf(view));
  const { known } = useExperiment(view.id, view.revision);
  const goalName = useGoalName(known.kind === 'ready' ? known.goals : NO_GOALS);
  const plan = known.kind === 'ready' ? (known.experiment?.plan ?? null) : null;
  return (
    <EventDialog type="START_EXPERIMENT" subject={{ uid: view.uid, documentId: view.documentId, locale: view.locale }} view={view} onClose={onClose}>
      {known.kind === 'loading' ? <Loader small>{text('panel.loading')}</Loader> : null}
      {known.kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
      {plan === null ? null : (
        <Note tone="neutral" title={text('plan.summary')}>
          <PlanSummary plan={plan} nameOf={words.arm} goalName={goalName(plan.goal)} />
        </Note>
      )}
    </EventDialog>
  );
};
