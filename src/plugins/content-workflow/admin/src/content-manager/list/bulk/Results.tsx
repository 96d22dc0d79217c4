import { Flex, Typography } from '@strapi/design-system';
import type { ItemResult } from '../../../../../contracts/bulk';
import { Note, type Tone } from '../../../components/Note';
import { StageChip } from '../../../components/StageChip';
import { useText } from '../../../i18n/use-text';
import { RefusalDetails } from '../../../piece/RefusalDetails';
import { isDone, type Done } from './use-bulk';

const TONES: Readonly<Record<ItemResult['outcome'], Tone>> = { accepted: 'success', refused: 'danger', conflict: 'warning', 'not-found': 'neutral', failed: 'danger' };

const Outcome = ({ result, uid }: { readonly result: ItemResult; readonly uid: string }) => {
  const text = useText();
  switch (result.outcome) {
    case 'accepted':
      return <StageChip state={result.piece.state} />;
    case 'refused':
      return <RefusalDetails refusal={result.refusal} uid={uid} />;
    case 'conflict':
      return (
        <Flex gap={2} wrap="wrap">
          {text('bulk.result.conflict')}
          <StageChip state={result.piece.state} />
        </Flex>
      );
    case 'not-found':
      return <>{text('bulk.result.not-found')}</>;
    case 'failed':
      return <>{text('bulk.result.failed')}</>;
  }
};

/** Those that need somebody come first. */
const worstFirst = (done: readonly Done[]): Done[] => [...done].sort((a, b) => Number(isDone(a)) - Number(isDone(b)));

export const Results = ({ done, uid }: { readonly done: readonly Done[]; readonly uid: string }) => {
  const text = useText();
  const accepted = done.filter(isDone).length;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography tag="p" fontWeight="semiBold" role="status">
        {text('bulk.summary', { done: accepted, all: done.length })}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {worstFirst(done).map(({ offer, result }) => (
          <li key={offer.documentId}>
            <Note tone={TONES[result.outcome]} title={offer.piece.title === '' ? text('piece.untitled') : offer.piece.title}>
              <Outcome result={result} uid={uid} />
            </Note>
          </li>
        ))}
      </Flex>
    </Flex>
  );
};
