import { useEffect, useState } from 'react';
import { Flex, Typography } from '@strapi/design-system';
import type { BulkDecisionResult, DecisionRequest, ItemSummary, QueueAction } from '../../../../../../contracts/moderation/queue';
import { useModerationApi } from '../../../../api/moderation';
import { Note, type Tone } from '../../../../components/Note';
import { useText } from '../../../../i18n/use-text';
import { RefusalDetails } from '../../../../piece/RefusalDetails';
import { StateChip } from '../Sender';
import { ActionDialog } from './ActionDialog';
import { Fields } from './Fields';
import { inputsOf } from './form';
import { useDecisionForm } from './use-decision-form';

const TONES: Readonly<Record<BulkDecisionResult['outcome'], Tone>> = { done: 'success', conflict: 'warning', forbidden: 'danger', 'not-pending': 'neutral', failed: 'danger' };

/** Told from other acts by the server; 32 hexadecimal digits, made where no secure page is needed for it. */
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const isDone = ({ outcome }: BulkDecisionResult): boolean => outcome === 'done';

/** Those that need somebody come first. */
const worstFirst = (results: readonly BulkDecisionResult[]): BulkDecisionResult[] => [...results].sort((a, b) => Number(isDone(a)) - Number(isDone(b)));

const Result = ({ result, item }: { readonly result: BulkDecisionResult; readonly item: ItemSummary | undefined }) => {
  const text = useText();
  const now = result.outcome === 'failed' ? null : result.item;
  return (
    <Note tone={TONES[result.outcome]} title={item === undefined || item.title === '' ? text('piece.untitled') : item.title}>
      {result.outcome === 'failed' ? text('bulk.result.failed') : null}
      {result.outcome === 'failed' || result.outcome === 'done' ? null : <RefusalDetails refusal={result.refusal} uid={item?.target.uid ?? ''} />}
      {now === null ? null : <StateChip state={now.state} />}
    </Note>
  );
};

type Phase = { readonly kind: 'asking' } | { readonly kind: 'sending' } | { readonly kind: 'told'; readonly results: readonly BulkDecisionResult[] };

interface Props {
  readonly action: QueueAction;
  /** At most a hundred, as they were when the dialog was opened. */
  readonly items: readonly ItemSummary[];
  /** Called with what was decided. */
  readonly onDecided: (ids: readonly number[]) => void;
  readonly onClose: () => void;
}

/** Reasons are those of the content type; all submissions have the same. */
const useRejectReasons = (action: QueueAction, first: ItemSummary | undefined): readonly string[] => {
  const api = useModerationApi();
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const id = inputsOf(action).includes('reasons') ? first?.id : undefined;
  useEffect(() => {
    if (id === undefined) return;
    void api.item(id).then((answer) => (answer.kind === 'ok' ? setReasons(answer.data.rejectReasons) : undefined));
  }, [api, id]);
  return reasons;
};

/** One decision for all that are selected, each for itself, and what became of each. */
export const BulkDialog = ({ action, items, onDecided, onClose }: Props) => {
  const text = useText();
  const api = useModerationApi();
  const form = useDecisionForm(action, 'selection');
  const reasons = useRejectReasons(action, items[0]);
  const [phase, setPhase] = useState<Phase>({ kind: 'asking' });
  const [problem, setProblem] = useState<string | null>(null);
  // Sent again after a broken connection, nothing is decided twice.
  const [idempotencyKey] = useState(newKey);

  const send = async (request: DecisionRequest): Promise<void> => {
    setPhase({ kind: 'sending' });
    const answer = await api.decideAll({ ...request, idempotencyKey, items: items.map(({ id, version }) => ({ id, expectedVersion: version })) });
    if (answer.kind === 'aborted') return;
    if (answer.kind !== 'ok') {
      setProblem((answer.kind === 'invalid' || answer.kind === 'failed') && answer.message !== '' ? answer.message : text('dialog.failed'));
      return setPhase({ kind: 'asking' });
    }
    form.forget();
    setPhase({ kind: 'told', results: answer.data });
    onDecided(answer.data.filter(isDone).map(({ id }) => id));
  };
  const act = (): void => {
    const request = form.build();
    if (request !== null) void send(request);
  };

  const name = text(`moderation.action.${action}`);
  return (
    <ActionDialog
      title={text('moderation.bulk.title', { action: name, count: items.length })}
      busy={phase.kind === 'sending'}
      submit={phase.kind === 'told' ? null : { label: text('moderation.bulk.send', { action: name, count: items.length }), danger: action === 'reject', act }}
      onClose={onClose}
    >
      {phase.kind === 'told' ? (
        <>
          <Typography tag="p" fontWeight="semiBold" role="status">
            {text('bulk.summary', { done: phase.results.filter(isDone).length, all: phase.results.length })}
          </Typography>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {worstFirst(phase.results).map((result) => (
              <li key={result.id}>
                <Result result={result} item={items.find(({ id }) => id === result.id)} />
              </li>
            ))}
          </Flex>
        </>
      ) : (
        <>
          <Typography textColor="neutral600">{text(`moderation.action.${action}.help`)}</Typography>
          {problem === null ? null : <Note tone="danger" role="alert" title={problem} />}
          <Fields form={form} rejectReasons={reasons} sender={null} />
        </>
      )}
    </ActionDialog>
  );
};
