import { useEffect, useId, useState, type FormEvent, type ReactNode } from 'react';
import { Button, Flex, Loader, Modal, Typography } from '@strapi/design-system';
import type { PieceView } from '../../../../contracts/piece';
import type { GetWarnings } from '../../../../contracts/calendar';
import type { ClockQuestion } from '../../api/answer';
import { useCalendarApi } from '../../api/calendar';
import { useWorkflowApi } from '../../api/client';
import type { FieldSpec } from '../../api/types';
import { Note } from '../../components/Note';
import { useRefusalText } from '../../i18n/use-refusal-text';
import { useText } from '../../i18n/use-text';
import { useTimes, viewerZone } from '../../i18n/use-times';
import { ClockChoice } from '../../piece/dialog/fields/ClockChoice';
import { DateAndTime } from '../../piece/dialog/fields/DateAndTime';
import { part, wallIn, type FormValues } from '../../piece/dialog/form';
import { instantsOf, type Wall } from '../../piece/dialog/wall-time';
import { RefusalDetails } from '../../piece/RefusalDetails';
import type { Movable } from './moving';
import { planInstant, type MoveOutcome, type Moves, type Undo } from './use-move';

type Warnings = GetWarnings.Response['data'];

const FIELD: FieldSpec = { name: 'move', kind: 'schedule', required: true };
const [DATE, TIME, ZONE, CLOCK] = [part(FIELD.name, 'date'), part(FIELD.name, 'time'), part(FIELD.name, 'zone'), part(FIELD.name, 'clock')];

/** A time as it is typed changes with every key. */
const TYPING_MS = 250;

const useWarnings = (pieceId: number, at: string | null): Warnings => {
  const api = useCalendarApi();
  const [warnings, setWarnings] = useState<Warnings>([]);
  useEffect(() => {
    if (at === null) return undefined;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void api.warnings({ piece: String(pieceId), at }).then((answer) => {
        if (isCurrent && answer.kind === 'ok') setWarnings(answer.data);
      });
    }, TYPING_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, pieceId, at]);
  return at === null ? [] : warnings;
};

const WarningList = ({ warnings, zone }: { readonly warnings: Warnings; readonly zone: string }) => {
  const text = useText();
  const times = useTimes();
  if (warnings.length === 0) return null;
  const sentence = (warning: Warnings[number]): string => {
    switch (warning.kind) {
      case 'past':
        return text('calendar.warning.past');
      case 'outside-window':
        return text('calendar.warning.window');
      case 'blackout':
        return text('calendar.warning.blackout', { reason: warning.reason, from: times.inZone(warning.from, zone), to: times.inZone(warning.to, zone) });
      case 'conflict':
        return text(`calendar.warning.conflict.${warning.because}`, { title: warning.title || text('piece.untitled'), when: times.inZone(warning.at, zone), minutes: warning.minutes });
    }
  };
  return (
    <Note tone="warning" role="status" title={text('calendar.warnings')}>
      <ul>
        {warnings.map((warning, i) => (
          <li key={i}>{sentence(warning)}</li>
        ))}
      </ul>
    </Note>
  );
};

/** The same moment on the clock of the readers and on that of whoever moves it. */
const BothClocks = ({ label, at, zone, audienceZone }: { readonly label: string; readonly at: string; readonly zone: string; readonly audienceZone: string }) => {
  const text = useText();
  const times = useTimes();
  const zones = [...new Set([zone, audienceZone, viewerZone()])];
  return (
    <div>
      <Typography tag="p" variant="pi" fontWeight="bold" textColor="neutral800">
        {label}
      </Typography>
      {zones.map((one) => (
        <Typography key={one} tag="p" variant="pi" textColor="neutral600">
          {one === viewerZone() ? text('calendar.clock.yours', { when: times.inZone(at, one) }) : text('calendar.clock.there', { zone: one, when: times.inZone(at, one) })}
        </Typography>
      ))}
    </div>
  );
};

const Outcome = ({ outcome, uid }: { readonly outcome: MoveOutcome | null; readonly uid: string }) => {
  const text = useText();
  const refusalText = useRefusalText(uid);
  switch (outcome?.kind) {
    case 'refused':
      return (
        <Note tone="danger" role="alert" title={refusalText(outcome.refusal).message}>
          <RefusalDetails refusal={outcome.refusal} uid={uid} withMessage={false} />
        </Note>
      );
    case 'conflict':
      return (
        <Note tone="warning" role="alert" title={text('dialog.conflict')}>
          {text('dialog.conflict.next')}
        </Note>
      );
    case 'problem':
      return <Note tone="danger" role="alert" title={outcome.message} />;
    default:
      return null;
  }
};

/** Whether the piece can be moved by this person, which only the server knows. */
type Offer = { readonly kind: 'asking' } | { readonly kind: 'failed' } | { readonly kind: 'no'; readonly why: ReactNode } | { readonly kind: 'yes'; readonly view: PieceView | null };

