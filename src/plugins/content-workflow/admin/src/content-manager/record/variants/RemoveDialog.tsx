import { useState } from 'react';
import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import type { PieceView, VariantView } from '../../../../../contracts/piece';
import { useWorkflowApi } from '../../../api/client';
import { useRefusalText } from '../../../i18n/use-refusal-text';
import { useText } from '../../../i18n/use-text';
import { rememberPiece } from '../../../piece/piece-store';

interface Props {
  readonly view: PieceView;
  readonly variant: VariantView;
  readonly onClose: () => void;
}

/** Removing takes the text with it, so it is asked once. */
export const RemoveDialog = ({ view, variant, onClose }: Props) => {
  const text = useText();
  const api = useWorkflowApi();
  const refusalText = useRefusalText(view.uid);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const answer = await api.removeVariant(view.id, variant.key, view.revision);
    setBusy(false);
    if (answer.kind === 'ok') {
      rememberPiece(answer.data);
      return onClose();
    }
    if (answer.kind === 'conflict') rememberPiece(answer.piece);
    setProblem(answer.kind === 'refused' ? refusalText(answer.refusal).message : text(answer.kind === 'conflict' ? 'variants.conflict' : answer.kind === 'forbidden' ? 'dialog.forbidden' : 'dialog.failed'));
  };
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Content>
        <Dialog.Header>{text('variants.remove', { name: variant.label })}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle width="24px" height="24px" fill="danger600" />}>{problem ?? text('variants.remove.help')}</Dialog.Body>
        <Dialog.Footer>
          <Button variant="tertiary" fullWidth onClick={onClose}>
            {text('action.cancel')}
          </Button>
          <Button variant="danger" fullWidth loading={busy} onClick={() => void remove()}>
            {text('variants.remove.do')}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
