import { useId, type FormEvent, type KeyboardEvent } from 'react';
import { NavLink } from 'react-router-dom';
import { Button, Field, Flex, Link, Loader, Modal, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import type { EventType } from '../../../api/types';
import { Disclosure } from '../../../components/Disclosure';
import { Note } from '../../../components/Note';
import { StageChip } from '../../../components/StageChip';
import { useText } from '../../../i18n/use-text';
import { reviewAddress } from '../../../piece/address';
import { EventField } from '../../../piece/dialog/fields/EventField';
import { lookOf } from '../../../piece/event-looks';
import { RefusalDetails } from '../../../piece/RefusalDetails';
import type { BulkRequest } from './bulk-store';
import type { Choice, KnownOffer } from './choices';
import { Results } from './Results';
import { isDone, useBulk, type Bulk } from './use-bulk';
import { useFocusBack } from '../../../components/use-focus-back';

const Title = ({ offer }: { readonly offer: KnownOffer }) => {
  const text = useText();
  return (
    <Flex gap={2} wrap="wrap">
      <Typography variant="omega">{offer.piece.title === '' ? text('piece.untitled') : offer.piece.title}</Typography>
      <StageChip state={offer.piece.state} />
    </Flex>
  );
};

/** An event that is decided piece by piece where its content is; here is nothing to send. */
const isLookedAt = ({ can, look }: Choice): boolean => can.length === 0 && look.length > 0;

/** Whom the event would reach and whom not, before it is sent. */
const Reach = ({ choice, uid, gone }: { readonly choice: Choice; readonly uid: string; readonly gone: number }) => {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {isLookedAt(choice) ? null : (
        <Disclosure title={text('bulk.can', { count: choice.can.length })}>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {choice.can.map((offer) => (
              <li key={offer.documentId}>
                <Title offer={offer} />
              </li>
            ))}
          </Flex>
        </Disclosure>
      )}
      {choice.look.length === 0 ? null : (
        <Disclosure open title={text('bulk.look', { count: choice.look.length })}>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {choice.look.map((offer) => (
              <li key={offer.documentId}>
                <Title offer={offer} />
                <Link tag={NavLink} to={reviewAddress(offer.piece.id)}>
                  {text('look.there')}
                </Link>
              </li>
            ))}
          </Flex>
        </Disclosure>
      )}
      {choice.cannot.length === 0 ? null : (
        <Disclosure open title={text('bulk.cannot', { count: choice.cannot.length })}>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
            {choice.cannot.map(({ offer, refusal }) => (
              <li key={offer.documentId}>
                <Title offer={offer} />
                {refusal === null ? (
                  <Typography tag="p" variant="pi" textColor="neutral600">
                    {text('bulk.otherStage', { event: text.named('event', choice.type) })}
                  </Typography>
                ) : (
                  <RefusalDetails refusal={refusal} uid={uid} />
                )}
              </li>
            ))}
          </Flex>
        </Disclosure>
      )}
      {gone === 0 ? null : (
        <Typography variant="pi" textColor="neutral600">
          {text('bulk.gone', { count: gone })}
        </Typography>
      )}
    </Flex>
  );
};

const EventChoice = ({ bulk }: { readonly bulk: Bulk }) => {
  const text = useText();
  return (
    <Field.Root name="event" required>
      <Field.Label>{text('bulk.event')}</Field.Label>
      <SingleSelect value={bulk.choice?.type ?? ''} placeholder={text('dialog.choose')} onChange={(value) => bulk.choose(String(value) as EventType)}>
        {bulk.choices.map(({ type, can, look }) => (
          <SingleSelectOption key={type} value={type}>
            {text('bulk.button', { event: text.named('event', type), count: can.length + look.length })}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
};

const Asking = ({ bulk, request, gone }: { readonly bulk: Bulk; readonly request: BulkRequest; readonly gone: number }) => {
  const text = useText();
  const { choice } = bulk;
  const help = choice === null ? null : text.lookUp(`event.${choice.type}.help`);
  const about = { assignee: null, variants: [], rejectReasons: choice?.can[0]?.rejectReasons ?? [] };
  const isGone = request.type !== null && choice === null;
  return (
    <>
      {isGone ? <Note tone="neutral" role="status" title={text('bulk.nobody', { event: text.named('event', request.type) })} /> : null}
      {(request.type === null || isGone) && bulk.choices.length > 0 ? <EventChoice bulk={bulk} /> : null}
      {request.type === null && bulk.choices.length === 0 ? <Note tone="neutral" role="status" title={text('bulk.nothing')} /> : null}
      {help === null ? null : <Typography textColor="neutral600">{help}</Typography>}
      {bulk.problem === null ? null : <Note tone="danger" role="alert" title={bulk.problem} />}
      {choice === null ? null : <Reach choice={choice} uid={request.uid} gone={gone} />}
      {choice === null || isLookedAt(choice)
        ? null
        : choice.fields.map((field, index) => (
            <EventField key={`${choice.type}.${field.name}`} field={field} view={about} values={bulk.values} errors={bulk.errors} clock={bulk.clock} onChange={bulk.change} autoFocus={index === 0} />
          ))}
    </>
  );
};

interface Props {
  readonly request: BulkRequest;
  readonly onClose: () => void;
}

/** Asks once for what the event needs, says whom it will reach, sends it, and says what became of each. */
export const BulkDialog = ({ request, onClose }: Props) => {
  const text = useText();
  const formId = useId();
  const giveFocusBack = useFocusBack();
  const bulk = useBulk(request);
  const { phase, choice } = bulk;
  const busy = phase.kind === 'sending';
  const type = choice?.type ?? request.type;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    void bulk.send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || (!event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    void bulk.send();
  };

  // The button that was pressed can have gone with the selection.

  return (
    <Modal.Root open onOpenChange={(open) => (open || busy ? undefined : onClose())}>
      <Modal.Content onCloseAutoFocus={giveFocusBack} onKeyDown={onKeyDown} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text('bulk.title', { event: type === null ? text('panel.title') : text.named('event', type), count: request.selected.length })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {phase.kind === 'loading' ? <Loader>{text('panel.loading')}</Loader> : null}
          {phase.kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
          {phase.kind === 'told' ? <Results done={phase.done} uid={request.uid} /> : null}
          {phase.kind === 'asking' || busy ? (
            <form id={formId} noValidate onSubmit={submit}>
              <Flex direction="column" alignItems="stretch" gap={4}>
                <Asking bulk={bulk} request={request} gone={phase.kind === 'asking' ? phase.gone : 0} />
              </Flex>
            </form>
          ) : null}
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={busy}>
            {text(phase.kind === 'told' ? 'action.close' : 'action.cancel')}
          </Button>
          {phase.kind === 'told' ? (
            phase.done.every(isDone) ? null : (
              <Button variant="secondary" onClick={bulk.again}>
                {text('bulk.again', { count: phase.done.filter((one) => !isDone(one)).length })}
              </Button>
            )
          ) : choice !== null && isLookedAt(choice) ? null : (
            <Button type="submit" form={formId} variant={type !== null && lookOf(type) === 'danger' ? 'danger' : 'default'} loading={busy} disabled={choice === null}>
              {choice === null ? text('bulk.send') : text('bulk.button', { event: text.named('event', choice.type), count: choice.can.length })}
            </Button>
          )}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
