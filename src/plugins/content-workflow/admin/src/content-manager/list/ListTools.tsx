import { useEffect } from 'react';
import { useParams } from 'react-router-dom';
import { useChanges, type News } from '../../api/changes';
import { useGoverned } from '../../api/governed';
import { useMayRead } from '../use-subject';
import { BulkDialog } from './bulk/BulkDialog';
import { closeBulk, useBulkRequest } from './bulk/bulk-store';
import { offers } from './bulk/offers';
import { StageFilter } from './StageFilter';
import { documentStates } from './states';

/** A document without a piece may be the one whose piece was opened just now. */
const refreshWhatChanged = ({ missed, pieces }: News): void => {
  const ids = new Set(pieces.map(({ id }) => id));
  documentStates.refresh((known) => missed || known.kind !== 'ready' || ids.has(known.value.piece.id));
  offers.refresh((known) => missed || known.kind !== 'ready' || ids.has(known.value.piece.id));
};

const forgetAll = (): void => {
  documentStates.forget();
  offers.forget();
};

/** The dialog stands here and not in the bar of the selected rows, which goes as soon as nothing is selected. */
const Tools = ({ model }: { readonly model: string }) => {
  const request = useBulkRequest();
  useChanges(refreshWhatChanged);
  // Without a list nobody hears of changes.
  useEffect(() => forgetAll, []);
  return (
    <>
      <StageFilter />
      {request === null || request.uid !== model ? null : <BulkDialog key={request.opened} request={request} onClose={closeBulk} />}
    </>
  );
};

export const ListTools = () => {
  const { slug = '' } = useParams();
  const governed = useGoverned(slug);
  const mayRead = useMayRead();
  return governed && mayRead ? <Tools model={slug} /> : null;
};