const useOffer = (item: Movable): { readonly offer: Offer; readonly ask: () => void } => {
  const text = useText();
  const { piece } = useWorkflowApi();
  const [offer, setOffer] = useState<Offer>(item.kind === 'plan' ? { kind: 'yes', view: null } : { kind: 'asking' });
  const ask = (): void => {
    if (item.kind === 'plan') return;
    void piece(item.pieceId).then((answer) => {
      if (answer.kind === 'aborted') return;
      if (answer.kind !== 'ok') return setOffer({ kind: 'failed' });
      const event = answer.data.events.find(({ event: type }) => type === 'RESCHEDULE');
      if (event?.available === true) return setOffer({ kind: 'yes', view: answer.data });
      setOffer({ kind: 'no', why: event === undefined ? text('dialog.gone') : <RefusalDetails refusal={event.refusal} uid={item.uid} /> });
    });
  };
  // Once, for the piece that the dialog was opened for.
  useEffect(ask, []);
  return { offer, ask };
};

interface Props {
  readonly item: Movable;
  readonly target: Wall;
  readonly audienceZone: string;
  /** The screen's: what takes a move back outlives the dialog, whose own requests end with it. */
  readonly moves: Moves;
  readonly onClose: () => void;
  readonly onMoved: (undo: Undo | null) => void;
}

/** Confirms where something is moved to, or asks for it: a drag and the keyboard end here alike. */
export const MoveDialog = ({ item, target, audienceZone, moves, onClose, onMoved }: Props) => {
  const text = useText();
  const formId = useId();
  const { offer, ask } = useOffer(item);
  const [values, setValues] = useState<FormValues>({ [DATE]: target.date, [TIME]: target.time, [ZONE]: item.zone, [CLOCK]: '' });
  const [errors, setErrors] = useState<FormValues>({});
  const [clock, setClock] = useState<ClockQuestion | null>(null);
  const [outcome, setOutcome] = useState<MoveOutcome | null>(null);
  const [busy, setBusy] = useState(false);

  const wall = wallIn(values, DATE, TIME);
  const at = instantsOf(wall, item.zone);
  const warnings = useWarnings(item.pieceId, at?.earlier ?? null);
  const title = item.title === '' ? text('piece.untitled') : item.title;

  const change = (changed: FormValues): void => {
    // A new time is a new question.
    const asksAnew = clock !== null && !(CLOCK in changed);
    if (asksAnew) setClock(null);
    setValues({ ...values, ...changed, ...(asksAnew ? { [CLOCK]: '' } : {}) });
    setErrors({});
  };

  const carryOut = (): Promise<MoveOutcome> => {
    const choice = values[CLOCK] === 'earlier' || values[CLOCK] === 'later' ? values[CLOCK] : null;
    return offer.kind === 'yes' && offer.view !== null ? moves.promise(item, offer.view, wall, choice) : moves.plan(item, planInstant(wall, item.zone));
  };

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || offer.kind !== 'yes') return;
    const missing = [DATE, TIME].filter((name) => (values[name] ?? '') === '');
    if (clock !== null && values[CLOCK] === '') missing.push(CLOCK);
    if (missing.length > 0) return setErrors(Object.fromEntries(missing.map((name) => [name, text('dialog.required')])));
    setBusy(true);
    const result = await carryOut();
    setBusy(false);
    if (result.kind === 'moved') return onMoved(result.undo);
    setOutcome(result);
    if (result.kind === 'question') setClock(result.clock);
    if (result.kind === 'conflict') ask();
  };

  const name = text(item.kind === 'promise' ? 'calendar.move.promise' : 'calendar.move.plan');
  const before = offer.kind === 'yes' && offer.view?.schedule != null ? offer.view.schedule.publishAt : item.at;

  return (
    <Modal.Root open onOpenChange={(open) => (open || busy ? undefined : onClose())}>
      <Modal.Content aria-describedby={undefined}>
        <Modal.Header closeLabel={text('action.close')}>
          <Modal.Title>{name}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <form id={formId} noValidate onSubmit={(event) => void submit(event)}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Typography fontWeight="semiBold">{title}</Typography>
              {offer.kind === 'asking' ? <Loader small>{text('panel.loading')}</Loader> : null}
              {offer.kind === 'failed' ? <Note tone="danger" role="alert" title={text('panel.failed')} /> : null}
              {offer.kind === 'no' ? (
                <Note tone="danger" role="alert" title={text('calendar.move.no')}>
                  {offer.why}
                </Note>
              ) : null}
              {offer.kind === 'yes' ? (
                <>
                  <Typography variant="pi" textColor="neutral600">
                    {text(item.kind === 'promise' ? 'calendar.move.promise.help' : 'calendar.move.plan.help', { zone: item.zone })}
                  </Typography>
                  <DateAndTime date={DATE} time={TIME} values={values} errors={errors} required onChange={change} autoFocus />
                  {before === null ? null : <BothClocks label={text('calendar.move.before')} at={before} zone={item.zone} audienceZone={audienceZone} />}
                  {at === null || at.earlier !== at.later ? null : <BothClocks label={text('calendar.move.after')} at={at.earlier} zone={item.zone} audienceZone={audienceZone} />}
                  {clock === null ? null : <ClockChoice field={FIELD} view={offer.view as PieceView} values={values} errors={errors} clock={clock} onChange={change} autoFocus={false} />}
                  <WarningList warnings={warnings} zone={item.zone} />
                </>
              ) : null}
              <Outcome outcome={outcome} uid={item.uid} />
            </Flex>
          </form>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose} disabled={busy}>
            {text('action.cancel')}
          </Button>
          <Button type="submit" form={formId} loading={busy} disabled={offer.kind !== 'yes'}>
            {text('calendar.move')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
