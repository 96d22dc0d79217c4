import { useEffect, useState } from 'react';
import { useAuth, useNotification } from '@strapi/strapi/admin';
import type { ExperimentView, Goal } from '../../../contracts/experiment';
import type { PieceView } from '../../../contracts/piece';
import type { Answer } from '../api/answer';
import { useWorkflowApi } from '../api/client';
import { useExperimentsApi } from '../api/experiments';
import { useRefusalText } from '../i18n/use-refusal-text';
import { useText } from '../i18n/use-text';
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../piece/kept-text';
import { rememberPiece } from '../piece/piece-store';
import { initialPlan, inputOfField, keysOf, planOf, planProblems, type PlanValues } from './plan-form';
import { useLeaveWarning } from '../components/use-leave-warning';

export interface PlanForm {
  readonly keys: readonly string[];
  readonly values: PlanValues;
  /** A sentence by input; '' is about the whole. */
  readonly errors: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly restored: boolean;
  readonly change: (values: PlanValues) => void;
  readonly startAnew: () => void;
  readonly save: () => Promise<void>;
}

interface Args {
  readonly view: PieceView;
  readonly experiment: ExperimentView | null;
  readonly goals: readonly Goal[];
  readonly onDone: (experiment: ExperimentView) => void;
}

export const usePlanForm = ({ view, experiment, goals, onDone }: Args): PlanForm => {
  const text = useText();
  const workflow = useWorkflowApi();
  const api = useExperimentsApi();
  const refusalText = useRefusalText(view.uid);
  const { toggleNotification } = useNotification();
  const person = useAuth('ContentWorkflow', ({ user }) => String(user?.id ?? ''));
  const keys = keysOf(view.variants.map(({ key }) => key));
  const codes = goals.map(({ code }) => code);
  const [place] = useState(() => placeOf(person, `${view.id}.plan`));
  const [initial] = useState(() => initialPlan(experiment?.state === 'draft' ? experiment.plan : null, keys, codes));
  const [before] = useState<PlanValues>(() => typedBefore(place, Date.now()));
  const [restored, setRestored] = useState(() => Object.keys(before).length > 0);
  // Of what is kept, '' is missing: an input that was emptied has to stay so.
  const [values, setValues] = useState<PlanValues>(() => (Object.keys(before).length > 0 ? { ...Object.fromEntries(Object.keys(initial).map((name) => [name, ''])), ...before } : initial));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const dirty = JSON.stringify(values) !== JSON.stringify(initial);

  useEffect(() => (dirty ? keepTyped(place, values, Date.now()) : undefined), [place, values, dirty]);
  useLeaveWarning(dirty);

  const sentencesOf = (answer: Exclude<Answer<ExperimentView>, { kind: 'ok' | 'aborted' }>): Readonly<Record<string, string>> => {
    const at = (field: string | undefined): string => (field === undefined ? '' : inputOfField(field, planOf(values, keys)));
    switch (answer.kind) {
      case 'refused': {
        const { message, next } = refusalText(answer.refusal);
        return { [at(answer.refusal.field)]: `${message} ${next}`.trim() };
      }
      case 'invalid':
        return { [at(answer.field)]: answer.message };
      case 'conflict':
        rememberPiece(answer.piece);
        return { '': text('variants.conflict') };
      case 'forbidden':
        return { '': text('dialog.forbidden') };
      case 'failed':
        return { '': text('dialog.failed') };
    }
  };

  const save = async (): Promise<void> => {
    if (busy) return;
    const problems = planProblems(values, keys, { variants: view.variants.map(({ key }) => key), goals: codes });
    if (Object.keys(problems).length > 0) return setErrors(Object.fromEntries(Object.entries(problems).map(([input, { code, params, message }]) => [input, text.lookUp(`plan.problem.${code}`, params) ?? message])));
    setBusy(true);
    const answer = await api.plan(view.id, { plan: planOf(values, keys), expectedRevision: view.revision });
    if (answer.kind !== 'ok') {
      setBusy(false);
      return answer.kind === 'aborted' ? undefined : setErrors(sentencesOf(answer));
    }
    forgetTyped(place);
    // A plan is an event of the piece, so its revision and what is possible now are others.
    const piece = await workflow.piece(view.id);
    setBusy(false);
    if (piece.kind === 'ok') rememberPiece(piece.data);
    toggleNotification({ type: 'success', message: text('plan.saved') });
    onDone(answer.data);
  };

  return {
    keys,
    values,
    errors,
    busy,
    restored,
    change: (next) => {
      setErrors(Object.fromEntries(Object.entries(errors).filter(([input]) => input !== '' && input !== 'arms' && values[input] === next[input])));
      setValues(next);
    },
    startAnew: () => {
      forgetTyped(place);
      setRestored(false);
      setValues(initial);
    },
    save,
  };
};
