import { useEffect, useState } from 'react';
import { useAuth, useNotification } from '@strapi/strapi/admin';
import type { HistoryEntry, PieceView } from '../../../../contracts/piece';
import type { Answer, ClockQuestion } from '../../api/answer';
import type { Availability, EventType, FieldSpec, Refusal, Subject } from '../../api/types';
import { useText } from '../../i18n/use-text';
import { viewerZone } from '../../i18n/use-times';
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../kept-text';
import { useSend } from '../piece-store';
import { eventOf, initialValues, part, type FormValues } from './form';

/** What the last attempt came to, where it did not succeed. */
export type Notice =
  | { readonly kind: 'conflict'; readonly latest: HistoryEntry | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'problem'; readonly message: string };

export interface EventForm {
  readonly fields: readonly FieldSpec[];
  readonly values: FormValues;
  /** A sentence by input name. */
  readonly errors: FormValues;
  readonly notice: Notice | null;
  readonly clock: ClockQuestion | null;
  readonly busy: boolean;
  /** True while the dialog shows what was typed when it was open before. */
  readonly restored: boolean;
  readonly startAnew: () => void;
  /** The event as the piece offers it now; it can have gone since the dialog was opened. */
  readonly offered: Availability | undefined;
  readonly change: (values: FormValues) => void;
  readonly submit: () => Promise<void>;
}

interface Args {
  readonly type: EventType;
  readonly subject: Subject;
  readonly view: PieceView;
  readonly onDone: (view: PieceView) => void;
  readonly onRefused: (refusal: Refusal) => void;
  readonly also: Readonly<Record<string, unknown>> | undefined;
}

/** Choices and times are made again in a moment; only prose is worth keeping. */
const proseOf = (fields: readonly FieldSpec[], values: FormValues): FormValues =>
  Object.fromEntries(fields.flatMap(({ name, kind }) => (kind === 'text' && values[name] !== undefined ? [[name, values[name]]] : [])));

const offeredBy = (view: PieceView, type: EventType): Availability | undefined => view.events.find(({ event }) => event === type);

const scheduleField = (fields: readonly FieldSpec[]): string => fields.find(({ kind }) => kind === 'schedule')?.name ?? 'schedule';

const noticeOf = (answer: Exclude<Answer<PieceView>, { kind: 'ok' | 'aborted' }>, fallback: { forbidden: string; failed: string }): Notice => {
  switch (answer.kind) {
    case 'conflict':
      return { kind: 'conflict', latest: answer.piece.history[0] ?? null };
    case 'refused':
      return { kind: 'refused', refusal: answer.refusal };
    case 'forbidden':
      return { kind: 'problem', message: fallback.forbidden };
    case 'invalid':
    case 'failed':
      return { kind: 'problem', message: answer.message === '' ? fallback.failed : answer.message };
  }
};

export const useEventForm = ({ type, subject, view, onDone, onRefused, also }: Args): EventForm => {
  const text = useText();
  const send = useSend(subject);
  const { toggleNotification } = useNotification();
  const zone = viewerZone();
  const offered = offeredBy(view, type);
  // Kept from the opening, so that an event that has gone meanwhile does not take its inputs with it.
  const [fields] = useState<readonly FieldSpec[]>(() => (offered?.available === true ? offered.fields : []));
  const person = useAuth('ContentWorkflow', ({ user }) => String(user?.id ?? ''));
  const [place] = useState(() => placeOf(person, `${view.id}.${type}`));
  const [before] = useState<FormValues>(() => proseOf(fields, typedBefore(place, Date.now())));
  const [restored, setRestored] = useState(() => Object.keys(before).length > 0);
  const [values, setValues] = useState<FormValues>(() => ({ ...initialValues(fields, view, zone), ...before }));
  const [errors, setErrors] = useState<FormValues>({});
  const [notice, setNotice] = useState<Notice | null>(null);
  const [clock, setClock] = useState<ClockQuestion | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => keepTyped(place, proseOf(fields, values), Date.now()), [place, fields, values]);

  const startAnew = (): void => {
    setRestored(false);
    setValues(initialValues(fields, view, zone));
  };

  const change = (changed: FormValues): void => {
    const clockInput = part(scheduleField(fields), 'clock');
    // A new time or zone is a new question.
    const asksAnew = clock !== null && !(clockInput in changed);
    if (asksAnew) setClock(null);
    setValues({ ...values, ...changed, ...(asksAnew ? { [clockInput]: '' } : {}) });
    setErrors(Object.fromEntries(Object.entries(errors).filter(([name]) => !(name in changed))));
  };

  const showAnswer = (answer: Answer<PieceView>): void => {
    if (answer.kind === 'ok') {
      forgetTyped(place);
      toggleNotification({ type: 'success', message: text('dialog.done', { what: text.named('happened', type), state: text.named('state', answer.data.state) }) });
      return onDone(answer.data);
    }
    if (answer.kind === 'aborted') return;
    if (answer.kind === 'refused') onRefused(answer.refusal);
    const question = answer.kind === 'invalid' ? answer.clock : null;
    setClock(question);
    setNotice(question === null ? noticeOf(answer, { forbidden: text('dialog.forbidden'), failed: text('dialog.failed') }) : null);
  };

  const submit = async (): Promise<void> => {
    if (busy || offered?.available !== true) return;
    const built = eventOf(type, fields, values, zone);
    if (built.kind === 'incomplete') return setErrors(Object.fromEntries(built.missing.map((name) => [name, text('dialog.required')])));
    if (clock !== null && values[part(scheduleField(fields), 'clock')] === '') return setErrors({ [part(scheduleField(fields), 'clock')]: text('dialog.required') });
    setBusy(true);
    const answer = await send(view, { ...built.event, ...also });
    setBusy(false);
    showAnswer(answer);
  };

  return { fields, values, errors, notice, clock, busy, restored, startAnew, offered, change, submit };
};
