import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, TextInput, Typography } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import type { CreateGuestLink } from '../../../../contracts/guest';
import type { PieceView } from '../../../../contracts/piece';
import { useWorkflowApi } from '../../api/client';
import { Note } from '../../components/Note';
import { useRefusalText } from '../../i18n/use-refusal-text';
import { useText, type MessageKey } from '../../i18n/use-text';
import { useTimes } from '../../i18n/use-times';
import { serverAddress } from '../../api/server-address';

/** A day, a weekend, a week: the server says so where its limit is lower. */
const HOURS = [24, 72, 168] as const;

type State =
  | { readonly kind: 'asking'; readonly problem: string | null; readonly busy: boolean }
  | { readonly kind: 'made'; readonly link: CreateGuestLink.Response['data'] };

/** What the answer will be worth. Of a step that has not come nobody knows it yet. */
const outlook = ({ status, decides }: CreateGuestLink.Response['data']): MessageKey => (status === 'early' ? 'guest.early' : decides === true ? 'guest.decides' : 'guest.opinion');

/** The address is told once, so it stays until the dialog is closed. */
const Made = ({ link }: { readonly link: CreateGuestLink.Response['data'] }) => {
  const text = useText();
  const times = useTimes();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  const address = serverAddress(link.url);
  const copyLink = async (): Promise<void> => {
    const copied = await copy(address);
    toggleNotification(copied ? { type: 'success', message: text('preview.copied') } : { type: 'warning', message: text('preview.notCopied') });
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Field.Root name="guest-link">
        <Field.Label>{text('guest.address', { guest: link.guest })}</Field.Label>
        <TextInput readOnly value={address} onFocus={(event) => event.target.select()} />
      </Field.Root>
      <Flex>
        <Button startIcon={<Duplicate />} onClick={() => void copyLink()}>
          {text('action.copy')}
        </Button>
      </Flex>
      <Note tone={link.decides === true ? 'warning' : 'neutral'} title={text(outlook(link))} role="status">
        {text('guest.once', { until: times.exact(link.expiresAt) })}
      </Note>
    </Flex>
  );
};

interface Props {
  readonly view: PieceView;
  readonly onClose: () => void;
}

/** The dialog stands inside Strapi's entry form in React's tree, so its submit and its shortcuts must not travel on. */
export const AskGuest = ({ view, onClose }: Props) => {
  const text = useText();
  const times = useTimes();
  const api = useWorkflowApi();
  const refusalText = useRefusalText(view.uid);
  const [guest, setGuest] = useState('');
  const open = view.steps.filter(({ state }) => state !== 'done');
  const [step, setStep] = useState(open[0]?.key);
  const [hours, setHours] = useState<number>(HOURS[1]);
  const [state, setState] = useState<State>({ kind: 'asking', problem: null, busy: false });

  const ask = async (): Promise<void> => {
    if (state.kind !== 'asking' || state.busy) return;
    if (guest.trim() === '') return setState({ kind: 'asking', problem: text('dialog.required'), busy: false });
    setState({ kind: 'asking', problem: null, busy: true });
    const answer = await api.askGuest(view.id, { guest: guest.trim(), ...(step === undefined ? {} : { step }), ttlHours: hours });
    if (answer.kind === 'ok') return setState({ kind: 'made', link: answer.data });
    const problem = answer.kind === 'refused' ? refusalText(answer.refusal).message : answer.kind === 'invalid' ? answer.message : answer.kind === 'forbidden' ? text('dialog.forbidden') : text('dialog.failed');
    setState({ kind: 'asking', problem, busy: false });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    void ask();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) event.stopPropagation();
  };

  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content onKeyDown={onKeyDown} aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{text('guest.ask')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {state.kind === 'made' ? (
            <Made link={state.link} />
          ) : (
            <form id="ask-guest" noValidate onSubmit={submit}>
              <Flex direction="column" alignItems="stretch" gap={4}>
                <Typography textColor="neutral600">{text('guest.ask.help')}</Typography>
                <Field.Root name="guest" required error={state.problem ?? undefined}>
                  <Field.Label>{text('guest.name')}</Field.Label>
                  <TextInput value={guest} autoFocus maxLength={120} placeholder={text('guest.name.placeholder')} onChange={(event) => setGuest(event.target.value)} />
                  <Field.Error />
                </Field.Root>
                {open.length < 2 ? null : (
                  <Field.Root name="step">
                    <Field.Label>{text('guest.step')}</Field.Label>
                    <SingleSelect value={step} onChange={(value) => setStep(String(value))}>
                      {open.map(({ key, name, state }) => {
                        const label = text.lookUp(`step.${key}`) ?? name;
                        return (
                          <SingleSelectOption key={key} value={key}>
                            {state === 'current' ? text('guest.step.now', { step: label }) : label}
                          </SingleSelectOption>
                        );
                      })}
                    </SingleSelect>
                  </Field.Root>
                )}
                <Field.Root name="hours">
                  <Field.Label>{text('guest.hours')}</Field.Label>
                  <SingleSelect value={String(hours)} onChange={(value) => setHours(Number(value))}>
                    {HOURS.map((count) => (
                      <SingleSelectOption key={count} value={String(count)}>
                        {times.duration(count * 3_600_000)}
                      </SingleSelectOption>
                    ))}
                  </SingleSelect>
                </Field.Root>
              </Flex>
            </form>
          )}
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {text('action.close')}
          </Button>
          {state.kind === 'made' ? null : (
            <Button type="submit" form="ask-guest" loading={state.busy}>
              {text('guest.make')}
            </Button>
          )}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
