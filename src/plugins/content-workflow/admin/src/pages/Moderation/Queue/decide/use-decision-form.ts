import { useEffect, useState } from 'react';
import { useAuth } from '@strapi/strapi/admin';
import type { DecisionRequest, QueueAction } from '../../../../../../contracts/moderation/queue';
import { useText } from '../../../../i18n/use-text';
import { forgetTyped, keepTyped, placeOf, typedBefore } from '../../../../piece/kept-text';
import { requestOf, type DecisionValues } from './form';

export interface DecisionForm {
  readonly action: QueueAction;
  readonly values: DecisionValues;
  /** A sentence by input name. */
  readonly errors: DecisionValues;
  /** True while the dialog shows what was filled in when it was open before. */
  readonly restored: boolean;
  readonly change: (values: DecisionValues) => void;
  readonly startAnew: () => void;
  /** `null` where something is missing; the inputs say what. */
  readonly build: () => DecisionRequest | null;
  /** What was filled in has been sent. */
  readonly forget: () => void;
}

/** `what`: the item, or the selection, that is decided about. */
export const useDecisionForm = (action: QueueAction, what: string): DecisionForm => {
  const text = useText();
  const person = useAuth('ContentWorkflow', ({ user }) => String(user?.id ?? ''));
  const [place] = useState(() => placeOf(person, `moderation.${what}.${action}`));
  const [before] = useState<DecisionValues>(() => typedBefore(place, Date.now()));
  const [restored, setRestored] = useState(() => Object.keys(before).length > 0);
  const [values, setValues] = useState<DecisionValues>(before);
  const [errors, setErrors] = useState<DecisionValues>({});
  const [sent, setSent] = useState(false);

  useEffect(() => (sent ? forgetTyped(place) : keepTyped(place, values, Date.now())), [place, values, sent]);

  return {
    action,
    values,
    errors,
    restored,
    change(changed) {
      setValues((now) => ({ ...now, ...changed }));
      setErrors((now) => Object.fromEntries(Object.entries(now).filter(([name]) => !(name in changed))));
    },
    startAnew() {
      setRestored(false);
      setValues({});
    },
    build() {
      const built = requestOf(action, values);
      if (built.kind === 'ready') return built.request;
      setErrors(Object.fromEntries(built.missing.map((input) => [input, text('dialog.required')])));
      return null;
    },
    forget() {
      forgetTyped(place);
      setSent(true);
    },
  };
};
