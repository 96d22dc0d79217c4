/**
 * One event for several pieces: choosing, filling in, sending, and what became of each. Nothing that was typed is lost
 * between the attempts.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ItemResult } from '../../../../../contracts/bulk';
import { MAX_AT_ONCE } from '../../../../../core/limits';
import type { ClockQuestion } from '../../../api/answer';
import { useWorkflowApi } from '../../../api/client';
import { forgetDocument } from '../../../api/strapi-cache';
import type { EventType } from '../../../api/types';
import { useText } from '../../../i18n/use-text';
import { viewerZone } from '../../../i18n/use-times';
import { eventOf, initialValues, part, type FormValues } from '../../../piece/dialog/form';
import type { BulkRequest, Selected } from './bulk-store';
import { choicesOf, type Choice, type KnownOffer } from './choices';

/** An item and what became of it. */
export interface Done {
  readonly offer: KnownOffer;
  readonly result: ItemResult;
}

export type Phase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  /** `gone`: how many of the selected are no longer there. */
  | { readonly kind: 'asking'; readonly offers: readonly KnownOffer[]; readonly gone: number }
  | { readonly kind: 'sending'; readonly offers: readonly KnownOffer[] }
  | { readonly kind: 'told'; readonly done: readonly Done[]; readonly type: EventType };

export interface Bulk {
  readonly phase: Phase;
  readonly choices: readonly Choice[];
  readonly choice: Choice | null;
  readonly choose: (type: EventType) => void;
  readonly values: FormValues;
  readonly errors: FormValues;
  readonly clock: ClockQuestion | null;
  readonly problem: string | null;
  readonly change: (values: FormValues) => void;
  readonly send: () => Promise<void>;
  /** Asks anew about those that were not done, and comes back to the form. */
  readonly again: () => void;
}

/** Several pieces have no common schedule, date or person to begin with. */
const NOTHING_YET = { schedule: null, dueAt: null, assignee: null };

export const isDone = ({ result }: Done): boolean => result.outcome === 'accepted';

const byLocale = (selected: readonly Selected[]): Map<string, string[]> => {
  const groups = new Map<string, string[]>();
  for (const { documentId, locale } of selected) groups.set(locale, [...(groups.get(locale) ?? []), documentId]);
  return groups;
};

const chunksOf = <T>(items: readonly T[]): T[][] => Array.from({ length: Math.ceil(items.length / MAX_AT_ONCE) }, (_, i) => items.slice(i * MAX_AT_ONCE, (i + 1) * MAX_AT_ONCE));

const clockInputOf = (choice: Choice): string => part(choice.fields.find(({ kind }) => kind === 'schedule')?.name ?? 'schedule', 'clock');

export const useBulk = ({ uid, selected, type: first, keep }: BulkRequest): Bulk => {
  const text = useText();
  const api = useWorkflowApi();
  const zone = viewerZone();
  const [phase, setPhase] = useState<Phase>({ kind: 'loading' });
  const [left, setLeft] = useState<readonly Selected[]>(selected);
  /** Over all attempts. */
  const [finished, setFinished] = useState<ReadonlySet<string>>(new Set());
  const [type, setType] = useState<EventType | null>(first);
  const [values, setValues] = useState<FormValues>({});
  const [errors, setErrors] = useState<FormValues>({});
  const [clock, setClock] = useState<ClockQuestion | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const load = useCallback(
    async (wanted: readonly Selected[]): Promise<void> => {
      setPhase({ kind: 'loading' });
      const found: KnownOffer[] = [];
      for (const [locale, documentIds] of byLocale(wanted))
        for (const ids of chunksOf(documentIds)) {
          const answer = await api.offers({ uid, ids: ids.join(','), locale });
          if (answer.kind === 'aborted') return;
          if (answer.kind !== 'ok') return setPhase({ kind: 'failed' });
          found.push(...answer.data.data.map((offer) => ({ ...offer, rejectReasons: answer.data.meta.rejectReasons })));
        }
      setPhase({ kind: 'asking', offers: found, gone: wanted.length - found.length });
    },
    [api, uid]
  );

  useEffect(() => void load(left), [load, left]);

  const choices = useMemo(() => (phase.kind === 'asking' || phase.kind === 'sending' ? choicesOf(phase.offers) : []), [phase]);
  const choice = choices.find((one) => one.type === type) ?? null;

  const shown = choice === null ? values : { ...initialValues(choice.fields, NOTHING_YET, zone), ...values };

  const change = (changed: FormValues): void => {
    const clockInput = choice === null ? '' : clockInputOf(choice);
    // A new time or zone is a new question.
    const asksAnew = clock !== null && !(clockInput in changed);
    if (asksAnew) setClock(null);
    setValues({ ...values, ...changed, ...(asksAnew ? { [clockInput]: '' } : {}) });
    setErrors(Object.fromEntries(Object.entries(errors).filter(([name]) => !(name in changed))));
  };

  const choose = (next: EventType): void => {
    setType(next);
    setErrors({});
    setClock(null);
    setProblem(null);
  };

  const send = async (): Promise<void> => {
    if (choice === null || choice.can.length === 0 || phase.kind !== 'asking') return;
    const built = eventOf(choice.type, choice.fields, shown, zone);
    if (built.kind === 'incomplete') return setErrors(Object.fromEntries(built.missing.map((name) => [name, text('dialog.required')])));
    if (clock !== null && (shown[clockInputOf(choice)] ?? '') === '') return setErrors({ [clockInputOf(choice)]: text('dialog.required') });
    setProblem(null);
    setPhase({ kind: 'sending', offers: phase.offers });
    const results: ItemResult[] = [];
    for (const offers of chunksOf(choice.can)) {
      const answer = await api.sendToAll({ event: built.event, items: offers.map(({ piece }) => ({ pieceId: piece.id, expectedRevision: piece.revision })) });
      if (answer.kind === 'ok') {
        results.push(...answer.data);
        continue;
      }
      if (answer.kind === 'aborted') return;
      if (answer.kind === 'invalid' && results.length === 0) {
        setClock(answer.clock);
        if (answer.clock === null) setProblem(answer.message);
        return setPhase(phase);
      }
      // What was sent before is done; of these nobody knows, so they are told of as such.
      results.push(...offers.map(({ piece }): ItemResult => ({ pieceId: piece.id, outcome: 'failed' })));
    }
    const done = choice.can.flatMap((offer): Done[] => {
      const result = results.find(({ pieceId }) => pieceId === offer.piece.id);
      return result === undefined ? [] : [{ offer, result }];
    });
    const accepted = done.filter(isDone).map(({ offer }) => offer.documentId);
    const allFinished = new Set([...finished, ...accepted]);
    setPhase({ kind: 'told', done, type: choice.type });
    setFinished(allFinished);
    keep(new Set(selected.map(({ documentId }) => documentId).filter((id) => !allFinished.has(id))));
    accepted.forEach((documentId) => forgetDocument(uid, documentId));
  };

  const again = (): void => {
    if (phase.kind !== 'told') return;
    const open = new Set(phase.done.filter((one) => !isDone(one)).map(({ offer }) => offer.documentId));
    setLeft(left.filter(({ documentId }) => open.has(documentId)));
  };

  return { phase, choices, choice, choose, values: shown, errors, clock, problem, change, send, again };
};
