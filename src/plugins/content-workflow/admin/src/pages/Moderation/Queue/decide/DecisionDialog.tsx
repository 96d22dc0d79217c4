import { Button, Flex, Typography } from '@strapi/design-system';
import type { DecideQueueItem, ItemView, QueueAction } from '../../../../../../contracts/moderation/queue';
import { Moment } from '../../../../components/Moment';
import { Note } from '../../../../components/Note';
import { useActorName } from '../../../../i18n/use-names';
import { useRefusalText } from '../../../../i18n/use-refusal-text';
import { useText } from '../../../../i18n/use-text';
import { useTimes } from '../../../../i18n/use-times';
import { RefusalDetails } from '../../../../piece/RefusalDetails';
import { ActionDialog } from './ActionDialog';
import { Fields } from './Fields';
import { useDecision, type Notice } from './use-decision';
import { useDecisionForm } from './use-decision-form';

/** What became of the item meanwhile, and who has it. */
const Meanwhile = ({ latest }: { readonly latest: ItemView }) => {
  const text = useText();
  const times = useTimes();
  const nameOf = useActorName();
  const [decision] = latest.decisions;
  const { claim } = latest;
  return (
    <>
      {decision === undefined ? null : (
        <div>
          {text(`moderation.did.${decision.action}`)} · {nameOf(decision.by)} · <Moment at={decision.at} />
        </div>
      )}
      <div>{text('moderation.conflict.state', { state: text(`moderation.state.${latest.state}`) })}</div>
      {claim === null || claim.mine ? null : <div>{text('moderation.claim.theirs', { who: nameOf(claim.by), when: times.clock(claim.leasedUntil) })}</div>}
    </>
  );
};

const NoticeNote = ({ notice, uid, onLook }: { readonly notice: Notice; readonly uid: string; readonly onLook: () => void }) => {
  const text = useText();
  const refusalText = useRefusalText(uid);
  if (notice.kind === 'problem') return <Note tone="danger" role="alert" title={notice.message} />;
  if (notice.kind === 'refused')
    return (
      <Note tone="danger" role="alert" title={refusalText(notice.refusal).message}>
        <RefusalDetails refusal={notice.refusal} uid={uid} withMessage={false} />
      </Note>
    );
  return (
    <Note
      tone="warning"
      role="alert"
      title={refusalText(notice.refusal).message}
      action={
        <Flex paddingTop={2}>
          <Button size="S" variant="secondary" onClick={onLook}>
            {text('moderation.conflict.look')}
          </Button>
        </Flex>
      }
    >
      {notice.latest === null ? null : <Meanwhile latest={notice.latest} />}
      <div>{text('dialog.conflict.next')}</div>
    </Note>
  );
};

interface Props {
  readonly action: QueueAction;
  readonly item: ItemView;
  readonly onDone: (decided: DecideQueueItem.Response['data']) => void;
  readonly onClose: () => void;
  /** To the item as it is now. */
  readonly onLook: () => void;
}

/** One decision about one item. Whatever the answer is, nothing that was typed is lost. */
export const DecisionDialog = ({ action, item, onDone, onClose, onLook }: Props) => {
  const text = useText();
  const form = useDecisionForm(action, String(item.id));
  const { busy, notice, send } = useDecision(item, onDone);
  const name = text(`moderation.action.${action}`);
  const act = async (): Promise<void> => {
    const request = form.build();
    if (request !== null && (await send(request))) form.forget();
  };
  return (
    <ActionDialog title={name} busy={busy} submit={{ label: name, danger: action === 'reject', act: () => void act() }} onClose={onClose}>
      <Typography textColor="neutral600">{text(`moderation.action.${action}.help`)}</Typography>
      {notice === null ? null : <NoticeNote notice={notice} uid={item.target.uid} onLook={onLook} />}
      <Fields form={form} rejectReasons={item.rejectReasons} sender={item.sender.key} />
    </ActionDialog>
  );
};
