import { useId } from 'react';
import { useForm } from '@strapi/strapi/admin';
import { Box, Button, Flex, TextButton, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import type { EventType, Possible } from '../../api/types';
import { Note } from '../../components/Note';
import { useText } from '../../i18n/use-text';
import { DECISIONS } from '../../piece/decisions';
import { inOrder, isTalk, lookOf } from '../../piece/event-looks';
import type { InForm } from './use-in-form';

interface Props {
  readonly view: PieceView;
  readonly inForm: InForm;
  readonly onOpen: (event: EventType) => void;
}

const variantOf = (event: EventType, index: number): 'default' | 'secondary' | 'tertiary' | 'danger-light' => {
  const look = lookOf(event);
  if (look === 'danger') return 'danger-light';
  return look === 'plain' ? 'tertiary' : index === 0 ? 'default' : 'secondary';
};

/** The workflow reads what is stored, and a save is an edit: both are said before, not after. */
const Unsaved = ({ id, view }: { readonly id: string; readonly view: PieceView }) => {
  const text = useText();
  const voids = view.locked !== null ? null : view.state === 'review' ? text('actions.saveVoids.review') : view.seal !== null && view.publication === null ? text('actions.saveVoids.approved') : null;
  return (
    <Box id={id}>
      <Note tone="warning" title={text('actions.saveFirst')} role="status">
        {voids}
      </Note>
    </Box>
  );
};

/** A decision would be about something else than what stands in the form. */
const OtherInForm = ({ id, reload }: { readonly id: string; readonly reload: () => void }) => {
  const text = useText();
  return (
    <Box id={id}>
      <Note tone="warning" role="alert" title={text('actions.otherInForm')} action={<TextButton onClick={reload}>{text('actions.reload')}</TextButton>}>
        {text('actions.otherInForm.help')}
      </Note>
    </Box>
  );
};

/** The possible events as buttons, the likeliest first and widest. */
export const Actions = ({ view, inForm, onOpen }: Props) => {
  const text = useText();
  const hintId = useId();
  const otherId = useId();
  // The workflow reads what is stored: with unsaved changes people would submit or approve an older version.
  const unsaved = useForm('ContentWorkflow', ({ modified }) => modified, false) === true;
  const possible = inOrder(view.events.filter((event): event is Possible => event.available && !isTalk(event.event)));
  const wide = possible.filter(({ event }) => lookOf(event) === 'main');
  const narrow = possible.filter(({ event }) => lookOf(event) !== 'main');

  const decides = possible.some(({ event }) => DECISIONS.has(event));
  const isOther = (event: EventType): boolean => inForm.isOther && DECISIONS.has(event);

  const button = ({ event }: Possible, index: number, size: 'M' | 'S') => (
    <Button key={event} variant={variantOf(event, index)} size={size} fullWidth={size === 'M'} disabled={unsaved || isOther(event)} aria-describedby={unsaved ? hintId : isOther(event) ? otherId : undefined} onClick={() => onOpen(event)}>
      {text.named('event', event)}
    </Button>
  );

  if (possible.length === 0)
    return (
      <Flex direction="column" alignItems="stretch" gap={2}>
        {unsaved ? <Unsaved id={hintId} view={view} /> : null}
        <Typography variant="omega" textColor="neutral600">
          {text('actions.none')}
        </Typography>
      </Flex>
    );
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {unsaved ? <Unsaved id={hintId} view={view} /> : null}
      {decides && !unsaved && inForm.isOther ? <OtherInForm id={otherId} reload={inForm.reload} /> : null}
      {wide.map((event, index) => button(event, index, 'M'))}
      {narrow.length === 0 ? null : (
        <Flex gap={2} wrap="wrap">
          {narrow.map((event, index) => button(event, wide.length + index, 'S'))}
        </Flex>
      )}
    </Flex>
  );
};
