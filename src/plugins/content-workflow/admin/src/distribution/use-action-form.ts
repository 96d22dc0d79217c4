import { useEffect, useState } from 'react';
import { useAuth } from '@strapi/strapi/admin';
import type { DeliveryAction, GetDelivery } from '../../../contracts/distribution';
import { METRICS } from '../../../core/distribution/platforms';
import { useDistributionApi } from '../api/distribution';
import { useText } from '../i18n/use-text';
import { viewerZone } from '../i18n/use-times';
import { instantsOf, wallOf, type Wall } from '../piece/dialog/wall-time';
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../piece/kept-text';
import { actionBody, actionProblems, ASKED, metricInput, type ActionValues } from './action-form';
import type { Errors } from './problems';
import { useProblems } from './use-problems';

export interface ActionForm {
  readonly values: ActionValues;
  readonly wall: Wall;
  readonly errors: Errors;
  readonly busy: boolean;
  readonly restored: boolean;
  readonly startAnew: () => void;
  readonly change: (values: ActionValues) => void;
  readonly changeWall: (wall: Partial<Wall>) => void;
  readonly submit: () => Promise<void>;
}

const INPUTS = ['url', 'note', 'fileId', 'metrics', 'readAt', ...METRICS.map(metricInput)];

/** What an action asks for, kept while somebody types and until the server has taken it. */
export const useActionForm = (deliveryKey: string, action: DeliveryAction, onDone: (delivery: GetDelivery.Data) => void): ActionForm => {
  const text = useText();
  const api = useDistributionApi();
  const problemsIn = useProblems();
  const zone = viewerZone();
  const person = useAuth('ContentWorkflow', ({ user }) => String(user?.id ?? ''));
  const place = placeOf(person, `delivery.${deliveryKey}.${action}`);
  const [values, setValues] = useState<ActionValues>(() => typedBefore(place, Date.now()));
  const [restored, setRestored] = useState(() => Object.keys(values).length > 0);
  const [wall, setWall] = useState<Wall>(() => wallOf(new Date().toISOString(), zone));
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);

  useEffect(() => keepTyped(place, values, Date.now()), [place, values]);

  const submit = async (): Promise<void> => {
    if (busy) return;
    const all = ASKED[action].inputs.includes('readAt') ? { ...values, readAt: instantsOf(wall, zone)?.earlier ?? '' } : values;
    const problems = actionProblems(action, all);
    if (problems.length > 0) return setErrors(Object.fromEntries(problems.map(({ input, code }) => [input, text(`delivery.problem.${code}`)])));
    setErrors({});
    setBusy(true);
    const answer = await api.act(deliveryKey, action, actionBody(action, all));
    setBusy(false);
    if (answer.kind === 'ok') {
      forgetTyped(place);
      return onDone(answer.data);
    }
    setErrors(problemsIn(answer, INPUTS));
  };

  return {
    values,
    wall,
    errors,
    busy,
    restored,
    startAnew: () => {
      setValues({});
      setRestored(false);
    },
    change: (changed) => {
      setValues({ ...values, ...changed });
      setErrors(Object.fromEntries(Object.entries(errors).filter(([name]) => !(name in changed))));
    },
    changeWall: (changed) => setWall({ ...wall, ...changed }),
    submit,
  };
};
