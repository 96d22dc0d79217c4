import { useState } from 'react';
import { Button, Flex, Loader } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import type { EventType, Subject } from '../../api/types';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { EventDialog } from '../dialog/EventDialog';
import { useLoadedPiece } from '../piece-store';
import { Actions } from './Actions';
import { Banners } from './Banners';
import { NotPossibleNow } from './NotPossibleNow';
import { People } from './People';
import { Review } from './Review';
import { Stage } from './Stage';

const Piece = ({ subject, view, reload }: { readonly subject: Subject; readonly view: PieceView; readonly reload: () => Promise<void> }) => {
  const [open, setOpen] = useState<EventType | null>(null);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Stage view={view} subject={subject} />
      <Banners view={view} reload={reload} />
      <Review view={view} />
      <Actions view={view} onOpen={setOpen} />
      <People view={view} onOpen={setOpen} />
      <NotPossibleNow view={view} />
      {open === null ? null : <EventDialog key={open} type={open} subject={subject} view={view} onClose={() => setOpen(null)} />}
    </Flex>
  );
};

interface Props {
  readonly subject: Subject;
  /** Changes with every save of the document. */
  readonly freshness: string | undefined;
}

export const Workflow = ({ subject, freshness }: Props) => {
  const text = useText();
  const { state, reload } = useLoadedPiece(subject, freshness);
  switch (state.kind) {
    case 'loading':
      return <Loader small>{text('panel.loading')}</Loader>;
    case 'none':
      return <Note tone="neutral" title={text('panel.unsaved')} />;
    case 'forbidden':
      return null;
    case 'failed':
      return (
        <Note
          tone="danger"
          role="alert"
          title={text('panel.failed')}
          action={
            <Button variant="tertiary" size="S" onClick={() => void reload()}>
              {text('action.retry')}
            </Button>
          }
        >
          {state.message}
        </Note>
      );
    case 'ready':
      return <Piece subject={subject} view={state.view} reload={reload} />;
  }
};
