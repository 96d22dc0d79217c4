import { useId, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import type { EventType, Refusal, Subject } from '../../api/types';
import { useText } from '../../i18n/use-text';
import { lookOf } from '../event-looks';
import { DialogNotice } from './DialogNotice';
import { EventField } from './fields/EventField';
import { useEventForm } from './use-event-form';
import { useFocusBack } from '../../components/use-focus-back';
import { Restored } from '../../components/Restored';

interface Props {
  readonly type: EventType;
  readonly subject: Subject;
  readonly view: PieceView;
  readonly onClose: () => void;
  /** Called instead of `onClose` when the event was accepted, with the piece as it is then. */
  readonly onDone?: (view: PieceView) => void;
  /** What the event is about, above its inputs. */
  readonly children?: ReactNode;
  /** Parts of the event that nobody types. */
  readonly also?: Readonly<Record<string, unknown>>;
  /** True closes the dialog: the screen behind it shows why. */
  readonly onRefused?: (refusal: Refusal) => boolean;
}

/**
 * Asks for what the server says an event needs and sends it. Whatever the answer is, nothing that was typed is lost: a
 * refusal, a conflict and a clock question are shown above the same inputs.
 *
 * The dialog stands inside Strapi's entry form in React's tree, so its submit and its shortcuts must not travel on.
 */
export const EventDialog = ({ type, subject, view, onClose, onDone, also, onRefused, children }: Props) => {
  const text = useText();
  const formId = useId();
  const giveFocusBack = useFocusBack();
  const form = useEventForm({ type, subject, view, also, onDone: onDone ?? onClose, onRefused: (refusal) => (onRefused?.(refusal) === true ? onClose() : undefined) });
  const name = text.named('event', type);
  const help = text.lookUp(`event.${type}.help`);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    void form.submit();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    // Ctrl+Enter and Ctrl+S mean "save the entry" to the view behind the dialog.
    event.stopPropagation();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void form.submit();
  };


  return (
    <Modal.Root open onOpenChange={(open) => (open || form.busy ? undefined : onClose())}>
      <Modal.Content onCloseAutoFocus={giveFocusBack} onKeyDown={onKeyDown} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{name}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <form id={formId} noValidate onSubmit={submit}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              {help === null ? null : <Typography textColor="neutral600">{help}</Typography>}
              <DialogNotice notice={form.notice} offered={form.offered} uid={view.uid} />
              {form.restored ? <Restored startAnew={form.startAnew} /> : null}
              {children}
              {form.fields.map((field, index) => (
                <EventField key={field.name} field={field} view={view} values={form.values} errors={form.errors} clock={form.clock} onChange={form.change} autoFocus={index === 0} />
              ))}
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={form.busy}>
            {text('action.cancel')}
          </Button>
          <Button type="submit" form={formId} variant={lookOf(type) === 'danger' ? 'danger' : 'default'} loading={form.busy} disabled={form.offered?.available === false || form.offered === undefined}>
            {name}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
