import { useState } from 'react';
import { Button, Flex, Loader } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import type { EventType, Subject } from '../../api/types';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { DecisionDialog } from '../../experiment/DecisionDialog';
import { Planner } from '../../experiment/Planner';
import { StartDialog } from '../../experiment/StartDialog';
import { EventDialog } from '../../piece/dialog/EventDialog';
import { DECISIONS } from '../../piece/decisions';
import { useLoadedPiece } from '../../piece/piece-store';
import { Actions } from './Actions';
import { Banners } from './Banners';
import { Company } from './Company';
import { NotPossibleNow } from './NotPossibleNow';
import { People } from './People';
import { Review } from './Review';
import { Stage } from './Stage';
import { useInForm } from './use-in-form';

interface PieceProps {
  readonly subject: Subject;
  readonly view: PieceView;
  readonly filledAt: string | undefined;
  readonly reload: () => Promise<void>;
}

interface Opened {
  readonly type: EventType;
  /** What the person had before them when they opened the dialog; the panel may learn of something newer meanwhile. */
  readonly shown: string;
}

interface DialogProps {
  readonly opened: Opened;
  readonly subject: Subject;
  readonly view: PieceView;
  readonly onClose: () => void;
}

/** Experiments are started and decided with their plan and their figures in view; everything else is asked as the server says. */
const Dialog = ({ opened, subject, view, onClose }: DialogProps) => {
  switch (opened.type) {
    case 'START_EXPERIMENT':
      return <StartDialog view={view} onClose={onClose} />;
    case 'PROMOTE':
    case 'STOP':
      return <DecisionDialog view={view} first={opened.type} onClose={onClose} />;
    default:
      return <EventDialog type={opened.type} subject={subject} view={view} also={DECISIONS.has(opened.type) ? { shownHash: opened.shown } : undefined} onClose={onClose} />;
  }
};

const Piece = ({ subject, view, filledAt, reload }: PieceProps) => {
  const [opened, setOpened] = useState<Opened | null>(null);
  const inForm = useInForm(subject, view, filledAt, reload);
  const [planning, setPlanning] = useState(false);
  const setOpen = (type: EventType): void => setOpened({ type, shown: view.shown });
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%">
      <Stage view={view} subject={subject} />
      <Company subject={subject} />
      <Banners view={view} reload={reload} />
      <Review view={view} />
      <Actions view={view} inForm={inForm} onOpen={setOpen} />
      <People view={view} onOpen={setOpen} />
      <NotPossibleNow view={view} onPlan={() => setPlanning(true)} />
      {opened === null ? null : <Dialog key={opened.type} opened={opened} subject={subject} view={view} onClose={() => setOpened(null)} />}
      {planning ? <Planner view={view} onClose={() => setPlanning(false)} /> : null}
    </Flex>
  );
};

interface Props {
  readonly subject: Subject;
  /** Changes with every save of the document. */
  readonly freshness: string | undefined;
  /** `updatedAt` of the version in the form; `undefined` where the form does not show the draft. */
  readonly filledAt: string | undefined;
}

export const Workflow = ({ subject, freshness, filledAt }: Props) => {
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
      return <Piece subject={subject} view={state.view} filledAt={filledAt} reload={reload} />;
  }
};
