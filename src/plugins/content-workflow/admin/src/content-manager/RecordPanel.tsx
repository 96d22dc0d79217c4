import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { useGoverned } from '../api/governed';
import { useText } from '../i18n/use-text';
import { usePiece } from '../piece/piece-store';
import { PieceRecord } from './record/PieceRecord';
import { useMayRead, useSubject } from './use-subject';

const NOWHERE = { uid: '', documentId: '', locale: '' };

export const RecordPanel: PanelComponent = ({ model, document }) => {
  const text = useText();
  const governed = useGoverned(model);
  const mayRead = useMayRead();
  const subject = useSubject({ model, document });
  const { kind } = usePiece(subject ?? NOWHERE);
  if (!governed || !mayRead || subject === null || kind !== 'ready') return null;
  return { title: text('record.title'), content: <PieceRecord subject={subject} /> };
};

RecordPanel.displayName = 'ContentWorkflowRecordPanel';
