import { Loader, Modal } from '@strapi/design-system';
import type { PieceView } from '../../../contracts/piece';
import { useText } from '../i18n/use-text';
import { PlanDialog } from './PlanDialog';
import { useExperiment } from './use-experiment';

/** The planner for screens that know the piece alone. */
export const Planner = ({ view, onClose }: { readonly view: PieceView; readonly onClose: () => void }) => {
  const text = useText();
  const { known } = useExperiment(view.id, view.revision);
  if (known.kind === 'ready') return <PlanDialog view={view} experiment={known.experiment} goals={known.goals} onClose={onClose} onDone={onClose} />;
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text('plan.title')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>{known.kind === 'failed' ? text('panel.failed') : <Loader small>{text('panel.loading')}</Loader>}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
