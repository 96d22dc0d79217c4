import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { Typography } from '@strapi/design-system';
import { useGoverned } from '../api/governed';
import { useText } from '../i18n/use-text';
import { Workflow } from './panel/Workflow';
import { usePiece } from '../piece/piece-store';
import { useMayRead, useSubject } from './use-subject';

const NOWHERE = { uid: '', documentId: '', locale: '' };

export const WorkflowPanel: PanelComponent = ({ model, document, activeTab }) => {
  const text = useText();
  const governed = useGoverned(model);
  const mayRead = useMayRead();
  const subject = useSubject({ model, document });
  const { kind } = usePiece(subject ?? NOWHERE);
  if (!governed || !mayRead || kind === 'forbidden') return null;
  return {
    title: text('panel.title'),
    content:
      subject === null ? (
        <Typography variant="omega" textColor="neutral600">
          {text('panel.unsaved')}
        </Typography>
      ) : (
        <Workflow
          key={`${subject.documentId}/${subject.locale}`}
          subject={subject}
          freshness={document?.updatedAt ?? undefined}
          filledAt={activeTab === 'published' ? undefined : (document?.updatedAt ?? undefined)}
        />
      ),
  };
};

WorkflowPanel.displayName = 'ContentWorkflowPanel';
